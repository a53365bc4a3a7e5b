"""Calendars as a source of absences: one calendar a person, each file the whole truth of it."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Absence, Kind, Person, Source, Tombstone
from switchboard.domain.record import record
from switchboard.domain.words import Words, counted, words
from switchboard.gateway.calendar_rules import CalendarRules
from switchboard.gateway.icalendar_file import CalendarError, CalendarFile, Entry, Window
from switchboard.gateway.store import Store

_log = logging.getLogger(__name__)

_SUFFIXES = frozenset({".ics", ".ical"})
_MARK = "cal-"
_BEHIND = timedelta(days=7)
"""How long what is over is kept: it shows that somebody's absences are registered at all."""


@record(frozen=True, slots=True)
class FileNote:
    """A file that said nothing, or not all it might have, and why; nothing of its content is quoted."""

    file: str
    why: Words


@record(frozen=True, slots=True)
class CalendarsReading:
    """The absences of everybody whose calendar was read, and the files that could not be used.

    ``bad`` are broken, ``passed`` belong to nobody whom the directory knows, ``notes`` were read in part.
    """

    absences: Mapping[str, Sequence[Absence]]
    files: int
    bad: Sequence[FileNote] = ()
    passed: Sequence[FileNote] = ()
    notes: Sequence[FileNote] = ()


@record(frozen=True, slots=True)
class CalendarsImported:
    """Of how many people absences are held now, how many, and how many went."""

    people: int
    absences: int
    removed: int


def is_calendar(path: Path) -> bool:
    """Whether this is a calendar or a folder of them, rather than a directory file."""
    return path.is_dir() or path.suffix.casefold() in _SUFFIXES


def read(path: Path, store: Store, rules: CalendarRules, now: datetime) -> CalendarsReading:
    """Read a calendar, or every one in a folder, against the people in the store.

    Raises:
        ExpectedError: there is nothing to read.
    """
    window = Window(
        begin=now - _BEHIND, end=now + rules.ahead, zone=ZoneInfo(store.service.time_zone), codes=rules.codes
    )
    owners = _Owners(store, rules)
    absences: dict[str, dict[str, Absence]] = {}
    broken: set[str] = set()
    bad, passed, notes = [], [], []
    files = list(_files(path))
    for file in files:
        person: Person | Words | None = owners.by_name(file)
        try:
            calendar = CalendarFile(_bytes(file))
            person = person or owners.of(calendar)
            if isinstance(person, Words):
                passed.append(FileNote(file.name, person))
                continue
            entries = list(calendar.entries(window, person.email.strip().casefold()))
        except CalendarError as error:
            bad.append(FileNote(file.name, words("{reason}", reason=str(error))))
            if isinstance(person, Person):
                broken.add(person.id)
            continue
        made = (_absence(person, entry) for entry in entries)
        absences.setdefault(person.id, {}).update((absence.id, absence) for absence in made)
        if calendar.unreadable:
            why = counted(
                calendar.unreadable, "{count} entry cannot be used", "{count} entries cannot be used"
            )
            notes.append(FileNote(file.name, why))
    # Of two files of one person the good one alone is not the whole truth.
    whole = {person: tuple(mine.values()) for person, mine in absences.items() if person not in broken}
    return CalendarsReading(whole, len(files), bad, passed, notes)


def load(store: Store, reading: CalendarsReading) -> CalendarsImported:
    """Make what calendars say of these people what the files say; other sources' absences stay."""
    with store.exclusive():
        items: list[Absence | Tombstone] = []
        fresh = {absence.ref for mine in reading.absences.values() for absence in mine}
        removed = 0
        for held in store.objects(Kind.ABSENCE):
            assert isinstance(held, Absence)
            if held.person in reading.absences and _ours(held) and held.ref not in fresh:
                items.append(Tombstone(held.ref))
                removed += 1
        for mine in reading.absences.values():
            items.extend(mine)
        store.commit(items, durable=True)
    return CalendarsImported(len(reading.absences), len(fresh), removed)


@contextlib.contextmanager
def watching(store: Store, rules: CalendarRules) -> Iterator[None]:
    """Read the calendars' folder now and ever again, in a thread of its own, as long as the context lasts."""
    folder = rules.folder
    if folder is None:
        yield
        return
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                _refresh(store, folder, rules)
            except ExpectedError as error:
                # The sentence without its values: a path may say somebody's name.
                _log.error("calendars were not read: %s", error)
            if stop.wait(rules.every.total_seconds()):
                return

    thread = threading.Thread(target=work, name="gateway-calendars")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _refresh(store: Store, folder: Path, rules: CalendarRules) -> None:
    reading = read(folder, store, rules, datetime.now(UTC))
    load(store, reading)
    _log.log(
        logging.WARNING if reading.bad else logging.INFO,
        "calendars: %d files, %d broken, %d of nobody",
        reading.files,
        len(reading.bad),
        len(reading.passed),
    )


def _ours(absence: Absence) -> bool:
    return absence.source is Source.CALENDAR and absence.id.startswith(_MARK)


def _absence(person: Person, entry: Entry) -> Absence:
    # A UID may hold names and addresses; the id that every desk gets must not.
    digest = hashlib.blake2b(f"{person.id}\n{entry.key}".encode("utf-8", "replace"), digest_size=16)
    return Absence(
        id=_MARK + digest.hexdigest(),
        person=person.id,
        start=entry.start,
        end=entry.end,
        kind=entry.said.kind,
        answers_calls=entry.said.answers_calls,
        source=Source.CALENDAR,
        note=entry.said.note,
    )


class _Owners:
    """Whose calendar a file is: by the configuration, by its name, by its calendar's name, by addresses."""

    def __init__(self, store: Store, rules: CalendarRules) -> None:
        self._rules = rules
        self._people: dict[str, Person] = {}
        self._by_address: dict[str, set[str]] = {}
        for person in store.objects(Kind.PERSON):
            assert isinstance(person, Person)
            self._people[person.id] = person
            if address := person.email.strip().casefold():
                self._by_address.setdefault(address, set()).add(person.id)

    def by_name(self, file: Path) -> Person | None:
        """Return whose calendar it is by the file's name: somebody's address, or their id."""
        for name in (file.name, file.stem):
            if (found := self._named(name)) is not None:
                return found
        return None

    def of(self, calendar: CalendarFile) -> Person | Words:
        """Return whose calendar it is by what it says, or why that cannot be told."""
        if (found := self._named(calendar.name)) is not None:
            return found
        named = filter(None, (self._named(address) for address in calendar.addresses()))
        people = {person.id: person for person in named}
        if len(people) == 1:
            return next(iter(people.values()))
        if people:
            return words("it names several people of the directory, and not whose calendar it is")
        return words("nobody in the directory has the address or the name that it gives")

    def _named(self, name: str) -> Person | None:
        name = name.strip()
        folded = name.casefold().removeprefix("mailto:")
        if (chosen := self._rules.people.get(folded)) is not None:
            return self._people.get(chosen)
        found = self._by_address.get(folded, set())
        if found:
            return self._people[next(iter(found))] if len(found) == 1 else None
        return self._people.get(name)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    try:
        found = sorted(item for item in path.iterdir() if item.suffix.casefold() in _SUFFIXES)
    except OSError as error:
        raise ExpectedError(
            words(
                "{path} cannot be read: {reason}.",
                path=str(path),
                reason=error.strerror or "?",
            ),
            words("Check the path and your rights to it."),
        ) from None
    if not found:
        raise ExpectedError(
            words("There is no calendar in the folder {folder}.", folder=str(path)),
            words("Calendars are files named .ics, one for each person."),
        )
    yield from found


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CalendarError(f"it cannot be read: {error.strerror or '?'}") from None
