"""Migrations: numbered, each whole or not at all, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from support.builders import TUESDAY_10, outcome, person
from support.copies import KEY, fill, new_cache

from switchboard.cache import open_cache, schema
from switchboard.cache.database import Database, Place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.db"


def _next(monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    """Make this program one that is some versions newer."""
    monkeypatch.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS, *steps))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + len(steps))


def test_an_older_copy_is_brought_up_to_date_with_everything_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = new_cache(path)
    fill(cache, [person("p1")])
    cache.desk_writer().outbox.add(outcome(person="p1"), TUESDAY_10)
    cache.close()
    before = schema.VERSION
    _next(monkeypatch, "ALTER TABLE recent ADD COLUMN topic TEXT;", "CREATE TABLE later (a);")
    opened = open_cache(path, KEY)
    assert opened.put_aside is None
    assert opened.cache._anchor.one("PRAGMA user_version") == before + 2
    assert opened.cache._anchor.rows("SELECT topic FROM recent") == []
    assert opened.cache._anchor.rows("SELECT a FROM later") == []
    counts = opened.cache.reader().counts()
    assert (counts.persons, counts.waiting) == (1, 1)
    opened.cache.close()


def test_a_step_that_fails_has_not_happened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = new_cache(path)
    fill(cache, [person("p1")])
    cache.close()
    before = schema.VERSION
    with monkeypatch.context() as patch:
        _next(patch, "CREATE TABLE first (a);", "CREATE TABLE second (a); INSERT INTO nowhere VALUES (1);")
        with pytest.raises(apsw.SQLError):
            open_cache(path, KEY)
    database = Database(Place(path, KEY))
    # The step before it was a transaction of its own, and stands.
    assert database.one("PRAGMA user_version") == before + 1
    tables = {name for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "first" in tables
    assert "second" not in tables
    assert database.one("SELECT count(*) FROM person") == 1
    database.close()


def test_the_file_says_whose_it_is(path: Path) -> None:
    cache = new_cache(path)
    assert cache._anchor.one("PRAGMA application_id") == schema.APPLICATION_ID
    cache.close()
