"""Places in a sorted list, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.places import Places, begins, narrowed
from switchboard.search.shorn import Shorn

WORDS = st.lists(st.text(alphabet="abå", max_size=6))
KEYS = st.lists(st.text(alphabet="abå", max_size=6), min_size=1)


@given(WORDS, KEYS)
def test_what_is_kept_of_a_list_is_what_the_list_says(some: list[str], asked: list[str]) -> None:
    keys = sorted(some)
    places = Places(keys)
    for key in asked:
        start, whole, end = places.begins(key)
        assert keys[start:whole] == [word for word in keys if word == key]
        assert keys[start:end] == [word for word in keys if word.startswith(key)]
        low, high = places.beginning(key)
        assert keys[low:high] == keys[start:end]


@given(WORDS, st.text(alphabet="abå", max_size=4), st.integers(0, 5), st.integers(0, 5))
def test_only_a_part_of_the_list_is_looked_at(some: list[str], key: str, low: int, size: int) -> None:
    keys = sorted(some)
    low = min(low, len(keys))
    high = min(low + size, len(keys))
    wanted = [word for word in keys[low:high] if word.startswith(key)]
    start, end = narrowed(keys, key, low, high)
    assert keys[start:end] == wanted
    start, whole, end = begins(keys, key, low, high)
    assert keys[start:end] == wanted
    assert keys[start:whole] == [word for word in wanted if word == key]


@given(WORDS, KEYS, st.integers(0, 1))
def test_a_shorn_list_keeps_its_places_too(some: list[str], asked: list[str], at: int) -> None:
    keys = sorted(some)
    shorn = Shorn(keys)
    of = {number: word[:at] + word[at + 1 :] for number, word in enumerate(keys) if len(word) > at}
    for key in asked:
        assert sorted(shorn.equal(at, key)) == [number for number, word in of.items() if word == key]
        assert sorted(shorn.begins(at, key)) == [
            number for number, word in of.items() if word.startswith(key)
        ]
