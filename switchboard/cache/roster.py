"""Everybody and every unit in brief: what a row of the list says of them, packed, for whoever reads many.

A row needs little of a person, and whoever was not looked at before lies on pages of the copy that have to be
read and decrypted first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.directory.own import read_brief
from switchboard.domain.model import Kind, Name, Person, Protection, Ref, Unit

Brief: TypeAlias = Person | Unit
"""A person or unit with nothing but what a row says: name, title, unit, protection, hours and an end."""

_FIELD, _END = "\x1f", "\n"
_END_BYTE = _END.encode()
_PIECE = 1_000
"""Bytes. So many lines are packed into one piece, which is looked through for an id."""
_STEP = 200
"""How many are read at a time: 2 ms, which a key that is pressed meanwhile waits at most."""
_MANY = 1_000
"""Whenever so many have changed at once it is better to learn them all anew."""
_UNPACKED = 100
"""Of how many people the brief is kept as an object, because it is asked for again at once."""


class Roster:
    """Briefs by kind and id. Not knowing somebody says nothing: whoever is not here may be in the copy."""

    def __init__(self) -> None:
        self._people = _Pieces()
        self._units: dict[str, str] = {}
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}
        self._unpacked: dict[str, Person] = {}

    def get(self, ref: Ref) -> Brief | None:
        """Return somebody's brief, ``None`` when it is not here."""
        if ref.kind is Kind.UNIT:
            line = self._units.get(ref.id)
            return None if line is None else self._unit(ref.id, line)
        known = self._unpacked.get(ref.id)
        if known is not None:
            return known
        fields = self._people.find(ref.id)
        if fields is None:
            return None
        if len(self._unpacked) >= _UNPACKED:
            self._unpacked.clear()
        found = self._unpacked[ref.id] = self._person(ref.id, fields)
        return found

    def unit_name(self, unit_id: str) -> str | None:
        """Return what a unit is called, ``None`` when it is not here."""
        line = self._units.get(unit_id)
        return None if line is None else line[: line.index(_FIELD)]

    def add(self, items: Iterable[Brief]) -> None:
        """Take in persons and units (of which only what belongs into a brief), or what they are now."""
        for item in items:
            if isinstance(item, Person):
                self._unpacked.pop(item.id, None)
                self._people.put(item.id, self._person_line(item))
            elif (line := self._unit_line(item)) is not None:
                self._units[item.id] = line
            else:
                self._units.pop(item.id, None)

    def _number(self, text: str | None) -> str:
        """Few texts are everybody's title and hours: each is kept once."""
        if text is None:
            return ""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._texts)
            self._texts.append(text)
        return str(number)

    def _text(self, number: str) -> str | None:
        return self._texts[int(number)] if number else None

    def _person_line(self, person: Person) -> str | None:
        parts = [
            person.id,
            person.name.display,
            person.unit or "",
            self._number(person.work_hours),
            self._number(person.title),
        ]
        if person.protection is not Protection.NONE or person.valid_until is not None:
            until = person.valid_until
            parts += [person.protection, "" if until is None else until.isoformat()]
        return _joined(parts)

    def _person(self, person_id: str, parts: list[str]) -> Person:
        guarded = len(parts) > 5
        return Person(
            id=person_id,
            name=Name("", "", parts[1]),
            title=self._text(parts[4]) or "",
            unit=parts[2] or None,
            work_hours=self._text(parts[3]),
            protection=Protection(parts[5]) if guarded else Protection.NONE,
            valid_until=datetime.fromisoformat(parts[6]) if guarded and parts[6] else None,
        )

    def _unit_line(self, unit: Unit) -> str | None:
        return _joined([unit.name, unit.parent or "", self._number(unit.phone_hours)])

    def _unit(self, unit_id: str, line: str) -> Unit:
        name, parent, hours = line.split(_FIELD)
        return Unit(id=unit_id, name=name, parent=parent or None, phone_hours=self._text(hours))


def _joined(parts: list[str]) -> str | None:
    """Return a line, ``None`` when control characters are in the way."""
    line = _FIELD.join(parts)
    return None if line.count(_FIELD) != len(parts) - 1 or _END in line else line


class Followed:
    """The roster of one copy, as long as it says the same as the copy."""

    def __init__(self, database: Database, decode: Callable[[bytes, Callable[[bytes], Any]], Any]) -> None:
        self._database = database
        self._decode = decode
        self._roster: Roster | None = None
        self._revision = 0
        self._removal: str | None = None

    @property
    def current(self) -> bool:
        """Whether everybody is in it."""
        return self._roster is not None

    def get(self, ref: Ref) -> Brief | None:
        """Return somebody's brief; ``None`` says nothing."""
        return None if self._roster is None else self._roster.get(ref)

    def unit_name(self, unit_id: str) -> str | None:
        """Return what a unit is called; ``None`` says nothing."""
        return None if self._roster is None else self._roster.unit_name(unit_id)

    def learn(self, values: Mapping[str, str]) -> Iterator[None]:
        """Read everybody, a little at each step, from a copy with these single values or a later one."""
        roster, self._revision, self._removal = Roster(), _revision(values), values.get(meta.REMOVAL)
        for table in (Kind.PERSON, Kind.UNIT):
            last = ""
            while chunk := self._database.rows(
                f"SELECT id, data FROM {table.value} WHERE id > ? ORDER BY id LIMIT {_STEP}",  # noqa: S608 - ours
                (last,),
            ):
                roster.add([self._decode(data, read_brief) for _, data in chunk])
                last = chunk[-1][0]
                yield
        self._roster = roster

    def follow(self, values: Mapping[str, str]) -> None:
        """The copy has changed; these are its single values now. Whoever is new or another is taken in; when
        somebody is gone, or too many are others, everybody is forgotten."""
        revision = _revision(values)
        if self._roster is None or revision == self._revision:
            return
        if values.get(meta.REMOVAL) == self._removal:
            found = [
                data
                for table in (Kind.PERSON, Kind.UNIT)
                for (data,) in self._database.rows(
                    f"SELECT data FROM {table.value} WHERE revision > ? LIMIT {_MANY}",  # noqa: S608 - ours
                    (self._revision,),
                )
            ]
            if len(found) < _MANY:
                self._roster.add([self._decode(data, read_brief) for data in found])
                self._revision = revision
                return
        self._roster = None


def _revision(values: Mapping[str, str]) -> int:
    return int(values.get(meta.REVISION, 0))


class _Pieces:
    """Lines by the id that they begin with, in pieces of bytes that are in the order of their first ids."""

    def __init__(self) -> None:
        self._firsts: list[str] = []
        self._pieces: list[bytes] = []

    def find(self, key: str) -> list[str] | None:
        """Return the fields of the line that begins with an id."""
        at = bisect_right(self._firsts, key) - 1
        if at < 0:
            return None
        piece = self._pieces[at]
        start = piece.find(_begin(key))
        if start < 0:
            return None
        fields = piece[start + 1 : piece.index(_END_BYTE, start + 1)].decode().split(_FIELD)
        # Not so with a separator in the id that is asked for.
        return fields if fields[0] == key else None

    def put(self, key: str, line: str | None) -> None:
        """Put a line in, in the place of the one with its id; ``None``: only take that one out."""
        at = bisect_right(self._firsts, key) - 1
        if at >= 0:
            piece = self._pieces[at]
            start = piece.find(_begin(key))
            if start >= 0:
                piece = self._pieces[at] = piece[:start] + piece[piece.index(_END_BYTE, start + 1) :]
        if line is None:
            return
        if at < 0 or (at == len(self._pieces) - 1 and len(self._pieces[at]) >= _PIECE):
            self._firsts.insert(at + 1, key)
            self._pieces.insert(at + 1, _END_BYTE + line.encode() + _END_BYTE)
        else:
            self._pieces[at] += line.encode() + _END_BYTE


def _begin(key: str) -> bytes:
    return f"{_END}{key}{_FIELD}".encode()
