"""Sends what waits in the outbox: once, in order, none holding up the rest for ever."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from switchboard.cache import Outbox, Outgoing, OutgoingKind
from switchboard.directory.errors import DirectoryError, Forbidden, Refused, ServerFault, Unauthorised
from switchboard.directory.wire import WireError
from switchboard.domain.model import Absence, Message, Outcome
from switchboard.sync.protocols import DirectoryClient

_log = logging.getLogger(__name__)

MOST_FAULTS = 8
"""After so many failures of the service at one thing, the thing is set aside."""


class Post:
    """Sends the outbox. What the service will not take is set aside for this session: it stays in the outbox
    with a problem, the rest goes on, and the next session tries it once more.
    """

    def __init__(self, grace: float = 0.0) -> None:
        self._aside: set[tuple[OutgoingKind, str]] = set()
        self._grace = timedelta(seconds=grace)
        self.sent = 0
        self.pause: float | None = None
        """Seconds until an outcome that may still be taken back is to be sent; ``None`` without one."""

    @property
    def set_aside(self) -> int:
        """How many things the service would not take."""
        return len(self._aside)

    def send(self, client: DirectoryClient, outbox: Outbox, now: datetime) -> None:
        """Send everything that waits, oldest first, up to an outcome that may still be taken back.

        It must follow a successful fetch of changes: whoever has become shielded is then gone from the
        outbox, and a 403 is known to be about the thing, not about us.

        Raises:
            DirectoryError: the line or the service failed; the rest waits.
        """
        self.pause = None
        waiting = outbox.all()
        self._aside &= {(item.kind, item.id) for item in waiting}
        for item in waiting:
            if (item.kind, item.id) in self._aside:
                continue
            if (rest := self._young(item, now)) is not None:
                # What was said later waits with it: the service hears everything in order.
                self.pause = rest.total_seconds()
                return
            try:
                _send(client, item)
            except Unauthorised:
                raise
            except Forbidden:
                self._put_aside(outbox, item, "forbidden")
            except Refused as error:
                self._put_aside(outbox, item, f"refused-{error.status}")
            except WireError:
                self._put_aside(outbox, item, "unreadable")
            except ServerFault as error:
                if item.attempts + 1 < MOST_FAULTS:
                    outbox.failed(item, f"fault-{error.status}")
                    raise
                self._put_aside(outbox, item, f"fault-{error.status}")
            except DirectoryError:
                outbox.unsure(item)
                raise
            else:
                outbox.done(item)
                self.sent += 1

    def _young(self, item: Outgoing, now: datetime) -> timedelta | None:
        """How long the agent may still take it back. A clock that was set back holds nothing up."""
        age = now - item.created
        if item.kind is OutgoingKind.OUTCOME and timedelta(0) <= age < self._grace:
            return self._grace - age
        return None

    def again(self) -> None:
        """Try what was set aside once more: the token, and with it the role, is another one."""
        self._aside.clear()

    def _put_aside(self, outbox: Outbox, item: Outgoing, why: str) -> None:
        outbox.failed(item, why)
        self._aside.add((item.kind, item.id))
        _log.info("the service does not take an %s: %s", item.kind, why)


def _send(client: DirectoryClient, item: Outgoing) -> None:
    match item.item():
        case Outcome() as outcome:
            client.send_outcome(outcome)
        case Message() as message:
            client.send_message(message)
        case Absence() as absence:
            client.send_absence(absence)
        case absence_id:
            client.end_absence(absence_id)
