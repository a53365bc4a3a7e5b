"""The hits as a model over one immutable tuple."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from switchboard.domain.model import Ref
from switchboard.ui.parts import as_tooltip
from switchboard.ui.phrases import Line

Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """Lines by position and by ref. One changed line is one ``dataChanged``; a new list is one reset,
    unless it names the same refs in the same order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._place: dict[Ref, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

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
        """Return all lines, in their order."""
        return self._lines

    def line(self, row: int) -> Line | None:
        """Return the line at a position, or ``None``."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def place(self, ref: Ref | None) -> int:
        """Return a ref's position, -1 when it is not in the list."""
        return -1 if ref is None else self._place.get(ref, -1)

    def replace(self, lines: Sequence[Line]) -> None:
        """Show another list."""
        fresh = tuple(lines)
        if [line.ref for line in fresh] == [line.ref for line in self._lines]:
            self.update({line.ref: line for line in fresh})
            return
        self.beginResetModel()
        self._lines = fresh
        self._place = {line.ref: row for row, line in enumerate(fresh)}
        self.endResetModel()

    def append(self, lines: Sequence[Line]) -> None:
        """Show more at the end; refs that are in the list already are passed over."""
        fresh = [line for line in lines if line.ref not in self._place]
        if not fresh:
            return
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._lines = (*self._lines, *fresh)
        self._place.update((line.ref, first + row) for row, line in enumerate(fresh))
        self.endInsertRows()

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
            self.beginRemoveRows(QModelIndex(), row, row)
            self._lines = (*self._lines[:row], *self._lines[row + 1 :])
            self._place = {line.ref: place for place, line in enumerate(self._lines)}
            self.endRemoveRows()


def _tooltip(line: Line) -> str:
    parts = (line.name, line.title, line.unit, f"{line.word} {line.until}".strip(), line.met)
    return "\n".join(part for part in parts if part)
