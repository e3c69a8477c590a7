"""Reviews with votes on them, on the loopback Discord."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from bot.domain.votes import Reaction
from bot.storage.ledger import reactions
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen

LITBC = "love-in-the-big-city-kr-2024"


async def posted_review(
    discord: TestDiscord,
    by: str = "alice",
    series: str = LITBC,
    body: str = "It is tender and funny, and nothing is given away here.",
) -> Seen:
    """A review by `by` in #reviews; its post."""
    author = discord.member(by).at("#reviews")
    before = len(discord.all_messages("#reviews"))
    form = await author.command("/review write", series=series)
    preview = await author.submit(
        form,
        {
            "Your rating": "18",
            "Headline": f"Tender, says {by}",
            "Your review": body,
            "How far does it give things away?": "free",
            "How far you have watched": "finished",
        },
    )
    await author.click(preview, "Post")
    await discord.wait_for(lambda: len(discord.all_messages("#reviews")) > before)
    post = discord.all_messages("#reviews")[-1]
    await discord.wait_for(lambda: len(discord.all_messages("#reviews")[-1].json.get("reactions", [])) == 2)
    return post


def on_discord(discord: TestDiscord, message_id: int) -> set[Reaction]:
    """Every reaction with 👍 or 👎 that stands on a message, the bot's own left out."""
    bot_id = discord.world.bot_id
    message = next(
        channel.messages[str(message_id)]
        for channel in discord.world.channels.values()
        if str(message_id) in channel.messages
    )
    return {
        Reaction(message_id, int(user_id), str(each.emoji["name"]), kind)
        for each in message.reactions.values()
        for kind, people in ((0, each.normal), (1, each.burst))
        for user_id in people
        if user_id != bot_id and each.emoji["name"] in "👍👎"
    }


def in_ledger(message_id: int) -> Callable[[sqlite3.Connection], set[Reaction]]:
    """What the ledger holds of a message; for `Database.write`."""
    return lambda raw: set(reactions.list_standing(raw, message_id))
