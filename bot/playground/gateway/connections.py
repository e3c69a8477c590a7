"""The gateway: every session of the bot, and what is sent to which."""

from __future__ import annotations

import secrets

from bot.playground.api_errors import Json
from bot.playground.core import Core
from bot.playground.events import Event, dumps
from bot.playground.gateway.identify_rate import IdentifyRate
from bot.playground.gateway.intents import (
    GUILD_MEMBERS,
    GUILDS,
    MESSAGE_CONTENT,
    PRIVILEGED,
    hears,
    without_content,
)
from bot.playground.gateway.opcodes import HEARTBEAT, INVALID_SESSION, RECONNECT
from bot.playground.gateway.sessions import Line, Session
from bot.playground.world.model import Guild, Member, World
from bot.playground.world.rendering import guild_create_json, member_json

_MESSAGES = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE"})
_CHANNELS = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"})
_CHUNK = 1000


class Gateway:
    """Every bot session, connected or waiting to resume."""

    def __init__(self, core: Core, *, token: str, privileged: frozenset[str], rate: IdentifyRate) -> None:
        self._core = core
        self._token = token
        self.privileged = privileged
        self.rate = rate
        self.sessions: dict[str, Session] = {}
        self.url = ""
        self.refusals_left = 0
        self.held_shards: set[int] = set()  # those that hear nothing yet
        self._held: list[Session] = []
        core.bus.listen(self._hear)

    @property
    def is_ready(self) -> bool:
        """Whether the bot is connected and identified."""
        return any(session.line is not None for session in self.sessions.values())

    # What goes to the bot

    def _hear(self, event: Event) -> None:
        if not event.to_bot:
            return
        world = self._core.world
        if event.name == "GUILD_CREATE" or not self._concerns(event, world):
            return
        self.deliver(event)

    @staticmethod
    def _concerns(event: Event, world: World) -> bool:
        """A bot hears of every channel in its servers, also of those that it may not look into."""
        if event.name in _CHANNELS and event.guild_id is not None:
            guild = world.guilds.get(event.guild_id)
            return guild is not None and world.bot_id in guild.members
        return event.is_for(world, world.bot_id)

    def deliver(self, event: Event) -> None:
        """Send an event to every session whose intents and shard it fits, without asking for permissions."""
        bot_id = self._core.world.bot_id
        for session in self.sessions.values():
            if not session.serves(event.guild_id) or not hears(session.intents, event, bot_id):
                continue
            text = event.text
            hidden = event.guild_id is not None and not session.intents & MESSAGE_CONTENT
            if hidden and event.name in _MESSAGES:
                shown = without_content(event.data, bot_id)
                text = event.text if shown is event.data else dumps(shown)
            session.dispatch(event.name, text)

    def send_interaction(self, payload: Json) -> bool:
        """INTERACTION_CREATE needs no intent; False when no session is connected."""
        for session in self.sessions.values():
            if session.line is not None and session.serves(payload.get("guild_id")):
                session.dispatch("INTERACTION_CREATE", dumps(payload))
                return True
        return False

    def send_guild(self, guild: Guild, *, joined: bool) -> None:
        """GUILD_CREATE: without `unavailable` the bot has just been invited."""
        for session in self.sessions.values():
            if session.serves(guild.id) and session.intents & GUILDS:
                self._send_guild(session, guild, joined=joined)

    def _send_guild(self, session: Session, guild: Guild, *, joined: bool) -> None:
        world = self._core.world
        members: list[Member] = [guild.members[world.bot_id]]
        if session.intents & GUILD_MEMBERS:
            members = list(guild.members.values())[:_CHUNK]
        data = guild_create_json(world, guild, members=members)
        if not joined:
            data["unavailable"] = False
        session.dispatch("GUILD_CREATE", dumps(data))

    # Faults

    def guild(self, guild_id: str) -> Guild:
        """A server by its id."""
        return self._core.world.guilds[guild_id]

    def outage(self, guild_id: str) -> None:
        """GUILD_DELETE with `unavailable`: Discord can't show the server just now."""
        for session in self.sessions.values():
            if session.serves(guild_id) and session.intents & GUILDS:
                session.dispatch("GUILD_DELETE", dumps({"id": guild_id, "unavailable": True}))

    def drop(self, code: int | None = None) -> None:
        """Cut every connection; with a close code, or without a word. Sessions can be resumed."""
        for session in self.sessions.values():
            if session.line is not None:
                if code is None:
                    session.line.abort()
                else:
                    session.line.close(code)
                session.line = None
        self.tell_status()

    def ask_to_reconnect(self) -> None:
        """Op 7: the bot is to come back and resume."""
        self._send_all({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9; unless resumable, the bot must identify anew."""
        self._send_all({"op": INVALID_SESSION, "d": resumable})
        if not resumable:
            for session in self.sessions.values():
                session.is_valid = False

    def ask_for_heartbeat(self) -> None:
        """Op 1 from the server: the bot is to answer at once."""
        self._send_all({"op": HEARTBEAT, "d": None})

    def _send_all(self, payload: Json) -> None:
        for session in self.sessions.values():
            if session.line is not None:
                session.line.put(dumps({"s": None, "t": None, **payload}))

    def close(self) -> None:
        """Let every connection end."""
        for session in self.sessions.values():
            if session.line is not None:
                session.line.close(1001)

    # A connection

    def forget(self, line: Line) -> None:
        """A socket is gone; its session may be resumed unless it was made invalid."""
        was_ready = self.is_ready
        for session in list(self.sessions.values()):
            if session.line is line:
                session.line = None
            if session.line is None and not session.is_valid:
                del self.sessions[session.id]
        if was_ready and not self.is_ready:
            self.tell_status()

    def tell_status(self) -> None:
        """Tell the pages whether the bot is there."""
        self._core.bus.tell(Event("BOT_STATUS", {"ready": self.is_ready}, to_bot=False))

    def check_token(self, token: object) -> bool:
        """Whether it is the bot's."""
        return isinstance(token, str) and secrets.compare_digest(token.removeprefix("Bot "), self._token)

    def refused_intents(self, intents: int) -> bool:
        """Whether a privileged intent is asked for that the application was not given."""
        return any(intents & bit and name not in self.privileged for bit, name in PRIVILEGED.items())

    def start_session(self, line: Line, intents: int, shard: tuple[int, int]) -> Session:
        """READY, then the servers of the shard, one by one; later, if the shard is held."""
        for old in [other for other in self.sessions.values() if other.shard == shard and other.line is None]:
            del self.sessions[old.id]
        session = Session(secrets.token_hex(16), intents, shard, line)
        self.sessions[session.id] = session
        if shard[0] in self.held_shards:
            self._held.append(session)
        else:
            self._introduce(session)
        return session

    def release_shards(self) -> None:
        """Let the shards that were held go on."""
        self.held_shards.clear()
        while self._held:
            self._introduce(self._held.pop())

    def _introduce(self, session: Session) -> None:
        world = self._core.world
        guilds = [guild for guild in world.bot_guilds() if session.serves(guild.id)]
        ready: Json = {
            "v": 10,
            "user": {**world.users[world.bot_id].data, "mfa_enabled": True, "verified": True, "email": None},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": world.bot_id, "flags": application_flags(self.privileged)},
            "private_channels": [],
            "session_type": "normal",
            "user_settings": {},
            "relationships": [],
            "guild_join_requests": [],
            "presences": [],
            "shard": list(session.shard),
        }
        session.dispatch("READY", dumps(ready))
        for guild in guilds:
            if guild.available and session.intents & GUILDS:
                self._send_guild(session, guild, joined=False)
        self.tell_status()

    def send_members(self, session: Session, wanted: Json) -> None:
        """GUILD_MEMBERS_CHUNK for op 8: by ids, by the start of a name, or everybody (needs the intent)."""
        world = self._core.world
        guild = world.guilds.get(str(wanted.get("guild_id")))
        if guild is None or not world.has_bot(guild):
            return
        ids = wanted.get("user_ids")
        query, limit = str(wanted.get("query") or "").lower(), int(wanted.get("limit") or 0)
        missing: list[str] = []
        if ids is not None:
            listed = [str(one) for one in (ids if isinstance(ids, list) else [ids])][:100]
            found = [guild.members[one] for one in listed if one in guild.members]
            missing = [one for one in listed if one not in guild.members]
        elif not query and limit == 0:
            found = list(guild.members.values()) if session.intents & GUILD_MEMBERS else []
        else:
            found = [
                member
                for member in guild.members.values()
                if world.users[member.user_id].name.startswith(query) or (member.nick or "").lower().startswith(query)
            ][: min(limit or 100, 100)]
        chunks = [found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK)] or [[]]
        for index, chunk in enumerate(chunks):
            data: Json = {
                "guild_id": guild.id,
                "members": [member_json(world, member) for member in chunk],
                "chunk_index": index,
                "chunk_count": len(chunks),
                "not_found": missing,
            }
            if wanted.get("nonce"):
                data["nonce"] = wanted["nonce"]
            session.dispatch("GUILD_MEMBERS_CHUNK", dumps(data))


def application_flags(privileged: frozenset[str]) -> int:
    """The flags that tell a small bot's privileged intents."""
    bits = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
    return sum(bits[name] for name in privileged)
