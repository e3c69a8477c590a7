"""Lists that members kept elsewhere: read from files, matched with the catalogue, and handed out again."""

from typing import TYPE_CHECKING

from bot.on_demand import on_demand

if TYPE_CHECKING:
    from bot.domain.lists.entries import SERVICES, Entry, Medium, ReadList, Unread
    from bot.domain.lists.matching import Matched, Matcher, Sureness
    from bot.domain.lists.merging import WatchRecord, fingerprint_of, merged
    from bot.domain.lists.reading import read_text, read_upload
    from bot.domain.lists.records import PAGE, UNDO_DAYS, ListEntry, Report

__getattr__ = on_demand(
    __name__,
    {
        "entries": "SERVICES Entry Medium ReadList Unread",
        "matching": "Matched Matcher Sureness",
        "merging": "WatchRecord fingerprint_of merged",
        "reading": "read_text read_upload",
        "records": "PAGE UNDO_DAYS ListEntry Report",
    },
)

__all__ = [
    "PAGE",
    "SERVICES",
    "UNDO_DAYS",
    "Entry",
    "ListEntry",
    "Matched",
    "Matcher",
    "Medium",
    "ReadList",
    "Report",
    "Sureness",
    "Unread",
    "WatchRecord",
    "fingerprint_of",
    "merged",
    "read_text",
    "read_upload",
]
