"""One plain thread with one kind of work, in which the newest question replaces those still waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TypeAlias

Job: TypeAlias = Callable[[], None]

QUIET = 0.3
"""Seconds without work after which a lane's moments are its own: longer than from one key to the next."""


class Lane:
    """A thread that does one job after the other.

    Jobs with the same key replace each other while they wait: of ten searches typed during one slow answer
    only the newest runs. Urgent jobs go before all others. A job that raises is a bug: it reaches
    ``threading.excepthook``, and the lane goes on with the next job.
    """

    def __init__(self, name: str) -> None:
        self._condition = threading.Condition()
        self._urgent: dict[object, Job] = {}
        self._waiting: dict[object, Job] = {}
        self._spare: Iterator[object] | None = None
        self._quiet = False
        self._stopping = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._started = False

    def submit(self, job: Job, *, key: object = None, urgent: bool = False) -> bool:
        """Queue a job; return false when the lane has been stopped and the job will never run."""
        with self._condition:
            if self._stopping:
                return False
            identity = object() if key is None else key
            self._urgent.pop(identity, None)
            # A replaced job keeps its predecessor's place in the queue, or a steady stream of newer ones
            # would never be served.
            if urgent:
                self._waiting.pop(identity, None)
                self._urgent[identity] = job
            else:
                self._waiting[identity] = job
            if not self._started:
                self._started = True
                self._thread.start()
            self._condition.notify_all()
            return True

    def waits(self, key: object) -> bool:
        """Return whether a job with this key waits, for a running one that would give way to it."""
        return key in self._urgent or key in self._waiting

    def fill_idle(self, steps: Iterator[object]) -> None:
        """Take these steps, one by one, in moments when nothing has been asked for :data:`QUIET` seconds, in
        place of those that were to be taken before. They are not worth waiting for: neither :meth:`idle` nor
        :meth:`stop` does."""
        with self._condition:
            self._spare = steps
            self._condition.notify_all()

    def stop(self, timeout: float | None = None, *, finish: bool = False) -> bool:
        """Stop after the running job (after all waiting ones with ``finish``); return whether it ended.

        Called from the lane itself it only asks the lane to stop.
        """
        with self._condition:
            self._stopping = True
            if not finish:
                self._urgent.clear()
                self._waiting.clear()
            self._condition.notify_all()
            started = self._started
        if not started or self._thread is threading.current_thread():
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def idle(self, timeout: float) -> bool:
        """Wait until nothing runs or waits; return whether that came true in time."""
        with self._condition:
            return self._condition.wait_for(
                lambda: not (self._busy or self._urgent or self._waiting), timeout
            )

    def _next(self) -> Job | None:
        with self._condition:
            self._busy = False
            self._condition.notify_all()
            while not (self._urgent or self._waiting or self._stopping):
                if not self._condition.wait(self._patience()) and self._spare is not None:
                    self._quiet = True
                    return self._step
            self._quiet = False
            for queue in (self._urgent, self._waiting):
                for key in queue:
                    self._busy = True
                    return queue.pop(key)
            return None

    def _patience(self) -> float | None:
        """How long to wait for work before a spare step is taken; ``None``: there is none to take."""
        if self._spare is None:
            return None
        return 0 if self._quiet else QUIET

    def _step(self) -> None:
        steps = self._spare
        assert steps is not None
        if next(steps, self) is self:
            with self._condition:
                if self._spare is steps:
                    self._spare = None

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a bug in one job must not end the lane; it is reported
                threading.excepthook(
                    threading.ExceptHookArgs(
                        (type(error), error, error.__traceback__, threading.current_thread())
                    )
                )
            del job
