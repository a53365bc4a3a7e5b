"""Keeps the local copy equal to the directory; the only writer of what the directory says.

What the package offers is loaded when it is first asked for: the window knows how the sync stands
(``sync/status.py``) long before it starts one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_MODULES = {"Sync": "engine", "SyncSettings": "settings"}
_MODULES |= dict.fromkeys(("Report", "ShrinkError", "sync_once"), "once")
_MODULES |= dict.fromkeys(("Changed", "Listener", "Phase", "SyncStatus"), "status")


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
