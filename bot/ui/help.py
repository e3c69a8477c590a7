"""/help and /about as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import ui
from msgspec import Struct

from bot.domain.members.first_tries import Try
from bot.i18n import N_, _, _n, labelled
from bot.ui.kit.cards import MAX_TEXT, Item, button, card, container, divider, row, text

_HEADINGS = 400  # characters for them
_TRIES = {
    Try.SET_UP: N_("**/config setup** checks what I may do here and offers defaults. It takes a minute."),
    Try.REACH: N_("**/config panel** decides what runs where, and **/audit** tells who changed what."),
    Try.QUEUE: N_("**/moderation queue** shows the reports that wait for you."),
    Try.LOVED: N_("**/recommend** asks for three series you loved, and goes by them from the first minute."),
    Try.MOOD: N_("**/recommend mood:** takes what you are in the mood for, in your own words."),
    Try.PLACE: N_("**/progress set** keeps where you are in a series: from then on nothing spoils you past it."),
    Try.VOTE: N_("{helpful} or {not_helpful} on a review says whether it helped you; the best rise to the top."),
    Try.REVIEW: N_("**/review write** posts your review, with what spoils kept for those who are that far."),
    Try.ADOPT: N_("A review you wrote here long ago? On that message: Apps → **{menu}**."),
    Try.BRING: N_("**/import** brings your list along from MyDramaList, MyAnimeList, Letterboxd and others."),
    Try.PROFILE: N_("**/profile** shows what you love, your hours and countries; only you see it until you share it."),
    Try.TOGETHER: N_("**/watch start** finds a group for a series, and a place to talk for each episode."),
}
_ON_POSTS = N_(
    "On a review: {helpful} it helped you, {not_helpful} it did not. On a message of yours: Apps → **{menu}**."
)
_MENU = N_("Make this my review")  # as Discord shows it in the menu of a message


class HelpLine(Struct, frozen=True):
    """A command as the person sees it: its name, the parts that they may use, what it is for, whether it runs here."""

    name: str
    what: str
    parts: tuple[str, ...] = ()
    is_on: bool = True


def help_card(
    groups: Mapping[str, Sequence[HelpLine]],
    *,
    manages: bool,
    tries: Sequence[Try] = (),
    vote_emoji: tuple[str, str] | None = None,
) -> ui.LayoutView:
    """What to try first, then every command that the person may use here, one a line, on one screen.

    `vote_emoji` are those of the server where reviews can be voted on, and None elsewhere.
    """
    helpful, not_helpful = vote_emoji or ("", "")
    names = {"helpful": helpful, "not_helpful": not_helpful, "menu": _(_MENU)}
    lines = [f"{number}. {_(_TRIES[one], **names)}" for number, one in enumerate(tries, 1)]
    first = "\n".join([f"### {_('Three things to try')}", *lines]) if lines else ""
    on_posts = _(_ON_POSTS, **names) if vote_emoji is not None else ""
    room = MAX_TEXT - _HEADINGS - len(first) - len(on_posts)
    longest = max((len(line.what) for lines in groups.values() for line in lines), default=0)
    while longest > 5 and _size(groups, longest) > room:
        longest -= 5
    items: list[Item] = [text(first), divider()] if first else []
    items.append(text(f"### {_('What I can do here')}"))
    for heading, commands in groups.items():
        if commands:
            title = f"**{heading}**\n" if heading else ""
            items.append(text(title + "\n".join(_line(line, longest) for line in commands)))
    items += [text(on_posts)] if on_posts else []
    if manages:
        items.append(row(button(_("Open the settings"), "config.open", "features")))
    return card(container(*items))


def _line(line: HelpLine, longest: int) -> str:
    if not line.is_on:
        return f"-# /{line.name} · {_('switched off here')}"
    what = line.what if len(line.what) <= longest else line.what[: longest - 1].rstrip() + "…"
    parts = f" {' · '.join(line.parts)}" if line.parts else ""
    return labelled(f"**/{line.name}**{parts}", what)


def _size(groups: Mapping[str, Sequence[HelpLine]], longest: int) -> int:
    return sum(len(_line(line, longest)) + 1 for lines in groups.values() for line in lines)


def about_card(
    *, version: str, series: int, servers: int, sources: Sequence[tuple[str, str]], credited: Sequence[str] = ()
) -> ui.LayoutView:
    """The version, where facts come from, and whom to thank; `credited` is what outside catalogues ask to be said."""
    lines = [
        f"### Linger {version}",
        _("For people who watch series together. It grew out of long, heartfelt reviews that spoiled everything."),
        _n("{count} series in the catalogue here", "{count} series in the catalogue here", series)
        + " · "
        + _n("{count} server", "{count} servers", servers),
    ]
    items: list[Item] = [text("\n".join(lines))]
    said = [labelled(f"- **{name}**", attribution) for name, attribution in sources]
    said += [f"- {credit}" for credit in credited]
    items.append(text(f"**{_('Sources')}**\n" + "\n".join(said)))
    software = _(
        "Free software under the MIT licence, made with {libraries}.",
        libraries="discord.py, aiosqlite, RapidFuzz, NumPy, SciPy, Matplotlib, Babel",
    )
    items.append(text(f"-# {software}"))
    return card(container(*items))
