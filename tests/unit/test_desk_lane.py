"""One thread per kind of work, the newest question first."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from support.waiting import wait_until

from switchboard.desk import lane as lane_module
from switchboard.desk.lane import Lane


class _Gate:
    """A job that holds the lane until it is let go."""

    def __init__(self, lane: Lane) -> None:
        self.entered = threading.Event()
        self.let_go = threading.Event()
        lane.submit(self._job)
        assert self.entered.wait(30)

    def _job(self) -> None:
        self.entered.set()
        self.let_go.wait(30)


def test_jobs_run_in_order_on_one_thread() -> None:
    lane, ran = Lane("test"), []
    for i in range(20):
        lane.submit(lambda i=i: ran.append((i, threading.current_thread().name)))
    assert lane.stop(30, finish=True)
    assert ran == [(i, "test") for i in range(20)]


def test_the_newest_of_a_kind_replaces_those_still_waiting() -> None:
    lane, ran = Lane("test"), []
    gate = _Gate(lane)
    lane.submit(lambda: ran.append("old"), key="find")
    lane.submit(lambda: ran.append("other"))
    lane.submit(lambda: ran.append("new"), key="find")
    gate.let_go.set()
    assert lane.stop(30, finish=True)
    assert ran == ["new", "other"]


def test_urgent_jobs_go_first_and_replace_waiting_ones_of_their_key() -> None:
    lane, ran = Lane("test"), []
    gate = _Gate(lane)
    lane.submit(lambda: ran.append("slow"))
    lane.submit(lambda: ran.append("stale"), key="find")
    lane.submit(lambda: ran.append("find"), key="find", urgent=True)
    gate.let_go.set()
    assert lane.stop(30, finish=True)
    assert ran == ["find", "slow"]


def test_stopping_drops_what_waits_and_refuses_what_comes() -> None:
    lane, ran = Lane("test"), []
    gate = _Gate(lane)
    lane.submit(lambda: ran.append("waiting"))
    stopper = threading.Thread(target=lane.stop)
    stopper.start()
    wait_until(lambda: not lane.submit(lambda: ran.append("late")), what="the lane to refuse jobs")
    gate.let_go.set()
    stopper.join(30)
    assert ran == []


def test_a_lane_that_never_ran_stops_at_once() -> None:
    assert Lane("test").stop(0)


def test_a_lane_may_stop_itself() -> None:
    lane, stopped = Lane("test"), threading.Event()
    lane.submit(lambda: bool(lane.stop()) and stopped.set())
    assert stopped.wait(30)
    assert lane.stop(30)


def test_a_bug_is_reported_and_the_lane_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))
    lane, ran = Lane("test"), []
    lane.submit(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    lane.submit(lambda: ran.append("next"))
    assert lane.stop(30, finish=True)
    assert reported == [ZeroDivisionError]
    assert ran == ["next"]


def test_idle_says_when_nothing_waits() -> None:
    lane = Lane("test")
    gate = _Gate(lane)
    assert not lane.idle(0)
    gate.let_go.set()
    assert lane.idle(30)
    assert lane.stop(30)


def test_spare_steps_are_taken_when_nobody_asks_and_give_way_to_whoever_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lane_module, "QUIET", 0.001)
    lane, ran, entered, let_go = Lane("test"), [], threading.Event(), threading.Event()

    def steps() -> Iterator[None]:
        entered.set()
        let_go.wait(30)
        ran.append("first")
        yield
        ran.append("second")

    lane.submit(lambda: None)
    assert lane.idle(30)
    lane.fill_idle(steps())
    assert entered.wait(30)
    assert lane.idle(0), "nobody waits for a spare step"
    lane.submit(lambda: ran.append("asked"))
    let_go.set()
    wait_until(lambda: len(ran) == 3, what="the last step")
    assert ran == ["first", "asked", "second"]
    assert lane.stop(30)


def test_no_spare_step_is_taken_while_work_comes_or_the_lane_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "QUIET", 3600.0)
    lane, ran = Lane("test"), []
    gate = _Gate(lane)
    lane.fill_idle(ran.append("never") for _ in range(3))
    gate.let_go.set()
    lane.submit(lambda: ran.append("asked"))
    assert lane.stop(30, finish=True)
    assert ran == ["asked"]
