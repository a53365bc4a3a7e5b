"""Keeps the local copy equal to the directory; the only writer of what the directory says."""

from switchboard.sync.engine import Sync
from switchboard.sync.once import Report, ShrinkError, sync_once
from switchboard.sync.settings import SyncSettings
from switchboard.sync.status import Changed, Listener, Phase, SyncStatus

__all__ = [
    "Changed",
    "Listener",
    "Phase",
    "Report",
    "ShrinkError",
    "Sync",
    "SyncSettings",
    "SyncStatus",
    "sync_once",
]
