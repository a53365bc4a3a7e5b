"""Tables that are read where they lie."""

from __future__ import annotations

from array import array
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.tables import ByText, Rows, Texts, after, checksum

NUMBERS = st.lists(st.integers(min_value=0, max_value=2**32 - 1))


def numbers(some: list[int]) -> memoryview:
    return memoryview(array("I", some).tobytes())


def starts(lengths: list[int]) -> memoryview:
    return numbers([0, *accumulate(lengths)])


@given(st.lists(st.text()))
def test_texts_are_read_one_by_one(texts: list[str]) -> None:
    written = [text.encode("utf-8", "surrogatepass") for text in texts]
    table = Texts(memoryview(b"".join(written)), starts([len(one) for one in written]))
    assert [table.text(number) for number in range(len(table))] == texts
    assert [table.written(number) for number in range(len(table))] == written


@given(st.lists(NUMBERS))
def test_rows_are_read_one_by_one(rows: list[list[int]]) -> None:
    table = Rows(starts([len(row) for row in rows]), numbers([one for row in rows for one in row]))
    assert [list(table.row(number)) for number in range(len(table))] == rows


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "cd"]), st.integers(0, 99))), st.sampled_from("abx"))
def test_what_lies_beside_a_text(some: list[tuple[str, int]], wanted: str) -> None:
    found = sorted((checksum(text), number) for text, number in some)
    table = ByText(numbers([one for one, _ in found]), numbers([number for _, number in found]))
    assert table.of(wanted) == sorted(number for text, number in some if text == wanted)


@given(NUMBERS, st.integers(min_value=0, max_value=2**32 - 1))
def test_where_more_begin(some: list[int], wanted: int) -> None:
    at = after(numbers(sorted(some)).cast("I"), wanted)
    assert all(one <= wanted for one in sorted(some)[:at])
    assert all(one > wanted for one in sorted(some)[at:])
