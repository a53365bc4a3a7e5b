"""Narrow windows, other scripts, long texts, a change of scheme: nothing is cut, crooked or unreadable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from support.builders import person, phone, unit
from support.town import town

from switchboard.domain.model import Kind, Ref
from switchboard.sync.status import Phase
from switchboard.ui import scheme
from switchboard.ui.colours import TEXT_CONTRAST, contrast, theme
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.glyphs import shape_icon
from switchboard.ui.outcome_bar import OutcomeBar

KEY = Qt.Key


def cut(window: QWidget, within: QWidget) -> list[str]:
    """Texts that are shown and reach beyond the edges of a widget."""
    edges = QRect(within.mapToGlobal(within.rect().topLeft()), within.size())
    return [
        widget.text()
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton | QToolButton)
        and widget.isVisible()
        and within.isAncestorOf(widget)
        for box in [QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())]
        if box.left() < edges.left() or box.right() > edges.right()
    ]


@pytest.mark.parametrize("width", [420, 700, 1200])
def test_nothing_is_cut_at_any_width(seat: Any, width: int) -> None:
    seat.page.header.caller.setText("22334455")
    seat.type("kristian hansen")
    seat.press(KEY.Key_F5)
    seat.bot.keyClicks(seat.window.focusWidget(), "lunch")
    seat.bot.keyClick(seat.window.focusWidget(), KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    seat.settle()
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F5)
    # A font of another size makes other widths; what is meant is 420 pixels at fourteen a line.
    wanted = round(width * seat.window.fontMetrics().height() / 14)
    seat.window.resize(wanted, 800)
    seat.bot.waitUntil(lambda: seat.window.width() == wanted, timeout=20_000)
    QTest.qWait(0)
    assert cut(seat.window, seat.window) == []
    assert cut(seat.window, seat.page.card.viewport()) == []
    narrow = seat.page._halves.orientation() == Qt.Orientation.Vertical
    assert narrow == (width < 1200)


def test_names_without_end_leave_the_number_of_hits_in_sight(seat_on: Callable[..., Any]) -> None:
    name, whole = "Langenavn " * 200, "Avdeling for saker " * 100
    long = person("lp", name, unit="lu", phones=(phone("+4723461999"),))
    seat = seat_on([*town(), unit("lu", whole, parent="oslo"), long])
    seat.window.resize(84 * seat.window.fontMetrics().height(), 700)
    header = seat.page.header
    header.caller.setText("23461999")
    seat.type("langenavn")
    seat.page.card._scope.click()
    seat.bot.waitUntil(lambda: header.calling.hit.isVisible() and header._scope.isVisible(), timeout=20_000)
    seat.settle()
    QTest.qWait(0)
    assert header._count.width() >= header._count.sizeHint().width() > 10
    assert name.strip() in header.calling.hit.accessibleName()
    assert whole.strip() in header._scope.accessibleName()


@pytest.mark.parametrize("width", [420, 672, 683, 760, 1200])
def test_a_row_ends_where_its_list_ends(seat: Any, width: int) -> None:
    seat.type("hansen")
    wanted = round(width * seat.window.fontMetrics().height() / 14)
    seat.window.resize(wanted, 800)
    seat.bot.waitUntil(lambda: seat.window.width() == wanted, timeout=20_000)
    QTest.qWait(0)
    hits = seat.page.hits
    for row in range(hits.hits.rowCount()):
        box = hits.visualRect(hits.hits.index(row))
        assert (box.left(), box.width()) == (0, hits.viewport().width())


@pytest.mark.parametrize("width", [420, 1200, 2000])
def test_the_card_takes_the_place_that_was_kept_for_it(seat: Any, width: int) -> None:
    page = DeskPage(seat.desk, seat.bridge, seat.clock, seat.window)
    seat.window.pages.addWidget(page)
    seat.window.pages.setCurrentWidget(page)
    wanted = round(width * seat.window.fontMetrics().height() / 14)
    seat.window.resize(wanted, 800)
    seat.bot.waitUntil(lambda: page.width() == wanted, timeout=20_000)
    kept = page._halves.sizes()
    assert all(kept)
    assert page.card.isVisibleTo(page)
    QTest.qWait(0)
    assert page._halves.sizes() == kept
    seat.window.resize(wanted + 200, 900)
    seat.bot.waitUntil(lambda: page.width() == wanted + 200, timeout=20_000)
    hits, card = page._halves.sizes()
    assert 0.7 * card <= hits <= 1.3 * card or width == 420


def test_names_and_texts_of_any_length_keep_the_routes_in_sight(
    seat_on: Callable[[list[Any]], Any],
) -> None:
    long = person(
        "giant",
        "Giant " + "Long Word " * 1_000,
        unit="u",
        title="Y " * 5_000,
        keywords=tuple(f"kw{n}" for n in range(200)),
    )
    seat = seat_on([unit("u", "U" * 10_000), long, *town()])
    seat.type("giant")
    assert seat.page.card.text.name.startswith("Giant")
    assert cut(seat.window, seat.page.card.viewport()) == []
    routes = seat.page.card.routes
    assert routes.mapTo(seat.page.card, routes.rect().topLeft()).y() < seat.page.card.height() / 2
    assert "kw199" in seat.page.card.text.about


def test_a_change_of_scheme_recolours_what_was_coloured_by_hand(seat: Any, qapp: QApplication) -> None:
    seat.type("kristian hansen")
    for wanted in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        scheme.apply(qapp, wanted)
        base = theme(qapp.palette()).base

        def faint(base: Any = base) -> list[str]:
            return [
                label.text()
                for label in seat.page.card.findChildren(QLabel)
                if label.isVisible()
                and label.text()
                and label.foregroundRole() is not label.palette().ColorRole.PlaceholderText
                and contrast(label.palette().color(label.foregroundRole()), base) < TEXT_CONTRAST
            ]

        seat.bot.waitUntil(lambda faint=faint: faint() == [], timeout=20_000)


def test_names_stand_where_names_stand_in_any_script(seat: Any) -> None:
    seat.type("هنسن")
    label = next(w for w in seat.page.card.findChildren(QLabel) if w.text() == seat.page.card.text.name)
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
    assert QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    image = label.grab().toImage()
    ground = image.pixelColor(image.width() - 1, 0)
    rightmost = [
        image.pixelColor(x, y)
        for x in range(image.width() * 3 // 4, image.width())
        for y in range(image.height())
    ]
    assert all(colour == ground for colour in rightmost)


def test_matches_are_told_by_more_than_colour(seat: Any) -> None:
    """The same row with and without a match differs also when all colours are taken away."""
    from PySide6.QtGui import QColor, QImage, QPainter

    from switchboard.ui.typeset import Typeset

    pictures = []
    for ranges in ((), ((0, 3),)):
        image = QImage(200, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        face = Typeset(seat.window.font())
        face.draw(painter, "Hansen", 0, 5, 200, QColor("black"), ranges=ranges, mark=QColor("white"))
        painter.end()
        pictures.append(image)
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("text", ["Kari", "K" * 3_000, "W" * 499 + "i" * 40])
def test_a_line_never_leaves_its_box(seat: Any, text: str) -> None:
    from PySide6.QtGui import QColor, QImage, QPainter

    from switchboard.ui.typeset import Typeset

    for room in (5, 40, 150, 100_000):
        image = QImage(200, 30, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        face = Typeset(seat.window.font())
        used = face.draw(painter, text, 0, 5, room, QColor("black"), ranges=((0, len(text)),))
        painter.end()
        assert used <= max(room, face.width("…", 1_000))


def test_a_text_that_surely_fits_is_not_measured_and_does_fit(seat: Any) -> None:
    from PySide6.QtGui import QFontMetrics

    from switchboard.ui.typeset import Typeset

    face = Typeset(seat.window.font())
    metrics = face.metrics

    class Measured:
        def __init__(self) -> None:
            self.texts: list[str] = []

        def horizontalAdvance(self, text: str) -> int:
            self.texts.append(text)
            return metrics.horizontalAdvance(text)

        def elidedText(self, *arguments: Any) -> str:
            return metrics.elidedText(*arguments)

    measured: Any = Measured()
    face.metrics = measured
    assert isinstance(metrics, QFontMetrics)
    for text in (
        "Kari Yttervåg",
        "AVATAR (To, Wa.)",
        "WWW",
        "ffi fl",
        "1.1.1.1,,",
        "Øystein-Ærlig Å",
        "i" * 60,
    ):
        for room in range(5, 900, 7):
            piece = face.piece(text, room)
            assert (piece.text == text) == (metrics.horizontalAdvance(text) <= room)
    fresh = Typeset(seat.window.font())
    fresh.metrics = measured
    measured.texts.clear()
    piece = fresh.piece("Kari Yttervåg", 500)
    assert all(len(text) == 1 for text in measured.texts)
    assert piece.width == metrics.horizontalAdvance("Kari Yttervåg")
    assert measured.texts[-1] == "Kari Yttervåg"


def test_what_rows_begin_with_alike_is_measured_once(seat: Any) -> None:
    from switchboard.ui.typeset import Typeset

    face = Typeset(seat.window.font())
    for text in ("Kari Hansen", "Kari Yttervåg", "Kar"):
        marks = face.marks(text, ((0, 3),), 500, face.piece(text, 500))
        assert marks == ((0, face.metrics.horizontalAdvance("Kar")),)
    assert list(face._widths) == ["Kar"]


@pytest.mark.parametrize("text", ["Kari Yttervåg", "AVATAR (To, Wa.)", "شعبة", "Kari\nHansen", "e\u0301 🎈"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_text_looks_the_same_when_it_stands_on_the_screen_again(
    seat: Any, text: str, direction: Any
) -> None:
    """At first it is drawn, then set."""
    from PySide6.QtGui import QImage, QPainter

    from switchboard.ui.typeset import Typeset

    face = Typeset(seat.window.font())
    pictures = []
    for _ in range(3):
        image = QImage(300, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        face.put(painter, [(5, 3, face.piece(text, 280))])
        painter.end()
        face.settle()
        pictures.append(image)
    assert face.piece(text, 280).static is not None
    assert pictures[0] == pictures[1] == pictures[2]


def test_the_question_after_a_call_does_not_take_the_highlight_from_the_hits(seat: Any) -> None:
    seat.type("ola hansen")
    marked = seat.page.hits.hits.lines[0].name_ranges
    assert marked
    seat.press(KEY.Key_Return)
    seat.desk.changed(frozenset({seat.page.hits.current()}), False)
    seat.settle()
    assert seat.page.hits.hits.lines[0].name_ranges == marked


def test_the_row_under_the_mouse_is_told(seat: Any) -> None:
    seat.type("hansen")
    hits = seat.page.hits
    below = hits.visualRect(hits.hits.index(1))
    resting = hits.viewport().grab(below).toImage()
    seat.bot.mouseMove(hits.viewport(), hits.visualRect(hits.hits.index(0)).center())
    seat.bot.mouseMove(hits.viewport(), below.center())
    seat.bot.waitUntil(lambda: hits.viewport().grab(below).toImage() != resting, timeout=10_000)
    seat.bot.mouseMove(seat.page.header.field)
    seat.bot.waitUntil(lambda: hits.viewport().grab(below).toImage() == resting, timeout=10_000)


@pytest.mark.parametrize("other", [QColor(10, 20, 30, 128), QColor(200, 20, 30, 255)])
def test_an_icon_is_painted_anew_for_other_colours_alone(qapp: QApplication, other: QColor) -> None:
    palette = QPalette(qapp.palette())
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(10, 20, 30, 255))
    icon = shape_icon("search", palette, 16)
    assert shape_icon("search", QPalette(palette), 16) is icon
    palette.setColor(QPalette.ColorRole.PlaceholderText, other)
    changed = shape_icon("search", palette, 16)
    assert changed.pixmap(16, 16).toImage() != icon.pixmap(16, 16).toImage()


LONG_UNIT = "Seksjon for samordnet oppfølging av helse-, omsorgs- og velferdstjenester i bydelene, utvikling"


@pytest.mark.parametrize("width", [380, 420, 1000])
@pytest.mark.parametrize("place", ["Helsehuset", LONG_UNIT])
def test_why_somebody_is_found_is_seen_however_long_unit_and_title_are(
    seat_on: Callable[..., Any], width: int, place: str
) -> None:
    seat = seat_on(
        [
            unit("u", place),
            person(
                "n",
                "Nina Johansen Pedersen",
                unit="u",
                title="Seniorrådgiver for overordnet arealplanlegging",
                aliases=("Hans Larsen",),
            ),
        ]
    )
    seat.window.resize(round(width * seat.window.fontMetrics().height() / 14), 800)
    seat.type("hans larsen")
    seat.page.hits.viewport().grab()
    face = seat.page.hits._painter._look.lower
    shortened = {text: piece.text for (text, _), piece in face._elided.items()}
    why = "  ·  also known as Hans Larsen"
    assert why in face._whole
    assert why not in shortened
    assert len(shortened.get(place, place)) > len("Seksjon"), "where they are is begun at the least"


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_docked_form_keeps_count_digits_and_age(
    seat_on: Callable[..., Any], request: pytest.FixtureRequest, language: str
) -> None:
    if language == "nb":
        request.getfixturevalue("bokmaal")
    seat = seat_on(town())
    header, window = seat.page.header, seat.window
    width = round(392 * window.fontMetrics().height() / 14)
    seat.status(Phase.OFFLINE, contact=seat.clock.now - timedelta(minutes=59), waiting=3, persons=61_204)
    header.caller.setText("23461234")
    seat.type("hansen")
    seat.page.search_in(Ref(Kind.UNIT, "pbe"), "Plan- og bygningsetaten")
    seat.bot.waitUntil(header.calling.hit.isVisible, timeout=20_000)
    window.resize(width, 800)
    seat.bot.waitUntil(lambda: window.width() == width, timeout=20_000)
    seat.settle()
    QTest.qWait(0)
    assert header._count.text() == header._count.accessibleName()
    assert header._count.width() >= header._count.sizeHint().width()
    assert header._scope.width() >= header._scope.sizeHint().width()
    assert header.calling.hit.width() >= header.calling.hit.sizeHint().width()
    assert cut(window, window) == []
    caller = header.caller
    for number in ("23461234", "23 46 12 34", "+4723461234"):
        caller.setText(number)
        seat.settle()
        caller.end(False)
        lead = min(button.geometry().right() for button in caller.findChildren(QToolButton))
        assert caller.cursorPositionAt(QPoint(lead + 4, caller.height() // 2)) == 0, number
    assert "59 min" in window.status_bar._words.text()
    window.resize(1100, 800)
    seat.bot.waitUntil(lambda: window.width() == 1100, timeout=20_000)
    QTest.qWait(0)
    assert header.calling.y() < header._count.mapTo(header, header._count.rect().bottomLeft()).y()


def test_a_call_that_comes_makes_a_docked_window_no_wider(seat: Any) -> None:
    header, window = seat.page.header, seat.window
    width = round(392 * window.fontMetrics().height() / 14)
    header.caller.setText("23461234")
    seat.page.search_in(Ref(Kind.UNIT, "pbe"), "Plan- og bygningsetaten")
    seat.bot.waitUntil(header.calling.hit.isVisible, timeout=20_000)
    for size in (1100, width, 1100, width):
        window.resize(size, 800)
        seat.bot.waitUntil(lambda size=size: window.width() == size, timeout=20_000)


@pytest.mark.parametrize("tongue", ["en", "nb"])
@pytest.mark.parametrize("width", [380, 392, 420, 700])
def test_the_answers_after_a_call_are_whole_at_any_width(
    seat: Any, width: int, tongue: str, request: pytest.FixtureRequest
) -> None:
    if tongue == "nb":
        request.getfixturevalue("bokmaal")
    host = QWidget()
    seat.bot.addWidget(host)
    column = QVBoxLayout(host)
    # As in the window, which may be narrower than what is in it wants to be.
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.setContentsMargins(0, 0, 0, 0)
    bar = OutcomeBar(host)
    column.addWidget(bar)
    bar.ask(Ref(Kind.PERSON, "a"), "Kristian Hansen")
    host.resize(round((width - 16) * bar.fontMetrics().height() / 14), 200)
    with seat.bot.waitExposed(host):
        host.show()
    seat.bot.waitUntil(lambda: bar.width() == host.width(), timeout=20_000)
    QTest.qWait(0)
    buttons = bar.findChildren(QPushButton)
    boxes = [QRect(button.mapTo(bar, button.rect().topLeft()), button.size()) for button in buttons]
    assert all(bar.rect().contains(box) for box in boxes)
    for button, box in zip(buttons, boxes, strict=True):
        assert button.width() >= button.sizeHint().width(), button.text()
        assert button.height() >= button.sizeHint().height(), button.text()
        assert not any(box.adjusted(-2, 0, 2, 0).intersects(other) for other in boxes if other != box)
    assert len({box.top() for box in boxes}) <= 2


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_everybody_there_stands_at_the_end_of_the_line_for_a_unit_below_no_other_too(
    seat: Any, direction: Qt.LayoutDirection
) -> None:
    card = seat.page.card
    card.setLayoutDirection(direction)
    ends = []
    for query in ("byggesak", "oslo kommune"):
        seat.press(KEY.Key_Escape)
        seat.type(query)
        assert card._scope.isVisible()
        card._body.layout().activate()
        box = card._scope.geometry()
        ends.append(box.right() if direction == Qt.LayoutDirection.LeftToRight else box.left())
    assert not card._path.isVisible()
    assert ends[0] == ends[1]
