"""The encrypted local copy: SQLite, its readers and writers, and the outbox.

Writers are loaded when they are first asked for: there are answers before there is anything to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from switchboard.cache.errors import CacheBusyError, CacheDamagedError, CacheError, FillLostError, Overtaken
from switchboard.cache.opening import Cache, Opened, open_cache, open_existing, remove_files
from switchboard.cache.outbox import Outbox
from switchboard.cache.reader import CacheReader
from switchboard.cache.records import Applied, Counts, FillCounts, Outgoing, OutgoingKind, Recent

if TYPE_CHECKING:
    from switchboard.cache.desk import DeskWriter
    from switchboard.cache.writer import CacheWriter

__all__ = [
    "Applied",
    "Cache",
    "CacheBusyError",
    "CacheDamagedError",
    "CacheError",
    "CacheReader",
    "CacheWriter",
    "Counts",
    "DeskWriter",
    "FillCounts",
    "FillLostError",
    "Opened",
    "Outbox",
    "Outgoing",
    "OutgoingKind",
    "Overtaken",
    "Recent",
    "open_cache",
    "open_existing",
    "remove_files",
]


def __getattr__(name: str) -> object:
    if name == "CacheWriter":
        from switchboard.cache.writer import CacheWriter

        return CacheWriter
    if name == "DeskWriter":
        from switchboard.cache.desk import DeskWriter

        return DeskWriter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
