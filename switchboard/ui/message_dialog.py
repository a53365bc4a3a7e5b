"""A message for somebody who could not be reached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from switchboard.domain.record import record
from switchboard.ui.parts import Text, em

MAX_TEXT = 4000


@record(frozen=True, slots=True, repr=False)
class Draft:
    """What was written."""

    caller_name: str
    caller_number: str
    text: str
    call_back: bool
    urgent: bool


class MessageDialog(QDialog):
    """Caller, text, call back, urgent; Ctrl+Enter sends."""

    def __init__(
        self, name: str, caller: str = "", parent: QWidget | None = None, *, begun: Draft | None = None
    ) -> None:
        """Ask for a message to somebody of this name; ``begun`` is what was written of it before."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Message"))
        heading = Text(self, factor=1.25)
        heading.say(self.tr("Message to {name}").format(name=name))
        digits = caller if any(letter.isdigit() for letter in caller) else ""
        self._name = QLineEdit("" if digits else caller, self)
        self._number = QLineEdit(digits, self)
        self._text = QPlainTextEdit(self)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(em(self, 6))
        self._call_back = QCheckBox(self.tr("&Call back"), self)
        self._call_back.setChecked(True)
        self._urgent = QCheckBox(self.tr("&Urgent"), self)
        self._text.setPlaceholderText(
            self.tr("What it is about. With a number to call back it may be empty.")
        )
        self._text.setAccessibleDescription(self._text.placeholderText())
        self._remark = Text(self, wrap=True)
        form = QFormLayout()
        form.addRow(self.tr("Caller's &name"), self._name)
        form.addRow(self.tr("Caller's n&umber"), self._number)
        form.addRow(self.tr("&Text"), self._text)
        form.addRow("", self._remark)
        form.addRow("", self._call_back)
        form.addRow("", self._urgent)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._send = buttons.addButton(self.tr("&Send  Ctrl+Enter"), QDialogButtonBox.ButtonRole.AcceptRole)
        # Qt itself has no Bokmål for its buttons.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self._text.textChanged.connect(self._judge)
        self._number.textChanged.connect(self._judge)
        self._judge()
        if begun is not None:
            self._go_on(begun)
        (self._text if caller or begun else self._name).setFocus()
        self.resize(em(self, 28), self.sizeHint().height())

    def _go_on(self, begun: Draft) -> None:
        self._name.setText(begun.caller_name)
        self._number.setText(begun.caller_number)
        self._text.setPlainText(begun.text)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._call_back.setChecked(begun.call_back)
        self._urgent.setChecked(begun.urgent)

    def draft(self) -> Draft:
        """Return what was written."""
        return Draft(
            caller_name=self._name.text().strip(),
            caller_number=self._number.text().strip(),
            text=self._text.toPlainText().strip(),
            call_back=self._call_back.isChecked(),
            urgent=self._urgent.isChecked(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._accept()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        # A call back without a text is a message; a message needs one of the two.
        draft = self.draft()
        self._remark.say(
            self.tr("Too long: {n} of at most {most} characters.").format(n=len(draft.text), most=MAX_TEXT)
            if len(draft.text) > MAX_TEXT
            else ""
        )
        self._send.setEnabled(
            len(draft.text) <= MAX_TEXT and bool(draft.text or (draft.call_back and draft.caller_number))
        )

    def _accept(self) -> None:
        if self._send.isEnabled():
            self.accept()
