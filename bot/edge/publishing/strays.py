"""What was given up although Discord may have taken it: looked for some more, and taken down if it stands.

Lists of messages may lag behind, or be answered by something in between: that nothing was found once is no proof.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.app import App
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Stray
from bot.edge.publishing.once import is_doubtful
from bot.edge.publishing.sight import Absent, Channel, Session, channel_of
from bot.services import message_removals

_log = logging.getLogger(__name__)

Find = Callable[[Channel, str, int | None], Awaitable[Sequence[PostAddress]]]  # (channel, subject, after id)
Drop = Callable[[int, PostAddress], Awaitable[None]]


class Strays:
    """Looks for what its author was told is not there. `look` is one round; whatever fails waits for the next."""

    def __init__(self, bot: Session, app: App) -> None:
        self._bot = bot
        self._app = app
        self._find: dict[PublishedKind, Find] = {}
        self._drop: dict[PublishedKind, Drop] = {}
        self._pauses_s = (app.pace.finish_every_s, app.pace.recheck_after_s, 4 * app.pace.recheck_after_s)

    def register(self, kind: PublishedKind, find: Find, drop: Drop | None = None) -> None:
        """`find(channel, subject, after_id)` lists the posts of a kind that bear this subject, the oldest first;
        `drop(guild_id, place)` is for those that are threads."""
        self._find[kind] = find
        if drop is not None:
            self._drop[kind] = drop

    async def look(self) -> None:
        """Look for everything that is due."""
        due = await message_removals.strays_due(self._app.db, now=self._app.clock(), pauses_s=self._pauses_s)
        for stray in due:
            try:
                await self._look_for(stray)
            except Exception as error:  # noqa: BLE001 (half an answer raises whatever its reader raises)
                _log.warning(
                    "%s %s of guild %d is looked for again: %s", stray.kind, stray.subject, stray.guild_id, error
                )
                if not is_doubtful(error):
                    await self._note(stray, None)

    async def _look_for(self, stray: Stray) -> None:
        channel = await channel_of(self._bot, stray.guild_id, stray.channel_id)
        if channel is Absent.UNKNOWN or stray.kind not in self._find:
            return
        found: Sequence[PostAddress] = ()
        if not isinstance(channel, Absent):
            found = await self._find[stray.kind](channel, stray.subject, stray.after_id)
        oldest = found[0] if found else None  # what stands by right was sent after it
        if await self._note(stray, oldest) and oldest is not None and oldest.thread_id is not None:
            await self._drop[stray.kind](stray.guild_id, oldest)

    async def _note(self, stray: Stray, found: PostAddress | None) -> bool:
        most = len(self._pauses_s)
        return await message_removals.note_looked(self._app.db, stray, found, most=most, now=self._app.clock())
