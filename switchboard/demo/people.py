"""Everybody's profile, filled in as people do: phones, place, what they work with, who answers for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random

from switchboard.demo.hours import moved_hours
from switchboard.demo.lists import Weighted, pick, ranked, sample, sections
from switchboard.demo.names import LANGUAGE, Named
from switchboard.demo.numbers import direct_line, duty_phone, main_number, mobile
from switchboard.demo.staff import Staff
from switchboard.demo.tree import Field, Place, fields
from switchboard.domain.model import Alternate, Person, Phone, Protection

_TEMPORARY = ("Vikar", "Ferievikar", "Lærling", "Prosjektmedarbeider")


class Profiles:
    """Writes profiles; ``today`` is the city's midnight, ``days`` how far its weekdays are moved."""

    def __init__(self, seed: int, today: datetime, days: int, moved: bool) -> None:
        self._seed = seed
        self._days = days
        self._moved = moved
        places = sections("places.txt")
        self._after = places["afterwords"].splitlines()
        self._foreign = Weighted(
            (tag, weight) for tag, weight in ranked(places["languages"]) if tag != "tolk"
        )
        # Most profiles were last touched within three years; a few moments serve many of them.
        self._touched = [today - timedelta(hours=7 + i * i / 40) for i in range(1000)]
        self._ends = [today + timedelta(days=d) for d in (-6, 7, 20, 38, 66, 97, 130, 188, 220, 255)]

    def of(self, place: Place, staff: Sequence[Staff], names: Sequence[Named]) -> Iterator[Person]:
        """Iterate over the profiles of one unit's people."""
        rng = Random(f"{self._seed}/{place.number}/profiles")
        field = fields()[place.plan.field]
        address = address_of(place)
        for person, named in zip(staff, names, strict=True):
            yield self._one(rng, place, field, address, person, named)

    def _one(
        self, rng: Random, place: Place, field: Field, address: str, person: Staff, named: Named
    ) -> Person:
        chance = rng.random
        title = person.title
        ends = None
        if not person.leads and chance() < 0.03:
            ends = self._ends[int(chance() * len(self._ends))]
            if chance() < 0.5:
                title = f"{title} (vikar)" if chance() < 0.7 else pick(rng, _TEMPORARY)
        description, keywords = self._work(rng, place, field, leads=person.leads)
        work = person.work.text if person.work is not None and person.stated else None
        if work is not None and self._moved:
            work = moved_hours(work, self._days)
        manager = place.leader if not person.leads else place.parent.leader if place.parent else None
        return Person(
            id=person.id,
            name=named.name,
            updated=self._touched[int(chance() * 1000)],
            aliases=named.aliases,
            title=title,
            unit=place.id,
            place=self._room(rng, address, desk=person.desk),
            email=""
            if chance() < 0.03
            else f"{named.mail}@{place.domain}.fjordby.example"
            if place.domain not in ("fjordby", "fjordbyskolen")
            else f"{named.mail}@{place.domain}.example",
            phones=self._phones(rng, place, person),
            description=description,
            keywords=keywords,
            languages=self._languages(rng, named.origin),
            alternates=self._alternates(rng, place, field, person),
            manager=None if manager is None or chance() < 0.08 else f"p-{manager:06d}",
            work_hours=work,
            protection=person.protection,
            valid_until=ends,
        )

    def _work(self, rng: Random, place: Place, field: Field, *, leads: bool) -> tuple[str, tuple[str, ...]]:
        chance = rng.random
        if chance() < 0.30:
            return "", ()
        words, sentences = work_of(place.plan.name, field)
        keywords = sample(rng, field.words, 1 + int(chance() * 5))
        if words and chance() < 0.65 and (own := pick(rng, words)) not in keywords:
            keywords = (own, *keywords[1:])
        if chance() < 0.12:
            return "", keywords
        if leads and chance() < 0.5:
            description = f"Leder for {place.plan.name}."
        else:
            description = pick(rng, sentences if sentences and chance() < 0.75 else field.does)
        if (draw := chance()) < 0.3:
            second = pick(rng, field.does)
            description = f"{description} {second}" if second not in description else description
        elif draw < 0.45:
            description = f"{description} Ansvarlig for {' og '.join(keywords[:2])}."
        if chance() < 0.22:
            description = f"{description} {pick(rng, self._after)}"
        return description, keywords

    @staticmethod
    def _room(rng: Random, address: str, *, desk: bool) -> str:
        chance = rng.random
        if not desk:
            return address if chance() < 0.7 else ""
        if (draw := chance()) < 0.55:
            return f"{address}, rom {1 + int(chance() * 7)}.{1 + int(chance() * 48):02d}"
        return f"{address}, {2 + int(chance() * 6)}. etasje" if draw < 0.75 else address

    @staticmethod
    def _phones(rng: Random, place: Place, person: Staff) -> tuple[Phone, ...]:
        chance = rng.random
        guarded = person.protection is not Protection.NONE or place.plan.field.startswith("barnevern")
        if person.line:
            line = direct_line(rng, person.number, guarded=guarded)
            if (draw := chance()) < 0.45:
                return (line, mobile(rng, private=False, guarded=guarded, pref=2))
            return (line, mobile(rng, private=True, guarded=guarded, pref=None)) if draw < 0.53 else (line,)
        if (draw := chance()) < (0.62 if person.desk else 0.22):
            return (mobile(rng, private=False, guarded=guarded, pref=1),)
        return (mobile(rng, private=True, guarded=guarded, pref=None),) if draw < 0.78 else ()

    def _languages(self, rng: Random, origin: str) -> tuple[str, ...]:
        own = LANGUAGE.get(origin)
        if rng.random() < (0.72 if own is None else 0.35):
            return ()
        if own is not None:
            return ("nb", *own) if rng.random() < 0.5 else ("nb", "en", *(tag for tag in own if tag != "en"))
        first = "nn" if rng.random() < 0.06 else "nb"
        return (first, self._foreign.draw(rng)) if rng.random() < 0.85 else (first, "en", "de")

    @staticmethod
    def _alternates(rng: Random, place: Place, field: Field, person: Staff) -> tuple[Alternate, ...]:
        chance = rng.random
        if chance() < 0.40:
            return ()
        draw = chance()
        others = place.count - 1
        if draw < 0.015:
            # Somebody who left long ago and whom nobody has taken out.
            return (Alternate(person=f"p-9{int(chance() * 100_000):05d}x"),)
        if draw < 0.02:
            return (Alternate(person=person.id),)
        if draw < 0.22 or not others:
            unit = place if not others or chance() < 0.6 or place.parent is None else place.parent
            return (Alternate(unit=unit.id),)
        if draw < 0.27:
            phone = duty_phone(place.number) if chance() < 0.6 else main_number(place.number)
            return (Alternate(phone=phone),)
        step = 1 + int(chance() * min(others, 4))
        first = Alternate(person=_colleague(place, person.number, step))
        if chance() < 0.17:
            topical = Alternate(
                person=_colleague(place, person.number, 1 + int(chance() * others)),
                topic=pick(rng, field.words),
            )
            return (topical, first) if topical.person != first.person else (topical,)
        if others > 5 and chance() < 0.2:
            return (first, Alternate(person=_colleague(place, person.number, step + 1)))
        return (first, Alternate(unit=place.id)) if chance() < 0.1 else (first,)


@cache
def work_of(name: str, field: Field) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those of a field's errands and sentences that a unit's name speaks of ("Gatelys": gatelys)."""
    stems = {word[:_STEM] for word in _WORD.findall(name.lower())}

    def fits(text: str) -> bool:
        return any(word[:_STEM] in stems for word in _WORD.findall(text.lower()))

    return tuple(filter(fits, field.words)), tuple(filter(fits, field.does))


_STEM = 6
_WORD = re.compile(r"[^\W\d_]{5,}")


def _colleague(place: Place, number: int, step: int) -> str:
    return f"p-{place.first + (number - place.first + step) % place.count:06d}"


_STREETS = sections("places.txt")["streets"].replace("\n", " ").split(", ")


def address_of(place: Place) -> str:
    """Return the street address of a unit: that of its department, a school's in a street of its own name."""
    while place.depth > 4 and place.parent is not None:
        place = place.parent
    number = place.number * 13 % 97 + 1
    if place.plan.kind and place.plan.kind != "bydel":
        return f"{place.plan.name.split()[0]}veien {number}"
    return f"{_STREETS[place.number * 7 % len(_STREETS)]} {number}"
