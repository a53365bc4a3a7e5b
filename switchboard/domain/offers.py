"""Judging the people and units a call could go to, each once: offered, or left out with a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from switchboard.domain.availability import (
    Limits,
    Status,
)
from switchboard.domain.disclosure import show, visible
from switchboard.domain.gate import Gate
from switchboard.domain.known import Known
from switchboard.domain.model import Alternate, Person, Phone, Protection, Unit
from switchboard.domain.phones import in_order, main_first
from switchboard.domain.policy import Policy
from switchboard.domain.record import record
from switchboard.domain.route import LeftOut, Route, RouteKind
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import Words, words

DEPTH = 3
"""How far alternates of alternates are followed."""

_TOGETHER = 20
"""So many colleagues are looked up at once: by day three are soon found, at night none of hundreds."""
_NOT_THERE = frozenset({Status.AWAY, Status.OFF_DUTY})
_NO_PHONE = words("no phone registered")


@record(frozen=True, slots=True)
class Offer:
    """A route before the list is final: ``phones`` are all that lead there, best first.

    ``status`` is what holds as far as is known, the data's age left aside; ``None`` where nobody has one.
    """

    route: Route
    phones: tuple[Phone, ...]
    status: Status | None = None


class Judge(Known):
    """What one list of routes knows: whom it has met, at what time, under which policy."""

    def __init__(
        self, view: DirectoryView, at: datetime, topic: str | None, policy: Policy, limits: Limits
    ) -> None:
        super().__init__(view, at, policy, limits)
        self.closed: list[Offer] = []
        self._topic = key(topic) if topic is not None else None
        self._met: dict[str, int] = {}
        self._units: set[str] = set()
        self._offered: set[str] = set()
        self._left_out: dict[str, LeftOut] = {}

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return who was left out and is not offered another way."""
        return tuple(item for item in self._left_out.values() if item.person not in self._offered)

    # Whom to offer

    def leave_out(self, person: Person, why: Words) -> None:
        """Note that the person is not offered; the first reason stays."""
        self._left_out.setdefault(person.id, LeftOut(person.id, person.name.display, why))

    def meet(self, person_id: str) -> None:
        """Note that the list is about this person: nobody else's alternates lead back here."""
        self._met[person_id] = 0
        self._offered.add(person_id)

    def alternates(
        self, given: Iterable[Alternate], holder: str | None = None, depth: int = 1
    ) -> Iterator[Offer]:
        """Yield the alternates that can be tried, those for the topic first; one who is not there is
        replaced by their own. ``holder`` is whose alternates these are, when not the person's meant."""
        for alternate in self._for_topic(given):
            if alternate.phone is not None:
                yield from self._phone_alternate(alternate, alternate.phone, holder)
            elif alternate.unit is not None:
                yield from self._unit_alternate(alternate, alternate.unit, holder, depth)
            elif alternate.person is not None:
                yield from self._person_alternate(alternate, alternate.person, holder, depth)

    def _for_topic(self, given: Iterable[Alternate]) -> list[Alternate]:
        matching, general = [], []
        for alternate in given:
            if alternate.topic is None:
                general.append(alternate)
            elif key(alternate.topic) == self._topic:
                matching.append(alternate)
            elif alternate.person is not None and (person := self.person(alternate.person)) is not None:
                self.leave_out(person, words("takes calls about {topic} only", topic=alternate.topic))
        return matching + general

    def _phone_alternate(self, alternate: Alternate, phone: Phone, holder: str | None) -> Iterator[Offer]:
        phones = in_order((phone,))
        if phones:
            shown = show(phone, country=self.view.service.country)
            name = shown.label or shown.text
            why = _alternate_words(alternate, holder, words("a number of its own"))
            yield Offer(Route(kind=RouteKind.ALTERNATE, why=why, name=name), phones)

    def _unit_alternate(
        self, alternate: Alternate, unit_id: str, holder: str | None, depth: int
    ) -> Iterator[Offer]:
        unit = self.view.unit(unit_id)
        if unit is None or unit_id in self._units:
            return
        self._units.add(unit_id)
        found = self.gate(unit)
        why = _alternate_words(alternate, holder, found.why)
        offer = self._unit_offer(unit, found, RouteKind.ALTERNATE, why)
        if offer is not None and found.open:
            yield offer
            return
        if offer is not None:
            self.closed.append(offer)
        if depth < DEPTH:
            yield from self.alternates(unit.alternates, unit.name, depth + 1)

    def _person_alternate(
        self, alternate: Alternate, person_id: str, holder: str | None, depth: int
    ) -> Iterator[Offer]:
        # Somebody met further down a chain may stand further up another one, with more depth left.
        if self._met.get(person_id, DEPTH + 1) <= depth or person_id in self._offered:
            return
        self._met[person_id] = depth
        person = self.person(person_id)
        if person is None:
            return
        if person.protection is not Protection.NONE:
            through = words("{alternate}, through the unit", alternate=person.name.display)
            if person.unit is not None:
                yield from self._unit_alternate(Alternate(unit=person.unit), person.unit, None, DEPTH)
            self.leave_out(person, through)
            return
        offer = self.person_offer(person, RouteKind.ALTERNATE)
        if offer is None:
            if depth < DEPTH:
                yield from self.alternates(person.alternates, person.name.display, depth + 1)
            return
        assert offer.route.availability is not None
        why = _alternate_words(alternate, holder, offer.route.availability.why)
        yield Offer(replace(offer.route, why=why), offer.phones, offer.status)

    def person(self, person_id: str) -> Person | None:
        """Return what may be shown of somebody, or ``None``."""
        found = self.view.person(person_id)
        return None if found is None else visible(found)

    def person_offer(self, person: Person, kind: RouteKind) -> Offer | None:
        """Return the person as an offer; or leave them out, with the reason, when they cannot be reached."""
        known = self.availability(person)
        status = known.was or known.status
        if status in _NOT_THERE:
            self.leave_out(person, known.why)
            return None
        shut = self.gate_of_person(person)
        if shut is not None:
            self.leave_out(person, words("the unit's phone hours: {why}", why=shut.why))
            return None
        phones = in_order(person.phones)
        if not phones:
            self.leave_out(person, _NO_PHONE)
            return None
        self._offered.add(person.id)
        route = Route(
            kind=kind, why=known.why, name=person.name.display, person=person.id, availability=known
        )
        return Offer(route, phones, status)

    def manager(self, manager_id: str) -> Iterator[Offer]:
        """Yield the manager, if there and not met yet."""
        if manager_id in self._met:
            return
        self._met[manager_id] = 0
        person = self.person(manager_id)
        if person is None or person.protection is not Protection.NONE:
            return
        offer = self.person_offer(person, RouteKind.MANAGER)
        if offer is not None:
            why = words("manager; {why}", why=offer.route.why)
            yield Offer(replace(offer.route, why=why), offer.phones, offer.status)

    def colleagues(self, unit_id: str, keywords: Iterable[str]) -> list[Offer]:
        """Return available people of the unit who share a keyword, or the topic's, the closest first."""
        wanted = {key(word) for word in keywords}
        found: list[tuple[bool, int, str, str, Person, str]] = []
        for served in self.view.members(unit_id):
            person = visible(served)
            if person is None or person.id in self._met or person.id in self._offered:
                continue
            words_of = {key(word): word for word in person.keywords}
            on_topic = self._topic is not None and self._topic in words_of
            shared = sorted(words_of.keys() & wanted)
            if not (on_topic or shared):
                continue
            named = words_of[self._topic] if on_topic and self._topic is not None else words_of[shared[0]]
            found.append((not on_topic, -len(shared), key(person.name.display), person.id, person, named))
        found.sort(key=lambda entry: entry[:4])
        offers: list[Offer] = []
        for place, (*_, person, named) in enumerate(found):
            if len(offers) >= self.policy.colleagues:
                break
            if place % _TOGETHER == 0:
                self.view.prepare(entry[4].ref for entry in found[place : place + _TOGETHER])
            known = self.availability(person)
            phones = in_order(person.phones)
            if known.status is not Status.AVAILABLE or not phones or self.gate_of_person(person):
                continue
            self._offered.add(person.id)
            why = words("works with {keyword} too; {why}", keyword=named, why=known.why)
            route = Route(
                kind=RouteKind.COLLEAGUE,
                why=why,
                name=person.name.display,
                person=person.id,
                availability=known,
            )
            offers.append(Offer(route, phones, known.status))
        return offers

    def units(self, unit_id: str | None) -> Iterator[Offer]:
        """Yield the unit's main number and those of the units above it; closed ones go to ``closed``."""
        walked: set[str] = set()
        while unit_id is not None and unit_id not in walked:
            walked.add(unit_id)
            unit = self.view.unit(unit_id)
            if unit is None:
                return
            if unit_id not in self._units:
                self._units.add(unit_id)
                found = self.gate(unit)
                why = words("main number; {why}", why=found.why)
                offer = self._unit_offer(unit, found, RouteKind.UNIT, why)
                if offer is not None and found.open:
                    yield offer
                elif offer is not None:
                    self.closed.append(offer)
            unit_id = unit.parent

    def meet_unit(self, unit_id: str) -> None:
        """Note that the list is about this unit: nobody's alternates lead back here."""
        self._units.add(unit_id)

    @staticmethod
    def _unit_offer(unit: Unit, found: Gate, kind: RouteKind, why: Words) -> Offer | None:
        phones = main_first(unit.phones)
        if not phones:
            return None
        route = Route(kind=kind, why=why, name=unit.name, unit=unit.id, open=found.open, opens=found.opens)
        return Offer(route, phones, Status.AVAILABLE if found.open else Status.OFF_DUTY)


def key(text: str) -> str:
    """Return what two keywords, topics or names have in common when they mean the same."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _alternate_words(alternate: Alternate, holder: str | None, why: Words) -> Words:
    if alternate.topic is not None and holder is not None:
        return words(
            "alternate of {holder} for {topic}; {why}", holder=holder, topic=alternate.topic, why=why
        )
    if alternate.topic is not None:
        return words("alternate for {topic}; {why}", topic=alternate.topic, why=why)
    if holder is not None:
        return words("alternate of {holder}; {why}", holder=holder, why=why)
    return words("alternate; {why}", why=why)
