"""/privacy: what is kept about you, in your hands. Always on, in servers and in direct messages.

Cogs that keep something about members in memory listen to `on_member_forgotten(user_id, guild_id | None)`.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Collection

import discord
from discord import app_commands

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.published.records import PostAddress
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.feature_cog import FeatureCog
from bot.edge.guilds import names_of
from bot.edge.router import on_press
from bot.errors import Gone
from bot.i18n import _
from bot.services import privacy
from bot.services.catalogue.known_anywhere import known_anywhere
from bot.services.member_export import Names
from bot.services.privacy import Deleted, Export
from bot.services.servers import arriving
from bot.ui.kit.cards import card, container, text
from bot.ui.kit.files import text_file
from bot.ui.kit.links import message_url
from bot.ui.privacy import ask_deletion, deleted_card, export_card, kept_card

_Interaction = discord.Interaction[Linger]
_NAMES_S = 10.0  # that the names of servers are waited for; the file is, too
_ROUNDS = 5  # of edits, until what Discord does not let us reach is told
_PACKED_FROM = 8 * 1024 * 1024  # bytes; Discord takes 10 MiB
_WHERE = [
    app_commands.Choice(name="In all servers", value="all"),
    app_commands.Choice(name="In this server only", value="server"),
]


class Privacy(FeatureCog):
    """Nobody has to ask anybody for what is theirs."""

    feature = "privacy"

    privacy = anywhere(
        app_commands.Group(
            name="privacy",
            description="What I keep about you: see it, take it along, delete it",
        )
    )

    @privacy.command(name="show", description="What I keep about you, in plain words")
    async def show(self, interaction: _Interaction) -> None:
        """Say what is kept, and why."""
        guild_id, user_id = self._guild_id(interaction), interaction.user.id
        here = None if guild_id is None else await privacy.count_kept(self.app.db, user_id, guild_id)
        everywhere = await privacy.count_kept(self.app.db, user_id, None)
        settings = self.app.settings
        view = kept_card(here, everywhere, days=settings.keep_after_leaving_days, erases=settings.erase_after_leaving)
        await answer(interaction, view)

    @privacy.command(name="export", description="Take everything along that I keep about you")
    @app_commands.describe(where="Of which servers")
    @app_commands.choices(where=_WHERE)
    async def export(self, interaction: _Interaction, where: str = "all") -> None:
        """Hand the member everything that is kept about them, as files."""
        await self._export(interaction, where)

    @privacy.command(name="delete", description="Delete what I keep about you; I ask once")
    @app_commands.describe(where="In which servers")
    @app_commands.choices(where=_WHERE)
    async def delete(self, interaction: _Interaction, where: str = "all") -> None:
        """Say what goes and what stays, and ask."""
        await self._ask(interaction, where)

    @on_press("privacy.export")
    async def export_pressed(self, interaction: _Interaction, where: str) -> None:
        """Give everything that is kept about the person who pressed, as files."""
        await self._export(interaction, where)

    @on_press("privacy.ask")
    async def ask_pressed(self, interaction: _Interaction, where: str) -> None:
        """Say what would be deleted about the person who pressed, and ask."""
        await self._ask(interaction, where)

    @on_press("privacy.keep")
    async def keep(self, interaction: _Interaction) -> None:
        """Say that nothing was deleted, in the place of the question."""
        await change(interaction, card(container(text(_("Nothing was deleted.")))))

    @on_press("privacy.delete")
    async def delete_pressed(self, interaction: _Interaction, where: str) -> None:
        """Delete what is kept about the person who pressed; nobody else can be meant."""
        guild_id = self._scope(interaction, where)
        await defer(interaction, in_place=True)
        done = await privacy.delete_member(self.app.db, interaction.user.id, guild_id, now=self.app.clock())
        self.bot.dispatch("member_forgotten", interaction.user.id, guild_id)
        self.bot.posts.look()
        self.bot.dispatch("outbox")
        await change(interaction, deleted_card(len(done.forgotten.reviews)))
        left = await self._out_of_reach(done)
        if left:
            links = [message_url(each, place.channel_id, place.message_id) for each, place in left]
            await interaction.edit_original_response(view=deleted_card(len(done.forgotten.reviews), links))

    async def _out_of_reach(self, done: Deleted) -> list[tuple[int, PostAddress]]:
        """What on Discord did not follow within some rounds of edits; it goes on being tried."""
        left = list(done.places)
        for _each in range(_ROUNDS):
            left = await privacy.not_reached(self.app.db, left)
            if not left:
                break
            await asyncio.sleep(self.app.pace.edit_every_s)
        return left

    async def _ask(self, interaction: _Interaction, where: str) -> None:
        guild_id = self._scope(interaction, where)
        kept = await privacy.count_kept(self.app.db, interaction.user.id, guild_id)
        await answer(interaction, ask_deletion(kept, everywhere=guild_id is None))

    async def _export(self, interaction: _Interaction, where: str) -> None:
        guild_id = self._scope(interaction, where)
        await defer(interaction)
        export = await privacy.export_member(
            self.app.db, interaction.user.id, guild_id, now=self.app.clock(), names_of=self._names
        )
        files = _files(export)
        await answer(interaction, export_card(export.rows, [file.filename for file in files]), files=files)

    def _scope(self, interaction: _Interaction, where: str) -> int | None:
        """The server that is meant, or None for all."""
        if where == "all":
            return None
        guild_id = self._guild_id(interaction)
        if where != "server" or guild_id is None:
            raise Gone(_("“This server only” works inside a server. Choose all servers, or ask me there."))
        return guild_id

    def _guild_id(self, interaction: _Interaction) -> int | None:
        return interaction.guild_id if interaction.is_guild_integration() else None

    async def _names(self, named: Collection[tuple[int, str]]) -> Names:
        known = await known_anywhere(self.app.db, self.app.catalogues, [pair for pair in named if pair[1]])
        titles = {pair: pair[1] if series is None else spoken_title(series) for pair, series in known.items()}
        servers = await self._servers({guild_id for guild_id, _series_id in named if guild_id})
        return Names(lambda guild_id, series_id: titles[guild_id, series_id], servers.__getitem__)

    async def _servers(self, guild_ids: Collection[int]) -> dict[int, str]:
        names = await names_of(self.bot, guild_ids, within_s=_NAMES_S)
        own = self.app.db.shards.own
        unnamed = [guild_id for guild_id, name in names.items() if name is None and not own(guild_id)]
        present = await arriving.which_present(self.app.db, unnamed)  # of another process: Discord did not say in time
        return {
            guild_id: name or (_("A server") if guild_id in present else _("a server that I have left"))
            for guild_id, name in names.items()
        }


def _files(export: Export) -> list[discord.File]:
    parts = {"linger-export.json": export.as_json, "linger-export.md": export.as_markdown}
    if sum(len(part.encode()) for part in parts.values()) < _PACKED_FROM:
        return [text_file(name, part) for name, part in parts.items()]
    import zipfile  # only for who has much

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return [discord.File(packed, filename="linger-export.zip")]


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Privacy(bot))
