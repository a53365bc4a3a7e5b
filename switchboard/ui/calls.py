"""Putting calls through."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from switchboard.desk.desk import Desk
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref
from switchboard.domain.routes import Route
from switchboard.telephony import CallControl, CallRequest


class Calls(QObject):
    """Hands routes to the phone system."""

    put_through = Signal(object, str)
    """The call went to this :class:`Ref` (``None`` for a bare phone) of this name."""
    failed = Signal(object)
    """The :class:`ExpectedError` why it did not."""

    def __init__(self, desk: Desk, control: CallControl, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._control = desk, control

    def take(self, route: Route, meant: Ref, *, consult: bool) -> bool:
        """Put the call through by a route that has a phone; return whether it was handed over."""
        assert route.phone is not None
        try:
            self._control.put_through(CallRequest(route.phone.number, route.phone.extension, consult))
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        target = target_of(route)
        # Whoever asks for somebody again types their name, not that of whoever took the call.
        self._desk.journal.used(meant, target or meant)
        self.put_through.emit(target, route.name)
        return True


def target_of(route: Route) -> Ref | None:
    """Return whom a route leads to; a bare phone leads to nobody the directory knows."""
    if route.person is not None:
        return Ref(Kind.PERSON, route.person)
    return None if route.unit is None else Ref(Kind.UNIT, route.unit)
