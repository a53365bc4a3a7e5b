"""A line of typing about an absence, cut into tokens: what is said in several words becomes one.

Folded as in ``absence_words``. "halv to" becomes ``1:30``, "30 min" ``+30``, "uke 50" ``w50``, "3. desember"
``3/12``, "1. - 5. desember" ``1/12..5/12``.
"""

from __future__ import annotations

import re

from switchboard.domain import absence_words as said

_LONGEST = 200
_FOLD = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o"})
_NUMBER = "|".join(("[0-9]{1,3}", *sorted(said.NUMBERS, key=len, reverse=True)))

_TOKEN = re.compile(r"[^\s,;!?]+")
_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3})[a-z]*\.?")
_FROM_TO = re.compile(r"(?<![\d.:/])(\d{1,2})\.? ?[-–] ?(\d{1,2})/(\d{1,2})(?!\d)")
_HALF = re.compile(rf"\bhalv ({_NUMBER})\b")
_QUARTER = re.compile(rf"\bkvart (over|pa|i) ({_NUMBER})\b")
_HALF_HOUR = re.compile(r"\b(?:en )?halv ?tim(?:e|me)n?\b|\bhalf an hour\b")
_MINUTES = re.compile(rf"\b({_NUMBER}) ?min(?:utt|utter|uter|utes|ute)?\b\.?")
_HOURS = re.compile(rf"\b({_NUMBER}) ?(?:time|timer|timar|timme|timmar|hour|hours)\b|\b(\d{{1,2}})[th]\b")
_WEEK = re.compile(r"\b(?:uke|uka|veke|veka|uge|vecka|week) (\d{1,2})\b")


def tokens(text: str) -> list[str]:
    """Return the line's tokens, folded."""
    line = " ".join(text[:_LONGEST].casefold().translate(_FOLD).split())
    for phrase, word in said.PHRASES.items():
        line = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", word, line)
    line = re.sub(r"\b(?:klokken|klokka|klockan|kl\.?) ?(?=\d)", "", line)
    line = _HALF_HOUR.sub("+30", line)
    line = _HALF.sub(lambda found: f"{_before(found[1])}:30", line)
    line = _QUARTER.sub(_quarter, line)
    line = _MINUTES.sub(lambda found: f"+{_number(found[1])}", line)
    line = _HOURS.sub(lambda found: f"+{60 * _number(found[1] or found[2])}", line)
    line = _WEEK.sub(r"w\1", line)
    line = _MONTH.sub(_month, line)
    line = _FROM_TO.sub(r"\1/\3..\2/\3", line)
    line = re.sub(r"(?<=[\d.]) ?[-–] ?(?=\d)", "-", line)
    return [token.strip(":") for token in _TOKEN.findall(line)]


def _number(text: str) -> int:
    return said.NUMBERS[text] if text in said.NUMBERS else int(text)


def _before(text: str) -> int:
    """The hour before: "halv to" is half past one."""
    return (_number(text) - 1) or 12


def _quarter(found: re.Match[str]) -> str:
    return f"{_number(found[2])}:15" if found[1] == "over" else f"{_before(found[2])}:45"


def _month(found: re.Match[str]) -> str:
    month = said.MONTHS.get(found[2])
    return found[0] if month is None else f"{found[1]}/{month}"
