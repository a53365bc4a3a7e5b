"""Local copies for tests: in a file or in memory, filled with what the test is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from support.builders import TUESDAY_10
from switchboard.cache import Cache, open_cache
from switchboard.cache.database import Database
from switchboard.cache.reader import CacheReader
from switchboard.domain.model import DirectoryObject, Service

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


def new_cache(path: Path | None = None, key: bytes = KEY) -> Cache:
    """Open a copy where none was."""
    opened = open_cache(path, key)
    assert opened.put_aside is None
    return opened.cache


def fill(
    cache: Cache, objects: Iterable[DirectoryObject], *, state: str = "s1", contact: datetime = TUESDAY_10
) -> None:
    """Make the objects the copy."""
    writer = cache.writer()
    writer.begin_fill(state)
    writer.fill(objects)
    writer.swap(contact, Service(name="Testby"))
    writer.close()


def image_of(reader: CacheReader) -> tuple[bytes, int] | None:
    """Return the kept image of the search index, and the revision it was built from."""
    with reader.open_image("search") as stored:
        if stored is None:
            return None
        blob, revision = stored
        data = bytearray(blob.size)
        half = len(data) // 2
        for part in (memoryview(data)[:half], memoryview(data)[half:]):
            blob.readinto(part)
        return bytes(data), revision


def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that are asked from now on, as they come."""
    asked: list[str] = []
    rows = Database.rows

    def counted(self: Database, sql: str, values: Any = ()) -> list[Any]:
        asked.append(sql)
        return rows(self, sql, values)

    monkeypatch.setattr(Database, "rows", counted)
    return asked
