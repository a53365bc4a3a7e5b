"""What an errand is called in the directory, as a row among the hits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.builders import TUESDAY_10, person, presence, unit
from support.town import town

from switchboard.domain.model import Kind, Ref
from switchboard.search.results import Topic
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.phrases import with_topics
from switchboard.ui.topic_line import TopicLine, topic_line
from switchboard.ui.troubles import Problem

KEY = Qt.Key
BYGGESAK = Topic("Byggesak", "bruksendring", whole=True)


@pytest.fixture(autouse=True)
def heard(seat: Any) -> None:
    seat.hear()


def rows(seat: Any) -> list[str]:
    model = seat.page.hits.hits
    return [model.shown(row).name for row in range(model.rowCount())]


def test_the_topic_stands_below_the_first_hit_and_enter_still_takes_that(seat: Any) -> None:
    seat.type("bruksendring")
    assert rows(seat)[1] == "bruksendring → Byggesak"
    assert len(seat.names()) == len(rows(seat)) - 1
    first = seat.page.hits.current()
    assert first is not None
    assert seat.page.card.text.ref == first
    seat.press(KEY.Key_Return)
    assert len(seat.dialled) == 1


def test_down_and_enter_lead_to_whoever_is_responsible(seat: Any) -> None:
    seat.type("bruksendring")
    seat.press(KEY.Key_Down)
    assert seat.page.hits.key() == BYGGESAK
    assert seat.page.hits.current() is None
    assert seat.page.card.text is None
    seat.press(KEY.Key_1, Qt.KeyboardModifier.AltModifier)
    assert seat.page.header.field.text() == "Byggesak", "the first route of a topic is the topic"
    assert seat.names()[0] == "Byggesak"
    assert "Kari Hansen-Nguyen" in seat.names()
    assert seat.page.card.text.ref == Ref(Kind.UNIT, "byggesak")
    assert seat.page.header.field.hasFocus()
    assert "→" not in "".join(rows(seat)), "what is called so already needs no topic"


def test_an_enter_pressed_twice_calls_nobody_who_was_not_on_the_screen(seat: Any) -> None:
    seat.type("bruksendring")
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Return)
    seat.press(KEY.Key_Return)
    assert seat.dialled == []
    assert "no call was started" in seat.window.problems.text(Problem.CALL)
    seat.press(KEY.Key_Return)
    assert len(seat.dialled) == 1


def test_no_other_key_does_anything_with_a_topic(seat: Any) -> None:
    seat.type("bruksendring")
    seat.press(KEY.Key_Down)
    for key, modifier in (
        (KEY.Key_F2, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_F4, Qt.KeyboardModifier.NoModifier),
        (KEY.Key_2, Qt.KeyboardModifier.AltModifier),
        (KEY.Key_D, Qt.KeyboardModifier.ControlModifier),
    ):
        seat.press(key, modifier)
    assert seat.page.header.field.text() == "bruksendring"
    assert seat.dialled == []
    assert seat.cache.reader().favourites() == ()


def test_where_nobody_is_found_the_topic_is_chosen(seat_on: Callable[[list[Any]], Any]) -> None:
    seat = seat_on([unit("p", "Parkeringskontoret"), person("a", "Anne Lie", unit="p")])
    seat.hear()
    seat.type("boendeparker")
    assert seat.names() == []
    assert rows(seat) == ["boendeparkering → Parkering"]
    seat.bot.keyClick(seat.page.header.field, KEY.Key_Return)
    seat.settle()
    assert seat.page.header.field.text() == "Parkering"
    assert seat.names() == ["Parkeringskontoret", "Anne Lie"]


def test_a_topic_leads_out_of_the_unit_that_is_searched_in(seat: Any) -> None:
    seat.page.search_in(Ref(Kind.UNIT, "skole"), "Sagene skole")
    seat.settle()
    seat.type("bruksendring")
    assert rows(seat) == ["bruksendring → Byggesak"]
    seat.press(KEY.Key_Return)
    assert seat.names()[0] == "Byggesak"
    assert not seat.page.header._scope.isVisible()


def test_a_click_leads_on(seat: Any) -> None:
    seat.type("bruksendring")
    view = seat.page.hits
    box = view.visualRect(view.hits.index(1))
    seat.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    seat.settle()
    assert seat.page.header.field.text() == "Byggesak"


def test_the_chosen_topic_survives_the_filter_and_a_new_index(seat: Any) -> None:
    seat.type("bruksendring")
    seat.press(KEY.Key_Down)
    with seat.bot.waitSignal(seat.bridge.ready, timeout=10_000):
        seat.desk.changed(frozenset(), True)
    seat.settle()
    assert seat.page.hits.key() == BYGGESAK
    seat.press(KEY.Key_F8)
    assert seat.page.hits.key() == BYGGESAK


def test_a_topic_is_said_in_words(seat: Any) -> None:
    seat.type("bruksendring")
    index = seat.page.hits.hits.index(1)
    said = "Topic: “bruksendring” is Byggesak. Enter shows who is responsible."
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert "bruksendring" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data() == "bruksendring → Byggesak"


def test_names_that_begin_a_word_are_not_pushed_down(seat_on: Callable[[list[Any]], Any]) -> None:
    seat = seat_on([*town(), *(person(f"b{n:02}", f"Brukar Lund{chr(97 + n)}") for n in range(25))])
    seat.hear()
    seat.type("bruk")
    assert len(rows(seat)) > 25
    assert "→" not in "".join(rows(seat)), "more than a screen: what is only begun is not suggested"
    seat.type("sendri")
    assert rows(seat)[-1] == "bruksendring → Byggesak"
    assert len(rows(seat)) > 2


@pytest.mark.parametrize(("whole", "place"), [(True, 1), (False, 3)])
def test_where_topics_stand(seat: Any, whole: bool, place: int, qtmodeltester: Any) -> None:
    seat.type("kristian")
    lines = seat.page.hits.hits.lines[:3]
    line = topic_line(Topic("A", "b", whole=whole))
    shown = with_topics(lines, [line], whole=True)
    assert shown.index(line) == place
    assert isinstance(shown[place], TopicLine)
    assert [other for other in shown if other is not line] == list(lines)
    assert with_topics(lines, [line], whole=False) == ((*lines[:1], line, *lines[1:]) if whole else lines)
    model = HitsModel()
    qtmodeltester.check(model)
    model.replace(shown)
    qtmodeltester.check(model)
    model.remove([lines[0].ref])
    assert model.place(line.topic) == place - 1
    assert model.lines == lines[1:]


def purchasers(more: int) -> list[Any]:
    """Return so many people whose names begin as a word for what is bought does, some of them available."""
    return [
        unit("i", "Innkjøp"),
        *(
            person(f"h{n:03}", f"Hans Lund{chr(97 + n // 10)}{chr(97 + n % 10)}", unit="i")
            for n in range(more)
        ),
        *(presence(f"h{n:03}", since=TUESDAY_10 - timedelta(hours=1)) for n in range(0, more, 2)),
    ]


def test_nobody_available_is_said_beside_a_topic_that_is_only_begun(
    seat_on: Callable[[list[Any]], Any],
) -> None:
    seat = seat_on(purchasers(2))
    seat.hear()
    seat.type("hans")
    assert rows(seat)[-1] == "hansker → Innkjøp"
    seat.clock.now += timedelta(minutes=6)
    seat.press(KEY.Key_F8)
    assert rows(seat) == ["hansker → Innkjøp"]
    hits = seat.page.hits
    assert hits.accessibleDescription() == "Nobody found who is available now. F8 looks at everybody."
    assert hits.key() is None, "nobody asked for that"
    seat.press(KEY.Key_Return)
    assert seat.page.header.field.text() == "hans"
    below = hits.visualRect(hits.hits.index(0)).adjusted(
        0, hits.sizeHintForRow(0), 0, hits.sizeHintForRow(0) * 2
    )
    image = hits.viewport().grab(below).toImage()
    ground = image.pixelColor(0, 0)
    assert any(
        image.pixelColor(x, y) != ground for x in range(image.width()) for y in range(image.height())
    ), "the sentence is painted below the topic"
    seat.press(KEY.Key_Down)
    seat.press(KEY.Key_Return)
    assert seat.page.header.field.text() == "Innkjøp"
    seat.press(KEY.Key_F8)
    assert hits.accessibleDescription() == ""


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize(("people", "suggested"), [(8, True), (60, False), (150, False)])
def test_a_topic_stands_in_one_place_whoever_was_chosen_before(
    seat_on: Callable[[list[Any]], Any], chosen: bool, people: int, suggested: bool
) -> None:
    seat = seat_on(purchasers(people))
    seat.hear()
    seat.type("hans")
    if chosen:
        seat.press(KEY.Key_Down)
        seat.press(KEY.Key_Down)
    seat.press(KEY.Key_F8)
    found = [f"h{n:03}" for n in range(0, people, 2)]
    if suggested:
        assert rows(seat)[-1] == "hansker → Innkjøp"
        assert len(rows(seat)) == len(found) + 1
        return
    while seat.page._showing.goes_on:
        seat.page.hits.choose(seat.page.hits.hits.rowCount() - 1)
        seat.settle()
        seat.press(KEY.Key_Down)
    assert len(rows(seat)) == len(seat.names()) == len(found)
    seat.press(KEY.Key_F8)
    assert "→" not in "".join(rows(seat))
    seat.change(person("new", "Hans Nilsen", unit="i"))
    seat.bot.waitUntil(lambda: "Hans Nilsen" in seat.names() or seat.page._showing.goes_on, timeout=10_000)
    seat.settle()
    assert "→" not in "".join(rows(seat)), "whoever comes brings no topic with them"
