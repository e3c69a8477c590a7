"""Posts that Discord says it does not have. One answer proves nothing: a proxy in between may be lying.

Whoever looks at a post and is told that there is no such message marks it as missing. An hour later Discord is asked
again, by another route; a week later once more, and only then the post goes, with its votes. Whenever it is seen
again, it is as if it had never been missing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.services.votes.reconciling import OutOfReach
from bot.services.votes.voting import Ledger
from bot.storage.engine.database import Database
from bot.storage.ledger.calls import list_missing, mark_found, mark_missing_again
from bot.storage.ledger.posts import Post

ASK_AGAIN_AFTER = timedelta(hours=1)
ERASE_AFTER = timedelta(days=7)

_log = logging.getLogger(__name__)


class Finder(Protocol):
    """Discord, as far as finding messages goes."""

    async def is_there(self, post: Post) -> bool:
        """Whether the message is there, asked by another route than `Source.look`. Raises OutOfReach."""


async def look_for_missing(
    db: Database,
    ledger: Ledger,
    finder: Finder,
    *,
    now: datetime,
    found: Callable[[Post], None],
    gone: Callable[[Sequence[Post]], Awaitable[None]],
    pause_s: float,
) -> None:
    """Ask for every missing post that is due; tell `found` which are there again, and `gone` which were erased."""
    due = await list_missing(db, asked_once_before=now - ASK_AGAIN_AFTER, missing_before=now - ERASE_AFTER)
    for post, may_be_erased in due:
        guild_id, message_id = post.guild_id, post.message_id
        try:
            is_there = await finder.is_there(post)
        except OutOfReach as error:
            _log.info("missing message %d cannot be looked for: %s", message_id, error)
            continue
        if is_there:
            await mark_found(db, guild_id, [message_id])
            found(post)
        elif may_be_erased:
            _log.info("message %d of server %d has been gone for a week: its votes go too", message_id, guild_id)
            await gone(await ledger.forget_posts(guild_id, [message_id]))
        else:
            await mark_missing_again(db, guild_id, message_id)
        await asyncio.sleep(pause_s)
