"""/audit: what admins, editors and moderators did here. Always on."""

from __future__ import annotations

from datetime import timedelta

import discord
from discord import app_commands

from bot.domain.audit import Filter
from bot.edge.answers import answer, change, defer
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.guilds import require_guild_id
from bot.edge.router import on_press
from bot.i18n import _, _n
from bot.services.moderation import auditing
from bot.ui.kit.cards import card, container, text
from bot.ui.kit.files import text_file
from bot.ui.moderation.audit import FILE_NAME, PER_PAGE, audit_file, audit_page, unfolded

_Interaction = discord.Interaction[Linger]


class Audit(FeatureCog):
    """The log, page by page or as a file; the outbox posts it to a channel where one is set."""

    feature = "audit"

    @app_commands.command(name="audit", description="What admins, editors and moderators did here")
    @app_commands.describe(
        by="Only what this member did",
        about="Only one kind of deeds",
        member="Only what was done about this member",
        days="Only the last so many days",
    )
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
    async def audit(
        self,
        interaction: _Interaction,
        by: discord.User | None = None,
        about: str | None = None,
        member: discord.User | None = None,
        days: app_commands.Range[int, 1, 3650] | None = None,
    ) -> None:
        """Show the newest entries of the server's log, privately."""
        since = self.app.clock() - timedelta(days=days) if days else None
        wanted = Filter(
            by.id if by else 0, member.id if member else 0, about or "", int(since.timestamp()) if since else 0
        )
        await answer(interaction, await self._page(interaction, None, wanted))

    @on_press("audit.page")
    @needs(Authority.MODERATOR)
    async def page(
        self,
        interaction: _Interaction,
        before: int,
        actor_id: int,
        member_id: int = 0,
        about: str = "",
        since_s: int = 0,
    ) -> None:
        """Show another page of the log, in place of the one before."""
        wanted = Filter(actor_id, member_id, about, since_s)
        await change(interaction, await self._page(interaction, before, wanted))

    @on_press("audit.unfold")
    @needs(Authority.MODERATOR)
    async def unfold(self, interaction: _Interaction, batch_id: int) -> None:
        """Show everything that one act changed, entry by entry."""
        guild_id = require_guild_id(interaction)
        entries = await auditing.entries_of_act(self.app.db, guild_id, batch_id)
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, entries)
        await answer(interaction, unfolded(entries, named))

    @on_press("audit.file")
    @needs(Authority.MODERATOR)
    async def export(
        self, interaction: _Interaction, actor_id: int, member_id: int, about: str = "", since_s: int = 0
    ) -> None:
        """The same entries, all of them, as a table."""
        guild_id = require_guild_id(interaction)
        await defer(interaction)
        wanted = Filter(actor_id, member_id, about, since_s)
        entries = await auditing.entries_for_file(self.app.db, guild_id, wanted)
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, entries)
        said = _n("{count} entry, the newest first.", "{count} entries, the newest first.", len(entries))
        if len(entries) == auditing.MOST_IN_FILE:
            said += " " + _("There are older ones: ask for fewer days, or for one kind.")
        view = card(container(text(said), discord.ui.File(f"attachment://{FILE_NAME}")))
        await answer(interaction, view, files=[text_file(FILE_NAME, audit_file(entries, named))])

    async def _page(self, interaction: _Interaction, before: int | None, wanted: Filter) -> discord.ui.LayoutView:
        guild_id = require_guild_id(interaction)
        acts = await auditing.page_of(self.app.db, guild_id, wanted, before_act=before, limit=PER_PAGE + 1)
        shown = acts[:PER_PAGE]
        named = await auditing.named_in(
            self.app.db, self.app.catalogues, guild_id, [entry for act in shown for entry in act]
        )
        return audit_page(shown, named, wanted=wanted, older=len(acts) > PER_PAGE)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Audit(bot))
