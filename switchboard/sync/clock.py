"""Time as the sync sees it; tests bring their own."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The three things that depend on real time."""

    def now(self) -> datetime:
        """Return the present moment, with its zone."""

    def monotonic(self) -> float:
        """Return seconds since some moment; never goes backwards."""

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on a held condition until it is notified or the seconds are over (``None``: for ever)."""


class Random(Protocol):
    """The one thing that depends on chance: ``random.Random`` has it."""

    def random(self) -> float:
        """Return a number from 0 up to but not including 1."""


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        condition.wait(seconds)
