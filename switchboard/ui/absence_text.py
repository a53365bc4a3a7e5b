"""An absence in words: what one line of typing would register, and what was registered."""

from __future__ import annotations

from switchboard.domain import reasons
from switchboard.domain.model import Absence
from switchboard.domain.words import Words, words
from switchboard.ui.language import QtLanguage


def absence_words(absence: Absence, language: QtLanguage) -> Words:
    """Return why, when and whether the phone may ring: ``in a meeting until 13:00, phone closed``."""
    reason, start, end = reasons.of_absence(absence), absence.start, absence.end
    if start <= language.now():
        what = (
            words("{reason}, end not known", reason=reason)
            if end is None
            else words("{reason} until {until}", reason=reason, until=end)
        )
    elif end is None:
        what = words("{reason} from {start}, end not known", reason=reason, start=start)
    else:
        # The end as of the beginning: that of the same day is its time alone.
        until = QtLanguage(language.locale, language.zone, lambda: start).moment(end)
        what = words("{reason} from {start} until {until}", reason=reason, start=start, until=until)
    if absence.answers_calls:
        return words("{absence}, answers calls", absence=what)
    return words("{absence}, phone closed", absence=what)
