"""Everybody and every unit in brief: what a row of the list says of them, packed, for whoever reads many.

A row needs little of a person, and whoever was not looked at before lies on pages of the copy that have to be
read and decrypted first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.domain.brief import PersonBrief, UnitBrief
from switchboard.domain.model import Kind, Protection

_FIELD: Final = "\x1f"
_END: Final = "\n"
_END_BYTE: Final = _END.encode()
_PLAIN: Final = 5
"""How many fields the line of somebody has who is not protected and stays."""
_TOGETHER: Final = 12
"""So many lines, about, are packed into one piece: an object for each would take far more memory."""
_STEP = 200
"""How many are read at a time: 2 ms, which a key that is pressed meanwhile waits at most."""
_MANY = 1_000
"""Whenever so many have changed at once it is better to learn them all anew."""


class Roster:
    """Briefs by kind and id. Not knowing somebody says nothing: whoever is not here may be in the copy."""

    def __init__(self, people: int) -> None:
        """Begin with nobody; about so many are to come."""
        self._people = _Pieces(people)
        self._units: dict[str, str] = {}
        self._titles, self._work_hours, self._phone_hours = _Texts(), _Texts(), _Texts()

    @property
    def hours(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everybody's work hours and all units' phone hours, each once, as they are or were."""
        return tuple(self._work_hours.texts), tuple(self._phone_hours.texts)

    def person(self, person_id: str) -> PersonBrief | None:
        """Return a person, ``None`` when they are not here."""
        parts = self._people.find(person_id)
        if parts is None:
            return None
        if len(parts) == _PLAIN:
            _, name, unit, hours, title = parts
            return PersonBrief(
                person_id, name, self._titles.text(title) or "", unit or None, self._work_hours.text(hours)
            )
        _, name, unit, hours, title, protection, until = parts
        return PersonBrief(
            person_id,
            name,
            self._titles.text(title) or "",
            unit or None,
            self._work_hours.text(hours),
            Protection(protection),
            datetime.fromisoformat(until) if until else None,
        )

    def unit(self, unit_id: str) -> UnitBrief | None:
        """Return a unit, ``None`` when it is not here."""
        line = self._units.get(unit_id)
        if line is None:
            return None
        name, parent, hours = line.split(_FIELD)
        return UnitBrief(unit_id, name, parent or None, self._phone_hours.text(hours))

    def unit_name(self, unit_id: str) -> str | None:
        """Return what a unit is called, ``None`` when it is not here."""
        line = self._units.get(unit_id)
        return None if line is None else line[: line.index(_FIELD)]

    def add(self, items: Iterable[PersonBrief | UnitBrief]) -> None:
        """Take in persons and units, or what they are now."""
        for item in items:
            if isinstance(item, PersonBrief):
                self._people.put(item.id, self._person_line(item))
            elif (line := self._unit_line(item)) is not None:
                self._units[item.id] = line
            else:
                self._units.pop(item.id, None)

    def _person_line(self, person: PersonBrief) -> str | None:
        parts = [
            person.id,
            person.name,
            person.unit or "",
            self._work_hours.number(person.work_hours),
            self._titles.number(person.title),
        ]
        if person.protection is not Protection.NONE or person.valid_until is not None:
            until = person.valid_until
            parts += [person.protection, "" if until is None else until.isoformat()]
        return _joined(parts)

    def _unit_line(self, unit: UnitBrief) -> str | None:
        return _joined([unit.name, unit.parent or "", self._phone_hours.number(unit.phone_hours)])


class _Texts:
    """Few texts are everybody's title and hours: each is kept once, and has a number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> str:
        if text is None:
            return ""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return str(number)

    def text(self, number: str) -> str | None:
        return self.texts[int(number)] if number else None


def _joined(parts: list[str]) -> str | None:
    """Return a line, ``None`` when control characters are in the way."""
    line = _FIELD.join(parts)
    return None if line.count(_FIELD) != len(parts) - 1 or _END in line else line


class Followed:
    """The roster of one copy, as long as it says the same as the copy."""

    def __init__(self, database: Database, read: Callable[[bytes], PersonBrief | UnitBrief]) -> None:
        self._database = database
        self._read = read
        self._roster: Roster | None = None
        self._revision = 0
        self._removal: str | None = None

    @property
    def current(self) -> bool:
        """Whether everybody is in it."""
        return self._roster is not None

    @property
    def settled(self) -> bool:
        """Whether nothing is to be learned."""
        return self._roster is not None

    @property
    def hours(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Work hours and phone hours, as :attr:`Roster.hours` says."""
        return ((), ()) if self._roster is None else self._roster.hours

    def person(self, person_id: str) -> PersonBrief | None:
        """Return a person; ``None`` says nothing."""
        return None if self._roster is None else self._roster.person(person_id)

    def unit(self, unit_id: str) -> UnitBrief | None:
        """Return a unit; ``None`` says nothing."""
        return None if self._roster is None else self._roster.unit(unit_id)

    def unit_name(self, unit_id: str) -> str | None:
        """Return what a unit is called; ``None`` says nothing."""
        return None if self._roster is None else self._roster.unit_name(unit_id)

    def learn(self, values: Mapping[str, str]) -> Iterator[None]:
        """Read everybody, a little at each step, from a copy with these single values or a later one."""
        self._revision, self._removal = _revision(values), values.get(meta.REMOVAL)
        roster = Roster(self._database.one("SELECT count(*) FROM person"))
        for table in (Kind.PERSON, Kind.UNIT):
            last = ""
            while chunk := self._database.rows(
                f"SELECT id, data FROM {table.value} WHERE id > ? ORDER BY id LIMIT {_STEP}",  # noqa: S608 - ours
                (last,),
            ):
                roster.add([self._read(data) for _, data in chunk])
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
                self._roster.add([self._read(data) for data in found])
                self._revision = revision
                return
        self._roster = None


def _revision(values: Mapping[str, str]) -> int:
    return int(values.get(meta.REVISION, 0))


class _Pieces:
    """Lines by the id that they begin with, some together in one piece of UTF-8, which is looked through."""

    def __init__(self, lines: int) -> None:
        self._pieces = [_END_BYTE] * max(1, lines // _TOGETHER)

    def find(self, key: str) -> list[str] | None:
        """Return the fields of the line that begins with an id."""
        piece = self._pieces[hash(key) % len(self._pieces)]
        start = piece.find(_begin(key))
        if start < 0:
            return None
        fields = piece[start + 1 : piece.index(_END_BYTE, start + 1)].decode().split(_FIELD)
        # Not so with a separator in the id that is asked for.
        return fields if fields[0] == key else None

    def put(self, key: str, line: str | None) -> None:
        """Put a line in, in the place of the one with its id; ``None``: only take that one out."""
        if _FIELD in key or _END in key:
            # No line is theirs, and the one that seems to begin so is somebody else's.
            return
        at = hash(key) % len(self._pieces)
        piece = self._pieces[at]
        start = piece.find(_begin(key))
        if start >= 0:
            piece = piece[:start] + piece[piece.index(_END_BYTE, start + 1) :]
        self._pieces[at] = piece if line is None else piece + line.encode() + _END_BYTE


def _begin(key: str) -> bytes:
    return f"{_END}{key}{_FIELD}".encode()
