"""The option `series:` of every command that takes one: autocomplete, and what free text means."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.domain.series import Series
from bot.edge.client import Linger
from bot.errors import UserError
from bot.i18n import _
from bot.services.catalogue.series_lookup import find_matches, find_series, offers
from bot.ui.series.words import choice_label, dated_title, typed_words


async def complete_series(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """The best matches at every keystroke: a label to read, the id as value. Before the first one: what is likely."""
    app, guild_id = interaction.client.app, interaction.guild_id
    if not typed.strip():
        likely = await offers(app.db, app.catalogues, app.activity, guild_id, interaction.user.id)
        return [app_commands.Choice(name=choice_label(series), value=series.id) for series in likely]
    choices: list[app_commands.Choice[str]] = []
    for match in await find_matches(app.catalogues, app.activity, guild_id, typed):
        series = app.catalogues.get(guild_id, match.series_id)
        if series is not None:
            choices.append(app_commands.Choice(name=choice_label(series, match), value=series.id))
    return choices


def require_series(interaction: discord.Interaction[Linger], typed: str) -> Series:
    """The series that an option means. Raises UserError that names the candidates where it is not clear."""
    app, guild_id = interaction.client.app, interaction.guild_id
    found = find_series(app.catalogues, app.activity, guild_id, typed)
    if found.series is not None:
        return found.series
    candidates = [app.catalogues.get(guild_id, match.series_id) for match in found.matches[:3]]
    names = " · ".join(dated_title(series) for series in candidates if series is not None)
    looks_further = app.outside.is_open and interaction.client.gate.is_on(interaction, "outside")
    if not names and looks_further:
        raise UserError(
            _(
                "I know no series like “{typed}” yet. Look it up with /series, which asks other catalogues as well.",
                typed=typed_words(typed),
            )
        )
    if not names:
        raise UserError(
            _(
                "I know no series like “{typed}”. Check the spelling, or try another of its names.",
                typed=typed_words(typed),
            )
        )
    if found.is_another_part:
        said = _(
            "I don't know “{typed}”, only {names}. If you mean one of these, choose it from the list that appears"
            " while you type.",
            typed=typed_words(typed),
            names=names,
        )
        further = _("Or look it up with /series, which asks other catalogues as well.")
        raise UserError(f"{said} {further}" if looks_further else said)
    raise UserError(
        _(
            "“{typed}” could be more than one: {names}. Choose it from the list that appears while you type.",
            typed=typed_words(typed),
            names=names,
        )
    )
