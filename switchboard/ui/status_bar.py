"""How fresh what we show is, how many people it knows, and what waits to be sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from switchboard.domain.availability import Status
from switchboard.domain.words import say
from switchboard.sync.status import Phase, SyncStatus
from switchboard.ui.colours import theme
from switchboard.ui.glyphs import paint_status
from switchboard.ui.language import QtLanguage
from switchboard.ui.parts import Text, em

_LIGHT = {
    Phase.LIVE: Status.AVAILABLE,
    Phase.POLLING: Status.PERHAPS,
    Phase.STARTING: Status.UNKNOWN,
    Phase.FILLING: Status.UNKNOWN,
    Phase.OFFLINE: Status.AWAY,
    Phase.REFUSED: Status.DOUBTFUL,
    Phase.BROKEN: Status.DOUBTFUL,
    Phase.NEEDS_CONFIRMATION: Status.DOUBTFUL,
}

_NARROW = 40
"""Below this width, in lines' heights, how far it is is told in words only."""
_DOT = " · "
_JUST_NOW = timedelta(seconds=3)


class _Light(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.status = Status.UNKNOWN
        self.setFixedSize(em(self, 0.9), em(self, 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = float(round(em(self, 0.62)))
        colours = theme(self.palette())
        box = QRectF(1, (self.height() - side) / 2, side, side)
        paint_status(QPainter(self), box, self.status, colours.status[self.status], colours.base)


class StatusBar(QWidget):
    """One line at the bottom; told in words first."""

    def __init__(self, language: QtLanguage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._status: SyncStatus | None = None
        self._light = _Light(self)
        self._words = Text(self)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._progress = QProgressBar(self)
        self._progress.setMaximumWidth(em(self, 14))
        self._progress.setMaximumHeight(em(self, 0.8))
        self._progress.setTextVisible(False)
        self._side = Text(self, muted=True)
        self._side.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._remark = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.8), em(self, 0.25), em(self, 0.8), em(self, 0.3))
        layout.setSpacing(em(self, 0.3))
        layout.addWidget(self._light)
        layout.addWidget(self._words, 3)
        layout.addWidget(self._progress)
        layout.addWidget(self._side, 2)
        self._progress.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        """Show where the local copy stands."""
        self._status = status
        if self._light.status is not _LIGHT[status.phase]:
            self._light.status = _LIGHT[status.phase]
            self._light.update()
        filling = status.phase is Phase.FILLING
        self._progress.setVisible(filling and not self._narrow())
        if filling:
            self._progress.setRange(0, status.total or 0)
            self._progress.setValue(min(status.done or 0, status.total or 0))
            self._progress.setAccessibleName(self.tr("Fetching the directory"))
        self.tick(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._status is not None:
            self._progress.setVisible(self._status.phase is Phase.FILLING and not self._narrow())

    def _narrow(self) -> bool:
        return self.width() < em(self, _NARROW)

    def remark(self, text: str) -> None:
        """Say something that holds for this whole session, such as a missing keyring."""
        self._remark = text
        self._say_side()

    def tick(self, now: datetime) -> None:
        """Say anew how long ago things were."""
        status = self._status
        if status is None:
            return
        parts, kept = [self._phase_words(status)], 0
        if status.phase is Phase.FILLING:
            done = self._language.number(status.done or 0)
            if status.total:
                total = self._language.number(status.total)
                parts = [self.tr("Fetching the directory: {done} of {total}").format(done=done, total=total)]
            else:
                parts = [self.tr("Fetching the directory: {done}").format(done=done)]
        elif status.persons:
            if status.contact is not None and status.phase is not Phase.LIVE:
                # How old what is shown is must be seen however narrow the window is.
                age = self._language.duration(now - status.contact)
                parts.append(self.tr("as of {age} ago").format(age=age))
                kept = self._words.fontMetrics().horizontalAdvance(f"{_DOT.join(parts)}{_DOT}…")
            people = self.tr("1 person") if status.persons == 1 else self.tr("{n} people")
            parts.append(people.format(n=self._language.number(status.persons)))
            if status.phase is Phase.LIVE and status.last_change is not None:
                parts.append(self._last_change(now - status.last_change))
        self._words.setMinimumWidth(kept)
        self._words.say(_DOT.join(parts))
        self._say_side()

    def _last_change(self, age: timedelta) -> str:
        if age < _JUST_NOW:
            return self.tr("last change just now")
        return self.tr("last change {age} ago").format(age=self._language.duration(age))

    def _phase_words(self, status: SyncStatus) -> str:
        match status.phase:
            case Phase.OFFLINE:
                return self.tr("Offline")
            case Phase.REFUSED | Phase.NEEDS_CONFIRMATION:
                return self.tr("Not connected")
            case Phase.BROKEN:
                return self.tr("Trouble with the directory")
            case Phase.STARTING:
                return self.tr("Connecting …")
            case _:
                return say(status.words, self._language).rstrip(".")

    def _say_side(self) -> None:
        waiting = self._status.waiting if self._status is not None else 0
        parts = [self._remark] if self._remark else []
        if waiting == 1:
            parts.append(self.tr("1 waiting to be sent"))
        elif waiting:
            parts.append(self.tr("{n} waiting to be sent").format(n=self._language.number(waiting)))
        self._side.say(_DOT.join(parts))
