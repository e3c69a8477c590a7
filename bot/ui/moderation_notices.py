"""What members are told outside of an answer, one sentence for each kind of notice."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.domain.moderation import Outcome, outcome_label
from bot.domain.notices import Notice, NoticeKind
from bot.domain.spoilers import sanitise_inline
from bot.i18n import N_, _
from bot.ui.cards import card, container, text
from bot.ui.config_setup import welcome
from bot.ui.lines import fitting

_SENTENCES = {
    NoticeKind.REVIEW_HIDDEN: N_("The moderators have hidden your review “{headline}” of {title}."),
    NoticeKind.REVIEW_NARROWED: N_(
        "The moderators took back that your review “{headline}” of {title} gives away more than it said: it has its"
        " own horizon again."
    ),
    NoticeKind.REVIEW_RESTORED: N_("Your review “{headline}” of {title} can be seen again."),
    NoticeKind.REVIEW_WIDENED: N_(
        "Your review “{headline}” of {title} gives away more than it said: the moderators have widened its horizon."
        " Nothing of your text was changed."
    ),
    NoticeKind.REVIEW_DELETED: N_("The moderators have deleted your review “{headline}” of {title}."),
    NoticeKind.REVIEW_SPOILED: N_(
        "Several members said that your review “{headline}” of {title} spoils them, so it is hidden from those who"
        " have not finished it. Edit it, or set its horizon further; the moderators look at it too."
    ),
    NoticeKind.REVIEW_MERGED: N_(
        "{title} was in the catalogue twice and is one series now. You had reviewed both; the newer review stays, and"
        " “{headline}” is deleted."
    ),
    NoticeKind.WARNED: N_("The moderators write about your review “{headline}” of {title}: {note}"),
    NoticeKind.BARRED: N_("The moderators have barred you from reviewing until <t:{until}:f>."),
    NoticeKind.WELCOME: N_("Thank you for bringing me here. /config setup checks my permissions and offers defaults."),
    NoticeKind.UNBARRED: N_("You may review again."),
    NoticeKind.REPORT_CLOSED: N_("You reported “{headline}”, a review of {title}. {outcome} Thank you for telling us."),
}


def notice_text(notice: Notice, *, server: str, title: str) -> str:
    """The sentence of a notice; `title` is the series' where it names one."""
    fields = notice.fields
    sentence = _(
        _SENTENCES[notice.kind],
        headline=sanitise_inline(str(fields.get("headline", ""))),
        title=sanitise_inline(title),
        note=sanitise_inline(str(fields.get("note", "")), limit=500),
        until=int(fields.get("until", 0)) // 1000,
        outcome=_outcome(fields.get("outcome")),
    )
    return f"**{sanitise_inline(server)}** · {sentence}"


def _outcome(name: str | None) -> str:
    # What became of the author is theirs: the reporter learns that something was done.
    if name in (Outcome.WARNED, Outcome.BARRED):
        return _("The moderators have spoken with the author.")
    return outcome_label(Outcome(name)) if name else ""


def notice_card(notice: Notice, *, server: str, title: str) -> ui.LayoutView:
    """One notice as a message."""
    if notice.kind is NoticeKind.WELCOME:
        return welcome(server)
    return card(container(text(notice_text(notice, server=server, title=title))))


def notices_card(texts: Sequence[str]) -> ui.LayoutView:
    """Several that waited for a member's next command."""
    shown = fitting([f"- {each}" for each in texts], 3_500)
    return card(container(text(f"{_('While you were away:')}\n{shown}")))
