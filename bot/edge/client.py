"""The discord.py client: intents, extensions by name, and what runs beside them while it is connected."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket

from bot.app import App
from bot.domain.shards import shard_of
from bot.edge.commands.sync import CommandSync
from bot.edge.commands.translator import CommandTranslator
from bot.edge.commands.tree import Tree, bound_options
from bot.edge.forms import OpenForms
from bot.edge.gate import Gate
from bot.edge.gateway.ending import end_handlers
from bot.edge.gateway.events import guard_events
from bot.edge.gateway.identifying import IdentifyTurns
from bot.edge.loops.storage_watch import StorageWatch
from bot.edge.publishing.editor import PostEditor
from bot.edge.publishing.late import Latecomers
from bot.edge.publishing.strays import Strays
from bot.edge.publishing.waiting import tell_admins
from bot.edge.reaching import MISSHAPEN, UNREACHABLE, growing_pauses, knock, why
from bot.edge.router import Router
from bot.i18n import languages
from bot.services import publishing
from bot.services.upkeep.concerns import Concerns
from bot.services.upkeep.meters import Outcome
from bot.settings import Settings

EXTENSIONS = (
    "cogs.series",
    "cogs.reviews",
    "cogs.recommendations",
    "cogs.suggestions",
    "cogs.taste",
    "cogs.lineage",
    "cogs.progress",
    "cogs.lists",
    "cogs.calendar",
    "cogs.discussion",
    "cogs.digest",
    "cogs.config",
    "cogs.votes",  # extends /config
    "cogs.leaderboards",
    "cogs.moderation",
    "cogs.catalogue",
    "cogs.privacy",
    "cogs.departures",
    "cogs.audit",
    "cogs.gone_messages",
    "cogs.outbox",
    "cogs.upkeep",
    "cogs.naming",
    "cogs.help",
    "cogs.owner",
)

_OF_COMMANDS = (discord.InteractionType.application_command, discord.InteractionType.autocomplete)
_log = logging.getLogger(__name__)


def intents(settings: Settings) -> discord.Intents:
    """The few events Linger listens to; none of them privileged unless the operator asks for members."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True  # deletions, and who writes in an episode's thread; never the text
    wanted.guild_reactions = True
    wanted.guild_polls = True
    wanted.moderation = True  # bans, where a server wants whoever is banned forgotten
    wanted.members = settings.members_intent
    return wanted


class Linger(commands.AutoShardedBot):
    """The bot. Cogs find everything they need in `app`."""

    tree: Tree

    def __init__(self, app: App) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents(app.settings),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=app.pace.next_guild_s,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        if not app.db.shards.is_alone:
            self.shard_ids, self.shard_count = app.db.shards.ids, app.db.shards.count
        self.app = app
        self.meters = app.meters
        if app.meters.are_read:  # the library begins a task for whoever listens
            self.add_listener(self._count_done, "on_app_command_completion")
        self.concerns = Concerns()
        self.gate = Gate(app, lambda: self.owner_ids_known)
        self.forms = OpenForms(app)
        self.router = Router(self.gate, self.forms, app.meters, patience_s=app.pace.answer_after_s)
        self.owed: set[int] = set()  # members who are told something after their next command
        self.is_logged_in = False
        self._turns = IdentifyTurns(app.db.others.take_turn)
        self.sync = CommandSync(self.tree, app)
        self.started = asyncio.Event()  # set once, when the first servers are known; of the others nothing is, yet
        self.posts = PostEditor(app, self.started)
        self.posts.on_refused = tell_admins(app, self.dispatch)
        self.late = Latecomers(self, app)
        self.strays = Strays(self, app)
        self._storage_watch = StorageWatch(self, app)
        self._arrived: set[int] = set()  # shards whose servers are known
        self.at_once: dict[str, Callable[[Any], None]] = {}  # who hears an event as it is sent, instead of the library
        guard_events(
            self._connection.parsers, lambda: self.shard_count or 1, self.at_once, is_voted_on=app.ledger.knows
        )

    @property
    def owner_ids_known(self) -> set[int]:
        """Who owns the application: one person, or the people of a team."""
        application = self.application
        if application is None:
            return set()
        return {m.id for m in application.team.members} if application.team else {application.owner.id}

    async def close(self) -> None:
        """Let answers under way end, for a moment; then log out, and stop what runs in the background."""
        self._connection.parsers.pop("INTERACTION_CREATE", None)  # what comes now could not be answered any more
        await end_handlers(within_s=self.app.pace.grace_s)
        self.sync.stop()
        await self._storage_watch.stop()
        await self.late.stop()
        await self.posts.close()
        await super().close()

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord about the commands, if they changed."""
        with self.app.db.starting():
            await self._set_up()

    async def _set_up(self) -> None:
        self.is_logged_in = True
        if len(languages()) > 1:  # the library asks once for every string and every language that Discord knows
            await self.tree.set_translator(CommandTranslator())
        await self.late.load()  # before anything new can be claimed: what waits now was left by another process
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        for command in self.tree.walk_commands():
            bound_options(command)
        known = self.app.catalogues
        await publishing.follow_bundled(self.app.db, known.bundled, known.program_ids(), now=self.app.clock())
        self.posts.start()
        self.late.start()
        self._storage_watch.start()
        if self.app.db.shards.is_first:
            await self.sync.start()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Return when Discord allows the shard to identify."""
        await self._turns.wait(shard_id or 0)

    async def launch_shards(self) -> None:
        """Wait until the gateway can be reached, then connect; the library's own first try would give up badly."""
        pauses = growing_pauses(self.app.pace.reach_after_s)
        while True:
            try:
                count, url, limits = await self.http.get_bot_gateway()
                self._turns.at_once = max(1, int(limits.get("max_concurrency", 1)))
                gateway = yarl.URL(self.app.settings.discord_gateway_url or url)
                await knock(gateway)
                break
            except (*UNREACHABLE, *MISSHAPEN) as error:
                cause = error.__cause__
                if isinstance(cause, discord.HTTPException) and cause.status == 401:
                    raise discord.LoginFailure from None
                pause_s = next(pauses)
                _log.error("Discord's gateway cannot be reached (%s). Trying again in %.0f s.", why(error), pause_s)
                await asyncio.sleep(pause_s)
        DiscordWebSocket.DEFAULT_GATEWAY = gateway
        self.shard_count = self.shard_count or int(count)
        self._connection.shard_count = self.shard_count
        shard_ids = self._connection.shard_ids = list(self.shard_ids or range(self.shard_count))
        for group in self._turns.groups(shard_ids):
            if not self.is_closed():
                first = shard_ids[0]
                await asyncio.gather(*(self._launch(gateway, each, initial=each == first) for each in group))
                await self.app.catalogues.opened()

    async def _launch(self, gateway: yarl.URL, shard_id: int, *, initial: bool) -> None:
        if not self.app.db.shards.is_alone:  # the others' shards come in between
            await self._turns.take(shard_id)
        await self.launch_shard(gateway, shard_id, initial=initial)

    def has_arrived(self, guild_id: int) -> bool:
        """Whether the shard of a server has said which servers it has: then one that is unknown is none of ours."""
        return self.shard_of(guild_id) in self._arrived

    def shard_of(self, guild_id: int) -> int:
        """The shard that a server belongs to."""
        return shard_of(guild_id, self.shard_count or 1)

    async def on_shard_ready(self, shard_id: int) -> None:
        """A shard has listed its servers: at start, and again after Discord forgot the old session."""
        self._arrived.add(shard_id)
        self.late.wake()
        if not self.started.is_set():
            _log.info("ready as %s in %d servers so far", self.user, len(self.guilds))
            self.started.set()

    async def on_guild_available(self, _guild: discord.Guild) -> None:
        """What waited for the server goes on."""
        self.late.wake()

    async def _count_done(
        self,
        interaction: discord.Interaction[Linger],
        _command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Count a command that was answered without an error."""
        self.count(interaction, Outcome.DONE)

    def count(self, interaction: discord.Interaction[Linger], outcome: Outcome) -> None:
        """Count the command of `interaction` under its name, with how it ended."""
        name = f"/{interaction.command.qualified_name}" if interaction.command is not None else "/?"
        self.meters.answers.labels(name, outcome.value).inc()
        began = interaction.extras.get("began")
        if began is not None:
            self.meters.answer_seconds.labels(name).observe(time.perf_counter() - began)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell of an event; of what nobody wants to hear nothing, which the library would begin a task for."""
        match event_name:
            case "socket_event_type":  # one for every frame
                is_heard = False
            case "interaction":
                is_heard = args[0].type not in _OF_COMMANDS  # those the tree has by now
            case "app_command_completion":
                is_heard = self.meters.are_read or args[0].user.id in self.owed
            case _:
                is_heard = True
        if is_heard:
            super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[Linger]) -> None:
        """Presses, choices and submits; commands go through the tree."""
        await self.router.dispatch(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: the library would look for text commands, and there are none."""

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Start counting the days until the data is erased."""
        await self.app.servers.leave(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """A listener failed: log it with ids only, and live on."""
        _log.exception("listener %s failed", event_method)
