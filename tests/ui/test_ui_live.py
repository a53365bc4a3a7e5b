"""Live changes: one row, one signal; the selection stays; what is stale is dropped."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from support.builders import TUESDAY_10, absence, person

from switchboard.desk.answers import Row
from switchboard.desk.desk import Desk
from switchboard.desk.replies import Found
from switchboard.domain.model import AbsenceKind, Kind, Ref, Tombstone
from switchboard.ui import hesitation
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import FoundLines
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.phrases import Line, line_of

KEY = Qt.Key


def _line(seat_language: Any, ident: str, name: str) -> Line:
    return line_of(Row(ref=Ref(Kind.PERSON, ident), name=name), seat_language)


def test_the_models_keep_qts_rules(seat: Any, qtmodeltester: ModelTester) -> None:
    seat.type("hansen")
    qtmodeltester.check(seat.page.hits.hits)
    qtmodeltester.check(seat.page.card.routes.routes)
    seat.change(absence("ola", TUESDAY_10, end=TUESDAY_10 + timedelta(hours=1), id="new"))
    seat.settle()
    seat.change(Tombstone(Ref(Kind.PERSON, "per")))
    seat.bot.waitUntil(lambda: "Per Hansen" not in seat.names(), timeout=20_000)
    seat.type(" o")
    seat.press(KEY.Key_Escape)


def test_one_changed_person_is_one_changed_row_and_the_selection_stays(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    chosen = seat.page.hits.current()
    place = seat.names().index("Ola Hansen")
    changed: list[tuple[int, int]] = []
    resets: list[int] = []
    model = seat.page.hits.hits
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(1))
    seat.change(
        absence(
            "ola",
            TUESDAY_10 - timedelta(minutes=1),
            end=TUESDAY_10 + timedelta(hours=2),
            kind=AbsenceKind.MEETING,
            id="new",
        )
    )
    seat.bot.waitUntil(lambda: model.lines[place].word == "in a meeting", timeout=20_000)
    seat.settle()
    assert changed == [(place, place)]
    assert resets == []
    assert seat.page.hits.current() == chosen
    assert seat.page.card.text.ref == chosen


def test_a_change_of_the_chosen_person_changes_the_card(seat: Any) -> None:
    seat.type("ola hansen")
    seat.change(
        absence(
            "ola",
            TUESDAY_10 - timedelta(minutes=1),
            end=TUESDAY_10 + timedelta(hours=2),
            kind=AbsenceKind.MEETING,
            id="new",
        )
    )
    seat.bot.waitUntil(lambda: seat.page.card.text.word == "away", timeout=20_000)
    assert "in a meeting, back 13:00" in seat.page.card.accessibleName()


def test_a_change_of_an_alternate_changes_the_card(seat: Any) -> None:
    seat.type("kristian hansen")
    assert seat.page.card.text.routes[0].name == "Anne Lie"
    seat.change(
        absence("anne", TUESDAY_10 - timedelta(hours=1), end=TUESDAY_10 + timedelta(hours=9), id="ill")
    )
    seat.bot.waitUntil(lambda: seat.page.card.text.routes[0].name != "Anne Lie", timeout=20_000)


def test_a_key_meant_for_the_old_places_starts_no_call(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hesitation, "READING", 3600.0)
    seat.type("kristian hansen")
    seat.change(
        absence("anne", TUESDAY_10 - timedelta(hours=1), end=TUESDAY_10 + timedelta(hours=9), id="ill")
    )
    seat.bot.waitUntil(lambda: seat.page.card.text.routes[0].name != "Anne Lie", timeout=20_000)
    seat.press(Qt.Key.Key_Return)
    assert not seat.dialled, "the finger was on its way to Anne Lie"
    assert "changed places" in seat.window.problems.text()
    seat.press(Qt.Key.Key_Return)
    assert len(seat.dialled) == 1
    assert not seat.window.problems.isVisible()


def test_whoever_is_removed_is_gone_from_hits_and_card_and_nobody_else_is_chosen(seat: Any) -> None:
    seat.type("hansen")
    gone = seat.page.hits.current()
    name = seat.page.card.text.name
    seat.change(Tombstone(gone))
    seat.bot.waitUntil(lambda: name not in seat.names(), timeout=20_000)
    seat.settle()
    assert seat.page.card.text is None
    seat.press(KEY.Key_Return)
    assert seat.dialled == []


def test_a_new_person_is_found_at_the_next_key(seat: Any) -> None:
    seat.change(person("new", "Zacharias Fjellstrøm", unit="pbe"))
    seat.settle()
    seat.type("zach")
    assert seat.names() == ["Zacharias Fjellstrøm"]


def test_whoever_comes_while_nobody_is_found_appears_and_is_not_called_by_a_key_on_its_way(
    seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hesitation, "READING", 3600.0)
    seat.type("zach")
    assert seat.names() == []
    seat.change(person("new", "Zacharias Fjellstrøm", unit="pbe"))
    seat.bot.waitUntil(lambda: seat.names() == ["Zacharias Fjellstrøm"], timeout=20_000)
    seat.settle()
    assert seat.page.card.text.name == "Zacharias Fjellstrøm"
    assert seat.page.header._count.text() == "1 hit"
    seat.press(KEY.Key_Return)
    assert seat.dialled == []
    assert "changed places" in seat.window.problems.text()


def test_whoever_is_renamed_appears_and_the_chosen_one_stays_chosen(
    seat: Any, qtmodeltester: ModelTester
) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    model, chosen, before = seat.page.hits.hits, seat.page.hits.current(), seat.names()
    qtmodeltester.check(model)
    resets, asked = [], []
    model.modelReset.connect(lambda: resets.append(1))
    seat.page.hits.chosen.connect(asked.append)
    seat.change(person("new", "Aase Hansen", unit="pbe"), person("other", "Øyvind Hansen", unit="pbe"))
    seat.bot.waitUntil(lambda: len(seat.names()) == len(before) + 2, timeout=20_000)
    seat.settle()
    assert [name for name in seat.names() if name not in ("Aase Hansen", "Øyvind Hansen")] == before
    assert seat.page.hits.current() == chosen
    seat.change(person("new", "Aase Berg", unit="pbe"))
    seat.bot.waitUntil(lambda: "Aase Hansen" not in seat.names(), timeout=20_000)
    seat.settle()
    seat.bot.waitUntil(lambda: "Aase Berg" not in seat.names(), timeout=20_000)
    assert (seat.page.hits.current(), seat.page.card.text.ref) == (chosen, chosen)
    assert (resets, asked) == ([], [])


def test_whoever_is_looked_at_stays_until_the_next_key_although_renamed(seat: Any) -> None:
    seat.type("ola hansen")
    assert seat.names()[0] == "Ola Hansen"
    chosen = seat.page.hits.current()
    seat.change(person("ola", "Birger Vestli", unit="pbe"))
    seat.bot.waitUntil(lambda: seat.page.card.text.name == "Birger Vestli", timeout=20_000)
    seat.settle()
    assert seat.page.hits.current() == chosen
    assert "Birger Vestli" in seat.names()
    seat.type(" ")
    seat.page.header.field.setText("ola hanse")
    seat.settle()
    assert "Birger Vestli" not in seat.names()


def test_while_somebody_types_changes_wait(seat: Any) -> None:
    gather = seat.page._again._gather
    gather.setInterval(60_000)
    seat.type("zach")
    seat.change(person("new", "Zacharias Fjellstrøm", unit="pbe"))
    seat.bot.waitUntil(lambda: gather.isActive() and gather.remainingTime() < 59_500, timeout=20_000)
    seat.bot.keyClicks(seat.page.header.field, "a")
    assert gather.remainingTime() > 59_500
    gather.stop()


def test_questions_of_two_pages_have_different_numbers(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    find, card = Desk.find, Desk.card

    def spy_find(desk: Desk, query: str, generation: int, *rest: Any, **options: Any) -> None:
        asked.append(generation)
        find(desk, query, generation, *rest, **options)

    def spy_card(desk: Desk, ref: Ref, generation: int, *rest: Any) -> None:
        asked.append(generation)
        card(desk, ref, generation, *rest)

    monkeypatch.setattr(Desk, "find", spy_find)
    monkeypatch.setattr(Desk, "card", spy_card)
    seat.type("hansen")
    other = Asking(seat.desk, seat.bridge)
    for _ in range(len(asked) + 9):
        other.find("ola", available_only=False, scope=None)
    other.deleteLater()
    seat.settle()
    assert len(asked) > 20
    assert len(set(asked)) == len(asked)


def test_a_new_directory_keeps_the_selection(seat: Any) -> None:
    seat.type("hansen")
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Down)
    chosen = seat.page.hits.current()
    with seat.bot.waitSignal(seat.bridge.ready, timeout=30_000):
        seat.desk.changed(frozenset(), True)
    seat.settle()
    assert seat.page.hits.current() == chosen


def test_what_was_asked_of_an_index_is_not_asked_again(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seat.type("hansen")
    asked: list[str] = []
    find = seat.desk.find

    def heard(query: str, *args: Any, **options: Any) -> None:
        asked.append(query)
        find(query, *args, **options)

    monkeypatch.setattr(seat.desk, "find", heard)
    seat.bridge.ready.emit()
    seat.settle()
    assert not asked
    with seat.bot.waitSignal(seat.bridge.ready, timeout=30_000):
        seat.desk.changed(frozenset(), True)
    seat.settle()
    assert asked == ["hansen"], "another index may know others"


def test_stale_answers_are_dropped(seat: Any) -> None:
    seat.type("hansen")
    before = seat.names()
    stale = Found(0, "x", 1, (), False, True, frozenset())
    seat.bridge.found.emit(FoundLines(stale, (_line(seat.language, "p9", "Stale Person"),)))
    assert seat.names() == before


def test_rows_judged_for_the_old_query_leave_the_new_ones_highlights(seat: Any) -> None:
    seat.type("ola")
    old = seat.page.hits.hits.lines
    judged: list[Any] = []
    seat.bridge.rows.connect(judged.append)
    entered, let_go = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        entered.set()
        assert let_go.wait(30)

    seat.desk.caller("1", 1, hold)
    assert entered.wait(30)
    seat.page._ask.judge(old)
    seat.bot.keyClicks(seat.page.header.field, " hansen")
    let_go.set()
    seat.bot.waitUntil(lambda: bool(judged), timeout=30_000)
    seat.settle()
    (line,) = (line for line in seat.page.hits.hits.lines if line.name == "Ola Hansen")
    assert line.name_ranges == ((0, 3), (4, 10))


def test_a_list_of_as_many_rows_is_no_reset(seat: Any) -> None:
    model = HitsModel()
    resets, changed = [], []
    model.replace([_line(seat.language, "a", "Anna"), _line(seat.language, "b", "Berit")])
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.replace([_line(seat.language, "a", "Anna"), _line(seat.language, "c", "Bente")])
    assert (resets, changed) == ([], [(0, 1)])
    assert [model.key(row) for row in range(2)] == [Ref(Kind.PERSON, "a"), Ref(Kind.PERSON, "c")]
    assert (model.place(Ref(Kind.PERSON, "c")), model.place(Ref(Kind.PERSON, "b"))) == (1, -1)
    model.replace([_line(seat.language, "b", "Bente")])
    assert resets == [1]
    model.replace([])
    model.replace([])
    assert resets == [1] * 3


def test_a_line_is_chosen_and_never_edited(seat: Any) -> None:
    model = HitsModel()
    model.replace([_line(seat.language, name, name.title()) for name in ("anna", "berit", "cato")])
    wanted = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
    assert (model.rowCount(), model.flags(model.index(1))) == (3, wanted)
    going: list[list[Any]] = []
    model.rowsAboutToBeRemoved.connect(lambda *_: going.append([model.key(row) for row in range(3)]))
    model.remove([Ref(Kind.PERSON, "berit")])
    # Whoever is told that a row is about to go still finds it, and those below it where they were.
    assert going == [[Ref(Kind.PERSON, name) for name in ("anna", "berit", "cato")]]
    assert [model.key(row) for row in range(model.rowCount())] == [
        Ref(Kind.PERSON, name) for name in ("anna", "cato")
    ]
    model.append([_line(seat.language, "dina", "Dina")])
    assert (model.rowCount(), model.place(Ref(Kind.PERSON, "dina"))) == (3, 2)


@pytest.mark.parametrize(
    "query", ["", " ", "\t", "%", "';--", "🦊", "ه", "a" * 2000, "\x00", "hansen\nhansen"]
)
def test_whatever_is_typed_or_pasted_is_harmless(seat: Any, query: str) -> None:
    seat.page.header.field.setText(query)
    seat.settle()
    seat.page.header.field.clear()
    seat.type("ola")
    assert "Ola Hansen" in seat.names()
