"""What the program keeps of an agent's own calls: whether it ranks by them, and forgetting them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from switchboard.ui.controls import Push
from switchboard.ui.keys import KEYS, Deed, native
from switchboard.ui.parts import em


class UseBar(QWidget):
    """Stands below the favourites and recents, which are what it is about."""

    ranked = Signal(bool)
    """Whether whom the agent calls comes first among equal hits from now on."""
    forgotten = Signal()

    def __init__(self, *, ranks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ranks = QCheckBox(self.tr("My calls first"), self)
        self.ranks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ranks.setChecked(ranks)
        self.ranks.toggled.connect(self.ranked)
        self.forget = Push(self, self.tr("Forget my calls"))
        self.forget.clicked.connect(self.forgotten)
        for control, text in (
            (
                self.ranks,
                self.tr(
                    "Of equally good hits, those you put calls through to and your favourites come first."
                ),
            ),
            (
                self.forget,
                self.tr(
                    "Forgets whom you put calls through to and how often, and which errands found nobody"
                    " ({key}). Favourites stay."
                ).format(key=native(KEYS[Deed.FORGET])),
            ),
        ):
            control.setToolTip(text)
            control.setAccessibleDescription(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.8), em(self, 0.3), em(self, 0.8), em(self, 0.4))
        layout.addWidget(self.ranks)
        layout.addStretch(1)
        layout.addWidget(self.forget)
        self.hide()
