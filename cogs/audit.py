"""/audit: what admins, editors and moderators did here. Always on."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Linger
from bot.errors import Gone
from bot.i18n import _
from bot.services import auditing
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, needs
from bot.ui.feature_cog import FeatureCog
from bot.ui.moderation_audit import PER_PAGE, audit_page
from bot.ui.router import on_press

_Interaction = discord.Interaction[Linger]
_KINDS = {
    "settings": ("settings.", "feature.", "digest.", "top."),
    "moderation": ("review.", "suggestion.", "member."),
    "catalogue": ("catalogue.",),
}


class Audit(FeatureCog):
    """The log, page by page; errands posts it to a channel where one is set."""

    feature = "audit"

    @app_commands.command(name="audit", description="What admins, editors and moderators did here")
    @app_commands.describe(by="Only what this member did", about="Only one kind of deeds")
    @app_commands.choices(
        about=[
            app_commands.Choice(name="Settings", value="settings"),
            app_commands.Choice(name="Moderation", value="moderation"),
            app_commands.Choice(name="Catalogue", value="catalogue"),
        ]
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    @needs(Authority.MODERATOR)
    async def audit(self, interaction: _Interaction, by: discord.User | None = None, about: str | None = None) -> None:
        """The newest entries."""
        await answer(interaction, await self._page(interaction, None, by.id if by else 0, about or ""))

    @on_press("audit.page")
    @needs(Authority.MODERATOR)
    async def page(self, interaction: _Interaction, before_id: int, actor_id: int, about: str = "") -> None:
        """Older entries."""
        await change(interaction, await self._page(interaction, before_id, actor_id, about))

    async def _page(
        self, interaction: _Interaction, before_id: int | None, actor_id: int, about: str
    ) -> discord.ui.LayoutView:
        if interaction.guild_id is None:
            raise Gone(_("This works only inside a server."))
        entries = await auditing.entries_of(
            self.app.db,
            interaction.guild_id,
            before_id=before_id,
            actor_id=actor_id or None,
            prefixes=_KINDS.get(about, ("",)),
            limit=PER_PAGE + 1,
        )
        shown = entries[:PER_PAGE]
        return audit_page(shown, actor_id=actor_id, older=len(entries) > PER_PAGE, kind=about)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Audit(bot))
