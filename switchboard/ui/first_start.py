"""The first start: where is the directory, and may we? Or a look at the demo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from switchboard.ui.announce import announce
from switchboard.ui.parts import SectionHeader, Text, centred, em, scaled


class FirstStartPage(QWidget):
    """Address and token of a directory service, or one key for the demo."""

    connect_asked = Signal(str, str)
    """Address and token."""
    called_off = Signal()
    """What is being tried need not be tried any longer."""
    demo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget(self)
        column.setMinimumWidth(em(self, 26))
        column.setMaximumWidth(em(self, 34))
        title = QLabel(self.tr("Welcome to Switchboard"), column)
        title.setFont(scaled(title.font(), 2.0, QFont.Weight.DemiBold))
        intro = Text(column, muted=True, wrap=True, factor=1.08)
        intro.say(
            " ".join(
                (
                    self.tr("Find the person, see who can take the call, put it through."),
                    self.tr("To begin, say where your directory is."),
                )
            )
        )
        self.address = QLineEdit(column)
        self.address.setPlaceholderText("https://directory.example.org")
        self.address.setAccessibleName(self.tr("The directory's address"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.token = QLineEdit(column)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setPlaceholderText(self.tr("from whoever runs your directory"))
        self.token.setAccessibleName(self.tr("Your token"))
        for field in (self.address, self.token):
            field.setFont(scaled(field.font(), 1.15))
            field.setMinimumHeight(em(field, 1.7))
            field.returnPressed.connect(self._connect)
            field.textChanged.connect(self._judge)
        form = QFormLayout()
        form.setVerticalSpacing(em(self, 0.6))
        form.setHorizontalSpacing(em(self, 0.8))
        form.addRow(self.tr("&Address"), self.address)
        form.addRow(self.tr("&Token"), self.token)
        self._connect_button = QPushButton(self.tr("&Connect"), column)
        self._connect_button.setDefault(True)
        self._connect_button.clicked.connect(self._connect)
        self._demo_button = QPushButton(self.tr("Look at the &demo  Ctrl+D"), column)
        self._demo_button.setAccessibleName(self.tr("Look at the demo"))
        self._demo_button.clicked.connect(self.demo_asked)
        self._cancel_button = QPushButton(self.tr("&Cancel"), column)
        self._cancel_button.clicked.connect(self.called_off)
        self._cancel_button.hide()
        self._cancel_button.setEnabled(False)
        for button in (self._connect_button, self._cancel_button, self._demo_button):
            button.setMinimumHeight(em(button, 1.9))
        self._remark = Text(column, wrap=True)
        demo_words = Text(column, muted=True, wrap=True)
        demo_words.say(
            self.tr(
                "A made-up city of 60,000 people on an ordinary day, on this computer only. Nothing is kept."
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel_button)
        row.addWidget(self._connect_button)
        demo_row = QHBoxLayout()
        demo_row.addWidget(demo_words, 1)
        demo_row.addSpacing(em(self, 1))
        demo_row.addWidget(self._demo_button)
        inner = QVBoxLayout(column)
        inner.setSpacing(em(self, 0.7))
        inner.addWidget(title)
        inner.addWidget(intro)
        inner.addSpacing(em(self, 0.8))
        inner.addLayout(form)
        inner.addWidget(self._remark)
        inner.addLayout(row)
        inner.addSpacing(em(self, 1.2))
        inner.addWidget(SectionHeader(self.tr("No directory yet?"), column))
        inner.addLayout(demo_row)
        centred(self, column)
        # Only while this page is shown: on the desk the same key makes a favourite.
        for key, button in (("Ctrl+D", self._demo_button), ("Esc", self._cancel_button)):
            deed = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            deed.activated.connect(button.click)
        self._entered = self.token
        """Where an address that did not work was entered from."""
        self._judge()
        self.setFocusProxy(self.address)

    def say(self, text: str) -> None:
        """Show what is wrong, or what is going on."""
        self._remark.say(text)
        if text:
            announce(self, text)

    def begin(self) -> None:
        """Give the keyboard to the field that is to be filled in, or mended."""
        field = self._entered if self.address.text().strip() else self.address
        field.setFocus()
        field.selectAll()

    def set_busy(self, busy: bool) -> None:
        """While an address is tried, it cannot be changed, but that can be called off."""
        if busy:
            self._entered = self.address if self.address.hasFocus() else self.token
        for widget in (self.address, self.token, self._demo_button):
            widget.setEnabled(not busy)
        self._connect_button.setEnabled(not busy)
        self._cancel_button.setEnabled(busy)
        self._cancel_button.setVisible(busy)
        if busy:
            self._cancel_button.setFocus()
        else:
            self._judge()

    def _judge(self) -> None:
        self._connect_button.setEnabled(bool(self.address.text().strip() and self.token.text().strip()))

    def _connect(self) -> None:
        if self._connect_button.isEnabled():
            self.connect_asked.emit(self.address.text().strip(), self.token.text().strip())
