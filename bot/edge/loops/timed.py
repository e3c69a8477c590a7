"""A feature that also looks at the clock."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.loops.background import PatientLoop


class TimedCog(FeatureCog):
    """Asks `run_due` every `every_s` seconds, from the first READY on; whatever one round met, the next one comes."""

    every_s: ClassVar[float]

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._timer = PatientLoop(bot, self._look, every_s=self.every_s, name=f"the timer of {self.qualified_name}")

    async def cog_load(self) -> None:
        """Open the doors and start the timer."""
        await super().cog_load()
        self._timer.start()

    async def cog_unload(self) -> None:
        """Stop the timer and close the doors."""
        await self._timer.stop()
        await super().cog_unload()

    async def run_due(self, now: datetime) -> int:
        """Do what is due at `now`, in servers where the feature is on; returns how much that was."""
        raise NotImplementedError

    async def _look(self) -> None:
        await self.run_due(self.app.clock())
