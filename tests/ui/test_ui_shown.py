"""What is shown, said and copied: names as they are, states in words, masked digits nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleTableModelChangeEvent, QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QListView, QToolButton, QWidget
from support.builders import TUESDAY_10, person, phone
from support.town import MASKED, town

from switchboard.domain.availability import Status
from switchboard.domain.model import Disclosure
from switchboard.domain.words import say, words
from switchboard.sync.status import Phase, SyncStatus
from switchboard.ui import scheme
from switchboard.ui.colours import SHAPE_CONTRAST, TEXT_CONTRAST, contrast, theme
from switchboard.ui.help import HelpDialog
from switchboard.ui.message_dialog import MessageDialog
from switchboard.ui.parts import scaled
from switchboard.ui.tongues import tongue
from switchboard.ui.troubles import Problem

KEY = Qt.Key
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def surfaces(window: QWidget) -> list[str]:
    """Everything that can be seen, heard or hovered over."""
    texts: list[str] = []
    for widget in [window, *window.findChildren(QWidget)]:
        texts += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        for getter in ("text", "placeholderText", "toPlainText", "title"):
            if callable(method := getattr(widget, getter, None)):
                value = method()
                texts.append(value if isinstance(value, str) else "")
        if isinstance(widget, QListView):
            model = widget.model()
            for row in range(model.rowCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, ACCESSIBLE):
                    texts.append(str(model.data(model.index(row, 0), role) or ""))
    return texts


def test_masked_digits_are_nowhere_but_in_the_call(seat: Any) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    for query in ("kristian hansen", "amina", "hansen"):
        seat.page.header.field.clear()
        seat.type(query)
        for button in seat.page.card.findChildren(QToolButton):
            if button.isVisible() and "Copy" in button.text():
                button.click()
                assert clipboard.text() not in MASKED
        said = "".join(surfaces(seat.window)).replace(" ", "")
        for number in MASKED:
            assert number.removeprefix("+47") not in said
    seat.page.header.field.clear()
    seat.type("amina")
    seat.press(KEY.Key_Return)
    assert seat.dialled == [f"tel:{MASKED[0]}"]
    assert MASKED[0].removeprefix("+47") not in "".join(surfaces(seat.window)).replace(" ", "")


def test_masked_digits_stay_hidden_in_every_line_dialog_and_drag(seat: Any) -> None:
    """Also what opens on top: message, absence, help, problem, and the lines below the page."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()

    def check(where: str) -> None:
        said = [text for top in QApplication.topLevelWidgets() for text in surfaces(top)]
        said += [QApplication.applicationDisplayName(), clipboard.text()]
        bare = "".join(letter for text in said for letter in text if not letter.isspace())
        for number in MASKED:
            assert number.removeprefix("+47") not in bare, where

    def leave(kind: type[QDialog]) -> None:
        # To press a key on a dialog that is not there yet ends the process.
        seat.bot.waitUntil(lambda: seat.window.findChild(kind) is not None, timeout=20_000)
        seat.bot.keyClick(seat.window.findChild(kind), KEY.Key_Escape)
        # No key reaches the window before it is the active one again.
        seat.bot.waitUntil(lambda: QApplication.activeWindow() is seat.window, timeout=20_000)

    seat.type("amina")
    check("card")
    seat.press(KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    check("copy")
    seat.press(KEY.Key_F4)
    check("message")
    leave(MessageDialog)
    seat.press(KEY.Key_F1)
    check("help")
    leave(HelpDialog)
    seat.press(KEY.Key_F5)
    seat.bot.keyClicks(seat.window.focusWidget(), "lunch")
    check("absence")
    seat.bot.keyClick(seat.window.focusWidget(), KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    check("registered")
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "away", timeout=20_000)
    seat.settle()
    position = next(
        line.position
        for line in seat.page.card.text.routes
        if line.route.phone is not None and line.route.phone.number == MASKED[0]
    )
    with seat.bot.waitActive(seat.window, timeout=30_000):
        seat.window.activateWindow()
    seat.phone_works = False
    seat.press(KEY(KEY.Key_0 + position), Qt.KeyboardModifier.AltModifier)
    assert seat.window.problems.text(Problem.CALL)
    check("problem")
    seat.phone_works = True
    seat.press(KEY(KEY.Key_0 + position), Qt.KeyboardModifier.AltModifier)
    assert seat.dialled == [f"tel:{MASKED[0]}"]
    check("outcome")
    seat.press(KEY.Key_F6)
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.text.startswith("Noted"), timeout=20_000)
    check("noted")
    line = seat.page.hits.hits.index(0)
    dragged = seat.page.hits.hits.mimeData([line])
    assert dragged is None or not any(number[3:] in dragged.text() for number in MASKED)
    for position, _ in enumerate(seat.page.card.text.phones):
        seat.page.card._phones._copy(position)
    check("copy buttons")
    assert all(number not in repr(seat.page.card.text) for number in MASKED)


def test_masked_digits_find_nobody_and_name_no_caller(seat: Any) -> None:
    seat.type(MASKED[0].removeprefix("+47"))
    assert seat.names() == []
    seat.page.header.caller.setText(MASKED[0])
    seat.settle()
    assert "Amina" not in "".join(surfaces(seat.window))


def test_only_what_may_be_copied_is_copied(seat: Any) -> None:
    seat.type("kristian hansen")
    buttons = [b for b in seat.page.card.findChildren(QToolButton) if b.text() == "Copy" and b.isVisible()]
    assert len(buttons) == 2
    buttons[0].click()
    assert QGuiApplication.clipboard().text() == "+4723461234"
    assert seat.window.bars.said_line.text == "The number is copied."


def test_every_number_says_whether_it_may_be_told(seat: Any) -> None:
    seat.type("kristian hansen")
    assert [phone.told for phone in seat.page.card.text.phones] == [
        "may be told",
        "not to be told",
        "put through only",
    ]


def test_a_screen_reader_hears_name_unit_state_and_routes(seat: Any) -> None:
    seat.type("kristian hansen")
    model = seat.page.hits.hits
    assert model.data(model.index(0), ACCESSIBLE) == "Kristian Hansen, Byggesak, in a meeting until 13:00"
    count = len(seat.page.card.text.routes)
    assert (
        seat.page.card.accessibleName()
        == f"Kristian Hansen, Byggesak, in a meeting until 13:00, {count} routes"
    )
    routes = seat.page.card.routes.routes
    assert routes.data(routes.index(0), ACCESSIBLE).startswith("Anne Lie, alternate; available")


def test_every_control_has_a_name(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    for widget in seat.window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert name, f"{type(widget).__name__} has no name"


def test_what_is_read_out_has_no_markup_and_no_button_is_nameless(seat: Any) -> None:
    seat.page.header.caller.setText("22334455")
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    for widget in seat.window.findChildren(QWidget):
        spoken = QAccessible.queryAccessibleInterface(widget)
        if widget.isVisible() and spoken is not None:
            for kind in kinds:
                assert "<qt>" not in spoken.text(kind), type(widget).__name__
            if isinstance(widget, QToolButton):
                assert spoken.text(kinds[0]), f"a button of {widget.parent()} has no name"


def test_a_restricted_person_shows_the_unit_only(seat: Any) -> None:
    seat.type("silje")
    text = seat.page.card.text
    assert text.status is None
    assert text.phones == ()
    assert all(line.route.unit == "barnevern" or line.route.unit is not None for line in text.routes)
    assert seat.page.hits.hits.lines[0].word == "through the unit"


def test_that_somebody_is_protected_is_heard_and_said_once(seat: Any) -> None:
    seat.type("silje")
    text = seat.page.card.text
    assert text.sentence.rstrip(".") in seat.page.card.accessibleName()
    assert "Protected" in text.sentence
    assert text.left_out == ()


def test_a_units_hours_are_heard(seat: Any) -> None:
    seat.type("byggesak")
    assert seat.page.card.accessibleName().startswith("Byggesak, open until 15:00, ")


def test_names_are_shown_as_they_are_never_as_markup(seat: Any) -> None:
    seat.type("ole")
    assert seat.page.card.text.name == "Ole 🦊 Hansen <b>fet</b>"
    model = seat.page.hits.hits
    assert "&lt;b&gt;" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("query", ["wilhelmina", "ole", "hansen", "هنسن"])
def test_strange_and_long_names_paint_within_their_row(seat: Any, query: str) -> None:
    seat.type(query)
    seat.window.resize(seat.window.minimumSize())
    seat.settle()
    image = seat.window.grab().toImage()
    assert image.width() == round(seat.window.minimumWidth() * image.devicePixelRatio())


def test_a_window_title_names_nobody(seat: Any) -> None:
    seat.type("kristian hansen")
    assert seat.window.windowTitle() == "Switchboard"


def test_status_bar_tells_freshness_people_and_what_waits(seat: Any) -> None:
    seat.status(last_change=TUESDAY_10 - timedelta(seconds=12), waiting=2)
    said = "".join(surfaces(seat.window.status_bar))
    assert "Live" in said
    assert "61,204 people" in said
    assert "last change 12 s ago" in said
    assert "2 waiting to be sent" in said
    seat.clock.now += timedelta(minutes=4)
    seat.window.status_bar.tick(seat.clock.now)
    assert "last change 4 min ago" in "".join(surfaces(seat.window.status_bar))


def test_problems_are_one_line_with_what_to_do_and_go_when_they_are_over(seat: Any) -> None:
    offline = SyncStatus(
        phase=Phase.OFFLINE,
        words=words("The directory cannot be reached."),
        remedy=words("It is tried again."),
        persons=9,
    )
    seat.window.show_status(offline)
    assert seat.window.problems.text(Problem.SYNC) == "The directory cannot be reached. It is tried again."
    seat.status()
    assert not seat.window.problems.isVisible()


def test_closing_says_first_what_it_would_lose(seat: Any) -> None:
    seat.status(waiting=2)
    seat.window.fleeting = True
    assert not seat.window.close()
    assert "(2)" in seat.window.problems.text(Problem.CLOSE)
    assert seat.window.isVisible()
    seat.status(waiting=3)
    assert not seat.window.close(), "one more has come"
    assert seat.window.close()


def test_closing_asks_nothing_when_nothing_is_lost(seat: Any) -> None:
    seat.status(waiting=2)
    assert seat.window.close()


def test_losing_many_people_needs_a_yes(seat: Any) -> None:
    asked: list[int] = []
    seat.window.shrink_confirmed.connect(lambda: asked.append(1))
    seat.window.show_status(
        SyncStatus(
            phase=Phase.NEEDS_CONFIRMATION, words=words("The directory has lost many people."), persons=9
        )
    )
    seat.window.problems._action.click()
    assert asked == [1]


def test_stale_data_is_grey_and_says_its_age(seat: Any) -> None:
    seat.type("ola hansen")
    assert seat.page.card.text.word == "available"
    seat.clock.now = TUESDAY_10 + timedelta(minutes=12)
    seat.page._live._time_passed()
    seat.settle()
    assert seat.page.card.text.status is Status.UNKNOWN
    assert "12 min" in seat.page.card.text.sentence
    assert seat.page.hits.hits.lines[0].status is Status.UNKNOWN
    # The line is back, and nothing has changed meanwhile.
    writer = seat.cache.writer()
    writer.touch(seat.clock.now)
    writer.close()
    seat.bridge.on_status(SyncStatus(phase=Phase.LIVE, words=words("Live.")))
    QApplication.sendPostedEvents()
    seat.settle()
    assert seat.page.hits.hits.lines[0].status is Status.AVAILABLE
    assert seat.page.card.text.word == "available"


def test_light_and_dark_differ_and_both_can_be_read(seat: Any, qapp: QApplication) -> None:
    seat.type("hansen")
    images = []
    for dark in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        scheme.apply(qapp, dark)
        qapp.sendPostedEvents()
        images.append(seat.window.grab().toImage())
        colours = theme(qapp.palette())
        assert colours.dark == (dark == Qt.ColorScheme.Dark)
        for ground in (colours.base, colours.selection):
            for text in (colours.text, colours.muted, *colours.status.values(), colours.told, colours.untold):
                assert contrast(text, ground) >= TEXT_CONTRAST
            assert contrast(colours.accent, ground) >= SHAPE_CONTRAST
        assert contrast(colours.warning, colours.warning_panel) >= TEXT_CONTRAST
        assert contrast(colours.text, colours.match) >= TEXT_CONTRAST
        assert contrast(colours.base, colours.accent) >= TEXT_CONTRAST, "the key of the first route"
    scheme.apply(qapp, Qt.ColorScheme.Light)
    assert images[0] != images[1]


@pytest.mark.parametrize("base", ["#ffffff", "#000000", "#fdf6e3", "#002b36", "#ffff00"])
def test_colours_can_be_read_on_any_palette(base: str) -> None:
    palette = scheme.calm(dark=False)
    palette.setColor(palette.ColorRole.Base, QColor(base))
    colours = theme(palette)
    assert contrast(colours.text, colours.base) >= TEXT_CONTRAST
    assert all(contrast(colour, colours.base) >= TEXT_CONTRAST for colour in colours.status.values())


def test_each_status_has_a_shape_of_its_own(qapp: QApplication) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    from switchboard.ui.glyphs import paint_status

    pictures = set()
    for status in Status:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_status(painter, QRectF(4, 4, 16, 16), status, QColor("black"), QColor("white"))
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(Status)


def test_a_larger_font_makes_larger_rows(qapp: QApplication, seat: Any) -> None:
    seat.type("hansen")
    before = seat.page.hits.sizeHintForRow(0)
    seat.page.hits.setFont(scaled(seat.page.hits.font(), 2.0))
    assert seat.page.hits.sizeHintForRow(0) >= 1.8 * before


def test_who_is_calling_is_looked_up_and_shown_on_request(seat: Any) -> None:
    seat.page.header.caller.setText("+47 23 46 12 39")
    seat.settle()
    seat.bot.waitUntil(lambda: "Ola Hansen" in "".join(surfaces(seat.page.header)), timeout=20_000)
    seat.page.header.calling.chosen.emit()
    seat.settle()
    assert seat.page.card.text.name == "Ola Hansen"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "Arabic"),
        ("en", "English"),
        ("en-GB", "English"),
        ("sr_Latn", "Serbian"),
        ("PL", "Polish"),
        ("lb", "Lëtzebuergesch"),
        ("xyz", "xyz"),
        ("", ""),
    ],
)
def test_a_language_is_called_what_agents_call_it(tag: str, name: str) -> None:
    assert tongue(tag) == name


def test_what_somebody_speaks_stands_on_the_card(seat: Any, bokmaal: None) -> None:
    seat.type("kristian hansen")
    assert ("Snakker", "bokmål, engelsk, polsk") in seat.page.card.text.facts


@pytest.mark.parametrize("at_once", [True, False])
def test_enter_shows_who_is_calling(seat: Any, at_once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("switchboard.ui.caller.announce", lambda _widget, text: heard.append(text))
    caller = seat.page.header.caller
    caller.setFocus()
    seat.bot.keyClicks(caller, "+47 23 46 12 39")
    if not at_once:
        seat.settle()
        seat.bot.waitUntil(lambda: "Calling: Ola Hansen" in heard, timeout=20_000)
    seat.bot.keyClick(caller, Qt.Key.Key_Return)
    seat.bot.waitUntil(
        lambda: (
            seat.page._card is not None
            and seat.page.card.text is not None
            and seat.page.card.text.name == "Ola Hansen"
        ),
        timeout=20_000,
    )
    assert seat.page.header.field.hasFocus()


def test_enter_leads_on_from_a_caller_whom_nobody_knows(seat: Any) -> None:
    caller = seat.page.header.caller
    for number in ("Kari", "99999999"):
        caller.setFocus()
        caller.setText(number)
        seat.bot.keyClick(caller, Qt.Key.Key_Return)
        seat.bot.waitUntil(seat.page.header.field.hasFocus, timeout=20_000)
    assert caller.text() == "99999999"


def test_times_are_written_as_the_language_writes_them(seat: Any) -> None:
    assert seat.language.moment(TUESDAY_10) == "10:00"
    assert seat.language.moment(TUESDAY_10 + timedelta(days=9)).startswith("Thu 3 Dec ")
    assert seat.language.moment(TUESDAY_10 + timedelta(days=8, hours=14)) == "Thu 3 Dec"
    assert "00" not in seat.language.moment(TUESDAY_10 + timedelta(days=400, hours=14))
    seat.language.locale = QLocale("nb_NO")
    lost = say(words("{lost} of {before}", lost=5000, before=61_204), seat.language)
    assert lost.replace("\u202f", " ").replace("\xa0", " ") == "5 000 of 61 204"
    assert "des" in seat.language.moment(TUESDAY_10 + timedelta(days=9))
    assert seat.language.duration(timedelta(minutes=40)) == "40 min"


def test_a_short_extension_and_a_shared_number_name_the_caller(seat_on: Callable[[list[Any]], Any]) -> None:
    others = [
        person(f"o{n}", f"Felles Person{chr(97 + n)}", phones=(phone("+4723400000"),)) for n in range(3)
    ]
    seat = seat_on([*town(), *others])
    calling = seat.page.header.calling.hit
    seat.page.header.caller.setText("4234")
    seat.settle()
    seat.bot.waitUntil(lambda: calling.text() == "Calling: Kristian Hansen", timeout=5000)
    seat.page.header.caller.setText("23400000")
    seat.bot.waitUntil(lambda: calling.text() == "Calling: Felles Persona or 2 more", timeout=5000)
    seat.bot.mouseClick(calling, Qt.MouseButton.LeftButton)
    seat.settle()
    assert seat.names() == ["Felles Persona", "Felles Personb", "Felles Personc"]
    seat.page.header.caller.setText("2340000")
    seat.settle()
    assert not calling.isVisible(), "a part of a number is nobody's"


def test_every_route_with_a_number_says_whether_it_may_be_told(seat: Any) -> None:
    seat.type("kristian hansen")
    lines = [line for line in seat.page.card.text.routes if line.route.phone is not None]
    assert {line.told for line in lines} == {"may be told", "not to be told", "put through only"}
    for line in lines:
        disclosure = line.route.phone.disclosure
        assert line.may_be_told == (disclosure is Disclosure.PUBLIC) == (line.told == "may be told")
        assert line.told in line.spoken


def test_a_screen_reader_is_told_that_as_many_rows_are_about_others(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []

    listening = SimpleNamespace(
        isActive=lambda: True, updateAccessibility=lambda event: told.append(event.modelChangeType())
    )
    seat.type("hansen")
    lines = seat.page.hits.hits.lines
    assert len(lines) > 1
    monkeypatch.setattr("PySide6.QtGui.QAccessible", listening)
    seat.page.hits.hits.update({lines[0].ref: lines[0]})
    assert told == []
    seat.page.hits.replace(tuple(reversed(lines)))
    assert told == [QAccessibleTableModelChangeEvent.ModelChangeType.ModelReset]
