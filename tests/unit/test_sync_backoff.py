from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clockwork import FakeRandom

from switchboard.sync.backoff import Backoff


def make(value: float = 0.5) -> Backoff:
    return Backoff(FakeRandom(value), first=1, most=60, retry_after_most=3600)


def test_the_bound_doubles_up_to_the_most_and_starts_over() -> None:
    backoff = make()
    assert [backoff.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert backoff.failures == 8
    backoff.reset()
    assert backoff.next() == 0.5


def test_a_lucky_throw_does_not_hammer() -> None:
    assert make(0.0).next() == 0.1


@pytest.mark.parametrize(("asked", "least"), [(0, 0), (17, 17), (3600, 3600), (1e9, 3600)])
def test_retry_after_is_honoured_within_reason(asked: float, least: float) -> None:
    waits = make().next(asked)
    assert least < waits <= least + 1


@given(st.integers(0, 5000), st.none() | st.floats(0, 1e12), st.integers())
def test_it_never_waits_for_ever_nor_not_at_all(failures: int, asked: float | None, seed: int) -> None:
    backoff = Backoff(random.Random(seed), first=1, most=60, retry_after_most=3600)
    backoff._failures = failures
    assert 0.1 <= backoff.next(asked) <= 3660


def test_three_hundred_clients_spread_out() -> None:
    waits = []
    for seed in range(300):
        backoff = Backoff(random.Random(seed), first=1, most=60, retry_after_most=3600)
        for _ in range(3):
            backoff.next()
        waits.append(backoff.next())
    busiest = max(sum(second <= wait < second + 1 for wait in waits) for second in range(8))
    assert busiest < 80
