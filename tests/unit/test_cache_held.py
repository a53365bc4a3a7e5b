"""A reader that holds the copy still, and one that fetches at once what it will be asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.copies import fill, new_cache

from switchboard.cache import Cache, Overtaken
from switchboard.cache.database import Database
from switchboard.domain.model import Kind, PresenceState, Ref
from switchboard.domain.routes import routes

TOWN = [
    unit("u0", "Top"),
    unit("u1", "Below", parent="u0"),
    person("p1", "Kari Olsen", unit="u1"),
    person("p2", "Ola Olsen", unit="u1"),
    absence("p1", TUESDAY_10, id="a1"),
    presence("p2", PresenceState.AVAILABLE, TUESDAY_10),
    outcome(at=TUESDAY_10, person="p1", id="o1"),
    outcome(at=TUESDAY_10, unit="u1", id="o2"),
]
REFS = [Ref(Kind.PERSON, "p1"), Ref(Kind.PERSON, "p2"), Ref(Kind.PERSON, "nobody"), Ref(Kind.UNIT, "u1")]


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "directory.db" if request.param == "file" else None)
    fill(cache, TOWN)
    yield cache
    cache.close()


def everything(reader: Any) -> list[Any]:
    return [
        (
            reader.person(ref.id),
            reader.unit(ref.id),
            tuple(reader.absences(ref.id)),
            reader.presence(ref.id),
            tuple(reader.outcomes(ref)),
        )
        for ref in (*REFS, Ref(Kind.UNIT, "u0"))
    ]


def test_what_is_prepared_is_what_would_have_been_read(cache: Cache) -> None:
    plain, prepared = cache.reader(), cache.reader()
    prepared.prepare(REFS)
    assert everything(prepared) == everything(plain)
    assert everything(plain)[0][0].name.display == "Kari Olsen"


def test_what_is_prepared_is_not_read_again(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = cache.reader()
    asked: list[str] = []
    rows = Database.rows

    def counted(self: Database, sql: str, values: Any = ()) -> list[Any]:
        asked.append(sql)
        return rows(self, sql, values)

    with reader.held():
        reader.prepare(REFS)
        monkeypatch.setattr(Database, "rows", counted)
        for ref in REFS:
            if ref.kind is Kind.PERSON:
                reader.person(ref.id), reader.absences(ref.id), reader.presence(ref.id)
            reader.outcomes(ref)
        reader.unit("u1"), reader.unit("u0")
        assert asked == []
        monkeypatch.undo()


def test_colleagues_are_looked_up_together(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [person(f"c{n}", f"Anna Berg{n}", unit="u1", keywords=("vei",)) for n in range(40)]
    cache.writer().apply([person("p1", "Kari Olsen", unit="u1", keywords=("vei",)), *crowd], "s2", TUESDAY_10)
    reader = cache.reader()
    asked: list[str] = []
    rows = Database.rows

    def counted(self: Database, sql: str, values: Any = ()) -> list[Any]:
        asked.append(sql)
        return rows(self, sql, values)

    with reader.held():
        monkeypatch.setattr(Database, "rows", counted)
        assert routes(Ref(Kind.PERSON, "p1"), reader, TUESDAY_10).routes
        monkeypatch.undo()
    # Each of the forty would be three: nobody says anything of any of them, so all are looked at.
    assert len(asked) < 30


def test_a_held_copy_stands_still_and_is_current_afterwards(tmp_path: Path) -> None:
    cache = new_cache(tmp_path / "directory.db")
    fill(cache, TOWN)
    reader, writer = cache.reader(), cache.writer()
    with reader.held():
        writer.apply([person("p1", "Kari Larsen", unit="u1")], "s2", TUESDAY_10 + timedelta(hours=1))
        found = reader.person("p1")
        assert found is not None
        assert found.name.display == "Kari Olsen"
    found = reader.person("p1")
    assert found is not None
    assert found.name.display == "Kari Larsen"
    cache.close()


def test_a_failure_inside_leaves_the_reader_usable(cache: Cache) -> None:
    reader = cache.reader()
    with pytest.raises(ZeroDivisionError), reader.held():
        raise ZeroDivisionError
    with reader.held():
        assert reader.person("p1") is not None


def test_reading_is_given_up_when_something_more_urgent_waits(cache: Cache) -> None:
    reader, urgent = cache.reader(), [False]
    with reader.held(lambda: urgent[0]):
        assert reader.person("p1") is not None
        urgent[0] = True
        with pytest.raises(Overtaken):
            reader.prepare(REFS)
    assert reader.person("p1") is not None
    with reader.held():
        assert reader.absences("p1")
