"""Telling an admin who changes the time zone which groups keep theirs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import App
from bot.domain.discussion.watching import Pace, Party
from bot.domain.settings import Changed, SetTo
from bot.domain.spoilers import sanitise_inline
from bot.domain.time_zones import time_zone_words
from bot.services.discussion import watching
from bot.ui.config.reach import kept_zones_words
from bot.ui.series.words import title_of


async def kept_zones(app: App, guild_id: int, done: Sequence[Changed]) -> str | None:
    """Which groups go on in another time zone than the server's, where that has just changed; None where none does."""
    if not any(isinstance(one.wish, SetTo) and one.wish.name == "time_zone" for one in done):
        return None
    zone = app.servers.settings_of(guild_id).time_zone
    running = await watching.running_groups(app.db, guild_id)
    kept = [party for party in running if party.pace is Pace.DATES and party.time_zone != zone]
    return kept_zones_words([_words(app, party) for party in kept]) if kept else None


def _words(app: App, party: Party) -> str:
    series = app.catalogues.get(party.guild_id, party.series_id)
    title = title_of(series) if series is not None else sanitise_inline(party.series_id)
    return f"{title} ({time_zone_words(party.time_zone)})"
