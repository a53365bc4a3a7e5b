"""The hits as a model over one immutable tuple."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from switchboard.domain.model import Ref
from switchboard.search.results import Topic
from switchboard.ui.parts import as_tooltip
from switchboard.ui.phrases import Line, Shown
from switchboard.ui.topic_line import TopicLine

Index = QModelIndex | QPersistentModelIndex
Key = Ref | Topic
"""What a row is about: a person or unit, or a topic."""


_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class HitsModel(QStringListModel):
    """Lines by position and by ref. One changed line is one ``dataChanged``; a new list is one for all its
    rows, or a reset when there are more or fewer of them than before.

    The strings are as many empty ones as there are lines: Qt asks seventy times for the number of rows of a
    list that has grown, and counts its own in no time.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Shown, ...] = ()
        self._coming: tuple[Shown, ...] = ()
        self._places: dict[Key, int] | None = {}
        # Before a view is told, and after it was told that rows are about to go.
        for turned in (self.modelReset, self.rowsInserted, self.rowsRemoved):
            turned.connect(self._turn)

    def _turn(self) -> None:
        self._lines, self._places = self._coming, None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(_tooltip(line))
        return None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of people and units, in their order."""
        return tuple(line for line in self._lines if isinstance(line, Line))

    def shown(self, row: int) -> Shown | None:
        """Return what stands at a position, or ``None``."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def between(self, first: int, last: int) -> tuple[Shown, ...]:
        """Return what stands from one position to another, that one included."""
        return self._lines[first : last + 1]

    def line(self, row: int) -> Line | None:
        """Return the person's or unit's line at a position, or ``None``."""
        line = self.shown(row)
        return line if isinstance(line, Line) else None

    def key(self, row: int) -> Key | None:
        """Return what the row at a position is about, or ``None``."""
        line = self.shown(row)
        return None if line is None else _key(line)

    def place(self, key: Key | None) -> int:
        """Return the position of a ref or topic, -1 when it is not in the list."""
        return -1 if key is None else self._place.get(key, -1)

    @property
    def _place(self) -> dict[Key, int]:
        """Where everybody stands: most lists are replaced before anybody asks."""
        if self._places is None:
            self._places = {_key(line): row for row, line in enumerate(self._lines)}
        return self._places

    def replace(self, lines: Sequence[Shown]) -> None:
        """Show another list."""
        fresh = tuple(lines)
        if fresh and len(fresh) == len(self._lines):
            # As many rows as before need not be laid out anew.
            self._lines, self._places = fresh, None
            # Qt would ask for each of them how many rows there are.
            self.dataChanged.emit(self.createIndex(0, 0), self.createIndex(len(fresh) - 1, 0))
            return
        self._coming = fresh
        self.setStringList([""] * len(fresh))

    def append(self, lines: Sequence[Line]) -> None:
        """Show more at the end; refs that are in the list already are passed over."""
        fresh = [line for line in lines if line.ref not in self._place]
        if not fresh:
            return
        self._coming = (*self._lines, *fresh)
        self.insertRows(len(self._lines), len(fresh))

    def amend(self, lines: Sequence[Shown]) -> None:
        """Show another list, row by row: whoever is in both keeps their row, and nothing is reset."""
        # Loaded with the first change that leads here; typing never does.
        from difflib import SequenceMatcher

        fresh = tuple(lines)
        before, after = [_key(line) for line in self._lines], [_key(line) for line in fresh]
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        for what, first, end, start, stop in reversed(steps):
            if what in ("delete", "replace"):
                self._coming = (*self._lines[:first], *self._lines[end:])
                self.removeRows(first, end - first)
            if what in ("insert", "replace"):
                self._coming = (*self._lines[:first], *fresh[start:stop], *self._lines[first:])
                self.insertRows(first, stop - start)
        self.update({line.ref: line for line in fresh if isinstance(line, Line)})

    def update(self, changed: Mapping[Ref, Line]) -> None:
        """Show changed lines of refs that are in the list; equal and foreign ones are passed over."""
        for ref, line in changed.items():
            row = self._place.get(ref)
            if row is None or self._lines[row] == line:
                continue
            self._lines = (*self._lines[:row], line, *self._lines[row + 1 :])
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def remove(self, gone: Sequence[Ref]) -> None:
        """Take lines out of the list."""
        for ref in gone:
            row = self._place.get(ref)
            if row is None:
                continue
            self._coming = (*self._lines[:row], *self._lines[row + 1 :])
            self.removeRows(row, 1)


def _key(line: Shown) -> Key:
    return line.ref if isinstance(line, Line) else line.topic


def _tooltip(line: Shown) -> str:
    if isinstance(line, TopicLine):
        return line.spoken
    parts = (line.name, line.title, line.unit, f"{line.word} {line.until}".strip(), line.met)
    return "\n".join(part for part in parts if part)
