"""What was worked out lately is kept, and what was made first is forgotten first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.keeping import forget_first, kept, make_room


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 6))
def test_no_more_are_kept_and_the_rest_is_not_made_again(keys: list[int], most: int) -> None:
    memo: dict[int, int] = {}
    made: list[int] = []

    def make(key: int) -> int:
        made.append(key)
        return -key - 1

    for key in keys:
        before = dict(memo)
        assert kept(memo, most, key, make) == -key - 1
        # What is new puts out the first of the others, and nothing else.
        expected = before if key in before else {**before, key: -key - 1}
        assert list(memo.items()) == list(expected.items())[-most:]
        assert (made[-1] == key and len(made) > 0) or key in before


def test_what_is_made_on_the_way_is_kept_too() -> None:
    memo: dict[int, int] = {}

    def make(key: int) -> int:
        return key if key == 0 else kept(memo, 2, key - 1, make) + key

    assert kept(memo, 2, 4, make) == 10
    assert memo == {3: 6, 4: 10}


def test_the_first_are_forgotten() -> None:
    memo = dict.fromkeys(range(5), "")
    forget_first(memo, 2)
    assert list(memo) == [2, 3, 4]
    forget_first(memo, 9)
    assert not memo


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12))
def test_room_is_made_for_so_many_and_no_more_is_forgotten(kept_now: int, most: int, room: int) -> None:
    memo = dict.fromkeys(range(min(kept_now, most)), "")
    before = list(memo)
    make_room(memo, most, room)
    assert len(memo) == min(len(before), max(most - room, 0))
    assert list(memo) == before[len(before) - len(memo) :]
