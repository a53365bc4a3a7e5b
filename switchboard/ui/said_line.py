"""What was just registered, and the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from switchboard.domain.model import Ref
from switchboard.ui.announce import announce
from switchboard.ui.controls import Push, Tool
from switchboard.ui.keys import KEYS, Deed, native
from switchboard.ui.parts import Panel, Text, em

_OFFERED = 120
"""Seconds for which taking back is offered, where nothing shorter holds."""
_SHOWN = 10
"""Seconds for which something is said that cannot be taken back."""


class _Said(NamedTuple):
    text: str
    about: Ref | None
    undo: Callable[[], None] | None


class SaidLine(Panel):
    """A sentence, and above it one that cannot be taken back; it never takes the keyboard from the search."""

    offered = Signal(bool)
    """Whether there is something to take back now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._offer: _Said | None = None
        self._remark: _Said | None = None
        self._text = Text(self, wrap=True)
        self._undo = Push(self, self.tr("Take back  {key}").format(key=native(KEYS[Deed.UNDO])))
        self._undo.setAccessibleName(self.tr("Take back"))
        self._undo.clicked.connect(self.take_back)
        close = Tool(self, "×")
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.7), em(self, 0.3), em(self, 0.35), em(self, 0.3))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._undo)
        layout.addWidget(close)
        self._offer_time = self._timer(self._end_offer)
        self._remark_time = self._timer(self._end_remark)
        self.hide()

    def _timer(self, end: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(end)
        return timer

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return self._text.accessibleName()

    @property
    def about(self) -> set[Ref]:
        """Who is spoken of."""
        return {said.about for said in (self._remark, self._offer) if said is not None and said.about}

    def say(
        self,
        text: str,
        *,
        about: Ref | None = None,
        undo: Callable[[], None] | None = None,
        seconds: int | None = None,
    ) -> None:
        """Say something, perhaps of somebody; ``undo``, if given, is called once at the most.

        What cannot be taken back stands above what still can: that stays offered.
        """
        said = _Said(text, about, undo)
        if undo is not None:
            self._offer, self._remark = said, None
            self._offer_time.start(1000 * (seconds or _OFFERED))
        else:
            if self._offer is not None and self._offer.undo is None:
                self._offer = None
            self._remark = said
            self._remark_time.start(1000 * (seconds or _SHOWN))
        self._show()
        announce(self, text)

    def take_back(self) -> None:
        """Take back what was done last, while that is offered."""
        if self._offer is not None and self._offer.undo is not None:
            undo, self._offer = self._offer.undo, self._offer._replace(undo=None)
            undo()

    def forget(self, ref: Ref) -> None:
        """Say nothing more of somebody."""
        if self._remark is not None and self._remark.about == ref:
            self._end_remark()
        if self._offer is not None and self._offer.about == ref:
            self._end_offer()

    def clear(self) -> None:
        """Say nothing more."""
        self._offer = self._remark = None
        self._show()

    def _end_offer(self) -> None:
        self._offer = None
        self._show()

    def _end_remark(self) -> None:
        self._remark = None
        self._show()

    def _show(self) -> None:
        text = "\n".join([said.text for said in (self._remark, self._offer) if said is not None])
        if self._offer is None:
            self._offer_time.stop()
        if self._remark is None:
            self._remark_time.stop()
        self._text.say(text)
        self.setAccessibleName(text)
        self._undo.setVisible(self._offer is not None)
        self.setVisible(bool(text))
        self.offered.emit(self._offer is not None and self._offer.undo is not None)
