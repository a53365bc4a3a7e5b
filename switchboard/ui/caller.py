"""Who is calling: the number is looked up, and its owner can be shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from switchboard.domain.model import Ref
from switchboard.ui.announce import announce
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import FoundLines
from switchboard.ui.search_box import SearchHeader

_FEWEST_DIGITS = 3
"""As many as a short extension has."""


class Caller(QObject):
    """Joins the field for the caller's number with the question whose it is."""

    wanted = Signal(object)
    """The caller's :class:`Ref`: the agent wants to see their card."""

    def __init__(self, header: SearchHeader, ask: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header, self._ask = header, ask
        self._ref: Ref | None = None
        self._asked = False
        """Enter was pressed before it was known whose number it is."""
        self._awaited = False
        header.caller.textChanged.connect(self._typed)
        header.caller.returnPressed.connect(self._enter)
        header.caller_chosen.connect(self._show)
        ask.caller.connect(self._on_caller)

    def look_again(self) -> None:
        """The directory is another one now."""
        if number := self._header.caller.text():
            self._typed(number)

    def _typed(self, text: str) -> None:
        self._ref, self._asked = None, False
        self._header.show_caller("")
        self._awaited = sum(letter.isdigit() for letter in text) >= _FEWEST_DIGITS
        if self._awaited:
            self._ask.who(text)

    def _on_caller(self, answer: FoundLines) -> None:
        line = answer.lines[0] if answer.lines else None
        self._ref = None if line is None else line.ref
        self._awaited = False
        said = self._header.show_caller(
            "" if line is None else line.name, others=max(0, answer.found.total - 1)
        )
        announce(self._header.caller, said)
        if self._asked:
            self._enter()

    def _enter(self) -> None:
        """Show who is calling; whoever is not known leaves the agent at the search."""
        self._asked = self._awaited
        if self._ref is not None:
            self._show()
        elif not self._asked:
            self._header.field.setFocus()

    def _show(self) -> None:
        if self._ref is not None:
            self.wanted.emit(self._ref)
