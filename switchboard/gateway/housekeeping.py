"""What desks sent is not kept for ever: it says who was reached when, and serves nobody after a while."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Absence, Kind, Outcome, Ref, Source, Tombstone
from switchboard.gateway.store import Store

_log = logging.getLogger(__name__)
_EVERY = 3600.0


def sweep(store: Store, now: datetime, keep: timedelta) -> int:
    """Delete outcomes, and absences from desks that have ended, older than ``keep``; return how many."""
    limit = now - keep
    old: list[Ref] = []
    for kind in (Kind.OUTCOME, Kind.ABSENCE):
        for item in store.objects(kind):
            match item:
                case Outcome(at=at) if at < limit:
                    old.append(item.ref)
                case Absence(source=Source.SWITCHBOARD, end=datetime() as end) if end < limit:
                    old.append(item.ref)
    if old:
        store.commit([Tombstone(ref) for ref in old])
    return len(old)


@contextlib.contextmanager
def sweeping(store: Store, keep: timedelta) -> Iterator[None]:
    """Sweep now and every hour, in a thread of its own, as long as the context lasts."""
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                sweep(store, datetime.now(UTC), keep)
            except ExpectedError as error:
                _log.error("housekeeping failed: %s", type(error).__name__)
            if stop.wait(_EVERY):
                return

    thread = threading.Thread(target=work, name="gateway-housekeeping")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
