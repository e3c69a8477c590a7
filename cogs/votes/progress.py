"""Showing whoever asked for a comparison how far it is."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from copy import copy

import discord

from bot.edge.client import Linger
from bot.services.votes.reconciling import Report
from bot.ui.kit.cards import card, text
from bot.ui.votes import report_words

_TOKEN_LIVES_S = 14 * 60  # an answer can be edited for 15 minutes


class ProgressNote:
    """One private answer that is edited now and then, never faster than `every_s`."""

    def __init__(self, interaction: discord.Interaction[Linger], *, every_s: float) -> None:
        self._interaction = interaction
        self._every_s = every_s
        self._loop = asyncio.get_running_loop()
        self._began_at = self._edited_at = self._loop.time()
        self._task: asyncio.Task[None] | None = None

    def note(self, report: Report) -> None:
        """Show how far it is, unless an edit is under way or the last one was less than `every_s` ago."""
        now = self._loop.time()
        is_busy = self._task is not None and not self._task.done()
        if is_busy or now - self._edited_at < self._every_s:
            return
        self._edited_at = now
        self._task = asyncio.create_task(self._edit(copy(report), done=False))

    async def finish(self, report: Report) -> None:
        """Show the final report, after any edit under way."""
        if self._task is not None:
            await self._task
        await self._edit(report, done=True)

    async def _edit(self, report: Report, *, done: bool) -> None:
        if self._loop.time() - self._began_at > _TOKEN_LIVES_S:
            return  # the log has it
        with suppress(discord.DiscordException):
            await self._interaction.edit_original_response(view=card(text(_words(report, done=done))))


def _words(report: Report, *, done: bool) -> str:
    return report_words(
        posts=report.posts,
        looked_at=report.looked_at,
        corrected=report.corrected,
        corrected_posts=len(report.messages),
        missing=report.missing,
        restored=report.restored,
        out_of_reach=report.out_of_reach,
        done=done,
    )
