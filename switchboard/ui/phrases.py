"""What the window says of a person, a unit or a route: the same words on the screen and for the ear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from switchboard.desk.answers import Ranges, Row
from switchboard.domain.availability import Availability, Status
from switchboard.domain.model import Kind, Ref
from switchboard.domain.words import Words, say, short
from switchboard.search.results import Field, How, Match
from switchboard.ui.language import QtLanguage
from switchboard.ui.topic_line import TopicLine

_SOON: Final = timedelta(hours=1)
"""An end of availability that is nearer than this is worth saying."""


def status_word(status: Status) -> str:
    """Return the status in a word or two."""
    translate = QCoreApplication.translate
    match status:
        case Status.AVAILABLE:
            return translate("Status", "available")
        case Status.BUSY:
            return translate("Status", "busy")
        case Status.AWAY:
            return translate("Status", "away")
        case Status.OFF_DUTY:
            return translate("Status", "off duty")
        case Status.PERHAPS:
            return translate("Status", "perhaps")
        case Status.DOUBTFUL:
            return translate("Status", "doubtful")
        case Status.NOT_REGISTERED:
            return translate("Status", "not registered")
        case Status.UNKNOWN:
            return translate("Status", "unknown")


def how_words(match: Match, *, shown: bool) -> str:
    """Say how a match was made and, unless it is ``shown`` anyway, with what; empty when plain to see."""
    translate = QCoreApplication.translate
    text = match.text
    if match.field is Field.ALIAS:
        return translate("How", "also known as {text}").format(text=text)
    match match.how:
        case How.SOUNDS_ALIKE:
            return (
                translate("How", "sounds alike")
                if shown
                else translate("How", "sounds like {text}").format(text=text)
            )
        case How.TYPO:
            return (
                translate("How", "spelled alike")
                if shown
                else translate("How", "spelled like {text}").format(text=text)
            )
        case How.SYNONYM:
            return (
                translate("How", "in other words")
                if shown
                else translate("How", "in other words: {text}").format(text=text)
            )
        case _:
            return "" if shown else text


class Line(NamedTuple):
    """A row as it is painted and read out; made off the GUI thread."""

    row: Row
    name: str
    name_ranges: Ranges
    title: str
    title_ranges: Ranges
    unit: str
    unit_ranges: Ranges
    met: str
    met_ranges: Ranges
    status: Status | None
    word: str
    until: str
    spoken: str

    @property
    def ref(self) -> Ref:
        return self.row.ref


Shown = Line | TopicLine
"""A row of the list."""


def with_topics(lines: Sequence[Line], topics: Sequence[TopicLine], *, whole: bool) -> tuple[Shown, ...]:
    """Return a list with its topics. The first hit stays the first: that is where Enter expects it.

    A topic whose word was said stands right below it; one that is only begun, which a name may be as well, at
    the end of a list that is the ``whole`` answer.
    """
    said = [line for line in topics if line.topic.whole]
    begun = [line for line in topics if not line.topic.whole] if whole else []
    return (*lines[:1], *said, *lines[1:], *begun)


class HowWords(NamedTuple):
    """How somebody is: a word, until when, and all of it for the ear."""

    word: str
    until: str
    state: str


def how_of(row: Row, language: QtLanguage) -> HowWords:
    """Put into words how the person or unit of a row is."""
    word, until = _status(row, language)
    state = (
        state_words(row.availability, language)
        if row.availability
        else ", ".join(part for part in (word, until) if part)
    )
    return HowWords(word, until, state)


def state_words(availability: Availability, language: QtLanguage) -> str:
    """Say for the ear how somebody is, and why: first the word that goes with shape and colour."""
    word, _ = availability_words(availability, language)
    if availability.status is Status.NOT_REGISTERED:
        # That nothing is registered need not be said twice.
        return word
    why = say(availability.why, language)
    return why if word.casefold() in why.casefold() else f"{word}, {why}"


def line_of(row: Row, language: QtLanguage, how: HowWords | None = None) -> Line:
    """Put a row into words; ``how`` it is may be known already."""
    word, until, state = how or how_of(row, language)
    met, met_ranges = _met(row)
    availability, name, unit = row.availability, row.name, row.unit_name
    named, placed = _reasons(row) if met else ("", "")
    spoken = ", ".join([part for part in (name, named, unit, placed, state) if part])
    # Without names: with them it takes thrice as long, for every row of every keystroke.
    return Line(
        row,
        name,
        row.name_ranges,
        row.title,
        row.title_ranges,
        unit,
        row.unit_ranges,
        met,
        met_ranges,
        None if availability is None else availability.status,
        word,
        until,
        spoken,
    )


_PLAIN: Final = frozenset(How) - {How.SOUNDS_ALIKE, How.TYPO, How.SYNONYM}
"""What says itself where the text is shown."""


def _met(row: Row) -> tuple[str, Ranges]:
    """Say what the query met besides what the row shows and marks anyway."""
    shown = (row.name, row.title, row.unit_name)
    text, ranges = "", []
    for match in row.matched:
        if match.how in _PLAIN and match.field is not Field.ALIAS and match.text in shown:
            continue
        piece = how_words(match, shown=match.text in shown)
        if not piece or piece in text:
            continue
        text = f"{text} · {piece}" if text else piece
        if match.text not in shown and (at := piece.find(match.text)) >= 0:
            begin = len(text) - len(piece) + at
            ranges += [(begin + start, begin + end) for start, end in match.ranges]
    return text, tuple(ranges)


def _reasons(row: Row) -> tuple[str, str]:
    """Say for the ear what is not as spelled: of the name, or of what is not read out, and of the unit."""
    named: list[str] = []
    placed: list[str] = []
    for match in row.matched:
        if match.how in _PLAIN and match.field is not Field.ALIAS:
            continue
        of_unit = match.text == row.unit_name
        piece = how_words(match._replace(text=short(match.text)), shown=of_unit or match.text == row.name)
        reasons = placed if of_unit else named
        if piece not in reasons:
            reasons.append(piece)
    return ", ".join(named), ", ".join(placed)


def _status(row: Row, language: QtLanguage) -> tuple[str, str]:
    translate = QCoreApplication.translate
    if row.availability is not None:
        return availability_words(row.availability, language)
    if row.ref.kind is Kind.UNIT and row.open is not None:
        if row.open:
            return translate("Status", "phones open"), ""
        opens = (
            translate("Status", "opens {time}").format(time=language.moment(row.opens)) if row.opens else ""
        )
        return translate("Status", "phones closed"), opens
    if row.restricted:
        return translate("Status", "through the unit"), ""
    return "", ""


def availability_words(availability: Availability, language: QtLanguage) -> tuple[str, str]:
    """Return how somebody is and until when, as two short texts: ``in a meeting``, ``until 13:00``."""
    translate = QCoreApplication.translate
    status, until = availability.status, availability.until
    values = dict(availability.why.values)
    reason = values.get("reason")
    word = status_word(status)
    if isinstance(reason, Words) and status in (Status.BUSY, Status.AWAY):
        word = say(reason, language)
    if status is Status.AWAY and isinstance(left := values.get("since"), datetime):
        return (
            translate("Status", "no longer here"),
            translate("Status", "since {time}").format(time=language.moment(left)),
        )
    if status in (Status.BUSY, Status.AWAY, Status.OFF_DUTY):
        if until is not None:
            return word, translate("Status", "until {time}").format(time=language.moment(until))
        return word, translate("Status", "end not known") if status is Status.AWAY else ""
    if status is Status.AVAILABLE and until is not None and until - language.now() < _SOON:
        return word, translate("Status", "until {time}").format(time=language.moment(until))
    if status is Status.PERHAPS and isinstance(reason, Words):
        return word, say(reason, language)
    if status is Status.DOUBTFUL:
        return word, say(availability.why, language)
    return word, ""
