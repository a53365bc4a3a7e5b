"""The numbers of a card: what may be told, what may be copied, what is masked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from switchboard.ui.card_text import PhoneText
from switchboard.ui.colours import theme
from switchboard.ui.controls import Tool
from switchboard.ui.parts import Text, em


class PhonesList(QWidget):
    """Rows of labels that are kept and refilled."""

    copied = Signal(str)
    """A number that may be copied was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em(self, 0.8))
        self._grid.setVerticalSpacing(em(self, 0.15))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Text, Text, Text, QToolButton]] = []
        self._phones: tuple[PhoneText, ...] = ()

    def show_phones(self, phones: Sequence[PhoneText]) -> None:
        """Show other numbers."""
        self._phones = tuple(phones)
        while len(self._rows) < len(phones):
            self._add()
        for row, (digits, label, told, copy) in enumerate(self._rows):
            phone = self._phones[row] if row < len(self._phones) else None
            digits.say(phone.digits if phone else "")
            label.say(phone.label if phone else "")
            told.say(phone.told if phone else "")
            copy.setVisible(phone is not None and phone.copyable is not None)
            self._grid.setRowMinimumHeight(row, em(self, 1.4) if phone is not None else 0)
            if phone is not None:
                colours = theme(self.palette())
                colour = colours.told if phone.may_be_told else colours.untold
                told.tint(colour)
                said = ", ".join(part for part in (phone.spoken, phone.label, phone.told) if part)
                digits.setAccessibleName(said)
                copy.setAccessibleName(self.tr("Copy {number}").format(number=phone.spoken))
        self.setVisible(bool(phones))

    def _add(self) -> None:
        row = len(self._rows)
        digits, label = Text(self), Text(self, muted=True)
        # As wide as it is: only a number that nothing else has room beside is shortened.
        digits.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        told = Text(self, factor=0.92, whole=True)
        copy = Tool(self, self.tr("Copy"))
        copy.clicked.connect(lambda: self._copy(row))
        for column, widget in enumerate((digits, label, told, copy)):
            self._grid.addWidget(widget, row, column)
        copy.setMinimumHeight(em(self, 1.4))
        self._rows.append((digits, label, told, copy))

    def _copy(self, row: int) -> None:
        phone = self._phones[row] if row < len(self._phones) else None
        if phone is not None and phone.copyable is not None:
            self.copied.emit(phone.copyable)
