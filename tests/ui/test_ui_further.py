"""Below the last hit there are more, and a filter is of all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.builders import absence, main_number, person, phone, presence, unit

from switchboard.domain.model import Alternate, DirectoryObject, Kind, Ref
from switchboard.ui.keys import table

KEY = Qt.Key
CROWD = 170


def crowd(at: Any) -> list[DirectoryObject]:
    def name(i: int) -> str:
        return "".join(["bdfghklmnp"[int(digit)] for digit in f"{i:03}"]).capitalize() + " Hansen"

    hour = timedelta(hours=1)
    return [
        unit("here", "Midtås barnehage", phones=(main_number(),)),
        unit("below", "Marihønene", parent="here"),
        *[person(f"p{i}", name(i), unit="below" if i >= CROWD - 3 else None) for i in range(CROWD)],
        *[presence(f"p{i}", since=at - hour) for i in range(CROWD - 120, CROWD)],
    ]


@pytest.fixture
def crowded(seat_on: Any) -> Any:
    from support.builders import TUESDAY_10

    return seat_on(crowd(TUESDAY_10))


def count(seat: Any) -> str:
    return str(seat.page.header._count.text())


def ids(seat: Any) -> list[str]:
    return [line.ref.id for line in seat.page.hits.hits.lines]


def to_the_end(seat: Any) -> None:
    hits = seat.page.hits
    for _ in range(CROWD):
        if hits.currentIndex().row() == hits.hits.rowCount() - 1:
            break
        # Without waiting in between, as fingers do.
        seat.bot.keyClick(seat.page.header.field, KEY.Key_PageDown)
    seat.settle()


def test_down_below_the_last_hit_shows_the_next_ones(crowded: Any) -> None:
    seat = crowded
    seat.type("hansen")
    assert count(seat) == "50 of 170 hits"
    resets: list[bool] = []
    seat.page.hits.hits.modelReset.connect(lambda: resets.append(True))
    hits = seat.page.hits
    hits.choose(49)
    seat.settle()
    while len(ids(seat)) < CROWD:
        hits.choose(hits.hits.rowCount() - 1)
        seat.settle()
        before = ids(seat)
        chosen = hits.currentIndex().row()
        seat.press(KEY.Key_Down)
        assert ids(seat)[: len(before)] == before, "whoever stood there stands there"
        assert hits.currentIndex().row() == chosen + 1
        assert seat.page.current()[0].id == ids(seat)[chosen + 1]
    assert count(seat) == "170 hits"
    assert ids(seat) == [f"p{i}" for i in range(CROWD)]
    assert not resets
    seat.press(KEY.Key_End)
    seat.press(KEY.Key_Down)
    assert len(ids(seat)) == CROWD
    seat.type(" ")
    assert count(seat) == "50 of 170 hits", "another question begins with the first fifty"


def test_a_key_that_is_held_comes_to_the_end(crowded: Any) -> None:
    seat = crowded
    seat.type("hansen")
    for _ in range(2 * CROWD):
        seat.bot.keyClick(seat.page.header.field, KEY.Key_Down)
    seat.settle()
    to_the_end(seat)
    to_the_end(seat)
    to_the_end(seat)
    assert count(seat) == "170 hits"
    assert seat.page.hits.current().id == f"p{CROWD - 1}"


def test_who_scrolls_to_the_end_is_shown_more(crowded: Any) -> None:
    seat = crowded
    seat.type("hansen")
    bar = seat.page.hits.verticalScrollBar()
    bar.setValue(bar.maximum())
    seat.bot.waitUntil(lambda: len(ids(seat)) == 100, timeout=5000)
    seat.settle()
    assert seat.page.hits.current().id == "p0", "nobody else is chosen"
    assert bar.value() < bar.maximum()
    assert len(ids(seat)) == 100


def test_nothing_is_asked_where_everybody_is_shown(seat: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(seat.desk, "further", lambda query, *_, **__: asked.append(query))
    seat.type("hansen")
    seat.press(KEY.Key_PageDown)
    seat.press(KEY.Key_PageDown)
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Escape)
    seat.press(KEY.Key_Down)
    assert asked == []


def test_a_long_list_stays_long_while_others_work(crowded: Any) -> None:
    seat = crowded
    seat.press(KEY.Key_F8)
    seat.type("hansen")
    assert count(seat) == "50 of 120 hits"
    seat.page.hits.choose(49)
    seat.settle()
    seat.press(KEY.Key_Down)
    seat.page.hits.choose(70)
    seat.settle()
    chosen = seat.page.hits.current()
    now = seat.clock.now
    seat.change(absence("p60", now - timedelta(hours=1), end=now + timedelta(hours=1)))
    seat.bot.waitUntil(lambda: "p60" not in ids(seat), timeout=5000)
    seat.settle()
    assert count(seat) == "100 of 119 hits"
    assert seat.page.hits.current() == chosen
    seat.press(KEY.Key_F8)
    seat.page.header.everybody.click()
    seat.settle()
    seat.page.hits.choose(49)
    seat.settle()
    seat.press(KEY.Key_Down)
    chosen = seat.page.hits.current()
    seat.change(person("new", "Bbb Hansen"))
    seat.bot.waitUntil(lambda: "new" in ids(seat), timeout=5000)
    seat.settle()
    assert (len(ids(seat)), seat.page.hits.current()) == (100, chosen)


def test_in_a_unit_and_available_is_said_of_all(crowded: Any) -> None:
    seat = crowded
    seat.page.search_in(Ref(Kind.UNIT, "here"), "Midtås barnehage")
    seat.type("hansen")
    assert (ids(seat), count(seat)) == (["p167", "p168", "p169"], "3 hits")
    now = seat.clock.now
    seat.change(absence("p168", now - timedelta(hours=1), end=now + timedelta(hours=1)))
    seat.settle()
    seat.press(KEY.Key_F8)
    assert (ids(seat), count(seat)) == (["p167", "p169"], "2 hits")
    seat.change(
        *[absence(f"p{i}", now - timedelta(hours=1), end=now + timedelta(hours=1)) for i in (167, 169)]
    )
    seat.bot.waitUntil(lambda: ids(seat) == ["p167"], timeout=5000)
    assert count(seat) == "1 hit", "somebody looks at them"
    seat.settle()
    seat.type(" ")
    assert ids(seat) == []
    assert seat.page.hits._empty.endswith("who is available now. F8 looks at everybody there.")
    seat.press(KEY.Key_F8)
    assert count(seat) == "3 hits"


def test_the_help_says_so() -> None:
    assert any("below the last" in what for _, what in table())


def test_who_was_chosen_and_who_took_the_call_are_both_known_by_it(seat_on: Any) -> None:
    from support.builders import TUESDAY_10

    hour = timedelta(hours=1)
    seat = seat_on(
        [
            unit("u", "Byggesak", phones=(main_number(),)),
            person("a", "Anna Berg", unit="u"),
            person(
                "anna",
                "Anna Hansen",
                unit="u",
                alternates=(Alternate(person="bao"),),
                phones=(phone("+4723461231"),),
            ),
            person("bao", "Bao Lam", unit="u", phones=(phone("+4723461232"),)),
            absence("anna", TUESDAY_10 - hour, end=TUESDAY_10 + hour),
            presence("bao", since=TUESDAY_10 - hour),
        ]
    )
    seat.type("anna")
    assert ids(seat) == ["a", "anna"]
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Return)
    assert seat.dialled == ["tel:+4723461232"]
    seat.press(KEY.Key_Escape)
    assert ids(seat) == ["bao", "anna"], "the latter took the call"
    seat.type("anna")
    assert ids(seat) == ["anna", "a"]
