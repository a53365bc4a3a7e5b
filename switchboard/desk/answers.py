"""Rows: what the desk answers a search with, as plain data for the window and the command line alike.

Nothing in here holds more than may be shown: protected people are stripped before a row is made.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from switchboard.domain.availability import (
    Availability,
    Limits,
    Moment,
    availability_in,
    situation_of,
)
from switchboard.domain.brief import PersonBrief, UnitBrief
from switchboard.domain.disclosure import visible_brief
from switchboard.domain.gate import gate
from switchboard.domain.model import Kind, Protection, Ref
from switchboard.domain.view import DirectoryView

if TYPE_CHECKING:
    from switchboard.search.results import Hit, Match

__all__ = ["Ranges", "Row", "make_row", "row_in", "with_matches"]

_DEFAULT_LIMITS: Final = Limits()
_OF_RESTRICTED: Final = frozenset(("name", "title", "unit"))
"""The fields of which a restricted person's row may say that they matched."""

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of characters to be marked in a text."""


class Row(NamedTuple):
    """One line of the list: a person or a unit.

    ``availability`` is ``None`` for units and restricted people. ``open`` is ``None`` for people and for
    units whose phone hours nobody has said. ``matched`` is everything the query met, the ranges are the
    part of it that lies in the three texts of the row. ``changes`` is when the row may change by the clock
    alone.
    """

    ref: Ref
    name: str
    title: str = ""
    unit_name: str = ""
    availability: Availability | None = None
    restricted: bool = False
    open: bool | None = None
    opens: datetime | None = None
    matched: tuple[Match, ...] = ()
    name_ranges: Ranges = ()
    title_ranges: Ranges = ()
    unit_ranges: Ranges = ()
    changes: datetime | None = None

    def __repr__(self) -> str:
        return f"Row({self.ref!r})"


def make_row(
    hit: Hit | Ref, view: DirectoryView, at: datetime, *, limits: Limits = _DEFAULT_LIMITS
) -> Row | None:
    """Return the row of a hit, or of a person or unit without one; see :func:`row_in`."""
    return row_in(hit, view, Moment(at, view.service, limits))


def row_in(hit: Hit | Ref, view: DirectoryView, moment: Moment) -> Row | None:
    """Return the row of a hit as of a moment that rows can share; ``None`` when there is no such thing to be
    shown."""
    # A `Hit` is a plain dataclass and a `Ref` a named tuple: telling them apart needs no import of search.
    ref = hit if isinstance(hit, Ref) else hit.ref
    matched = () if isinstance(hit, Ref) else hit.matched
    if ref.kind is Kind.PERSON:
        served = view.person_brief(ref.id)
        person = None if served is None else visible_brief(served)
        return None if person is None else _person_row(ref, person, matched, view, moment)
    if ref.kind is Kind.UNIT:
        unit = view.unit_brief(ref.id)
        return None if unit is None else _unit_row(ref, unit, matched, view, moment)
    return None


def with_matches(row: Row, matched: tuple[Match, ...]) -> Row:
    """Return a row as the hit of another query: what it shows is the same, what is marked in it is not."""
    if row.restricted:
        matched = _of_restricted(matched)
    if matched == row.matched:
        return row
    if row.ref.kind is Kind.UNIT:
        names = _ranges(matched, "name", row.name) or _ranges(matched, "unit", row.name)
        titles: Ranges = ()
    else:
        names, titles = _ranges(matched, "name", row.name), _ranges(matched, "title", row.title)
    # Written out, and without names: `replace` takes six times as long, for every row of every keystroke.
    return Row(
        row.ref,
        row.name,
        row.title,
        row.unit_name,
        row.availability,
        row.restricted,
        row.open,
        row.opens,
        matched,
        names,
        titles,
        _ranges(matched, "unit", row.unit_name),
        row.changes,
    )


def _person_row(
    ref: Ref, person: PersonBrief, matched: tuple[Match, ...], view: DirectoryView, moment: Moment
) -> Row:
    restricted = person.protection is not Protection.NONE
    known = None if restricted else availability_in(person, situation_of(person, view), moment)
    if restricted:
        matched = _of_restricted(matched)
    name, title = person.name, person.title
    unit_name = "" if person.unit is None else view.unit_name(person.unit)
    return Row(
        ref,
        name,
        title,
        unit_name,
        known,
        restricted,
        None,
        None,
        matched,
        _ranges(matched, "name", name),
        _ranges(matched, "title", title),
        _ranges(matched, "unit", unit_name),
        None if known is None else known.changes,
    )


def _of_restricted(matched: tuple[Match, ...]) -> tuple[Match, ...]:
    """What may be said of a restricted person: the hit may be older than the protection."""
    return tuple([match for match in matched if match.field in _OF_RESTRICTED])


def _unit_row(
    ref: Ref, unit: UnitBrief, matched: tuple[Match, ...], view: DirectoryView, moment: Moment
) -> Row:
    name, parent_name = unit.name, "" if unit.parent is None else view.unit_name(unit.parent)
    found = gate(unit, moment.service, moment.now)
    return Row(
        ref,
        name,
        "",
        parent_name,
        None,
        False,
        found.open if found.known else None,
        found.opens,
        matched,
        # The index may call a unit's own name a name or a unit.
        _ranges(matched, "name", name) or _ranges(matched, "unit", name),
        (),
        _ranges(matched, "unit", parent_name),
        found.changes,
    )


def _ranges(matched: tuple[Match, ...], field: str, text: str) -> Ranges:
    """What is to be marked in a text of the row, ascending and without overlaps."""
    found: Ranges = ()
    for match in matched:
        if match.text == text and match.field == field:
            found = _merged((*found, *match.ranges)) if found else match.ranges
    return found


def _merged(spans: Ranges) -> Ranges:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)
