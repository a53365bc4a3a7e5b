"""Small changes that people make to profiles in the course of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from switchboard.demo.lists import pick
from switchboard.demo.tree import Place, fields
from switchboard.domain.model import Alternate, Disclosure, Person


def edited(rng: Random, person: Person, place: Place, now: datetime) -> Person | None:
    """Return the profile with one thing changed, mostly for the better; ``None`` for no change."""
    field = fields()[place.plan.field]
    changed = person
    draw = rng.random()
    if draw < 0.45:
        word = pick(rng, field.words)
        if word not in person.keywords:
            changed = replace(person, keywords=(*person.keywords[-9:], word))
    elif draw < 0.6:
        changed = replace(person, description=pick(rng, field.does))
    elif draw < 0.8:
        other = f"p-{place.first + int(rng.random() * place.count):06d}"
        if other != person.id:
            changed = replace(person, alternates=(Alternate(person=other),))
    else:
        # Somebody has gone through the clean-up list.
        changed = replace(
            person,
            phones=tuple(
                replace(phone, disclosure=Disclosure.TRANSFER_ONLY)
                if phone.disclosure is Disclosure.UNCLASSIFIED
                else phone
                for phone in person.phones
            ),
        )
    return None if changed == person else replace(changed, updated=now.astimezone(UTC))
