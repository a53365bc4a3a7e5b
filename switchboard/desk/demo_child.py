"""The demo's directory service: our own gateway, started as a child that ends when we do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words

_PATIENCE = 5.0
"""Seconds the child has to end by itself."""


def command(people: int, seed: int, day_speed: float) -> list[str]:
    """Return the command that serves a synthetic municipality and announces itself."""
    return [
        sys.executable,
        *("-m", "switchboard", "gateway", "serve", "--announce", "--demo", "--port", "0"),
        *("--people", str(people), "--seed", str(seed), "--day-speed", str(day_speed)),
    ]


class DemoChild:
    """One gateway process. Its standard input is a pipe of ours: when we end, however, it ends too."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def start(self) -> tuple[str, str]:
        """Start it and wait until it serves; return address and token. Not for the GUI thread.

        Raises:
            ExpectedError: it did not come up, or was stopped meanwhile.
        """
        with self._lock:
            if self._stopped:
                raise _failed()
            # The token travels through a pipe between the two, never through arguments or files.
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            process = self._process
        assert process.stdout is not None
        line = process.stdout.readline(10_000)
        try:
            told = json.loads(line)
            return str(told["url"]), str(told["token"])
        except (ValueError, TypeError, KeyError):
            self.stop()
            raise _failed() from None

    def cancel(self) -> None:
        """Make it end without waiting for that, whatever it does; whoever waits in :meth:`start` is told."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()

    def stop(self) -> None:
        """End it and wait until it is gone; again is harmless."""
        with self._lock:
            self._stopped = True
            process = self._process
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None


def _failed() -> ExpectedError:
    return ExpectedError(
        words("The demo could not be started."),
        words("Check that Switchboard was installed with its extra “demo”, and try again."),
    )
