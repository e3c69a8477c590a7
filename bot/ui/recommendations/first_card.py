"""Before anything is known of a member: a few loved series to go by."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.recommendations import MOST_LIKED
from bot.domain.series import Series
from bot.i18n import _
from bot.ui.kit.cards import button, card, choices, container, row, text
from bot.ui.kit.custom_ids import custom_id
from bot.ui.series.words import choice_label

LONGEST_TITLES = 300  # characters: three titles


def first_card(offered: Sequence[Series]) -> ui.LayoutView:
    """Asks for up to three loved series: from a list, or by name."""
    lines = [
        _("### Pick three you loved"),
        _("I know nothing of your taste yet. One, two or three series that you loved are enough to begin with."),
        "-# " + _("Rate what you have seen in /progress, and /recommend goes by that from then on."),
    ]
    options = [discord.SelectOption(label=choice_label(one), value=one.id) for one in offered]
    last = row(
        button(_("Search by name"), "recommend.search", emoji="🔎"),
        button(_("Surprise me"), "recommend.surprise", emoji="🎲"),
    )
    if not options:
        return card(container(text("\n".join(lines)), last))
    menu = choices(_("Up to three that you loved"), "recommend.loved", options=options, max_values=_most(options))
    return card(container(text("\n".join(lines)), menu, last))


def _most(options: Sequence[discord.SelectOption]) -> int:
    return min(MOST_LIKED, len(options))


def titles_form(nonce: int) -> ui.Modal:
    """Asks for titles as people type them."""
    modal = ui.Modal(title=_("Series that you loved"), custom_id=custom_id("recommend.typed", nonce))
    titles: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="titles", max_length=LONGEST_TITLES, placeholder="Bad Buddy; Reply 1988"
    )
    modal.add_item(ui.Label(text=_("Up to three titles, parted by semicolons"), component=titles))
    modal.stop()
    return modal
