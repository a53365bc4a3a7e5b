"""Everyday forms of given names."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.domain.model import Person


def named(*names: str, keyword: str = "") -> list[Person]:
    return [person(name, name, keywords=(keyword,) if keyword else ()) for name in names]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("kicki petersson", "Kristina Petersson"),
        ("petersson kikki", "Christina Petersson"),
        ("stark gittan", "Birgitta Stark"),
        ("henke norrberg", "Henrik Norrberg"),
        ("robban lund", "Robert Lund"),
        ("nille holm", "Pernille Holm"),
        ("katja moe", "Kateryna Moe"),
        ("gosia moe", "Małgorzata Moe"),
        ("pepe moe", "José Moe"),
        ("bill moe", "William Moe"),
        ("siggi moe", "Sigurður Moe"),
    ],
)
def test_people_are_found_by_what_they_are_called(query: str, meant: str) -> None:
    surname = meant.split()[1]
    index = index_of(*named(meant, f"Anders {surname}"))
    assert found(index, query)[0] == meant


def test_one_everyday_form_of_two_names_does_not_make_them_one() -> None:
    index = index_of(*named("Kateryna Moe", "Christina Dahl", "Kickan Berg"))
    assert set(found(index, "kickan")) == {"Christina Dahl", "Kickan Berg"}
    index = index_of(*named("Kristina Moe", "Kerstin Moe", "Stina Moe"))
    assert set(found(index, "kicki")) == {"Kristina Moe", "Kerstin Moe"}
    assert set(found(index, "kristina")) == {"Kristina Moe"}


def test_an_everyday_form_that_is_a_word_comes_before_slips_of_errands() -> None:
    index = index_of(*named("Magnus Hansson"), *named("Sandra Jansson", keyword="ångerrätt"))
    assert found(index, "mange hansson")[0] == "Magnus Hansson"


def test_an_everyday_form_that_is_said_around_names_is_one_beside_the_rest() -> None:
    index = index_of(*named("Mattias Hansson", "Anita Moe"))
    assert found(index, "matte hansson") == ["Mattias Hansson"]
    assert found(index, "jag matte ringa anita moe") == ["Anita Moe"]


def test_who_has_the_form_as_a_name_comes_first_and_is_found_by_the_other_where_nobody_has_it() -> None:
    index = index_of(*named("Kristina Moe", "Kicki Moe"))
    assert found(index, "kicki moe") == ["Kicki Moe", "Kristina Moe"]
    assert found(index, "kristina moe") == ["Kristina Moe"]
    assert found(index_of(*named("Kicki Moe", "Anders Moe")), "kristina moe") == ["Kicki Moe"]


def test_a_slip_that_makes_a_form_otherwise_spelled_stands_behind_the_slip() -> None:
    index = index_of(*named("Mikael Hansson", "Tobias Lunde", "Thorbjørn Lunde", "Maiken Hansson"))
    assert found(index, "miken hansson")[0] == "Maiken Hansson"
    assert found(index, "tobizs lunde")[0] == "Tobias Lunde"


def test_units_are_called_by_their_names() -> None:
    index = index_of(unit("u", "Karl Johans gate"), *named("Karl Moe"))
    assert found(index, "palle") == []
    assert found(index_of(unit("u", "Pauls gate"), *named("Paul Moe")), "palle") == ["Paul Moe"]
