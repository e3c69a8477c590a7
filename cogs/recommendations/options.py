"""The options of /recommend: what is offered while typing, and what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.phrases import AVOIDED_FACETS
from bot.domain.recommendations import MOST_LIKED
from bot.domain.series import Series
from bot.domain.vocabulary import fold_phrase
from bot.edge.client import Linger
from bot.edge.series_option import complete_series, require_series
from bot.errors import UserError
from bot.i18n import _
from bot.services.recommendations.understanding import avoidable
from bot.ui.series.words import typed_words

if TYPE_CHECKING:
    from bot.domain.phrases import Avoidable

AVOID_LIST = "*"  # the value that opens the whole list
_LONGEST = 100
LONGEST_LIKED = 300  # characters: three titles
LONGEST_AVOIDED = 200


async def complete_liked(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """Up to three titles, parted by semicolons: the last one is completed, the ones before are kept.

    A value holds 100 characters, so where ids do not fit beside each other any more, titles as they were typed stand
    for those before; what does not fit even so is not offered.
    """
    before, parted, last = typed[:LONGEST_LIKED].rpartition(";")
    if not parted:
        return await complete_series(interaction, last)
    kept = before.strip().strip(";").strip()
    choices = []
    for choice in await complete_series(interaction, last.strip()):
        value = f"{kept}; {choice.value}"
        if len(value) <= _LONGEST:
            choices.append(
                app_commands.Choice(name=_fitting(f"{_shown(interaction, kept)}; {choice.name}"), value=value)
            )
    return choices


def _shown(interaction: discord.Interaction[Linger], kept: str) -> str:
    """The titles chosen so far, where ids stand for them."""
    parts = [part.strip() for part in kept.split(";")]
    found = [interaction.client.app.catalogues.get(interaction.guild_id, part) for part in parts]
    return "; ".join(spoken_title(series) if series else part for series, part in zip(found, parts, strict=True))


def _fitting(name: str) -> str:
    return name if len(name) <= _LONGEST else "…" + name[-(_LONGEST - 1) :]


def read_liked(interaction: discord.Interaction[Linger], typed: str) -> list[Series]:
    """The series that were named. Raises UserError that names the one it could not find, or that they are too many."""
    parts = list(dict.fromkeys(part.strip() for part in typed.split(";") if part.strip()))
    if len(parts) > MOST_LIKED:
        raise UserError(_("Name up to three series; you named {count}.", count=len(parts)))
    return [require_series(interaction, part) for part in parts]


async def complete_avoided(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """What can be avoided, parted by commas: the last one is completed, the ones before are kept; the whole list first.

    Content notes come before tropes and genres, and what the words begin before what holds them.
    """
    vocabulary = interaction.client.app.catalogues.vocabulary
    before, parted, last = typed[:LONGEST_AVOIDED].rpartition(",")
    kept = f"{before.strip().strip(',')}, " if parted else ""
    wanted = fold_phrase(last)
    names = [(vocabulary.label(term), term.id) for facet in AVOIDED_FACETS for term in vocabulary.facet(facet).values()]
    fitting = [(name, key) for name, key in names if wanted in fold_phrase(name)]
    fitting.sort(key=lambda one: not fold_phrase(one[0]).startswith(wanted))
    choices = [
        app_commands.Choice(name=_fitting(f"{kept}{name}"), value=f"{kept}{key}")
        for name, key in fitting
        if len(f"{kept}{key}") <= _LONGEST
    ]
    whole = [] if parted else [app_commands.Choice(name=_("My whole list, to look at and to change"), value=AVOID_LIST)]
    return [*whole, *choices][:25]


async def read_avoided(interaction: discord.Interaction[Linger], typed: str) -> Avoidable:
    """What was named to be avoided. Raises UserError where nothing of it is known."""
    found = await avoidable(interaction.client.app.catalogues, typed[:LONGEST_AVOIDED])
    if not found.terms:
        raise UserError(
            _(
                "I know nothing called “{typed}” that could be left out for good. "
                "Choose from the list that appears while you type.",
                typed=typed_words(typed),
            )
        )
    return found
