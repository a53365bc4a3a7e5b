"""The demo's child process comes up, and is gone when we are done with it."""

from __future__ import annotations

import sys
import threading

import pytest
from support.waiting import wait_until

from switchboard.desk.demo_child import DemoChild, command
from switchboard.domain.errors import ExpectedError

SERVES = (
    "import json,sys;print(json.dumps({'url':'http://127.0.0.1:1','token':'t'}),flush=True);sys.stdin.read()"
)


def test_it_announces_itself_and_ends_with_us() -> None:
    child = DemoChild([sys.executable, "-c", SERVES])
    assert child.start() == ("http://127.0.0.1:1", "t")
    assert child.running
    child.stop()
    assert not child.running
    child.stop()


@pytest.mark.parametrize(
    "program", ["pass", "print('nonsense')", "print('[1]')", "print('{}')", "raise SystemExit(3)"]
)
def test_a_child_that_does_not_come_up_is_said_and_gone(program: str) -> None:
    child = DemoChild([sys.executable, "-c", program])
    with pytest.raises(ExpectedError):
        child.start()
    assert not child.running


def test_a_child_that_was_cancelled_never_starts() -> None:
    child = DemoChild([sys.executable, "-c", SERVES])
    child.stop()
    with pytest.raises(ExpectedError):
        child.start()
    assert not child.running


def test_a_child_that_does_not_listen_is_cancelled_without_waiting() -> None:
    child = DemoChild([sys.executable, "-c", "import time; time.sleep(600)"])
    caught: list[ExpectedError] = []

    def start() -> None:
        try:
            child.start()
        except ExpectedError as error:
            caught.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    wait_until(lambda: child.running, what="the child")
    child.cancel()
    thread.join(60)
    assert caught
    assert not child.running


def test_no_secret_travels_as_an_argument() -> None:
    line = command(60_000, 1, 2.0)
    assert "token" not in " ".join(line).lower()
    assert line[-6:] == ["--people", "60000", "--seed", "1", "--day-speed", "2.0"]
