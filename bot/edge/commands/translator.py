"""What commands are for, and what entries in menus are called, in the languages that there are."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.i18n import DEFAULT_LANGUAGE, _, speaking, spoken


class CommandTranslator(app_commands.Translator):
    """Descriptions of commands and names of entries in menus, from the same catalogues as every other sentence."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The sentence in `locale`, or None where there is none; names that people type stay as they are."""
        places = app_commands.TranslationContextLocation
        names = (places.command_name, places.group_name, places.parameter_name)
        is_typed = context.location in names and not isinstance(context.data, app_commands.ContextMenu)
        if is_typed or spoken(locale.value) == DEFAULT_LANGUAGE:
            return None
        with speaking(locale.value):
            translated = _(string.message)
        return translated if translated != string.message else None
