"""Phone hours as a gate: whether a unit takes calls now, and when it does again."""

from __future__ import annotations

from datetime import datetime, timedelta

from switchboard.domain.brief import Gated
from switchboard.domain.hours import Hours, Says
from switchboard.domain.model import Service
from switchboard.domain.record import record
from switchboard.domain.words import Words, words

_SOON = timedelta(hours=1)


@record(frozen=True, slots=True)
class Gate:
    """What a unit's phone hours say of a moment.

    ``open`` is false only when they say closed: hours that nobody has said, that cannot be read, or that
    depend (OSM's ``unknown``) close nothing. ``known`` says whether there are readable hours at all.
    ``opens`` is when a closed unit opens next, ``changes`` when the answer may change.
    """

    open: bool
    known: bool
    why: Words
    opens: datetime | None = None
    changes: datetime | None = None


_NOT_SAID = Gate(True, False, words("phone hours not known"))
_UNREADABLE = Gate(True, False, words("the phone hours cannot be read"))


def gate(unit: Gated, service: Service, at: datetime) -> Gate:
    """Return what the unit's phone hours say of ``at``."""
    if unit.phone_hours is None:
        return _NOT_SAID
    hours = Hours.read(unit.phone_hours, service)
    if hours is None:
        return _UNREADABLE
    said, changes = hours.says(at), hours.next_change(at)
    if said is Says.UNKNOWN:
        return Gate(True, True, words("may be open"), None, changes)
    if said is Says.OPEN:
        why = words("open") if changes is None else words("open until {until}", until=changes)
        return Gate(True, True, why, None, changes)
    opens = hours.next_open(at)
    if opens is None:
        why = words("closed")
    elif opens - at < _SOON:
        why = words("opens in {wait}", wait=opens - at)
    else:
        why = words("opens {opens}", opens=opens)
    return Gate(False, True, why, opens, changes)
