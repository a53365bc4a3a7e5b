"""The local copy answers like a directory held in memory, whatever came and went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import strategies
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.copies import fill, image_of, new_cache

from switchboard.cache import Cache, CacheDamagedError, CacheReader
from switchboard.cache import keep as keep_module
from switchboard.domain.brief import brief_of_person, brief_of_unit
from switchboard.domain.model import (
    Absence,
    Alternate,
    DirectoryObject,
    Kind,
    Outcome,
    Person,
    Presence,
    PresenceState,
    Protection,
    Ref,
    Result,
    Service,
    Tombstone,
    Unit,
)
from switchboard.domain.view import MemoryDirectory, outcome_target


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "data" / "directory.db" if request.param == "file" else None)
    yield cache
    cache.close()


def _mentions(item: DirectoryObject, person_id: str) -> bool:
    return (isinstance(item, Person) and item.manager == person_id) or (
        isinstance(item, Person | Unit) and any(a.person == person_id for a in item.alternates)
    )


def _without(item: DirectoryObject, person_id: str) -> DirectoryObject:
    assert isinstance(item, Person | Unit)
    fresh = replace(item, alternates=tuple(a for a in item.alternates if a.person != person_id))
    if isinstance(fresh, Person) and fresh.manager == person_id:
        fresh = replace(fresh, manager=None)
    return fresh


def _expected(objects: dict[Ref, DirectoryObject], item: DirectoryObject | Tombstone) -> None:
    """What one change does to a directory, said as plainly as possible."""
    shielded = isinstance(item, Person) and item.protection is Protection.SHIELDED
    if not isinstance(item, Tombstone) and not shielded:
        objects[item.ref] = item
        return
    gone = item.ref
    objects.pop(gone, None)
    for ref, other in list(objects.items()):
        if ref.kind is Kind.OUTCOME and outcome_target(other) == gone:  # type: ignore[arg-type]
            del objects[ref]
        elif gone.kind is Kind.PERSON:
            if (isinstance(other, Absence) and other.person == gone.id) or (
                isinstance(other, Presence) and other.id == gone.id
            ):
                del objects[ref]
            elif _mentions(other, gone.id):
                objects[ref] = _without(other, gone.id)


def _same(reader: CacheReader, objects: dict[Ref, DirectoryObject]) -> None:
    view = MemoryDirectory(objects.values())
    assert list(reader.persons()) == list(view.persons())
    assert list(reader.units()) == list(view.units())
    ids = {ref.id for ref in objects} | {"nobody"}
    ids |= {item.person for item in objects.values() if isinstance(item, Absence)}
    ids |= {item.parent for item in objects.values() if isinstance(item, Unit) and item.parent}
    ids |= {item.unit for item in objects.values() if isinstance(item, Person) and item.unit}
    for found in ids:
        assert reader.person(found) == view.person(found)
        assert reader.unit(found) == view.unit(found)
        assert reader.presence(found) == view.presence(found)
        assert tuple(reader.members(found)) == tuple(view.members(found))
        assert tuple(reader.subunits(found)) == tuple(view.subunits(found))
        assert set(reader.absences(found)) == set(view.absences(found))
        for kind in (Kind.PERSON, Kind.UNIT):
            ref = Ref(kind, found)
            assert set(reader.outcomes(ref)) == set(view.outcomes(ref))
    kinds = [ref.kind for ref in objects]
    counts = reader.counts()
    assert (counts.persons, counts.units) == (kinds.count(Kind.PERSON), kinds.count(Kind.UNIT))
    assert (counts.absences, counts.presences) == (kinds.count(Kind.ABSENCE), kinds.count(Kind.PRESENCE))
    assert counts.outcomes == kinds.count(Kind.OUTCOME)


def _same_in_brief(reader: CacheReader, objects: dict[Ref, DirectoryObject]) -> None:
    for ref in [Ref(kind, ident) for kind in (Kind.PERSON, Kind.UNIT) for ident in ("a", "b", "c")]:
        whole = objects.get(ref)
        if ref.kind is Kind.PERSON:
            assert reader.person_brief(ref.id) == (
                brief_of_person(whole) if isinstance(whole, Person) else None
            )
        else:
            assert reader.unit_brief(ref.id) == (brief_of_unit(whole) if isinstance(whole, Unit) else None)
            assert reader.unit_name(ref.id) == (whole.name if isinstance(whole, Unit) else "")
        silent = not any(
            isinstance(item, Absence | Outcome) and item.person == ref.id for item in objects.values()
        )
        if ref.kind is Kind.PERSON:
            assert reader.silent(ref.id) is (silent and Ref(Kind.PRESENCE, ref.id) not in objects)


few = st.sampled_from(["a", "b", "c"])
"""So few ids that the changes meet each other."""
_alternates = st.lists(
    st.builds(strategies.Alternate, person=few) | st.builds(strategies.Alternate, unit=few)
)
changes = st.one_of(
    st.builds(
        person,
        few,
        strategies.lines,
        unit=st.none() | few,
        manager=st.none() | few,
        alternates=_alternates.map(tuple),
        protection=st.sampled_from(Protection),
        description=st.sampled_from(["", "byggesak", "barnevern"]),
    ),
    st.builds(unit, few, strategies.lines, parent=st.none() | few, alternates=_alternates.map(tuple)),
    st.builds(absence, few, id=few),
    st.builds(presence, few, st.sampled_from(PresenceState)),
    st.builds(outcome, st.sampled_from(Result), id=few, person=few)
    | st.builds(outcome, st.sampled_from(Result), id=few, unit=few),
    st.builds(Tombstone, st.builds(Ref, st.sampled_from(Kind), few)),
)


@given(st.lists(st.lists(changes, max_size=6), max_size=6), st.booleans())
def test_any_sequence_of_changes_gives_what_it_says(
    pages: list[list[DirectoryObject | Tombstone]], repeated: bool
) -> None:
    cache = new_cache()
    try:
        writer, reader, knowing = cache.writer(), cache.reader(), cache.reader()
        objects: dict[Ref, DirectoryObject] = {}
        learning = knowing.learn()
        for number, page in enumerate(pages):
            # Some pages come while everybody is being learned, some afterwards.
            if next(learning, knowing) is knowing and not knowing.learned:
                learning = knowing.learn()
            before = dict(objects)
            for item in page:
                _expected(objects, item)
            applied = writer.apply(page, f"s{number}", TUESDAY_10)
            if repeated:
                writer.apply(page, f"s{number}", TUESDAY_10)
            _same(reader, objects)
            _same(knowing, objects)
            _same_in_brief(knowing, objects)
            assert reader.state == f"s{number}"
            gone = {ref for ref in before if ref.kind in (Kind.PERSON, Kind.UNIT) and ref not in objects}
            assert gone <= applied.removed <= applied.changed
            assert not applied.removed & set(objects)
            differing = {ref for ref in objects if objects[ref] != before.get(ref)}
            assert {ref for ref in differing if ref.kind in (Kind.PERSON, Kind.UNIT)} <= applied.changed
    finally:
        cache.close()


@given(st.lists(strategies.persons, max_size=8), st.lists(strategies.units, max_size=4))
def test_whatever_the_contract_allows_comes_back_as_it_was(persons: list[Person], units: list[Unit]) -> None:
    cache = new_cache()
    try:
        fill(cache, [*persons, *units])
        shown = {p.ref: p for p in persons}
        hidden = {p.id for p in persons if p.protection is Protection.SHIELDED}
        expected = [p for _, p in sorted(shown.items()) if p.id not in hidden]
        for gone in hidden:
            expected = [_without(p, gone) for p in expected]  # type: ignore[misc]
        reader = cache.reader()
        assert list(reader.persons()) == expected
        for one in expected:
            assert reader.person(one.id) == one
    finally:
        cache.close()


def test_an_empty_copy_answers(cache: Cache) -> None:
    reader = cache.reader()
    assert reader.service == Service()
    assert reader.contact is None
    assert reader.state is None
    assert list(reader.persons()) == []
    assert reader.person("p1") is None
    assert tuple(reader.absences("p1")) == ()
    assert image_of(reader) is None


def test_a_fill_says_state_contact_and_service(cache: Cache) -> None:
    fill(cache, [person()], state="s7")
    reader = cache.reader()
    assert (reader.state, reader.contact, reader.service.name) == ("s7", TUESDAY_10, "Testby")


@pytest.mark.parametrize("state", ["0042", "1e5", "1234567812345678", " ", "é\U0001f600", "null"])
def test_a_state_is_text_whatever_it_looks_like(cache: Cache, state: str) -> None:
    fill(cache, [], state=state)
    reader, writer = cache.reader(), cache.writer()
    assert (reader.state, writer.state) == (state, state)
    writer.apply([], state + "1", TUESDAY_10)
    assert reader.state == state + "1"


def test_a_reader_sees_what_another_connection_committed(cache: Cache) -> None:
    fill(cache, [person("p1", "Kari Nordmann", unit="u1"), person("p2", "Ola Nordmann", unit="u1")])
    reader, writer = cache.reader(), cache.writer()
    assert [p.name.given for p in reader.members("u1")] == ["Kari", "Ola"]
    unchanged = reader.person("p2")
    writer.apply([person("p1", "Kari Hansen", unit="u1"), absence("p1")], "s2", TUESDAY_10)
    assert reader.person("p1").name.surname == "Hansen"  # type: ignore[union-attr]
    assert [p.name.surname for p in reader.members("u1")] == ["Hansen", "Nordmann"]
    assert len(reader.absences("p1")) == 1
    # What did not change is not decoded again.
    assert reader.person("p2") is unchanged
    assert reader.members("u1")[1] is unchanged
    writer.apply([Tombstone(Ref(Kind.PERSON, "p1"))], "s3", TUESDAY_10)
    assert reader.person("p1") is None
    assert tuple(reader.absences("p1")) == ()


def test_who_comes_back_on_the_same_page_is_not_removed(cache: Cache) -> None:
    fill(cache, [person("p1")])
    applied = cache.writer().apply(
        [Tombstone(Ref(Kind.PERSON, "p1")), person("p1", "Kari Hansen")], "s2", TUESDAY_10
    )
    assert applied.removed == frozenset()
    assert applied.changed == {Ref(Kind.PERSON, "p1")}


def test_what_was_about_somebody_else_changes_both(cache: Cache) -> None:
    one, two, office = Ref(Kind.PERSON, "p1"), Ref(Kind.PERSON, "p2"), Ref(Kind.UNIT, "u1")
    fill(cache, [person("p1"), person("p2"), absence("p1", id="a1"), outcome(id="o1", person="p1")])
    writer = cache.writer()
    assert writer.apply([absence("p2", id="a1")], "s2", TUESDAY_10).changed == {one, two}
    assert writer.apply([outcome(id="o1", unit="u1")], "s3", TUESDAY_10).changed == {one, office}
    assert writer.apply([Tombstone(Ref(Kind.ABSENCE, "a1"))], "s4", TUESDAY_10).changed == {two}
    assert writer.apply([Tombstone(Ref(Kind.OUTCOME, "o1"))], "s5", TUESDAY_10).changed == {office}
    assert writer.apply([Tombstone(Ref(Kind.OUTCOME, "o1"))], "s6", TUESDAY_10).changed == frozenset()


@pytest.mark.parametrize("later", ["no longer", "gone"])
def test_who_spoke_of_somebody_once_is_left_alone_when_they_go(cache: Cache, later: str) -> None:
    fill(cache, [person("p1"), person("p2", manager="p1"), unit("u1", alternates=(Alternate(person="p1"),))])
    writer = cache.writer()
    if later == "gone":
        writer.apply([Tombstone(Ref(Kind.PERSON, "p2")), Tombstone(Ref(Kind.UNIT, "u1"))], "s2", TUESDAY_10)
    else:
        writer.apply([person("p2"), unit("u1")], "s2", TUESDAY_10)
    applied = writer.apply([Tombstone(Ref(Kind.PERSON, "p1"))], "s3", TUESDAY_10)
    assert applied.changed == {Ref(Kind.PERSON, "p1")}


def test_what_a_reader_keeps_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_module, "KEPT", 10)
    cache = new_cache()
    fill(cache, [person(f"p{n}") for n in range(50)])
    reader = cache.reader()
    for n in range(50):
        assert reader.person(f"p{n}") is not None
    assert len(reader._keep._kinds["person"]) == 10
    assert reader.person("p49") is reader.person("p49")
    cache.close()


def test_an_iterator_left_behind_holds_back_nobody(cache: Cache) -> None:
    fill(cache, [person(f"p{n:04}") for n in range(2500)])
    reader, writer = cache.reader(), cache.writer()
    people = reader.persons()
    assert next(people).id == "p0000"
    writer.apply([Tombstone(Ref(Kind.PERSON, "p2000"))], "s2", TUESDAY_10)
    assert "p2000" not in [p.id for p in people]


def test_everything_of_a_kind_can_be_had_at_once(cache: Cache) -> None:
    details = [absence("p1"), presence("p1"), outcome(person="p1"), outcome(id="o2", unit="u1")]
    fill(cache, [person("p1"), unit("u1"), *details])
    reader = cache.reader()
    found = [*reader.all_absences(), *reader.all_presences(), *reader.all_outcomes()]
    assert set(found) == set(details)


def test_revisions_say_what_has_changed_since(cache: Cache) -> None:
    fill(cache, [person("p1"), person("p2"), unit("u1")])
    reader, writer = cache.reader(), cache.writer()
    first = reader.revision
    assert reader.changed_since(first) == ()
    writer.apply([absence("p1")], "s2", TUESDAY_10)
    assert reader.revision == first
    writer.apply([person("p2", "Ola Hansen")], "s3", TUESDAY_10)
    writer.apply([unit("u1", "Plan")], "s4", TUESDAY_10)
    assert reader.changed_since(first) == (Ref(Kind.PERSON, "p2"), Ref(Kind.UNIT, "u1"))
    assert reader.changed_since(reader.revision) == ()


def test_a_row_that_cannot_be_decoded_condemns_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    cache = new_cache(path)
    fill(cache, [person("p1")])
    cache._anchor.rows("UPDATE person SET data = ?", (b"{}",))
    reader = cache.reader()
    with pytest.raises(CacheDamagedError):
        reader.person("p1")
    cache.close()
    assert path.with_name("directory.db-suspect").exists()
