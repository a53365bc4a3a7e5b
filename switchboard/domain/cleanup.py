"""What leads should clean up: numbers, alternates, profiles and hours that make calls go wrong.

Protected people and those whose ``valid_until`` is past are not in the list. No digit that may not be shown
is in any finding's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from switchboard.domain.availability import availability, situation_of
from switchboard.domain.board import Board, WholeDirectory
from switchboard.domain.disclosure import show
from switchboard.domain.hours import Hours
from switchboard.domain.model import (
    Alternate,
    Disclosure,
    Feature,
    Person,
    Phone,
    Protection,
    Ref,
    Service,
    Unit,
)
from switchboard.domain.offers import DEPTH
from switchboard.domain.phones import in_order
from switchboard.domain.record import record
from switchboard.domain.status import Limits, Status
from switchboard.domain.words import Words, words

_DEFAULTS = Limits()

# The ranges that the numbering plans give to mobiles: Nkom (Norway), SDFI (Denmark), PTS (Sweden).
_MOBILE = re.compile(
    r"\+47[49]\d{7}"
    r"|\+45(?:2\d|3[01]|4[0-2]|5[0-3]|6[01]|71|81|9[1-3])\d{6}"
    r"|\+467[02369]\d{7}"
)


class Problem(StrEnum):
    """What is to be cleaned up, the most harmful first."""

    PRIVATE_NUMBER = "private-number"
    UNCLASSIFIED_NUMBER = "unclassified-number"
    DOUBTFUL = "doubtful"
    ALTERNATE_NOWHERE = "alternate-nowhere"
    ALTERNATES_ABSENT = "alternates-absent"
    NO_ALTERNATE = "no-alternate"
    NO_KEYWORDS = "no-keywords"
    NO_HOURS = "no-hours"
    UNCLEAR_HOURS = "unclear-hours"


@record(frozen=True, slots=True, repr=False)
class Finding:
    """One thing about a person or a unit; ``unit`` is the person's unit, or the unit itself."""

    problem: Problem
    ref: Ref
    name: str
    unit: str | None
    why: Words

    def __repr__(self) -> str:
        return f"Finding({self.problem}, {self.ref!r})"


def looks_private(phone: Phone) -> bool:
    """Whether this is a mobile by its number, which callers are told: many of them are people's own."""
    return phone.disclosure is Disclosure.PUBLIC and _MOBILE.fullmatch(phone.number) is not None


def cleanup(view: WholeDirectory, at: datetime, *, limits: Limits = _DEFAULTS) -> tuple[Finding, ...]:
    """Return what should be cleaned up, by problem, then by unit and name."""
    found = _Search(view, at, limits)
    names = {unit.id: unit.name.casefold() for unit in view.units()}
    order = {problem: number for number, problem in enumerate(Problem)}
    return tuple(
        sorted(
            found.findings(),
            key=lambda item: (
                order[item.problem],
                names.get(item.unit or "", ""),
                item.unit or "",
                item.name.casefold(),
                item.ref,
            ),
        )
    )


class _Leads(StrEnum):
    """Where an alternate leads."""

    SOMEWHERE = "somewhere"
    TO_ABSENT = "to absent people"
    NOWHERE = "nowhere"


class _Search:
    def __init__(self, view: WholeDirectory, at: datetime, limits: Limits) -> None:
        self._view, self._at, self._limits = view, at, limits
        self._service: Service = view.service
        self._board = Board.of(view, at, limits=limits)
        self._units = {unit.id: unit for unit in view.units()}
        self._with_phone: set[str] = set()
        self._alternates: dict[str, tuple[Alternate, ...]] = {}
        for person in view.persons():
            if in_order(person.phones):
                self._with_phone.add(person.id)
            if person.alternates:
                self._alternates[person.id] = person.alternates

    def findings(self) -> Iterator[Finding]:
        for person in self._view.persons():
            if person.protection is Protection.NONE and self._board.status(person.id) is not None:
                for problem, why in self._of_person(person):
                    yield Finding(problem, person.ref, person.name.display, person.unit, why)
        for unit in self._units.values():
            for problem, why in self._of_unit(unit):
                yield Finding(problem, unit.ref, unit.name, unit.id, why)

    def _of_person(self, person: Person) -> Iterator[tuple[Problem, Words]]:
        yield from self._numbers(person.phones, person.alternates)
        if self._board.status(person.id) is Status.DOUBTFUL:
            known = availability(person, situation_of(person, self._view), self._at, limits=self._limits)
            yield Problem.DOUBTFUL, known.why
        if person.alternates:
            yield from self._dead_ends(person.alternates, person.id)
        else:
            yield Problem.NO_ALTERNATE, words("nobody takes the calls when this person is away")
        if not person.keywords:
            yield Problem.NO_KEYWORDS, words("found by name only, not by what callers ask for")
        if person.work_hours is not None:
            yield from self._unclear(person.work_hours, work=True)

    def _of_unit(self, unit: Unit) -> Iterator[tuple[Problem, Words]]:
        yield from self._numbers(unit.phones, unit.alternates)
        yield from self._dead_ends(unit.alternates, None)
        if unit.phone_hours is None:
            yield Problem.NO_HOURS, words("phone hours not known")
        else:
            yield from self._unclear(unit.phone_hours, work=False)

    def _numbers(
        self, phones: Iterable[Phone], alternates: Iterable[Alternate]
    ) -> Iterator[tuple[Problem, Words]]:
        given = [*phones, *(a.phone for a in alternates if a.phone is not None)]
        for phone in given:
            shown = show(phone, country=self._service.country).text
            if phone.disclosure is Disclosure.UNCLASSIFIED:
                yield (
                    Problem.UNCLASSIFIED_NUMBER,
                    words("{number}: nobody has said who may see it", number=shown),
                )
            elif looks_private(phone) and Feature.MAIN_NUMBER not in phone.features:
                yield Problem.PRIVATE_NUMBER, words("{number}: a mobile that callers are told", number=shown)

    def _unclear(self, text: str, *, work: bool) -> Iterator[tuple[Problem, Words]]:
        hours = Hours.read(text, self._service, work=work)
        if hours is None:
            yield Problem.UNCLEAR_HOURS, words("The hours “{hours}” cannot be read.", hours=text[:80])
        else:
            yield from ((Problem.UNCLEAR_HOURS, warning) for warning in hours.warnings)

    # Alternates

    def _dead_ends(
        self, alternates: Iterable[Alternate], holder: str | None
    ) -> Iterator[tuple[Problem, Words]]:
        met = frozenset() if holder is None else frozenset({holder})
        leads = []
        for alternate in alternates:
            leads.append(self._lead(alternate, met, 1))
            if leads[-1] is _Leads.NOWHERE:
                yield Problem.ALTERNATE_NOWHERE, self._why_nowhere(alternate, holder)
        if _Leads.TO_ABSENT in leads and _Leads.SOMEWHERE not in leads:
            yield Problem.ALTERNATES_ABSENT, words("all alternates are absent now")

    def _lead(self, alternate: Alternate, met: frozenset[str], depth: int) -> _Leads:
        if alternate.phone is not None:
            return _Leads.SOMEWHERE if in_order((alternate.phone,)) else _Leads.NOWHERE
        if alternate.unit is not None:
            unit = self._units.get(alternate.unit)
            if unit is None:
                return _Leads.NOWHERE
            if in_order(unit.phones):
                return _Leads.SOMEWHERE
            return self._best(unit.alternates, met, depth)
        person_id = alternate.person
        status = None if person_id is None else self._board.status(person_id)
        if person_id is None or status is None or person_id in met:
            return _Leads.NOWHERE
        # Calls for a restricted person go to the unit; whether that takes them is the unit's finding.
        if status is Status.UNKNOWN:
            return _Leads.SOMEWHERE
        if status is not Status.AWAY and person_id in self._with_phone:
            return _Leads.SOMEWHERE
        further = self._best(self._alternates.get(person_id, ()), met | {person_id}, depth)
        if further is _Leads.SOMEWHERE or status is not Status.AWAY:
            return further
        return _Leads.TO_ABSENT

    def _best(self, alternates: Iterable[Alternate], met: frozenset[str], depth: int) -> _Leads:
        if depth >= DEPTH:
            return _Leads.NOWHERE
        leads = {self._lead(alternate, met, depth + 1) for alternate in alternates}
        return next((lead for lead in (_Leads.SOMEWHERE, _Leads.TO_ABSENT) if lead in leads), _Leads.NOWHERE)

    def _why_nowhere(self, alternate: Alternate, holder: str | None) -> Words:
        if alternate.phone is not None:
            return words("the alternate's number takes no calls")
        if alternate.unit is not None:
            unit = self._units.get(alternate.unit)
            if unit is None:
                return words("the alternate is a unit that does not exist")
            return words("{alternate} has no number and nobody in its stead", alternate=unit.name)
        if alternate.person == holder:
            return words("the alternate is the person's own self")
        person = None if alternate.person is None else self._view.person(alternate.person)
        if person is None or self._board.status(person.id) is None:
            return words("the alternate is somebody who is no longer here")
        return words("{alternate} has no number and nobody in their stead", alternate=person.name.display)
