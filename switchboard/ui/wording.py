"""Rows in words: what many of them say alike is put into words once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from switchboard.desk.answers import Row
from switchboard.domain.availability import Availability
from switchboard.ui.language import QtLanguage
from switchboard.ui.phrases import HowWords, Line, how_of, line_of

_KEPT: Final = 500


class Wording:
    """Puts rows into words, and keeps for a minute how somebody is in words. It belongs to one lane."""

    def __init__(self, language: QtLanguage) -> None:
        self._language = language
        self._said: dict[int, tuple[Availability, HowWords]] = {}
        self._gates: dict[tuple[bool | None, datetime | None, bool], HowWords] = {}
        self._minute: datetime | None = None

    def forget(self) -> None:
        """Another zone or country is spoken of from now on; for any thread."""
        self._minute = None

    def lines(self, rows: tuple[Row, ...]) -> tuple[Line, ...]:
        """Return rows in words."""
        minute = self._language.now().replace(second=0, microsecond=0)
        if minute != self._minute or len(self._said) + len(self._gates) >= _KEPT:
            # What is near, and what is today's, is said in other words as time passes.
            self._said, self._gates, self._minute = {}, {}, minute
        return tuple([line_of(row, self._language, self._how(row)) for row in rows])

    def _how(self, row: Row) -> HowWords:
        """Return how somebody is in words: the same for all of whom the same is known, and a moment later."""
        known = row.availability
        if known is None:
            gate = (row.open, row.opens, row.restricted)
            words = self._gates.get(gate)
            if words is None:
                words = self._gates[gate] = how_of(row, self._language)
            return words
        # Whoever shares the reason object shares the rest. It is kept, so its id stays its own.
        said = self._said.get(id(known.why))
        if said is None or said[0].status is not known.status or said[0].until != known.until:
            said = self._said[id(known.why)] = (known, how_of(row, self._language))
        return said[1]
