"""The keys of the design, pressed as an agent presses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot
from support.builders import TUESDAY_10, person, phone

from switchboard.cache.records import OutgoingKind
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Alternate, Disclosure, Kind, Ref, Result
from switchboard.domain.words import words
from switchboard.ui.message_dialog import MessageDialog
from switchboard.ui.said_line import SaidLine
from switchboard.ui.troubles import Problem

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_typing_finds_and_the_first_hit_is_chosen(seat: Any) -> None:
    seat.type("kristian h")
    assert seat.names()[0] == "Kristian Hansen"
    assert seat.page.card.text.name == "Kristian Hansen"


def test_the_arrows_choose_and_the_card_follows(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Down)
    assert seat.page.card.text.name == seat.names()[2]
    seat.press(KEY.Key_Up)
    assert seat.page.card.text.name == seat.names()[1]
    for _ in range(40):
        seat.bot.keyClick(seat.page.header.field, KEY.Key_Down)
    seat.settle()
    assert seat.page.card.text.name == seat.names()[-1]


def test_typing_anywhere_searches(seat: Any) -> None:
    seat.type("han")
    seat.page.hits.setFocus()
    seat.type("s")
    assert seat.page.header.field.text() == "hans"
    assert seat.page.header.field.hasFocus()
    seat.page.card.routes.setFocus()
    seat.type("e")
    assert seat.page.header.field.text() == "hanse"


def test_enter_takes_route_one(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    assert seat.dialled == ["tel:+4723461238"], "Anne Lie is his first alternate"
    assert seat.window.bars.outcome_bar.isVisible()
    assert seat.window.bars.outcome_bar.target == Ref(Kind.PERSON, "anne")


def test_enter_typed_faster_than_the_answer_takes_what_was_typed(seat: Any) -> None:
    field = seat.page.header.field
    seat.bot.keyClicks(field, "ola hansen")
    seat.bot.keyClick(field, KEY.Key_Return)
    seat.settle()
    assert seat.dialled == ["tel:+4723461239"]


def test_typing_on_takes_back_an_enter_that_waited(seat: Any) -> None:
    field = seat.page.header.field
    seat.bot.keyClicks(field, "ola")
    seat.bot.keyClick(field, KEY.Key_Return)
    seat.bot.keyClicks(field, " x")
    seat.settle()
    assert seat.dialled == []


@pytest.mark.parametrize("position", [1, 2, 3])
def test_alt_and_a_digit_take_another_route(seat: Any, position: int) -> None:
    seat.type("kristian hansen")
    route = seat.page.card.text.routes[position - 1].route
    seat.press(KEY(KEY.Key_0 + position), ALT)
    assert seat.dialled == [
        f"tel:{route.phone.number}" + (f";ext={route.phone.extension}" if route.phone.extension else "")
    ]


def test_f7_says_reached_and_f6_no_answer(seat: Any) -> None:
    seat.type("kristian hansen")
    for key, result in ((KEY.Key_F7, Result.REACHED), (KEY.Key_F6, Result.NO_ANSWER)):
        seat.press(KEY.Key_Return)
        seat.press(key)
        assert not seat.window.bars.outcome_bar.isVisible()
        sent = seat.cache.reader().outbox()[-1]
        assert sent.kind is OutgoingKind.OUTCOME
        assert (sent.item().person, sent.item().result) == ("anne", result)


def test_ctrl_z_takes_an_outcome_back_and_asks_again(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F6)
    seat.bot.waitUntil(
        lambda: seat.window.bars.said_line.text == "Noted: Anne Lie, no answer", timeout=20_000
    )
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(
        lambda: seat.window.bars.said_line.text.startswith("Taken back: Anne Lie"), timeout=20_000
    )
    assert seat.cache.reader().outbox() == ()
    assert seat.window.bars.outcome_bar.target == Ref(Kind.PERSON, "anne")
    seat.press(KEY.Key_F7)
    assert [item.item().result for item in seat.cache.reader().outbox()] == [Result.REACHED]
    # The next letter is for the next caller; Ctrl+Z is for what was noted.
    assert seat.page.header.field.text() == "kristian hansen"


def test_a_message_that_is_kept_meanwhile_leaves_the_outcome_to_be_taken_back(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F6)
    line = seat.window.bars.said_line
    seat.bot.waitUntil(lambda: line.text == "Noted: Anne Lie, no answer", timeout=20_000)
    seat.bot.keyClick(seat.page.header.field, KEY.Key_F4)
    dialog = seat.window.findChild(MessageDialog)
    dialog._text.setPlainText("x")
    dialog.accept()
    kept = "Message to Kristian Hansen kept. It is sent by itself."
    seat.bot.waitUntil(lambda: line.text.startswith(kept), timeout=20_000)
    assert line.text == f"{kept}\nNoted: Anne Lie, no answer"
    assert line._undo.isVisible()
    assert line.about == {Ref(Kind.PERSON, "anne"), Ref(Kind.PERSON, "kristian")}
    line._remark_time.timeout.emit()
    assert line.text == "Noted: Anne Lie, no answer"
    with seat.bot.waitActive(seat.window, timeout=20_000):
        # Without a window manager nobody else does.
        seat.window.activateWindow()
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(lambda: line.text == "Taken back: Anne Lie, no answer", timeout=20_000)
    assert not line._undo.isVisible()
    assert [item.kind for item in seat.cache.reader().outbox()] == [OutgoingKind.MESSAGE]


def test_a_remark_outlives_the_undo_it_stands_above(qtbot: QtBot) -> None:
    line = SaidLine()
    qtbot.addWidget(line)
    undone: list[int] = []
    first, second = Ref(Kind.PERSON, "a"), Ref(Kind.PERSON, "b")
    line.say("Noted.", about=first, undo=lambda: undone.append(1))
    line.say("Kept.", about=second)
    with qtbot.waitSignal(line.offered, check_params_cb=lambda offered: not offered):
        line._offer_time.timeout.emit()
    line.take_back()
    assert (undone, line.text, line._undo.isHidden()) == ([], "Kept.", True)
    line.say("Noted.", about=first, undo=lambda: undone.append(2))
    line.say("Kept.", about=second)
    line.forget(second)
    assert line.text == "Noted."
    line.take_back()
    line.take_back()
    assert undone == [2]
    line.say("Taken back.", about=first)
    assert line.text == "Taken back."
    line.forget(first)
    assert line.isHidden()
    assert line.about == set()


def test_an_outcome_is_taken_back_in_time_or_it_is_said_that_it_was_sent(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F6)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    seat.clock.now += timedelta(seconds=60)
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.text.startswith("Already sent"), timeout=20_000)
    assert len(seat.cache.reader().outbox()) == 1
    assert seat.window.bars.outcome_bar.target is None


def test_taking_back_does_not_disturb_the_question_after_the_next_call(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F6)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    seat.type("ola hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(
        lambda: seat.window.bars.said_line.text.startswith("Taken back: Anne Lie"), timeout=20_000
    )
    assert seat.window.bars.outcome_bar.target == Ref(Kind.PERSON, "ola")


def test_an_outcome_is_told_once(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_F7)
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F7)
    seat.press(KEY.Key_F7)
    seat.press(KEY.Key_F6)
    assert len(seat.cache.reader().outbox()) == 1


def test_two_no_answers_make_doubtful_at_once_and_offline(seat: Any) -> None:
    seat.type("anne lie")
    assert seat.page.card.text.word == "available"
    for _ in range(2):
        seat.press(KEY.Key_Return)
        seat.press(KEY.Key_F6)
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "doubtful", timeout=20_000)
    seat.bot.waitUntil(lambda: seat.page.hits.hits.lines[0].word == "doubtful", timeout=20_000)


def test_f8_shows_only_those_available_and_back(seat: Any) -> None:
    seat.type("hansen")
    everybody = seat.names()
    seat.press(KEY.Key_F8)
    assert seat.names() == ["Ola Hansen"]
    seat.press(KEY.Key_F8)
    assert seat.names() == everybody


def test_escape_clears_and_once_more_returns_to_the_previous_callers_hit(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    chosen = seat.page.card.text.ref
    seat.press(KEY.Key_Return)
    seat.type("per")
    seat.press(KEY.Key_Escape)
    assert seat.page.header.field.text() == ""
    seat.press(KEY.Key_Escape)
    assert seat.page.header.field.text() == "hansen"
    assert seat.page.card.text.ref == chosen
    seat.bot.keyClicks(seat.page.header.field, "ola")
    assert seat.page.header.field.text() == "ola", "the next letters begin a new query"


def test_a_call_to_a_bare_phone_is_said_though_nobody_is_asked_about(seat_on: Callable[..., Any]) -> None:
    duty = phone("+4722334455", Disclosure.TRANSFER_ONLY, label="vakttelefon")
    seat = seat_on([person("a", "Arne Berg", phones=(), alternates=(Alternate(None, None, duty, None),))])
    seat.type("arne berg")
    seat.press(KEY.Key_Return)
    assert len(seat.dialled) == 1
    assert seat.page.header.field.hasSelectedText()
    assert seat.window.findChild(SaidLine).text == "Put through to vakttelefon."


def test_after_a_call_the_next_letters_begin_a_new_query(seat: Any) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    seat.type("per")
    assert seat.page.header.field.text() == "per"


@pytest.mark.parametrize("elsewhere", ["an absence", "a click"])
def test_after_a_call_they_do_so_although_the_keyboard_was_elsewhere(seat: Any, elsewhere: str) -> None:
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    if elsewhere == "an absence":
        seat.press(KEY.Key_F5)
        seat.press(KEY.Key_Escape)
    else:
        seat.page.header.caller.setFocus()
        seat.page.header.field.setFocus()
    seat.type("per")
    assert seat.page.header.field.text() == "per"
    seat.press(KEY.Key_F5)
    seat.press(KEY.Key_Escape)
    seat.type(" hansen")
    assert seat.page.header.field.text() == "per hansen", "what was begun goes on"


@pytest.mark.parametrize("where", ["caller", "routes", "filter", "copy"])
def test_escape_leads_back_to_the_search_from_anywhere(seat: Any, where: str) -> None:
    seat.type("kristian hansen")
    page = seat.page
    start = {
        "caller": page.header.caller,
        "routes": page.card.routes,
        "filter": page.header.available,
        "copy": page.card._phones._rows[0][3],
    }[where]
    start.setFocus()
    assert start.hasFocus()
    seat.press(KEY.Key_Escape)
    assert page.header.field.hasFocus()
    assert page.header.field.text() == "kristian hansen", "the next one clears"
    seat.press(KEY.Key_Escape)
    assert page.header.field.text() == ""


def test_a_click_leaves_the_keyboard_in_the_search(seat: Any) -> None:
    seat.type("hansen")
    seat.bot.mouseClick(seat.page.header.available, Qt.MouseButton.LeftButton)
    seat.settle()
    assert seat.page.header.available.isChecked()
    assert seat.page.header.field.hasFocus()
    seat.press(KEY.Key_Up)
    assert seat.page.header.available.isChecked(), "the arrow chooses among the hits"
    bars = seat.window.bars
    lines = (seat.page, seat.window.problems, bars.outcome_bar, bars.said_line, bars.absence_line)
    buttons = [button for line in lines for button in line.findChildren(QAbstractButton)]
    taken = {button.text() for button in buttons if button.focusPolicy() & Qt.FocusPolicy.ClickFocus}
    assert taken == set()


def test_an_empty_box_shows_favourites_and_recents_and_chooses_nobody(seat: Any) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_D, CONTROL)
    seat.type("")
    seat.press(KEY.Key_Escape)
    seat.type("per hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Escape)
    assert seat.names() == ["Ola Hansen", "Per Hansen"]
    assert seat.page.card.text is None
    seat.press(KEY.Key_Return)
    assert len(seat.dialled) == 1, "Enter calls nobody by accident"
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_D, CONTROL)
    seat.bot.waitUntil(lambda: seat.names() == ["Per Hansen"], timeout=20_000)


def test_f4_leaves_a_message(seat: Any) -> None:
    seat.page.header.caller.setText("22334455")
    seat.type("kristian hansen")
    seat.press(KEY.Key_F4)
    dialog = seat.window.findChild(MessageDialog)
    assert dialog is not None
    with seat.bot.waitActive(dialog, timeout=30_000):
        dialog.activateWindow()
    seat.bot.keyClicks(dialog.focusWidget(), "Vil ha svar om nabovarsel")
    seat.bot.keyClick(dialog.focusWidget(), KEY.Key_Return, CONTROL)
    seat.settle()
    item = seat.cache.reader().outbox()[0].item()
    assert (item.person, item.caller_number, item.text) == (
        "kristian",
        "22334455",
        "Vil ha svar om nabovarsel",
    )
    assert item.call_back


def test_the_route_to_a_message_opens_it_and_escape_sends_nothing(seat: Any) -> None:
    seat.type("kristian hansen")
    position = next(line.position for line in seat.page.card.text.routes if line.route.phone is None)
    seat.press(KEY(KEY.Key_0 + position), ALT)
    dialog = seat.window.findChild(MessageDialog)
    assert dialog is not None
    seat.bot.keyClick(dialog, KEY.Key_Escape)
    seat.settle()
    assert seat.cache.reader().outbox() == ()


def form(seat: Any) -> MessageDialog:
    """Open the form for a message."""
    with seat.bot.waitActive(seat.window, timeout=30_000):
        seat.window.activateWindow()
    seat.press(KEY.Key_F4)
    (dialog,) = [found for found in seat.window.findChildren(MessageDialog) if found.isVisible()]
    assert isinstance(dialog, MessageDialog)
    with seat.bot.waitActive(dialog, timeout=30_000):
        dialog.activateWindow()
    return dialog


def test_a_message_closed_by_mistake_is_there_again_until_something_is_typed(seat: Any) -> None:
    seat.type("kristian hansen")
    first = form(seat)
    first._name.setText("Berit")
    first._text.setPlainText("Vil ha svar")
    first._urgent.setChecked(True)
    written = first.draft()
    seat.bot.keyClick(first, KEY.Key_Escape)
    seat.press(KEY.Key_Down)
    other = form(seat)
    assert other.draft().text == "", "it was for somebody else"
    seat.bot.keyClick(other, KEY.Key_Escape)
    seat.press(KEY.Key_Up)
    again = form(seat)
    assert again.draft() == written
    assert again.focusWidget() is again._text
    seat.bot.keyClick(again, KEY.Key_Escape)
    seat.page.header.field.setFocus()
    seat.type(" ")
    assert form(seat).draft().text == "", "the next caller's is another one"


def test_a_message_that_cannot_be_kept_is_not_lost(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise ExpectedError(words("There is no room on the disk."))

    seat.type("kristian hansen")
    dialog = form(seat)
    dialog._number.setText("22334455")
    dialog._text.setPlainText("Vil ha svar")
    written = dialog.draft()
    with monkeypatch.context() as patch:
        patch.setattr(seat.desk.journal, "_pen", full)
        seat.bot.keyClick(dialog, KEY.Key_Return, CONTROL)
        seat.bot.waitUntil(lambda: "no room" in seat.window.problems.text(), timeout=20_000)
    again = form(seat)
    assert again.draft() == written
    seat.bot.keyClick(again, KEY.Key_Return, CONTROL)
    seat.bot.waitUntil(lambda: "kept" in seat.window.bars.said_line.text, timeout=20_000)
    assert form(seat).draft().text == "", "what was sent is not sent again"


def test_f2_consults_through_route_one(seat: Any) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_F2)
    assert seat.dialled == ["tel:+4723461239"]


def test_f1_shows_the_keys(seat: Any) -> None:
    seat.press(KEY.Key_F1)
    seat.bot.waitUntil(lambda: any(d.isVisible() for d in seat.window.findChildren(QDialog)), timeout=20_000)
    dialog = next(d for d in seat.window.findChildren(QDialog) if d.isVisible())
    seat.bot.keyClick(dialog, KEY.Key_Escape)


def test_a_call_that_cannot_be_started_is_one_line_and_no_outcome_is_asked(seat: Any) -> None:
    seat.phone_works = False
    seat.type("kristian hansen")
    seat.press(KEY.Key_Return)
    assert "tel:" in seat.window.problems.text(Problem.CALL)
    assert "23461238" not in seat.window.problems.text().replace(" ", "")
    assert not seat.window.bars.outcome_bar.isVisible()
    seat.phone_works = True
    seat.press(KEY.Key_Return)
    assert seat.window.problems.text() == ""


def test_the_routes_are_reachable_by_tab_and_taken_by_enter(seat: Any) -> None:
    seat.type("kristian hansen")
    routes = seat.page.card.routes
    for _ in range(12):
        if QApplication.focusWidget() is routes:
            break
        seat.bot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    assert QApplication.focusWidget() is routes
    seat.bot.keyClick(routes, KEY.Key_Down)
    seat.bot.keyClick(routes, KEY.Key_Return)
    assert len(seat.dialled) == 1


def test_a_meeting_that_ends_turns_without_the_server(seat: Any) -> None:
    seat.type("kristine hansen")
    assert seat.page.hits.hits.lines[0].word == "in a meeting"
    seat.clock.now = TUESDAY_10 + timedelta(minutes=91)
    seat.change()
    seat.page._live._time_passed()
    seat.settle()
    assert seat.page.hits.hits.lines[0].word != "in a meeting"
    assert seat.page.card.text.word != "busy"


def test_everybody_in_a_unit_and_back(seat: Any) -> None:
    seat.type("plan- og bygningsetaten")
    assert seat.page.card.text.name == "Plan- og bygningsetaten"
    seat.page.card.scope_asked.emit(seat.page.card.text.scope, seat.page.card.text.scope_name)
    seat.settle()
    assert "Ola Hansen" in seat.names()
    assert "Kristine Hansen" not in seat.names()
    seat.type("hansen")
    assert "Kristian Hansen" in seat.names(), "Byggesak lies below"
    assert "Kristine Hansen" not in seat.names()
    seat.page.header.scope_left.emit()
    seat.settle()
    assert "Kristine Hansen" in seat.names()


@pytest.mark.parametrize("called", [False, True])
@pytest.mark.parametrize("number", ["22334455", "9999"])
def test_a_number_that_nobody_has_is_said_and_enter_calls_nobody(
    seat: Any, number: str, called: bool
) -> None:
    seat.type("per hansen")
    if called:
        seat.press(KEY.Key_Return)
    dialled = list(seat.dialled)
    chosen = seat.page.card.text.ref
    header = seat.page.header
    header.caller.setFocus()
    seat.bot.keyClicks(header.caller, number)
    # Faster than it can be known whose number it is.
    seat.bot.keyClick(header.caller, KEY.Key_Return)
    seat.settle()
    assert header.calling._nobody.text() == "Nobody found by this number."
    assert header.calling._nobody.isVisible()
    assert header.field.hasFocus()
    assert seat.page.hits.key() is None
    assert seat.page.card.text is None
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_F8)
    seat.press(KEY.Key_F8)
    seat.press(KEY.Key_Return)
    assert seat.dialled == dialled
    seat.press(KEY.Key_Escape)
    assert (header.field.text(), seat.page.hits.current()) == ("per hansen", chosen), "nothing is lost"
    header.caller.clear()
    assert not header.calling.isVisible()


def test_nobody_chosen_among_the_recent_ones_is_called_for_an_unknown_number(seat: Any) -> None:
    seat.type("per hansen")
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Escape)
    seat.press(KEY.Key_Down)
    assert seat.page.card.text is not None
    seat.page.header.caller.setFocus()
    seat.type("22334455")
    assert seat.page.header.calling._nobody.isVisible(), "a whole number needs no Enter"
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Return)
    assert len(seat.dialled) == 1
    assert seat.page.card.text is None


def test_a_number_that_may_go_on_is_not_said_to_be_nobodys(seat: Any) -> None:
    seat.page.header.caller.setFocus()
    seat.type("2234")
    assert not seat.page.header.calling.isVisible()
