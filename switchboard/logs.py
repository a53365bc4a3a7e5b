"""The window's log: counts and codes, for whoever helps when something does not work. Never personal data.

Records are formatted where they arise and written by a thread of their own, because the GUI thread does no
I/O. Of an exception only types and places are written, as in a crash report: its text may quote anything.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from switchboard import __version__, crash

MOST_BYTES = 1_000_000
"""How long a log grows before it is put aside; the one put aside before it goes."""

_Exception: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class _Formatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own wording of the exception on the record.
        mine = logging.makeLogRecord(vars(record))
        mine.exc_text = None
        return super().format(mine)

    def formatException(self, ei: _Exception) -> str:  # noqa: N802 - logging's name
        return "" if ei[1] is None else crash.describe(ei[1]).rstrip()


class _Queued(logging.Handler):
    def __init__(self, lines: queue.SimpleQueue[str | None]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._lines.put(self.format(record))
        except Exception:  # noqa: BLE001 - logging's own rule: a record that cannot be formatted stops nobody
            self.handleError(record)


class Log:
    """The log file of one run of the window, from :meth:`start` to :meth:`stop`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "switchboard.log"
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._handler = _Queued(self._lines)
        self._handler.setFormatter(_Formatter())
        self._thread = threading.Thread(target=self._write, name="log")

    def start(self) -> None:
        """Take records from now on: ours from INFO, other libraries' from WARNING."""
        logging.getLogger("switchboard").setLevel(logging.INFO)
        logging.getLogger().addHandler(self._handler)
        self._thread.start()
        logging.getLogger(__name__).info("Switchboard %s begins", __version__)

    def stop(self) -> None:
        """Write what is left, and end."""
        logging.getLogger().removeHandler(self._handler)
        self._lines.put(None)
        self._thread.join()

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size > MOST_BYTES:
                self._path.replace(self._path.with_suffix(".log.1"))
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError:
            # A full or read-only disk must not keep anybody from working; there is no log then.
            while self._lines.get() is not None:
                pass
            return
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            while (line := self._lines.get()) is not None:
                file.write(line + "\n")
                file.flush()
