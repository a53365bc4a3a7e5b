"""What the agent asks: a text, of everybody or of a part of the directory, with somebody in mind or not."""

from __future__ import annotations

from typing import NamedTuple

from switchboard.desk.desk import LIMIT
from switchboard.domain.model import Ref
from switchboard.ui.asking import Asking
from switchboard.ui.hits_model import Key
from switchboard.ui.search_box import SearchHeader


class Asked(NamedTuple):
    """What was asked: the text, and whose part of the directory."""

    text: str
    available_only: bool
    scope: Ref | None
    scope_name: str


class Question:
    """Puts together what stands in the header and asks it."""

    def __init__(self, header: SearchHeader, ask: Asking) -> None:
        self._header, self._ask = header, ask
        self._scope: Ref | None = None
        self._scope_name = ""
        self.wanted: Key | None = None
        """Who is to be chosen among the hits, if they are there."""

    @property
    def text(self) -> str:
        """What was typed."""
        return self._header.field.text()

    @property
    def scoped(self) -> bool:
        """Whether one unit's people are asked for."""
        return self._scope is not None

    @property
    def available_only(self) -> bool:
        """Whether only those who are available are asked for."""
        return self._header.available.isChecked()

    def is_bare(self) -> bool:
        """Whether favourites and recents are what is asked for."""
        return not self.text.strip() and not self.scoped

    def narrow(self, unit: Ref | None, name: str = "") -> None:
        """Mean one unit and what is below it from now on, or everybody."""
        self._scope, self._scope_name = unit, name
        self._header.show_scope(name)

    def asked(self) -> Asked:
        """Return what stands in the header."""
        return Asked(self.text, self.available_only, self._scope, self._scope_name)

    def ask_again(self, asked: Asked, wanted: Key | None) -> None:
        """Put back what stood in the header, choose whoever was chosen, and ask."""
        header = self._header
        self.narrow(asked.scope, asked.scope_name)
        (header.available if asked.available_only else header.everybody).setChecked(True)
        header.field.setText(asked.text)
        # To look at, or to begin anew over it.
        header.field.selectAll()
        self.wanted = wanted
        self.ask()

    def ask(self, keep: Ref | None = None, most: int = LIMIT) -> None:
        """Ask for ``most`` hits; ``keep`` is who stays in the list whether they are available or not."""
        self._ask.find(
            self.text,
            available_only=self.available_only,
            scope=self._scope,
            whole=self.wanted is not None,
            keep=keep,
            most=most,
        )

    def ask_without_text(self) -> None:
        """Clear the box, which asks, or ask."""
        if self.text:
            self._header.field.clear()
        else:
            self.ask()
