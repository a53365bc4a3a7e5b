"""Who hears what becomes of the office: the window, seen from below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from switchboard.desk.replies import Watcher
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import Words
from switchboard.profile import Settings

if TYPE_CHECKING:
    from switchboard.desk.desk import Desk
    from switchboard.sync.status import Changed, SyncStatus


class Porter(Watcher, Protocol):
    """Who hears what becomes of the office; called on lanes."""

    def on_settings(self, settings: Settings) -> None:
        """The settings have been read."""

    def on_nothing_known(self, address: str, problem: ExpectedError | None) -> None:
        """Nobody has said yet where the directory is, or what was said does not work."""

    def on_desk(self, desk: Desk, remark: Words | None, *, filled: bool) -> None:
        """The local copy is open (``filled``: with people in it); the desk answers."""

    def on_status(self, status: SyncStatus) -> None:
        """The sync tells how it stands."""


class Ear:
    """Listens to the sync for desk and window."""

    def __init__(self, porter: Porter, desk: Desk | None) -> None:
        self._porter, self._desk = porter, desk

    def on_status(self, status: SyncStatus) -> None:
        self._porter.on_status(status)

    def on_changes(self, changed: Changed) -> None:
        if self._desk is not None:
            self._desk.changed(changed.refs | changed.removed, changed.everything)
