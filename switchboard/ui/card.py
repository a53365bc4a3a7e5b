"""The card: who this is, whether they can take the call, and whom to put it through to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from switchboard.domain.availability import Status
from switchboard.domain.model import Kind, Ref
from switchboard.ui.announce import heard
from switchboard.ui.calls import target_of
from switchboard.ui.card_text import CardText
from switchboard.ui.colours import theme
from switchboard.ui.controls import Tool
from switchboard.ui.day_strip import DayStrip
from switchboard.ui.glyphs import paint_shape, paint_status
from switchboard.ui.keys import KEYS, Deed, native
from switchboard.ui.parts import LETTERS, Panel, SectionHeader, Text, em, explain, own_viewport
from switchboard.ui.phones_list import PhonesList
from switchboard.ui.routes_list import RoutesList


class StatusLine(QWidget):
    """A status's shape, its word, and the reason behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status: Status | None = None
        self._word = Text(self, weight=QFont.Weight.DemiBold, whole=True)
        self._sentence = Text(self, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        layout = QHBoxLayout(self)
        # As far down as the button beside it has its text.
        layout.setContentsMargins(em(self, 1.5), em(self, 0.28), 0, 0)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 100)
        layout.addStretch(1)

    def show_status(self, status: Status | None, word: str, sentence: str) -> None:
        """Show a status (``None`` for a unit, which has none) in words."""
        self._status = status
        self.setAccessibleName(", ".join(part for part in (word, sentence) if part))
        if sentence.startswith(word):
            # "available until 13:00" says it all.
            word, sentence = sentence if word else "", "" if word else sentence
        self._word.say(word)
        self._sentence.say(sentence)
        if status is not None:
            self._word.tint(theme(self.palette()).status[status])
        self.setVisible(bool(word or sentence))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme(self.palette())
        painter = QPainter(self)
        side = float(round(em(self, 0.86)))
        top = em(self, 0.28) + (self._word.fontMetrics().height() - side) / 2 + 1
        x = 1.0 if self.isLeftToRight() else self.width() - side - 1
        box = QRectF(x, top, side, side)
        if self._status is not None:
            paint_status(painter, box, self._status, colours.status[self._status], colours.base)
        else:
            paint_shape(painter, box, "unit", colours.muted, colours.base)


class CardView(QScrollArea):
    """One card; its widgets are made once and refilled."""

    copied = Signal(str)
    favourite_toggled = Signal()
    absence_asked = Signal()
    scope_asked = Signal(object, str)
    """A unit's :class:`Ref` and name: who else is there?"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text: CardText | None = None
        self._zone = ZoneInfo("UTC")
        body = QWidget(self)
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        own_viewport(self)
        self._body = body
        self._name = Text(body, factor=1.65, weight=QFont.Weight.DemiBold)
        self._favourite = Tool(body)
        self._favourite.setCheckable(True)
        self._favourite.clicked.connect(lambda: self.favourite_toggled.emit())
        self._title = Text(body, factor=1.05)
        self._path = Text(body, muted=True, elide=Qt.TextElideMode.ElideLeft)
        self._scope = Tool(body)
        self._scope.clicked.connect(self._ask_scope)
        self._status = StatusLine(body)
        self._absent = Tool(body)
        self._absent.setText(self.tr("Absent …  {key}").format(key=native(KEYS[Deed.ABSENCE])))
        self._absent.setAccessibleName(self.tr("Register an absence"))
        explain(self._absent, self._absent.accessibleName())
        self._absent.clicked.connect(self.absence_asked)
        self._notice = Panel("panel", body)
        self._notice_text = Text(self._notice, wrap=True)
        self._keywords = Text(body, muted=True, wrap=True)
        self._routes_header = SectionHeader(self.tr("Put through"), body)
        self.routes = RoutesList(body)
        self._left_out = Tool(body)
        self._left_out_text = Text(body, muted=True, wrap=True, factor=0.95)
        self._phones_header = SectionHeader(self.tr("Numbers"), body)
        self._phones = PhonesList(body)
        self._phones.copied.connect(self.copied)
        self._day_header = SectionHeader(self.tr("Today"), body)
        self._day = DayStrip(body)
        self._about_header = SectionHeader(self.tr("About"), body)
        self._about = Text(body, wrap=True)
        self._facts = QWidget(body)
        self._fact_rows: list[tuple[Text, Text]] = []
        self._lay_out()
        self.setWidget(body)
        self.clear()

    def _lay_out(self) -> None:
        body = self._body
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._favourite, 0, Qt.AlignmentFlag.AlignTop)
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(em(body, 0.8), em(body, 0.4), em(body, 0.6), em(body, 0.4))
        notice.addWidget(self._notice_text)
        self._left_out.setCheckable(True)
        self._left_out.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._left_out.toggled.connect(self._fold)
        form = QFormLayout(self._facts)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(em(body, 0.8))
        for _ in range(3):
            row = (Text(self._facts, muted=True, whole=True), Text(self._facts, wrap=True))
            form.addRow(*row)
            self._fact_rows.append(row)
        column = QVBoxLayout(body)
        column.setContentsMargins(em(body, 1.1), em(body, 0.9), em(body, 1.1), em(body, 0.9))
        column.setSpacing(em(body, 0.28))
        column.addLayout(top)
        column.addWidget(self._title)
        where = QHBoxLayout()
        where.addWidget(self._path, 1)
        # Of a unit that is below no other there is no path, and nothing would keep it at the end of the line.
        where.addWidget(self._scope, 0, Qt.AlignmentFlag.AlignTrailing)
        column.addLayout(where)
        column.addSpacing(em(body, 0.3))
        how = QHBoxLayout()
        how.addWidget(self._status, 1)
        how.addStretch(0)
        how.addWidget(self._absent, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(how)
        column.addWidget(self._keywords)
        column.addWidget(self._notice)
        column.addSpacing(em(body, 0.35))
        column.addWidget(self._routes_header)
        column.addWidget(self.routes)
        column.addWidget(self._left_out)
        column.addWidget(self._left_out_text)
        for header, *rest in (
            (self._phones_header, self._phones),
            (self._day_header, self._day),
            (self._about_header, self._about, self._facts),
        ):
            column.addWidget(header)
            for widget in rest:
                column.addWidget(widget)
        column.addStretch(1)

    def show_card(self, text: CardText, *, favourite: bool, zone: ZoneInfo) -> None:
        """Show a card; what stays the same is not touched."""
        fresh = self.text is None or self.text.ref != text.ref
        self.text, self._zone = text, zone
        self._body.show()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._name.say(text.name)
        self._title.say(text.title)
        self._path.say(text.path)
        self._scope.setText(self.tr("Everybody there"))
        self._scope.setAccessibleName(self.tr("Everybody in {unit}").format(unit=text.scope_name))
        explain(self._scope, self._scope.accessibleName())
        self._scope.setVisible(text.scope is not None)
        self._status.show_status(text.status, text.word, text.sentence)
        self._absent.setVisible(text.ref.kind is Kind.PERSON and not text.card.restricted)
        self._keywords.say(text.keywords)
        self._notice_text.say(
            self.tr("May be read out: “{notice}”").format(notice=text.notice) if text.notice else ""
        )
        self._notice.setVisible(bool(text.notice))
        self.routes.show_routes(text.routes)
        if fresh:
            self._left_out.setChecked(False)
            self.verticalScrollBar().setValue(0)
        self._show_left_out()
        self._phones.show_phones(text.phones)
        self._phones_header.setVisible(bool(text.phones))
        self._day_header.setVisible(bool(text.day))
        self._day.setVisible(bool(text.day))
        if text.day:
            self._day.show_day(text.day, text.card.at.astimezone(zone))
            self._day.setAccessibleName(self.tr("Today: {day}").format(day=text.day_spoken))
        self._about.say(text.about)
        for row, (label, value) in enumerate(self._fact_rows):
            shown = text.facts[row] if row < len(text.facts) else ("", "")
            label.say(shown[0])
            value.say(shown[1])
        self._facts.setVisible(bool(text.facts))
        self._about_header.setVisible(bool(text.about or text.facts))
        self._favourite.setChecked(favourite)
        self._favourite.setText("★" if favourite else "☆")
        told = (
            self.tr("Favourite, Ctrl+D takes it away")
            if favourite
            else self.tr("Make it a favourite, Ctrl+D")
        )
        self._favourite.setAccessibleName(told)
        self._favourite.setToolTip(told)
        self.setAccessibleName(text.spoken)

    def warm(self) -> None:
        """Load fonts and lay out in an idle moment, or the first card and the key after it would wait."""
        if self.text is not None or heard():
            return
        self._favourite.setText("☆")
        self._show_left_out()
        labels = self._body.findChildren(Text)
        for label in labels:
            label.say(LETTERS)
        self._body.grab()
        for label in labels:
            label.say("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.text is not None:
            # Colours worked out from the palette are worked out anew, once the children have it too.
            QTimer.singleShot(0, self, self._recolour)

    def _recolour(self) -> None:
        if self.text is not None:
            self.show_card(self.text, favourite=self._favourite.isChecked(), zone=self._zone)

    def clear(self) -> None:
        """Show nobody."""
        self.text = None
        # Of nobody there is nothing to scroll through, however long the card before was.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.routes.show_routes(())
        self._phones.show_phones(())
        self._body.hide()
        self.setAccessibleName("")

    def _ask_scope(self) -> None:
        if self.text is not None and self.text.scope is not None:
            self.scope_asked.emit(self.text.scope, self.text.scope_name)

    def mentioned(self) -> frozenset[Ref]:
        """Return who stands on the card: whom it shows, whom it offers, who is left out."""
        if self.text is None:
            return frozenset()
        offered = (target_of(line.route) for line in self.text.routes)
        left_out = (Ref(Kind.PERSON, out.person) for out in self.text.card.routes.left_out)
        return frozenset((self.text.ref, *filter(None, offered), *left_out))

    def _show_left_out(self) -> None:
        out = self.text.left_out if self.text is not None else ()
        arrow = "▾" if self._left_out.isChecked() else "▸"
        count = self.tr("1 not offered") if len(out) == 1 else self.tr("{n} not offered").format(n=len(out))
        self._left_out.setText(f"{arrow} {count}")
        self._left_out.setAccessibleName(count)
        self._left_out.setVisible(bool(out))
        self._left_out_text.say("\n".join(out) if self._left_out.isChecked() else "")

    def _fold(self) -> None:
        self._show_left_out()

    def sizeHint(self) -> QSize:
        return QSize(em(self, 26), em(self, 34))
