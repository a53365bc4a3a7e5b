"""Whom a caller's word means, by the benchmark's own rule and not by what the search makes of it."""

from __future__ import annotations

import pytest
from bench.search_errands import goes_on, inflects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("parkering", "parkeringen"),
        ("betaling", "betale"),
        ("program", "programmet"),
        ("søknader", "søknaden"),
        ("undersøkelse", "undersøke"),
        ("skole", "skolorna"),
        ("kommune", "kommunens"),
    ],
)
def test_words_of_one_root_that_end_on_endings_are_one(one: str, other: str) -> None:
    assert inflects(one, other)
    assert inflects(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vannski", "vannskade"),
        ("politi", "politisk"),
        ("bygg", "byggesak"),
        ("rus", "russ"),
        ("vei", "veving"),
    ],
)
def test_words_that_only_begin_alike_are_two(one: str, other: str) -> None:
    assert not inflects(one, other)
    assert not inflects(other, one)


@pytest.mark.parametrize(
    ("text", "beginning", "goes"),
    [
        ("bygge garasje", "bygge", True),
        ("garasjen min", "garasje", True),
        ("rommet", "rom", True),
        ("byggesak", "bygg", True),
        ("politisk", "politi", False),
        ("rusk", "rus", False),
        ("garasje", "bygge", False),
    ],
)
def test_a_text_goes_on_with_an_ending_another_word_or_more_words(
    text: str, beginning: str, *, goes: bool
) -> None:
    assert goes_on(text, beginning) is goes
