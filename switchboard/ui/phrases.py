"""What the window says of a person, a unit or a route: the same words on the screen and for the ear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from switchboard.desk.answers import Ranges, Row
from switchboard.domain.availability import Availability, Status
from switchboard.domain.model import Kind, Ref
from switchboard.domain.routes import Route, RouteKind
from switchboard.domain.words import Words, say
from switchboard.search.results import How
from switchboard.ui.language import QtLanguage

_SOON = timedelta(hours=1)
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


def how_word(how: How) -> str:
    """Return how a match was made, where that is worth saying; empty where it is plain to see."""
    translate = QCoreApplication.translate
    match how:
        case How.SOUNDS_ALIKE:
            return translate("How", "sounds like")
        case How.TYPO:
            return translate("How", "close to")
        case How.SYNONYM:
            return translate("How", "another word for")
        case _:
            return ""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A row as it is painted and read out; made off the GUI thread."""

    row: Row
    name: str
    name_ranges: Ranges
    title: str
    title_ranges: Ranges
    unit: str
    unit_ranges: Ranges
    met: str
    status: Status | None
    word: str
    until: str
    spoken: str

    @property
    def ref(self) -> Ref:
        return self.row.ref


def line_of(row: Row, language: QtLanguage) -> Line:
    """Put a row into words."""
    word, until = _status(row, language)
    state = say(row.availability.why, language) if row.availability else f"{word} {until}".strip()
    spoken = ", ".join(part for part in (row.name, row.unit_name, state) if part)
    return Line(
        row=row,
        name=row.name,
        name_ranges=row.name_ranges,
        title=row.title,
        title_ranges=row.title_ranges,
        unit=row.unit_name,
        unit_ranges=row.unit_ranges,
        met=_met(row),
        status=row.availability.status if row.availability else None,
        word=word,
        until=until,
        spoken=spoken,
    )


def _met(row: Row) -> str:
    """Say what the query met besides what the row shows anyway."""
    shown = {row.name, row.title, row.unit_name}
    parts: list[str] = []
    for match in row.matched:
        how = how_word(match.how)
        if match.text in shown and not how:
            continue
        text = f"{how} {match.text}" if how else match.text
        if text not in parts:
            parts.append(text)
    return " · ".join(parts)


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


def route_kind_word(route: Route) -> str:
    """Return what a route leads to, in a word."""
    translate = QCoreApplication.translate
    match route.kind:
        case RouteKind.PHONE:
            return translate("Route", "own phone")
        case RouteKind.ALTERNATE:
            return translate("Route", "alternate")
        case RouteKind.COLLEAGUE:
            return translate("Route", "colleague")
        case RouteKind.MANAGER:
            return translate("Route", "manager")
        case RouteKind.UNIT:
            return translate("Route", "main number")
        case RouteKind.MESSAGE:
            return translate("Route", "message")
