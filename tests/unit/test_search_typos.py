"""Slips of the fingers, against the plain definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.shorn import Shorn
from switchboard.search.spelling import plain
from switchboard.search.typos import (
    NEIGHBOURS,
    halves,
    one_slip,
    slips,
    slips_of_ae,
    swaps_of_ae,
    two_slips,
)

WORDS = st.text(alphabet="abcdå", min_size=1, max_size=7)


def distance(left: str, right: str) -> int:
    """Optimal string alignment, from its definition."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if not i or not j:
                table[i][j] = i + j
                continue
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (left[i - 1] != right[j - 1])
            )
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORDS, WORDS)
def test_slips_is_the_distance_up_to_its_limit(left: str, right: str) -> None:
    assert slips(left, right, 2) == min(3, distance(left, right))


@given(st.sets(WORDS, max_size=30), WORDS)
def test_one_slip_finds_every_word_one_edit_away(words: set[str], key: str) -> None:
    keys = sorted(words)
    near = list(one_slip(keys, key))
    whole = {keys[at] for some in near for at in range(some.start, some.whole)}
    begun = {keys[at] for some in near for at in range(some.whole, some.end)}
    # A letter missing at the end is a word not yet typed to its end: the prefix tier has it.
    expected = {some for some in keys if distance(some, key) == 1 and not some.startswith(key)}
    assert expected <= whole | begun
    assert all(distance(some, key) <= 1 for some in whole)
    assert all(any(distance(some[:end], key) <= 1 for end in range(len(some))) for some in begun)


@given(st.sets(WORDS, max_size=30), WORDS)
def test_slips_looked_up_are_those_walked_to(words: set[str], key: str) -> None:
    keys = sorted(words)

    def found(shorn: Shorn | None) -> dict[tuple[int, bool], int]:
        best: dict[tuple[int, bool], int] = {}
        for near in one_slip(keys, key, shorn):
            for at in range(near.start, near.end):
                whole = at < near.whole
                best[at, whole] = min(near.penalty, best.get((at, whole), 9))
        return best

    assert found(Shorn(keys)) == found(None)


@given(
    st.sets(st.text(alphabet="abc", min_size=6, max_size=10), max_size=20),
    st.text(alphabet="abc", min_size=8, max_size=8),
)
def test_two_slips_finds_those_two_edits_away(words: set[str], key: str) -> None:
    keys = sorted(words)
    tail = halves(key)[1]
    ending = [at for at, some in enumerate(keys) if some.endswith(tail)]
    found = {keys[at] for at in two_slips(keys, key, ending)}
    # Of those nearer, one_slip and the prefix tier have what is not here.
    assert found >= {some for some in keys if distance(some, key) == 2}
    assert all(distance(some, key) <= 2 for some in found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kristofefrsne", "kristoffersen"),  # two swaps, far apart
        ("kristoferson", "kristoffersen"),
        ("kirstoffresen", "kristoffersen"),
        ("rkistoffersne", "kristoffersen"),
        ("abdulrahamn", "abdulrahman"),
        ("krsitfofersen", "kristoffersen"),
        ("rkistxoffersen", "kristoffersen"),  # both in the first half
    ],
)
def test_two_slips_of_fast_hands(typed: str, meant: str) -> None:
    keys = sorted([meant, "kristiansen", "abdullah", "hansen"])
    ending = [at for at, key in enumerate(keys) if key.endswith(halves(typed)[1])]
    found = {keys[at] for at in two_slips(keys, typed, ending)} | {
        keys[at] for near in one_slip(keys, typed) for at in range(near.start, near.whole)
    }
    assert meant in found


def test_slips_of_fast_hands_are_the_likelier_ones() -> None:
    def penalty(typed: str, meant: str) -> int:
        return min(near.penalty for near in one_slip([meant], typed))

    assert penalty("hasnen", "hansen") == 0  # swapped
    assert penalty("hannsen", "hansen") == 0  # doubled
    assert penalty("bjorklud", "bjorklund") == 0  # missing
    assert penalty("hanaen", "hansen") == 1  # a is beside s
    assert penalty("evinsen", "evensen") == 1  # as easily misheard
    assert penalty("havsen", "hevsen") == 2
    assert penalty("hanpen", "hansen") == 2
    assert penalty("hanpsen", "hansen") == 2
    assert penalty("jansen", "hansen") == 3  # the first letter
    assert penalty("ansen", "hansen") == 3


@pytest.mark.parametrize("typed", ["sther", "søther", "stæher", "sææther", "åsther", "æsther"])
def test_ae_is_one_letter_to_the_hand(typed: str) -> None:
    meant = "saether" if typed != "åsther" else "aesther"
    assert meant in set(slips_of_ae(typed, plain(typed)))
    assert distance("saether", plain("sther")) == 2


@given(WORDS)
def test_words_without_ae_have_none_to_swap(form: str) -> None:
    assert [*swaps_of_ae([plain(letter) for letter in form])] == []


def test_neighbours_are_mutual() -> None:
    assert all((b, a) in NEIGHBOURS for a, b in NEIGHBOURS)
