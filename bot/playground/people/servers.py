"""What people do to servers: invite and remove the bot, join and leave, change roles and channels."""

from __future__ import annotations

from bot.playground.actions import channels, servers
from bot.playground.actions.membership import edit_member
from bot.playground.actions.threads import delete_thread, edit_thread
from bot.playground.api_errors import Json, missing_permissions, refused, unknown
from bot.playground.backend import Backend
from bot.playground.events import Event
from bot.playground.people.state import channel_state, guild_state, person_json
from bot.playground.world.model import Guild, User
from bot.playground.world.permissions import P, require, require_above, require_in_guild
from bot.playground.world.rendering import member_json
from bot.playground.world.sample import BOT_PERMISSIONS


class PeopleServers:
    """Changes to servers, each with the actor's permissions checked."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def invite_bot(self, user_id: str, body: Json) -> Json:
        """Invite the bot: into `guild_id` (Manage Server), or into a new server called `name`."""
        world, core = self._backend.world, self._backend.core
        world.user(user_id)
        if body.get("guild_id"):
            guild = world.guild(str(body["guild_id"]))
            require_in_guild(world, guild, user_id, int(P.MANAGE_GUILD))
        else:
            name = str(body.get("name") or "").strip()
            if not 2 <= len(name) <= 100:
                raise refused(50035, "A server's name has 2 to 100 characters.")
            guild = servers.found_guild(core, user_id, name, locale=world.users[user_id].locale)
            created = {**guild_state(self._backend, guild, user_id)}
            self._tell_person("GUILD_CREATE", created, user_id)
        if body.get("bot", True):
            servers.add_bot(self._backend, guild, int(body.get("permissions") or BOT_PERMISSIONS))
        return guild_state(self._backend, guild, user_id)

    def _tell_person(self, name: str, data: Json, user_id: str) -> None:
        self._backend.core.bus.tell(Event(name, data, users=frozenset({user_id}), to_bot=False))

    def remove_bot(self, user_id: str, guild_id: str) -> None:
        """Remove the bot from a server (Manage Server)."""
        guild = self._backend.world.guild(guild_id)
        require_in_guild(self._backend.world, guild, user_id, int(P.MANAGE_GUILD))
        servers.remove_bot(self._backend, guild)

    def create_person(self, body: Json) -> Json:
        """A new person to act as."""
        world = self._backend.world
        name = str(body.get("username") or "").strip().lower()
        if not 2 <= len(name) <= 32 or any(user.name == name for user in world.users.values()):
            raise refused(50035, f"The name {name!r} is taken, or not 2 to 32 characters long.")
        data: Json = {
            "id": world.snowflakes.next(),
            "username": name,
            "global_name": str(body.get("global_name") or name.capitalize())[:32],
            "discriminator": "0",
            "avatar": None,
            "banner": None,
            "accent_color": None,
            "avatar_decoration_data": None,
            "public_flags": 0,
            "flags": 0,
            "bot": False,
            "system": False,
        }
        user = User(data, locale=str(body.get("locale") or "en-US"))
        world.users[user.id] = user
        world.touch()
        return person_json(user)

    def join(self, actor_id: str, guild_id: str, user_id: str) -> Json:
        """Somebody joins a server; banned people cannot."""
        world = self._backend.world
        guild, user = world.guild(guild_id), world.user(user_id)
        if user.id == world.bot_id:
            require_in_guild(world, guild, actor_id, int(P.MANAGE_GUILD))
            servers.add_bot(self._backend, guild, BOT_PERMISSIONS)
        elif user.id in guild.bans:
            raise refused(40007, "The user is banned from this guild.", status=403)
        else:
            servers.add_member(self._backend.core, guild, user.id)
            self._tell_person("GUILD_CREATE", guild_state(self._backend, guild, user.id), user.id)
        return member_json(world, guild.members[user.id])

    def leave(self, actor_id: str, guild_id: str, user_id: str) -> None:
        """Leave a server, or remove somebody from it (Kick Members)."""
        world = self._backend.world
        guild = world.guild(guild_id)
        if user_id not in guild.members:
            raise unknown("Member")
        if user_id == guild.owner_id:
            raise missing_permissions()
        if actor_id != user_id:
            require_in_guild(world, guild, actor_id, int(P.KICK_MEMBERS))
            require_above(guild, actor_id, user_id)
        if user_id == world.bot_id:
            servers.remove_bot(self._backend, guild)
        else:
            servers.remove_member(self._backend.core, guild, user_id)

    def ban(self, actor_id: str, guild_id: str, user_id: str) -> None:
        """Ban somebody (Ban Members); a member is removed too."""
        world = self._backend.world
        guild = world.guild(guild_id)
        require_in_guild(world, guild, actor_id, int(P.BAN_MEMBERS))
        servers.ban(self._backend.core, guild, actor_id, user_id, reason=None)

    def unban(self, actor_id: str, guild_id: str, user_id: str) -> None:
        """Lift a ban (Ban Members)."""
        world = self._backend.world
        guild = world.guild(guild_id)
        require_in_guild(world, guild, actor_id, int(P.BAN_MEMBERS))
        servers.unban(self._backend.core, guild, user_id)

    def edit_member(self, actor_id: str, guild_id: str, user_id: str, body: Json) -> Json:
        """Roles, nickname, timeout."""
        world = self._backend.world
        guild = world.guild(guild_id)
        member = world.member(guild, user_id)
        edit_member(self._backend.core, guild, actor_id, member, body)
        return member_json(world, member)

    def edit_guild(self, actor_id: str, guild_id: str, body: Json) -> Json:
        """Name, description and language of a server (Manage Server)."""
        guild = self._backend.world.guild(guild_id)
        require_in_guild(self._backend.world, guild, actor_id, int(P.MANAGE_GUILD))
        for key in ("name", "description", "preferred_locale"):
            if key in body:
                guild.data[key] = body[key]
        servers.told_guild(self._backend.core, guild)
        return guild_state(self._backend, guild, actor_id)

    def edit_role(self, actor_id: str, guild_id: str, role_id: str, body: Json) -> Json:
        """A role's permissions and name (Manage Roles)."""
        guild = self._backend.world.guild(guild_id)
        require_in_guild(self._backend.world, guild, actor_id, int(P.MANAGE_ROLES))
        role = guild.roles.get(role_id)
        if role is None:
            raise unknown("Role")
        if "permissions" in body:
            role["permissions"] = str(int(body["permissions"]))
        if body.get("name"):
            role["name"] = str(body["name"])[:100]
        self._backend.core.tell("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
        return role

    def create_channel(self, actor_id: str, guild_id: str, body: Json) -> Json:
        """A new channel (Manage Channels)."""
        guild = self._backend.world.guild(guild_id)
        made = channels.create_channel(self._backend.core, guild, actor_id, body)
        return channel_state(self._backend, made, actor_id)

    def edit_channel(self, actor_id: str, channel_id: str, body: Json) -> Json:
        """Change a channel, its overwrites, or a thread."""
        channel = self._backend.world.channel(channel_id)
        if channel.is_thread:
            edit_thread(self._backend.core, channel, actor_id, body)
        else:
            self._require_of_guild(channel.guild_id)
            channels.edit_channel(self._backend.core, channel, actor_id, body)
        return channel_state(self._backend, channel, actor_id)

    def delete_channel(self, actor_id: str, channel_id: str) -> None:
        """Remove a channel or thread."""
        channel = self._backend.world.channel(channel_id)
        if channel.is_thread:
            require(self._backend.world, channel, actor_id, int(P.MANAGE_THREADS))
            delete_thread(self._backend.core, channel)
        else:
            self._require_of_guild(channel.guild_id)
            channels.delete_channel(self._backend.core, channel, actor_id)

    @staticmethod
    def _require_of_guild(guild_id: str | None) -> None:
        if guild_id is None:
            raise refused(50003, "Cannot execute action on a DM channel", status=403)

    def interest(self, user_id: str, guild_id: str, event_id: str, *, interested: bool) -> None:
        """Mark a scheduled event as interesting, or no longer."""
        guild: Guild = self._backend.world.guild(guild_id)
        require_in_guild(self._backend.world, guild, user_id, 0)
        people = guild.event_users.get(event_id)
        if people is None:
            raise unknown("Guild Scheduled Event")
        if interested == (user_id in people):
            return
        if interested:
            people[user_id] = None
        else:
            del people[user_id]
        name = "GUILD_SCHEDULED_EVENT_USER_ADD" if interested else "GUILD_SCHEDULED_EVENT_USER_REMOVE"
        data = {"guild_scheduled_event_id": event_id, "user_id": user_id, "guild_id": guild_id}
        self._backend.core.tell(name, data, guild_id=guild_id)
