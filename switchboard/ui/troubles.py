"""What the window's line of problems says, and what becomes of its answers."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import say
from switchboard.sync.status import Phase, SyncStatus
from switchboard.ui.language import QtLanguage
from switchboard.ui.problem_line import ProblemLine


class Problem(StrEnum):
    """What a line in the window may be about."""

    SYNC = "sync"
    CALL = "call"
    DESK = "desk"
    START = "start"
    BUG = "bug"
    CLOSE = "close"


class Troubles(QObject):
    """Puts what is wrong, and what to do, into the line; one for each :class:`Problem`."""

    shrink_confirmed = Signal()
    token_asked = Signal()

    def __init__(self, line: ProblemLine, language: QtLanguage) -> None:
        super().__init__(line)
        self._line, self._language = line, language
        self._phase: Phase | None = None
        line.chosen.connect(self._answered)

    def clear(self) -> None:
        """Another copy will have other problems."""
        self._phase = None
        for problem in Problem:
            self._line.take_back(problem)

    def complain(self, problem: Problem, error: ExpectedError) -> None:
        """Say what is wrong and what to do."""
        self._line.complain(problem, self.sentence(error))

    def take_back(self, problem: Problem) -> None:
        """It is right again."""
        self._line.take_back(problem)

    def complain_of_bug(self, where: str) -> None:
        """Say that a bug was met; the report lies in ``where`` (may be empty)."""
        text = self.tr("Something went wrong inside Switchboard, sorry. Nothing was lost; you can go on.")
        if where:
            text += " " + self.tr("A report without personal data is in {file}.").format(file=where)
        self._line.complain(Problem.BUG, text)

    def complain_of_leaving(self, waiting: int) -> None:
        """Say what would be lost if the window was closed now."""
        text = self.tr("What waits to be sent ({n}) is in memory only, without a keyring: closing loses it.")
        again = self.tr("Wait until it is sent, or close once more all the same.")
        self._line.complain(Problem.CLOSE, f"{text.format(n=waiting)} {again}")

    def sentence(self, error: ExpectedError) -> str:
        """Return an error and its remedy as text."""
        parts = (error.sentence, error.remedy)
        return " ".join(say(part, self._language) for part in parts if part is not None)

    def judge(self, status: SyncStatus) -> None:
        """Say what is wrong with the sync, when that is something else than before."""
        if status.phase is self._phase and status.remedy is None:
            return
        self._phase = status.phase
        text = say(status.words, self._language)
        if status.remedy is not None:
            text = f"{text} {say(status.remedy, self._language)}"
        match status.phase:
            case Phase.NEEDS_CONFIRMATION:
                self._line.complain(Problem.SYNC, text, self.tr("Yes, that is right"))
            case Phase.REFUSED:
                self._line.complain(Problem.SYNC, text, self.tr("Another token …"))
            case Phase.BROKEN | Phase.OFFLINE:
                self._line.complain(Problem.SYNC, text)
            case Phase.LIVE | Phase.POLLING | Phase.FILLING:
                self._line.take_back(Problem.SYNC)
            case Phase.STARTING:
                pass

    def _answered(self, key: str) -> None:
        if key != Problem.SYNC:
            return
        if self._phase is Phase.NEEDS_CONFIRMATION:
            self.shrink_confirmed.emit()
        elif self._phase is Phase.REFUSED:
            self.token_asked.emit()
        self._line.take_back(key)
