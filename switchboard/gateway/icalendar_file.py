"""iCalendar (RFC 5545), which every calendar system exports: entries, recurring ones among them, as times.

What an entry's subject says is read here (``domain/calendar_codes.py``), and the subject goes no further.
"""

from __future__ import annotations

import re
import time
import warnings
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.timezone import tzp

from switchboard.domain.calendar_codes import Codes, SaidSubject
from switchboard.domain.record import record
from switchboard.gateway.calendar_event import Event, RecurrenceError, moment_of, text_of

MAX_BYTES = 64 << 20
"""The longest calendar that is read (64 MiB)."""
_PATIENCE = 10.0
"""Seconds of work for one calendar's recurrences: a rule that never comes true is sought to the year 9999."""
_END = re.compile(rb"END:VCALENDAR\s*\Z", re.IGNORECASE)


class CalendarError(Exception):
    """The file is no calendar that can be used; the text says why and quotes nothing of it."""


@record(frozen=True, slots=True, repr=False)
class Entry:
    """One time at which its owner's calendar has something, in UTC, half-open.

    ``key`` is the same in every export of the same entry, and says nothing of it.
    """

    key: str
    start: datetime
    end: datetime
    said: SaidSubject


@record(frozen=True, slots=True, kw_only=True)
class Window:
    """Which entries are wanted, and how times without a zone and subjects are read."""

    begin: datetime
    end: datetime
    zone: ZoneInfo
    codes: Codes


class CalendarFile:
    """One file's calendars. ``unreadable`` counts the entries met so far that cannot be used."""

    def __init__(self, data: bytes) -> None:
        """Read a file.

        Raises:
            CalendarError: it is none, breaks off, or is too long.
        """
        if len(data) > MAX_BYTES:
            raise CalendarError(f"the calendar is longer than {MAX_BYTES >> 20} MiB")
        if _END.search(data) is None:
            raise CalendarError("it is no iCalendar file, or breaks off before its end")
        # Zones that one file defines would count in the next, for as long as the program runs.
        tzp.use_zoneinfo()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = Calendar.from_ical(data, multiple=True)
        except Exception:  # noqa: BLE001 - bytes of strangers make the library raise whatever comes to its mind
            # Its own words quote the line it stumbled over.
            raise CalendarError("it is no iCalendar file that can be read") from None
        self.unreadable = 0
        self.name = ""
        self._series: dict[str, list[Event]] = {}
        self._addresses: Counter[str] = Counter()
        self._addressed = 0
        self._spent = 0.0
        for calendar in found:
            self.name = self.name or text_of(calendar, "X-WR-CALNAME")
            ended = text_of(calendar, "METHOD").upper() == "CANCEL"
            for component in calendar.walk("VEVENT"):
                self._take(Event(component, ended))

    def _take(self, event: Event) -> None:
        if event.start is None or not event.uid:
            self.unreadable += 1
            return
        self._addresses.update(event.addresses)
        self._addressed += bool(event.addresses)
        self._series.setdefault(event.uid, []).append(event)

    def addresses(self) -> Sequence[str]:
        """Return the e-mail addresses, in small letters, that stand in every entry that names any at all."""
        return sorted(address for address, count in self._addresses.items() if count == self._addressed)

    def entries(self, window: Window, owner: str) -> Iterator[Entry]:
        """Iterate over what the calendar says of its owner within the window.

        ``owner`` is their e-mail address in small letters: what they declined says nothing of them.

        Raises:
            CalendarError: the recurrences take too long to work out.
        """
        for uid, events in self._series.items():
            newest: dict[datetime | None, Event] = {}
            for event in events:
                original = None if event.replaces is None else moment_of(event.replaces, window.zone)
                if original not in newest or newest[original].version <= event.version:
                    newest[original] = event
            master = newest.pop(None, None)
            if master is not None:
                yield from self._occurrences(uid, master, newest.keys(), window, owner)
            for original, event in newest.items():
                assert original is not None
                assert event.start is not None
                yield from self._entry(f"{uid}\n{_stamp(original)}", event, event.start, window, owner)

    def _occurrences(
        self, uid: str, master: Event, replaced: Container[datetime | None], window: Window, owner: str
    ) -> Iterator[Entry]:
        assert master.start is not None
        if not master.recurs:
            yield from self._entry(f"{uid}\n", master, master.start, window, owner)
            return
        begun = time.thread_time()
        try:
            starts = master.starts(window.begin, window.end, window.zone)
        except RecurrenceError:
            self.unreadable += 1
            return
        self._spent += time.thread_time() - begun
        if self._spent > _PATIENCE:
            raise CalendarError("its recurring entries take too long to work out")
        for start in starts:
            moment = moment_of(start, window.zone)
            if moment not in replaced:
                yield from self._entry(f"{uid}\n{_stamp(moment)}", master, start, window, owner)

    def _entry(self, key: str, event: Event, start: date, window: Window, owner: str) -> Iterator[Entry]:
        said = event.says(window.codes, owner)
        if said is None:
            return
        begin = moment_of(start, window.zone)
        try:
            end = said.end(begin, event.end_of(start, window.zone), window.zone)
        except OverflowError:
            self.unreadable += 1
            return
        assert end is not None
        if begin < end and end > window.begin and begin < window.end:
            yield Entry(key, begin, end, said)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")
