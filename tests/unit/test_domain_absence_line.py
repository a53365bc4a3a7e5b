"""One line of typing, in the agents' languages, on Tuesday 24 November 2026 at 10:00."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.domain.absence_line import parse_absence
from switchboard.domain.model import AbsenceKind as A
from switchboard.domain.model import Service

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)
SERVICE = Service()


def when(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("line", "kind", "start", "end"),
    [
        ("til 13 møte", A.MEETING, None, "11-24T13:00"),
        ("møte til kl. 13.30", A.MEETING, None, "11-24T13:30"),
        ("møte til 1330", A.MEETING, None, "11-24T13:30"),
        ("mote til 13", A.MEETING, None, "11-24T13:00"),
        ("MØT: budsjett til 13", A.MEETING, None, "11-24T13:00"),
        ("meeting until 1pm", A.MEETING, None, "11-24T13:00"),
        ("möte till 13", A.MEETING, None, "11-24T13:00"),
        ("møde til 1", A.MEETING, None, "11-24T13:00"),
        ("møte", A.MEETING, None, "11-24T11:00"),
        ("møte 13-15", A.MEETING, "11-24T13:00", "11-24T15:00"),
        ("møte 13:30 – 15", A.MEETING, "11-24T13:30", "11-24T15:00"),
        ("møte fra 13 til 15", A.MEETING, "11-24T13:00", "11-24T15:00"),
        ("møte kl 13", A.MEETING, "11-24T13:00", "11-24T14:00"),
        ("møte i morgen 9-11", A.MEETING, "11-25T09:00", "11-25T11:00"),
        ("møte torsdag kl 9", A.MEETING, "11-26T09:00", "11-26T10:00"),
        ("lunsj til 12:30", A.LUNCH, None, "11-24T12:30"),
        ("lunch", A.LUNCH, None, "11-24T10:30"),
        ("ut uken ferie", A.VACATION, None, "11-30T00:00"),
        ("ferie ut uka", A.VACATION, None, "11-30T00:00"),
        ("vacation rest of the week", A.VACATION, None, "11-30T00:00"),
        ("semester veckan ut", A.VACATION, None, None),
        ("FERIE", A.VACATION, None, None),
        ("ferie til 3.12", A.VACATION, None, "12-03T00:00"),
        ("ferie til 3/12", A.VACATION, None, "12-03T00:00"),
        ("ferie til 3. desember", A.VACATION, None, "12-03T00:00"),
        ("vacation until 3 Dec", A.VACATION, None, "12-03T00:00"),
        ("ferie til 2026-12-03", A.VACATION, None, "12-03T00:00"),
        ("ferie til og med 2.12.", A.VACATION, None, "12-03T00:00"),
        ("ferie t.o.m. onsdag", A.VACATION, None, "11-26T00:00"),
        ("ferie fra mandag til torsdag", A.VACATION, "11-30T00:00", "12-03T00:00"),
        ("fra torsdag til fredag kurs", A.COURSE, "11-26T00:00", "11-27T00:00"),
        ("kurs torsdag", A.COURSE, "11-26T00:00", "11-27T00:00"),
        ("kurs til 11.45", A.COURSE, None, "11-24T11:45"),
        ("back Thursday", A.OTHER, None, "11-26T00:00"),
        ("tilbake torsdag", A.OTHER, None, "11-26T00:00"),
        ("tilbake torsdag 12", A.OTHER, None, "11-26T12:00"),
        ("ferie til torsdag 12", A.VACATION, None, "11-26T12:00"),
        ("tilbake 12 torsdag", A.OTHER, None, "11-26T12:00"),
        ("back 12, Thursday", A.OTHER, None, "11-26T12:00"),
        ("tilbake 12", A.OTHER, None, "11-24T12:00"),
        ("back fri", A.OTHER, None, "11-27T00:00"),
        ("fri i morgen", A.OFF_DUTY, "11-25T00:00", "11-26T00:00"),
        ("tilbake tirsdag", A.OTHER, None, "12-01T00:00"),
        ("tilbake i morgen", A.OTHER, None, "11-25T00:00"),
        ("til 13", A.OTHER, None, "11-24T13:00"),
        ("gått for dagen", A.GONE_FOR_DAY, None, "11-25T00:00"),
        ("GFD", A.GONE_FOR_DAY, None, "11-25T00:00"),
        ("syk", A.LEAVE, None, None),
        ("syk i dag", A.LEAVE, None, "11-25T00:00"),
        ("hjemmekontor i dag", A.REMOTE, None, "11-25T00:00"),
        ("home office", A.REMOTE, None, "11-25T00:00"),
        ("tjenestereise ut uken", A.TRAVEL, None, "11-30T00:00"),
        ("ærend til 14", A.ERRAND, None, "11-24T14:00"),
        ("møte med Kari Nordmann til 13", A.MEETING, None, "11-24T13:00"),
        ("opptatt til 24", A.OTHER, None, "11-24T23:59:59"),
        ("meeting until 12pm", A.MEETING, None, "11-24T12:00"),
        ("møte til 11.10", A.MEETING, None, "11-24T11:10"),
        ("ferie til 9.12", A.VACATION, None, "12-09T00:00"),
        ("ferie til 11.12.", A.VACATION, None, "12-11T00:00"),
        ("ferie til 11/12", A.VACATION, None, "12-11T00:00"),
        ("ferie torsdag", A.VACATION, "11-26T00:00", "11-27T00:00"),
        ("ferie fra mandag", A.VACATION, "11-30T00:00", None),
        ("ferie ut uken torsdag", A.VACATION, "11-26T00:00", "11-30T00:00"),
        ("kurs t.o.m. torsdag til 15", A.COURSE, None, "11-26T15:00"),
        ("møte i dag", A.MEETING, None, "11-25T00:00"),
        ("møte kl.13", A.MEETING, "11-24T13:00", "11-24T14:00"),
        ("møte til kl13", A.MEETING, None, "11-24T13:00"),
        ("tilbake torsdag.", A.OTHER, None, "11-26T00:00"),
        ("ferie ut uken.", A.VACATION, None, "11-30T00:00"),
        ("ferie tom. onsdag", A.VACATION, None, "11-26T00:00"),
        ("møte t.o.m. 13", A.MEETING, None, "11-24T13:00"),
        ("ut uken fri", A.OFF_DUTY, None, "11-30T00:00"),
        ("til 13 fri", A.OFF_DUTY, None, "11-24T13:00"),
        ("møte til 13 torsdag", A.MEETING, "11-26T00:00", "11-26T13:00"),
        ("meeting until 11am", A.MEETING, None, "11-24T11:00"),
        ("course until 8pm", A.COURSE, None, "11-24T20:00"),
        ("møte torsdag", A.MEETING, "11-26T00:00", "11-27T00:00"),
        ("møte til halv to", A.MEETING, None, "11-24T13:30"),
        ("møte til halv 2", A.MEETING, None, "11-24T13:30"),
        ("möte till halv två", A.MEETING, None, "11-24T13:30"),
        ("til kvart over 12", A.OTHER, None, "11-24T12:15"),
        ("til kvart på ett", A.OTHER, None, "11-24T12:45"),
        ("til klokka tolv", A.OTHER, None, "11-24T12:00"),
        ("tilbake halv tolv", A.OTHER, None, "11-24T11:30"),
        ("til to", A.OTHER, None, "11-24T14:00"),
        ("møte 1-3", A.MEETING, "11-24T13:00", "11-24T15:00"),
        ("møte fra 1", A.MEETING, "11-24T13:00", "11-24T14:00"),
        ("30 min", A.OTHER, None, "11-24T10:30"),
        ("lunsj 45 minutter", A.LUNCH, None, "11-24T10:45"),
        ("tilbake om en time", A.OTHER, None, "11-24T11:00"),
        ("ute to timer", A.ERRAND, None, "11-24T12:00"),
        ("back in 2 hours", A.OTHER, None, "11-24T12:00"),
        ("ute en halvtime", A.ERRAND, None, "11-24T10:30"),
        ("møte 90min kl 13", A.MEETING, "11-24T13:00", "11-24T14:30"),
        ("kurs hele uka", A.COURSE, None, "11-30T00:00"),
        ("syk hele dagen", A.LEAVE, None, "11-25T00:00"),
        ("ferie uke 50", A.VACATION, "12-07T00:00", "12-14T00:00"),
        ("ferie uke 48", A.VACATION, None, "11-30T00:00"),
        ("ferie neste uke", A.VACATION, "11-30T00:00", "12-07T00:00"),
        ("ferie til neste uke", A.VACATION, None, "11-30T00:00"),
        ("ferie 1.12-5.12", A.VACATION, "12-01T00:00", "12-06T00:00"),
        ("ferie 1.12. - 5.12.", A.VACATION, "12-01T00:00", "12-06T00:00"),
        ("ferie 1.-5. desember", A.VACATION, "12-01T00:00", "12-06T00:00"),
        ("ferie 1/12-5/12", A.VACATION, "12-01T00:00", "12-06T00:00"),
        ("møte 11.10-12.10", A.MEETING, "11-24T11:10", "11-24T12:10"),
    ],
)  # fmt: skip
def test_a_line_means(line: str, kind: A, start: str | None, end: str | None) -> None:
    absence = parse_absence(line, NOW, SERVICE)
    assert absence is not None
    assert (absence.kind, absence.start, absence.end) == (kind, when(start) or NOW, when(end))
    assert not absence.answers_calls


@pytest.mark.parametrize(
    ("at", "line", "end"),
    [
        # "7.12" is a quarter past seven as long as that is still to come, and a day in December after
        ("11-24T06:00", "ute til 7.12", "11-24T07:12"),
        ("11-24T07:11", "ute til 7.12", "11-24T07:12"),
        ("11-24T07:12", "ute til 7.12", "12-07T00:00"),
        ("11-24T05:00", "ute til 6.12", "12-06T00:00"),
        ("11-24T01:00", "ute til 1", "11-24T13:00"),
        ("11-24T00:30", "ute til 1", "11-24T01:00"),
        ("11-24T13:30", "ute til 1", None),
    ],
)
def test_what_a_line_means_depends_on_the_hour(at: str, line: str, end: str | None) -> None:
    now = when(at)
    assert now is not None
    absence = parse_absence(line, now, SERVICE)
    assert (None if absence is None else absence.end) == when(end)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "hei",
        "til",
        "til 25",
        "møte til 9",
        "møte til 7",
        "møte 13-13",
        "møte 13-25",
        "til 24:30",
        "til 12:60",
        "ferie til 24.11.",
        "ferie til 2036-12-01",
        "ferie til 2099-01-01",
        "møte til 13pm",
        "møte 15-13",
        "kl 9:75",
        "7pm",
        "tilbake",
        "kl 13",
        "?",
        "møte 0pm",
        "ferie til etter jul",
        "møte til neste fredag",
        "ferie til neste",
        "syk ut helga",
        "møte til kvart",
        "ferie uke 60",
        "0 min",
        "ferie 31.2-5.3",
    ],
)
def test_a_line_that_says_nothing_or_the_impossible(line: str) -> None:
    assert parse_absence(line, NOW, SERVICE) is None


@pytest.mark.parametrize(
    "line", ["møte til 13 svarer", "meeting until 13, answers", "møte til 13, tar telefonen"]
)
def test_the_phone_may_ring(line: str) -> None:
    absence = parse_absence(line, NOW, SERVICE)
    assert absence is not None
    assert absence.answers_calls


def test_ten_years_ahead_are_enough() -> None:
    absence = parse_absence("permisjon til 2036-11-30", NOW, SERVICE)
    assert absence is not None
    assert absence.end == datetime(2036, 11, 30, tzinfo=OSLO)


def test_a_date_that_is_over_is_next_years() -> None:
    absence = parse_absence("permisjon til 1.3.", NOW, SERVICE)
    assert absence is not None
    assert absence.end == datetime(2027, 3, 1, tzinfo=OSLO)


PARTS = [
    "til",
    "13",
    "møte",
    "3.12",
    "29.2",
    "back",
    "fri",
    "ut",
    "uken",
    "24",
    "99",
    "fra",
    "i dag",
    "9999-12-31",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PARTS), max_size=6).map(" ".join))
def test_any_line_is_an_absence_with_an_end_after_its_start_or_nothing(line: str) -> None:
    absence = parse_absence(line, NOW, SERVICE)
    assert absence is None or absence.end is None or absence.start < absence.end
