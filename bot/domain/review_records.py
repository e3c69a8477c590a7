"""A review as it is kept, and a draft on its way to become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.horizon import check_horizon
from bot.domain.reviews import SUB_SCORES, Stage, check_body, check_headline, check_hidden_from, reading_of
from bot.domain.series import Series
from bot.domain.spoilers import Reading
from bot.domain.written_language import language_of
from bot.errors import UserError
from bot.i18n import _

UNKNOWN_SERIES = ""  # the series of a draft that was made from a message and not named yet


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member has written so far; anything may still be missing or wrong."""

    series_id: str
    rating: int | None = None  # half points, 2–20
    headline: str = ""
    body: str = ""
    spoiler_free: bool = False
    horizon: int | None = None
    hidden_from: int | None = None
    stage: Stage = Stage.FINISHED
    stage_episode: int | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"

    def to_fields(self) -> dict[str, Any]:
        """As JSON-able fields, without the series."""
        fields = asdict(self)
        del fields["series_id"]
        return fields

    @classmethod
    def from_fields(cls, series_id: str, fields: Mapping[str, Any]) -> Draft:
        """The draft that `to_fields` wrote; fields of another version are left out."""
        known = {name: fields[name] for name in cls.__dataclass_fields__ if name in fields}
        return cls(series_id, **{**known, "stage": Stage(known.get("stage", Stage.FINISHED))})


@dataclass(frozen=True, slots=True)
class Review:
    """One member's text on one series in one server."""

    id: int
    guild_id: int
    author_id: int
    author_name: str
    draft: Draft  # everything its author can change
    state: str  # "posting", "posted", "hidden" or "deleted"
    hidden_reason: str | None
    channel_id: int | None
    message_id: int | None
    thread_id: int | None
    comments: int
    created_at: datetime
    posted_at: datetime | None
    edited_at: datetime | None
    deleted_at: datetime | None

    @property
    def series_id(self) -> str:
        """The series it is about."""
        return self.draft.series_id

    @property
    def reading(self) -> Reading:
        """Its text as those see it who have not watched far enough."""
        return reading_of(self.draft.body, spoiler_free=self.draft.spoiler_free, hidden_from=self.draft.hidden_from)


@dataclass(frozen=True, slots=True)
class Standing:
    """What readers made of a review: counted votes, openings and comments."""

    helpful: int = 0
    not_helpful: int = 0
    openings: int = 0
    comments: int = 0

    @property
    def votes(self) -> int:
        """All counted votes."""
        return self.helpful + self.not_helpful


def ready(draft: Draft, series: Series) -> Draft:
    """`draft` as it can be posted. Raises UserError naming what is missing or wrong, with the text given back."""
    if draft.rating is None:
        raise UserError(_("Your review has no rating yet. Press “Edit” and choose one."))
    headline = check_headline(draft.headline)
    body = check_body(draft.body)
    horizon = None if draft.spoiler_free else check_horizon(draft.horizon, title=series.title, episodes=series.episodes)
    hidden_from = check_hidden_from(body, draft.hidden_from)
    return Draft(
        draft.series_id,
        rating=draft.rating,
        headline=headline,
        body=body,
        spoiler_free=draft.spoiler_free,
        horizon=horizon,
        hidden_from=hidden_from,
        stage=draft.stage,
        stage_episode=draft.stage_episode,
        scores={name: draft.scores[name] for name in SUB_SCORES if name in draft.scores},
        language=draft.language,
    )


def rewritten(draft: Draft, body: str, locale: str) -> Draft:
    """`draft` with another text, in the language that its letters tell, unless its author has chosen one.

    `locale` is that of the author's client.
    """
    was_chosen = draft.language != language_of(draft.body, locale)
    return replace(draft, body=body, language=draft.language if was_chosen else language_of(body, locale))


def read_horizon(text: str) -> tuple[bool, int | None]:
    """What an author chose or typed as (spoiler-free, last episode given away or None for the whole series).

    Raises UserError for anything but a number, "free", "all" or nothing.
    """
    typed = text.strip().lower()
    if typed in {"", "all", _("all")}:
        return False, None
    if typed in {"free", "spoiler-free", "none", _("free")}:
        return True, None
    if typed.isdecimal():
        return False, int(typed)
    raise UserError(
        _(
            "“{typed}” does not say how far it gives things away. Write the number of an episode, “free”, or nothing.",
            typed=text.strip()[:20],
        )
    )
