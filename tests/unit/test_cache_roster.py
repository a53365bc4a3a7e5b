"""Everybody in brief, in memory: it says what the copy says, whatever came and went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import strategies
from support.builders import TUESDAY_10, absence, person, unit
from support.copies import fill, new_cache

from switchboard.cache import Cache, CacheReader
from switchboard.cache import roster as roster_module
from switchboard.cache.database import Database
from switchboard.cache.roster import Roster
from switchboard.desk.answers import row_in
from switchboard.domain.availability import Moment
from switchboard.domain.model import DirectoryObject, Kind, Person, Protection, Ref, Tombstone, Unit
from switchboard.domain.status import Limits

KARI = person(
    "kari",
    "Kari Olsen",
    unit="vei",
    title="Ingeniør",
    keywords=("snø",),
    work_hours="Mo-Fr 08:00-16:00",
    valid_until=TUESDAY_10 + timedelta(days=30),
)
OLA = person("ola", "Ola Olsen", unit="vei")
ROADS = unit("vei", "Vei og park", parent="by", phone_hours="Mo-Fr 10:00-14:00", keywords=("snø",))
TOWN: list[DirectoryObject] = [KARI, OLA, ROADS, unit("by", "Byen")]


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "directory.db" if request.param == "file" else None)
    fill(cache, TOWN)
    yield cache
    cache.close()


def learned(cache: Cache) -> CacheReader:
    reader = cache.reader()
    for _ in reader.learn():
        assert not reader.learned
    assert reader.learned
    return reader


def said(item: Person | Unit | None) -> Any:
    """What a row says of somebody."""
    if isinstance(item, Person):
        hours = item.work_hours
        return item.id, item.name.display, item.title, item.unit, hours, item.protection, item.valid_until
    return item and (item.id, item.name, item.parent, item.phone_hours)


def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    rows = Database.rows

    def counted(self: Database, sql: str, values: Any = ()) -> list[Any]:
        asked.append(sql)
        return rows(self, sql, values)

    monkeypatch.setattr(Database, "rows", counted)
    return asked


def test_a_brief_says_what_the_copy_says_and_is_not_read(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, plain = learned(cache), cache.reader()
    refs = [item.ref for item in TOWN if isinstance(item, Person | Unit)]
    with reader.held():
        asked = statements(monkeypatch)
        reader.prepare(refs, brief=True)
        found = [reader.brief(ref) for ref in refs]
        assert [reader.unit_name("vei"), reader.silent("kari")] == ["Vei og park", True]
        monkeypatch.undo()
    assert not [sql for sql in asked if "FROM person" in sql or "FROM unit" in sql]
    assert [said(item) for item in found] == [said(item) for item in TOWN]
    assert [said(plain.brief(ref)) for ref in refs] == [said(item) for item in TOWN]
    brief = found[0]
    assert isinstance(brief, Person)
    assert not brief.keywords
    for either in (reader, plain):
        assert either.brief(Ref(Kind.PERSON, "vei")) is None
        assert either.unit_name("kari") == ""


def test_the_row_of_a_brief_is_the_row_of_the_whole(cache: Cache) -> None:
    writer = cache.writer()
    writer.apply([absence("ola", TUESDAY_10, id="a"), person("x", "Xi", work_hours="off")], "s2", TUESDAY_10)
    moment = Moment(TUESDAY_10, cache.reader().service, Limits())
    for ident in ("kari", "ola", "x"):
        ref = Ref(Kind.PERSON, ident)
        one, other = row_in(ref, learned(cache), moment), row_in(ref, cache.reader(), moment)
        assert one is not None
        assert one == other
    ref = Ref(Kind.UNIT, "vei")
    assert row_in(ref, learned(cache), moment) == row_in(ref, cache.reader(), moment) is not None


def test_who_is_new_or_another_is_followed(cache: Cache) -> None:
    reader, writer = learned(cache), cache.writer()
    changed = [
        person("kari", "Kari Berg", unit="ny", protection=Protection.RESTRICTED),
        person("aa", "Aa"),
        person("zz", "Zz"),
        unit("ny", "Nytt"),
        unit("vei", "Veier"),
    ]
    writer.apply(changed, "s2", TUESDAY_10)
    assert [said(reader.brief(item.ref)) for item in changed] == [said(item) for item in changed]
    assert (reader.learned, reader.unit_name("ny"), reader.unit_name("vei")) == (True, "Nytt", "Veier")
    assert said(reader.brief(OLA.ref)) == said(OLA)


@pytest.mark.parametrize(
    "gone", [Tombstone(OLA.ref), person("ola", "Ola Olsen", protection=Protection.SHIELDED)]
)
def test_who_is_gone_is_forgotten_at_once(cache: Cache, gone: Any) -> None:
    reader, writer = learned(cache), cache.writer()
    writer.apply([gone], "s2", TUESDAY_10)
    assert reader.brief(OLA.ref) is None
    assert not reader.learned
    assert said(reader.brief(KARI.ref)) == said(KARI)
    for _ in reader.learn():
        pass
    assert reader.learned
    assert reader.brief(OLA.ref) is None


def test_another_fill_is_another_roster(cache: Cache) -> None:
    reader = learned(cache)
    fill(cache, [person("kari", "Kari Berg")])
    assert not reader.learned
    assert (reader.brief(OLA.ref), reader.unit_name("vei")) == (None, "")
    assert said(reader.brief(KARI.ref)) == said(person("kari", "Kari Berg"))


def test_what_changes_while_it_is_learned_is_in_it(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_module, "_STEP", 1)
    reader, writer = cache.reader(), cache.writer()
    steps = reader.learn()
    next(steps)
    writer.apply([person("kari", "Kari Berg"), person("aa", "Aa")], "s2", TUESDAY_10)
    # Whatever is asked meanwhile hears of the commit before the last step does.
    assert reader.person("aa") is not None
    for _ in steps:
        pass
    assert reader.learned
    assert said(reader.brief(KARI.ref)) == said(person("kari", "Kari Berg"))
    assert said(reader.brief(Ref(Kind.PERSON, "aa"))) == said(person("aa", "Aa"))


def test_who_goes_while_it_is_learned_is_not_in_it(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_module, "_STEP", 1)
    reader, writer = cache.reader(), cache.writer()
    steps = reader.learn()
    next(steps), next(steps)
    writer.apply([Tombstone(OLA.ref)], "s2", TUESDAY_10)
    for _ in steps:
        pass
    assert reader.learned
    assert reader.brief(OLA.ref) is None


def test_when_too_many_are_others_all_are_learned_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_module, "_MANY", 3)
    reader, writer = learned(cache), cache.writer()
    crowd = [person(f"c{n}", f"Anna {n}") for n in range(3)]
    writer.apply(crowd, "s2", TUESDAY_10)
    assert said(reader.brief(crowd[0].ref)) == said(crowd[0])
    assert not reader.learned


ids = st.text("ab\x1f\n-", min_size=1, max_size=3)
names = st.text("aåŋ\x1e\x1f\n \U0001f60a", max_size=4)
people = st.builds(
    person,
    ids,
    names,
    title=names,
    unit=st.none() | ids,
    work_hours=strategies.hours,
    protection=st.sampled_from([Protection.NONE, Protection.RESTRICTED]),
    valid_until=st.none() | strategies.moments,
)


@given(st.lists(people | st.builds(unit, ids, names, phone_hours=strategies.hours), max_size=12))
def test_whoever_is_in_a_roster_is_said_as_they_are(items: list[Person | Unit]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roster_module, "_PIECE", 12)
        roster = Roster()
        now: dict[Ref, Person | Unit] = {}
        for item in items:
            roster.add([item])
            now[item.ref] = item
            for ref in (*now, Ref(Kind.PERSON, "a\x1fa"), Ref(Kind.UNIT, "none")):
                found = roster.get(ref)
                # Not knowing somebody says nothing; knowing them wrongly would.
                assert found is None or _alike(found, now[ref])
                plain = "\x1f" not in _text_of(now.get(ref)) and "\n" not in _text_of(now.get(ref))
                assert (found is not None) == (ref in now and plain)


def _text_of(item: Person | Unit | None) -> str:
    if item is None:
        return "\n"
    above = item.unit if isinstance(item, Person) else item.parent
    name = item.name.display if isinstance(item, Person) else item.name
    return item.id * isinstance(item, Person) + name + (above or "")


def _alike(found: Person | Unit, item: Person | Unit) -> bool:
    return bool(said(found) == said(item))
