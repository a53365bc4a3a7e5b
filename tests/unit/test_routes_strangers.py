"""``switchboard routes --json`` on files that a stranger might try: written from the design's text alone.

Each case is a file of the contract, a question, and what the design promises of the answer. Only what a case
names is compared; what every answer owes (keys, a message, no repeats) is compared always.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from switchboard.cli import run

TUESDAY = "2026-11-24T10:00:00+01:00"
VOICE = {"features": ["voice"], "disclosure": "internal"}
WORK = "Mo-Fr 08:00-16:00"
KEYS = {"kind", "person", "unit", "phone", "open", "opens", "why"}


class Case(NamedTuple):
    """A file's lines, a question, and what the answer must say.

    ``routes`` are "kind whom digits", with "closed" and when it opens behind; ``left`` is who is left out and
    a part of the reason; ``why`` and ``source`` are the availability's.
    """

    name: str
    lines: list[Any]
    id: str = "p"
    at: str = TUESDAY
    topic: str | None = None
    status: str | None = None
    until: str | None = "-"
    why: str | None = None
    source: str | None = "-"
    routes: list[str] | None = None
    left: dict[str, str] | None = None
    reasons: dict[int, str] | None = None
    bad: int = 0


def number(id: str, n: int = 1) -> str:
    return f"+472346{ord(id[0]):03}{n}"


def P(id: str = "p", **fields: Any) -> dict[str, Any]:
    fields.setdefault("phones", [{"number": number(id), **VOICE}])
    name = {"given": id.upper(), "surname": "Prøve"}
    return {"type": "person", "id": id, "updated": "2026-11-01T08:00:00Z", "name": name, **fields}


def U(id: str = "u", **fields: Any) -> dict[str, Any]:
    phone = {"number": number(id), "features": ["main-number"], "disclosure": "public"}
    fields.setdefault("phones", [phone])
    return {"type": "unit", "id": id, "updated": "2026-11-01T08:00:00Z", "name": f"Enhet {id}", **fields}


def A(start: str, end: str | None = None, kind: str = "meeting", person: str = "p", **fields: Any) -> Any:
    """An absence; a time of day alone is Tuesday's, a time without offset Oslo's winter."""
    item = {
        "type": "absence",
        "id": f"{person}{start}{kind}",
        "person": person,
        "start": when(start),
        "kind": kind,
    }
    if end is not None:
        item["end"] = when(end)
    return {**item, "source": "calendar", "updated": "2026-11-20T08:00:00Z", **fields}


def when(text: str) -> str:
    text = f"2026-11-24T{text}:00" if len(text) == 5 else text
    return text if text.endswith("Z") or "+" in text else f"{text}+01:00"


def S(availability: str = "available", since: str = "08:00", id: str = "p", **fields: Any) -> dict[str, Any]:
    return {
        "type": "presence",
        "id": id,
        "availability": availability,
        "since": when(since),
        "source": "teams",
        "updated": when(since),
        **fields,
    }


def T(at: str, result: str = "no-answer", person: str = "p", **fields: Any) -> dict[str, Any]:
    return {
        "type": "outcome",
        "id": f"{person}{at}{result}",
        "person": person,
        "result": result,
        "at": when(at),
        **fields,
    }


def service(country: str = "NO", zone: str = "Europe/Oslo") -> dict[str, Any]:
    return {"type": "service", "name": "Prøveby", "country": country, "timeZone": zone, "languages": ["nb"]}


DK, SE = service("DK", "Europe/Copenhagen"), service("SE", "Europe/Stockholm")


def to(*ids: str, topic: str | None = None) -> list[dict[str, Any]]:
    return [{"person": who} if topic is None else {"person": who, "topic": topic} for who in ids]


def away(id: str) -> dict[str, Any]:
    return A("2026-11-20T08:00:00", "2026-12-02T16:00:00", "vacation", id)


AVAILABILITY = [
    Case("nobody has said anything", [P()], status="not-registered", until=None, source=None),
    Case("work hours alone say nothing of now", [P(workHours=WORK)], status="not-registered"),
    Case(
        "after work",
        [P(workHours=WORK)],
        at="2026-11-24T18:00:00+01:00",
        status="off-duty",
        until="2026-11-25T08:00:00+01:00",
    ),
    Case(
        "work begins on the minute",
        [P(workHours=WORK)],
        at="2026-11-24T08:00:00+01:00",
        status="not-registered",
    ),
    Case("work ends on the minute", [P(workHours=WORK)], at="2026-11-24T16:00:00+01:00", status="off-duty"),
    Case(
        "Friday evening",
        [P(workHours=WORK)],
        at="2026-11-27T17:00:00+01:00",
        status="off-duty",
        until="2026-11-30T08:00:00+01:00",
    ),
    Case(
        "Christmas in Norway",
        [P(workHours=WORK)],
        at="2026-12-24T17:00:00+01:00",
        status="off-duty",
        until="2026-12-28T08:00:00+01:00",
    ),
    Case(
        "a holiday at noon",
        [P(workHours=WORK)],
        at="2026-12-25T12:00:00+01:00",
        status="off-duty",
        until="2026-12-28T08:00:00+01:00",
    ),
    Case(
        "Easter in Norway",
        [P(workHours=WORK)],
        at="2026-04-01T17:00:00+02:00",
        status="off-duty",
        until="2026-04-07T08:00:00+02:00",
    ),
    Case(
        "Easter in Denmark",
        [DK, P(workHours=WORK)],
        at="2026-04-01T17:00:00+02:00",
        status="off-duty",
        until="2026-04-07T08:00:00+02:00",
    ),
    Case(
        "Maundy Thursday is work in Sweden",
        [SE, P(workHours=WORK)],
        at="2026-04-01T17:00:00+02:00",
        status="off-duty",
        until="2026-04-02T08:00:00+02:00",
    ),
    Case(
        "Epiphany in Sweden",
        [SE, P(workHours=WORK)],
        at="2027-01-05T17:00:00+01:00",
        status="off-duty",
        until="2027-01-07T08:00:00+01:00",
    ),
    Case(
        "no Epiphany in Denmark",
        [DK, P(workHours=WORK)],
        at="2027-01-05T17:00:00+01:00",
        status="off-duty",
        until="2027-01-06T08:00:00+01:00",
    ),
    Case(
        "the first of May in Norway",
        [P(workHours=WORK)],
        at="2026-04-30T17:00:00+02:00",
        status="off-duty",
        until="2026-05-04T08:00:00+02:00",
    ),
    Case(
        "no great prayer day in Denmark any more",
        [DK, P(workHours=WORK)],
        at="2026-04-30T17:00:00+02:00",
        status="off-duty",
        until="2026-05-01T08:00:00+02:00",
    ),
    Case(
        "the seventeenth of May on Whit Monday",
        [P(workHours=WORK)],
        at="2027-05-14T17:00:00+02:00",
        status="off-duty",
        until="2027-05-18T08:00:00+02:00",
    ),
    Case(
        "spring forward over a weekend",
        [P(workHours=WORK)],
        at="2026-03-27T17:00:00+01:00",
        status="off-duty",
        until="2026-03-30T08:00:00+02:00",
    ),
    Case(
        "the hour that comes twice",
        [P(workHours="24/7"), A("2026-10-24T22:00:00+02:00", "2026-10-25T02:30:00+01:00")],
        at="2026-10-25T02:15:00+02:00",
        status="away",
        until="2026-10-25T02:30:00+01:00",
    ),
    Case(
        "back on Thursday",
        [P(workHours=WORK), A("08:00", "2026-12-02T16:00:00", "vacation")],
        status="away",
        until="2026-12-03T08:00:00+01:00",
        why="on vacation, back Thu 3 Dec 08:00",
        source="calendar",
    ),
    Case(
        "back after the weekend",
        [P(workHours=WORK), A("08:00", "2026-11-27T16:00:00", "course")],
        status="away",
        until="2026-11-30T08:00:00+01:00",
    ),
    Case(
        "back after Christmas",
        [
            P(workHours=WORK),
            A("08:00", "2026-12-23T16:00:00", "vacation"),
            A("2026-12-24T08:00:00", "2026-12-24T16:00:00", "vacation"),
        ],
        status="away",
        until="2026-12-28T08:00:00+01:00",
    ),
    Case(
        "without work hours back when it ends",
        [P(), A("08:00", "2026-11-28T13:00:00", "course")],
        status="away",
        until="2026-11-28T13:00:00+01:00",
    ),
    Case(
        "a meeting until one",
        [P(), A("09:00", "13:00")],
        status="away",
        until="2026-11-24T13:00:00+01:00",
        why="in a meeting until 13:00",
    ),
    Case("the meeting has ended on the minute", [P(), A("09:00", "10:00")], status="available"),
    Case("the meeting begins on the minute", [P(), A("10:00", "11:00")], status="away"),
    Case(
        "a meeting later says until when",
        [P(), S(), A("13:00", "14:00")],
        status="available",
        until="2026-11-24T13:00:00+01:00",
    ),
    Case(
        "adjoining absences are one",
        [P(), A("09:00", "11:00"), A("11:00", "12:00", "course")],
        status="away",
        until="2026-11-24T12:00:00+01:00",
    ),
    Case(
        "overlapping absences are one",
        [P(), A("09:00", "12:00"), A("11:00", "14:00", "errand")],
        status="away",
        until="2026-11-24T14:00:00+01:00",
    ),
    Case(
        "one within another",
        [P(), A("09:00", "15:00", "course"), A("09:30", "10:30")],
        status="away",
        until="2026-11-24T15:00:00+01:00",
    ),
    Case(
        "a gap of an hour is a gap",
        [P(), A("09:00", "11:00"), A("12:00", "14:00", "course")],
        status="away",
        until="2026-11-24T11:00:00+01:00",
    ),
    Case(
        "absences with only a weekend between are one",
        [
            P(workHours=WORK),
            A("2026-11-23T08:00:00", "2026-11-27T16:00:00", "vacation"),
            A("2026-11-30T08:00:00", "2026-12-01T16:00:00", "course"),
        ],
        status="away",
        until="2026-12-02T08:00:00+01:00",
    ),
    Case("without an end", [P(workHours=WORK), A("08:00", None, "leave")], status="away", until=None),
    Case(
        "until the year 9999",
        [P(workHours=WORK), A("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "leave")],
        status="away",
        until=None,
    ),
    Case("an end before the start says nothing", [P(), A("11:00", "09:00")], status="not-registered", bad=1),
    Case(
        "on another clock",
        [P(), A("2026-11-24T08:30:00+00:00", "2026-11-24T21:30:00+09:00")],
        status="away",
        until="2026-11-24T13:30:00+01:00",
    ),
    Case(
        "an absence with the phone open is busy",
        [P(), A("09:00", "13:00", answersCalls=True)],
        status="busy",
        until="2026-11-24T13:00:00+01:00",
    ),
    Case(
        "the closed phone decides",
        [P(), A("09:00", "13:00", answersCalls=True), A("09:30", "11:00", "errand")],
        status="away",
        until="2026-11-24T11:00:00+01:00",
    ),
    Case(
        "away comes before off duty",
        [P(workHours=WORK), A("08:00", "2026-11-25T12:00:00", "course")],
        at="2026-11-24T18:00:00+01:00",
        status="away",
        until="2026-11-25T12:00:00+01:00",
    ),
    Case(
        "off duty comes before a call",
        [P(workHours=WORK), S("busy", "17:50", activity="in-a-call")],
        at="2026-11-24T18:00:00+01:00",
        status="off-duty",
    ),
    Case(
        "in a call",
        [P(), S("busy", "09:55", activity="in-a-call")],
        status="busy",
        until=None,
        why="in a call since 09:55",
        source="teams",
    ),
    Case("do not disturb", [P(), S("do-not-disturb", "09:00")], status="busy"),
    Case("an activity nobody has heard of", [P(), S("busy", "09:55", activity="in-a-sauna")], status="busy"),
    Case("a busy that hung for a day", [P(), S("busy", "2026-11-23T08:00:00")], status="not-registered"),
    Case(
        "available since yesterday",
        [P(), S("available", "2026-11-23T08:00:00")],
        status="available",
    ),
    Case(
        "an available that nobody has confirmed for weeks",
        [P(), S("available", "2026-11-02T08:00:00")],
        status="not-registered",
        source=None,
    ),
    Case(
        "an available of weeks ago that was confirmed today",
        [P(), S("available", "2026-11-02T08:00:00", updated=when("07:30"))],
        status="available",
    ),
    Case("away from the desk for five minutes", [P(), S("away", "09:55")], status="available"),
    Case("away from the desk for an hour", [P(), S("away", "09:00")], status="perhaps", source="teams"),
    Case("signed out since yesterday", [P(), S("offline", "2026-11-23T16:00:00")], status="perhaps"),
    Case("says available", [P(), S()], status="available", source="teams"),
    Case(
        "says available, does not answer",
        [P(), S(), T("10:42"), T("10:51")],
        at="2026-11-24T10:55:00+01:00",
        status="doubtful",
        why="says available; no answer 10:42 and 10:51",
        until="2026-11-24T11:42:00+01:00",
    ),
    Case("one no-answer is no doubt", [P(), S(), T("09:51")], status="available"),
    Case("doubt fades after an hour", [P(), S(), T("08:59"), T("09:51")], status="available"),
    Case("reached since", [P(), S(), T("09:30"), T("09:40"), T("09:50", "reached")], status="available"),
    Case("reached before", [P(), S(), T("09:30", "reached"), T("09:40"), T("09:50")], status="doubtful"),
    Case(
        "doubt without presence",
        [P(), T("09:40"), T("09:50")],
        status="doubtful",
        why="no answer 09:40 and 09:50",
    ),
    Case(
        "busy and wrong person are no doubt",
        [P(), S(), T("09:40", "busy"), T("09:50", "wrong-person")],
        status="available",
    ),
    Case(
        "one outcome told twice is one",
        [P(), S(), T("09:40", id="x"), T("09:40", id="x")],
        status="available",
    ),
    Case("an outcome of tomorrow", [P(), S(), T("09:40"), T("2026-11-25T09:50:00")], status="available"),
    Case("busy comes before doubt", [P(), S("busy", "09:55"), T("09:40"), T("09:50")], status="busy"),
    Case(
        "night shift, at night",
        [P(workHours="Mo-Su 22:00-06:00")],
        at="2026-11-24T02:00:00+01:00",
        status="not-registered",
    ),
    Case(
        "night shift, by day",
        [P(workHours="Mo-Su 22:00-06:00")],
        status="off-duty",
        until="2026-11-24T22:00:00+01:00",
    ),
    Case(
        "shift workers work on Christmas Day",
        [P(workHours="Mo-Su 07:00-22:00")],
        at="2026-12-25T12:00:00+01:00",
        status="not-registered",
    ),
    Case(
        "a roster that says off",
        [P(), A("07:00", "15:00", "off-duty", source="roster")],
        status="away",
        source="roster",
        until="2026-11-24T15:00:00+01:00",
    ),
    Case(
        "part-time",
        [P(workHours="Mo,We-Th 08:00-15:00")],
        status="off-duty",
        until="2026-11-25T08:00:00+01:00",
    ),
    Case("hours nobody can read", [P(workHours="from nine or so")], status="not-registered"),
    Case("hours without an end in sight", [P(workHours="off")], status="off-duty", until=None),
    Case(
        "somebody who has left", [P(validUntil="2026-10-31T00:00:00+01:00"), S()], status="away", until=None
    ),
    Case(
        "somebody who leaves tomorrow", [P(validUntil="2026-11-25T00:00:00+01:00"), S()], status="available"
    ),
    Case(
        "illness is never said",
        [P(), A("08:00", "2026-11-25T16:00:00", "sick", note="influensa")],
        status="away",
        why="absent until Wed 25 Nov 16:00",
    ),
    Case(
        "the day off of a calendar at 23:59",
        [P(), A("00:00", "23:59", "vacation"), A("2026-11-25T00:00:00", "2026-11-25T23:59:00", "vacation")],
        status="away",
        until="2026-11-25T23:59:00+01:00",
    ),
    Case(
        "another zone's clock",
        [service(zone="Europe/Helsinki", country="FI"), P(workHours=WORK)],
        at="2026-11-24T15:30:00+01:00",
        status="off-duty",
        until="2026-11-25T08:00:00+02:00",
    ),
]

MASKED = {"number": "+4799887766", "features": ["mobile"], "disclosure": "transfer-only"}
OFFICE = U(phoneHours="Mo-Fr 09:00-15:00; PH off")
OFFICE_NUMBER = number("u")


def own(id: str = "p", kind: str = "phone") -> str:
    return f"{kind} {id} {number(id)}"


ROUTES = [
    Case("somebody alone", [P()], routes=[own(), "message p"], left={}),
    Case("nobody to try but a message", [P(phones=[])], routes=["message p"], left={"p": "no phone"}),
    Case(
        "own phones, the best first",
        [
            P(
                phones=[
                    {"number": "+4790000001", "features": ["mobile"], "disclosure": "internal"},
                    {"number": "+4723000002", "features": ["voice"], "disclosure": "unclassified"},
                    {"number": "+4723000003", "features": ["voice"], "disclosure": "internal"},
                    {"number": "+4723000004", "features": ["voice"], "disclosure": "public", "pref": 1},
                    {"number": "+4790000005", "features": ["text"], "disclosure": "public"},
                ]
            )
        ],
        routes=[
            "phone p +4723000004",
            "phone p +4723000003",
            "phone p +4790000001",
            "phone p •• •• •• 02",
            "message p",
        ],
    ),
    Case(
        "a private number is put through to and not told",
        [P(phones=[MASKED])],
        routes=["phone p •• •• •• 66", "message p"],
    ),
    Case(
        "available: own phone first",
        [P(alternates=to("a")), P("a"), S(), S(id="a")],
        routes=[own(), own("a", "alternate"), "message p"],
    ),
    Case(
        "not registered: own phone first",
        [P(alternates=to("a")), P("a"), S(id="a")],
        routes=[own(), own("a", "alternate"), "message p"],
    ),
    Case(
        "perhaps: own phone first",
        [P(alternates=to("a")), P("a"), S("away", "09:00"), S(id="a")],
        routes=[own(), own("a", "alternate"), "message p"],
    ),
    Case(
        "busy: after the first available alternate",
        [
            P(alternates=to("b", "a", "c")),
            P("a"),
            P("b"),
            P("c"),
            S("busy"),
            S("busy", id="b"),
            S(id="a"),
            S(id="c"),
        ],
        routes=[own("b", "alternate"), own("a", "alternate"), own(), own("c", "alternate"), "message p"],
    ),
    Case(
        "doubtful: after the first available alternate",
        [P(alternates=to("a", "b")), P("a"), P("b"), S(), S(id="a"), S(id="b"), T("09:40"), T("09:50")],
        routes=[own("a", "alternate"), own(), own("b", "alternate"), "message p"],
    ),
    Case(
        "away: own phone last",
        [P(alternates=to("a")), P("a"), away("p")],
        routes=[own("a", "alternate"), "message p", own()],
    ),
    Case(
        "off duty: own phone last",
        [P(workHours=WORK, alternates=to("a")), P("a")],
        at="2026-11-24T18:00:00+01:00",
        routes=[own("a", "alternate"), "message p", own()],
    ),
    Case(
        "an alternate on vacation is replaced by theirs",
        [P(alternates=to("a", "c")), P("a", alternates=to("b")), P("b"), P("c"), away("p"), away("a")],
        routes=[own("b", "alternate"), own("c", "alternate"), "message p", own()],
        left={"a": "A Prøve: on vacation until Wed 2 Dec 16:00"},
    ),
    Case(
        "three deep",
        [
            P(alternates=to("a")),
            P("a", alternates=to("b")),
            P("b", alternates=to("c")),
            P("c"),
            away("p"),
            away("a"),
            away("b"),
        ],
        routes=[own("c", "alternate"), "message p", own()],
        left={"a": "vacation", "b": "vacation"},
    ),
    Case(
        "and no deeper",
        [
            P(alternates=to("a")),
            P("a", alternates=to("b")),
            P("b", alternates=to("c")),
            P("c", alternates=to("d")),
            P("d"),
            away("p"),
            away("a"),
            away("b"),
            away("c"),
        ],
        routes=["message p", own()],
        left={"a": "vacation", "b": "vacation", "c": "vacation"},
    ),
    Case(
        "two who name each other",
        [
            P(alternates=to("a")),
            P("a", alternates=to("b")),
            P("b", alternates=to("a")),
            away("p"),
            away("a"),
            away("b"),
        ],
        routes=["message p", own()],
    ),
    Case(
        "back to where it began",
        [P(alternates=to("a")), P("a", alternates=to("p")), away("a")],
        routes=[own(), "message p"],
    ),
    Case("one's own alternate", [P(alternates=to("p"))], routes=[own(), "message p"]),
    Case(
        "the same alternate twice",
        [P(alternates=to("a", "a")), P("a")],
        routes=[own(), own("a", "alternate"), "message p"],
    ),
    Case(
        "an alternate for another topic",
        [P(alternates=[*to("a", topic="skjenking"), *to("b")]), P("a"), P("b")],
        routes=[own(), own("b", "alternate"), "message p"],
        left={"a": "skjenking"},
    ),
    Case(
        "an alternate for the topic comes first",
        [P(alternates=[*to("b"), *to("a", topic="Skjenking")]), P("a"), P("b"), away("p")],
        topic="skjenking",
        routes=[own("a", "alternate"), own("b", "alternate"), "message p", own()],
        left={},
    ),
    Case(
        "alternates that do not exist",
        [P(alternates=[*to("x"), {"unit": "y"}])],
        routes=[own(), "message p"],
        left={},
    ),
    Case(
        "an alternate without a phone",
        [P(alternates=to("a")), P("a", phones=[])],
        routes=[own(), "message p"],
        left={"a": "no phone"},
    ),
    Case(
        "an alternate who has left",
        [P(alternates=to("a")), P("a", validUntil="2026-01-01T00:00:00Z")],
        routes=[own(), "message p"],
        left={"a": "no longer here"},
    ),
    Case(
        "a number for an alternate",
        [P(alternates=[{"phone": MASKED}]), away("p")],
        routes=["alternate - •• •• •• 66", "message p", own()],
    ),
    Case(
        "a unit for an alternate",
        [P(alternates=[{"unit": "u"}]), OFFICE, away("p")],
        routes=[f"alternate u {OFFICE_NUMBER}", "message p", own()],
    ),
    Case(
        "a closed unit is not first",
        [P(alternates=[{"unit": "u"}]), OFFICE],
        at="2026-11-24T08:20:00+01:00",
        routes=[own(), f"alternate u {OFFICE_NUMBER} closed 2026-11-24T09:00:00+01:00", "message p"],
        reasons={1: "opens in 40 min"},
    ),
    Case(
        "the manager is not offered unless the municipality says so",
        [P(manager="m"), P("m"), S(id="m")],
        routes=[own(), "message p"],
    ),
    Case(
        "three colleagues who share a keyword and are available",
        [
            P(unit="u", keywords=["Vann"]),
            U(phones=[]),
            *(P(who, unit="u", keywords=["vann"]) for who in "abcd"),
            *(S(id=who) for who in "abcd"),
            P("e", unit="u", keywords=["vei"]),
            S(id="e"),
            P("f", unit="u", keywords=["vann"]),
        ],
        routes=[own(), own("a", "colleague"), own("b", "colleague"), own("c", "colleague"), "message p"],
    ),
    Case(
        "a colleague of another unit is none",
        [
            P(unit="u", keywords=["vann"]),
            U(phones=[]),
            U("v", phones=[]),
            P("a", unit="v", keywords=["vann"]),
            S(id="a"),
        ],
        routes=[own(), "message p"],
    ),
    Case(
        "an alternate is no colleague as well",
        [
            P(unit="u", keywords=["vann"], alternates=to("a")),
            U(phones=[]),
            P("a", unit="u", keywords=["vann"]),
            S(id="a"),
        ],
        routes=[own(), own("a", "alternate"), "message p"],
    ),
    Case(
        "the unit's main number",
        [P(unit="u"), OFFICE],
        routes=[own(), f"unit u {OFFICE_NUMBER}", "message p"],
        reasons={1: "open until 15:00"},
    ),
    Case(
        "the unit opens on Monday",
        [P(unit="u"), OFFICE],
        at="2026-11-27T15:00:00+01:00",
        routes=[own(), f"unit u {OFFICE_NUMBER} closed 2026-11-30T09:00:00+01:00", "message p"],
        reasons={1: "opens Mon 30 Nov 09:00"},
    ),
    Case(
        "the unit is closed on a holiday",
        [P(unit="u"), OFFICE],
        at="2026-12-25T10:00:00+01:00",
        routes=[own(), f"unit u {OFFICE_NUMBER} closed 2026-12-28T09:00:00+01:00", "message p"],
    ),
    Case(
        "hours without a word of holidays are open on them",
        [P(unit="u"), U(phoneHours="Mo-Fr 09:00-15:00")],
        at="2026-12-25T10:00:00+01:00",
        routes=[own(), f"unit u {OFFICE_NUMBER}", "message p"],
    ),
    Case(
        "opens Thursday 16:00",
        [U(phoneHours="Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off")],
        id="u",
        at="2026-11-26T12:00:00+01:00",
        routes=["message u", f"unit u {OFFICE_NUMBER} closed 2026-11-26T16:00:00+01:00"],
        reasons={1: "opens 16:00"},
    ),
    Case(
        "a semicolon replaces",
        [U(phoneHours="Mo,Tu,Th 9-11; Th 16-17:15")],
        id="u",
        at="2026-11-26T10:00:00+01:00",
        routes=["message u", f"unit u {OFFICE_NUMBER} closed 2026-11-26T16:00:00+01:00"],
    ),
    Case(
        "a semicolon replaces that day only",
        [U(phoneHours="Mo,Tu,Th 9-11; Th 16-17:15")],
        id="u",
        routes=[f"unit u {OFFICE_NUMBER}", "message u"],
    ),
    Case(
        "never open again",
        [U(phoneHours="off")],
        id="u",
        routes=["message u", f"unit u {OFFICE_NUMBER} closed"],
    ),
    Case(
        "always open",
        [U(phoneHours="24/7")],
        id="u",
        at="2026-12-25T03:00:00+01:00",
        routes=[f"unit u {OFFICE_NUMBER}", "message u"],
    ),
    Case(
        "hours nobody has said close nothing",
        [P(unit="u"), U()],
        routes=[own(), f"unit u {OFFICE_NUMBER}", "message p"],
    ),
    Case(
        "hours nobody can read close nothing",
        [P(unit="u"), U(phoneHours="ring før lunsj")],
        routes=[own(), f"unit u {OFFICE_NUMBER}", "message p"],
    ),
    Case(
        "the units above in turn",
        [P(unit="u"), U(parent="v"), U("v", parent="w"), U("w")],
        routes=[
            own(),
            f"unit u {OFFICE_NUMBER}",
            f"unit v {number('v')}",
            f"unit w {number('w')}",
            "message p",
        ],
    ),
    Case(
        "an open unit above a closed one",
        [P(unit="u"), U(parent="v", phoneHours="Mo-Fr 12:00-15:00"), U("v"), away("p")],
        routes=[
            f"unit v {number('v')}",
            f"unit u {OFFICE_NUMBER} closed 2026-11-24T12:00:00+01:00",
            "message p",
            own(),
        ],
    ),
    Case(
        "units in a circle",
        [P(unit="u"), U(parent="v"), U("v", parent="u")],
        routes=[own(), f"unit u {OFFICE_NUMBER}", f"unit v {number('v')}", "message p"],
    ),
    Case(
        "a unit above itself",
        [P(unit="u"), U(parent="u")],
        routes=[own(), f"unit u {OFFICE_NUMBER}", "message p"],
    ),
    Case("a unit that does not exist", [P(unit="nowhere")], routes=[own(), "message p"]),
    Case(
        "a unit's own routes",
        [
            U(parent="v", alternates=to("a"), keywords=["vann"]),
            U("v"),
            P("a"),
            P("b", unit="u", keywords=["vann"]),
            S(id="b"),
        ],
        id="u",
        routes=[
            f"unit u {OFFICE_NUMBER}",
            own("a", "alternate"),
            own("b", "colleague"),
            f"unit v {number('v')}",
            "message u",
        ],
    ),
    Case(
        "a restricted person's calls go to the unit",
        [P(unit="u", protection="restricted", alternates=to("a")), P("a"), OFFICE, away("p")],
        routes=[f"unit u {OFFICE_NUMBER}", "message u"],
        status="unknown",
        until=None,
        left={"p": ""},
    ),
    Case(
        "a restricted alternate is reached through the unit",
        [P(alternates=to("a")), P("a", unit="u", protection="restricted"), OFFICE],
        routes=[own(), f"alternate u {OFFICE_NUMBER}", "message p"],
        left={"a": "through the unit"},
    ),
    Case(
        "a shielded alternate does not exist",
        [P(alternates=to("s"), manager="s", unit="u"), P("s", protection="shielded", unit="u"), U(phones=[])],
        routes=[own(), "message p"],
        left={},
    ),
    Case(
        "somebody who has left is not called",
        [P(validUntil="2026-10-31T00:00:00Z", unit="u", alternates=to("a")), P("a"), OFFICE],
        routes=[own("a", "alternate"), f"unit u {OFFICE_NUMBER}", "message u"],
        left={"p": "no longer here"},
    ),
    Case(
        "two people on one line",
        [P(alternates=to("a")), P("a", phones=[{"number": number("p"), **VOICE}])],
        routes=[own(), "message p"],
    ),
]

LONG = "Ærlig " * 1_700
HOSTILE = [
    Case("a person and a unit of one id", [P("x", unit="x"), U("x")], id="x", routes=[own("x"), "message x"]),
    Case("the later of two lines counts", [P(phones=[MASKED]), P()], routes=[own(), "message p"], bad=1),
    Case(
        "a tombstone takes away",
        [P(alternates=to("a")), P("a"), {"type": "person", "id": "a", "deleted": True}],
        routes=[own(), "message p"],
    ),
    Case(
        "types and fields of another time",
        [
            {"type": "hologram", "id": "h"},
            P(aura="green", phones=[{"number": number("p"), **VOICE, "aura": 1}]),
        ],
        routes=[own(), "message p"],
    ),
    Case(
        "features and disclosures of another time",
        [P(phones=[{"number": "+4799887766", "features": ["voice", "smell"], "disclosure": "whispered"}])],
        routes=["phone p •• •• •• 66", "message p"],
    ),
    Case(
        "a disclosure nobody has given",
        [P(phones=[{"number": "+4799887766"}])],
        routes=["phone p •• •• •• 66", "message p"],
    ),
    Case("a kind of absence of another time", [P(), A("09:00", "13:00", "levitating")], status="away"),
    Case("a presence of another time says nothing", [P(), S("transcendent")], status="not-registered", bad=1),
    Case(
        "a name of ten thousand letters",
        [P(name={"given": LONG, "surname": "x"})],
        routes=[own(), "message p"],
    ),
    Case(
        "names that turn the line around",
        [
            P(alternates=to("a")),
            P("a", name={"given": "\u202eenna\u2066", "surname": "a\u0000b\nc"}),
            away("a"),
        ],
        left={"a": "enna a b c: on vacation"},
    ),
    Case(
        "a name in another script",
        [P(alternates=to("a")), P("a", name={"given": "أحمد", "surname": "محمد"}), away("a")],
        left={"a": "أحمد محمد: on vacation"},
    ),
    Case("a line that is no JSON", ['{"type":', P()], routes=[own(), "message p"], bad=1),
    Case(
        "a time without a zone",
        [P(), {**A("09:00", "13:00"), "start": "2026-11-24T09:00:00"}],
        status="not-registered",
        bad=1,
    ),
    Case(
        "a number that is none",
        [P(phones=[{"number": "ring meg", **VOICE}]), P("a")],
        id="a",
        routes=[own("a"), "message a"],
        bad=1,
    ),
    Case(
        "an alternate that is two things",
        [P(alternates=[{"person": "a", "unit": "u"}]), P("a")],
        id="a",
        bad=1,
    ),
    Case(
        "a zone on no map",
        [service(zone="Mars/Phobos"), P(workHours=WORK)],
        at="2026-11-24T18:00:00+01:00",
        status="off-duty",
        until="2026-11-25T08:00:00+01:00",
        bad=1,
    ),
    Case(
        "a country on no map",
        [service(country="ZZ"), P(workHours=WORK)],
        at="2026-11-24T18:00:00+01:00",
        status="off-duty",
        until="2026-11-25T08:00:00+01:00",
    ),
    Case(
        "absurd years",
        [
            P(validUntil="9999-12-31T23:59:59Z"),
            A("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"),
            S("away", "0001-01-01T00:00:00Z"),
            T("9999-12-31T23:59:59Z"),
            A("9999-12-31T00:00:00Z", None, "leave"),
        ],
        status="perhaps",
    ),
    Case(
        "asked from the other side of the world",
        [P(), A("09:00", "13:00")],
        at="2026-11-24T22:00:00+13:00",
        status="away",
        until="2026-11-24T13:00:00+01:00",
    ),
    Case(
        "sixty alternates in a circle",
        [
            P(alternates=to(*(f"q{n}" for n in range(60)))),
            *(P(f"q{n}", phones=[], alternates=to(*(f"q{m}" for m in range(60)))) for n in range(60)),
        ],
        routes=[own(), "message p"],
    ),
    Case("an id with everything in it", [P("ø/\"' %s {x} ../..")], id="ø/\"' %s {x} ../.."),
    Case(
        "braces in a name",
        [P(alternates=to("a")), P("a", name={"given": "{why}", "surname": "{0}"}), away("a")],
        left={"a": "{why} {0}: on vacation"},
    ),
]
CASES = [*AVAILABILITY, *ROUTES, *HOSTILE]


def brief(route: dict[str, Any]) -> str:
    whom = route["person"] or route["unit"] or "-"
    parts = [route["kind"], whom, route["phone"], None if route["open"] else "closed", route["opens"]]
    return " ".join(part for part in parts if part)


def ask(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    path = tmp_path / "directory.jsonl"
    lines = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in case.lines)
    path.write_text("\n".join(lines), "utf-8")
    topic = [] if case.topic is None else ["--topic", case.topic]
    code = run(["routes", case.id, "--json", "--data", str(path), "--at", case.at, *topic])
    captured = capsys.readouterr()
    assert code == 0, captured.err
    (line,) = captured.out.splitlines()
    answer: dict[str, Any] = json.loads(line)
    return answer, captured.err


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_strangers_file(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer, complaints = ask(case, tmp_path, capsys)
    assert set(answer) == {"id", "at", "availability", "routes", "leftOut"}
    assert answer["id"] == case.id
    assert len(complaints.splitlines()) == case.bad
    known = answer["availability"]
    if known is not None:
        assert set(known) == {"status", "until", "why", "source", "asOf"}
    briefs = [brief(route) for route in answer["routes"]]
    assert all(set(route) == KEYS and route["why"] for route in answer["routes"])
    assert len(briefs) == len(set(briefs))
    assert sum(route["kind"] == "message" and route["phone"] is None for route in answer["routes"]) == 1
    assert all(set(item) == {"person", "why"} for item in answer["leftOut"])
    if case.status is not None:
        assert known["status"] == case.status
    if case.until != "-":
        assert known["until"] == case.until
    if case.source != "-":
        assert known["source"] == case.source
    if case.why is not None:
        assert known["why"] == case.why
    if case.routes is not None:
        assert briefs == case.routes
    for position, reason in (case.reasons or {}).items():
        assert reason in answer["routes"][position]["why"]
    if case.left is not None:
        left = {item["person"]: item["why"] for item in answer["leftOut"]}
        assert left.keys() == case.left.keys()
        assert all(reason in left[person] for person, reason in case.left.items())


@pytest.mark.parametrize("case", [case for case in CASES if len(case.lines) > 1], ids=lambda case: case.name)
def test_the_order_of_the_lines_means_nothing(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if case.name in ("the later of two lines counts", "a tombstone takes away"):
        return
    forwards, _ = ask(case, tmp_path, capsys)
    backwards, _ = ask(case._replace(lines=case.lines[::-1]), tmp_path, capsys)
    assert forwards == backwards


@pytest.mark.parametrize("asked", ["s", "nobody", "", "p\n", "-"])
def test_whom_the_directory_does_not_know_is_said(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "directory.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in (P(), P("s", protection="shielded"))), "utf-8")
    assert run(["routes", asked, "--json", "--data", str(path), "--at", TUESDAY]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no person or unit" in captured.err
    assert "Traceback" not in captured.err
