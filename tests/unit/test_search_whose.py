"""Whose number is calling: as a whole, in any notation, and never a masked one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import main_number, mobile, person, phone, unit
from support.finding import index_of

from switchboard.domain.model import Disclosure, Kind, Ref
from switchboard.search.index import Index
from switchboard.search.results import How

HERE = index_of(
    unit("u", "Byggesak", phones=(main_number("+4723491010"),)),
    person("kari", "Kari Moe", unit="u", phones=(phone("+4723461234", extension="4234"),)),
    person("sven", "Sven Berg", phones=(phone("+468123456"),)),
    person("anna", "Anna Berg", phones=(phone("+4723491010"), phone("+4723460000", Disclosure.INTERNAL))),
    person("ola", "Ola Lie", phones=(mobile("+4799887766"), phone("+4741223344", Disclosure.TRANSFER_ONLY))),
)


def whose(number: str, index: Index = HERE) -> list[str]:
    return [hit.ref.id for hit in index.whose(number).hits]


@pytest.mark.parametrize(
    "number",
    [
        "23461234",
        "23 46 12 34",
        "+47 23 46 12 34",
        "0047 23461234",
        "004723461234",
        "4723461234",
        "tel:+4723461234",
        "tel:+47-2346-1234;ext=1",
        "TEL:23461234;phone-context=+47",
        "tel:+4723461234;isub=12;ext=99",
        "+4723461234;ext=4234",
        "sip:+4723461234@pbx.example.no;user=phone",
        "+47-2346-1234",
        " (+47) 23 46 12 34 ",
        "4234",
        "２３４６１２３４",
    ],
)
def test_a_number_in_any_notation(number: str) -> None:
    assert whose(number) == ["kari"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tel:+4723461234;ext=1", ["kari"]),
        ("tel:+4723461234;phone-context=example.no", ["kari"]),
        ("tel:+4723460000;ext=4234", ["anna"]),
        ("tel:+4799999999;ext=4234", ["kari"]),
        ("tel:+4799999999;isub=1;EXT=42-34", ["kari"]),
        ("tel:+4799999999;ext=42", []),
        ("tel:+4799999999;ext=8123456", []),
        ("tel:+4799999999;ext=", []),
    ],
)
def test_an_address_is_its_number_else_its_extension(query: str, found: list[str]) -> None:
    answer = HERE.search(query)
    assert [hit.ref.id for hit in answer.hits] == found
    assert (answer.query, answer.total) == (query, len(found))
    if found:
        assert {match.how for match in answer.hits[0].matched} == {How.DIGITS}


@pytest.mark.parametrize("number", ["+46 8 12 34 56", "+46 (0)8 12 34 56", "0046 8-123456", "468123456"])
def test_a_number_from_abroad(number: str) -> None:
    assert whose(number) == ["sven"]


@pytest.mark.parametrize("number", ["08-123456", "8123456", "+46 (0)8 123456"])
def test_a_number_at_home_where_a_zero_is_dialled_first(number: str) -> None:
    at_home = index_of(person("sven", "Sven Berg", phones=(phone("+468123456"),)), country="SE")
    assert whose(number, at_home) == ["sven"]


@pytest.mark.parametrize(
    "number",
    [
        "99887766", "+4799887766", "41223344", "0047 41 22 33 44",  # masked
        "2346123", "346123", "461234", "234612345", "423", "42345",  # a part, or more
        "+4623461234", "+23461234",  # another country's
        "", "kari", "Kari 23461234", "23461234 eller 23460000", "23461234\n23460000x", "(0)", "+", "\x00",
    ],
)  # fmt: skip
def test_a_number_that_is_nobodys(number: str) -> None:
    assert whose(number) == []
    assert HERE.whose(number).total == 0


def test_of_several_the_unit_comes_first_and_all_are_counted() -> None:
    answer = HERE.whose("23491010")
    assert [hit.ref for hit in answer.hits] == [Ref(Kind.UNIT, "u"), Ref(Kind.PERSON, "anna")]
    assert answer.total == 2
    assert HERE.whose("23491010", limit=1).total == 2


def test_a_change_is_seen_at_once() -> None:
    index = index_of(person("a", "Anna Berg", phones=(phone("+4723460000"),)))
    index.put_person(person("a", "Anna Berg", phones=(mobile("+4723460000"),)))
    assert whose("23460000", index) == [], "it is nobody's business any more"
    index.put_person(person("b", "Bo Berg", phones=(phone("+4723460001"),)))
    assert whose("23460001", index) == ["b"]
    index.remove(Ref(Kind.PERSON, "b"))
    assert whose("23460001", index) == []


@given(st.text(max_size=60))
def test_any_text_is_a_question(text: str) -> None:
    assert HERE.whose(text).total <= 3
