"""Waiting for conditions, never for the clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], *, what: str, seconds: float = 20.0) -> None:
    """Return as soon as the condition holds; fail, saying what was waited for, when it does not."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for: {what}")
        pause.wait(0.01)
