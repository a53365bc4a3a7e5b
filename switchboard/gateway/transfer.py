"""The store filled from a directory file, and written to one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from switchboard.directory import wire
from switchboard.directory.files import Again, BadLine, read_lines
from switchboard.domain.errors import ExpectedError
from switchboard.domain.hours import Hours, HoursError
from switchboard.domain.model import DirectoryObject, Kind, Person, Ref, Service, Tombstone, Unit
from switchboard.domain.record import record
from switchboard.domain.words import Words, words
from switchboard.gateway.store import Store

_GUARDED = 20
_SHRINK = 0.1


@record(frozen=True, slots=True)
class HoursNote:
    """Hours that probably do not say what their writer meant; ``ref`` says whose they are."""

    ref: Ref
    why: Words


@record(frozen=True, slots=True)
class Reading:
    """What a file holds: of each object the last line, the lines that cannot be used, and the numbers of
    those that have an id for the second time."""

    service: Service | None
    items: Sequence[DirectoryObject | Tombstone]
    bad: Sequence[BadLine]
    notes: Sequence[HoursNote]
    again: Sequence[int]


@record(frozen=True, slots=True)
class Imported:
    """How many objects a file had, and how many people and units went because it does not have them."""

    objects: int
    removed: int


def read(path: Path) -> Reading:
    """Read a directory file.

    Raises:
        ExpectedError: the file cannot be read at all, or is no UTF-8 text.
    """
    service: Service | None = None
    items: list[DirectoryObject | Tombstone] = []
    bad: list[BadLine] = []
    again: list[int] = []
    for item in read_lines(path):
        match item:
            case BadLine():
                bad.append(item)
                if item.ref is not None and item.ref.kind in (Kind.PERSON, Kind.UNIT):
                    # It may be the line by which somebody whom an earlier one has must no longer be shown.
                    items.append(Tombstone(item.ref))
            case Again():
                again.append(item.number)
            case Service():
                service = item
            case _:
                items.append(item)
    return Reading(service, items, bad, _notes(items, service or Service()), again)


def _notes(items: Sequence[DirectoryObject | Tombstone], service: Service) -> list[HoursNote]:
    notes = []
    for item in items:
        match item:
            case Person(work_hours=str(text)):
                work = True
            case Unit(phone_hours=str(text)):
                work = False
            case _:
                continue
        try:
            warnings: Sequence[Words] = Hours.parse(text, service, work=work).warnings
        except HoursError as error:
            warnings = [error.sentence]
        notes += [HoursNote(item.ref, why) for why in warnings]
    return notes


def load(store: Store, reading: Reading, *, allow_shrink: bool = False) -> Imported:
    """Make the store's people and units those of the file.

    People and units that the file does not have are removed, and with a person their absences, presence,
    outcomes and messages. Absences, presences and outcomes in the file are added or updated; others stay,
    because they come from other sources too.

    Raises:
        ExpectedError: more than a tenth of the people would go, and nobody allowed that.
    """
    final: dict[Ref, DirectoryObject | Tombstone] = {}
    for item in reading.items:
        final.pop(item.ref, None)
        final[item.ref] = item
    with store.exclusive():
        missing: list[Ref] = []
        for kind in (Kind.PERSON, Kind.UNIT):
            held = store.refs(kind)
            kept = {ref for ref in held if isinstance(final.get(ref), Person | Unit)}
            if kind is Kind.PERSON and not allow_shrink:
                _guard(len(held), len(held) - len(kept))
            missing += sorted(held - kept)
        for ref in missing:
            final[ref] = Tombstone(ref)
        store.commit(final.values(), durable=True)
        if reading.service is not None:
            store.set_service(reading.service)
    return Imported(sum(not isinstance(item, Tombstone) for item in final.values()), len(missing))


def _guard(held: int, lost: int) -> None:
    if held >= _GUARDED and lost > held * _SHRINK:
        raise ExpectedError(
            words(
                "This file would remove {lost} of {held} people; nothing was imported.", lost=lost, held=held
            ),
            words("If that is meant, import it with --allow-shrink."),
        )


def write(store: Store, path: Path) -> int:
    """Write everything held as a directory file, readable by its owner only; return the number of objects.

    Raises:
        ExpectedError: the file cannot be written.
    """
    fresh = path.with_name(f"{path.name}.new")
    count = 0
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(wire.encode(store.service) + b"\n")
            for item in store.objects():
                file.write(wire.encode(item) + b"\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ExpectedError(
            words(
                "The file {file} cannot be written: {reason}.", file=path.name, reason=error.strerror or "?"
            ),
            words("Check the path, your rights to it and the free space."),
        ) from None
    return count
