"""Where a second start tells the window that is open who is calling (``knocking.py``)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from switchboard.domain.errors import ExpectedError
from switchboard.folders import Profile
from switchboard.knocking import ANSWER, door_of, is_open

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOG = logging.getLogger(__name__)
_MOST = 64
"""Bytes: the longest number there is, and room to spare."""


class Door(QObject):
    """Listens for callers' numbers on a socket of this user's, and has the window come forward with them."""

    called = Signal(str)
    """Somebody is calling: their number."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server: QLocalServer | None = None

    def open(self, place: Profile) -> None:
        """Listen for a profile, unless another window of it does; what a process that was killed has left
        behind is put aside."""
        if (path := door_of(place)) is None or is_open(path):
            return
        # 3 to 9 ms, which a start has no use for.
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._let_in)
        if not server.listen(path):
            # Then a second start opens a second window, as it would without us.
            _LOG.info("nobody can be told of callers by a second start: %s", server.serverError().name)

    def close(self) -> None:
        """Listen no longer, and leave nothing behind."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _let_in(self) -> None:
        while self._server is not None and (visitor := self._server.nextPendingConnection()) is not None:
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.readyRead.connect(lambda visitor=visitor: self._hear(visitor))
            # What was said on the way in is not told.
            self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            if visitor.bytesAvailable() > _MOST:
                visitor.abort()
            return
        from switchboard.telephony.caller import caller_of

        said = bytes(visitor.readLine(_MOST).data()).decode("ascii", "replace").strip()
        try:
            number = caller_of(f"tel:{said}")
        except ExpectedError:
            visitor.abort()
            return
        visitor.write(ANSWER)
        visitor.disconnectFromServer()
        self.called.emit(number)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
