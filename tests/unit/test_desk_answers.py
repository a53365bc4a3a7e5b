"""Rows and cards: what they hold, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.builders import absence, main_number, mobile, outcome, person, phone, presence, unit

from switchboard.desk.answers import make_row, with_matches
from switchboard.desk.cards import make_card
from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Feature,
    Kind,
    Phone,
    PresenceState,
    Protection,
    Ref,
    Result,
)
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, say
from switchboard.search.results import Field, Hit, How, Match

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
P, U = Ref(Kind.PERSON, "p"), Ref(Kind.UNIT, "u")

KRISTIAN = person(
    "p",
    "Kristian Hansen",
    title="Saksbehandler",
    unit="u",
    place="Room 3",
    email="kristian@example.org",
    phones=(mobile("+4799887766", label="private 99887766"), phone("+4723461234")),
    description="Knows about balconies",
    keywords=("byggesak", "nabovarsel"),
    languages=("nb", "en"),
    alternates=(Alternate(person="a"),),
    work_hours="Mo-Fr 08:00-16:00",
)
ANNE = person("a", "Anne Lie", unit="u", phones=(phone("+4723461235"),))
BUILDING = unit(
    "u",
    "Byggesak",
    parent="v",
    phones=(main_number("+4721802180"),),
    phone_hours="Mo-Fr 10:40-15:00",
    keywords=("skole",),
    caller_notice="Say that cases take 12 weeks.",
)
AGENCY = unit("v", "Plan og bygg", parent="w")
CITY = unit("w", "Oslo", parent="v")
EVERYBODY: list[DirectoryObject] = [KRISTIAN, ANNE, BUILDING, AGENCY, CITY]


def view(*more: DirectoryObject, contact: datetime | None = NOW) -> MemoryDirectory:
    return MemoryDirectory([*EVERYBODY, *more], contact=contact)


def moment(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-24T{time}").replace(tzinfo=OSLO)


def match(field: Field, text: str, *ranges: tuple[int, int]) -> Match:
    return Match(field, How.PREFIX, text, ranges)


def test_a_persons_row() -> None:
    row = make_row(P, view(absence("p", moment("09:00"), end=moment("13:00"))), NOW)
    assert row is not None
    assert (row.name, row.title, row.unit_name) == ("Kristian Hansen", "Saksbehandler", "Byggesak")
    assert row.availability is not None
    assert row.availability.status is Status.AWAY
    assert (row.changes, row.open, row.restricted) == (moment("13:00"), None, False)


def test_a_hit_marks_what_matched() -> None:
    hit = Hit(
        P,
        (
            match(Field.NAME, "Kristian Hansen", (9, 12)),
            match(Field.NAME, "Kristian Hansen", (0, 4), (3, 6)),
            match(Field.TITLE, "Saksbehandler", (0, 4)),
            match(Field.UNIT, "Plan og bygg", (0, 4)),
            match(Field.UNIT, "Byggesak", (0, 4)),
            match(Field.KEYWORD, "Byggesak", (0, 2)),
        ),
    )
    row = make_row(hit, view(), NOW)
    assert row is not None
    assert row.name_ranges == ((0, 6), (9, 12))
    assert row.title_ranges == ((0, 4),)
    assert row.unit_ranges == ((0, 4),)
    assert row.matched == hit.matched


@pytest.mark.parametrize(
    ("hours", "open_", "opens"),
    [
        ("Mo-Fr 10:40-15:00", False, moment("10:40")),
        ("Mo-Fr 09:00-15:00", True, None),
        ("rubbish", None, None),
        (None, None, None),
    ],
)
def test_a_units_row(hours: str | None, open_: bool | None, opens: datetime | None) -> None:
    shown = view(unit("u", "Byggesak", parent="v", phone_hours=hours))
    row = make_row(Hit(U, (match(Field.NAME, "Byggesak", (0, 4)),)), shown, NOW)
    assert row is not None
    assert (row.name, row.unit_name, row.availability) == ("Byggesak", "Plan og bygg", None)
    assert (row.open, row.opens) == (open_, opens)
    assert row.name_ranges == ((0, 4),)


@pytest.mark.parametrize(
    "ref", [Ref(Kind.PERSON, "nobody"), Ref(Kind.UNIT, "none"), Ref(Kind.ABSENCE, "p"), Ref(Kind.PERSON, "s")]
)
def test_nothing_is_made_of_nobody_and_of_shielded_people(ref: Ref) -> None:
    shielded = person("s", "Somebody Hidden", protection=Protection.SHIELDED)
    assert make_row(ref, view(shielded), NOW) is None
    assert make_card(ref, view(shielded), NOW) is None


def test_a_persons_card() -> None:
    card = make_card(P, view(), NOW)
    assert card is not None
    assert (card.name, card.title, card.place) == ("Kristian Hansen", "Saksbehandler", "Room 3")
    assert (card.email, card.languages) == ("kristian@example.org", ("nb", "en"))
    assert (card.description, card.keywords) == ("Knows about balconies", ("byggesak", "nabovarsel"))
    assert [step.name for step in card.path] == ["Oslo", "Plan og bygg", "Byggesak"]
    assert card.caller_notice == "Say that cases take 12 weeks."
    assert [(p.shown.text, p.shown.label, p.shown.may_be_told) for p in card.phones] == [
        ("23 46 12 34", "", True),
        ("•• •• •• 66", "private ••", False),
    ]
    assert card.availability == card.routes.availability
    assert [route.name for route in card.routes.routes][:3] == [
        "Kristian Hansen",
        "Kristian Hansen",
        "Anne Lie",
    ]
    assert (card.as_of, card.stale, card.protection) == (NOW, False, None)
    assert card.changes == moment("10:40")


def test_a_units_card() -> None:
    card = make_card(U, view(), NOW)
    assert card is not None
    assert (card.name, card.open, card.opens) == ("Byggesak", False, moment("10:40"))
    assert card.hours is not None
    assert say(card.hours, English(OSLO, NOW)) == "opens in 40 min"
    assert [step.name for step in card.path] == ["Oslo", "Plan og bygg"]
    assert (card.availability, card.day, card.keywords) == (None, (), ("skole",))
    assert [p.shown.text for p in card.phones] == ["21 80 21 80"]


def test_the_topic_reaches_the_routes() -> None:
    for_topic = person("p", "Kristian Hansen", alternates=(Alternate(person="a", topic="skole"),))
    card = make_card(P, view(for_topic), NOW, topic="Skole")
    assert card is not None
    assert [route.name for route in card.routes.routes] == ["Anne Lie", "Kristian Hansen"]


def test_phones_for_texts_only_are_shown_last() -> None:
    text_only = Phone("+4723460000", features=frozenset({Feature.TEXT}))
    card = make_card(P, view(person("p", phones=(text_only, phone()))), NOW)
    assert card is not None
    assert [p.phone.number for p in card.phones] == ["+4723461234", "+4723460000"]


def test_a_restricted_person_is_name_unit_and_title() -> None:
    hidden = person(
        "p",
        "Kristian Hansen",
        title="Saksbehandler",
        unit="u",
        place="Room 3",
        email="x@example.org",
        phones=(phone("+4723460009"),),
        description="secret",
        keywords=("secret",),
        aliases=("Olsen",),
        protection=Protection.RESTRICTED,
    )
    said = absence("p", moment("09:00"), kind=AbsenceKind.LEAVE, note="secret")
    card, row = make_card(P, view(hidden, said), NOW), make_row(P, view(hidden, said), NOW)
    assert card is not None
    assert row is not None
    assert (card.name, card.title, card.restricted) == ("Kristian Hansen", "Saksbehandler", True)
    assert card.path[-1].name == "Byggesak"
    assert card.protection is not None
    assert (card.place, card.email, card.phones, card.description, card.keywords) == ("", "", (), "", ())
    assert (card.availability, card.day, card.note) == (None, (), "")
    assert {route.unit for route in card.routes.routes} == {"u"}
    assert (row.availability, row.restricted, row.changes) == (None, True, None)


def test_a_hit_older_than_the_protection_tells_no_more_than_the_row() -> None:
    somebody = person("p", "Kristian Hansen", title="Saksbehandler", unit="u", aliases=("Olsen",))
    hidden = replace(somebody, protection=Protection.RESTRICTED)
    named, alias = match(Field.NAME, "Kristian Hansen", (0, 8)), match(Field.ALIAS, "Olsen", (0, 5))
    hit = Hit(P, (named, alias, match(Field.KEYWORD, "secret", (0, 6))))
    row = make_row(hit, view(hidden), NOW)
    assert row is not None
    assert row.matched == (named,)
    assert with_matches(row, hit.matched) == row
    before = make_row(hit, view(somebody), NOW)
    assert before is not None
    assert before.matched == hit.matched


def test_the_note_of_the_absence_that_shows() -> None:
    now, later = moment("09:00"), moment("12:00")
    said = [
        absence("p", now, end=later, note="back by bus", id="1"),
        absence("p", later, end=moment("13:00"), note="later", id="2"),
        absence("p", now, end=moment("18:00"), id="3"),
    ]
    card = make_card(P, view(*said), NOW)
    assert card is not None
    assert card.note == "back by bus"


@pytest.mark.parametrize(
    ("contact", "stale"), [(NOW, False), (NOW - timedelta(minutes=6), True), (None, True)]
)
def test_old_data_is_marked(contact: datetime | None, stale: bool) -> None:
    card = make_card(P, view(contact=contact), NOW)
    assert card is not None
    assert (card.stale, card.as_of) == (stale, contact)


def test_the_limits_reach_rows_and_cards() -> None:
    shown = view(presence("p", since=NOW), contact=NOW - timedelta(minutes=20))
    patient = Limits(stale_after=timedelta(hours=1))
    row, card = make_row(P, shown, NOW, limits=patient), make_card(P, shown, NOW, limits=patient)
    assert row is not None
    assert card is not None
    assert row.availability is not None
    assert row.availability.status is Status.AVAILABLE
    assert not card.stale


def test_the_day_as_a_strip() -> None:
    said = [
        absence("p", moment("09:00"), end=moment("10:30"), kind=AbsenceKind.MEETING, id="1"),
        absence("p", moment("12:00"), end=moment("12:30"), answers_calls=True, id="2"),
        presence("p", since=moment("08:00")),
    ]
    card = make_card(P, view(*said, contact=None), NOW)
    assert card is not None
    assert [(f"{s.start:%H:%M}", f"{s.end:%H:%M}", s.status.value) for s in card.day] == [
        ("06:00", "08:00", "off-duty"),
        ("08:00", "09:00", "available"),
        ("09:00", "10:30", "away"),
        ("10:30", "12:00", "available"),
        ("12:00", "12:30", "busy"),
        ("12:30", "16:00", "available"),
        ("16:00", "20:00", "off-duty"),
    ]


def test_the_strip_of_a_day_about_which_nothing_is_known() -> None:
    card = make_card(P, view(person("p", "Kristian Hansen")), NOW)
    assert card is not None
    [whole] = card.day
    assert (whole.start, whole.end) == (moment("06:00"), moment("20:00"))
    assert whole.status is Status.NOT_REGISTERED


@pytest.mark.parametrize(
    ("sign", "card_says", "strip_says"),
    [
        (presence("p", since=NOW - timedelta(hours=1)), Status.AVAILABLE, Status.AVAILABLE),
        # In a call the strip does not turn pale.
        (presence("p", PresenceState.BUSY, NOW - timedelta(hours=1)), Status.BUSY, Status.AVAILABLE),
        (outcome(Result.REACHED, NOW - timedelta(minutes=5), person="p"), Status.AVAILABLE, Status.AVAILABLE),
        (presence("p", PresenceState.AWAY, NOW - timedelta(hours=1)), Status.PERHAPS, Status.NOT_REGISTERED),
        (presence("p", since=NOW - timedelta(days=8)), Status.NOT_REGISTERED, Status.NOT_REGISTERED),
        (
            outcome(Result.REACHED, NOW - timedelta(minutes=61), person="p"),
            Status.NOT_REGISTERED,
            Status.NOT_REGISTERED,
        ),
        (outcome(at=NOW - timedelta(minutes=5), person="p"), Status.NOT_REGISTERED, Status.NOT_REGISTERED),
    ],
)
def test_the_strip_says_no_more_than_the_card_that_nothing_is_registered(
    sign: DirectoryObject, card_says: Status, strip_says: Status
) -> None:
    card = make_card(P, view(sign), NOW)
    assert card is not None
    assert card.availability is not None
    assert card.availability.status is card_says
    assert [(f"{s.start:%H:%M}", f"{s.end:%H:%M}", s.status) for s in card.day] == [
        ("06:00", "08:00", Status.OFF_DUTY),
        ("08:00", "16:00", strip_says),
        ("16:00", "20:00", Status.OFF_DUTY),
    ]
    now = next(segment for segment in card.day if segment.start <= NOW < segment.end)
    if card_says is strip_says:
        assert say(now.why, English(OSLO, NOW)) in ("available until 16:00", "nothing registered")


def test_reprs_name_nobody() -> None:
    shown = view()
    text = repr(make_card(P, shown, NOW)) + repr(make_row(P, shown, NOW))
    card = make_card(P, shown, NOW)
    assert card is not None
    text += repr(card.phones) + repr(card.routes)
    for secret in ("Hansen", "Kristian", "9988", "2346", "66"):
        assert secret not in text
