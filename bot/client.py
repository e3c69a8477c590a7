"""The discord.py client: intents, extensions by name, the doors, and commands synced only when they changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.asset import Asset
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route as RestRoute

from bot import __version__
from bot.errors import StartError, UserError
from bot.i18n import _, languages, speak, speaking
from bot.settings import Settings
from bot.storage.servers import get_installation, set_installation
from bot.ui.answers import answer_error
from bot.ui.authority import authority_of, check_authority
from bot.ui.post_editor import PostEditor
from bot.ui.router import Router, check_gate

if TYPE_CHECKING:
    from bot.app import App

EXTENSIONS = (
    "cogs.series",
    "cogs.reviews",
    "cogs.recommendations",
    "cogs.suggestions",
    "cogs.taste",
    "cogs.lineage",
    "cogs.progress",
    "cogs.discussion",
    "cogs.digest",
    "cogs.admin",
    "cogs.votes",  # extends /config
    "cogs.top",
    "cogs.moderation",
    "cogs.catalogue",
    "cogs.privacy",
    "cogs.audit",
    "cogs.errands",
    "cogs.help",
    "cogs.owner",
)

# What may pass by itself; discord.HTTPException only in its 5xx kind.
UNREACHABLE = (OSError, aiohttp.ClientError, TimeoutError, discord.GatewayNotFound, discord.DiscordServerError)

_log = logging.getLogger(__name__)

_GRACE_S = 3.0  # longer than that, nobody waits for an answer
_HANDLERS = ("discord.py: ", "CommandTree-invoker")  # how the library names the tasks of listeners and commands


def intents(settings: Settings) -> discord.Intents:
    """The few events Linger listens to; none of them privileged unless the operator asks for members."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True  # deletions, and who writes in an episode's thread; never the text
    wanted.guild_reactions = True
    wanted.guild_polls = True
    wanted.members = settings.members_intent
    return wanted


def point_library_at(settings: Settings) -> None:
    """Let discord.py speak to the addresses of `settings`, where they are set."""
    if settings.discord_api_url:
        RestRoute.BASE = settings.discord_api_url
        Asset.BASE = str(yarl.URL(settings.discord_api_url).origin()) + "/cdn"
    if settings.discord_gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


class Tree(app_commands.CommandTree["Linger"]):
    """The door of slash commands and context menus."""

    async def interaction_check(self, interaction: discord.Interaction[Linger]) -> bool:
        """Language, feature gate and authority, before any command or autocomplete runs."""
        speak(interaction.locale.value)
        command = interaction.command
        if command is None:
            return True
        feature = command.extras.get("feature") or getattr(getattr(command, "binding", None), "feature", None)
        try:
            if feature is not None:
                check_gate(interaction, feature)
            check_authority(interaction, authority_of(command.callback))
        except UserError as error:
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                await answer_error(interaction, error)
            return False
        return True

    async def on_error(self, interaction: discord.Interaction[Linger], error: app_commands.AppCommandError, /) -> None:
        """Every failure of a command becomes an answer."""
        cause: BaseException = error
        if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
            cause = error.__cause__
        elif isinstance(error, app_commands.TransformerError):
            cause = UserError(_("I could not read “{value}”.", value=str(error.value)[:60]))
        elif isinstance(error, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
            cause = UserError(_("This command has changed. Restart Discord, or try again in a minute."))
        await answer_error(interaction, cause)


class CommandTranslator(app_commands.Translator):
    """Names and descriptions of commands, from the same catalogues as every other sentence."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The sentence in `locale`, or None where there is none; names of commands and options stay as they are."""
        places = app_commands.TranslationContextLocation
        names = (places.command_name, places.group_name, places.parameter_name)
        if context.location in names or locale.value.split("-")[0] not in languages()[1:]:
            return None
        with speaking(locale.value):
            translated = _(string.message)
        return translated if translated != string.message else None


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
            guild_ready_timeout=0.5,  # nothing of ours needs every server before the first answer
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.app = app
        self.router = Router()
        self.posts = PostEditor()
        self.started = asyncio.Event()  # set once, at the first READY
        _guard_events(self._connection.parsers)

    @property
    def owner_ids_known(self) -> set[int]:
        """Who owns the application: one person, or the people of a team."""
        application = self.application
        if application is None:
            return set()
        return {m.id for m in application.team.members} if application.team else {application.owner.id}

    async def close(self) -> None:
        """Let answers under way end, for a moment; then log out, and stop what runs in the background."""
        await _end_handlers(within_s=_GRACE_S)
        await self.posts.close()
        await super().close()

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord about the commands, if they changed."""
        await self.tree.set_translator(CommandTranslator())
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self.sync_commands()

    async def sync_commands(self) -> bool:
        """Send the commands to Discord unless they are the ones sent last. True when they were sent."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        described = json.dumps([self.application_id, __version__, languages(), payload], sort_keys=True, default=str)
        digest = hashlib.sha256(described.encode()).hexdigest()
        async with self.app.db.reading() as connection:
            if await get_installation(connection, "commands") == digest:
                return False
        await self.tree.sync()
        async with self.app.db.transaction() as connection:
            await set_installation(connection, "commands", digest)
        _log.info("sent %d commands to Discord", len(payload))
        return True

    async def launch_shards(self) -> None:
        """Wait until the gateway can be reached, then connect; the library's own first try would give up badly."""
        pauses = growing_pauses()
        while True:
            try:
                count, url, _limits = await self.http.get_bot_gateway()
                gateway = yarl.URL(self.app.settings.discord_gateway_url or url)
                await _knock(gateway)
                break
            except UNREACHABLE as error:
                pause_s = next(pauses)
                _log.error("Discord's gateway cannot be reached (%s). Trying again in %.0f s.", _why(error), pause_s)
                await asyncio.sleep(pause_s)
        DiscordWebSocket.DEFAULT_GATEWAY = gateway
        self.shard_count = self.shard_count or count
        await super().launch_shards()

    async def on_ready(self) -> None:
        """The session is fresh: at start, and again after Discord forgot the old one."""
        if not self.started.is_set():
            _log.info("ready as %s in %d servers", self.user, len(self.guilds))
            self.started.set()

    async def on_interaction(self, interaction: discord.Interaction[Linger]) -> None:
        """Presses, choices and submits; commands go through the tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self.router.dispatch(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no text commands."""

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Remember since when."""
        await self.app.servers.join(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Start counting the days until the data is erased."""
        await self.app.servers.leave(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """A listener failed: log it with ids only, and live on."""
        _log.exception("listener %s failed", event_method)


async def _end_handlers(*, within_s: float) -> None:
    """Wait for what listeners and commands are doing, and cancel what takes longer: its answer has nowhere to go."""
    own = asyncio.current_task()

    def handlers() -> set[asyncio.Task[Any]]:
        return {task for task in asyncio.all_tasks() if task is not own and task.get_name().startswith(_HANDLERS)}

    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            while running := handlers():
                await asyncio.wait(running)
    cut_short = handlers()
    for task in cut_short:
        task.cancel()
    if cut_short:
        _log.warning("%d answers under way were cut short", len(cut_short))
        await asyncio.wait(cut_short, timeout=within_s)


def _guard_events(parsers: dict[str, Callable[[Any], Any]]) -> None:
    """One malformed gateway event is logged and skipped; the library would end the client."""

    def guarded(name: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def run(data: Any) -> Any:
            try:
                return parse(data)
            except Exception:  # noqa: BLE001 (whatever a malformed event raises)
                _log.exception("could not read a %s event", name)
                return None

        return run

    for name, parse in parsers.items():
        parsers[name] = guarded(name, parse)


async def serve(app: App, *, on_client: Callable[[Linger], None] | None = None) -> None:
    """Run the bot until it is stopped; `on_client` is told about each client before it logs in.

    Raises StartError for what only the operator can mend: a wrong token, a refused intent. What may pass by
    itself (no network, Discord down) is retried with growing pauses, on a fresh client.
    """
    point_library_at(app.settings)
    pauses = growing_pauses()
    while True:
        try:
            async with Linger(app) as client:
                if on_client is not None:
                    on_client(client)
                await client.start(app.settings.discord_token)
                return
        except discord.LoginFailure:
            raise StartError(
                "Discord does not accept DISCORD_TOKEN. Copy it again from the Developer Portal → your application"
                " → Bot; resetting it there makes the old one useless."
            ) from None
        except discord.PrivilegedIntentsRequired:
            raise StartError(
                "Discord refused the Server Members intent. Switch it on in the Developer Portal → your application"
                " → Bot → Privileged Gateway Intents, or set MEMBERS_INTENT=no."
            ) from None
        except discord.ConnectionClosed as error:
            raise StartError(_why_closed(error.code)) from None
        except UNREACHABLE as error:
            pause_s = next(pauses)
            where = app.settings.discord_api_url or "Discord"
            _log.error("%s cannot be reached (%s). Trying again in %.0f s.", where, _why(error), pause_s)
            await asyncio.sleep(pause_s)


async def _knock(gateway: yarl.URL) -> None:
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session, session.ws_connect(gateway):
        pass


def growing_pauses() -> Iterator[float]:
    """1, 2, 4 … at most 60 seconds."""
    pause_s = 1.0
    while True:
        yield pause_s
        pause_s = min(pause_s * 2, 60.0)


def _why(error: BaseException) -> str:
    cause = error.__cause__ or error
    return str(cause) or type(cause).__name__


def _why_closed(code: int | None) -> str:
    reasons = {
        4004: "Discord does not accept DISCORD_TOKEN any more. Copy it again from the Developer Portal.",
        4013: "Discord does not know one of the intents asked for. Update Linger.",
    }
    return reasons.get(code or 0, f"Discord closed the connection for good (code {code}).")
