"""Why nothing can be stored just now, for whoever has to tell people."""

from __future__ import annotations

from bot.storage.engine.trouble import Trouble, trouble_of

__all__ = ["Trouble", "trouble_of"]
