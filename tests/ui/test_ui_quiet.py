"""What waits for a quiet moment so that no key has to wait for it."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from switchboard.desk.desk import FIRST, Desk
from switchboard.domain.model import Ref
from switchboard.domain.status import Status
from switchboard.ui.card import CardView
from switchboard.ui.colours import theme
from switchboard.ui.parts import LETTERS, Text
from switchboard.ui.rail import Rail
from switchboard.ui.search_box import SearchField
from switchboard.ui.tidying import Tidying


def test_a_newer_key_takes_back_the_card_that_nobody_will_see(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Ref] = []
    card = Desk.card

    def spy(desk: Desk, ref: Ref, *rest: Any) -> None:
        asked.append(ref)
        card(desk, ref, *rest)

    monkeypatch.setattr(Desk, "card", spy)
    page = seat.page
    page._ask._later.setInterval(60_000)  # as long as it takes
    seat.bot.keyClicks(page.header.field, "k")
    seat.bot.waitUntil(lambda: page._ask.found_settled and page._ask._later.isActive(), timeout=10_000)
    seat.bot.keyClicks(page.header.field, "r")
    assert not page._ask._later.isActive()
    seat.bot.waitUntil(lambda: page._ask.found_settled and page._ask._later.isActive(), timeout=10_000)
    assert asked == []
    page._ask.ask_the_rest()
    seat.settle()
    assert asked == [page.hits.current()]
    assert page.card.text.ref == page.hits.current()


def test_an_enter_that_waits_does_not_wait_for_a_pause(seat: Any) -> None:
    page = seat.page
    page._ask._later.setInterval(60_000)
    seat.bot.keyClicks(page.header.field, "anne lie")
    seat.bot.keyClick(page.header.field, Qt.Key.Key_Return)
    seat.bot.waitUntil(lambda: len(seat.dialled) == 1, timeout=10_000)
    assert page.card.text.ref == page.hits.current()


def test_a_card_made_ready_shows_nobody_and_then_everything(seat: Any) -> None:
    card = seat.page.card
    assert card.text is None
    card.warm()
    assert card.text is None
    assert not card._body.isVisible()
    assert all(not label.text() for label in card._body.findChildren(Text))
    seat.type("kristian")
    shown = card._name.text()
    assert shown
    card.warm()
    assert card._name.text() == shown


def test_hits_made_ready_are_painted_as_they_would_have_been(seat: Any) -> None:
    hits = seat.page.hits
    seat.type("kristian")
    shown = hits.grab().toImage()
    hits._painter.warm(hits)
    hits.warm()
    assert hits.grab().toImage() == shown
    look = hits._painter._look
    assert look.upper._whole
    assert set(look.shapes) >= {(status, id(look.colours.base)) for status in Status}


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_how_people_are_is_a_picture_that_looks_as_the_texts_do(
    seat: Any, direction: Qt.LayoutDirection
) -> None:
    hits = seat.page.hits
    hits.setLayoutDirection(direction)
    seat.type("kristian")
    painter = hits._painter
    hits._between.stop()
    hits._between.setInterval(3_600_000)
    painter._look = None
    texts = hits.grab().toImage()
    states = painter._look.states
    assert painter.due
    assert states._known
    assert not any(state.picture for state in states._known.values())
    while painter.due:
        painter.settle()
        assert hits.grab().toImage() == texts
    assert all(state.picture for state in states._known.values() if state.wide)
    assert {state.ground.rgb() for state in states._known.values()} >= {
        painter._look.colours.base.rgb(),
        painter._look.colours.selection.rgb(),
    }


def test_texts_are_set_soon_after_they_were_painted_again(seat: Any) -> None:
    hits = seat.page.hits
    seat.type("kristian")
    name = hits._painter._look.upper._whole[hits.hits.lines[0].name]
    hits.viewport().repaint()
    seat.bot.waitUntil(lambda: name.static is not None and not hits._painter.due, timeout=10_000)


def test_what_is_tried_in_idle_moments_is_painted_and_not_shown(seat: Any) -> None:
    hits, field = seat.page.hits, seat.page.header.field
    seat.type("kristian")
    lines, shown = hits.hits.lines, hits.grab().toImage()
    seat.page.header.field.clear()
    seat.settle()
    assert not hits.hits.rowCount()
    empty, typed = seat.window.grab().toImage(), field.text()
    hits._painter._look = None
    hits._painter._faces = None
    seat.page._bridge.tried.emit(lines)
    assert {line.name for line in lines} <= set(hits._painter._look.upper._whole)
    assert (hits.hits.rowCount(), field.text()) == (0, typed)
    assert seat.window.grab().toImage() == empty
    seat.type("kristian")
    assert hits.grab().toImage() == shown


def test_of_nobody_nothing_is_tried(seat: Any, qtlog: Any) -> None:
    # During the first fill the index knows nobody. Qt warns of a painter that has nothing to paint on.
    seat.page.hits.rehearse(())
    assert [record.message for record in qtlog.records if "QPainter" in record.message] == []


@pytest.mark.parametrize("somebody_listens", [False, True])
def test_a_screen_reader_hears_nothing_of_what_is_tried(
    seat: Any, monkeypatch: pytest.MonkeyPatch, somebody_listens: bool
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QAccessible", SimpleNamespace(isActive=lambda: somebody_listens))
    fields = len(_all(SearchField))
    seat.page._bridge.tried.emit(())
    assert len(_all(SearchField)) == fields + (not somebody_listens)
    told: list[str] = []
    monkeypatch.setattr(Text, "say", lambda _label, text: told.append(text))
    card = CardView()
    seat.bot.addWidget(card)
    card.warm()
    assert (LETTERS in told) is not somebody_listens


def _all(kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, kind)]


def test_cycles_are_collected_when_nobody_types(qtbot: QtBot) -> None:
    class Knot:
        def __init__(self) -> None:
            self.self = self

    tidying = Tidying()
    tidying._timer.setInterval(5)
    before = gc.get_threshold()
    tidying.begin()
    try:
        knots = [Knot() for _ in range(10_000)]
        knot = weakref.ref(knots[0])
        del knots
        qtbot.waitUntil(lambda: knot() is None, timeout=10_000)
    finally:
        tidying.end()
        gc.unfreeze()
    assert gc.get_threshold() == before


def test_a_key_puts_the_collector_off(qtbot: QtBot) -> None:
    tidying = Tidying()
    tidying.put_off()
    assert not tidying._timer.isActive()
    tidying._timer.setInterval(60_000)
    tidying.begin()
    try:
        qtbot.waitUntil(lambda: tidying._timer.remainingTime() < 59_000, timeout=10_000)
        tidying.put_off()
        assert tidying._timer.remainingTime() > 59_000
    finally:
        tidying.end()
        gc.unfreeze()


def test_palettes_that_look_the_same_share_their_colours(qapp: QApplication) -> None:
    own = QPalette(qapp.palette())
    own.setColor(QPalette.ColorRole.WindowText, QColor("red"))
    assert theme(own) is theme(qapp.palette())
    own.setColor(QPalette.ColorRole.Base, QColor("navy"))
    assert theme(own) is not theme(qapp.palette())


def test_many_palettes_do_not_part_what_looks_the_same(qapp: QApplication) -> None:
    first = theme(qapp.palette())
    for place in range(200):
        own = QPalette(qapp.palette())
        own.setColor(QPalette.ColorRole.WindowText, QColor(place, 0, 0))
        assert theme(own) is first


def test_a_letter_is_painted_though_no_answer_comes(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat.desk, "find", lambda *_, **__: None)
    field = seat.page.header.field
    before = field.grab().toImage()
    seat.bot.keyClick(field, "w")
    assert not field.updatesEnabled()
    seat.bot.waitUntil(field.updatesEnabled, timeout=10_000)
    assert field.grab().toImage() != before


def test_a_letter_is_painted_with_its_hits(seat: Any) -> None:
    field = seat.page.header.field
    field._echo.setInterval(3_600_000)
    seat.type("kristian")
    assert field.updatesEnabled()
    assert not field._echo.isActive()
    seat.bot.keyClick(field, Qt.Key.Key_Home)
    assert field.updatesEnabled()


def test_all_of_the_desk_is_painted_after_another_page_was_shown(seat: Any) -> None:
    seat.window.show_first_start()
    seat.window.show_desk()
    seat.settle()
    assert seat.page.header.field.hasFocus()
    assert [widget for widget in seat.page.findChildren(QWidget) if not widget.updatesEnabled()] == []


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_typing_paints_all_that_a_letter_changes(
    seat: Any, direction: Qt.LayoutDirection, calm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat.desk, "find", lambda *_, **__: None)
    field = seat.page.header.field
    field.setLayoutDirection(direction)
    painted: list[QRegion] = []

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.region())
            return False

    watch = Watch()
    for letter in ("W", "g", "Å", "字", "j" * 400):
        before = field.grab().toImage()
        field.installEventFilter(watch)
        painted.clear()
        field.keyPressEvent(
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        )
        assert not field.updatesEnabled()
        assert not painted
        seat.bot.waitUntil(lambda: bool(painted), timeout=10_000)
        field.removeEventFilter(watch)
        after = field.grab().toImage()
        assert after != before
        ratio = after.devicePixelRatio()
        changed = {
            (int(x / ratio), int(y / ratio))
            for x in range(after.width())
            for y in range(after.height())
            if before.pixel(x, y) != after.pixel(x, y)
        }
        region = painted[0].united(painted[-1])
        assert {place for place in changed if not region.contains(QPoint(*place))} == set()


def test_a_field_that_loses_the_focus_right_after_a_letter_shows_it(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat.desk, "find", lambda *_, **__: None)
    field = seat.page.header.field
    field._echo.setInterval(3_600_000)
    seat.bot.keyClick(field, "w")
    assert not field.updatesEnabled()
    seat.page.header.caller.setFocus()
    assert field.updatesEnabled()


def test_the_list_keeps_its_width_when_there_is_something_to_scroll(seat: Any) -> None:
    hits, wide = seat.page.hits, seat.page.hits.viewport().width()
    rail = hits.verticalScrollBar()
    assert rail.isVisible()
    assert rail.maximum() == rail.minimum()
    ground = rail.grab().toImage()
    assert {ground.pixel(x, 5) for x in range(ground.width())} == {rail.palette().base().color().rgb()}
    seat.window.resize(seat.window.width(), seat.window.minimumHeight())
    hits.setFixedHeight(40)
    seat.type("a")
    seat.bot.waitUntil(lambda: rail.maximum() > rail.minimum(), timeout=10_000)
    assert hits.viewport().width() == wide
    assert rail.grab().toImage() != ground


def test_a_rail_that_nobody_touches_is_the_picture_of_what_qt_paints(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = seat.page.hits
    rail = hits.verticalScrollBar()
    hits.setFixedHeight(60)
    seat.type("a")
    seat.bot.waitUntil(lambda: rail.maximum() > rail.minimum(), timeout=10_000)
    assert rail.style().name() == "fusion"
    assert rail.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    pictures = []
    dark = QPalette(rail.palette())
    dark.setColor(QPalette.ColorRole.Base, QColor("navy"))
    for change in (lambda: None, lambda: rail.setValue(rail.maximum()), lambda: rail.setPalette(dark)):
        change()
        with monkeypatch.context() as patch:
            patch.setattr(Rail, "_is_still", lambda _: False)
            painted = rail.grab().toImage()
        rail.grab()
        with monkeypatch.context() as patch:
            patch.setattr(Rail, "_painted", lambda *_: pytest.fail("painted again"))
            pictures.append(rail.grab().toImage())
        assert pictures[-1] == painted
    assert pictures[0] != pictures[1] != pictures[2]


def test_a_list_of_as_many_rows_begins_at_its_top_with_its_first_hit_chosen(seat: Any) -> None:
    hits = seat.page.hits
    hits.setFixedHeight(60)
    seat.type("a")
    rows = hits.hits.rowCount()
    assert rows > 3
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_PageDown)
    hits.verticalScrollBar().setValue(hits.verticalScrollBar().maximum())
    assert hits.verticalOffset() > 0
    lines = hits.hits.lines
    hits.replace(lines[::-1])
    hits.choose(0)
    assert hits.hits.rowCount() == rows
    assert (hits.currentIndex().row(), hits.verticalOffset()) == (0, 0)
    assert hits.current() == lines[-1].ref
    assert hits.selectionModel().isSelected(hits.currentIndex())


def test_rows_are_made_first_of_what_can_be_seen(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    hits, asked = seat.page.hits, []
    find = seat.desk.find
    monkeypatch.setattr(seat.desk, "find", lambda *a, **how: (asked.append(how["first"]), find(*a, **how))[1])
    high = hits.sizeHintForRow(0) if hits.hits.rowCount() else hits._painter.height(hits.font())
    for height, seen in ((high * 3, 3), (high * 3 + 1, 4), (high * 40, FIRST)):
        hits.setFixedHeight(height)
        seat.page.layout().activate()
        hits.resize(hits.width(), height)
        seat.page._question.ask()
        assert asked[-1] == seen
        seat.settle()
    hits.hide()
    seat.page._question.ask()
    assert asked[-1] == FIRST
    hits.setFixedHeight(high * 2)
    hits.show()
    seat.page.header.field.clear()
    seat.type("a")
    assert asked[-1] == 2
    assert hits.hits.rowCount() > 2
