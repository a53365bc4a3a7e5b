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
from support.copies import fill, new_cache, statements

from switchboard.cache import Cache, CacheReader
from switchboard.cache import roster as roster_module
from switchboard.cache.roster import Roster
from switchboard.desk.answers import row_in
from switchboard.domain.availability import Moment
from switchboard.domain.brief import PersonBrief, UnitBrief, brief_of_person, brief_of_unit
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


def brief_of(item: Any) -> PersonBrief | UnitBrief:
    return brief_of_unit(item) if isinstance(item, Unit) else brief_of_person(item)


def brief(reader: CacheReader, ref: Ref) -> PersonBrief | UnitBrief | None:
    return reader.unit_brief(ref.id) if ref.kind is Kind.UNIT else reader.person_brief(ref.id)


def test_a_brief_says_what_the_copy_says_and_is_not_read(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, plain = learned(cache), cache.reader()
    refs = [item.ref for item in TOWN if isinstance(item, Person | Unit)]
    with reader.held():
        asked = statements(monkeypatch)
        reader.prepare(refs, brief=True)
        found = [brief(reader, ref) for ref in refs]
        assert [reader.unit_name("vei"), reader.silent("kari")] == ["Vei og park", True]
        monkeypatch.undo()
    assert not [sql for sql in asked if "FROM person" in sql or "FROM unit" in sql]
    assert found == [brief_of(item) for item in TOWN]
    assert [brief(plain, ref) for ref in refs] == [brief_of(item) for item in TOWN]
    for either in (reader, plain):
        assert either.person_brief("vei") is None
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
    assert [brief(reader, item.ref) for item in changed] == [brief_of(item) for item in changed]
    assert (reader.learned, reader.unit_name("ny"), reader.unit_name("vei")) == (True, "Nytt", "Veier")
    assert brief(reader, OLA.ref) == brief_of(OLA)


@pytest.mark.parametrize(
    "gone", [Tombstone(OLA.ref), person("ola", "Ola Olsen", protection=Protection.SHIELDED)]
)
def test_who_is_gone_is_forgotten_at_once(cache: Cache, gone: Any) -> None:
    reader, writer = learned(cache), cache.writer()
    writer.apply([gone], "s2", TUESDAY_10)
    assert brief(reader, OLA.ref) is None
    assert not reader.learned
    assert brief(reader, KARI.ref) == brief_of(KARI)
    for _ in reader.learn():
        pass
    assert reader.learned
    assert brief(reader, OLA.ref) is None


def test_another_fill_is_another_roster(cache: Cache) -> None:
    reader = learned(cache)
    fill(cache, [person("kari", "Kari Berg")])
    assert not reader.learned
    assert (brief(reader, OLA.ref), reader.unit_name("vei")) == (None, "")
    assert brief(reader, KARI.ref) == brief_of(person("kari", "Kari Berg"))


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
    assert brief(reader, KARI.ref) == brief_of(person("kari", "Kari Berg"))
    assert brief(reader, Ref(Kind.PERSON, "aa")) == brief_of(person("aa", "Aa"))


def test_who_goes_while_it_is_learned_is_not_in_it(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_module, "_STEP", 1)
    reader, writer = cache.reader(), cache.writer()
    steps = reader.learn()
    next(steps), next(steps)
    writer.apply([Tombstone(OLA.ref)], "s2", TUESDAY_10)
    for _ in steps:
        pass
    assert reader.learned
    assert brief(reader, OLA.ref) is None


def test_when_too_many_are_others_all_are_learned_anew(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_module, "_MANY", 3)
    reader, writer = learned(cache), cache.writer()
    crowd = [person(f"c{n}", f"Anna {n}") for n in range(3)]
    writer.apply(crowd, "s2", TUESDAY_10)
    assert brief(reader, crowd[0].ref) == brief_of(crowd[0])
    assert not reader.learned


ids = st.text("ab\x1f\n-", min_size=1, max_size=3)
names = st.text("aåŋ\x1e\x1f\n \U0001f60a", max_size=4)
briefs = st.builds(
    PersonBrief,
    ids,
    names,
    names,
    st.none() | ids,
    strategies.hours,
    st.sampled_from([Protection.NONE, Protection.RESTRICTED]),
    st.none() | strategies.moments,
) | st.builds(UnitBrief, ids, names, st.none() | ids, strategies.hours)


def test_an_id_with_a_separator_takes_nobody_else_out() -> None:
    roster, known = Roster(0), PersonBrief("-", "a", "", None, None)
    roster.add([known, PersonBrief("-\x1fa", "b", "", None, None)])
    assert roster.person("-") == known
    assert roster.person("-\x1fa") is None


@given(st.lists(briefs, max_size=12), st.sampled_from([0, 40]))
def test_whoever_is_in_a_roster_is_said_as_they_are(
    items: list[PersonBrief | UnitBrief], people: int
) -> None:
    roster = Roster(people)
    persons: dict[str, PersonBrief] = {}
    units: dict[str, UnitBrief] = {}
    for item in items:
        roster.add([item])
        if isinstance(item, PersonBrief):
            persons[item.id] = item
        else:
            units[item.id] = item
        # Not knowing somebody says nothing; knowing them wrongly would.
        for ident in {*persons, *units, "a\x1fa", "nobody"}:
            somebody, part = persons.get(ident), units.get(ident)
            bare = somebody is not None and not _separates(ident, somebody.name, somebody.unit)
            assert roster.person(ident) == (somebody if bare else None)
            bare = part is not None and not _separates(part.name, part.parent)
            assert roster.unit(ident) == (part if bare else None)
            assert roster.unit_name(ident) == (part.name if bare and part is not None else None)


def _separates(*texts: str | None) -> bool:
    return any(c in (text or "") for text in texts for c in "\x1f\n")
