"""What eyes find in a dark, a narrow or a Bokmål window: texts cut off, edges, marks and focus too faint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from support.builders import main_number, person, unit
from support.town import town

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref
from switchboard.domain.routes import Policy
from switchboard.domain.words import short, words
from switchboard.sync.status import Phase
from switchboard.ui import scheme
from switchboard.ui.colours import SHAPE_CONTRAST, TEXT_CONTRAST, contrast, theme
from switchboard.ui.controls import Tool
from switchboard.ui.message_dialog import MAX_TEXT, MessageDialog
from switchboard.ui.parts import SectionHeader, Text, em

KEY = Qt.Key
BOTH = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def widen(seat: Any, width: int) -> None:
    """Give the window so many pixels, at fourteen a line."""
    wanted = round(width * seat.window.fontMetrics().height() / 14)
    seat.window.resize(wanted, 800)
    seat.bot.waitUntil(lambda: seat.window.width() == wanted, timeout=20_000)
    seat.settle()


def shortened(within: QWidget) -> list[str]:
    """Texts of labels that end in an ellipsis although they do not by themselves."""
    labels = within.findChildren(Text)
    return [label.text() for label in labels if label.isVisible() and label.text() != label._full]


def most_contrast(one: QImage, other: QImage) -> float:
    """The contrast of what differs most between two pictures."""
    pairs = {(one.pixel(x, y), other.pixel(x, y)) for x in range(one.width()) for y in range(one.height())}
    return max((contrast(QColor(a), QColor(b)) for a, b in pairs if a != b), default=1.0)


@pytest.mark.parametrize("width", [420, 800])
def test_bokmaal_is_longer_and_nothing_of_the_card_is_cut(
    bokmaal: None, seat_on: Callable[..., Any], width: int
) -> None:
    seat = seat_on(town())
    widen(seat, width)
    seat.type("per hansen")
    card = seat.page.card
    edge = card.viewport().width()
    assert card._body.width() <= edge
    assert card._phones.isVisible()
    assert shortened(card._phones) == []
    assert any(label.text() == "kan bare settes over" for label in card.findChildren(QLabel))


@pytest.mark.parametrize("width", [420, 800])
def test_what_was_done_is_said_to_its_end(bokmaal: None, seat_on: Callable[..., Any], width: int) -> None:
    seat = seat_on(town())
    widen(seat, width)
    seat.type("kari")
    seat.press(KEY.Key_F5)
    assert shortened(seat.window.bars.absence_line) == [], "whose absence it is"
    seat.type("ut uken ferie")
    seat.press(KEY.Key_Return)
    said = seat.window.bars.said_line
    seat.bot.waitUntil(lambda: bool(said.text), timeout=20_000)
    assert said.text.endswith("telefonen stengt")
    seat.settle()
    label = said._text
    assert label.text() == said.text
    seat.bot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=20_000)


def test_a_name_without_end_leaves_room_for_the_sentence(seat_on: Callable[..., Any]) -> None:
    far = "Underavdeling for alt " * 500
    seat = seat_on(
        [
            unit("u", far, phones=(main_number(),)),
            person("giant", "Giant " + "Long " * 2_000, unit="u"),
            *town(),
        ],
        Policy(ask_reason=True),
    )
    widen(seat, 420)
    seat.type("giant")
    window = seat.window
    for key, bar in (
        (KEY.Key_Return, window.bars.outcome_bar),
        (KEY.Key_F6, window.bars.said_line),
        (KEY.Key_F5, window.bars.absence_line),
    ):
        seat.press(key)
        seat.bot.waitUntil(bar.isVisible, timeout=20_000)
        seat.settle()
        assert bar.height() < em(window, 9)
        assert len(bar.accessibleName()) < 200
    assert window.bars.said_line.text.endswith("no answer")
    window.bars.override_bar.ask(far, "closed")
    assert window.bars.override_bar.question.endswith("closed. Why put through all the same?")
    assert len(window.bars.override_bar.question) < 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Kari Moe", "Kari Moe"), ("Kari\n Moe", "Kari Moe"), ("K" * 61, "K" * 59 + "…"), ("", "")],
)
def test_a_name_in_a_sentence(name: str, shown: str) -> None:
    assert short(name) == shown


@BOTH
def test_marks_and_hints_can_be_read_on_every_ground(dark: bool) -> None:
    palette = scheme.calm(dark=dark)
    colours = theme(palette)
    hint = palette.color(QPalette.ColorRole.PlaceholderText)
    for ground in (colours.base, colours.selection, colours.panel, palette.window().color()):
        assert contrast(hint, ground) >= TEXT_CONTRAST
    for text in (colours.text, colours.muted):
        assert contrast(text, colours.match) >= TEXT_CONTRAST
    assert contrast(colours.match, colours.base) > 1.15


@BOTH
def test_fields_and_boxes_have_an_edge(seat: Any, qapp: QApplication, dark: bool) -> None:
    scheme.apply(qapp, Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    dialog = MessageDialog("Kari", parent=seat.window)
    dialog.show()
    ground = qapp.palette().window().color()
    for kind in (QLineEdit, QCheckBox):
        control = next(w for w in dialog.findChildren(kind) if not w.hasFocus() and w.text() != "&Call back")
        picture = dialog.grab(
            QRect(control.mapTo(dialog, control.rect().topLeft()), control.size())
        ).toImage()
        middle = picture.height() // 2
        side = [picture.pixelColor(x, middle) for x in range(picture.height())]
        assert max(contrast(colour, ground) for colour in side) >= SHAPE_CONTRAST, kind.__name__
    dialog.reject()
    dialog.deleteLater()
    scheme.apply(qapp, Qt.ColorScheme.Light)


@BOTH
def test_wherever_the_keyboard_is_it_is_seen(seat: Any, qapp: QApplication, dark: bool) -> None:
    scheme.apply(qapp, Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    seat.page.header.caller.setText("23461238")
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seen: list[str] = []
    first = qapp.focusWidget()
    while True:
        widget = qapp.focusWidget()
        assert widget is not None
        box = QRect(widget.mapTo(seat.window, widget.rect().topLeft()), widget.size()).adjusted(-3, -3, 3, 3)
        with_it = seat.window.grab(box).toImage()
        seat.bot.keyClick(widget, KEY.Key_Tab)
        assert qapp.focusWidget() is not widget, f"no way out of {type(widget).__name__}"
        picture = seat.window.grab(box).toImage()
        seen.append(type(widget).__name__)
        assert most_contrast(with_it, picture) >= SHAPE_CONTRAST, f"{seen[-1]} {widget.accessibleName()}"
        if qapp.focusWidget() is first:
            break
    assert Tool.__name__ in seen
    assert "RoutesList" in seen
    scheme.apply(qapp, Qt.ColorScheme.Light)


def test_the_routes_begin_at_the_first_one(seat: Any) -> None:
    seat.type("anne lie")
    routes = seat.page.card.routes
    routes.setFocus(Qt.FocusReason.TabFocusReason)
    assert routes.currentIndex().row() == 0
    seat.press(KEY.Key_Return)
    assert seat.dialled == ["tel:+4723461238"]


def test_an_empty_list_says_what_to_do_where_one_is(seat: Any) -> None:
    hits = seat.page.hits
    seat.page.search_in(Ref(Kind.UNIT, "skole"), "Sagene skole")
    seat.type("zzqq")
    assert "Esc" in hits.accessibleDescription()
    seat.press(KEY.Key_F8)
    assert "F8" in hits.accessibleDescription()
    seat.press(KEY.Key_F8)
    seat.press(KEY.Key_Escape)
    seat.type("zzqq")
    assert "another spelling" in hits.accessibleDescription()


def test_a_filter_that_hides_the_favourites_says_so(seat: Any) -> None:
    seat.press(KEY.Key_F8)
    assert "Type a name" in seat.page.hits._empty
    seat.type("christian hanssen")
    seat.press(KEY.Key_F8)
    seat.press(KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
    seat.press(KEY.Key_Escape)
    assert seat.names() == ["Christian Hanssen"]
    seat.press(KEY.Key_F8)
    assert seat.names() == []
    assert "F8" in seat.page.hits._empty


def test_a_message_that_cannot_be_sent_says_why(seat: Any) -> None:
    dialog = MessageDialog("Kari", parent=seat.window)
    dialog.show()
    assert "number to call back" in dialog._text.placeholderText()
    dialog._text.setPlainText("x" * (MAX_TEXT + 1))
    assert not dialog._send.isEnabled()
    assert dialog._remark.text() == f"Too long: {MAX_TEXT + 1} of at most {MAX_TEXT} characters."
    dialog._text.setPlainText("x" * MAX_TEXT)
    assert dialog._send.isEnabled()
    assert not dialog._remark.isVisible()
    dialog.reject()
    dialog.deleteLater()


def test_the_help_stands_right_below_its_headings(seat: Any) -> None:
    from switchboard.ui.help import HelpDialog

    dialog = HelpDialog(seat.window)
    dialog.show()
    heading = dialog.findChildren(SectionHeader)[0].geometry()
    first = min(label.geometry().top() for label in dialog.findChildren(QLabel))
    assert 0 <= first - heading.bottom() < em(dialog)
    dialog.deleteLater()


def test_of_nobody_there_is_nothing_to_scroll_through(seat: Any) -> None:
    card = seat.page.card
    card.warm()
    widen(seat, 420)
    assert card.text is None
    assert not card.verticalScrollBar().isVisible()
    seat.type("kristian hansen")
    seat.bot.waitUntil(card.verticalScrollBar().isVisible, timeout=20_000)
    seat.press(KEY.Key_Escape)
    assert not card.verticalScrollBar().isVisible()


@pytest.mark.parametrize("width", [420, 1200])
def test_how_far_a_fill_is_can_be_read_at_any_width(
    bokmaal: None, seat_on: Callable[..., Any], width: int
) -> None:
    seat = seat_on(town())
    widen(seat, width)
    seat.status(Phase.FILLING, done=12_345, total=61_204, waiting=3)
    seat.settle()
    bar = seat.window.status_bar
    assert shortened(bar) == []
    assert bar._progress.isVisible() == (width == 1200)


@pytest.mark.parametrize("where", ["address", "token"])
def test_the_keyboard_is_still_there_when_an_address_did_not_work(seat: Any, where: str) -> None:
    window = seat.window
    window.show_wait("")
    window.show_first_start()
    page = window.first_start
    assert page.address.hasFocus()
    seat.bot.keyClicks(page.address, "example.org")
    seat.bot.keyClicks(page.token, "wrong")
    getattr(page, where).setFocus()
    page.set_busy(True)
    window.show_first_start(ExpectedError(words("No."), words("Try another.")))
    field = getattr(page, where)
    assert field.hasFocus()
    assert field.selectedText() == field.text()
    assert "No." in page._remark.text()


def test_ctrl_d_is_the_demo_on_the_first_page_and_a_favourite_on_the_desk(seat: Any) -> None:
    window = seat.window
    control = Qt.KeyboardModifier.ControlModifier
    seat.type("kristian")
    seat.press(KEY.Key_D, control)
    assert len(seat.cache.reader().favourites()) == 1
    window.show_wait("")
    window.show_first_start()
    with seat.bot.waitSignal(window.demo_asked, timeout=20_000):
        seat.bot.keyClick(window.first_start.address, KEY.Key_D, control)
    window.show_desk()
    seat.press(KEY.Key_D, control)
    assert seat.cache.reader().favourites() == ()


def test_problems_are_told_to_ears_too(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("switchboard.ui.problem_line.announce", lambda _widget, text: heard.append(text))
    seat.phone_works = False
    seat.type("anne lie")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Return)
    assert len(heard) == 1, "once for each"
    assert "No program" in heard[0]


def test_a_message_that_was_left_is_confirmed(seat: Any) -> None:
    seat.type("anne lie")
    seat.bot.keyClick(seat.page.header.field, KEY.Key_F4)
    dialog = seat.window.findChild(MessageDialog)
    dialog._text.setPlainText("x")
    dialog.accept()
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    assert seat.window.bars.said_line.text == "Message to Anne Lie kept. It is sent by itself."
    assert seat.window.focusWidget() is seat.page.header.field


def test_a_change_of_scheme_recolours_the_signs_in_the_fields(seat: Any, qapp: QApplication) -> None:
    for wanted in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        scheme.apply(qapp, wanted)
        base = qapp.palette().base().color()
        for field in (seat.page.header.field, seat.page.header.caller):
            image = field.actions()[-1].icon().pixmap(32, 32).toImage()
            strong = [
                colour
                for x in range(image.width())
                for y in range(image.height())
                if (colour := image.pixelColor(x, y)).alpha() == 255
            ]
            assert strong
            assert max(contrast(colour, base) for colour in strong) >= SHAPE_CONTRAST
