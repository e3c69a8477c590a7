"""An answer that everybody reads and that nobody noted: whether it stands."""

from __future__ import annotations

from collections.abc import Callable

import discord

from bot.domain.published.records import PostAddress, Publication
from bot.edge.client import Linger
from bot.edge.publishing.finding import IsIt, own_messages, with_component
from bot.edge.publishing.sight import Absent, Channel, Unavailable, channel_of
from bot.edge.publishing.strays import Find


async def standing_answer(bot: Linger, claim: Publication, number: int) -> PostAddress | None:
    """Where the answer stands that was claimed and whose card bears `number`; None where it does not.

    Raises what Discord raises, and Unavailable where nothing is known of its channel just now.
    """
    channel = await channel_of(bot, claim.guild_id, claim.channel_id)
    if channel is Absent.UNKNOWN:
        raise Unavailable
    if isinstance(channel, Absent):
        return None
    found = await finder(bot, lambda _subject: with_component(number))(channel, claim.subject, claim.after_id)
    return found[0] if found else None


def finder(bot: Linger, bearing: Callable[[str], IsIt]) -> Find:
    """What `Strays` looks with for posts that are plain messages; `bearing(subject)` knows the one of a subject."""

    async def find(channel: Channel, subject: str, after_id: int | None) -> list[PostAddress]:
        if not isinstance(channel, discord.abc.Messageable):
            return []
        found = await own_messages(bot, channel, bearing(subject), after_id=after_id)
        return [PostAddress(channel.id, one.id) for one in found]

    return find
