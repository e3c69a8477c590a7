"""An answer that everybody reads and that nobody noted: whether it stands."""

from __future__ import annotations

import discord

from bot.domain.published.records import PostAddress, Publication
from bot.edge.client import Linger
from bot.edge.publishing.finding import own_messages, with_component
from bot.edge.publishing.sight import Absent, Unavailable, channel_of


async def standing_answer(bot: Linger, claim: Publication, number: int) -> PostAddress | None:
    """Where the answer stands that was claimed and whose card bears `number`; None where it does not.

    Raises what Discord raises, and Unavailable where nothing is known of its channel just now.
    """
    channel = await channel_of(bot, claim.guild_id, claim.channel_id)
    if channel is Absent.UNKNOWN:
        raise Unavailable
    if not isinstance(channel, discord.abc.Messageable):
        return None
    found = await own_messages(bot, channel, with_component(number), after_id=claim.after_id)
    return PostAddress(found[0].channel.id, found[0].id) if found else None
