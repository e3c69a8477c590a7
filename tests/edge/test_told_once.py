"""What waits for a member's next command is told once, also to somebody who gives two at once."""

from __future__ import annotations

import pytest

from bot.domain.notices import Notice, NoticeKind
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import leave_notices
from tests.loopback.running import Running
from tests.loopback.sample import CLUB
from tests.reviews.reviewers import rows

pytestmark = pytest.mark.e2e
FOLLOW_UPS, DIRECT = "/webhooks/*/*", "/users/@me/channels"
BACK, OUT = "You may review again.", "A new episode of"


async def test_two_commands_at_once_tell_it_once_and_what_comes_meanwhile_waits(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby", guild=CLUB)

    async def keep(kind: NoticeKind) -> None:
        """Alice's direct messages are closed: it waits for her next command."""
        discord_server.faults.fail("POST", DIRECT, status=403, code=50007)
        await leave_notices(bot.app.db, Notice(int(alice.id), int(discord_server.guild_id(CLUB)), kind, {}))
        bot.client.dispatch("outbox")

        async def is_kept() -> bool:
            return not await rows(bot, "SELECT 1 FROM notices WHERE refused_at IS NULL")

        await discord_server.wait_for(is_kept)

    def told(words: str) -> int:
        return sum(message.text.count(words) for message in alice.messages())

    await keep(NoticeKind.UNBARRED)
    slow = discord_server.faults.delay("POST", FOLLOW_UPS, 4.0, taken=True)
    await alice.command("/help")
    await discord_server.wait_for(lambda: told(BACK))  # she reads it; the bot does not know yet that she does
    await keep(NoticeKind.EPISODE_OUT)
    await alice.command("/help")
    assert slow.used == 1

    async def is_noted() -> bool:
        return len(await rows(bot, "SELECT 1 FROM notices")) == 1

    await discord_server.wait_for(is_noted)
    await alice.command("/help")
    await discord_server.wait_for(lambda: told(OUT))
    assert (told(BACK), told(OUT)) == (1, 1)
