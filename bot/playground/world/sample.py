"""The sample servers and people. Everybody and everything in them is invented for this project."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.api_errors import Json
from bot.playground.world.blank import EVERYONE, channel_data, guild_data, role_json
from bot.playground.world.clock import DISCORD_EPOCH_MS
from bot.playground.world.model import CATEGORY, FORUM, NEWS, TEXT, VOICE, Channel, Guild, Member, User, World
from bot.playground.world.permissions import P

# The sample servers were founded in March 2025; ids and dates are the same in every playground.
_FOUNDED_S = 1_740_830_400
_AVATAR_COLOURS = 6
# What a careful admin grants the bot: no administrator, nothing it does not use.
BOT_PERMISSIONS = int(
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.SEND_MESSAGES_IN_THREADS | P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS
    | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY | P.ADD_REACTIONS | P.USE_EXTERNAL_EMOJIS
    | P.MANAGE_MESSAGES | P.MANAGE_THREADS | P.PIN_MESSAGES | P.SEND_POLLS | P.CREATE_EVENTS | P.MANAGE_EVENTS
    | P.MANAGE_ROLES | P.MANAGE_CHANNELS | P.USE_APPLICATION_COMMANDS
)  # fmt: skip
_MODERATOR = int(
    P.MANAGE_MESSAGES | P.MANAGE_THREADS | P.KICK_MEMBERS | P.MODERATE_MEMBERS | P.PIN_MESSAGES | P.MENTION_EVERYONE
    | P.MANAGE_NICKNAMES | P.VIEW_AUDIT_LOG | P.MANAGE_EVENTS
)  # fmt: skip

# User name, display name, locale. The first seven are the ones to act as; the others fill a bigger server.
_PEOPLE = (
    ("mina", "Mina", "ko"),
    ("theo", "Theo", "en-US"),
    ("alice", "Alice", "en-GB"),
    ("nok", "Nok", "th"),
    ("haruka", "Haruka", "ja"),
    ("pablo", "Pablo", "es-ES"),
    ("wren", "Wren", "en-US"),
    ("iris", "Iris", "de"),
    ("jules", "Jules", "fr"),
    ("linh", "Linh", "vi"),
    ("ming", "Ming", "zh-TW"),
    ("dara", "Dara", "en-US"),
    ("bruno", "Bruno", "pt-BR"),
    ("sunny", "Sunny", "ko"),
)


@dataclass
class _Maker:
    """Ids in order, one second apart, so that the sample world has a past."""

    world: World
    at_s: int = _FOUNDED_S

    def next_id(self) -> str:
        self.at_s += 1
        return str((self.at_s * 1000 - DISCORD_EPOCH_MS) << 22)

    def when(self) -> str:
        return self.world.clock.timestamp(self.at_s)

    def user(self, name: str, display: str, locale: str, *, is_bot: bool = False) -> User:
        user_id = self.next_id()
        data: Json = {
            "id": user_id,
            "username": name,
            "global_name": None if is_bot else display,
            "discriminator": "0" if not is_bot else "0420",
            "avatar": None,
            "banner": None,
            "accent_color": None,
            "avatar_decoration_data": None,
            "public_flags": 0,
            "flags": 0,
            "bot": is_bot,
            "system": False,
        }
        user = User(data, locale=locale)
        self.world.users[user_id] = user
        return user

    def people(self) -> dict[str, User]:
        return {name: self.user(name, display, locale) for name, display, locale in _PEOPLE}

    def guild(self, name: str, owner: User, *, locale: str, description: str) -> Guild:
        guild_id = self.next_id()
        guild = Guild(guild_data(guild_id, name, owner.id, locale=locale, description=description))
        guild.roles[guild_id] = role_json(guild_id, "@everyone", EVERYONE, 0)
        self.world.guilds[guild_id] = guild
        return guild

    def role(self, guild: Guild, name: str, permissions: int, *, colour: int = 0, hoist: bool = False) -> str:
        role_id = self.next_id()
        role = role_json(role_id, name, permissions, len(guild.roles), colour=colour)
        role["hoist"], role["mentionable"] = hoist, True
        guild.roles[role_id] = role
        return role_id

    def join(self, guild: Guild, *users: User, roles: tuple[str, ...] = ()) -> None:
        for user in users:
            self.at_s += 60
            guild.members[user.id] = Member(user.id, list(roles), self.when())
            user.guild_ids[guild.id] = None

    def bot_joins(self, guild: Guild, permissions: int) -> None:
        bot = self.world.users[self.world.bot_id]
        role_id = self.role(guild, bot.name, permissions)
        guild.roles[role_id] |= {"managed": True, "mentionable": False, "tags": {"bot_id": bot.id}}
        self.join(guild, bot, roles=(role_id,))

    def channel(
        self, guild: Guild, name: str, kind: int = TEXT, *, topic: str | None = None, parent: Channel | None = None
    ) -> Channel:
        channel_id = self.next_id()
        data = channel_data(channel_id, guild.id, kind, name, position=len(guild.channel_ids))
        data["parent_id"] = parent.id if parent is not None else None
        if topic is not None:
            data["topic"] = topic
        channel = Channel(data)
        self.world.channels[channel_id] = channel
        guild.channel_ids[channel_id] = None
        return channel

    def tag(self, forum: Channel, name: str, emoji: str, *, moderated: bool = False) -> None:
        tag: Json = {"id": self.next_id(), "name": name, "moderated": moderated}
        forum.data["available_tags"].append({**tag, "emoji_id": None, "emoji_name": emoji})

    def emoji(self, guild: Guild, name: str) -> None:
        emoji_id = self.next_id()
        guild.emojis[emoji_id] = {
            "id": emoji_id,
            "name": name,
            "roles": [],
            "require_colons": True,
            "managed": False,
            "animated": False,
            "available": True,
        }


def overwrite(target_id: str, kind: int, *, allow: int = 0, deny: int = 0) -> Json:
    """A permission overwrite for a role (kind 0) or a member (kind 1)."""
    return {"id": target_id, "type": kind, "allow": str(allow), "deny": str(deny)}


def sample_world() -> World:
    """Four servers, one of them without the bot, and the people in them."""
    world = World()
    make = _Maker(world)
    people = make.people()
    bot = make.user("Linger", "Linger", "en-US", is_bot=True)
    world.bot_id, world.owner_id = bot.id, people["mina"].id
    _found_servers(make, people)
    world.snowflakes.last = int(make.next_id())
    return world


def add_sample(world: World, *, founded_s: int) -> None:
    """The sample's people and servers once more, beside those that there are: another Mina, another Rooftop Club …"""
    make = _Maker(world, founded_s)
    _found_servers(make, make.people())


def _found_servers(make: _Maker, people: dict[str, User]) -> None:
    people["pablo"].has_app = True
    _rooftop_club(make, people)
    _quiet_corner(make, people)
    _drama_harbour(make, people)
    _next_door(make, people)


def _rooftop_club(make: _Maker, people: dict[str, User]) -> None:
    """A drama club with everything: forum, announcements, a room for moderators only."""
    guild = make.guild(
        "The Rooftop Club", people["mina"], locale="en-GB", description="We watch together and cry together."
    )
    moderator = make.role(guild, "Moderator", _MODERATOR, colour=0x4F8A6B, hoist=True)
    regular = make.role(guild, "Regular", 0, colour=0xC27BA0)
    make.bot_joins(guild, BOT_PERMISSIONS)
    make.join(guild, people["mina"])
    make.join(guild, people["theo"], roles=(moderator,))
    make.join(guild, people["alice"], people["nok"], roles=(regular,))
    make.join(guild, people["haruka"], people["pablo"])
    welcome = make.channel(guild, "Front door", CATEGORY)
    news = make.channel(guild, "announcements", NEWS, topic="What the club is up to", parent=welcome)
    news.data["permission_overwrites"] = [overwrite(guild.id, 0, deny=int(P.SEND_MESSAGES))]
    lobby = make.channel(guild, "lobby", topic="Come in, sit down, tell us what you are watching", parent=welcome)
    guild.data["system_channel_id"] = lobby.id
    series = make.channel(guild, "Series", CATEGORY)
    make.channel(guild, "reviews", topic="Spoilers stay behind bars", parent=series)
    make.channel(guild, "watch-party", topic="Fridays at eight", parent=series)
    make.channel(guild, "queer-corner", topic="BL, GL and everything between", parent=series)
    forum = make.channel(guild, "series-talk", FORUM, topic="One post for each series", parent=series)
    forum.data["default_reaction_emoji"] = {"emoji_id": None, "emoji_name": "🍿"}
    for name, emoji in (("airing", "📡"), ("finished", "🎬"), ("theories", "🧵"), ("comfort rewatch", "🫖")):
        make.tag(forum, name, emoji)
    make.tag(forum, "club pick", "⭐", moderated=True)
    make.channel(guild, "Sofa", VOICE, parent=series)
    backstage = make.channel(guild, "backstage", topic="Moderators only")
    backstage.data["permission_overwrites"] = [
        overwrite(guild.id, 0, deny=int(P.VIEW_CHANNEL)),
        overwrite(moderator, 0, allow=int(P.VIEW_CHANNEL)),
        overwrite(make.world.bot_id, 1, allow=int(P.VIEW_CHANNEL)),
    ]
    make.emoji(guild, "rooftop_heart")
    make.emoji(guild, "tissue_box")


def _quiet_corner(make: _Maker, people: dict[str, User]) -> None:
    """A small server whose admin gave the bot little: it cannot react, attach, or start threads there."""
    guild = make.guild("Quiet Corner", people["iris"], locale="de", description="Five people and a teapot.")
    make.bot_joins(guild, 0)
    guild.roles[guild.id]["permissions"] = str(
        EVERYONE & ~int(P.ADD_REACTIONS | P.ATTACH_FILES | P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS)
    )
    member = make.role(guild, "Tea drinker", EVERYONE, colour=0x8E7CC3)
    make.join(guild, people["iris"])
    make.join(guild, people["wren"], people["alice"], roles=(member,))
    make.channel(guild, "teapot", topic="Hello and good night")
    make.channel(guild, "what-we-watch")
    diary = make.channel(guild, "diary", topic="For us, not for bots")
    diary.data["permission_overwrites"] = [overwrite(make.world.bot_id, 1, deny=int(P.VIEW_CHANNEL))]
    tags = make.channel(guild, "posts", FORUM, topic="A tag is needed here")
    tags.data["flags"] = 1 << 4
    make.tag(tags, "series", "📺")


def _drama_harbour(make: _Maker, people: dict[str, User]) -> None:
    """A bigger server with many members; only moderators may use apps in one of its channels."""
    guild = make.guild(
        "Drama Harbour", people["iris"], locale="en-US", description="All ships welcome, all dramas too."
    )
    captain = make.role(guild, "Captain", int(P.ADMINISTRATOR), colour=0xD9A441, hoist=True)
    deckhand = make.role(guild, "Deckhand", _MODERATOR, colour=0x3D85C6, hoist=True)
    make.bot_joins(guild, BOT_PERMISSIONS)
    make.join(guild, people["iris"])
    make.join(guild, people["theo"], roles=(captain,))
    make.join(guild, people["linh"], people["jules"], roles=(deckhand,))
    others = ("mina", "nok", "haruka", "pablo", "ming", "dara", "bruno", "sunny")
    make.join(guild, *(people[name] for name in others))
    pier = make.channel(guild, "Pier", CATEGORY)
    make.channel(guild, "harbour-news", NEWS, parent=pier)
    make.channel(guild, "quay", topic="Everyone talks here", parent=pier)
    calm = make.channel(guild, "calm-waters", topic="No apps here, please", parent=pier)
    calm.data["permission_overwrites"] = [overwrite(guild.id, 0, deny=int(P.USE_APPLICATION_COMMANDS))]
    decks = make.channel(guild, "Decks", CATEGORY)
    for name in ("korea", "japan", "thailand", "taiwan-and-china", "reviews", "recommendations"):
        make.channel(guild, name, parent=decks)
    forum = make.channel(guild, "voyages", FORUM, topic="A post for each series under way", parent=decks)
    for name, emoji in (("new", "🌱"), ("finished", "⚓")):
        make.tag(forum, name, emoji)
    make.emoji(guild, "life_buoy")


def _next_door(make: _Maker, people: dict[str, User]) -> None:
    """A server that has not invited the bot."""
    guild = make.guild("Next Door", people["pablo"], locale="es-ES", description="The neighbours.")
    make.join(guild, people["pablo"], people["wren"], people["haruka"])
    make.channel(guild, "patio", topic="We do not know the bot yet")
