"""An absence in words: what one line of typing would register, and what was registered."""

from __future__ import annotations

from datetime import datetime

from switchboard.domain import reasons
from switchboard.domain.model import Absence
from switchboard.domain.words import Words, words


def absence_words(absence: Absence, at: datetime) -> Words:
    """Return why, when and whether the phone may ring: ``in a meeting until 13:00, phone closed``."""
    reason, start, end = reasons.of_absence(absence), absence.start, absence.end
    if start <= at:
        what = (
            words("{reason}, end not known", reason=reason)
            if end is None
            else words("{reason} until {until}", reason=reason, until=end)
        )
    elif end is None:
        what = words("{reason} from {start}, end not known", reason=reason, start=start)
    else:
        what = words("{reason} from {start} until {until}", reason=reason, start=start, until=end)
    if absence.answers_calls:
        return words("{absence}, answers calls", absence=what)
    return words("{absence}, phone closed", absence=what)
