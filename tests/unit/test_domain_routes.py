"""Routes: the order of the design, gates, topics, what is left out, and what holds for any directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from support.builders import absence, main_number, mobile, outcome, person, phone, presence, unit

from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Kind,
    Person,
    Phone,
    PresenceState,
    Protection,
    Ref,
    Result,
    Unit,
)
from switchboard.domain.routes import NotFoundError, Policy, Route, Routes, routes
from switchboard.domain.status import Status
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)  # a Tuesday
P, U = Ref(Kind.PERSON, "p"), Ref(Kind.UNIT, "u")


def number(n: int) -> Phone:
    return phone(f"+47234600{n:02}")


def somebody(id: str, *alternates: Alternate, **fields: Any) -> Person:
    """A person with one phone whose number is told by the id: p 1, a 2, b 3 …"""
    fields.setdefault("phones", (number({"p": 1}.get(id[0], ord(id[0]) - 95)),))
    return person(id, f"{id.upper()} Test", alternates=alternates, **fields)


def to(id: str, topic: str | None = None) -> Alternate:
    return Alternate(person=id, topic=topic)


def status(id: str, wanted: Status) -> list[DirectoryObject]:
    """What makes a person have this status."""
    match wanted:
        case Status.AVAILABLE:
            return [presence(id, PresenceState.AVAILABLE, NOW)]
        case Status.BUSY:
            return [presence(id, PresenceState.BUSY, NOW)]
        case Status.AWAY:
            return [
                absence(id, NOW - timedelta(hours=1), end=NOW + timedelta(days=8), kind=AbsenceKind.VACATION)
            ]
        case Status.PERHAPS:
            return [presence(id, PresenceState.AWAY, NOW - timedelta(hours=1))]
        case Status.DOUBTFUL:
            return [
                presence(id, PresenceState.AVAILABLE, NOW - timedelta(hours=1)),
                *(
                    outcome(Result.NO_ANSWER, NOW - timedelta(minutes=m), person=id, id=f"{id}{m}")
                    for m in (9, 18)
                ),
            ]
        case _:
            return []


def ask(*objects: DirectoryObject | list[DirectoryObject], ref: Ref = P, **more: Any) -> Routes:
    flat = [item for part in objects for item in (part if isinstance(part, list) else [part])]
    contact = more.pop("contact", NOW)
    return routes(ref, MemoryDirectory(flat, contact=contact), more.pop("at", NOW), **more)


def brief(answer: Routes) -> list[str]:
    """Each route as ``kind:whom``; the digits' end for several own phones."""

    def one(route: Route) -> str:
        whom = route.person or route.unit or (route.phone.number[-2:] if route.phone else "")
        return f"{route.kind.value}:{whom}{'' if route.open else ' closed'}"

    return [one(route) for route in answer.routes]


def left(answer: Routes) -> dict[str, str]:
    return {item.person: say(item.why, English(OSLO, NOW)) for item in answer.left_out}


OFFICE = unit("u", "Byggesak", phones=(main_number("+4721802180"),))


@pytest.mark.parametrize(
    ("own", "a", "order"),
    [
        (Status.AVAILABLE, Status.AVAILABLE, ["phone:p", "alternate:a", "message:p"]),
        (Status.PERHAPS, Status.AVAILABLE, ["phone:p", "alternate:a", "message:p"]),
        (Status.NOT_REGISTERED, Status.AVAILABLE, ["phone:p", "alternate:a", "message:p"]),
        (Status.DOUBTFUL, Status.AVAILABLE, ["alternate:a", "phone:p", "message:p"]),
        (Status.BUSY, Status.AVAILABLE, ["alternate:a", "phone:p", "message:p"]),
        (Status.BUSY, Status.NOT_REGISTERED, ["alternate:a", "phone:p", "message:p"]),
        (Status.BUSY, Status.PERHAPS, ["alternate:a", "phone:p", "message:p"]),
        (Status.BUSY, Status.BUSY, ["phone:p", "alternate:a", "message:p"]),
        (Status.DOUBTFUL, Status.BUSY, ["phone:p", "alternate:a", "message:p"]),
        (Status.BUSY, Status.AWAY, ["phone:p", "message:p"]),
        (Status.AWAY, Status.AVAILABLE, ["alternate:a", "message:p", "phone:p"]),
        (Status.AWAY, Status.BUSY, ["alternate:a", "message:p", "phone:p"]),
        (Status.AWAY, Status.DOUBTFUL, ["alternate:a", "message:p", "phone:p"]),
        (Status.AWAY, Status.AWAY, ["message:p", "phone:p"]),
        (Status.AVAILABLE, Status.AWAY, ["phone:p", "message:p"]),
    ],
)
def test_where_ones_own_phone_stands(own: Status, a: Status, order: list[str]) -> None:
    answer = ask(somebody("p", to("a")), somebody("a"), status("p", own), status("a", a))
    assert answer.availability is not None
    assert answer.availability.status is own
    assert brief(answer) == order


def test_off_duty_stands_last_too() -> None:
    answer = ask(somebody("p", to("a"), work_hours="We 08:00-16:00"), somebody("a"))
    assert brief(answer) == ["alternate:a", "message:p", "phone:p"]


def test_behind_the_first_available_alternate_not_the_first_possible_one() -> None:
    answer = ask(
        somebody("p", to("a"), to("b"), to("c")),
        *(somebody(x) for x in "abc"),
        status("p", Status.BUSY),
        status("b", Status.AVAILABLE),
        status("c", Status.AVAILABLE),
    )
    assert brief(answer) == ["alternate:a", "alternate:b", "phone:p", "alternate:c", "message:p"]


def test_an_open_unit_counts_as_available_for_somebody_busy() -> None:
    answer = ask(somebody("p", Alternate(unit="v")), office("v", 2, OPEN), status("p", Status.BUSY))
    assert brief(answer) == ["alternate:v", "phone:p", "message:p"]


def test_an_answer_says_whom_it_is_about_and_when() -> None:
    answer = ask(somebody("p"), status("p", Status.AVAILABLE))
    assert (answer.ref, answer.at) == (P, NOW)
    assert answer.availability is not None
    assert [route.availability for route in answer.routes] == [answer.availability, None]
    answer = ask(OFFICE, ref=U)
    assert (answer.ref, answer.at, answer.availability) == (U, NOW, None)


@pytest.mark.parametrize(
    ("phones", "order"),
    [
        ([number(1), number(2)], "01 02"),
        ([replace(number(1), pref=2), replace(number(2), pref=1)], "02 01"),
        ([number(1), replace(number(2), pref=9)], "02 01"),
        ([mobile("+4723460001"), number(2)], "02 01"),
        ([mobile("+4723460001", Disclosure.TRANSFER_ONLY), mobile("+4723460002")], "01 02"),
        ([mobile("+4723460001"), mobile("+4723460002", Disclosure.TRANSFER_ONLY)], "02 01"),
        (
            [phone("+4723460001", Disclosure.UNCLASSIFIED), mobile("+4723460002", Disclosure.INTERNAL)],
            "02 01",
        ),
        ([replace(number(1), features=frozenset({Feature.TEXT})), number(2)], "02"),
        ([replace(number(1), features=frozenset({Feature.TEXT, Feature.VOICE})), number(2)], "01 02"),
        ([number(1), number(1)], "01"),
        ([replace(number(1), extension="1"), replace(number(1), extension="2")], "01 01"),
        ([replace(number(1), pref=0), replace(number(2), pref=-5)], "02 01"),
    ],
)
def test_the_order_of_phones(phones: list[Phone], order: str) -> None:
    answer = ask(somebody("p", phones=tuple(phones)))
    assert " ".join(r.phone.number[-2:] for r in answer.routes if r.phone) == order


# Alternates


def test_alternates_stand_in_their_order() -> None:
    answer = ask(somebody("p", to("b"), to("a")), somebody("a"), somebody("b"), status("p", Status.AWAY))
    assert brief(answer)[:2] == ["alternate:b", "alternate:a"]


@pytest.mark.parametrize(
    ("topic", "order"),
    [
        (None, ["alternate:a"]),
        ("byggesak", ["alternate:b", "alternate:a"]),
        (" BYGGESAK ", ["alternate:b", "alternate:a"]),
        ("skole", ["alternate:a"]),
    ],
)
def test_alternates_for_the_topic_stand_first_and_for_others_not_at_all(
    topic: str | None, order: list[str]
) -> None:
    answer = ask(
        somebody("p", to("a"), to("b", "Byggesak")),
        somebody("a"),
        somebody("b"),
        status("p", Status.AWAY),
        topic=topic,
    )
    assert brief(answer)[: len(order)] == order
    if "alternate:b" not in order:
        assert left(answer) == {"b": "takes calls about Byggesak only"}
    else:
        assert left(answer) == {}


def test_one_who_is_away_is_replaced_by_their_alternates() -> None:
    answer = ask(
        somebody("p", to("a"), to("b")),
        somebody("a", to("c")),
        somebody("b"),
        somebody("c"),
        *(status(x, Status.AWAY) for x in "pa"),
    )
    assert brief(answer) == ["alternate:c", "alternate:b", "message:p", "phone:p"]
    assert left(answer) == {"a": "on vacation until Wed 2 Dec 10:00"}
    assert say(answer.routes[0].why, English(OSLO, NOW)) == "alternate of A Test; nothing registered"


@pytest.mark.parametrize(("length", "found"), [(1, True), (2, True), (3, True), (4, False)])
def test_chains_are_followed_three_deep(length: int, found: bool) -> None:
    chain = "abcd"[:length]
    people = [somebody(x, *((to(chain[i + 1]),) if i + 1 < length else ())) for i, x in enumerate(chain)]
    answer = ask(
        somebody("p", to("a")),
        *people,
        status("p", Status.AWAY),
        *(status(x, Status.AWAY) for x in chain[:-1]),
    )
    assert (f"alternate:{chain[-1]}" in brief(answer)) is found


def test_a_number_four_steps_away_is_too_far_too() -> None:
    guard = Alternate(phone=phone("+4722334455"))
    people = [somebody("p", to("a")), somebody("a", to("b")), *(status(x, Status.AWAY) for x in "pabc")]
    near = ask(*people, somebody("b", guard))
    assert brief(near) == ["alternate:55", "message:p", "phone:p"]
    far = ask(*people, somebody("b", to("c")), somebody("c", guard))
    assert brief(far) == ["message:p", "phone:p"]


def test_nobody_is_left_out_of_their_own_list_for_a_topic() -> None:
    assert left(ask(somebody("p", to("p", "Skole")))) == {}


def test_somebody_deep_in_one_chain_may_stand_high_in_another() -> None:
    answer = ask(
        somebody("p", to("a"), to("c")),
        somebody("a", to("b")),
        somebody("b", to("c")),
        somebody("c", to("d")),
        somebody("d"),
        *(status(x, Status.AWAY) for x in "pabc"),
    )
    assert brief(answer)[0] == "alternate:d"


@pytest.mark.parametrize(
    "people",
    [
        [somebody("p", to("p"))],
        [somebody("p", to("a")), somebody("a", to("p"))],
        [somebody("p", to("a"), to("b")), somebody("a", to("b"), to("a")), somebody("b", to("a"))],
        [somebody("p", to("a"), to("a")), somebody("a", to("a"))],
        [somebody("p", manager="p"), somebody("a")],
        [somebody("p", to("nobody"))],
    ],
)
def test_circles_and_gaps_end(people: list[Person]) -> None:
    answer = ask(*people, *(status(x.id, Status.AWAY) for x in people), policy=Policy(offer_manager=True))
    assert brief(answer) == ["message:p", "phone:p"]


def test_nobody_is_offered_twice() -> None:
    answer = ask(
        somebody("p", to("a"), to("a", "x"), to("b"), manager="a", unit="u", keywords=("k",)),
        somebody("a", unit="u", keywords=("k",)),
        somebody("b", to("a"), unit="u"),
        status("a", Status.AVAILABLE),
        status("b", Status.AWAY),
        OFFICE,
        topic="x",
        policy=Policy(offer_manager=True),
    )
    assert brief(answer) == ["phone:p", "alternate:a", "unit:u", "message:p"]


def test_a_phone_as_alternate() -> None:
    guard = Alternate(phone=phone("+4722334455", Disclosure.TRANSFER_ONLY, label="the guard 22334455"))
    answer = ask(somebody("p", guard), status("p", Status.AWAY))
    assert brief(answer)[0] == "alternate:55"
    assert answer.routes[0].name == "the guard ••"


def test_a_unit_as_alternate() -> None:
    open_unit = unit("v", "Arkiv", phones=(main_number("+4721802199"),), phone_hours="Mo-Fr 09:00-15:00")
    answer = ask(somebody("p", Alternate(unit="v")), status("p", Status.AWAY), open_unit)
    assert brief(answer) == ["alternate:v", "message:p", "phone:p"]


def test_a_closed_unit_as_alternate_is_replaced_and_stands_further_down() -> None:
    shut = unit(
        "v",
        "Arkiv",
        phones=(main_number("+4721802199"),),
        phone_hours="Mo-Fr 12:00-15:00",
        alternates=(to("a"), Alternate(unit="v")),
    )
    answer = ask(somebody("p", Alternate(unit="v")), somebody("a"), status("p", Status.AWAY), shut)
    assert brief(answer) == ["alternate:a", "alternate:v closed", "message:p", "phone:p"]


def test_a_unit_met_twice_or_not_at_all() -> None:
    answer = ask(
        somebody("p", Alternate(unit="gone"), Alternate(unit="v"), Alternate(unit="v", topic="x"), unit="v"),
        office("v", 2),
        topic="x",
    )
    assert brief(answer) == ["phone:p", "alternate:v", "message:p"]


@pytest.mark.parametrize(("length", "found"), [(3, True), (4, False)])
def test_chains_of_closed_units_end_too(length: int, found: bool) -> None:
    chain = [
        office(f"x{n}", n, SHUT if n < length else None, alternates=(Alternate(unit=f"x{n + 1}"),))
        for n in range(1, length + 1)
    ]
    answer = ask(somebody("p", Alternate(unit="x1")), *chain, status("p", Status.AWAY))
    assert (f"alternate:x{length}" in brief(answer)) is found


def test_somebody_left_out_for_the_topic_and_offered_otherwise_is_not_left_out() -> None:
    answer = ask(somebody("p", to("b", "Skole"), to("b")), somebody("b"))
    assert brief(answer) == ["phone:p", "alternate:b", "message:p"]
    assert left(answer) == {}


def test_somebody_left_out_for_the_topic_and_offered_as_a_colleague_is_not_left_out() -> None:
    answer = ask(somebody("p", to("b", "Skole"), unit="u", keywords=("k",)), colleague("b", "k"))
    assert brief(answer) == ["phone:p", "colleague:b", "message:p"]
    assert left(answer) == {}


def test_whose_alternate_a_unit_is() -> None:
    answer = ask(
        somebody("p", to("a")),
        somebody("a", Alternate(unit="v")),
        office("v", 2, OPEN),
        *(status(x, Status.AWAY) for x in "pa"),
    )
    assert brief(answer)[0] == "alternate:v"
    assert say(answer.routes[0].why, English(OSLO, NOW)) == "alternate of A Test; open until 15:00"


def test_why_an_alternate_is_offered() -> None:
    answer = ask(
        somebody("p", to("a"), to("b", "Skole")),
        somebody("a", to("c"), to("d", "Skole")),
        *(somebody(x) for x in "bcd"),
        *(status(x, Status.AWAY) for x in "pa"),
        topic="skole",
    )
    assert [say(route.why, English(OSLO, NOW)) for route in answer.routes[:3]] == [
        "alternate for Skole; nothing registered",
        "alternate of A Test for Skole; nothing registered",
        "alternate of A Test; nothing registered",
    ]


def test_people_without_a_phone_are_left_out_and_replaced() -> None:
    answer = ask(somebody("p", to("a")), somebody("a", to("b"), phones=()), somebody("b"))
    assert brief(answer) == ["phone:p", "alternate:b", "message:p"]
    assert left(answer) == {"a": "no phone registered"}


def test_two_people_on_one_line_are_one_route_unless_one_has_another_phone() -> None:
    shared = number(50)
    answer = ask(
        somebody("p", to("a"), to("b"), phones=(shared,)),
        somebody("a", phones=(shared,)),
        somebody("b", phones=(shared, number(51))),
    )
    assert brief(answer) == ["phone:p", "alternate:b", "message:p"]
    assert [route.phone.number[-2:] for route in answer.routes if route.phone] == ["50", "51"]


# Managers and colleagues


@pytest.mark.parametrize(
    ("offered", "wanted", "order"),
    [
        (False, Status.AVAILABLE, ["message:p", "phone:p"]),
        (True, Status.AVAILABLE, ["manager:m", "message:p", "phone:p"]),
        (True, Status.AWAY, ["message:p", "phone:p"]),
    ],
)
def test_the_manager_only_where_the_municipality_says_so(
    offered: bool, wanted: Status, order: list[str]
) -> None:
    answer = ask(
        somebody("p", manager="m"),
        somebody("m"),
        status("p", Status.AWAY),
        status("m", wanted),
        policy=Policy(offer_manager=offered),
    )
    assert brief(answer) == order
    assert ("m" in left(answer)) is (offered and wanted is Status.AWAY)


def colleague(id: str, *keywords: str, **fields: Any) -> list[DirectoryObject]:
    return [somebody(id, unit="u", keywords=keywords, **fields), *status(id, Status.AVAILABLE)]


def test_up_to_three_available_colleagues_who_share_a_keyword_the_closest_first() -> None:
    answer = ask(
        somebody("p", unit="u", keywords=("Byggesak", "nabovarsel")),
        colleague("a", "byggesak"),
        colleague("b", "BYGGESAK ", "Nabovarsel"),
        colleague("c", "skole"),
        colleague("d", "byggesak"),
        colleague("e", "byggesak"),
        somebody("f", unit="u", keywords=("byggesak",)),  # not registered: nobody knows
        [*colleague("g", "byggesak"), *status("g", Status.AWAY)],
        colleague("h", "byggesak", phones=()),
        [somebody("i", unit="other", keywords=("byggesak",)), *status("i", Status.AVAILABLE)],
    )
    assert brief(answer) == ["phone:p", "colleague:b", "colleague:a", "colleague:d", "message:p"]


@pytest.mark.parametrize(("many", "offered"), [(0, 0), (1, 1), (5, 2)])
def test_how_many_colleagues_is_settable(many: int, offered: int) -> None:
    answer = ask(
        somebody("p", unit="u", keywords=("k",)),
        colleague("a", "k"),
        colleague("b", "k"),
        policy=Policy(colleagues=many),
    )
    assert sum(route.startswith("colleague") for route in brief(answer)) == offered


def test_colleagues_who_know_the_topic_stand_first() -> None:
    answer = ask(
        somebody("p", unit="u", keywords=("k",)),
        colleague("a", "k"),
        colleague("b", "Skjenking"),
        topic="skjenking",
    )
    assert brief(answer)[1:3] == ["colleague:b", "colleague:a"]


# Units and their hours


def office(id: str, n: int, hours: str | None = None, **fields: Any) -> Unit:
    return unit(id, id.upper(), phones=(main_number(f"+47218021{n:02}"),), phone_hours=hours, **fields)


OPEN, SHUT = "Mo-Fr 09:00-15:00", "Mo-Fr 10:40-15:00"


@pytest.mark.parametrize(
    ("hours", "order"),
    [
        ((OPEN, OPEN, OPEN), ["unit:u", "unit:v", "unit:w", "message:p", "phone:p"]),
        ((SHUT, OPEN, None), ["unit:v", "unit:w", "unit:u closed", "message:p", "phone:p"]),
        ((None, SHUT, "what?"), ["unit:u", "unit:w", "unit:v closed", "message:p", "phone:p"]),
        ((SHUT, SHUT, SHUT), ["message:p", "unit:u closed", "unit:v closed", "unit:w closed", "phone:p"]),
    ],
)
def test_units_in_turn_and_never_first_outside_their_hours(
    hours: tuple[str | None, ...], order: list[str]
) -> None:
    answer = ask(
        somebody("p", unit="u"),
        status("p", Status.AWAY),
        office("u", 1, hours[0], parent="v"),
        office("v", 2, hours[1], parent="w"),
        office("w", 3, hours[2]),
    )
    assert brief(answer) == order


@pytest.mark.parametrize(
    ("hours", "now", "open_", "opens", "text"),
    [
        (OPEN, "2026-11-24T10:00", True, None, "main number; open until 15:00"),
        (SHUT, "2026-11-24T10:00", False, "2026-11-24T10:40", "main number; opens in 40 min"),
        (OPEN, "2026-11-24T15:00", False, "2026-11-25T09:00", "main number; opens Wed 25 Nov 09:00"),
        (
            "Th 16:00-17:15",
            "2026-11-24T15:00",
            False,
            "2026-11-26T16:00",
            "main number; opens Thu 26 Nov 16:00",
        ),
        ("Mo-Fr 09:00-15:00; PH off", "2026-12-25T10:00", False, "2026-12-28T09:00", None),
        ("off", "2026-11-24T10:00", False, None, "main number; closed"),
        ("24/7", "2026-11-24T10:00", True, None, "main number; open"),
        ("24/7 unknown", "2026-11-24T10:00", True, None, "main number; may be open"),
        ("garbage", "2026-11-24T10:00", True, None, "main number; the phone hours cannot be read"),
        (None, "2026-11-24T10:00", True, None, "main number; phone hours not known"),
        # the clock goes back on Sunday 25 October
        (OPEN, "2026-10-24T12:00", False, "2026-10-26T09:00", "main number; opens Mon 26 Oct 09:00"),
        # and forward on Sunday 28 March, in Easter
        ("Mo-Su 09:00-15:00", "2027-03-27T16:00", False, "2027-03-28T09:00", None),
    ],
)
def test_phone_hours_in_words(
    hours: str | None, now: str, open_: bool, opens: str | None, text: str | None
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OSLO)
    answer = ask(somebody("p", unit="u"), office("u", 1, hours), at=moment, contact=moment)
    [route] = [route for route in answer.routes if route.unit == "u"]
    assert route.open is open_
    assert route.opens == (None if opens is None else datetime.fromisoformat(opens).replace(tzinfo=OSLO))
    if text is not None:
        assert say(route.why, English(OSLO, moment)) == text


def test_parents_in_a_circle_and_units_without_a_phone() -> None:
    answer = ask(
        somebody("p", unit="u"), unit("u", parent="v"), office("v", 2, parent="w"), office("w", 3, parent="u")
    )
    assert brief(answer) == ["phone:p", "unit:v", "unit:w", "message:p"]


def test_a_main_number_shared_with_the_parent_stands_once() -> None:
    answer = ask(
        somebody("p", unit="u"), office("u", 1, parent="v"), office("v", 1, parent="w"), office("w", 2)
    )
    assert brief(answer) == ["phone:p", "unit:u", "unit:w", "message:p"]


def test_the_main_number_counts_before_pref() -> None:
    two = unit("u", phones=(replace(number(9), pref=1), main_number("+4721802180")))
    answer = ask(somebody("p", unit="u"), two)
    assert [r.phone.number for r in answer.routes if r.unit == "u" and r.phone] == ["+4721802180"]


def test_people_within_their_units_hours_where_the_municipality_says_so() -> None:
    gated = Policy(gate_people=True)
    people = [
        somebody("p", to("a"), to("b"), unit="u"),
        somebody("a", unit="u"),
        somebody("b"),
        office("u", 1, SHUT),
    ]
    assert brief(ask(*people)) == ["phone:p", "alternate:a", "alternate:b", "unit:u closed", "message:p"]
    answer = ask(*people, policy=gated)
    assert brief(answer) == ["alternate:b", "unit:u closed", "message:p", "phone:p closed"]
    assert left(answer) == {"a": "the unit's phone hours: opens in 40 min"}
    keen = [somebody("p", unit="u", keywords=("k",)), *colleague("c", "k"), office("u", 1, SHUT)]
    assert "colleague:c" in brief(ask(*keen))
    assert "colleague:c" not in brief(ask(*keen, policy=gated))
    assert answer.routes[-1].opens == NOW + timedelta(minutes=40)


def test_routes_for_a_unit() -> None:
    answer = ask(
        office("u", 1, OPEN, parent="v", alternates=(to("a"),), keywords=("skole",)),
        office("v", 2),
        somebody("a"),
        colleague("b", "Skole"),
        colleague("c", "annet"),
        ref=U,
    )
    assert answer.availability is None
    assert brief(answer) == ["unit:u", "alternate:a", "colleague:b", "unit:v", "message:u"]


def test_who_is_left_out_of_a_units_routes() -> None:
    answer = ask(office("u", 1, alternates=(to("a"),)), somebody("a", phones=()), ref=U)
    assert brief(answer) == ["unit:u", "message:u"]
    assert left(answer) == {"a": "no phone registered"}


def test_routes_for_a_closed_unit() -> None:
    shut = office("u", 1, SHUT, parent="v", alternates=(to("a"),))
    assert brief(ask(shut, office("v", 2), somebody("a"), ref=U)) == [
        "alternate:a",
        "unit:v",
        "unit:u closed",
        "message:u",
    ]
    answer = ask(shut, ref=U)
    assert brief(answer) == ["message:u", "unit:u closed"]
    assert [route.opens for route in answer.routes] == [None, NOW + timedelta(minutes=40)]


def test_routes_for_a_unit_with_a_topic() -> None:
    answer = ask(office("u", 1), colleague("a", "Skjenking"), ref=U, topic="skjenking")
    assert brief(answer) == ["unit:u", "colleague:a", "message:u"]


# Protected people, people who have left, people nobody knows


@pytest.mark.parametrize("protection", [Protection.SHIELDED, Protection.RESTRICTED])
def test_protected_people_are_never_offered(protection: Protection) -> None:
    hidden = somebody("a", unit="u", keywords=("k",), protection=protection)
    answer = ask(
        somebody("p", to("a"), manager="a", unit="u", keywords=("k",)),
        hidden,
        status("a", Status.AVAILABLE),
        OFFICE,
        policy=Policy(offer_manager=True),
    )
    assert "a" not in [route.person for route in answer.routes]
    assert ("a" in left(answer)) is (protection is Protection.RESTRICTED)


def test_a_restricted_alternate_is_reached_through_their_unit() -> None:
    answer = ask(
        somebody("p", to("a")),
        somebody("a", unit="u", protection=Protection.RESTRICTED),
        OFFICE,
        status("p", Status.AWAY),
    )
    assert brief(answer) == ["alternate:u", "message:p", "phone:p"]
    assert left(answer) == {"a": "A Test, through the unit"}


def test_a_restricted_person_has_the_units_routes() -> None:
    answer = ask(
        somebody("p", to("a"), unit="u", protection=Protection.RESTRICTED, manager="b"),
        somebody("a"),
        somebody("b"),
        status("p", Status.AWAY),
        replace(OFFICE, parent="v"),
        office("v", 2),
        policy=Policy(offer_manager=True),
    )
    assert brief(answer) == ["unit:u", "unit:v", "message:u"]
    assert answer.availability is not None
    assert answer.availability.status is Status.UNKNOWN
    assert left(answer) == {"p": "protected; calls go through the unit"}


def test_a_restricted_person_without_a_unit_gets_a_message() -> None:
    assert brief(ask(somebody("p", protection=Protection.RESTRICTED))) == ["message:p"]
    assert brief(ask(somebody("p", unit="gone", protection=Protection.RESTRICTED))) == ["message:p"]


@pytest.mark.parametrize(
    ("ref", "known"),
    [
        (P, []),
        (U, []),
        (P, [somebody("p", protection=Protection.SHIELDED)]),
        (Ref(Kind.ABSENCE, "p"), [somebody("p")]),
    ],
)
def test_nobody_and_shielded_people_look_the_same(ref: Ref, known: list[DirectoryObject]) -> None:
    with pytest.raises(NotFoundError) as caught:
        ask(*known, ref=ref)
    assert caught.value.sentence.template == "The directory has no person or unit with this id."
    assert caught.value.remedy is not None
    assert caught.value.remedy.template == "Find the id with “switchboard search”."


def test_somebody_who_has_left_is_not_offered_but_their_alternates_are() -> None:
    gone = NOW - timedelta(days=1)
    answer = ask(somebody("p", to("a"), valid_until=gone, unit="u"), somebody("a"), OFFICE)
    assert brief(answer) == ["alternate:a", "unit:u", "message:u"]
    assert left(answer) == {"p": "no longer here since Mon 23 Nov 10:00"}
    assert [item.name for item in answer.left_out] == ["P Test"]
    assert brief(ask(somebody("p", valid_until=NOW, unit="u"), OFFICE)) == ["unit:u", "message:u"]
    assert brief(ask(somebody("p", valid_until=NOW + timedelta(minutes=1)))) == ["phone:p", "message:p"]
    message = answer.routes[-1]
    assert (message.name, say(message.why, English(OSLO, NOW))) == ("Byggesak", "a message or a call back")
    answer = ask(somebody("p", to("a")), somebody("a", to("b"), valid_until=gone), somebody("b"))
    assert brief(answer) == ["phone:p", "alternate:b", "message:p"]
    assert left(answer) == {"a": "no longer here since Mon 23 Nov 10:00"}


def test_somebody_without_a_phone_is_told_so() -> None:
    answer = ask(somebody("p", phones=()))
    assert brief(answer) == ["message:p"]
    assert left(answer) == {"p": "no phone registered"}


# Old data, and time


@pytest.mark.parametrize(
    ("was", "order"),
    [
        (Status.AWAY, ["alternate:a", "message:p", "phone:p"]),
        (Status.BUSY, ["alternate:a", "phone:p", "message:p"]),
        (Status.AVAILABLE, ["phone:p", "alternate:a", "message:p"]),
    ],
)
def test_old_data_ranks_by_what_it_last_said(was: Status, order: list[str]) -> None:
    answer = ask(somebody("p", to("a")), somebody("a"), status("p", was), contact=NOW - timedelta(minutes=30))
    assert answer.availability is not None
    assert (answer.availability.status, answer.availability.was) == (Status.UNKNOWN, was)
    assert brief(answer) == order


def test_the_list_says_when_it_may_change() -> None:
    lunch = absence("a", NOW - timedelta(minutes=10), end=NOW + timedelta(minutes=20))
    people = [somebody("p", to("a"), unit="u"), somebody("a"), lunch]
    assert ask(*people, office("u", 1, SHUT)).changes == NOW + timedelta(minutes=20)
    assert ask(*people, office("u", 1, "Mo-Fr 10:10-12:00")).changes == NOW + timedelta(minutes=10)


def test_reprs_name_nobody() -> None:
    answer = ask(somebody("p", to("a")), somebody("a"), status("a", Status.AWAY))
    assert "Test" not in repr(answer)
    assert "2346" not in repr(answer)
