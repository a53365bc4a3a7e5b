"""Fragments: what is kept of one is found again by another that says the same, and by no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.query import Fragment, parse


@given(st.text(max_size=40))
def test_the_same_text_has_the_same_fragments(text: str) -> None:
    one, other = parse(text), parse(text)
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "other",
    [
        Fragment("13"),
        Fragment("12", "12", groups=("12",)),
        Fragment("12", "1234", groups=("1", "234")),
        Fragment("12", "1234", groups=("12", "34"), international=True),
        Fragment("12", "1234", groups=("12", "34"), domain=True),
    ],
)
def test_what_differs_in_anything_is_another_fragment(other: Fragment) -> None:
    assert other != Fragment("12", "1234", groups=("12", "34"))
    assert other != "12"


def test_a_fragment_does_not_show_whom_somebody_asked_for() -> None:
    assert "nordmann" not in repr(parse("kari nordmann"))
