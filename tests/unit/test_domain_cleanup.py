"""The clean-up list: what is found, what is not, and that it gives nothing away."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from support.builders import absence, main_number, outcome, person, phone, presence, unit
from support.little_directories import NOW as LITTLE_NOW
from support.little_directories import directories

from switchboard.domain.cleanup import Finding, Problem, cleanup, looks_private
from switchboard.domain.model import (
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Kind,
    Person,
    PresenceState,
    Protection,
    Ref,
    Service,
    Unit,
)
from switchboard.domain.status import Limits
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
HOUR = timedelta(hours=1)
ENGLISH = English(OSLO, NOW)
TEAM = unit("u", "Team", phones=(main_number(),), phone_hours="Mo-Fr 09:00-15:00; PH off")


def somebody(id: str = "p", name: str = "Kari Nordmann", **fields: object) -> Person:
    """A person with nothing to clean up, but for the fields."""
    whole: dict[str, object] = {
        "unit": "u",
        "phones": (phone("+4723461234"),),
        "alternates": (Alternate(unit="u"),),
        "keywords": ("byggesak",),
    }
    return person(id, name, **(whole | fields))


def look(*objects: DirectoryObject, now: datetime = NOW) -> tuple[Finding, ...]:
    return cleanup(MemoryDirectory([TEAM, *objects], contact=now), now)


def of(problem: Problem, *objects: DirectoryObject) -> list[str]:
    return [say(finding.why, ENGLISH) for finding in look(*objects) if finding.problem is problem]


def test_a_tidy_directory_has_nothing_to_clean_up() -> None:
    assert look(somebody(), presence("p", PresenceState.AVAILABLE, NOW - HOUR)) == ()


@pytest.mark.parametrize(
    ("number", "private"),
    [
        ("+4741234567", True),
        ("+4790123456", True),
        ("+4799999999", True),
        ("+4723461234", False),
        ("+4759123456", False),
        ("+4780012345", False),
        ("+47021802", False),
        ("+47902180", False),
        ("+479012345678", False),
        ("+4520123456", True),
        ("+4531234567", True),
        ("+4532123456", False),
        ("+4542123456", True),
        ("+4543123456", False),
        ("+4553123456", True),
        ("+4561123456", True),
        ("+4571123456", True),
        ("+4570123456", False),
        ("+4581123456", True),
        ("+4593123456", True),
        ("+4533123456", False),
        ("+46701234567", True),
        ("+46721234567", True),
        ("+46731234567", True),
        ("+46761234567", True),
        ("+46791234567", True),
        ("+46771234567", False),
        ("+4681234567", False),
        ("+358401234567", False),
    ],
)
def test_numbers_that_look_private(number: str, private: bool) -> None:
    assert looks_private(phone(number)) is private
    assert not looks_private(phone(number, Disclosure.INTERNAL))
    assert not looks_private(phone(number, Disclosure.TRANSFER_ONLY))
    found = of(Problem.PRIVATE_NUMBER, somebody(phones=(phone(number),)))
    assert bool(found) is private


def test_numbers() -> None:
    assert of(
        Problem.UNCLASSIFIED_NUMBER, somebody(phones=(phone("+4799887766", Disclosure.UNCLASSIFIED),))
    ) == ["•• •• •• 66: nobody has said who may see it"]
    assert of(Problem.PRIVATE_NUMBER, somebody(phones=(phone("+4799887766"),))) == [
        "99 88 77 66: a mobile that callers are told"
    ]
    # an alternate's number is somebody's number too; a unit's duty mobile is its main number
    elsewhere = somebody(alternates=(Alternate(phone=phone("+4799887766", Disclosure.UNCLASSIFIED)),))
    assert len(of(Problem.UNCLASSIFIED_NUMBER, elsewhere)) == 1
    assert of(Problem.PRIVATE_NUMBER, unit("v", phones=(main_number("+4799887766"),))) == []
    assert len(of(Problem.PRIVATE_NUMBER, unit("v", phones=(phone("+4799887766"),)))) == 1


def away(who: str) -> DirectoryObject:
    return absence(who, NOW - HOUR, end=NOW + HOUR)


NO_NUMBER = person("mute", "Stille Hansen")
LEFT = person("left", "Borte Hansen", phones=(phone(),), valid_until=NOW - HOUR)
HIDDEN = person("hidden", "Skjult Hansen", phones=(phone(),), protection=Protection.SHIELDED)
GUARDED = person("guarded", "Vernet Hansen", unit="u", protection=Protection.RESTRICTED)
ABSENT = person("absent", "Fraværende Hansen", phones=(phone(),))
RELAYED = person("relayed", "Vik Hansen", phones=(phone(),), alternates=(Alternate(person="there"),))
THERE = person("there", "Her Hansen", phones=(phone(),))
CIRCLE = person("circle", "Ring Hansen", phones=(phone(),), alternates=(Alternate(person="p"),))
DEAF: Unit = unit("deaf", "Tomt kontor")
PASSING: Unit = unit("passing", "Videre", alternates=(Alternate(person="there"),))
OTHERS: list[DirectoryObject] = [
    NO_NUMBER, LEFT, HIDDEN, GUARDED, ABSENT, RELAYED, THERE, CIRCLE, DEAF, PASSING,
    away("absent"), away("relayed"), away("circle"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("alternates", "nowhere", "absent"),
    [
        ([Alternate(person="there")], [], False),
        ([Alternate(person="nobody")], ["the alternate is somebody who is no longer here"], False),
        ([Alternate(person="left")], ["the alternate is somebody who is no longer here"], False),
        # a shielded person does not exist, and nothing tells them from somebody who left
        ([Alternate(person="hidden")], ["the alternate is somebody who is no longer here"], False),
        ([Alternate(person="p")], ["the alternate is the person's own self"], False),
        ([Alternate(person="mute")], ["Stille Hansen has no number and nobody in their stead"], False),
        ([Alternate(unit="nowhere")], ["the alternate is a unit that does not exist"], False),
        ([Alternate(unit="deaf")], ["Tomt kontor has no number and nobody in its stead"], False),
        (
            [Alternate(phone=phone(features=frozenset({Feature.TEXT})))],
            ["the alternate's number takes no calls"],
            False,
        ),
        ([Alternate(phone=phone())], [], False),
        ([Alternate(unit="u")], [], False),
        ([Alternate(unit="passing")], [], False),
        ([Alternate(person="guarded")], [], False),
        ([Alternate(person="absent")], [], True),
        ([Alternate(person="relayed")], [], False),
        ([Alternate(person="circle")], [], True),
        ([Alternate(person="absent"), Alternate(person="there")], [], False),
        ([Alternate(person="absent"), Alternate(person="circle")], [], True),
        (
            [Alternate(person="absent"), Alternate(person="left")],
            ["the alternate is somebody who is no longer here"],
            True,
        ),
        ([Alternate(topic="skole", person="absent")], [], True),
    ],
)
def test_where_alternates_lead(alternates: list[Alternate], nowhere: list[str], absent: bool) -> None:
    asked = somebody(alternates=tuple(alternates))
    assert [
        say(f.why, ENGLISH)
        for f in look(asked, *OTHERS)
        if f.problem is Problem.ALTERNATE_NOWHERE and f.ref.id == "p"
    ] == nowhere
    found = [f for f in look(asked, *OTHERS) if f.problem is Problem.ALTERNATES_ABSENT and f.ref.id == "p"]
    assert [say(f.why, ENGLISH) for f in found] == ["all alternates are absent now"] * absent


def test_a_chain_longer_than_routes_follow_leads_nowhere() -> None:
    chain = [person(f"c{n}", f"C{n} Hansen", alternates=(Alternate(person=f"c{n + 1}"),)) for n in range(4)]
    end = person("c4", "C4 Hansen", phones=(phone(),))
    for first, count in (("c3", 0), ("c2", 0), ("c1", 1), ("c0", 1)):
        asked = somebody(alternates=(Alternate(person=first),))
        nowhere = [f for f in look(asked, end, *chain) if f.problem is Problem.ALTERNATE_NOWHERE]
        assert len([f for f in nowhere if f.ref.id == "p"]) == count


def test_units_have_dead_ends_too() -> None:
    office = unit("v", "Vann", phone_hours="24/7", alternates=(Alternate(person="nobody"),))
    assert of(Problem.ALTERNATE_NOWHERE, office) == ["the alternate is somebody who is no longer here"]
    [found] = look(office)
    assert (found.problem, found.ref, found.name, found.unit) == (
        Problem.ALTERNATE_NOWHERE,
        Ref(Kind.UNIT, "v"),
        "Vann",
        "v",
    )


def test_off_duty_is_not_absent() -> None:
    night = person("n", "Natt Hansen", phones=(phone(),), work_hours="Mo-Su 22:00-06:00")
    assert of(Problem.ALTERNATES_ABSENT, somebody(alternates=(Alternate(person="n"),)), night) == []


def test_profiles() -> None:
    assert of(Problem.NO_ALTERNATE, somebody(alternates=())) == [
        "nobody takes the calls when this person is away"
    ]
    assert of(Problem.NO_KEYWORDS, somebody(keywords=())) == [
        "found by name only, not by what callers ask for"
    ]


def test_who_says_available_and_does_not_answer() -> None:
    calls = [outcome(at=NOW - timedelta(minutes=m), person="p", id=str(m)) for m in (5, 9)]
    here = [somebody(), presence("p", PresenceState.AVAILABLE, NOW - HOUR), *calls]
    assert of(Problem.DOUBTFUL, *here) == ["says available; no answer 09:51 and 09:55"]


def test_hours() -> None:
    assert of(Problem.NO_HOURS, unit("v", "Vann")) == ["phone hours not known"]
    assert of(Problem.UNCLEAR_HOURS, unit("v", "Vann", phone_hours="ring først")) == [
        "The hours “ring først” cannot be read."
    ]
    assert of(Problem.UNCLEAR_HOURS, somebody(work_hours="når det passer")) == [
        "The hours “når det passer” cannot be read."
    ]
    silenced = unit("v", "Vann", phone_hours="Mo,Tu,Th 09:00-11:00; Th 16:00-17:15")
    assert len(of(Problem.UNCLEAR_HOURS, silenced)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"protection": Protection.RESTRICTED},
        {"protection": Protection.SHIELDED},
        {"valid_until": NOW - HOUR},
    ],
)
def test_protected_people_and_those_who_left_are_not_in_the_list(fields: dict[str, object]) -> None:
    messy = somebody(
        alternates=(), keywords=(), phones=(phone("+4799887766", Disclosure.UNCLASSIFIED),), **fields
    )
    assert look(messy) == ()


def test_the_order() -> None:
    found = look(
        unit("b", "Beta", phone_hours="24/7"),
        unit("a", "alpha", phone_hours="24/7"),
        somebody("2", "Per Hansen", unit="b", keywords=()),
        somebody("1", "Per Hansen", unit="b", keywords=()),
        somebody("3", "Anne Lie", unit="b", keywords=(), alternates=()),
        somebody("4", "Zara Lie", unit="a", keywords=()),
        somebody("5", "Ola Lie", unit=None, keywords=()),
    )
    assert [(f.problem, f.ref.id) for f in found] == [
        (Problem.NO_ALTERNATE, "3"),
        (Problem.NO_KEYWORDS, "5"),
        (Problem.NO_KEYWORDS, "4"),
        (Problem.NO_KEYWORDS, "3"),
        (Problem.NO_KEYWORDS, "1"),
        (Problem.NO_KEYWORDS, "2"),
    ]
    assert repr(found[0]) == "Finding(no-alternate, Ref(kind=<Kind.PERSON: 'person'>, id='3'))"
    assert found[0].unit == "b"


def test_the_order_is_that_of_the_units_names() -> None:
    found = look(
        unit("x", "1. etasje", phone_hours="24/7"),
        unit("a", "Beta", phone_hours="24/7"),
        unit("c", "Beta", phone_hours="24/7"),
        somebody("1", "Anne Lie", unit="c", keywords=()),
        somebody("2", "Zara Lie", unit="a", keywords=()),
        somebody("3", "Per Lie", unit="x", keywords=()),
        somebody("4", "Zoe Lie", unit=None, keywords=()),
        somebody("5", "Ola Lie", unit="A, which nobody knows", keywords=()),
    )
    assert [f.ref.id for f in found] == ["4", "5", "3", "2", "1"]


def test_the_limits_are_the_municipalitys() -> None:
    call = outcome(at=NOW - timedelta(minutes=9), person="p", id="1")
    here = MemoryDirectory(
        [TEAM, somebody(), presence("p", PresenceState.AVAILABLE, NOW - HOUR), call], contact=NOW
    )
    assert cleanup(here, NOW) == ()
    [found] = cleanup(here, NOW, limits=Limits(doubt_count=1))
    assert (found.problem, say(found.why, ENGLISH)) == (Problem.DOUBTFUL, "says available; no answer 09:51")


def test_numbers_stand_as_the_country_writes_them() -> None:
    here = MemoryDirectory([unit("v", phones=(phone("+4520123456"),))], service=Service(country="DK"))
    assert [say(f.why, ENGLISH) for f in cleanup(here, NOW) if f.problem is Problem.PRIVATE_NUMBER] == [
        "20 12 34 56: a mobile that callers are told"
    ]


def test_hours_that_nobody_can_read_are_cut_short() -> None:
    text = "ring " * 20
    assert of(Problem.UNCLEAR_HOURS, unit("v", "Vann", phone_hours=text)) == [
        f"The hours “{text[:80]}” cannot be read."
    ]


@settings(max_examples=60)
@given(directories)
def test_any_directory_can_be_cleaned_up_and_nothing_is_given_away(known: list[DirectoryObject]) -> None:
    here = MemoryDirectory(known, contact=LITTLE_NOW)
    found = cleanup(here, LITTLE_NOW)
    text = "\n".join(say(finding.why, ENGLISH) for finding in found).replace(" ", "")
    given_phones = [
        p for item in known if isinstance(item, Person | Unit)
        for p in (*item.phones, *(a.phone for a in item.alternates if a.phone))
    ]  # fmt: skip
    masked = {
        p.number[3:]
        for p in given_phones
        if p.disclosure in (Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED)
    }
    for digits in masked - {p.number[3:] for p in given_phones if p.disclosure is Disclosure.PUBLIC}:
        assert digits not in text
    for finding in found:
        if finding.ref.kind is Kind.PERSON:
            whose = here.person(finding.ref.id)
            assert whose is not None
            assert whose.protection is Protection.NONE
