"""What is found as if by a slip and is none is not said to be spelled alike."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import index_of, matched

from switchboard.search.index import Index
from switchboard.search.inflection import akin


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(
        person("oneil", "Shane O'Neil"),
        person("hansen", "Kari Hansen"),
        person("kåre", "Kåre Åsen"),
        person("johansen", "Åne Johansen"),
        person("tamimi", "Mona Al-Tamimi"),
        person("waste", "Ola Lie", keywords=("Henting av søppel og sortering",)),
        person("notice", "Ida Berg", keywords=("nabovarsel",)),
        unit("rules", "Regler og tilsyn"),
    )


@pytest.mark.parametrize(
    ("query", "how", "text", "marked"),
    [
        ("oneil", "exact", "Shane O'Neil", ["O'Neil"]),
        ("neil", "exact", "Shane O'Neil", ["Neil"]),
        ("o neil", "prefix", "Shane O'Neil", ["O", "Neil"]),
        ("neil o", "prefix", "Shane O'Neil", ["O", "Neil"]),
        ("shane ne", "prefix", "Shane O'Neil", ["Shane", "Ne"]),
        ("khansen", "folded", "Kari Hansen", ["K", "Hansen"]),
        ("hansenk", "folded", "Kari Hansen", ["K", "Hansen"]),
        ("khanse", "folded", "Kari Hansen", ["K", "Hanse"]),
        ("rhansen", "typo", "Kari Hansen", ["Hansen"]),
        ("kasen", "folded", "Kåre Åsen", ["K", "Åsen"]),
        ("sortere søppel", "inflected", "Henting av søppel og sortering", ["søppel", "sortering"]),
        ("nabovarsler", "inflected", "nabovarsel", ["nabovarsel"]),
        ("nabovarslr", "typo", "nabovarsel", ["nabovarsel"]),
        ("nabovarsek", "typo", "nabovarsel", ["nabovarsel"]),
        ("regel", "inflected", "Regler og tilsyn", ["Regler"]),
        ("aane hansen", "part", "Åne Johansen", ["Åne", "hansen"]),
    ],
)
def test_how_is_said_truly(index: Index, query: str, how: str, text: str, marked: list[str]) -> None:
    found = [(said, where) for _, said, where, _ in matched(index, query)]
    assert found == [(how, text)]
    (ranges,) = [ranges for _, _, _, ranges in matched(index, query)]
    assert [text[start:end] for start, end in ranges] == marked


def test_a_guess_is_said_before_what_is_plain_to_see() -> None:
    index = index_of(person("a", "Anne Kari Johansen"))
    (match,) = matched(index, "ane hansen")
    assert match[1] == "sounds-alike"
    assert [match[2][start:end] for start, end in match[3]] == ["Anne", "hansen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sortere", "sortering"),
        ("sorterer", "sortering"),
        ("nabovarsel", "nabovarsler"),
        ("sykkel", "syklene"),
        ("vinter", "vintre"),
        ("skjenking", "skjenke"),
        ("betaling", "betale"),
        ("byggesak", "byggesaker"),
    ],
)
def test_words_of_one_family(one: str, other: str) -> None:
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sortere", "sorteft"), ("nabovarsel", "nabovarsek"), ("hus", "huset"), ("kran", "kvern"), ("", "")],
)
def test_words_of_two(one: str, other: str) -> None:
    assert not akin(one, other)
    assert not akin(other, one)
