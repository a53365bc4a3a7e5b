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
    left = Signal()
    """Back to the desk from which this page was asked for."""
    demo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget(self)
        column.setMinimumWidth(em(self, 26))
        column.setMaximumWidth(em(self, 34))
        self.returns = False
        """Whether there is a way back."""
        self._title = QLabel(column)
        self._title.setFont(scaled(self._title.font(), 2.0, QFont.Weight.DemiBold))
        self._intro = Text(column, muted=True, wrap=True, factor=1.08)
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
        for text, field in ((self.tr("&Address"), self.address), (self.tr("&Token"), self.token)):
            label = QLabel(text, column)
            # Beside the middle of its field, which is higher than the style would have it.
            label.setMinimumHeight(field.minimumHeight())
            label.setBuddy(field)
            form.addRow(label, field)
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
        self._back_button = QPushButton(self.tr("&Back to the search  Esc"), column)
        self._back_button.setAccessibleName(self.tr("Back to the search"))
        self._back_button.clicked.connect(self.left)
        for button in (self._connect_button, self._cancel_button, self._demo_button, self._back_button):
            button.setMinimumHeight(em(button, 1.9))
        room = QWidget(column)
        self._remark = Text(room, wrap=True)
        # For two lines: the fields stay where they are when something is said.
        room.setMinimumHeight(2 * self._remark.fontMetrics().lineSpacing())
        said = QVBoxLayout(room)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(self._remark)
        said.addStretch(1)
        demo_words = Text(column, muted=True, wrap=True)
        demo_words.say(
            self.tr(
                "A made-up city of 60,000 people on an ordinary day, on this computer only. Nothing is kept."
            )
        )
        row = QHBoxLayout()
        row.addWidget(self._back_button)
        row.addStretch(1)
        row.addWidget(self._cancel_button)
        row.addWidget(self._connect_button)
        self._demo = QWidget(column)
        demo = QVBoxLayout(self._demo)
        demo.setContentsMargins(0, em(self, 1.2), 0, 0)
        demo.setSpacing(em(self, 0.7))
        demo.addWidget(SectionHeader(self.tr("No directory yet?"), column))
        demo_row = QHBoxLayout()
        demo.addLayout(demo_row)
        demo_row.addWidget(demo_words, 1)
        demo_row.addSpacing(em(self, 1))
        demo_row.addWidget(self._demo_button)
        inner = QVBoxLayout(column)
        inner.setSpacing(em(self, 0.7))
        inner.addWidget(self._title)
        inner.addWidget(self._intro)
        inner.addSpacing(em(self, 0.8))
        inner.addLayout(form)
        inner.addWidget(room)
        inner.addLayout(row)
        inner.addWidget(self._demo)
        centred(self, column)
        # Only while this page is shown: on the desk the same key makes a favourite.
        esc = (self._cancel_button, self._back_button)
        for key, buttons in (("Ctrl+D", (self._demo_button,)), ("Esc", esc)):
            deed = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for button in buttons:
                # A button that is off does nothing, and of the two of a key one is.
                deed.activated.connect(button.click)
        self._entered = self.token
        """Where an address that did not work was entered from."""
        self._judge()
        self.set_returns(False)
        self.setFocusProxy(self.address)

    def set_returns(self, returns: bool) -> None:
        """Ask for another token, with a way back to the desk that answers meanwhile, or begin."""
        self.returns = returns
        self._title.setText(self.tr("Another token") if returns else self.tr("Welcome to Switchboard"))
        self._intro.say(
            self.tr("Until it is accepted, work goes on with the local copy.")
            if returns
            else " ".join(
                (
                    self.tr("Find the person, see who can take the call, put it through."),
                    self.tr("To begin, say where your directory is."),
                )
            )
        )
        self._demo.setVisible(not returns)
        self._back_button.setVisible(returns)
        self._set_free(free=True)

    def _set_free(self, *, free: bool) -> None:
        """Whether what leads elsewhere can be done now."""
        self._demo_button.setEnabled(free and not self.returns)
        self._back_button.setEnabled(free and self.returns)

    def say(self, text: str) -> None:
        """Show what is wrong, or what is going on."""
        self._remark.say(text)
        if text:
            announce(self, text)

    def begin(self) -> None:
        """Give the keyboard to the field that is to be filled in, or mended."""
        field = self.address
        if self.address.text().strip():
            field = self.token if self.returns else self._entered
        field.setFocus()
        field.selectAll()

    def set_busy(self, busy: bool) -> None:
        """While an address is tried, it cannot be changed, but that can be called off."""
        if busy:
            self._entered = self.address if self.address.hasFocus() else self.token
        for field in (self.address, self.token):
            field.setEnabled(not busy)
        self._set_free(free=not busy)
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
