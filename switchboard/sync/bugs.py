"""A bug in a lane becomes a line in the log and a report, and the lane goes on."""

from __future__ import annotations

import logging

from switchboard import crash

_log = logging.getLogger(__name__)


class Bugs:
    """Notes the bugs of one lane; one that comes back every minute gets one report a session."""

    def __init__(self) -> None:
        self._seen: set[tuple[type[BaseException], int, str]] = set()

    def note(self, where: str, error: BaseException) -> None:
        """Log the error's type, never its text, and report it if it is a new one."""
        _log.error("a bug in %s: %s", where, type(error).__name__)
        line, file = 0, ""
        traceback = error.__traceback__
        while traceback is not None:
            line, file = traceback.tb_lineno, traceback.tb_frame.f_code.co_filename
            traceback = traceback.tb_next
        if (mark := (type(error), line, file)) not in self._seen:
            self._seen.add(mark)
            crash.report(error)
