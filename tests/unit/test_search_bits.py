"""Sets of slots: whatever is added up, what was there stays as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.bits import BitMap, bits_of, union

SLOTS = st.frozensets(st.integers(0, 70_000), max_size=40)


@given(st.lists(SLOTS, max_size=9))
def test_a_union_has_all_and_leaves_its_parts(parts: list[frozenset[int]]) -> None:
    bitmaps = [bits_of(sorted(part)) for part in parts]
    every = union(bitmaps)
    assert set(every) == set().union(*parts)
    assert [set(bits) for bits in bitmaps] == [set(part) for part in parts]


@given(SLOTS, SLOTS)
def test_a_union_of_the_same_again_is_the_same(some: frozenset[int], others: frozenset[int]) -> None:
    one, other = BitMap(some), BitMap(others)
    assert union([one, other, one]) == union([one, other])
    assert (set(one), set(other)) == (set(some), set(others))
