"""The units' own entries: main numbers, phone hours, notices, who answers instead."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from switchboard.demo.hours import PHONE_HOURS, moved_hours
from switchboard.demo.lists import pick, sample, sections
from switchboard.demo.names import latin
from switchboard.demo.numbers import duty_phone, main_number
from switchboard.demo.people import address_of, work_of
from switchboard.demo.tree import Place, fields
from switchboard.domain.model import Alternate, Phone, Unit

_MAIN = Phone("+4721802180", "02180", None, main_number(1).features, 1, main_number(1).disclosure)


def unit_of(place: Place, seed: int, today: datetime, days: int, moved: bool) -> Unit:
    """Return the unit's entry; ``days`` is how far the city's weekdays are moved."""
    rng = Random(f"{seed}/{place.number}/unit")
    chance = rng.random
    field = fields()[place.plan.field]
    inner = bool(place.plan.children)
    sentences = work_of(place.plan.name, field)[1]
    hours = pick(rng, PHONE_HOURS[_hours_kind(rng, place)])
    if hours is not None and moved:
        hours = moved_hours(hours, days)
    notice = None
    if chance() < 0.16:
        notice = pick(rng, sections("places.txt")["notices"].splitlines())
    return Unit(
        id=place.id,
        name=place.plan.name,
        updated=today - timedelta(hours=9 + int(chance() * 12_000)),
        short_name=place.plan.short or None,
        parent=None if place.parent is None else place.parent.id,
        phones=_phones(rng, place, inner),
        email=_email(rng, place),
        place=address_of(place),
        keywords=_keywords(rng, place),
        description="" if chance() < 0.30 else " ".join(own_first(rng, sentences, field.does, 2)),
        phone_hours=hours,
        alternates=_alternates(rng, place),
        caller_notice=notice,
    )


def _hours_kind(rng: Random, place: Place) -> str:
    if place.depth == 1:
        return "long"
    if place.depth == 2:
        return pick(rng, ("office", "summer"))
    if place.depth == 3:
        return pick(rng, ("office", "short", "summer", "lunch"))
    kind = place.plan.kind
    if kind in ("barneskole", "ungdomsskole", "videregaende"):
        return "school"
    if kind in ("sykehjem", "helsehus"):
        return pick(rng, ("office", "allday", "allday", "always"))
    if rng.random() < 0.14:
        return "none"
    return pick(rng, fields()[place.plan.field].hours)


def _phones(rng: Random, place: Place, inner: bool) -> tuple[Phone, ...]:
    if place.depth == 1:
        return (_MAIN,)
    if not inner and rng.random() < 0.38:
        return ()
    main = main_number(place.number)
    return (main, duty_phone(place.number)) if rng.random() < 0.13 else (main,)


def _email(rng: Random, place: Place) -> str:
    domain = (
        f"{place.domain}.example"
        if place.domain in ("fjordby", "fjordbyskolen")
        else f"{place.domain}.fjordby.example"
    )
    if place.depth <= 3:
        return f"postmottak@{domain}"
    if rng.random() < 0.35:
        return ""
    name = latin(
        place.plan.name
        if place.plan.kind or place.parent is None
        else f"{place.plan.name} {place.parent.plan.name}"
    )
    letters = "".join(letter if letter.isalnum() else "." for letter in name)
    return f"{'.'.join(part for part in letters.split('.') if part)[:60].rstrip('.')}@{domain}"


def _keywords(rng: Random, place: Place) -> tuple[str, ...]:
    if rng.random() < 0.25:
        return ()
    known = list(dict.fromkeys(child.plan.field for child in place.children)) or [place.plan.field]
    if place.depth <= 2:
        return ()
    if len(known) > 1:
        return tuple(word for key in known[:4] for word in sample(rng, fields()[key].words, 2))
    field = fields()[known[0]]
    return own_first(rng, work_of(place.plan.name, field)[0], field.words, 6)


def own_first(rng: Random, own: tuple[str, ...], every: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return ``count`` of the texts, those that are the unit's own before the field's others."""
    rest = sample(rng, tuple(text for text in every if text not in own), count)
    return (*own, *rest)[:count]


def _alternates(rng: Random, place: Place) -> tuple[Alternate, ...]:
    if rng.random() < 0.55 or place.parent is None:
        return ()
    siblings = [child for child in place.parent.children if child is not place]
    if siblings and rng.random() < 0.5:
        topic = pick(rng, fields()[place.plan.field].words) if rng.random() < 0.2 else None
        return (Alternate(unit=pick(rng, siblings).id, topic=topic),)
    return (Alternate(unit=place.parent.id),)
