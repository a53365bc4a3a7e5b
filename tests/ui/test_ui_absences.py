"""An absence in one line of typing: previewed in words, registered by Enter, taken back by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton
from support.builders import TUESDAY_10, person

from switchboard.cache.records import OutgoingKind
from switchboard.domain.model import Absence, AbsenceKind, Kind, Protection, Ref, Source, Tombstone
from switchboard.ui.troubles import Problem

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def ref(ident: str) -> Ref:
    return Ref(Kind.PERSON, ident)


def register(seat: Any, who: str, what: str) -> None:
    seat.type(who)
    seat.press(KEY.Key_F5)
    seat.bot.keyClicks(seat.window.focusWidget(), what)
    seat.bot.keyClick(seat.window.focusWidget(), KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    seat.settle()


def absences(seat: Any) -> list[Absence]:
    return [item.item() for item in seat.cache.reader().outbox() if item.kind is OutgoingKind.ABSENCE]


def test_one_line_registers_and_shows_at_once(seat: Any) -> None:
    seat.type("ola hansen")
    assert seat.page.card.text.word == "available"
    seat.press(KEY.Key_F5)
    line = seat.window.bars.absence_line
    assert line.field.hasFocus()
    assert "Ola Hansen" in line.field.accessibleName()
    seat.bot.keyClicks(line.field, "til 13 m")
    seat.bot.keyClicks(line.field, "eeting")
    assert line.preview == "in a meeting until 13:00, phone closed"
    seat.bot.keyClick(line.field, KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    seat.settle()
    (absence,) = absences(seat)
    assert (absence.person, absence.kind, absence.answers_calls) == ("ola", AbsenceKind.MEETING, False)
    assert (absence.start, absence.end) == (TUESDAY_10, TUESDAY_10 + timedelta(hours=3))
    assert absence.source is Source.SWITCHBOARD
    assert absence.note is None
    assert seat.window.bars.said_line.text == "Registered: Ola Hansen, in a meeting until 13:00, phone closed"
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "away", timeout=20_000)
    assert seat.page.hits.hits.lines[0].word == "in a meeting"
    assert seat.page.header.field.hasFocus()
    assert seat.page.header.field.text() == "ola hansen"


def test_ctrl_z_takes_back_what_was_not_sent(seat: Any) -> None:
    register(seat, "ola hansen", "back Thursday")
    assert len(absences(seat)) == 1
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.text.startswith("Taken back"), timeout=20_000)
    seat.settle()
    assert seat.cache.reader().outbox() == ()
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "available", timeout=20_000)
    assert seat.page.header.field.text() == "ola hansen", "the query was not what was taken back"


def test_ctrl_z_ends_what_was_sent(seat: Any) -> None:
    register(seat, "ola hansen", "ut uken ferie")
    (absence,) = absences(seat)
    outbox = seat.cache.writer().outbox
    outbox.done(outbox.all()[0])
    seat.change(absence)
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.text.startswith("Taken back"), timeout=20_000)
    assert [(i.kind, i.id) for i in seat.cache.reader().outbox()] == [(OutgoingKind.END_ABSENCE, absence.id)]
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "available", timeout=20_000)


def test_ctrl_z_is_for_typing_when_there_is_nothing_to_take_back(seat: Any) -> None:
    seat.type("ola")
    seat.press(KEY.Key_Z, CONTROL)
    assert seat.page.header.field.text() == ""
    register(seat, "ola hansen", "lunch")
    seat.press(KEY.Key_Z, CONTROL)
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.text.startswith("Taken back"), timeout=20_000)
    seat.press(KEY.Key_Z, CONTROL)
    assert seat.cache.reader().outbox() == ()
    assert seat.page.header.field.text() == ""


def test_the_undo_is_offered_for_a_while_only(seat: Any) -> None:
    register(seat, "ola hansen", "lunch")
    seat.window.bars.said_line._offer_time.timeout.emit()
    assert not seat.window.bars.said_line.isVisible()
    seat.press(KEY.Key_Z, CONTROL)
    assert len(absences(seat)) == 1


def test_a_key_faster_than_the_answer_means_who_was_typed(seat: Any) -> None:
    field = seat.page.header.field
    seat.bot.keyClicks(field, "ola hansen")
    seat.bot.keyClick(field, KEY.Key_F5)
    assert seat.window.bars.absence_line.field.hasFocus()
    seat.bot.keyClicks(seat.window.bars.absence_line.field, "lunch")
    seat.bot.keyClick(seat.window.bars.absence_line.field, KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    assert [absence.person for absence in absences(seat)] == ["ola"]
    assert field.text() == "ola hansen"


def test_the_line_stays_with_whom_it_was_opened_for(seat: Any) -> None:
    seat.type("hansen")
    first = seat.page.card.text.name
    seat.press(KEY.Key_F5)
    seat.page.hits.choose(2)
    seat.settle()
    assert first in seat.window.bars.absence_line.field.accessibleName()
    seat.bot.keyClicks(seat.window.bars.absence_line.field, "lunch")
    seat.bot.keyClick(seat.window.bars.absence_line.field, KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.bars.said_line.text), timeout=20_000)
    assert first in seat.window.bars.said_line.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Why and until when?"),
        ("xyzzy", "Say why, or until when"),
        ("til 25", "Say why, or until when"),
        ("ferie", "on vacation, end not known, phone closed"),
        ("14-15 meeting", "in a meeting from 14:00 until 15:00, phone closed"),
        ("til 13 fredag", "absent from Fri 27 Nov until 13:00, phone closed"),
        ("remote til 15 svarer", "working elsewhere until 15:00, answers calls"),
    ],
)
def test_the_preview_says_what_would_be_registered(seat: Any, typed: str, said: str) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_F5)
    line = seat.window.bars.absence_line
    seat.bot.keyClicks(line.field, typed)
    assert said in line.preview
    registers = not said.startswith(("Why", "Say"))
    assert line._register.isEnabled() == registers
    seat.bot.keyClick(line.field, KEY.Key_Return)
    seat.settle()
    assert bool(absences(seat)) == registers


def test_what_is_over_meanwhile_is_not_registered(seat: Any) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_F5)
    line = seat.window.bars.absence_line
    seat.bot.keyClicks(line.field, "til 11 meeting")
    seat.clock.now += timedelta(hours=2)
    seat.bot.keyClick(line.field, KEY.Key_Return)
    seat.settle()
    assert absences(seat) == []
    assert line.isVisible()


@pytest.mark.parametrize(
    ("query", "said"),
    [("silje", "protected"), ("plan- og bygningsetaten", "Only people"), ("qqqqqqq", "Choose somebody")],
)
def test_only_people_who_may_be_spoken_of(seat: Any, query: str, said: str) -> None:
    seat.type(query)
    seat.press(KEY.Key_F5)
    line = seat.window.bars.absence_line
    seat.bot.waitUntil(lambda: said in line.preview, timeout=20_000)
    assert "Silje" not in line.field.accessibleName()
    seat.bot.keyClicks(line.field, "lunch")
    seat.bot.keyClick(line.field, KEY.Key_Return)
    seat.settle()
    assert absences(seat) == []
    seat.press(KEY.Key_Escape)
    assert not line.isVisible()
    assert seat.page.header.field.hasFocus()
    assert seat.page.header.field.text() == query


def test_who_is_protected_meanwhile_gets_no_absence(seat: Any) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_F5)
    line = seat.window.bars.absence_line
    seat.bot.keyClicks(line.field, "lunch")
    # The copy knows already, the window not yet.
    writer = seat.cache.writer()
    writer.apply([person("ola", "Ola Hansen", protection=Protection.RESTRICTED)], "s2", seat.clock.now)
    writer.close()
    seat.bot.keyClick(line.field, KEY.Key_Return)
    seat.bot.waitUntil(lambda: bool(seat.window.problems.text(Problem.DESK)), timeout=20_000)
    assert absences(seat) == []
    assert "Ola" not in seat.window.problems.text(Problem.DESK)


@pytest.mark.parametrize("gone", [True, False])
def test_who_is_gone_or_protected_leaves_the_lines(seat: Any, gone: bool) -> None:
    register(seat, "ola hansen", "lunch")
    seat.press(KEY.Key_F5)
    assert "Ola" in seat.window.bars.said_line.text
    assert "Ola" in seat.window.bars.absence_line.field.accessibleName()
    seat.change(
        Tombstone(ref("ola")) if gone else person("ola", "Ola Hansen", protection=Protection.RESTRICTED)
    )
    seat.bot.waitUntil(lambda: seat.window.bars.said_line.isHidden(), timeout=20_000)
    assert seat.window.bars.absence_line.isHidden()
    assert "Ola" not in seat.window.bars.said_line.text + seat.window.bars.absence_line.field.accessibleName()


def test_who_is_gone_leaves_the_question_after_a_call(seat: Any) -> None:
    seat.type("ola hansen")
    seat.press(KEY.Key_Return)
    assert seat.window.bars.outcome_bar.target == ref("ola")
    seat.change(Tombstone(ref("ola")))
    seat.bot.waitUntil(lambda: seat.window.bars.outcome_bar.target is None, timeout=20_000)
    assert "Ola" not in seat.window.bars.outcome_bar.accessibleName()


def test_the_card_has_a_button_for_it_where_it_may_be_used(seat: Any) -> None:
    def button() -> QToolButton:
        buttons = seat.page.card.findChildren(QToolButton)
        return next(b for b in buttons if b.accessibleName() == "Register an absence")

    seat.type("silje")
    assert not button().isVisible()
    seat.press(KEY.Key_Escape)
    seat.type("ola hansen")
    button().click()
    assert seat.window.bars.absence_line.field.hasFocus()


def test_every_key_is_on_the_help_page_and_means_one_thing() -> None:
    from switchboard.ui.keys import KEYS, table

    assert len(set(KEYS.values())) == len(KEYS)
    shown = " ".join(key for key, _ in table())
    for keys in KEYS.values():
        assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) in shown
