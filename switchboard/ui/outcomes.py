"""What came of a call: asked once, told with one key, taken back with one key while nobody else knows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from switchboard.desk.desk import Desk
from switchboard.desk.journal import UNDO_SECONDS
from switchboard.desk.replies import Told
from switchboard.domain.model import Outcome, Ref, Result
from switchboard.domain.view import outcome_target
from switchboard.domain.words import short
from switchboard.ui.bridge import Bridge
from switchboard.ui.outcome_bar import OutcomeBar
from switchboard.ui.said_line import SaidLine


class Outcomes(QObject):
    """Joins the bar that asks, the desk's journal, and the line that offers to undo."""

    def __init__(
        self, desk: Desk, bridge: Bridge, bar: OutcomeBar, said: SaidLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._bridge, self._bar, self._said = desk, bridge, bar, said
        self._names: dict[Ref, str] = {}
        bar.dismissed.connect(self.leave_open)
        bridge.told.connect(self._on_told)

    def ask(self, target: Ref | None, name: str) -> None:
        """Ask about a call that was put through; of a bare number nobody keeps what came of it, so it is
        only said."""
        if target is None:
            self._bar.clear()
            self._said.say(self.tr("Put through to {name}.").format(name=short(name)))
        else:
            self._bar.ask(target, name)

    def tell(self, result: Result) -> bool:
        """Say what came of the call that is asked about; false when none is."""
        target = self._bar.target
        if target is None:
            return False
        self._names[target] = self._bar.name
        self._desk.journal.outcome(target, result, self._bridge.deliver_told)
        self._bar.clear()
        return True

    def leave_open(self) -> None:
        """Nobody will say what came of it."""
        self._bar.clear()

    def _on_told(self, answer: Told) -> None:
        target = outcome_target(answer.outcome)
        name = self._names.pop(target, None)
        if name is None:
            # They have become somebody who is not spoken of meanwhile.
            return
        what = self._bar.word(answer.outcome.result)
        if answer.too_late:
            text = self.tr("Already sent: {name}, {what}. Nothing was taken back.")
            self._said.say(text.format(name=name, what=what), about=target)
        elif answer.withdrawn:
            self._said.say(self.tr("Taken back: {name}, {what}").format(name=name, what=what), about=target)
            if self._bar.target is None:
                self._bar.ask(target, name)
        else:
            self._said.say(
                self.tr("Noted: {name}, {what}").format(name=name, what=what),
                about=target,
                undo=partial(self._take_back, answer.outcome, name),
                seconds=UNDO_SECONDS,
            )

    def _take_back(self, outcome: Outcome, name: str) -> None:
        self._names[outcome_target(outcome)] = name
        self._desk.journal.take_back(outcome, self._bridge.deliver_told)

    @property
    def about(self) -> set[Ref]:
        """Who is asked about, or was told of just now."""
        return {*self._names, *filter(None, (self._bar.target,))}

    def forget(self, ref: Ref) -> None:
        """Somebody is no longer in the directory."""
        self._names.pop(ref, None)
        if self._bar.target == ref:
            self._bar.clear()
