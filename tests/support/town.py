"""A small town with somebody of every kind, in a local copy held in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from support.builders import TUESDAY_10, absence, main_number, mobile, outcome, person, phone, presence, unit
from switchboard.cache import Cache, open_cache
from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Disclosure,
    Name,
    Person,
    PresenceState,
    Protection,
    Service,
    Source,
)

MASKED = ("+4799887766", "+4741223344")
"""Digits that must appear nowhere but in a call."""
HOURS = "Mo-Fr 08:00-15:45; PH off"


def town(at: datetime = TUESDAY_10) -> list[DirectoryObject]:
    """Return units, people and what is known of them at a time."""
    hour = timedelta(hours=1)
    objects: list[DirectoryObject] = [
        unit("oslo", "Oslo kommune", phones=(main_number("+4721802180"),), phone_hours="Mo-Fr 08:00-16:00"),
        unit(
            "pbe",
            "Plan- og bygningsetaten",
            parent="oslo",
            phones=(main_number("+4723491000"),),
            phone_hours=HOURS,
        ),
        unit(
            "byggesak",
            "Byggesak",
            parent="pbe",
            phones=(main_number("+4723491010"),),
            phone_hours="Mo-Fr 09:00-15:00; PH off",
            keywords=("byggesak", "nabovarsel", "bruksendring"),
            caller_notice="Byggesak svarer på saker som er sendt inn de siste seks ukene.",
        ),
        unit(
            "nav",
            "NAV Sagene",
            parent="oslo",
            phones=(main_number("+4755553333"),),
            phone_hours="Mo-Fr 12:00-14:00",
        ),
        unit("vann", "Vann- og avløpsetaten", parent="oslo", phones=(main_number("+4723437000"),)),
        unit("skole", "Sagene skole", parent="oslo", phones=(main_number("+4723291400"),)),
        unit("barnevern", "Barneverntjenesten Sagene", parent="oslo", phones=(main_number("+4723472000"),)),
        _clerk("kristian", "Kristian Hansen", "byggesak", "Saksbehandler", direct="+4723461234"),
        _clerk("kristine", "Kristine Hansen", "nav", "Veileder", direct="+4723461235"),
        _clerk("christian", "Christian Hanssen", "vann", "Ingeniør", direct="+4723461236"),
        _clerk("kristin", "Kristin Hansson", "skole", "Lærer", direct="+4723461237"),
        _clerk("anne", "Anne Lie", "byggesak", "Saksbehandler", direct="+4723461238"),
        _clerk("ola", "Ola Hansen", "pbe", "Avdelingsleder", direct="+4723461239"),
        _clerk("kari", "Kari Hansen-Nguyen", "byggesak", "Jurist", direct="+4723461240"),
        _clerk("per", "Per Hansen", "vann", "Vaktmester", direct="+4723461241"),
        _clerk("silje", "Silje Hansen", "barnevern", "Konsulent", protection=Protection.RESTRICTED),
        person("amina", "Amina Hassan", unit="skole", title="Morsmålslærer", phones=(mobile(MASKED[0]),)),
        Person(id="rtl", name=Name("محمد", "الهنسن", "محمد Hansen الهنسن"), unit="nav", title="Veileder"),
        person(
            "long",
            "Wilhelmina-Alexandra Konstantinopolitanska von Hansen und zu Schleswig-Holstein-Sonderburg",
            unit="pbe",
            title="Seniorrådgiver for overordnet arealplanlegging, regulering og konsekvensutredninger",
        ),
        person("emoji", "Ole 🦊 Hansen <b>fet</b>", unit="skole", title="Assistent & vikar"),
        absence("kristian", at - hour, end=at + 3 * hour, kind=AbsenceKind.MEETING, source=Source.CALENDAR),
        absence(
            "kristine",
            at - hour,
            end=at + timedelta(minutes=90),
            kind=AbsenceKind.MEETING,
            answers_calls=True,
            id="a2",
        ),
        absence("christian", at - 24 * hour, end=at + timedelta(days=9), kind=AbsenceKind.VACATION, id="a3"),
        absence("ola", at + 2 * hour, end=at + 3 * hour, kind=AbsenceKind.LUNCH, id="a4"),
        presence("anne", PresenceState.AVAILABLE, at - hour),
        presence("ola", PresenceState.AVAILABLE, at - hour),
        presence("kari", PresenceState.AWAY, at - timedelta(minutes=40)),
        presence("per", PresenceState.AVAILABLE, at - hour),
        outcome(at=at - timedelta(minutes=18), person="per", id="o1"),
        outcome(at=at - timedelta(minutes=9), person="per", id="o2"),
    ]
    return objects


def _clerk(id: str, name: str, unit: str, title: str, direct: str | None = None, **fields: object) -> Person:
    phones = (
        ()
        if direct is None
        else (
            phone(direct, Disclosure.PUBLIC, label="direkte", pref=1),
            phone(
                "+4723469" + direct[-3:], Disclosure.INTERNAL, label="internt", extension="4" + direct[-3:]
            ),
            mobile(MASKED[1], Disclosure.TRANSFER_ONLY, label="mobil"),
        )
    )
    extra: dict[str, object] = {}
    if id == "kristian":
        extra = {
            "alternates": (Alternate(person="anne"), Alternate(unit="byggesak")),
            "keywords": ("byggesak", "nabovarsel", "bruksendring"),
            "description": "Behandler søknader i småhusområdene og svarer på spørsmål om nabovarsel.",
            "place": "Vahls gate 1, 4. etasje",
            "email": "kristian.hansen@example.org",
            "languages": ("nb", "en", "pl"),
            "manager": "ola",
        }
    if id == "christian":
        extra = {"alternates": (Alternate(person="kristine"), Alternate(person="per"))}
    return person(id, name, unit=unit, title=title, phones=phones, work_hours=HOURS, **(extra | fields))


def copy_of(objects: Iterable[DirectoryObject], contact: datetime = TUESDAY_10) -> Cache:
    """Return a local copy in memory that holds these objects."""
    cache = open_cache(None, None).cache
    writer = cache.writer()
    writer.begin_fill("s1")
    writer.fill(objects)
    writer.swap(contact, Service(name="Oslo kommune"))
    writer.close()
    return cache
