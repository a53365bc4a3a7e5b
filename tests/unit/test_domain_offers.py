"""Routes down to the letter: whom each leads to, what is dialled, and how it is put in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.builders import absence, main_number, person, phone, presence, unit

from switchboard.domain.model import (
    AbsenceKind,
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
)
from switchboard.domain.routes import Policy, Routes, routes
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
HOUR = timedelta(hours=1)
ENGLISH = English(OSLO, NOW)


def number(n: int) -> str:
    return f"+4723460{n:03}"


def somebody(id: str, n: int, **fields: object) -> Person:
    return person(id, f"{id.capitalize()} Hansen", phones=(phone(number(n)),), **fields)


def asked(
    *objects: DirectoryObject,
    id: str = "p",
    kind: Kind = Kind.PERSON,
    topic: str | None = None,
    policy: Policy | None = None,
    country: str = "NO",
) -> Routes:
    here = MemoryDirectory(objects, contact=NOW, service=Service(country=country))
    return routes(Ref(kind, id), here, NOW, topic=topic, policy=policy or Policy())


def lines(answer: Routes) -> list[str]:
    """Every route in one line: kind, whom it leads to, the last three digits, and why."""
    return [
        f"{r.kind} {r.name} {'' if r.phone is None else r.phone.number[-3:]}: {say(r.why, ENGLISH)}"
        for r in answer.routes
    ]


def left_out(answer: Routes) -> list[str]:
    return [f"{item.name}: {say(item.why, ENGLISH)}" for item in answer.left_out]


def here(who: str) -> DirectoryObject:
    return presence(who, PresenceState.AVAILABLE, NOW - HOUR)


def away(who: str) -> DirectoryObject:
    return absence(who, NOW - HOUR, end=NOW + HOUR, kind=AbsenceKind.MEETING)


MESSAGE = "message P Hansen : a message or a call back"


def test_every_kind_of_alternate_in_words() -> None:
    answer = asked(
        somebody(
            "p",
            1,
            alternates=(
                Alternate(person="a"),
                Alternate(unit="u"),
                Alternate(phone=phone(number(3), label="Vakttelefon")),
                Alternate(phone=phone(number(4))),
                Alternate(person="t", topic="skole"),
            ),
        ),
        somebody("a", 2),
        somebody("t", 5),
        unit("u", "Kundetorg", phones=(main_number(number(6)),), phone_hours="Mo-Fr 09:00-15:00"),
        here("a"),
        here("p"),
        topic="Skole",
    )
    assert lines(answer) == [
        "phone P Hansen 001: available",
        "alternate T Hansen 005: alternate for skole; nothing registered",
        "alternate A Hansen 002: alternate; available",
        "alternate Kundetorg 006: alternate; open until 15:00",
        "alternate Vakttelefon 003: alternate; a number of its own",
        "alternate 23 46 00 04 004: alternate; a number of its own",
        MESSAGE,
    ]
    assert left_out(answer) == []


def test_an_alternates_number_is_named_as_the_country_writes_it() -> None:
    objects = [somebody("p", 1, alternates=(Alternate(phone=phone(number(4))),)), away("p")]
    assert lines(asked(*objects, country="DK"))[0] == (
        "alternate +47 23 46 00 04 004: alternate; a number of its own"
    )


def test_alternates_of_somebody_who_is_away_in_words() -> None:
    answer = asked(
        somebody("p", 1, alternates=(Alternate(person="a"),)),
        somebody(
            "a",
            2,
            alternates=(
                Alternate(phone=phone(number(3))),
                Alternate(person="t", topic="skole"),
                Alternate(person="o", topic="vann"),
            ),
        ),
        somebody("t", 4),
        somebody("o", 5),
        away("a"),
        away("p"),
        topic="skole",
    )
    assert lines(answer) == [
        "alternate T Hansen 004: alternate of A Hansen for skole; nothing registered",
        "alternate 23 46 00 03 003: alternate of A Hansen; a number of its own",
        MESSAGE,
        "phone P Hansen 001: in a meeting until 11:00",
    ]
    assert left_out(answer) == ["A Hansen: in a meeting until 11:00", "O Hansen: takes calls about vann only"]


def test_a_phone_that_takes_no_calls_is_no_alternate() -> None:
    text = phone(number(2), features=frozenset({Feature.TEXT}))
    assert lines(asked(somebody("p", 1, alternates=(Alternate(phone=text),)))) == [
        "phone P Hansen 001: nothing registered",
        MESSAGE,
    ]


def test_a_unit_is_offered_once_however_often_it_is_named() -> None:
    office = unit("u", "Torg", phones=(main_number(number(6)), phone(number(7))), phone_hours="24/7")
    answer = asked(
        somebody("p", 1, unit="u", alternates=(Alternate(unit="u"), Alternate(unit="u", topic="x"))), office
    )
    assert lines(answer) == [
        "phone P Hansen 001: nothing registered",
        "alternate Torg 006: alternate; open",
        MESSAGE,
    ]


def test_a_closed_unit_stands_before_the_message_and_its_alternates_in_its_place() -> None:
    shut = unit(
        "u",
        "Torg",
        phones=(main_number(number(6)),),
        phone_hours="Mo-Fr 12:00-15:00",
        alternates=(Alternate(person="a"),),
    )
    answer = asked(somebody("p", 1, alternates=(Alternate(unit="u"),)), shut, somebody("a", 2))
    assert lines(answer) == [
        "phone P Hansen 001: nothing registered",
        "alternate A Hansen 002: alternate of Torg; nothing registered",
        "alternate Torg 006: alternate; opens 12:00",
        MESSAGE,
    ]
    assert (answer.routes[2].open, answer.routes[2].opens) == (False, NOW + 2 * HOUR)


def chain(length: int) -> list[DirectoryObject]:
    """Somebody away whose alternate is away whose alternate is … there."""
    links: list[DirectoryObject] = []
    for n in range(length):
        links += [somebody(f"c{n}", n + 10, alternates=(Alternate(person=f"c{n + 1}"),)), away(f"c{n}")]
    return [*links, somebody(f"c{length}", length + 10)]


@pytest.mark.parametrize(("length", "found"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_alternates_are_followed_three_deep(length: int, found: bool) -> None:
    answer = asked(somebody("p", 1, alternates=(Alternate(person="c0"),)), away("p"), *chain(length))
    assert any(r.person == f"c{length}" for r in answer.routes) is found


@pytest.mark.parametrize(("length", "found"), [(0, True), (1, True), (2, False)])
def test_a_closed_unit_is_one_step_of_three(length: int, found: bool) -> None:
    shut = unit("u", "Torg", phone_hours="off", alternates=(Alternate(person="c0"),))
    answer = asked(somebody("p", 1, alternates=(Alternate(unit="u"),)), away("p"), shut, *chain(length))
    assert any(r.person == f"c{length}" for r in answer.routes) is found


def test_somebody_met_deep_in_one_chain_is_followed_from_higher_up_in_another() -> None:
    # c2 is met three deep, where its own alternate is out of reach, and then directly.
    answer = asked(
        somebody("p", 1, alternates=(Alternate(person="c0"), Alternate(person="c2"))), away("p"), *chain(3)
    )
    assert [r.person for r in answer.routes if r.kind.value == "alternate"] == ["c3"]


def test_circles_end() -> None:
    answer = asked(
        somebody("p", 1, alternates=(Alternate(person="a"),)),
        somebody("a", 2, alternates=(Alternate(person="b"), Alternate(person="p"))),
        somebody("b", 3, alternates=(Alternate(person="a"),)),
        away("p"),
        away("a"),
        away("b"),
    )
    assert lines(answer) == [MESSAGE, "phone P Hansen 001: in a meeting until 11:00"]
    assert left_out(answer) == ["A Hansen: in a meeting until 11:00", "B Hansen: in a meeting until 11:00"]


def test_nobody_is_offered_twice() -> None:
    answer = asked(
        somebody("p", 1, unit="u", keywords=("skole",), manager="m", alternates=(Alternate(person="m"),) * 2),
        somebody("m", 2, unit="u", keywords=("skole",)),
        unit("u"),
        here("m"),
        policy=Policy(offer_manager=True),
    )
    assert [r.person for r in answer.routes if r.phone] == ["p", "m"]


def test_a_restricted_alternate_is_reached_through_the_unit() -> None:
    answer = asked(
        somebody("p", 1, alternates=(Alternate(person="r", topic="vann"), Alternate(person="r"))),
        somebody("r", 2, unit="u", protection=Protection.RESTRICTED),
        unit(
            "u",
            "Torg",
            phones=(main_number(number(6)),),
            phone_hours="24/7",
            alternates=(Alternate(person="a"),),
        ),
        somebody("a", 3),
        away("p"),
        topic="vann",
    )
    assert lines(answer)[:2] == ["alternate Torg 006: alternate; open", MESSAGE]
    assert left_out(answer) == ["R Hansen: R Hansen, through the unit"]
    closed = asked(
        somebody("p", 1, alternates=(Alternate(person="r"),)),
        somebody("r", 2, unit="u", protection=Protection.RESTRICTED),
        unit(
            "u",
            "Torg",
            phones=(main_number(number(6)),),
            phone_hours="off",
            alternates=(Alternate(person="a"),),
        ),
        somebody("a", 3),
        away("p"),
    )
    # Whose alternates the unit has is the unit's business: nobody in particular takes this person's calls.
    assert not any(r.person == "a" for r in closed.routes)


def test_the_manager_in_words() -> None:
    answer = asked(
        somebody("p", 1, manager="m"),
        somebody("m", 2),
        here("m"),
        away("p"),
        policy=Policy(offer_manager=True),
    )
    assert lines(answer) == [
        "manager M Hansen 002: manager; available",
        MESSAGE,
        "phone P Hansen 001: in a meeting until 11:00",
    ]
    assert answer.routes[0].person == "m"
    assert answer.routes[0].availability is not None


@pytest.mark.parametrize("protection", [Protection.RESTRICTED, Protection.SHIELDED])
def test_a_protected_manager_is_not_offered(protection: Protection) -> None:
    answer = asked(
        somebody("p", 1, manager="m"),
        somebody("m", 2, protection=protection),
        policy=Policy(offer_manager=True),
    )
    assert [r.person for r in answer.routes] == ["p", "p"]
    assert asked(somebody("p", 1, manager="p"), policy=Policy(offer_manager=True)).routes[0].person == "p"


def test_colleagues_in_words_and_order() -> None:
    team = [
        somebody("z", 2, unit="u", keywords=("Skole", "vann")),
        somebody("y", 3, unit="u", keywords=("skole",)),
        somebody("x", 4, unit="u", keywords=("barnehage", "skole", "vann")),
        somebody("w", 5, unit="u", keywords=("kultur",)),
        somebody("v", 6, unit="u", keywords=("skole",)),
        somebody("s", 7, unit="u", keywords=("topic",)),
    ]
    answer = asked(
        somebody("p", 1, unit="u", keywords=("skole", "vann")),
        unit("u"),
        *team,
        *(here(one.id) for one in team if one.id != "v"),
        topic="Topic",
    )
    assert lines(answer)[1:-1] == [
        "colleague S Hansen 007: works with topic too; available",
        "colleague X Hansen 004: works with skole too; available",
        "colleague Z Hansen 002: works with Skole too; available",
    ]
    assert left_out(answer) == []
    few = asked(
        somebody("p", 1, unit="u", keywords=("skole",)),
        *team,
        *(here(t.id) for t in team),
        policy=Policy(colleagues=1),
    )
    assert [r.person for r in few.routes if r.kind.value == "colleague"] == ["v"]


def test_people_within_their_units_hours_only() -> None:
    policy = Policy(gate_people=True)
    objects = [
        somebody("p", 1, unit="u", keywords=("skole",), alternates=(Alternate(person="a"),)),
        somebody("a", 2, unit="u"),
        somebody("c", 3, unit="u", keywords=("skole",)),
        unit("u", "Torg", phone_hours="Mo-Fr 12:00-15:00"),
        here("p"),
        here("a"),
        here("c"),
    ]
    answer = asked(*objects, policy=policy)
    assert lines(answer) == [
        MESSAGE,
        "phone P Hansen 001: available; the unit's phone hours: opens 12:00",
    ]
    assert (answer.routes[1].open, answer.routes[1].opens) == (False, NOW + 2 * HOUR)
    assert left_out(answer) == ["A Hansen: the unit's phone hours: opens 12:00"]
    assert [r.person for r in asked(*objects).routes if r.phone] == ["p", "a", "c"]
    homeless = asked(somebody("p", 1, unit="gone"), here("p"), policy=policy)
    assert homeless.routes[0].open


def test_who_has_no_phone_is_left_out() -> None:
    answer = asked(person("p", "P Hansen", alternates=(Alternate(person="a"),)), person("a", "A Hansen"))
    assert lines(answer) == [MESSAGE]
    assert left_out(answer) == ["P Hansen: no phone registered", "A Hansen: no phone registered"]


def test_the_units_above_in_words() -> None:
    answer = asked(
        somebody("p", 1, unit="u"),
        unit("u", "Torg", parent="v", phones=(main_number(number(6)),), phone_hours="Mo-Fr 10:30-15:00"),
        unit("v", "Etat", parent="w", phones=(main_number(number(7)),)),
        unit("w", "By", parent="u", phones=(main_number(number(8)),), phone_hours="24/7"),
    )
    assert lines(answer) == [
        "phone P Hansen 001: nothing registered",
        "unit Etat 007: main number; phone hours not known",
        "unit By 008: main number; open",
        "unit Torg 006: main number; opens in 30 min",
        MESSAGE,
    ]
    assert answer.changes == NOW + HOUR / 2


def test_a_units_routes_in_words() -> None:
    answer = asked(
        unit(
            "u",
            "Torg",
            parent="v",
            keywords=("skole",),
            phones=(phone(number(9)), main_number(number(6))),
            phone_hours="Mo-Fr 09:00-15:00",
            alternates=(Alternate(unit="u"), Alternate(unit="v")),
        ),
        unit("v", "Etat", phones=(main_number(number(7)),)),
        somebody("c", 3, unit="u", keywords=("skole",)),
        here("c"),
        id="u",
        kind=Kind.UNIT,
    )
    assert lines(answer) == [
        "unit Torg 006: main number; open until 15:00",
        "unit Torg 009: open until 15:00",
        "alternate Etat 007: alternate; phone hours not known",
        "colleague C Hansen 003: works with skole too; available",
        "message Torg : a message or a call back",
    ]
    assert (answer.availability, answer.changes) == (None, NOW + 5 * HOUR)


def test_masked_numbers_are_offered_and_not_named() -> None:
    private = phone(number(4), Disclosure.TRANSFER_ONLY, label=f"privat {number(4)}")
    answer = asked(somebody("p", 1, alternates=(Alternate(phone=private),)), away("p"))
    assert lines(answer)[0] == "alternate privat +•• 004: alternate; a number of its own"


# Whoever has two numbers could be offered twice


def two(id: str, n: int, **fields: object) -> Person:
    return person(id, f"{id.capitalize()} Hansen", phones=(phone(number(n)), phone(number(n + 50))), **fields)


def test_with_two_numbers_nobody_is_offered_twice_either() -> None:
    office = unit("u", "Torg", phones=(main_number(number(6)), main_number(number(7))), keywords=("skole",))
    everybody = (
        two(
            "p",
            1,
            unit="u",
            keywords=("skole",),
            manager="m",
            alternates=(Alternate(person="m"), Alternate(person="m")),
        ),
        two("m", 2, unit="u", keywords=("skole",), alternates=(Alternate(person="p"),)),
        two("c", 3, unit="u", keywords=("skole",), alternates=(Alternate(person="c"),)),
        office,
        here("m"),
        here("c"),
    )
    answer = asked(*everybody, policy=Policy(offer_manager=True))
    assert [(r.person or r.unit, r.kind.value) for r in answer.routes] == [
        ("p", "phone"),
        ("p", "phone"),
        ("m", "alternate"),
        ("c", "colleague"),
        ("u", "unit"),
        ("p", "message"),
    ]
    of_unit = asked(*everybody, id="u", kind=Kind.UNIT)
    assert [(r.person or r.unit, r.kind.value) for r in of_unit.routes] == [
        ("u", "unit"),
        ("u", "unit"),
        ("c", "colleague"),
        ("m", "colleague"),
        ("u", "message"),
    ]


def test_two_alternates_lead_to_one_unit_and_one_person_once() -> None:
    office = unit(
        "u",
        "Torg",
        phones=(main_number(number(6)), main_number(number(7))),
        alternates=(Alternate(unit="u"),),
    )
    answer = asked(
        somebody("p", 1, unit="u", alternates=(Alternate(person="a"), Alternate(person="b"))),
        somebody("a", 2, alternates=(Alternate(person="t"), Alternate(unit="u"))),
        somebody("b", 3, alternates=(Alternate(person="t"),)),
        two("t", 4, alternates=(Alternate(person="a"),)),
        office,
        away("a"),
        away("b"),
        away("p"),
    )  # fmt: skip
    assert [r.person or r.unit for r in answer.routes] == ["t", "u", "p", "p"]


def test_colleagues_must_be_available_and_the_next_one_steps_in() -> None:
    me = somebody("p", 1, unit="u", keywords=("skole",))
    silent, gone, there = (somebody(who, n, unit="u", keywords=("skole",)) for n, who in enumerate("abc", 2))
    assert len(asked(me, silent).routes) == 2
    answer = asked(me, silent, gone, there, away("b"), here("c"))
    assert [r.person for r in answer.routes if r.kind.value == "colleague"] == ["c"]
    found = next(r for r in answer.routes if r.kind.value == "colleague")
    assert found.availability is not None


def test_an_open_gate_keeps_nobody_out() -> None:
    answer = asked(
        somebody("p", 1, unit="u", alternates=(Alternate(person="a"),)),
        somebody("a", 2, unit="u"),
        unit("u", "Torg", phone_hours="Mo-Fr 09:00-15:00"),
        policy=Policy(gate_people=True),
    )
    assert [(r.person, r.open) for r in answer.routes if r.phone] == [("p", True), ("a", True)]
    assert left_out(answer) == []


def test_the_limits_hold_for_everybody_on_the_list() -> None:
    objects = [somebody("p", 1, alternates=(Alternate(person="a"),)), somebody("a", 2), away("p")]
    objects.append(presence("a", PresenceState.AWAY, NOW - HOUR / 4))
    view = MemoryDirectory(objects, contact=NOW)
    patient = routes(Ref(Kind.PERSON, "p"), view, NOW, limits=Limits(away_after=HOUR))
    assert patient.routes[0].availability is not None
    assert patient.routes[0].availability.status is Status.AVAILABLE
    strict = routes(Ref(Kind.PERSON, "p"), view, NOW)
    assert strict.routes[0].availability is not None
    assert strict.routes[0].availability.status is Status.PERHAPS


def test_topics_are_the_same_however_they_are_typed() -> None:
    answer = asked(
        somebody("p", 1, alternates=(Alternate(person="a", topic="Barne  hage"),)),
        somebody("a", 2),
        topic="barne hage",
    )
    assert [r.person for r in answer.routes if r.phone] == ["p", "a"]
    apart = asked(
        somebody("p", 1, alternates=(Alternate(person="a", topic="Barnehage"),)),
        somebody("a", 2),
        topic="barne hage",
    )
    assert [r.person for r in apart.routes if r.phone] == ["p"]
