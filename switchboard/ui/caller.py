"""Who is calling: the number is looked up, and its owner can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from switchboard.domain.model import Ref
from switchboard.domain.words import short
from switchboard.ui.announce import announce
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import FoundLines
from switchboard.ui.controls import Tool
from switchboard.ui.parts import Text, em

if TYPE_CHECKING:
    from switchboard.ui.search_box import SearchHeader

_LONGEST = 32
"""So much is shown of a name: the number of hits stands beside it."""
_FEWEST_DIGITS = 3
"""As many as a short extension has."""
_WHOLE_NUMBER = 8
"""With fewer digits more may follow: that nobody has them is not said before Enter."""


class CallingLine(QWidget):
    """A button that shows who is calling, or that nobody is found by the number; as a rule it is hidden."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hit = Tool(self)
        self.hit.clicked.connect(self.chosen)
        self.hit.setMinimumWidth(em(self, 2))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        self.hit.setFont(font)
        self.hit.setForegroundRole(QPalette.ColorRole.Text)
        self._nobody = Text(self, muted=True, whole=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.hit)
        layout.addWidget(self._nobody)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clear()

    def clear(self) -> None:
        """Say nothing: nobody calls, or it is not known yet who does."""
        self._say("", "", "")

    def show_caller(self, name: str, others: int = 0) -> str:
        """Say whose number is calling, and return it; with ``others`` it may be one of them as well."""
        text = self.tr("Calling: {name} or {n} more") if others else self.tr("Calling: {name}")
        heard = text.format(name=name, n=others)
        self._say(text.format(name=short(name, _LONGEST), n=others), heard, "")
        return heard

    def show_nobody(self) -> str:
        """Say that nobody is found by the number, and return it: somebody may have it whose it is not to be
        told."""
        said = self.tr("Nobody found by this number.")
        self._say("", "", said)
        return said

    def _say(self, hit: str, heard: str, nobody: str) -> None:
        self.hit.setText(hit)
        self.hit.setAccessibleName(heard)
        self.hit.setVisible(bool(hit))
        self._nobody.say(nobody)
        self.setVisible(bool(hit or nobody))


class Caller(QObject):
    """Joins the field for the caller's number with the question whose it is."""

    wanted = Signal(object)
    """The caller's :class:`Ref`: the agent wants to see their card."""
    unknown = Signal()
    """The agent wants to see whose number it is, and nobody is found by it."""

    def __init__(self, header: SearchHeader, ask: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header, self._ask = header, ask
        self._ref: Ref | None = None
        self._asked = False
        """Enter was pressed before it was known whose number it is."""
        self._awaited = False
        self._nobody = False
        """Whether nobody is found by the number."""
        header.caller.textChanged.connect(self._typed)
        header.caller.returnPressed.connect(self._enter)
        header.calling.chosen.connect(self._show)
        ask.caller.connect(self._on_caller)

    def look_again(self) -> None:
        """The directory is another one now."""
        if number := self._header.caller.text():
            self._typed(number)

    def _typed(self, text: str) -> None:
        self._ref, self._asked, self._nobody = None, False, False
        self._header.calling.clear()
        self._awaited = _digits(text) >= _FEWEST_DIGITS
        if self._awaited:
            self._ask.who(text)

    def _on_caller(self, answer: FoundLines) -> None:
        self._awaited = False
        if answer.lines:
            line = answer.lines[0]
            self._ref = line.ref
            said = self._header.calling.show_caller(line.name, others=max(0, answer.found.total - 1))
            announce(self._header.caller, said)
        else:
            self._nobody = answer.found.ready
            if self._nobody and _digits(self._header.caller.text()) >= _WHOLE_NUMBER:
                self._say_nobody()
        if self._asked:
            self._enter()

    def _say_nobody(self) -> None:
        announce(self._header.caller, self._header.calling.show_nobody())

    def _enter(self) -> None:
        """Show who is calling; whoever is not known leaves the agent at the search."""
        self._asked = self._awaited
        if self._ref is not None:
            self._show()
        elif self._nobody:
            self._say_nobody()
            self.unknown.emit()
        elif not self._asked:
            self._header.field.setFocus()

    def _show(self) -> None:
        if self._ref is not None:
            self.wanted.emit(self._ref)


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)
