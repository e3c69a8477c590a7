"""Finding what is ours again: by what stands on it and by Discord's own ids, never by a clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import discord

from bot.domain.published.records import safely_before
from bot.edge.reaching import Unknown, is_unknown
from bot.ui.kit.permissions import missing_permissions

_AFTER = 2_000  # messages after a claim that are looked through, the oldest first: what was sent comes soon after it
_NEWEST = 500  # messages that are looked through where no id is known, the newest first
_ARCHIVED = 100  # threads

IsIt = Callable[[discord.Message], bool]
Channel = discord.abc.GuildChannel | discord.Thread


def newest_id(channel: Channel) -> int:
    """An id that is older than anything we send to `channel` from now on, by what Discord has told us of it."""
    last = getattr(channel, "last_message_id", None)
    return safely_before(max(last or 0, channel.id))


def with_custom_id(custom_id: str) -> IsIt:
    """Messages that hold a component of this custom id."""
    return lambda message: any(getattr(part, "custom_id", None) == custom_id for part in _parts(message))


def custom_ids(message: discord.Message) -> set[str]:
    """The custom ids of all components of a message."""
    return {found for part in _parts(message) if (found := getattr(part, "custom_id", None)) is not None}


def component_number(discord_id: int) -> int:
    """What a card bears that is about this id of Discord's: a component's own number is positive and holds 31 bits."""
    return discord_id % (2**31 - 1)


def with_component(number: int) -> IsIt:
    """Messages whose card bears this number (the `id` of a component, which people do not see)."""
    return lambda message: any(getattr(part, "id", None) == number for part in message.components)


async def own_messages(
    bot: discord.Client, place: discord.abc.Messageable, is_it: IsIt, *, after_id: int | None
) -> list[discord.Message]:
    """The first message of ours that is it, sent after `after_id`; an empty list where there is none."""
    history = (
        place.history(limit=_NEWEST)
        if after_id is None
        else place.history(limit=_AFTER, after=discord.Object(after_id), oldest_first=True)
    )
    async for message in history:
        if _is_ours(bot, message.author.id) and is_it(message):
            return [message]
    return []


async def message_of(place: discord.abc.Messageable, message_id: int) -> discord.Message | None:
    """A message by its id; None where Discord says by two routes that it is gone. Raises what Discord raises."""
    try:
        return await place.fetch_message(message_id)
    except discord.NotFound as error:
        if not is_unknown(error, Unknown.MESSAGE, Unknown.CHANNEL):
            raise
    try:
        async for message in place.history(limit=1, after=discord.Object(message_id - 1), oldest_first=True):
            return message if message.id == message_id else None
    except discord.NotFound as error:
        if not is_unknown(error, Unknown.CHANNEL):
            raise
    return None


async def own_threads(
    bot: discord.Client,
    parent: discord.TextChannel | discord.ForumChannel,
    *,
    after_id: int | None,
    name: str | None = None,
    starter: IsIt | None = None,
) -> list[discord.Thread]:
    """Our threads in `parent`, made after `after_id`, of that name or with such a first message; the oldest first."""
    found = []
    async for thread in _threads_of(parent):
        if not _is_ours(bot, thread.owner_id) or thread.id < (after_id or 0):
            continue
        if name is not None and thread.name != name:
            continue
        if starter is not None and not await _starts_with(thread, starter):
            continue
        found.append(thread)
    return sorted(found, key=lambda thread: thread.id)


async def own_events(bot: discord.Client, guild: discord.Guild, name: str) -> list[discord.ScheduledEvent]:
    """Our events of that name that are still to come, the oldest first."""
    events = await guild.fetch_scheduled_events(with_counts=False)
    return sorted((e for e in events if e.name == name and _is_ours(bot, e.creator_id)), key=lambda event: event.id)


async def _threads_of(parent: discord.TextChannel | discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    for thread in await parent.guild.active_threads():
        if thread.parent_id == parent.id:
            yield thread
    if not missing_permissions(parent, ("read_message_history",)):
        async for thread in parent.archived_threads(limit=_ARCHIVED):
            yield thread


async def _starts_with(thread: discord.Thread, is_it: IsIt) -> bool:
    try:
        return is_it(await thread.fetch_message(thread.id))
    except discord.NotFound:
        return False


def _is_ours(bot: discord.Client, user_id: int | None) -> bool:
    return bot.user is not None and user_id == bot.user.id


def _parts(message: discord.Message) -> Iterator[Any]:
    waiting: list[Any] = list(message.components)
    while waiting:
        part = waiting.pop()
        yield part
        waiting += getattr(part, "children", None) or []
        accessory = getattr(part, "accessory", None)
        waiting += [accessory] if accessory is not None else []
