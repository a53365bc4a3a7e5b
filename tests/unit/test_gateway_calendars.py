"""Calendars (RFC 5545) become absences: what is told, when, of whom, and what is never told."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import absence, person, phone
from support.waiting import wait_until

from switchboard.cli import run
from switchboard.domain.calendar_codes import Codes
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Absence, Kind, Protection, Source
from switchboard.gateway import calendar_rules, calendars, config
from switchboard.gateway.calendar_rules import CalendarRules
from switchboard.gateway.icalendar_file import CalendarError, CalendarFile, Window
from switchboard.gateway.store import Store

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)  # a Tuesday
WINDOW = Window(begin=NOW - timedelta(days=7), end=NOW + timedelta(days=90), zone=OSLO, codes=Codes())
KARI = person("p1", "Kari Nordmann", email="Kari.Nordmann@by.no", phones=(phone(),))
OLA = person("p2", "Ola Dunk", email="ola@by.no")


def event(summary: str = "MØT: budsjett", *lines: str, uid: str = "1", when: str = "") -> str:
    when = when or "DTSTART;TZID=Europe/Oslo:20261124T090000\r\nDTEND;TZID=Europe/Oslo:20261124T120000"
    text = summary.replace(";", "\\;").replace(",", "\\,")
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", when, f"SUMMARY:{text}", *lines, "END:VEVENT", ""])


def ics(*events: str, head: str = "") -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def said(data: bytes, owner: str = "kari.nordmann@by.no", window: Window = WINDOW) -> list[str]:
    """What a calendar says, each entry as ``kind start–end note``, on Oslo's clock."""
    entries = CalendarFile(data).entries(window, owner)
    return [
        " ".join(
            filter(
                None,
                (
                    entry.said.kind.value,
                    f"{entry.start.astimezone(OSLO):%d.%m %H:%M}–{entry.end.astimezone(OSLO):%d.%m %H:%M}",
                    "answers" if entry.said.answers_calls else "",
                    entry.said.note or "",
                ),
            )
        )
        for entry in sorted(entries, key=lambda entry: entry.start)
    ]


NINE = "24.11 09:00–24.11 12:00"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (event("MØT: budsjett"), [f"meeting {NINE} budsjett"]),
        (event("MØT; budsjett"), [f"meeting {NINE} answers budsjett"]),
        (event("møt : budsjett"), [f"meeting {NINE} budsjett"]),
        (event("SYK"), [f"leave {NINE}"]),
        (event("SYK: influensa"), [f"leave {NINE}"]),
        (event("Syk, barn med feber"), [f"leave {NINE}"]),
        (event("MØT: legetime"), [f"meeting {NINE}"]),
        (event("Samtale med en som ikke skal nevnes"), [f"other {NINE}"]),
        (event("GFD"), ["gone-for-day 24.11 09:00–25.11 00:00"]),
        (event("Avlyst: budsjettmøte"), []),
        (event("MØT: budsjett", "STATUS:CANCELLED"), []),
        (event("MØT: budsjett", "CLASS:PRIVATE"), [f"other {NINE}"]),
        (event("MØT; budsjett", "CLASS:CONFIDENTIAL"), [f"other {NINE} answers"]),
        (event("Bursdag", "TRANSP:TRANSPARENT"), []),
        (event("FER", "TRANSP:TRANSPARENT"), [f"vacation {NINE}"]),
        (event("Kanskje", "STATUS:TENTATIVE"), []),
        (event("Kanskje", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"), []),
        (event("Bort", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"), [f"other {NINE}"]),
        (event("Stua", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"), [f"remote {NINE} answers"]),
        (event("Møte", "ATTENDEE;PARTSTAT=DECLINED:mailto:KARI.Nordmann@by.no"), []),
        (event("Møte", "ATTENDEE;PARTSTAT=DECLINED:mailto:ola@by.no"), [f"meeting {NINE}"]),
        (event("Prat", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:kari.nordmann@by.no"), []),
        (event("Prat", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kari.nordmann@by.no"), [f"other {NINE}"]),
        (event(""), [f"other {NINE}"]),
    ],
)
def test_what_an_entry_tells(entry: str, told: list[str]) -> None:
    assert said(ics(entry)) == told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("DTSTART:20261124T080000Z\r\nDTEND:20261124T110000Z", NINE),
        ("DTSTART:20261124T090000\r\nDTEND:20261124T120000", NINE),
        ("DTSTART;TZID=Europe/Oslo:20261124T090000\r\nDURATION:PT3H", NINE),
        ('DTSTART;TZID="W. Europe Standard Time":20261124T090000\r\nDURATION:PT3H', NINE),
        ("DTSTART;TZID=Europe/Helsinki:20261124T100000\r\nDTEND;TZID=Europe/Helsinki:20261124T130000", NINE),
        ("DTSTART;TZID=Nowhere/Else:20261124T090000\r\nDTEND;TZID=Nowhere/Else:20261124T120000", NINE),
        ("DTSTART;VALUE=DATE:20261124", "24.11 00:00–25.11 00:00"),
        ("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261127", "24.11 00:00–27.11 00:00"),
        ("DTSTART;VALUE=DATE:20261124\r\nDURATION:P1W", "24.11 00:00–01.12 00:00"),
        ("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:99991231", "24.11 00:00–01.01 00:00"),
    ],
)
def test_when_an_entry_is(when: str, told: str) -> None:
    assert said(ics(event("FER", when=when))) == [f"vacation {told}"]


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART:20261124T080000Z",  # a moment is no time in which anybody is away
        "DTSTART:20261124T080000Z\r\nDTEND:20261124T080000Z",
        "DTSTART:20261124T080000Z\r\nDTEND:20261124T070000Z",
        "DTSTART:20251124T080000Z\r\nDTEND:20251124T090000Z",  # over
        "DTSTART:20271124T080000Z\r\nDTEND:20271124T090000Z",  # too far ahead
    ],
)
def test_what_has_no_length_or_is_not_near_is_nothing(when: str) -> None:
    assert said(ics(event("FER", when=when))) == []


WEEKLY = "DTSTART;TZID=Europe/Oslo:20260901T090000\r\nDTEND;TZID=Europe/Oslo:20260901T100000\r\n"


def starts(data: bytes, window: Window = WINDOW) -> list[str]:
    return [line.split(" ", 1)[1].split("–")[0] for line in said(data, window=window)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=14", ["17.11 09:00", "24.11 09:00", "01.12 09:00"]),
        # The last one is named by its own time, in UTC.
        ("RRULE:FREQ=WEEKLY;UNTIL=20261201T080000Z", ["17.11 09:00", "24.11 09:00", "01.12 09:00"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261201T075959Z", ["17.11 09:00", "24.11 09:00"]),
        (
            "RRULE:FREQ=WEEKLY;UNTIL=20261209T000000Z\r\nEXDATE;TZID=Europe/Oslo:20261124T090000",
            ["17.11 09:00", "01.12 09:00", "08.12 09:00"],
        ),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261202\r\nEXDATE;VALUE=DATE:20261124", ["17.11 09:00", "01.12 09:00"]),
        ("RDATE;TZID=Europe/Oslo:20261130T113000,20261124T090000", ["24.11 09:00", "30.11 11:30"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1MO;UNTIL=20270101T000000Z", ["30.11 09:00", "28.12 09:00"]),
    ],
)
def test_recurring_entries(rule: str, expected: list[str]) -> None:
    window = replace(WINDOW, begin=NOW - timedelta(days=7, hours=2), end=NOW + timedelta(days=40))
    assert starts(ics(event(when=WEEKLY + rule)), window) == expected


def test_a_recurring_entry_keeps_its_time_of_day_when_the_clock_changes() -> None:
    window = replace(
        WINDOW, begin=datetime(2026, 10, 20, tzinfo=OSLO), end=datetime(2026, 10, 30, tzinfo=OSLO)
    )
    data = ics(event(when=WEEKLY + "RRULE:FREQ=DAILY;BYDAY=MO,FR"))
    assert starts(data, window) == ["23.10 09:00", "26.10 09:00"]
    first, last = CalendarFile(data).entries(window, "")
    assert (first.start.hour, last.start.hour) == (7, 8)


def test_a_zone_that_a_file_defines_is_that_files_alone() -> None:
    def own_zone(offset: str) -> bytes:
        zone = (
            "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        when = "DTSTART;TZID=Customized Time Zone:20261124T090000\r\nDURATION:PT3H"
        return ics(event("LUN", when=when), head=zone)

    assert said(own_zone("+0100")) == [f"lunch {NINE}"]
    assert said(own_zone("+0300")) == ["lunch 24.11 07:00–24.11 10:00"]
    vendors = event("LUN", when="DTSTART;TZID=/vendor.example/Europe/Oslo:20261124T090000\r\nDURATION:PT3H")
    assert said(ics(vendors)) == [f"lunch {NINE}"]


def test_one_of_a_series_that_was_moved_cancelled_or_stands_alone() -> None:
    rule = WEEKLY + "RRULE:FREQ=WEEKLY"
    window = replace(WINDOW, begin=NOW - timedelta(hours=3), end=NOW + timedelta(days=15))
    moved = "DTSTART;TZID=Europe/Oslo:20261202T130000\r\nDTEND;TZID=Europe/Oslo:20261202T140000"
    first = event(when=rule)
    data = ics(
        event("MØT: flyttet", "RECURRENCE-ID:20261201T080000Z", when=moved),
        first,
        event("MØT: budsjett", "RECURRENCE-ID;TZID=Europe/Oslo:20261208T090000", "STATUS:CANCELLED"),
    )
    assert said(data, window=window) == [
        "meeting 24.11 09:00–24.11 10:00 budsjett",
        "meeting 02.12 13:00–02.12 14:00 flyttet",
    ]
    # Some systems export what lies in a window, without the series it belongs to.
    alone = ics(event("MØT: flyttet", "RECURRENCE-ID:20261201T080000Z", when=moved))
    assert said(alone, window=window) == ["meeting 02.12 13:00–02.12 14:00 flyttet"]


def test_the_newest_version_of_an_entry_counts() -> None:
    old, new = event("MØT: gammelt", "SEQUENCE:1"), event("MØT: nytt", "SEQUENCE:2")
    assert said(ics(old, new)) == said(ics(new, old)) == [f"meeting {NINE} nytt"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no iCalendar"),
        (b"\x00\x01\x02", "no iCalendar"),
        (b'{"type":"person"}\n', "no iCalendar"),
        (ics(event())[:-20], "breaks off"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY hemmelig ord\r\nEND:VCALENDAR\r\n", "can be read"),
        (b"END:VCALENDAR\r\n", "can be read"),
    ],
)
def test_what_is_no_calendar_is_refused_and_not_quoted(data: bytes, why: str) -> None:
    with pytest.raises(CalendarError, match=why) as caught:
        CalendarFile(data)
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize(
    "broken",
    [
        event(when="DTSTART:kvart over ti"),
        event(when="DTSTART:20261124T080000Z\r\nRRULE:FREQ=MINUTELY"),
        event(when="DTSTART:20261124T080000Z\r\nRRULE:FREQ=NEVERLY"),
        event(when="DTSTART:20261124T080000Z\r\nRRULE:FREQ=DAILY;INTERVAL=0"),
        event().replace("UID:1\r\n", ""),
    ],
)
def test_entries_that_make_no_sense_are_counted_and_the_rest_is_read(broken: str) -> None:
    read = CalendarFile(ics(broken, event("LUN", uid="2")))
    assert [entry.said.kind.value for entry in read.entries(WINDOW, "")] == ["lunch"]
    assert read.unreadable == 1


def test_a_rule_without_an_end_is_read_as_far_as_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ics(event("LUN", when=WEEKLY + "RRULE:FREQ=HOURLY"))
    assert len(said(data)) == 97 * 24
    never = ics(
        event("LUN", when=WEEKLY + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), event("GFD", uid="2")
    )
    assert said(never) == ["gone-for-day 24.11 09:00–25.11 00:00"]
    monkeypatch.setattr("switchboard.gateway.icalendar_file._PATIENCE", 0.0)
    with pytest.raises(CalendarError, match="too long"):
        said(never)


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(max_examples=40)
@given(
    st.lists(texts, max_size=6), st.sampled_from(["SUMMARY", "DTSTART", "RRULE", "UID", "ATTENDEE", "EXDATE"])
)
def test_no_file_brings_the_reader_down(values: list[str], name: str) -> None:
    lines = [f"{name}:{value}" for value in values]
    with contextlib.suppress(CalendarError):
        list(CalendarFile(ics(event("MØT: x", *lines))).entries(WINDOW, ""))


# Into the store


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as made:
        made.commit([KARI, OLA])
        yield made


def folder(tmp_path: Path, **files: bytes) -> Path:
    made = tmp_path / "calendars"
    made.mkdir(exist_ok=True)
    for name, data in files.items():
        (made / f"{name}.ics").write_bytes(data)
    return made


def take(store: Store, path: Path, rules: CalendarRules | None = None) -> calendars.CalendarsImported:
    return calendars.load(store, calendars.read(path, store, rules or CalendarRules(), NOW))


def held(store: Store) -> list[Absence]:
    return [item for item in store.objects(Kind.ABSENCE) if isinstance(item, Absence)]


def test_a_calendar_is_taken_over_once_and_again(tmp_path: Path, store: Store) -> None:
    other = absence("p1", NOW, id="self-1", source=Source.SELF, end=NOW + timedelta(hours=1))
    roster = absence("p1", NOW, id="roster", source=Source.CALENDAR, end=NOW + timedelta(hours=1))
    ola = absence("p2", NOW, id="cal-ola", source=Source.CALENDAR, end=NOW + timedelta(hours=1))
    store.commit([other, roster, ola])
    path = folder(tmp_path, p1=ics(event(), event("LUN", uid="2")))
    assert take(store, path) == calendars.CalendarsImported(people=1, absences=2, removed=0)
    state = store.state
    assert take(store, path).removed == 0
    assert store.state == state
    before = {item.id: item for item in held(store)}
    # The meeting moves, lunch is deleted.
    later = "DTSTART;TZID=Europe/Oslo:20261124T130000\r\nDTEND;TZID=Europe/Oslo:20261124T150000"
    folder(tmp_path, p1=ics(event(when=later)))
    assert take(store, path) == calendars.CalendarsImported(people=1, absences=1, removed=1)
    after = {item.id: item for item in held(store)}
    assert after.keys() < before.keys()
    assert {"self-1", "roster", "cal-ola"} < after.keys()
    (moved,) = (item for item in after.values() if item.id.startswith("cal-") and item.person == "p1")
    assert moved.start.astimezone(OSLO).hour == 13
    assert moved.source is Source.CALENDAR
    # An empty calendar is the whole truth too.
    folder(tmp_path, p1=ics())
    assert take(store, path).removed == 1


def test_the_id_says_nothing_of_the_entry(tmp_path: Path, store: Store) -> None:
    take(store, folder(tmp_path, p1=ics(event(uid="kari.nordmann@by.no-budsjett"))))
    (item,) = held(store)
    assert len(item.id) == 36
    assert "kari" not in item.id


@pytest.mark.parametrize(
    ("name", "head", "lines", "whose"),
    [
        ("p1", "", (), "p1"),
        ("kari.nordmann@by.no", "", (), "p1"),
        ("KARI.NORDMANN@BY.NO", "", (), "p1"),
        ("export", "X-WR-CALNAME:ola@by.no\r\n", (), "p2"),
        ("export", "X-WR-CALNAME:Ola sin kalender\r\n", ("ORGANIZER:mailto:OLA@by.no",), "p2"),
        ("export", "", ("ATTENDEE:mailto:ola@by.no", "ORGANIZER:mailto:else@where.no"), "p2"),
        ("export", "", ("ATTENDEE:mailto:ola@by.no", "ATTENDEE:mailto:kari.nordmann@by.no"), None),
        ("export", "", (), None),
        ("nobody@by.no", "", (), None),
        ("gammel", "", (), "p2"),
        ("P1", "", (), None),
    ],
)
def test_whose_calendar_it_is(
    tmp_path: Path, store: Store, name: str, head: str, lines: tuple[str, ...], whose: str | None
) -> None:
    rules = CalendarRules(people={"gammel.ics": "p2"})
    path = folder(tmp_path, **{name: ics(event("FER", *lines), head=head)})
    reading = calendars.read(path, store, rules, NOW)
    assert list(reading.absences) == ([] if whose is None else [whose])
    assert len(reading.passed) == (whose is None)


def test_an_address_that_stands_in_every_entry_tells_whose_it_is(tmp_path: Path, store: Store) -> None:
    both = ("ORGANIZER:mailto:kari.nordmann@by.no", "ATTENDEE:mailto:ola@by.no")
    alone = ("ORGANIZER:mailto:kari.nordmann@by.no",)
    path = folder(
        tmp_path, export=ics(event("FER", *both), event("LUN", *alone, uid="2"), event("GFD", uid="3"))
    )
    assert list(calendars.read(path, store, CalendarRules(), NOW).absences) == ["p1"]


def test_two_people_with_one_address_are_neither_of_them(tmp_path: Path, store: Store) -> None:
    store.commit([replace(OLA, email=KARI.email)])
    reading = calendars.read(folder(tmp_path, **{KARI.email: ics(event())}), store, CalendarRules(), NOW)
    assert reading.absences == {}


def test_of_two_calendars_of_one_person_a_broken_one_leaves_everything_as_it_was(
    tmp_path: Path, store: Store
) -> None:
    rules = CalendarRules(people={"kari-work.ics": "p1", "kari-roster.ics": "p1"})
    path = folder(tmp_path, **{"kari-work": ics(event()), "kari-roster": ics(event("AVS", uid="2"))})
    assert take(store, path, rules).absences == 2
    folder(tmp_path, **{"kari-roster": b"half"})
    reading = calendars.read(path, store, rules, NOW)
    assert [note.file for note in reading.bad] == ["kari-roster.ics"]
    assert calendars.load(store, reading).removed == 0
    assert len(held(store)) == 2


def test_a_protected_persons_calendar_is_served_without_reason(tmp_path: Path, store: Store) -> None:
    store.commit(
        [replace(KARI, protection=Protection.RESTRICTED), replace(OLA, protection=Protection.SHIELDED)]
    )
    take(store, folder(tmp_path, p1=ics(event()), p2=ics(event())))
    served = b"".join(store.snapshot().stream())
    assert b"budsjett" not in served
    assert b'"p2"' not in served


# As an administrator uses it


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gateway.db"
    with Store(path) as made:
        made.commit([KARI, OLA])
    return path


def gateway(tmp_path: Path, *arguments: object) -> int:
    return run(["--profile", str(tmp_path / "profile"), "gateway", *map(str, arguments)])


def around_now(summary: str, uid: str = "1") -> str:
    begin = datetime.now(UTC) - timedelta(hours=1)
    when = f"DTSTART:{begin:%Y%m%dT%H%M%SZ}\r\nDTEND:{begin + timedelta(days=2):%Y%m%dT%H%M%SZ}"
    return event(summary, uid=uid, when=when)


def test_from_a_calendar_to_the_routes(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(tmp_path, p1=ics(around_now("SYK: migrene")))
    assert gateway(tmp_path, "import", path / "p1.ics", "--store", file) == 0
    assert "Imported 1 absence of 1 person; removed 0" in capsys.readouterr().out
    exported = tmp_path / "out.jsonl"
    assert gateway(tmp_path, "export", exported, "--store", file) == 0
    text = exported.read_text("utf-8").casefold()
    assert "migrene" not in text
    assert "syk" not in text
    capsys.readouterr()
    assert run(["routes", "p1", "--json", "--data", str(exported)]) == 0
    known = json.loads(capsys.readouterr().out)["availability"]
    assert (known["status"], known["source"]) == ("away", "calendar")
    assert known["why"].startswith("on leave until")


def test_the_table_of_codes_is_the_administrators(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_file = tmp_path / "gateway.toml"
    settings_file.write_text(
        'store = "gateway.db"\n[calendar]\nuncoded = false\ndays_ahead = 30\n'
        '[calendar.people]\n"Min Kalender.ics" = "p1"\n'
        '[calendar.codes]\nKTR = "course"\nLUN = false\n'
        'HJE = { kind = "remote", answers = false, words = ["hytte"] }\n',
        "utf-8",
    )
    events = ("KTR: brann", "LUN", "HYTTE", "Tannlege")
    data = ics(*(around_now(text, str(number)) for number, text in enumerate(events)))
    path = folder(tmp_path, **{"min kalender": data})
    assert gateway(tmp_path, "import", path, "--config", settings_file) == 0
    with Store(file) as store:
        assert sorted((item.kind.value, item.note, item.answers_calls) for item in held(store)) == [
            ("course", "brann", False),
            ("remote", None, False),
        ]


def test_broken_and_foreign_calendars_are_named_and_nothing_of_them_is_quoted(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(
        tmp_path,
        broken=b"BEGIN:VCALENDAR\r\nSUMMARY:hemmelig\r\n",
        nobody=ics(event("hemmelig", "ORGANIZER:mailto:hemmelig@else.no")),
        p1=ics(around_now("MØT: budsjett"), event(when="DTSTART:hemmelig", uid="2")),
    )
    assert gateway(tmp_path, "import", path, "--store", file) == 1
    captured = capsys.readouterr()
    assert "nothing was imported" in captured.err
    with Store(file) as store:
        assert held(store) == []
    assert gateway(tmp_path, "import", path, "--store", file, "--skip-bad-lines") == 0
    captured = capsys.readouterr()
    assert "broken.ics: " in captured.err
    assert "nobody.ics: nobody in the directory" in captured.err
    assert "p1.ics: 1 entry cannot be used" in captured.err
    assert "hemmelig" not in captured.err + captured.out
    assert "Passed over 1 calendar of" in captured.out


def test_without_people_or_calendars_it_says_what_to_do(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gateway(tmp_path, "import", folder(tmp_path), "--store", file) == 1
    assert "no calendar in the folder" in capsys.readouterr().err
    assert gateway(tmp_path, "import", tmp_path / "x.ics", "--store", tmp_path / "none.db") == 1
    assert "Import the people first" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "calendar = 1",
        "[calendar]\nunheard = 1",
        "[calendar]\ncodes = 3",
        '[calendar.codes]\nMØT = "nonsense"',
        "[calendar.people]\nx = 3",
        "[calendar]\ndays_ahead = 0",
        "[calendar]\nevery_minutes = true",
        "[calendar]\nfolder = 3",
        '[calendar]\nuncoded = "nonsense"',
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ExpectedError):
        config.load(path)


def test_a_served_folder_is_read_again_and_again(tmp_path: Path, store: Store) -> None:
    path = folder(tmp_path, p1=ics(around_now("MØT: budsjett")))
    rules = replace(CalendarRules(folder=path), every=timedelta(milliseconds=20))
    with calendars.watching(store, rules):
        wait_until(lambda: len(held(store)) == 1, what="the calendar")
        folder(tmp_path, p1=ics())
        wait_until(lambda: held(store) == [], what="the empty calendar")
    with calendars.watching(store, CalendarRules()):
        pass


def test_a_folder_that_is_gone_is_said_in_the_log_without_its_name(
    tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    rules = CalendarRules(folder=tmp_path / "kari")
    with calendars.watching(store, rules):
        wait_until(lambda: "calendars were not read" in caplog.text, what="the log")
    assert "kari" not in caplog.text
    caplog.clear()


def test_the_configuration_names_the_folder_from_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "gateway.toml"
    path.write_text('[calendar]\nfolder = "cal"\nevery_minutes = 5\n', "utf-8")
    rules = config.load(path).calendar
    assert rules.folder == tmp_path / "cal"
    assert rules.every == timedelta(minutes=5)
    assert calendar_rules.read({}, tmp_path) == CalendarRules(codes=Codes.read({}))
