"""The words for why somebody cannot take a call: absences and presence, never more than agents may know."""

from __future__ import annotations

from switchboard.domain.model import Absence, AbsenceKind, Presence, PresenceState
from switchboard.domain.words import Words, words

_ABSENCES: dict[AbsenceKind, Words] = {
    AbsenceKind.MEETING: words("in a meeting"),
    AbsenceKind.LUNCH: words("at lunch"),
    AbsenceKind.GONE_FOR_DAY: words("gone for the day"),
    AbsenceKind.OFF_DUTY: words("off duty"),
    AbsenceKind.ERRAND: words("on an errand"),
    AbsenceKind.TRAVEL: words("travelling"),
    AbsenceKind.REMOTE: words("working elsewhere"),
    AbsenceKind.VACATION: words("on vacation"),
    AbsenceKind.LEAVE: words("on leave"),
    AbsenceKind.COURSE: words("on a course"),
    AbsenceKind.OTHER: words("absent"),
}
_IN_A_CALL = words("in a call")
_STATES: dict[PresenceState, Words] = {
    PresenceState.AVAILABLE: words("available"),
    PresenceState.BUSY: words("busy"),
    PresenceState.DO_NOT_DISTURB: words("does not want to be disturbed"),
    PresenceState.AWAY: words("away from the desk"),
    PresenceState.OFFLINE: words("signed out"),
}
_ACTIVITIES: dict[str, Words] = {
    "in-a-call": _IN_A_CALL,
    "in-a-conference-call": _IN_A_CALL,
    "in-a-meeting": words("in a meeting"),
    "presenting": words("presenting"),
}


def of_absence(absence: Absence) -> Words:
    """Return the reason without its time: ``on vacation``."""
    return _ABSENCES[absence.kind]


def in_a_call(presence: Presence) -> bool:
    """Whether the line is engaged, whatever the presence says of the person."""
    return presence.activity in ("in-a-call", "in-a-conference-call")


def of_presence(presence: Presence) -> Words:
    """Return what the presence says in words; an activity that this version does not know is not repeated."""
    if presence.state in (PresenceState.BUSY, PresenceState.DO_NOT_DISTURB) or in_a_call(presence):
        return _ACTIVITIES.get(presence.activity or "", _STATES[presence.state])
    return _STATES[presence.state]
