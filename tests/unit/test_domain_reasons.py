"""What presence says in words, and whether the line is engaged."""

from __future__ import annotations

import pytest
from support.builders import absence, presence

from switchboard.domain.model import AbsenceKind, PresenceState
from switchboard.domain.reasons import in_a_call, of_absence, of_presence


@pytest.mark.parametrize(
    ("state", "activity", "engaged", "text"),
    [
        (PresenceState.AVAILABLE, None, False, "available"),
        (PresenceState.BUSY, None, False, "busy"),
        (PresenceState.DO_NOT_DISTURB, None, False, "does not want to be disturbed"),
        (PresenceState.AWAY, None, False, "away from the desk"),
        (PresenceState.OFFLINE, None, False, "signed out"),
        (PresenceState.BUSY, "in-a-call", True, "in a call"),
        (PresenceState.BUSY, "in-a-conference-call", True, "in a call"),
        (PresenceState.BUSY, "in-a-meeting", False, "in a meeting"),
        (PresenceState.DO_NOT_DISTURB, "presenting", False, "presenting"),
        # a call counts whatever the state; what else they do does not make anybody busy
        (PresenceState.AVAILABLE, "in-a-conference-call", True, "in a call"),
        (PresenceState.AWAY, "in-a-call", True, "in a call"),
        (PresenceState.AVAILABLE, "in-a-meeting", False, "available"),
        (PresenceState.OFFLINE, "presenting", False, "signed out"),
        # what this version does not know is not repeated
        (PresenceState.BUSY, "watching-a-film", False, "busy"),
    ],
)
def test_presence_in_words(state: PresenceState, activity: str | None, engaged: bool, text: str) -> None:
    said = presence(state=state, activity=activity)
    assert in_a_call(said) is engaged
    assert of_presence(said).template == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AbsenceKind.MEETING, "in a meeting"),
        (AbsenceKind.LUNCH, "at lunch"),
        (AbsenceKind.GONE_FOR_DAY, "gone for the day"),
        (AbsenceKind.OFF_DUTY, "off duty"),
        (AbsenceKind.ERRAND, "on an errand"),
        (AbsenceKind.TRAVEL, "travelling"),
        (AbsenceKind.REMOTE, "working elsewhere"),
        (AbsenceKind.VACATION, "on vacation"),
        (AbsenceKind.LEAVE, "on leave"),
        (AbsenceKind.COURSE, "on a course"),
        (AbsenceKind.OTHER, "absent"),
    ],
)
def test_absences_in_words(kind: AbsenceKind, text: str) -> None:
    assert of_absence(absence(kind=kind)).template == text
