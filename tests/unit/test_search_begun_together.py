"""Names run together of which little is said, and numbers as strangers dial them."""

from __future__ import annotations

import pytest
from support.builders import person, phone, unit
from support.finding import found, index_of

from switchboard.domain.model import Person


def named(*names: str, where: str | None = None) -> list[Person]:
    return [person(name, name, unit=where) for name in names]


@pytest.mark.parametrize(
    ("query", "meant"), [("birthel visit", "Birthe-Lis Smidth"), ("ingem visi", "Inge-Merete Laurvig")]
)
def test_one_letter_of_the_next_name(query: str, meant: str) -> None:
    others = named("Birthe Egehøj", "Inger Nielsen", "Birthe Lund", where="v")
    index = index_of(unit("v", "Visitationen"), *named(meant, where="v"), *others)
    assert found(index, query)[0] == meant


def test_a_missing_letter_is_likelier_and_a_word_begun_so_is_that() -> None:
    index = index_of(*named("Lars Nygård", "Pia Larsen", "Inge-Merete Moe"))
    assert found(index, "larsn") == ["Pia Larsen", "Lars Nygård"]
    index = index_of(*named("Inge-Merete Moe", "Ingemar Dahl"))
    assert found(index, "ingem")[0] == "Ingemar Dahl"


@pytest.mark.parametrize(
    ("query", "meant"), [("alzubi", "Mouaz Al-Zoubi"), ("kakamin", "Shno Kaka-Amin Hawrami")]
)
def test_run_together_and_misheard(query: str, meant: str) -> None:
    index = index_of(
        *named("Mouaz Al-Zoubi", "Shno Kaka-Amin Hawrami", "Ali Zoubi", "Amin Moe", "Nadia Al-Masri")
    )
    assert found(index, query) == [meant]


def test_a_foreign_number_as_it_is_dialled_at_home_there() -> None:
    index = index_of(
        person("s", "Göran Hällström", phones=(phone("+46701234871"),)),
        person("n", "Per Moe", phones=(phone("+4753137412"),)),
    )
    assert found(index, "070-123 48 71") == ["s"]
    assert found(index, "0753137412") == []
    assert found(index, "ring 53137412") == ["n"]
    assert found(index_of(*named("Ring Moe", "Per Dahl")), "ring") == ["Ring Moe"]
