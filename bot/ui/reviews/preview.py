"""The author's private preview: the review as everyone will see it, and what the leak check noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import ui
from msgspec import Struct
from msgspec.structs import replace

from bot.domain import leaks
from bot.domain.leaks import Finding
from bot.domain.reviews.records import Draft, Review, ReviewState, fingerprint, validated
from bot.domain.reviews.rules import MAX_BODY
from bot.domain.series import Series
from bot.domain.spoilers import quoted, render
from bot.domain.vocabulary import Vocabulary
from bot.domain.written_language import LANGUAGES, language_name
from bot.errors import UserError
from bot.i18n import _, _n, figure
from bot.ui.kit.cards import MAX_TEXT, Item, button, card, choices, container, divider, row, text
from bot.ui.kit.reader import words_of
from bot.ui.reviews.card import body_room, review_head
from bot.ui.reviews.hiding import hiding_choice, hiding_words
from bot.ui.series.words import choice_label

if TYPE_CHECKING:
    from bot.domain.pasted_pages import Tidied

_NOTICED = 1_200  # characters of what is said about a draft
_LAST_WORDS = 40  # characters of the end that are shown where a box was full
_MORE = 40  # characters of the line that says how many there are besides
_PAGE = 2_200
_LISTED = 25  # options that a select holds


class Prepared(Struct, frozen=True):
    """A draft as its preview shows it; `problem` is what keeps it from being posted."""

    review: Review
    pages: Sequence[str]
    findings: Sequence[Finding]
    problem: UserError | None
    fingerprint: str  # of the text as it is kept
    tidied: Tidied | None = None  # what the text would be without a copied page's leftovers


def prepare(
    draft: Draft,
    series: Series,
    vocabulary: Vocabulary,
    *,
    author_id: int,
    author_name: str,
    guild_id: int,
    style: str,
    now: datetime,
) -> Prepared:
    """Check, parse and render `draft`; a hostile text takes most of a second, so run it in a thread."""
    from bot.domain.pasted_pages import tidy  # its patterns take 13 ms and a megabyte

    problem: UserError | None = None
    kept = draft
    try:
        checked = validated(draft, series)
        draft = replace(checked, untidied=kept.untidied, cut_off=kept.cut_off)
    except UserError as error:
        problem = error
    review = _as_review(draft, author_id=author_id, author_name=author_name, guild_id=guild_id, now=now)
    if len(draft.body) > MAX_BODY:
        # It is given back as a file, and nothing of it can be posted.
        return Prepared(review, (), (), problem, fingerprint(kept.body))
    findings = leaks.check(
        review.reading,
        draft.headline,
        horizon=draft.horizon,
        spoiler_free=draft.spoiler_free,
        facts=leaks.facts_about(series, vocabulary),
        language=draft.language,
        accepted=draft.accepted,
    )
    room = min(_PAGE, body_room(review_head(review, series, style), MAX_TEXT) - _NOTICED)
    tidied = tidy(draft.body, headline=draft.headline, titles=series.names()) if draft.untidied is None else None
    shown = fingerprint(kept.body)
    return Prepared(review, render(review.reading.spans, limit=room), findings, problem, shown, tidied)


def _as_review(draft: Draft, *, author_id: int, author_name: str, guild_id: int, now: datetime) -> Review:
    """`draft` in the shape of a review, so that a preview shows exactly what a post will."""
    return Review(
        id=0,
        guild_id=guild_id,
        author_id=author_id,
        author_name=author_name,
        content=draft,
        state=ReviewState.POSTED,
        hidden_reason=None,
        channel_id=None,
        message_id=None,
        thread_id=None,
        comments=0,
        created_at=now,
        posted_at=None,
        edited_at=None,
        deleted_at=None,
    )


class Said(Struct, frozen=True):
    """What is said once, above the rest: what could not be taken over from a form, and what was done."""

    mistake: str | None = None
    note: str | None = None
    again: str | None = None  # the key of the form in which the mistake is, kept as it was filled in


NOTHING_SAID = Said()


def preview(
    series: Series, prepared: Prepared, *, page: int, style: str, policy: str, is_edit: bool, said: Said = NOTHING_SAID
) -> ui.LayoutView:
    """The private preview, at `page` (from 1) of the text."""
    draft, pages = prepared.review.content, prepared.pages
    count = max(1, len(pages))
    page = min(max(page, 1), count)
    look = _("This is how your review will look.")
    if is_edit:
        look = _("This is how it will look. It replaces the review that you posted here.")
    items: list[Item] = [
        text(_("**Only you can see this.**") + f" {look}"),
        divider(),
        text(review_head(prepared.review, series, style)),
        text(pages[page - 1] if pages else "-# " + _no_text(draft)),
    ]
    if count > 1:
        items.append(text("-# " + _("Page {page} of {pages}", page=page, pages=count)))
    items += [divider(), text(_noticed(prepared, said, policy))]
    if offered := _offered(series, prepared, said):
        items.append(row(*offered))
    used = _("{used} of {limit} characters", used=figure(len(draft.body)), limit=figure(MAX_BODY))
    items.append(text(f"-# {used} · " + _("Your draft is kept until you post or discard it.")))
    blocked = prepared.problem is not None or said.mistake is not None
    items += _buttons(series, page=page, pages=count, blocked=blocked, is_edit=is_edit)
    items.append(_language_choice(series, draft))
    if draft.body.strip():
        items.append(hiding_choice(series, draft, prepared.fingerprint))
    return card(container(*items))


def _no_text(draft: Draft) -> str:
    if draft.body.strip():
        return _("The text is too long to show; it is in the file below.")
    return _("There is no text yet: go on writing, or upload a file.")


def _noticed(prepared: Prepared, said: Said, policy: str) -> str:
    draft = prepared.review.content
    problem = words_of(prepared.problem) if prepared.problem else None
    before = [f"🛑 {sentence}" for sentence in (said.mistake, problem) if sentence]
    before += [f"✅ {said.note}"] if said.note else []
    if draft.cut_off:
        before.append("✂️ " + _cut_words(draft))
    if prepared.tidied is not None:
        from bot.domain.pasted_pages import describe_leftovers

        what = describe_leftovers(prepared.tidied)
        before.append("🧹 " + _("This looks copied from a page. I can take out: {what}.", what=what))
    after = [f"-# {leaks.looked_for()}"]
    if hidden := hiding_words(prepared.review.content, prepared.review.reading):
        after.append(f"🔒 {hidden}")
    if policy == "on-request" and prepared.review.reading.marked:
        after.append("-# " + _("In this server, the hidden parts go only to readers who ask for them."))
    room = _NOTICED - sum(len(line) + 1 for line in (*before, *after))
    return "\n".join([*before, *_listed(prepared.findings, room), *after])


def _cut_words(draft: Draft) -> str:
    """That the box was full, with the words that the text ends in."""
    last = draft.body.rstrip("\n").rsplit("\n", 1)[-1][-_LAST_WORDS:]
    return _(
        "The box was full at 4,000 characters, so Discord may have cut the end off. It stops at “…{last}”. "
        "“Go on writing” continues right there, even inside the word.",
        last=quoted(last, limit=_LAST_WORDS),
    )


def _offered(series: Series, prepared: Prepared, said: Said) -> list[Item]:
    """Buttons that help with what was noticed."""
    offered: list[Item] = []
    if said.again is not None:
        style = discord.ButtonStyle.primary
        offered.append(button(_("Open the form again"), "forms.again", said.again, style=style))
    if prepared.findings:
        look = _n("Look at it", "Look at each ({count})", len(prepared.findings))
        offered.append(button(look, "reviews.check", series.id, 1, style=discord.ButtonStyle.primary))
    if prepared.tidied is not None:
        offered.append(button(_("Tidy it up"), "reviews.tidy", series.id, emoji="🧹"))
    if prepared.review.content.untidied:
        offered.append(button(_("Put it back as it was"), "reviews.untidy", series.id, emoji="↩️"))
    return offered


def _listed(findings: Sequence[Finding], room: int) -> list[str]:
    """The findings that `room` characters hold, and how many there are besides."""
    if not findings:
        return [_("I found nothing telling in what everyone sees.")]
    lines = [_("**Worth a look before you post:**")]
    for number, finding in enumerate(findings):
        line = f"- {leaks.describe(finding)}"
        if number and sum(len(known) + 1 for known in (*lines, line)) > room - _MORE:
            rest = len(findings) - number
            return [*lines, "- " + _n("… and {count} more", "… and {count} more", rest)]
        lines.append(line)
    return lines


def _buttons(series: Series, *, page: int, pages: int, blocked: bool, is_edit: bool) -> list[Item]:
    post = _("Post the changes") if is_edit else _("Post")
    rows: list[Item] = []
    if pages > 1:
        rows.append(
            row(
                button(_("Back"), "reviews.look", series.id, page - 1, disabled=page == 1),
                button(_("Next"), "reviews.look", series.id, page + 1, disabled=page == pages),
            )
        )
    rows.append(
        row(
            button(post, "reviews.post", series.id, style=discord.ButtonStyle.success, disabled=blocked),
            button(_("Edit"), "reviews.edit", series.id),
            button(_("Edit the text"), "reviews.boxes", series.id),
            button(_("Go on writing"), "reviews.goon", series.id),
        )
    )
    rows.append(
        row(
            button(_("Upload a text file"), "reviews.upload", series.id),
            button(_("Sub-scores"), "reviews.extras", series.id),
            button(_("Discard"), "reviews.discard", series.id, style=discord.ButtonStyle.danger),
        )
    )
    return rows


def _language_choice(series: Series, draft: Draft) -> Item:
    codes = list(dict.fromkeys([draft.language, *LANGUAGES]))
    options = [
        discord.SelectOption(
            label=_("Written in: {language}", language=language_name(code)), value=code, default=code == draft.language
        )
        for code in codes
    ]
    return choices(_("Which language is it in?"), "reviews.language", series.id, options=options)


def ask_to_discard(draft: Draft) -> ui.LayoutView:
    """What stands between a slip and a text that is gone."""
    count = len(draft.body)
    asked = _n(
        "Throw this draft away? It has {count} character, and nothing of it is posted.",
        "Throw this draft away? It has {number} characters, and nothing of it is posted.",
        count,
        number=figure(count),
    )
    danger = discord.ButtonStyle.danger
    yes = button(_("Throw it away"), "reviews.reallydiscard", draft.series_id, style=danger)
    return card(container(text(asked), row(button(_("Keep it"), "reviews.keepit", draft.series_id), yes)))


def which_series_card(likely: Sequence[Series], problem: str | None = None) -> ui.LayoutView:
    """For a message that becomes a review: which series it is about."""
    asked = _("Which series is it about? Your text is kept.")
    options = [discord.SelectOption(label=choice_label(series), value=series.id) for series in likely[:_LISTED]]
    items: list[Item] = [text(f"{problem}\n-# {asked}" if problem else asked)]
    if options:
        items.append(choices(_("Choose the series"), "reviews.about", options=options))
    return card(container(*items, row(button(_("Another series"), "reviews.name"))))
