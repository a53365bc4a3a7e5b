"""Words of a query without which somebody is found: the window says that it searched without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.builders import person
from support.town import MASKED, town

from switchboard.domain.model import Kind, Ref

KEY = Qt.Key


def counted(seat: Any) -> str:
    return str(seat.page.header._count._full).replace("\u2068", "").replace("\u2069", "")


def heard(seat: Any) -> str:
    return str(seat.page.header._count.accessibleName())


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr("switchboard.ui.showing.announce", lambda _widget, text: said.append(text))
    return said


def test_what_was_left_out_stands_beside_the_count(seat: Any, announced: list[str]) -> None:
    seat.type("kari")
    assert counted(seat) == heard(seat) == "1 hit"
    seat.type(" Zzz")
    assert counted(seat) == "1 hit · without “Zzz”"
    assert heard(seat) == "1 hit. Nobody has all of that: searched without “Zzz”."
    assert seat.names() == ["Kari Hansen-Nguyen"]
    seat.type("z")
    assert heard(seat) == "1 hit. Nobody has all of that: searched without “Zzzz”."
    assert len(announced) == 1, "not with every letter"
    seat.type(" qqxw")
    assert counted(seat) == "1 hit · without “Zzzz”, “qqxw”"
    assert len(announced) == 2
    seat.press(KEY.Key_Escape)
    assert "without" not in counted(seat)
    assert "without" not in heard(seat)
    seat.type("kari Zzz")
    assert len(announced) == 3
    for _ in range(4):
        seat.press(KEY.Key_Backspace)
    assert counted(seat) == "1 hit"


def test_nothing_is_said_of_talk_and_of_an_empty_list(seat: Any, announced: list[str]) -> None:
    seat.type("jeg skal snakke med kari")
    assert counted(seat) == "1 hit"
    seat.page.header.field.clear()
    seat.type("qqxw zzzw")
    assert counted(seat) == "0 hits"
    assert announced == []


def test_in_bokmaal(bokmaal: None, seat_on: Callable[..., Any]) -> None:
    seat = seat_on(town())
    seat.type("kari zzz qqxw")
    assert counted(seat) == "1 treff · uten «zzz», «qqxw»"
    assert heard(seat) == "1 treff. Ingen har alt dette: søkt uten «zzz», «qqxw»."


def test_the_filter_and_a_unit_say_it_too(seat: Any) -> None:
    seat.type("hansen zzzq")
    seat.press(KEY.Key_F8)
    assert counted(seat).endswith("· without “zzzq”")
    seat.press(KEY.Key_F8)
    seat.page.search_in(Ref(Kind.UNIT, "byggesak"), "Byggesak")
    seat.settle()
    assert counted(seat).endswith("· without “zzzq”")


def test_when_somebody_gets_the_word_it_is_left_out_no_longer(seat: Any) -> None:
    seat.type("amina zzzq")
    assert counted(seat) == "1 hit · without “zzzq”"
    with seat.bot.waitSignal(seat.bridge.again, timeout=20_000):
        seat.change(person("amina", "Amina Hassan", unit="skole", keywords=("zzzq",)))
    seat.settle()
    seat.bot.waitUntil(lambda: counted(seat) == "1 hit", timeout=20_000)
    assert seat.names() == ["Amina Hassan"]


@pytest.mark.parametrize(
    "word",
    ["q" * 450, "q" * 10_000, "שלוםש", "@\u202eqqxw\u2066", "@<b>qqxw</b>&amp;{count}", "qqxw\nzzzw", "Q̈̈̈̈qxw"],
)
@pytest.mark.parametrize("width", [420, 1100])
def test_whatever_is_typed_nothing_moves(seat: Any, word: str, width: int) -> None:
    seat.window.resize(width, 800)
    seat.page.header.field.insert("kari")
    seat.settle()
    before = [seat.page.header.geometry(), seat.page.hits.geometry(), seat.page.header._count.geometry()]
    seat.page.header.field.insert(f" {word}")
    seat.settle()
    header = seat.page.header
    assert [header.geometry(), seat.page.hits.geometry(), header._count.geometry()] == before
    assert header._count.fontMetrics().horizontalAdvance(header._count.text()) <= header._count.width()
    assert counted(seat).startswith(("1 hit · without “", "0 hits"))
    assert len(heard(seat)) < 150
    assert not set("\n\u202e\u2066") & set(counted(seat))


def test_a_masked_number_is_answered_as_one_that_nobody_has(seat: Any) -> None:
    said = []
    for number in (MASKED[0][3:], "99001122"):
        seat.page.header.field.clear()
        seat.settle()
        seat.type(f"amina {number}")
        said.append((counted(seat), heard(seat), seat.names()))
    assert said[0] == said[1]
