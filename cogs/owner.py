"""/owner: load, unload and reload cogs without a restart; for the bot's owner, in the owner's server."""

from __future__ import annotations

import logging
import pkgutil

import discord
from discord import app_commands
from discord.ext import commands

import cogs
from bot.domain.spoilers import quoted
from bot.edge.answers import defer, say
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.errors import UserError
from bot.i18n import _, labelled

_log = logging.getLogger(__name__)
_Interaction = discord.Interaction[Linger]
_STAYS = ("cogs.owner", "cogs.config", "cogs.privacy")  # without these nobody could get the rest back


def extension_names() -> list[str]:
    """Every feature: each module and package right below `cogs` is one."""
    return sorted(f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__))


async def complete_extension(interaction: _Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Extensions that can be named, those that are loaded marked."""
    loaded = interaction.client.extensions
    names = [name for name in extension_names() if typed.lower() in name]
    return [
        app_commands.Choice(name=f"{name} · {_('loaded') if name in loaded else _('not loaded')}", value=name)
        for name in names[:25]
    ]


class Owner(FeatureCog):
    """Commands for whoever runs the bot; never switched off, and in their own server only."""

    feature = "owner"

    owner = app_commands.Group(
        name="owner",
        description="Load and reload parts of the bot",
        default_permissions=discord.Permissions(administrator=True),
    )

    @owner.command(name="load", description="Load a part that is not loaded")
    @app_commands.describe(extension="Which part")
    @app_commands.autocomplete(extension=complete_extension)
    @needs(Authority.OWNER)
    async def load(self, interaction: _Interaction, extension: str) -> None:
        """Load a feature that is not running."""
        await self._act(interaction, extension, "load")

    @owner.command(name="unload", description="Unload a part; its commands are gone until it is loaded again")
    @app_commands.describe(extension="Which part")
    @app_commands.autocomplete(extension=complete_extension)
    @needs(Authority.OWNER)
    async def unload(self, interaction: _Interaction, extension: str) -> None:
        """Stop a feature; its commands and components answer no more."""
        if extension in _STAYS:
            raise UserError(
                _("{name} has to stay: without it nothing could be switched on again.", name=quoted(extension))
            )
        await self._act(interaction, extension, "unload")

    @owner.command(name="reload", description="Load a part again, as its file is now")
    @app_commands.describe(extension="Which part")
    @app_commands.autocomplete(extension=complete_extension)
    @needs(Authority.OWNER)
    async def reload(self, interaction: _Interaction, extension: str) -> None:
        """Reload it; the old one stays when the new one does not load."""
        await self._act(interaction, extension, "reload")

    async def _act(self, interaction: _Interaction, extension: str, what: str) -> None:
        if extension not in extension_names():
            raise UserError(_("There is no {name}. The list appears while you type.", name=quoted(extension)))
        await defer(interaction)
        act = {
            "load": self.bot.load_extension,
            "unload": self.bot.unload_extension,
            "reload": self.bot.reload_extension,
        }[what]
        try:
            await act(extension)
        except commands.ExtensionAlreadyLoaded:
            raise UserError(_("{name} is loaded already.", name=quoted(extension))) from None
        except commands.ExtensionNotLoaded:
            raise UserError(_("{name} is not loaded.", name=quoted(extension))) from None
        except commands.ExtensionFailed as error:
            reason = labelled(type(error.original).__name__, str(error.original))
            raise UserError(
                _("{name} does not load: {reason}", name=quoted(extension), reason=quoted(reason, limit=300))
            ) from error
        sent = await self.bot.sync.send()
        said = {
            "load": _("{name} is loaded."),
            "unload": _("{name} is unloaded."),
            "reload": _("{name} is loaded again."),
        }[what].format(name=quoted(extension))
        await say(interaction, f"{said} {_('Discord was told about the commands.')}" if sent else said)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded; without an owner's server there is nothing to load."""
    home = bot.app.settings.owner_guild_id
    if not home:
        return
    guild = discord.Object(home)
    await bot.add_cog(Owner(bot), guild=guild)
    if bot.application_id is not None:
        await _tell_discord(bot, guild)


async def _tell_discord(bot: Linger, guild: discord.Object) -> None:
    """Send /owner to the owner's server unless it is there as it is now."""
    try:
        known = await bot.tree.fetch_commands(guild=guild)
        ours = bot.tree.get_commands(guild=guild)
        if [(c.name, sorted(o.name for o in c.options)) for c in known] != [
            (c.name, sorted(sub.name for sub in c.commands) if isinstance(c, app_commands.Group) else []) for c in ours
        ]:
            await bot.tree.sync(guild=guild)
    except discord.HTTPException as error:
        _log.warning("/owner cannot be sent to OWNER_GUILD_ID %d: %s. Is the bot in that server?", guild.id, error.text)
