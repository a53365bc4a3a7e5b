"""The levels of fragments are kept, those of short ones longer than those of long ones."""

from __future__ import annotations

from switchboard.search.lately import KEPT, KEPT_SHORT, SHORT, Lately
from switchboard.search.levels import Level
from switchboard.search.query import Fragment


class Making:
    """Makes no levels, and notes for whom."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def match(self, fragment: Fragment) -> list[Level]:
        self.made.append(fragment.form)
        return []


LONG = [Fragment(f"long{at:04}") for at in range(KEPT + 5)]


def test_a_fragment_that_is_asked_for_again_is_not_made_again() -> None:
    making = Making()
    lately = Lately(making.match)
    assert lately.of(Fragment("kari")) is lately.of(Fragment("kari"))
    assert making.made == ["kari"]


def test_short_ones_are_kept_while_long_ones_come_and_go() -> None:
    making = Making()
    lately = Lately(making.match)
    short = Fragment("x" * SHORT)
    first = lately.of(short)
    for one in LONG:
        lately.of(one)
    assert lately.of(short) is first
    assert list(lately) == [short, *LONG[5:]]
    assert making.made == [short.form, *(one.form for one in LONG)]
    lately.of(LONG[0])
    assert making.made[-1] == LONG[0].form


def test_no_more_short_ones_are_kept_than_are_of_use() -> None:
    lately = Lately(Making().match)
    for at in range(KEPT_SHORT + 7):
        lately.of(Fragment(chr(0x4E00 + at)))
    assert len(lately) == KEPT_SHORT


def test_when_room_was_made_nothing_is_forgotten_for_as_many_more() -> None:
    lately = Lately(Making().match)
    for one in LONG[:KEPT]:
        lately.of(one)
    lately.make_room(5)
    assert list(lately) == LONG[5:KEPT]
    for one in LONG[KEPT:]:
        lately.of(one)
    assert list(lately) == LONG[5:]
    lately.make_room(0)
    assert len(lately) == KEPT
