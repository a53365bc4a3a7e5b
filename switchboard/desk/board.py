"""The board for team leads as plain data: units as a tree with their figures, and the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from switchboard.cache.reader import CacheReader
from switchboard.domain.board import Board, Tally
from switchboard.domain.gate import gate
from switchboard.domain.model import Kind, Service, Unit
from switchboard.domain.record import record
from switchboard.domain.status import Limits, Status
from switchboard.domain.words import Language, Words, say, words

_DEFAULTS = Limits()

HEADINGS: dict[Status, Words] = {
    Status.AVAILABLE: words("available"),
    Status.BUSY: words("busy"),
    Status.AWAY: words("away"),
    Status.OFF_DUTY: words("off duty"),
    Status.PERHAPS: words("perhaps"),
    Status.DOUBTFUL: words("doubtful"),
    Status.NOT_REGISTERED: words("not registered"),
    Status.UNKNOWN: words("unknown"),
}
"""What the columns are called, in the order in which they stand."""
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@record(frozen=True, slots=True)
class Line:
    """One unit of the board: ``depth`` 0 is at the top, ``tally`` counts everybody below too.

    ``open`` is ``None`` when nobody has said any phone hours; ``hours`` says them in words. ``changes`` is
    when the phone hours change next.
    """

    unit: str
    name: str
    depth: int
    lower: int
    tally: Tally
    hours: Words
    open: bool | None
    changes: datetime | None


class Layout:
    """Units in the order in which the board shows them: each below its parent, by name."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._lower: dict[str, list[Unit]] = {}
        for unit in sorted(self._units.values(), key=_by_name):
            if unit.parent is not None and unit.parent in self._units:
                self._lower.setdefault(unit.parent, []).append(unit)
        self._order = list(self._walk())

    def _walk(self) -> Iterator[tuple[Unit, int]]:
        seen: set[str] = set()
        units = sorted(self._units.values(), key=_by_name)
        tops = [unit for unit in units if unit.parent is None or unit.parent not in self._units]
        # What no top leads to hangs in a circle; whoever comes first by name stands for its top.
        for top in (*tops, *units):
            waiting = [(top, 0)]
            while waiting:
                unit, depth = waiting.pop()
                if unit.id not in seen:
                    seen.add(unit.id)
                    yield unit, depth
                    waiting += [(lower, depth + 1) for lower in reversed(self._lower.get(unit.id, ()))]

    def __len__(self) -> int:
        return len(self._order)

    def lines(
        self, board: Board, service: Service, at: datetime, *, only: frozenset[str] | None = None
    ) -> tuple[Line, ...]:
        """Return the lines as of now, or of ``only`` these units (those that the window shows)."""
        return tuple(
            self._line(unit, depth, board, service, at)
            for unit, depth in self._order
            if only is None or unit.id in only
        )

    def _line(self, unit: Unit, depth: int, board: Board, service: Service, at: datetime) -> Line:
        found = gate(unit, service, at)
        return Line(
            unit.id,
            unit.name,
            depth,
            len(self._lower.get(unit.id, ())),
            board.tally(unit.id),
            found.why,
            found.open if found.known else None,
            found.changes,
        )


def make_board(reader: CacheReader, at: datetime, *, limits: Limits = _DEFAULTS) -> Board:
    """Return the board of the local copy; what waits in the outbox counts already."""
    board = Board.of(reader, at, limits=limits)
    board.apply({item.target for item in reader.outbox() if item.target.kind is Kind.PERSON}, reader, at)
    return board


def as_csv(lines: Sequence[Line], language: Language) -> str:
    """Return the lines as CSV (RFC 4180) with a heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [say(words("Unit"), language), say(words("People"), language)]
        + [say(heading, language) for heading in HEADINGS.values()]
        + [say(words("Phone hours"), language)]
    )
    for line in lines:
        figures = [line.tally[status] for status in HEADINGS]
        hours = "" if line.open is None else say(line.hours, language)
        writer.writerow([cell(line.name), line.tally.people, *figures, cell(hours)])
    return text.getvalue()


def cell(text: str) -> str:
    """Return a text as it may stand in a spreadsheet: what looks like a formula is kept from being one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _by_name(unit: Unit) -> tuple[str, str]:
    return unit.name.casefold(), unit.id
