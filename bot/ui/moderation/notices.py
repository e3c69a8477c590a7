"""What members are told outside of an answer, one sentence for each kind of notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from discord import ui

from bot.domain.moderation import Outcome, outcome_label
from bot.domain.notices import Notice, NoticeKind
from bot.domain.spoilers import render_inline, sanitise_inline
from bot.i18n import N_, _, _n, moment
from bot.ui.config.setup import welcome
from bot.ui.kit.cards import Item, card, container, row, text
from bot.ui.kit.lines import fitting

_ROOM = 3_450  # characters of a card
_MOST_FILES = 10  # on one message
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
        " have not finished it. Edit it, or say that it tells more; the moderators look at it too."
    ),
    NoticeKind.REVIEW_MERGED: N_(
        "{title} was in the catalogue twice and is one series now. You had reviewed both; the newer review stays, and"
        " “{headline}” is deleted. Its text is in the file, so that nothing is lost."
    ),
    NoticeKind.REVIEW_RENUMBERED: N_(
        "Your review “{headline}” belongs to {title} now, which counts its episodes differently. Until you say how far"
        " it gives things away, with /review write, I treat it as spoiling the whole series."
    ),
    NoticeKind.FLOOR_KEPT: N_(
        "The moderators said how far your review “{headline}” of {title} gives things away, so it keeps at least that"
        " horizon. If you have taken those parts out, ask them to look again."
    ),
    NoticeKind.HIDE_KEPT: N_(
        "Your review “{headline}” of {title} says what was hidden before, so it stays hidden until a moderator has"
        " looked at it."
    ),
    NoticeKind.WARNED: N_("The moderators write about your review “{headline}” of {title}: {reason}"),
    NoticeKind.BARRED: N_("The moderators have barred you from reviewing until {until}."),
    NoticeKind.WELCOME: N_("Thank you for bringing me here. /config setup checks my permissions and offers defaults."),
    NoticeKind.UNHEARD: N_(
        "Discord did not let an answer of mine through to you. What you asked for may be done all the same, and"
        " whatever you were writing is kept."
    ),
    NoticeKind.UNBARRED: N_("You may review again."),
    NoticeKind.REASON: N_("The moderators have said why they acted on your review of {title}: {reason}"),
    NoticeKind.BAR_REASON: N_("The moderators have said why they barred you from reviewing: {reason}"),
    NoticeKind.SUGGESTION_REMOVED: N_("The moderators have taken your recommendation of {title} back."),
    NoticeKind.EPISODE_OUT: N_("A new episode of {title} is out."),
    NoticeKind.REPORT_CLOSED: N_("You reported “{headline}”, a review of {title}. {outcome} Thank you for telling us."),
}
# Sentences that say the reason themselves.
_WITH_REASON = frozenset({NoticeKind.WARNED, NoticeKind.REASON, NoticeKind.BAR_REASON})


def notice_text(notice: Notice, *, server: str, title: str) -> str:
    """The sentence of a notice, of a server or ("") of none; `title` is the series' where it names one."""
    fields = notice.fields
    reason = render_inline(str(fields.get("reason") or fields.get("note") or ""), limit=500)
    if notice.kind is NoticeKind.EPISODE_OUT:
        return _episode_out(notice, sanitise_inline(title))
    sentence = _(
        _SENTENCES[notice.kind],
        headline=sanitise_inline(str(fields.get("headline", ""))),
        title=sanitise_inline(title),
        reason=reason,
        until=moment(int(fields.get("until", 0)) // 1000),
        outcome=_outcome(fields.get("outcome")),
    )
    if reason and notice.kind not in _WITH_REASON:
        sentence = _("{sentence} Their reason: {reason}", sentence=sentence, reason=reason)
    return f"**{sanitise_inline(server)}** · {sentence}" if server else sentence


def _episode_out(notice: Notice, title: str) -> str:
    """Which episode it is only where the member may know; in a channel, whom it is for."""
    first, last = notice.fields.get("first"), notice.fields.get("last")
    said = _(_SENTENCES[notice.kind], title=title)
    if first is not None and first == last:
        said = _("Episode {episode} of {title} is out.", episode=first, title=title)
    elif first is not None:
        said = _("Episodes {first} to {last} of {title} are out.", first=first, last=last, title=title)
    return f"<@{notice.user_id}> {said}" if "channel_id" in notice.fields else said


def _outcome(name: str | None) -> str:
    # What became of the author is theirs: the reporter learns that something was done.
    if name in (Outcome.WARNED, Outcome.BARRED):
        return _("The moderators have spoken with the author.")
    return outcome_label(Outcome(name)) if name else ""


def notice_card(notice: Notice, *, server: str, title: str) -> ui.LayoutView:
    """The message that tells a member one notice."""
    if notice.kind is NoticeKind.WELCOME:
        return welcome(server, notice.fields.get("kept") or {})
    said = text(notice_text(notice, server=server, title=title))
    return card(container(said, *(shown_file(name) for name in notice_texts([notice]))))


def told_at_once(notices: Sequence[Notice], texts: Sequence[str]) -> int:
    """How many of the first notices, told in `texts`, one card holds with the files that come back; at least one."""
    count, room, files = 0, _ROOM, 0
    for notice, each in zip(notices, texts, strict=True):
        room -= len(each) + 3
        files += bool(notice.fields.get("text"))
        if room < 0 or files > _MOST_FILES:
            break
        count += 1
    return max(count, 1)


def notices_card(texts: Sequence[str], *buttons: Item, files: Iterable[str] = (), left: int = 0) -> ui.LayoutView:
    """Several that waited for a member's next command, with the files of those names; `left` wait for another one."""
    shown = fitting([f"- {each}" for each in texts], _ROOM + 50)
    if left:
        shown += "\n" + _n("-# … and {count} more", "-# … and {count} more", left)
    items: list[Item] = [text(f"{_('While you were away:')}\n{shown}"), *(shown_file(name) for name in files)]
    return card(container(*items, *([row(*buttons)] if buttons else [])))


def notice_texts(notices: Iterable[Notice]) -> dict[str, str]:
    """A member's own texts that come back with these notices, by the names of their files; at most ten."""
    texts = [str(notice.fields["text"]) for notice in notices if notice.fields.get("text")]
    return {f"your-review-{number}.md": body for number, body in enumerate(texts[:_MOST_FILES], start=1)}


def shown_file(name: str) -> ui.File[Any]:
    """A file of the message, on its card."""
    return ui.File(f"attachment://{name}")
