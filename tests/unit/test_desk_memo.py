"""The memo: what happens before there is a window is told to it in order, and nothing is told twice."""

from __future__ import annotations

import threading
from typing import Any

from support.waiting import wait_until

from switchboard.desk.memo import Memo


class Porter:
    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: self.heard.append((name, args or kwargs))


def test_everything_is_told_in_its_order() -> None:
    memo, porter = Memo(), Porter()
    memo.on_settings(1)  # type: ignore[arg-type]
    memo.on_desk(2, None, filled=True)  # type: ignore[arg-type]
    memo.on_status(3)  # type: ignore[arg-type]
    memo.on_nothing_known("x", None)
    memo.read_out(porter)  # type: ignore[arg-type]
    memo.on_ready(4)  # type: ignore[arg-type]
    memo.on_changed(frozenset(), True)
    memo.on_sent_later()
    memo.on_problem(5)  # type: ignore[arg-type]
    assert [name for name, _ in porter.heard] == [
        *("on_settings", "on_desk", "on_status", "on_nothing_known"),
        *("on_ready", "on_changed", "on_sent_later", "on_problem"),
    ]


def test_what_happens_while_it_is_read_out_is_not_lost() -> None:
    memo, porter = Memo(), Porter()
    going = threading.Event()

    def talk() -> None:
        for number in range(2000):
            memo.on_status(number)  # type: ignore[arg-type]
            if number == 100:
                going.set()

    talking = threading.Thread(target=talk)
    talking.start()
    assert going.wait(30)
    memo.read_out(porter)  # type: ignore[arg-type]
    talking.join()
    wait_until(lambda: len(porter.heard) == 2000, what="all that was said")
    assert [args[0] for _, args in porter.heard] == list(range(2000))
