"""The way from an empty copy to a desk that answers: which page is shown meanwhile, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from switchboard.domain.words import say
from switchboard.sync.status import Phase, SyncStatus
from switchboard.ui.bridge import Bridge
from switchboard.ui.language import QtLanguage
from switchboard.ui.window import Window


class Filling(QObject):
    """Shows the page that waits, and the desk once there is somebody in the copy and the index answers."""

    refused = Signal(object)
    """The :class:`SyncStatus` that says so: the token is not (or no longer) good."""

    def __init__(self, window: Window, bridge: Bridge, language: QtLanguage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._language = window, language
        self._filled = self._ready = False
        bridge.status.connect(self._on_status)
        bridge.ready.connect(self._on_ready)
        bridge.changed.connect(self._on_changed)

    def begin(self, *, filled: bool) -> None:
        """Another copy was opened; ``filled`` when it has people in it."""
        self._ready = self._filled = False
        if filled:
            self._window.show_desk()
        else:
            self._wait()

    def _wait(self, text: str = "", done: int | None = None, total: int | None = None) -> None:
        self._window.show_wait(self.tr("Fetching the directory …"), text, done, total)

    def _on_changed(self, _refs: object, everything: bool) -> None:
        if everything:
            # The index of the new copy is being made; until then nobody in it can be found.
            self._ready = False

    def _on_ready(self) -> None:
        self._ready = True
        self._show_when_filled()

    def _on_status(self, status: SyncStatus) -> None:
        window = self._window
        if window.desk_page is None:
            return
        # A directory may have nobody in it (yet); that is said by the desk, not by a page that waits.
        self._filled = status.persons > 0 or status.phase in (Phase.LIVE, Phase.POLLING)
        if window.asks and status.phase in (Phase.FILLING, Phase.LIVE, Phase.POLLING):
            # Another token, and it is accepted.
            if self._filled:
                window.show_desk()
            else:
                self._wait()
        elif window.waits:
            self._show(status)

    def _show(self, status: SyncStatus) -> None:
        match status.phase:
            case Phase.FILLING:
                self._wait(self._count(status), status.done, status.total)
            case Phase.OFFLINE | Phase.BROKEN | Phase.NEEDS_CONFIRMATION:
                parts = (status.words, status.remedy)
                self._wait(" ".join(say(part, self._language) for part in parts if part is not None))
            case Phase.REFUSED:
                self.refused.emit(status)
            case Phase.LIVE | Phase.POLLING:
                self._show_when_filled()
            case Phase.STARTING:
                pass

    def _count(self, status: SyncStatus) -> str:
        done = self._language.number(status.done or 0)
        if not status.total:
            entries = self.tr("1 entry") if status.done == 1 else self.tr("{done} entries")
            return entries.format(done=done)
        total = self._language.number(status.total)
        of = self.tr("{done} of 1 entry") if status.total == 1 else self.tr("{done} of {total} entries")
        return of.format(done=done, total=total)

    def _show_when_filled(self) -> None:
        if self._ready and self._filled and self._window.desk_page is not None:
            self._window.show_desk()
