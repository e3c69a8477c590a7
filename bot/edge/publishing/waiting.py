"""Telling admins, once, what of ours in their server stays as it is because Discord refuses the change."""

from __future__ import annotations

from collections.abc import Callable

from bot.app import App
from bot.domain.published.kinds import PublishedKind, Step
from bot.edge.publishing.editor import Refused
from bot.services import publishing
from bot.services.moderation import auditing


def tell_admins(app: App, dispatch: Callable[[str], None]) -> Refused:
    """A note in the server's log, one for each channel and way of failing."""

    async def tell(kind: PublishedKind, guild_id: int, subject: str, step: Step, _error: Exception) -> None:
        found = await publishing.find(app.db, guild_id, kind, subject)
        if found is None:
            return
        action = "threads.wait" if step is Step.RENAME else "posts.wait"
        place = found.thread_id if step is Step.RENAME and found.thread_id is not None else found.channel_id
        if await auditing.note_once(app.db, guild_id, action, str(place), place, now=app.clock()):
            dispatch("outbox")

    return tell
