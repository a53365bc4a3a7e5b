"""Initials typed as one word."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.domain.model import Person
from switchboard.search.index import Index

UNITS = (unit("b", "Byggesak"), unit("h", "Hjemmetjenesten"))


def at(where: str, *names: str, keyword: str = "") -> list[Person]:
    return [person(name, name, unit=where, keywords=(keyword,) if keyword else ()) for name in names]


@pytest.fixture
def town() -> Index:
    return index_of(
        *UNITS,
        *at("b", "Kari Haugen", "Kari Anne Hansen", "Hans Kleven", "Per El", "Emil Østergård"),
        *at("h", "Lars Gjør", "Hoa Lê", "Karl-Erik Vik Moe", "Karl Moe"),
    )


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("kh byggesak", ["Kari Haugen", "Kari Anne Hansen"]),
        ("byggesak kh", ["Kari Haugen", "Kari Anne Hansen"]),
        ("kh på byggesak", ["Kari Haugen", "Kari Anne Hansen"]),
        ("kah byggesak", ["Kari Anne Hansen"]),
        ("kah hansen", ["Kari Anne Hansen"]),
        ("eø bygges", ["Emil Østergård"]),
        # Slips of two letters, which were Lê.
        ("lg hjemmetj", ["Lars Gjør"]),
        ("kevm hjemmetjenesten", ["Karl-Erik Vik Moe"]),
    ],
)
def test_initials_as_one_word_beside_a_unit(town: Index, query: str, meant: list[str]) -> None:
    assert found(town, query)[: len(meant)] == meant


def test_a_word_that_somebody_has_is_that_word_first(town: Index) -> None:
    assert found(town, "el byggesak") == ["Per El"]
    # Nobody has "Lê" there, so it may be initials.
    index = index_of(*UNITS, *at("h", "Hoa Lê"), *at("b", "Lise Elvestad"))
    assert found(index, "le byggesak") == ["Lise Elvestad"]


def test_a_units_abbreviation_is_the_unit() -> None:
    index = index_of(
        unit("n", "NAV Sentrum"), unit("i", "IT-avdelingen"), *at("n", "Nora Aas Vik"), *at("i", "Ida Tangen")
    )
    assert found(index, "nav sentrum")[0] == "n"
    assert found(index, "it avdelingen")[0] == "i"


def test_who_has_all_words_begun_comes_before_initials() -> None:
    index = index_of(*UNITS, *at("b", "Maja Lund", "Mona Aas"))
    assert [one for one in found(index, "ma byggesak") if one != "b"] == ["Maja Lund", "Mona Aas"]


def test_initials_have_an_order_and_are_no_units(town: Index) -> None:
    assert found(town, "kh byggesak") == ["Kari Haugen", "Kari Anne Hansen"]
