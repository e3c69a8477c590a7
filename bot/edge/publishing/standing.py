"""An answer that everybody reads and that nobody noted: whether it stands."""

from __future__ import annotations

import discord

from bot.domain.published.records import PostAddress, Publication
from bot.edge.client import Linger
from bot.edge.publishing.finding import IsIt, own_messages, with_component
from bot.edge.publishing.sight import Absent, Channel, Unavailable, channel_of


async def standing_answer(bot: Linger, claim: Publication, number: int) -> PostAddress | None:
    """Where the answer stands that was claimed and whose card bears `number`; None where it does not.

    Raises what Discord raises, and Unavailable where nothing is known of its channel just now.
    """
    channel = await channel_of(bot, claim.guild_id, claim.channel_id)
    if channel is Absent.UNKNOWN:
        raise Unavailable
    if isinstance(channel, Absent):
        return None
    found = await messages_in(bot, channel, with_component(number), after_id=claim.after_id)
    return found[0] if found else None


async def messages_in(bot: Linger, channel: Channel, is_it: IsIt, *, after_id: int | None) -> list[PostAddress]:
    """Where in a channel a message of ours stands that is it; nowhere in one that holds none. Raises what Discord
    raises."""
    if not isinstance(channel, discord.abc.Messageable):
        return []
    return [PostAddress(channel.id, one.id) for one in await own_messages(bot, channel, is_it, after_id=after_id)]
