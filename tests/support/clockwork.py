"""A clock and a die in the hands of a test."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from support.builders import TUESDAY_10
from support.waiting import wait_until


class FakeClock:
    """Time passes when :meth:`pass_time` is called, and only then."""

    def __init__(self, start: datetime = TUESDAY_10) -> None:
        self._start = start
        self._passed = 0.0
        self._lock = threading.Lock()
        self._seen = threading.local()
        self._waiting: list[tuple[threading.Condition, float | None]] = []

    def now(self) -> datetime:
        with self._lock:
            return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        with self._lock:
            self._seen.passed = self._passed
            return self._passed

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        with self._lock:
            # Counted from the moment in which whoever waits looked at the clock: time may have passed since.
            end = None if seconds is None else getattr(self._seen, "passed", self._passed) + seconds
            if end is not None and end <= self._passed:
                return
            entry = (condition, end)
            self._waiting.append(entry)
        try:
            condition.wait()
        finally:
            with self._lock:
                self._waiting.remove(entry)

    def pass_time(self, seconds: float) -> None:
        """Let time pass and wake whoever has waited for that."""
        with self._lock:
            self._passed += seconds
            due = [c for c, end in self._waiting if end is not None and end <= self._passed]
        for condition in due:
            with condition:
                condition.notify_all()

    def pending(self) -> list[float]:
        """How many seconds each waiter with an end has still to wait, the shortest first."""
        with self._lock:
            return sorted(end - self._passed for _, end in self._waiting if end is not None)

    def wait_for_waiter(self, within: float, *, at_least: float = 0.0) -> None:
        """Return when somebody waits for a moment that is so many seconds away."""
        wait_until(
            lambda: any(at_least <= left <= within for left in self.pending()),
            what=f"a waiter with {at_least:g} to {within:g} s left",
        )


class FakeRandom:
    """Always the same throw."""

    def __init__(self, value: float = 0.5) -> None:
        self.value = value

    def random(self) -> float:
        return self.value
