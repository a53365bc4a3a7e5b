"""The directory as a file: ``*.jsonl``, one object a line, any order, at most one ``service`` line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from switchboard.directory.wire import MAX_LINE, Decoded, WireError, decode
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import DirectoryObject, Ref, Service, Tombstone
from switchboard.domain.record import record
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import words
from switchboard.regular import regular


@record(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: its number (from 1) and the reason, which quotes no value."""

    number: int
    reason: str


def read_lines(path: Path) -> Iterator[Decoded | BadLine]:
    """Iterate over a file's objects and its unusable lines; blank lines and unknown types are passed over.

    Raises:
        ExpectedError: the file cannot be read at all.
    """
    regular(path, words("Name a file, or /dev/stdin for what is piped in."))
    services = 0
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE and not line.endswith(b"\n"):
                    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                        pass
                    yield BadLine(number, "the object is longer than 1 MiB")
                    continue
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if not line.strip():
                    continue
                try:
                    item = decode(line)
                except WireError as error:
                    yield BadLine(number, error.reason)
                    continue
                if isinstance(item, Service):
                    services += 1
                    if services > 1:
                        yield BadLine(number, "the file has a `service` line already")
                        continue
                if item is not None:
                    yield item
    except OSError as error:
        raise ExpectedError(
            words("The file {file} cannot be read: {reason}.", file=path.name, reason=error.strerror or "?"),
            words("Check the path and your rights to it."),
        ) from None


def load(path: Path, *, contact: datetime | None = None) -> tuple[MemoryDirectory, list[BadLine]]:
    """Read a whole file into memory. ``contact`` says as of when it counts as fresh.

    A tombstone removes what an earlier line said of the same object.

    Raises:
        ExpectedError: the file cannot be read at all.
    """
    service: Service | None = None
    bad: list[BadLine] = []
    objects: dict[Ref, DirectoryObject] = {}
    for item in read_lines(path):
        match item:
            case BadLine():
                bad.append(item)
            case Service():
                service = item
            case Tombstone():
                objects.pop(item.ref, None)
            case _:
                objects[item.ref] = item
    return MemoryDirectory(objects.values(), service=service, contact=contact), bad
