"""The directory as a file: ``*.jsonl``, one object a line, any order, at most one ``service`` line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from switchboard.directory.leaving_out import decode_rest
from switchboard.directory.wire import MAX_LINE, Decoded, WireError, decode, reference
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import DirectoryObject, Kind, Person, Ref, Service, Tombstone, Unit
from switchboard.domain.record import record
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import many, words
from switchboard.regular import regular

_REMEDY = words("Save it as UTF-8 text with one object a line, not compressed.")
_MOST_NUMBERS = 10


@record(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: its number (from 1) and the reason, which quotes no value.

    ``ref`` is whom it speaks of, if that can be read. With ``part`` the line is used, but for what the reason
    names.
    """

    number: int
    reason: str
    ref: Ref | None = None
    part: bool = False


@record(frozen=True, slots=True)
class Again:
    """The next person or unit has been in an earlier line already: the number of its line, which counts."""

    number: int


class Loaded(NamedTuple):
    """A whole file: what it holds, its unusable lines, and the numbers of those that say something anew."""

    view: MemoryDirectory
    bad: Sequence[BadLine]
    again: Sequence[int]


def read_lines(path: Path) -> Iterator[Decoded | BadLine | Again]:
    """Iterate over a file's objects and what is to be said of its lines; blank lines and unknown types are
    passed over.

    Raises:
        ExpectedError: the file cannot be read at all, or is no UTF-8 text.
    """
    regular(path, words("Name a file, or /dev/stdin for what is piped in."))
    services = 0
    seen: set[Ref] = set()
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
                    item, left_out = _decoded(line)
                except WireError as error:
                    if not _is_text(line):
                        raise ExpectedError(
                            words(
                                "The file {file} is no UTF-8 text (line {line}).", file=str(path), line=number
                            ),
                            _REMEDY,
                        ) from None
                    yield BadLine(number, error.reason, reference(line))
                    continue
                for reason in left_out:
                    yield BadLine(number, f"{reason}; only that is left out", part=True)
                if isinstance(item, Service):
                    services += 1
                    if services > 1:
                        yield BadLine(number, "the file has a `service` line already")
                        continue
                elif isinstance(item, Tombstone):
                    seen.discard(item.ref)
                elif isinstance(item, Person | Unit):
                    # Signs may be told more than once, as in the changes of a service.
                    if item.ref in seen:
                        yield Again(number)
                    seen.add(item.ref)
                if item is not None:
                    yield item
    except OSError as error:
        raise ExpectedError(
            words("The file {file} cannot be read: {reason}.", file=str(path), reason=error.strerror or "?"),
            words("Check the path and your rights to it."),
        ) from None


def said_again(numbers: Sequence[int]) -> str:
    """Say which lines (some, at least one) have an id for the second time."""
    named = ", ".join([str(number) for number in numbers[:_MOST_NUMBERS]])
    lines = many(len(numbers), "line has", "lines have")
    more = ", …" if len(numbers) > _MOST_NUMBERS else ""
    return f"{lines} an id that an earlier line has already, and the later one counts: {named}{more}"


def _decoded(line: bytes) -> tuple[Decoded | None, Sequence[str]]:
    try:
        return decode(line), ()
    except WireError as error:
        refusal = error
    return decode_rest(line, refusal)


def _is_text(line: bytes) -> bool:
    try:
        return "\0" not in line.decode()
    except UnicodeDecodeError:
        return False


def _no_text(path: Path, line: int) -> ExpectedError:
    sentence = words("The file {file} is no UTF-8 text (line {line}).", file=str(path), line=line)
    return ExpectedError(sentence, _REMEDY)


def load(path: Path, *, contact: datetime | None = None) -> Loaded:
    """Read a whole file into memory. ``contact`` says as of when it counts as fresh.

    A tombstone removes what an earlier line said of the same object, and so does a line that cannot be used:
    it may be the one by which somebody must no longer be shown.

    Raises:
        ExpectedError: the file cannot be read at all, is no UTF-8 text, or has no person and no unit.
    """
    service: Service | None = None
    bad: list[BadLine] = []
    again: list[int] = []
    objects: dict[Ref, DirectoryObject] = {}
    for item in read_lines(path):
        match item:
            case BadLine():
                bad.append(item)
                if item.ref is not None:
                    objects.pop(item.ref, None)
            case Again():
                again.append(item.number)
            case Service():
                service = item
            case Tombstone():
                objects.pop(item.ref, None)
            case _:
                objects[item.ref] = item
    if not any(ref.kind in (Kind.PERSON, Kind.UNIT) for ref in objects):
        raise _nobody(path, bad)
    return Loaded(MemoryDirectory(objects.values(), service=service, contact=contact), bad, again)


def _nobody(path: Path, bad: Sequence[BadLine]) -> ExpectedError:
    if not bad:
        return ExpectedError(
            words("The file {file} has no person and no unit.", file=str(path)),
            words("Name a file that has one person or unit a line."),
        )
    return ExpectedError(
        words(
            "The file {file} has no person and no unit that can be used; line {line}: {reason}.",
            file=str(path),
            line=bad[0].number,
            reason=bad[0].reason,
        ),
        _REMEDY,
    )
