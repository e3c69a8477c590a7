"""A review as it is kept, and a draft on its way to become one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from bot.domain.reviews.horizon import check_horizon
from bot.domain.reviews.rules import SUB_SCORES, Stage, check_body, check_headline, reading_of
from bot.domain.series import Series
from bot.domain.spoilers import Reading, kept_places, set_place
from bot.domain.written_language import language_of
from bot.errors import UserError
from bot.i18n import _

UNKNOWN_SERIES = ""  # the series of a draft that was made from a message and not named yet


class Draft(Struct, frozen=True):
    """What a member has written so far; anything may still be missing or wrong."""

    series_id: str
    rating: int | None = None  # half points, 2–20
    headline: str = ""
    body: str = ""
    spoiler_free: bool = False
    horizon: int | None = None
    stage: Stage | None = None  # None: the author has not said
    stage_episode: int | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"
    accepted: tuple[str, ...] = ()  # findings of the leak check that its author has called fine, by key
    untidied: str | None = None  # the text before what a copied page left was taken out, for as long as it can go back
    cut_off: bool = False  # the box that its end was typed into was full, so Discord may have cut it

    def to_fields(self) -> dict[str, Any]:
        """As JSON-able fields, without the series."""
        fields = asdict(self)
        del fields["series_id"]
        return fields

    @classmethod
    def from_fields(cls, series_id: str, fields: Mapping[str, Any]) -> Draft:
        """The draft that `to_fields` wrote; fields of another version are left out."""
        known = {name: fields[name] for name in cls.__struct_fields__ if name in fields}
        if fields.get("hidden_from"):  # kept as a number once; the text says it itself now
            known["body"] = set_place(known.get("body", ""), fields["hidden_from"])
        said = known.get("stage")
        stage = None if said is None else Stage(said)
        return cls(series_id, **{**known, "stage": stage, "accepted": tuple(known.get("accepted", ()))})


class ReviewState(StrEnum):
    """Where a review is on its way: saved and not sent yet, in the channel, kept from readers, or deleted."""

    POSTING = "posting"
    POSTED = "posted"
    HIDDEN = "hidden"
    DELETED = "deleted"


class HiddenReason(StrEnum):
    """Who keeps a review from readers: a moderator, or enough members who pressed "This spoils me"."""

    MODERATOR = "moderator"
    SPOILS_ME = "spoils-me"


class Review(Struct, frozen=True):
    """One member's text on one series in one server."""

    id: int
    guild_id: int
    author_id: int
    author_name: str
    content: Draft  # everything its author can change
    state: ReviewState
    hidden_reason: HiddenReason | None
    channel_id: int | None
    message_id: int | None
    thread_id: int | None
    comments: int
    created_at: datetime
    posted_at: datetime | None
    edited_at: datetime | None
    deleted_at: datetime | None
    has_poster: bool = False  # its message carries the poster of the series

    @property
    def series_id(self) -> str:
        """The series it is about."""
        return self.content.series_id

    @property
    def is_hidden(self) -> bool:
        """Whether its text is kept from the channel, also while it waits to be posted anew (state "posting")."""
        return self.hidden_reason is not None

    @property
    def spoils_everything(self) -> bool:
        """Whether its horizon is the whole series already."""
        return not self.content.spoiler_free and self.content.horizon is None

    @property
    def reading(self) -> Reading:
        """Its text as those see it who have not watched far enough."""
        return reading_of(self.content.body, spoiler_free=self.content.spoiler_free)


class ReviewNumbers(Struct, frozen=True):
    """What readers made of a review: counted votes, openings and comments."""

    helpful: int = 0
    not_helpful: int = 0
    openings: int = 0
    comments: int = 0
    counted_in: int = 0  # the channel whose rules decide which votes count; 0: it is posted nowhere

    @property
    def votes(self) -> int:
        """All counted votes."""
        return self.helpful + self.not_helpful


def validated(draft: Draft, series: Series) -> Draft:
    """`draft` as it can be posted. Raises UserError naming what is missing or wrong, with the text given back."""
    if draft.rating is None:
        raise UserError(_("Your review has no rating yet. Press “Edit” and choose one."))
    if draft.stage is None:
        raise UserError(_("How far have you watched? Press “Edit” and choose; readers see it beside your rating."))
    headline = check_headline(draft.headline)
    body = check_body(draft.body)
    horizon = None if draft.spoiler_free else check_horizon(draft.horizon, title=series.title, episodes=series.episodes)
    return Draft(
        draft.series_id,
        rating=draft.rating,
        headline=headline,
        body=body,
        spoiler_free=draft.spoiler_free,
        horizon=horizon,
        stage=draft.stage,
        stage_episode=draft.stage_episode,
        scores={name: draft.scores[name] for name in SUB_SCORES if name in draft.scores},
        language=draft.language,
        accepted=draft.accepted,
    )


def fingerprint(body: str) -> str:
    """Eight characters that tell one text from another: a form or menu carries that of the text it was made for."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def rewritten(draft: Draft, body: str, locale: str) -> Draft:
    """`draft` with another text, in the language that its letters tell, unless its author has chosen one.

    `locale` is that of the author's client. A place from which on the old text was hidden stays one.
    """
    body = kept_places(draft.body, body)
    was_chosen = draft.language != language_of(draft.body, locale)
    language = draft.language if was_chosen else language_of(body, locale)
    if body == draft.body:
        return replace(draft, language=language)
    return replace(draft, body=body, language=language, untidied=None, cut_off=False)


def gone_on(draft: Draft, added: str, locale: str) -> Draft:
    """`draft` with `added` behind its text: a new paragraph, or inside the word where the text was cut off.

    Raises UserError when the text would get too long.
    """
    if draft.cut_off:
        return rewritten(draft, check_body(draft.body + added), locale)
    added = added.strip("\n")
    return rewritten(draft, check_body(f"{draft.body}\n\n{added}" if draft.body.strip() else added), locale)


def telling_now(draft: Draft, body: str) -> Draft:
    """`draft` with a text in which more is hidden: what hides something is not spoiler-free any more."""
    if draft.spoiler_free:
        draft = replace(draft, spoiler_free=False, horizon=None)
    return replace(draft, body=body, untidied=None)
