"""Migrations: numbered, each whole or not at all, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from support.builders import TUESDAY_10, outcome, person, phone, unit
from support.copies import KEY, fill, new_cache

from switchboard.cache import open_cache, schema
from switchboard.cache.database import Database, Place
from switchboard.domain.model import Disclosure


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


def test_a_copy_from_before_texts_were_masked_is_fetched_anew(path: Path) -> None:
    cache = new_cache(path)
    fill(cache, [person("p1")], state="s7")
    cache._anchor.script("PRAGMA user_version = 4")
    cache.close()
    cache = open_cache(path, KEY).cache
    reader = cache.reader()
    # No service gave out this state, and each answers with a snapshot; until then everybody is here.
    assert reader.state not in (None, "s7")
    assert reader.counts().persons == 1
    reader.close()
    cache.close()


def test_masked_digits_in_texts_are_not_in_the_copy() -> None:
    cache = new_cache()
    private = phone("+4799887766", Disclosure.TRANSFER_ONLY)
    fill(cache, [person("p1", title="Vakt 998 87 766", phones=(private,))])
    writer = cache.writer()
    writer.apply([unit("u1", "Vakt 99887766", phones=(private,))], "s2", TUESDAY_10)
    writer.close()
    reader = cache.reader()
    for found in (reader.person("p1"), reader.person_brief("p1")):
        assert found is not None
        assert found.title == "Vakt •• •• •• 66"
    assert reader.unit_name("u1") == "Vakt •• •• •• 66"
    reader.close()
    cache.close()


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
