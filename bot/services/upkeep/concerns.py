"""What whoever runs the bot should hear of: gathered while it lasts, and told in one message a day at most."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.services.upkeep.findings import LITTLE_ROOM_BYTES
from bot.storage.engine.database import OUTSIDE, Database
from bot.storage.servers import get_installation, set_installation

ROUNDS_BEFORE_CONCERN: Final = 3  # in a row: one that failed may have met Discord's own trouble
_TOLD: Final = "owner_told_at"
_EVERY = timedelta(days=1)


class Concerns:
    """Sentences by what they are about; the same thing again takes the place of its former sentence."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}

    def note(self, about: str, sentence: str) -> None:
        """Keep `sentence` to be told until `about` is settled; a former sentence about the same is dropped."""
        self._open[about] = sentence

    def settle(self, about: str) -> None:
        """`about` is well again: what was noted about it and not told yet is not told."""
        self._open.pop(about, None)

    @property
    def sentences(self) -> list[str]:
        """What is to be told, the oldest concern first."""
        return list(self._open.values())


async def may_tell(db: Database, now: datetime) -> bool:
    """Whether a day has passed since the owner was last told; if so, it counts from now. Survives restarts."""
    async with db.transaction(OUTSIDE) as connection:
        told = await get_installation(connection, _TOLD)
        if told is not None and now < datetime.fromisoformat(told) + _EVERY:
            return False
        await set_installation(connection, _TOLD, now.isoformat())
    return True


def room_left(path: Path | None) -> int | None:
    """Bytes that are free on the disk of a file, where that is little; otherwise None, as where there is no file."""
    if path is None:
        return None
    free = shutil.disk_usage(path.parent).free
    return free if free < LITTLE_ROOM_BYTES else None
