"""The options of /recommend: what is offered while typing, and what was meant. Not a cog."""

from __future__ import annotations

import discord
from discord import app_commands
from rapidfuzz.fuzz import ratio

from bot.client import Linger
from bot.domain.phrases import take_likened
from bot.domain.series import Series
from bot.domain.vocabulary import Term, fold_phrase
from bot.errors import UserError
from bot.i18n import _
from bot.services.looking_up import find_series
from bot.ui.series_words import typed_words
from cogs.series_option import complete_series, require_series

AVOID_LIST = "*"  # the value that opens the whole list
_LONGEST = 100
_CLOSE = 85  # of 100: a title within a sentence is spelt nearly as it should be


async def complete_liked(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """Up to three titles, parted by semicolons: the last one is completed, the ones before are kept.

    A value holds 100 characters, so where ids do not fit beside each other any more, titles as they were typed stand
    for those before; what does not fit even so is not offered.
    """
    before, parted, last = typed.rpartition(";")
    if not parted:
        return await complete_series(interaction, typed)
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
    return "; ".join(series.title if series else part for series, part in zip(found, parts, strict=True))


def _fitting(name: str) -> str:
    return name if len(name) <= _LONGEST else "…" + name[-(_LONGEST - 1) :]


def read_liked(interaction: discord.Interaction[Linger], typed: str) -> list[Series]:
    """The series that were named. Raises UserError that names the one it could not find."""
    return [require_series(interaction, part.strip()) for part in typed.split(";") if part.strip()]


def read_mood(interaction: discord.Interaction[Linger], mood: str, *, most: int) -> tuple[list[Series], str]:
    """Series that a mood names ("something like Semantic Error"), at most `most`, and the mood without them."""
    app, guild_id = interaction.client.app, interaction.guild_id

    def named(typed: str) -> Series | None:
        series = find_series(app.catalogues, app.activity, guild_id, typed).series
        wanted = fold_phrase(typed)
        is_close = series is not None and any(ratio(wanted, fold_phrase(name)) >= _CLOSE for name in series.names())
        return series if is_close else None

    return take_likened(mood, named, most=most)


async def complete_avoided(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """Content notes by their names, and the whole list first."""
    vocabulary = interaction.client.app.catalogues.vocabulary
    wanted = fold_phrase(typed)
    names = [(vocabulary.label(term), term.id) for term in vocabulary.content_notes.values()]
    choices = [
        app_commands.Choice(name=name[:_LONGEST], value=key) for name, key in names if wanted in fold_phrase(name)
    ]
    return [app_commands.Choice(name=_("My whole list, to look at and to change"), value=AVOID_LIST), *choices][:25]


def read_avoided(interaction: discord.Interaction[Linger], typed: str) -> Term:
    """The content note that was meant, by its id or by any way to say it. Raises UserError."""
    vocabulary = interaction.client.app.catalogues.vocabulary
    facet, term = vocabulary.phrases.get(fold_phrase(typed), ("", None))
    found = vocabulary.content_notes.get(typed) or (term if facet == "content_notes" else None)
    if found is None:
        raise UserError(
            _("I know no content note like “{typed}”. Choose one from the list that appears.", typed=typed_words(typed))
        )
    return found
