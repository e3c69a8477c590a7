"""Showing an admin how far posts and counts have followed a setting that was changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import discord

from bot.domain.published.kinds import SETTINGS_SHOWN
from bot.domain.settings import Changed, SetTo
from bot.domain.votes import COUNTED_BY
from bot.edge.client import Linger
from bot.services import publishing
from bot.ui.config.reach import progress_card

_log = logging.getLogger(__name__)
_TOKEN_LIVES_S = 14 * 60  # an answer can be edited for 15 minutes
_SHOWN = frozenset[str]().union(*SETTINGS_SHOWN.values())


class Following:
    """One private note a change, edited while there is something left to do; nothing where all was done at once."""

    def __init__(self, bot: Linger) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, interaction: discord.Interaction[Linger], guild_id: int, done: Sequence[Changed]) -> None:
        """Posts are marked: go on looking how many are left."""
        self._bot.posts.look()
        names = {one.wish.name for one in done if isinstance(one.wish, SetTo)}
        if names & (_SHOWN | COUNTED_BY):
            recounts = bool(names & COUNTED_BY)
            following = self._follow(interaction, guild_id, recounts=recounts)
            task = asyncio.create_task(following, name="posts follow a setting")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """The posts go on following; nobody is told how far they are."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self, interaction: discord.Interaction[Linger], guild_id: int, *, recounts: bool) -> None:
        app, loop = self._bot.app, asyncio.get_running_loop()
        former = app.rederiver.recount_of(guild_id)
        began_at, told = loop.time(), None
        note: discord.WebhookMessage | None = None
        count = await publishing.count_left(app.db, guild_id)
        while loop.time() - began_at < _TOKEN_LIVES_S:
            await asyncio.sleep(app.pace.edit_every_s)
            left = await publishing.count_left(app.db, guild_id)
            count, refused = max(count, left), self._bot.posts.resting_in(guild_id)
            recount = app.rederiver.recount_of(guild_id) if recounts else None
            recount = None if recount is former else recount
            now = (left, refused, recount)
            if told != now and (left or note is not None or (recount is not None and recount.posts)):
                view = progress_card(count - left, count, min(refused, left), recount)
                try:
                    if note is None:
                        note = await interaction.followup.send(view=view, ephemeral=True, wait=True)
                    else:
                        await note.edit(view=view)
                except (discord.DiscordException, OSError) as error:
                    _log.info("the progress of guild %d is not shown: %s", guild_id, error)
                    return
                told = now
            if left <= refused and not (recounts and app.rederiver.changed(guild_id)):
                return
