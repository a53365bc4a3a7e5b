"""Putting calls through, and what came of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from switchboard.desk.desk import Desk
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref, Result
from switchboard.domain.routes import Route
from switchboard.telephony import CallControl, CallRequest


class Calls(QObject):
    """Hands routes to the phone system; asks and tells what came of it."""

    put_through = Signal(object, str)
    """The call went to this :class:`Ref` (``None`` for a bare phone) of this name."""
    failed = Signal(object)
    """The :class:`ExpectedError` why it did not."""

    def __init__(self, desk: Desk, control: CallControl, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._control = desk, control
        self._open: Ref | None = None

    @property
    def open(self) -> Ref | None:
        """Whom the last call went to, while nobody has said what came of it."""
        return self._open

    def take(self, route: Route, meant: Ref, *, consult: bool) -> bool:
        """Put the call through by a route that has a phone; return whether it was handed over."""
        assert route.phone is not None
        try:
            self._control.put_through(CallRequest(route.phone.number, route.phone.extension, consult))
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        target = target_of(route)
        self._open = target
        self._desk.journal.used(target or meant)
        self.put_through.emit(target, route.name)
        return True

    def tell(self, result: Result) -> bool:
        """Say what came of the last call; false when there is none to speak of."""
        if self._open is None:
            return False
        self._desk.journal.outcome(self._open, result)
        self._open = None
        return True

    def leave_open(self) -> None:
        """Nobody will say what came of it."""
        self._open = None


def target_of(route: Route) -> Ref | None:
    """Return whom a route leads to; a bare phone leads to nobody the directory knows."""
    if route.person is not None:
        return Ref(Kind.PERSON, route.person)
    return None if route.unit is None else Ref(Kind.UNIT, route.unit)
