"""How everybody is, in memory: it says what the copy says, whatever came and went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, presence
from support.copies import fill, new_cache, statements

from switchboard.cache import Cache, CacheReader, meta
from switchboard.cache import signs as signs_module
from switchboard.domain.model import DirectoryObject, Kind, PresenceState, Protection, Ref, Result, Tombstone

PEOPLE = [person(ident, f"{ident.title()} Olsen") for ident in ("eva", "kari", "ola", "per")]
KNOWN: list[DirectoryObject] = [
    absence("kari", TUESDAY_10, id="a1"),
    absence("kari", TUESDAY_10, id="a2"),
    presence("ola", PresenceState.BUSY),
    outcome(Result.NO_ANSWER, id="o1", person="per"),
]


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "directory.db" if request.param == "file" else None)
    fill(cache, [*PEOPLE, *KNOWN])
    yield cache
    cache.close()


def learned(cache: Cache) -> CacheReader:
    reader = cache.reader()
    for _ in reader.learn():
        pass
    assert reader.learned
    return reader


def same(reader: CacheReader, cache: Cache) -> None:
    """What is in memory is what the copy says."""
    plain = cache.reader()
    for one in PEOPLE:
        assert reader.silent(one.id) is plain.silent(one.id)
        assert sorted(reader.absences(one.id), key=str) == sorted(plain.absences(one.id), key=str)
        assert reader.presence(one.id) == plain.presence(one.id)
        assert sorted(reader.outcomes(one.ref), key=str) == sorted(plain.outcomes(one.ref), key=str)
    plain.close()


def asked_for_signs(asked: list[str]) -> bool:
    return any("FROM absence" in sql or "FROM presence" in sql for sql in asked)


def test_how_somebody_is_is_not_read(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = learned(cache)
    same(reader, cache)
    asked = statements(monkeypatch)
    reader.prepare([one.ref for one in PEOPLE], brief=True)
    assert [reader.silent(one.id) for one in PEOPLE] == [True, False, False, False]
    assert len(reader.absences("kari")) == 2
    assert not asked_for_signs(asked)


def test_a_change_shows_at_once_and_the_others_are_not_read_again(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = learned(cache), cache.writer()
    before = reader.presence("ola")
    for number, page in enumerate(
        (
            [presence("eva", PresenceState.AVAILABLE)],
            # About somebody else from now on.
            [absence("eva", TUESDAY_10, id="a1")],
            [Tombstone(Ref(Kind.ABSENCE, "a2"))],
            [outcome(Result.NO_ANSWER, id="o1", person="kari")],
        )
    ):
        writer.apply(page, f"t{number}", TUESDAY_10)
        same(reader, cache)
    assert reader.silent("per")
    # Of what did not change nothing is decoded again.
    assert reader.presence("ola") is before
    asked = statements(monkeypatch)
    writer.touch(TUESDAY_10)
    assert reader.silent("per")
    assert not asked_for_signs(asked)


@pytest.mark.parametrize(
    "gone",
    [Tombstone(Ref(Kind.PERSON, "kari")), person("kari", "Kari Olsen", protection=Protection.SHIELDED)],
)
def test_of_who_is_gone_nothing_is_known_at_once(cache: Cache, gone: DirectoryObject | Tombstone) -> None:
    reader, writer = learned(cache), cache.writer()
    assert reader.absences("kari")
    writer.apply([absence("ola", TUESDAY_10, id="a3"), gone], "s2", TUESDAY_10)
    assert reader.silent("kari")
    assert not reader.learned
    same(reader, cache)
    for _ in reader.learn():
        pass
    assert reader.learned
    same(reader, cache)


def test_another_fill_is_followed(cache: Cache) -> None:
    reader = learned(cache)
    fill(cache, [*PEOPLE, presence("kari", PresenceState.AVAILABLE)])
    assert not reader.learned
    same(reader, cache)


def test_what_changes_while_it_is_learned_is_in_it(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs_module, "_STEP", 1)
    reader, writer = cache.reader(), cache.writer()
    steps = reader.learn()
    next(steps), next(steps)
    writer.apply([Tombstone(Ref(Kind.ABSENCE, "a1")), absence("eva", id="a0")], "s2", TUESDAY_10)
    # Whatever is asked meanwhile hears of the commit before the last step does.
    assert not reader.silent("eva")
    for _ in steps:
        pass
    assert reader.learned
    same(reader, cache)


def test_who_was_away_for_too_long_learns_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meta, "STIRS_KEPT", 2)
    reader, writer = learned(cache), cache.writer()
    for number, one in enumerate(PEOPLE[:3]):
        writer.apply([absence(one.id, id=f"n{number}")], f"t{number}", TUESDAY_10)
    same(reader, cache)
    assert not reader.learned


def test_many_who_are_otherwise_at_once_are_not_read_beside_a_key(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs_module, "MOST_AT_ONCE", 2)
    reader, writer = learned(cache), cache.writer()
    writer.apply([absence(one.id, id=f"n{one.id}") for one in PEOPLE[:2]], "s2", TUESDAY_10)
    same(reader, cache)
    assert reader.learned
    writer.apply([absence(one.id, id=f"m{one.id}") for one in PEOPLE[:3]], "s3", TUESDAY_10)
    same(reader, cache)
    assert not reader.learned
    for _ in reader.learn():
        pass
    assert reader.learned
    same(reader, cache)


def test_too_many_stay_in_the_copy(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signs_module, "MOST", 3)
    reader, writer = learned(cache), cache.writer()
    same(reader, cache)
    writer.apply([presence("eva", PresenceState.AVAILABLE)], "s2", TUESDAY_10)
    same(reader, cache)


def test_those_who_were_otherwise_are_forgotten_in_time(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meta, "STIRS_KEPT", 2)
    writer = cache.writer()
    for number, one in enumerate(PEOPLE):
        writer.apply([absence(one.id, id=f"n{number}")], f"t{number}", TUESDAY_10)
    known = "SELECT person FROM stirred ORDER BY person"
    assert cache._anchor.rows(known) == [("ola",), ("per",)]
    writer.apply([Tombstone(PEOPLE[2].ref)], "t9", TUESDAY_10)
    assert cache._anchor.rows(known) == []
