"""What is told of a hit: whole letters, in time, and nothing that was true before only."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from support.builders import person, unit
from support.finding import index_of, matched

from switchboard.cache.reader import CacheReader
from switchboard.desk.catalogue import Catalogue
from switchboard.domain.model import Name, Person, Protection
from switchboard.search import index as module
from switchboard.search.results import Hit
from switchboard.search.spelling import covered, plain, reach


def _taken_apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _quick(work: Callable[[], object]) -> bool:
    start = time.thread_time()
    work()
    return time.thread_time() - start < 0.5


@pytest.mark.parametrize(
    "words",
    [
        " ".join("a" * 12),
        " ".join("a" * length for length in range(1, 13)),
        " ".join("a" * (length % 4 + 1) for length in range(12)),
    ],
)
def test_a_text_of_words_alike_is_explained_in_time(words: str) -> None:
    index = index_of(person("1", "Kari Moe", keywords=(words, "å" * 12 + "b")))
    hits = index.search("a" * 12 + "b").hits
    assert _quick(lambda: hits[0].matched)
    assert [match.text for match in hits[0].matched] == ["å" * 12 + "b"]


def test_of_words_alike_those_run_together_are_told() -> None:
    index = index_of(person("1", "An Anna Ananna Moe"))
    assert matched(index, "ananannaanna") == [
        ("name", "folded", "An Anna Ananna Moe", ((0, 2), (3, 7), (8, 14)))
    ]


def test_a_letter_of_ten_thousand_accents_is_explained_in_time() -> None:
    name = "a" + "\u0301" * 19_000
    index = index_of(person("1", f"{name} b"))
    assert _quick(lambda: index.search("a").hits[0].matched)
    assert _quick(lambda: covered(name, "a", plain))
    assert _quick(lambda: covered(name, "aa", plain))
    assert covered(name, "a", plain) == len(name)


@pytest.mark.parametrize(
    ("token", "letters", "characters"),
    [
        ("Bjørnstad", 4, 4), ("Bjørn", 9, 5), ("Å\u030as", 1, 2), ("A\u030asen", 1, 2), ("A\u030asen", 2, 3),
        ("straße", 6, 5), ("O'Neil", 2, 3), ("O`Neil", 2, 3), ("", 3, 0),
    ],
)  # fmt: skip
def test_letters_are_counted_as_they_are_written(token: str, letters: int, characters: int) -> None:
    assert reach(token, letters) == characters


def test_no_letter_is_parted_from_its_accent() -> None:
    keyword = _taken_apart("parkeringstillåtelse")
    index = index_of(person("1", "Kari Moe", keywords=(keyword,)))
    assert matched(index, "tilla") == [("keyword", "part", keyword, ((10, 16),))]
    surname = _taken_apart("Bjørnstadåsenådalen")
    index = index_of(Person(id="1", name=Name("Kari", surname)))
    assert matched(index, "bjørmstada") == [("name", "typo", f"Kari {surname}", ((5, 16),))]


def test_a_domain_is_marked_as_far_as_it_was_typed() -> None:
    index = index_of(person("1", "Kari Moe", email="kari@straße.no"))
    assert matched(index, "@straße.no") == [("email", "exact", "kari@straße.no", ((4, 14),))]
    assert matched(index, "@stras") == [("email", "prefix", "kari@straße.no", ((4, 10),))]


def test_a_domain_of_one_word_is_told_where_a_slip_leads_to_it() -> None:
    index = index_of(person("1", "Kari Moe", email="@vann"), person("2", "Per Moe", email="per@vann"))
    told = [(hit.ref.id, hit.matched[0].text, hit.matched[0].ranges) for hit in index.search("vann").hits]
    assert told == [("1", "@vann", ((0, 5),)), ("2", "per@vann", ((3, 8),))]


SECRET = person("1", "Kari Moe", aliases=("Hemmelig Navn",), keywords=("krisesenter",), unit="u")


def _told(hits: tuple[Hit, ...]) -> list[str]:
    return [match.text for hit in hits for match in hit.matched]


@pytest.mark.parametrize("query", ["hemmelig", "krisesenter", "hemelig", "kari krise"])
def test_who_was_protected_meanwhile_is_not_told_of_as_they_were(query: str) -> None:
    index = index_of(unit("u", "Stab"), SECRET, person("2", "Per Hemmelig"))
    assert any(hit.ref == SECRET.ref for hit in index.search(query).hits)
    # Somebody has seen them already.
    _told(index.search("kari").hits)
    old = index.search(query).hits
    index.put_person(replace(SECRET, protection=Protection.RESTRICTED))
    assert set(_told(tuple(hit for hit in old if hit.ref == SECRET.ref))) <= {"Kari Moe"}
    # Of others it is told as before.
    assert all(hit.matched for hit in old if hit.ref != SECRET.ref)


def test_a_unit_that_was_changed_meanwhile_is_not_told_of_as_it_was() -> None:
    stab, below = unit("u", "Stab", keywords=("krisesenter",)), unit("v", "Vakt", parent="u")
    index = index_of(stab, below, person("1", "Kari Moe", unit="v"), person("2", "Per Moe", unit="v"))
    first, *others = index.search("krisesenter").hits
    assert _told((first,)) == ["krisesenter"]
    index.put_unit(replace(stab, keywords=("kriseteam",)))
    assert _told(tuple(others)) == []


def test_of_a_unit_the_keywords_are_not_told_of_who_was_protected_meanwhile() -> None:
    index = index_of(unit("u", "Stab", keywords=("krisesenter",)), person("1", "Kari Moe", unit="u"))
    hits = [hit for hit in index.search("krisesenter").hits if hit.ref.id == "1"]
    named = [hit for hit in index.search("stab").hits if hit.ref.id == "1"]
    index.put_person(person("1", "Kari Moe", unit="u", protection=Protection.RESTRICTED))
    assert _told(tuple(hits)) == []
    assert _told(tuple(named)) == ["Stab"]


def test_an_index_that_is_built_anew_tells_nothing_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_YOUNG", 3)
    index = index_of(SECRET)
    old = index.search("hemmelig").hits
    for at in range(5):
        index.put_person(person(f"n{at}", f"Nora{at} Moe"))
    index.put_person(replace(SECRET, protection=Protection.RESTRICTED))
    assert _told(old) == []


def test_an_index_in_whose_place_another_came_tells_nothing_any_more() -> None:
    catalogue, nobody = Catalogue(), cast("CacheReader", None)
    assert catalogue.take(catalogue.begin(), index_of(SECRET), nobody)
    results = catalogue.search("hemmelig", 5, {})
    assert results is not None
    assert catalogue.take(catalogue.begin(), index_of(SECRET), nobody)
    assert _told(results.hits) == []
    again = catalogue.search("hemmelig", 5, {})
    assert again is not None
    assert _told(again.hits) == ["Hemmelig Navn"]
