"""The store: one truth, what of it clients see, and how far back it can tell."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import TUESDAY_10, absence, mobile, outcome, person, presence, unit

from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Kind,
    Message,
    PresenceState,
    Protection,
    Ref,
    Service,
    Tombstone,
)
from switchboard.gateway.database import StoreError
from switchboard.gateway.history import Limits, StateGone
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role

SHIELDED = Protection.SHIELDED
RESTRICTED = Protection.RESTRICTED


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "gateway.db" if request.param == "file" else None) as opened:
        yield opened


def lines(store: Store) -> list[dict]:
    return [msgspec.json.decode(line) for line in b"".join(store.snapshot().stream()).splitlines()]


def served(store: Store) -> dict[tuple[str, str], dict]:
    return {(item["type"], item["id"]): item for item in lines(store)[1:-1]}


def changed(store: Store, since: str, limit: int = 1000) -> list[dict]:
    return [msgspec.json.decode(line) for line in store.changes(since, limit).changes]


def test_commits_and_serves(store: Store) -> None:
    before = store.state
    state = store.commit([unit(), person(unit="u1"), absence(), presence(), outcome()])
    assert state == store.state != before
    first, *items, last = lines(store)
    counts = {"persons": 1, "units": 1, "absences": 1, "presences": 1, "outcomes": 1}
    assert first == {"type": "snapshot", "state": state, "counts": counts}
    assert last == {"type": "end", "state": state}
    assert {item["type"] for item in items} == {"person", "unit", "absence", "presence", "outcome"}
    assert all(item["updated"] for item in items)
    assert store.counts() == counts


def test_what_equals_the_store_is_no_change(store: Store) -> None:
    state = store.commit([person(), absence()])
    assert store.commit([person(), absence()]) == state
    assert store.commit([Tombstone(Ref(Kind.UNIT, "nobody"))]) == state


def test_the_updated_time_of_a_source_is_kept(store: Store) -> None:
    store.commit([person(updated=TUESDAY_10)])
    assert served(store)["person", "p1"]["updated"] == "2026-11-24T09:00:00Z"


def test_changes_come_oldest_first_and_each_object_once(store: Store) -> None:
    start = store.commit([person("p1"), person("p2")])
    store.commit([person("p2", "Ny Nilsen")])
    store.commit([person("p1", "Ny Olsen")])
    store.commit([person("p2", "Nyere Nilsen")])
    assert [(item["id"], item["name"]["given"]) for item in changed(store, start)] == [
        ("p1", "Ny"),
        ("p2", "Nyere"),
    ]


def test_pages_lead_to_the_present(store: Store) -> None:
    start = store.state
    end = store.commit([person(f"p{i}") for i in range(10)])
    found, state, more = [], start, True
    while more:
        page = store.changes(state, 3)
        found += [msgspec.json.decode(line)["id"] for line in page.changes]
        state, more = page.state, page.more
    assert found == [f"p{i}" for i in range(10)]
    assert state == end
    assert store.changes(end).changes == ()


def test_a_deleted_person_takes_their_traces_along(store: Store) -> None:
    store.commit([person(), absence(), presence(), outcome(id="o1")])
    store.add_message(Message(id="m1", person="p1", text="ring", at=TUESDAY_10))
    state = store.state
    store.commit([Tombstone(Ref(Kind.PERSON, "p1"))])
    assert served(store) == {}
    assert list(store.objects()) == []
    assert store.messages() == []
    gone = {(item["type"], item["id"]) for item in changed(store, state) if item["deleted"]}
    assert gone == {("person", "p1"), ("absence", "a-p1"), ("presence", "p1"), ("outcome", "o1")}


def shield(store: Store, id: str = "p1", protection: Protection = SHIELDED) -> None:
    store.commit([person(id, protection=protection)])


def test_a_shielded_person_is_nowhere(store: Store) -> None:
    start = store.state
    store.commit(
        [
            person("secret", "Skjult Person", protection=SHIELDED, phones=(mobile(),)),
            person("p1", manager="secret", alternates=(Alternate(person="secret"), Alternate(unit="u1"))),
            unit(alternates=(Alternate(person="secret"),)),
            absence("secret"),
            presence("secret"),
            outcome(person="secret"),
        ]
    )
    for text in (b"".join(store.snapshot().stream()), b"".join(store.changes(start).changes)):
        assert b"secret" not in text
        assert b"Skjult" not in text
    assert set(served(store)) == {("person", "p1"), ("unit", "u1")}
    assert served(store)["person", "p1"]["alternates"] == [{"unit": "u1"}]
    assert store.counts()["persons"] == 1
    assert sum(store.counts().values()) == 2


def test_becoming_shielded_is_a_tombstone_and_a_cleaning_up(store: Store) -> None:
    store.commit(
        [
            person("p1", phones=(mobile(),)),
            person("p2", alternates=(Alternate(person="p1"),), manager="p1"),
            person("p3", manager="p2"),
            unit(alternates=(Alternate(person="p1"),)),
            absence(),
            presence(),
            outcome(id="o1"),
        ]
    )
    state = store.state
    shield(store)
    items = {(item["type"], item["id"]): item for item in changed(store, state)}
    gone = {key for key, item in items.items() if item.get("deleted")}
    assert gone == {("person", "p1"), ("absence", "a-p1"), ("presence", "p1"), ("outcome", "o1")}
    assert set(items) - gone == {("person", "p2"), ("unit", "u1")}
    assert items["person", "p1"] == {"type": "person", "id": "p1", "deleted": True}
    assert "manager" not in items["person", "p2"]
    assert "alternates" not in items["person", "p2"]
    assert "alternates" not in items["unit", "u1"]


def test_becoming_unshielded_brings_everything_back(store: Store) -> None:
    objects = [person("p1"), person("p2", manager="p1"), absence(), presence()]
    store.commit(objects)
    before = {key: {**item, "updated": ""} for key, item in served(store).items()}
    shield(store)
    state = store.state
    shield(store, protection=Protection.NONE)
    assert {key: {**item, "updated": ""} for key, item in served(store).items()} == before
    assert {(item["type"], item["id"]) for item in changed(store, state)} == set(before)


def test_a_deleted_shielded_person_stays_unmentioned(store: Store) -> None:
    store.commit([person("p2", manager="p1", alternates=(Alternate(person="p1"),))])
    shield(store)
    store.commit([Tombstone(Ref(Kind.PERSON, "p1")), absence("p1")])
    assert b"p1" not in b"".join(store.snapshot().stream())


def test_tombstones_go_to_those_who_may_have_known(store: Store) -> None:
    early = store.state
    known = store.commit([person("p1")])
    shield(store)
    assert changed(store, early) == []
    assert [item["id"] for item in changed(store, known)] == ["p1"]
    # Shown and hidden again: whoever knew them the first time must hear of it still.
    shield(store, protection=Protection.NONE)
    shield(store)
    assert [item["id"] for item in changed(store, known)] == ["p1"]


def test_a_restricted_person_is_name_unit_and_title(store: Store) -> None:
    store.commit(
        [
            person(
                "p1", "Vera Vern", protection=RESTRICTED, title="Konsulent", unit="u1", phones=(mobile(),),
                place="Rom 5", email="v@example.org", description="barnevern", keywords=("sak",),
                aliases=("Vesla",), languages=("nb",), alternates=(Alternate(unit="u1"),), manager="p2",
                work_hours="Mo-Fr 08:00-16:00", valid_until=TUESDAY_10, updated=TUESDAY_10,
            ),
            person("p2"),
            absence(kind=AbsenceKind.VACATION, note="til fjells", answers_calls=True),
            presence(state=PresenceState.BUSY, activity="in-a-call"),
        ]
    )  # fmt: skip
    found = served(store)
    assert found["person", "p1"] == {
        "type": "person",
        "id": "p1",
        "updated": "2026-11-24T09:00:00Z",
        "name": {"given": "Vera", "surname": "Vern"},
        "title": "Konsulent",
        "unit": "u1",
        "protection": "restricted",
    }
    assert found["absence", "a-p1"].keys() == {"type", "id", "updated", "person", "start", "answersCalls"}
    assert "activity" not in found["presence", "p1"]


def test_becoming_restricted_reaches_absences_and_presence(store: Store) -> None:
    store.commit([person(), absence(kind=AbsenceKind.VACATION), presence(activity="in-a-call")])
    state = store.state
    shield(store, protection=RESTRICTED)
    assert {item["type"] for item in changed(store, state)} == {"person", "absence", "presence"}


def test_what_nobody_sees_is_no_change(store: Store) -> None:
    state = store.commit([person(protection=RESTRICTED, updated=TUESDAY_10)])
    assert store.commit([person(protection=RESTRICTED, updated=TUESDAY_10, phones=(mobile(),))]) == state
    held = store.get(Ref(Kind.PERSON, "p1"))
    assert held is not None
    assert held.item == person(protection=RESTRICTED, updated=TUESDAY_10, phones=(mobile(),))


@pytest.mark.parametrize("bad", ["", "x", "0-0-0", "ffffffffffff-1-00000000", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_foreign_states_are_gone(store: Store, bad: str) -> None:
    with pytest.raises(StateGone):
        store.changes(bad)


def test_a_state_of_the_future_is_gone(store: Store) -> None:
    name, seq, tag = store.commit([person()]).split("-")
    with pytest.raises(StateGone):
        store.changes(f"{name}-{int(seq) + 1}-{tag}")


def test_a_store_restored_from_a_backup_refuses_its_lost_future(tmp_path: Path) -> None:
    path, backup = tmp_path / "gateway.db", tmp_path / "backup.db"
    with Store(path) as store:
        old = store.commit([person("p1")])
    backup.write_bytes(path.read_bytes())
    with Store(path) as store:
        lost = store.commit([person("p2")])
    with Store(backup) as store:
        with pytest.raises(StateGone):
            store.changes(lost)
        store.commit([person("p3")])
        with pytest.raises(StateGone):
            store.changes(lost)
        assert [item["id"] for item in changed(store, old)] == ["p3"]


def test_history_is_bounded_by_number(tmp_path: Path) -> None:
    with Store(tmp_path / "gateway.db", limits=Limits(changes=10)) as store:
        start = store.commit([person("p1")])
        store.commit([Tombstone(Ref(Kind.PERSON, "p1"))])
        for i in range(30):
            state = store.commit([person("p2", f"Kari {i}")])
        with pytest.raises(StateGone):
            store.changes(start)
        assert store.changes(state).changes == ()
        assert store.get(Ref(Kind.PERSON, "p1")) is None  # the tombstone is forgotten too
        recent = store.state
        store.commit([person("p3")])
        assert [item["id"] for item in changed(store, recent)] == ["p3"]


def test_history_is_bounded_by_age() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    with Store(None, limits=Limits(age=timedelta(days=7)), clock=lambda: now) as store:
        start = store.state
        first = store.commit([person("p1")])
        now += timedelta(days=6)
        recent = store.commit([person("p2")])
        now += timedelta(days=2)
        store.commit([person("p3")])
        with pytest.raises(StateGone):
            store.changes(start)
        assert [item["id"] for item in changed(store, first)] == ["p2", "p3"]
        assert [item["id"] for item in changed(store, recent)] == ["p3"]


def test_whoever_was_hidden_before_the_horizon_can_come_back() -> None:
    with Store(None, limits=Limits(changes=5)) as store:
        store.commit([person("p1")])
        shield(store)
        for i in range(20):
            state = store.commit([person("p2", f"Kari {i}")])
        shield(store, protection=Protection.NONE)
        assert [item["id"] for item in changed(store, state)] == ["p1"]
        assert ("person", "p1") in served(store)


def test_it_is_all_there_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "gateway.db"
    with Store(path) as store:
        state = store.commit([person()])
        token = store.add_token("desk", Role.AGENT)
        store.set_service(Service(name="Testby", country="DK"))
        store.add_message(Message(id="m1", person="p1", text="ring", at=TUESDAY_10))
    with Store(path) as store:
        assert store.state == state
        assert store.service == Service(name="Testby", country="DK")
        assert [message.text for message in store.messages()] == ["ring"]
        viewer = store.viewer(token)
        assert viewer is not None
        assert (viewer.name, viewer.role) == ("desk", Role.AGENT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_file_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "gateway.db"
    before = os.umask(0)
    try:
        with Store(path) as store:
            store.commit([person()])
            modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("gateway.db*")}
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert "gateway.db-wal" in modes


def test_tokens_are_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gateway.db"
    with Store(path) as store:
        token = store.add_token("desk", Role.AGENT)
    assert token.encode() not in path.read_bytes()


def test_bad_tokens_are_nobodys(store: Store) -> None:
    token = store.add_token("desk", Role.LEAD)
    for bad in ("", "x", token[:-1], token + "a", token.upper(), "é" * 43, "\ud800" * 43):
        assert store.viewer(bad) is None
    assert store.remove_token("desk")
    assert store.viewer(token) is None
    assert not store.remove_token("desk")


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\nb\x00"])
def test_token_names_are_checked(store: Store, name: str) -> None:
    with pytest.raises(Exception, match="name"):
        store.add_token(name, Role.AGENT)
    assert store.tokens() == []


def test_a_token_name_is_used_once(store: Store) -> None:
    store.add_token("desk", Role.AGENT)
    with pytest.raises(Exception, match="already"):
        store.add_token("desk", Role.LEAD)


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with apsw.Connection(str(foreign)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = foreign.read_bytes()
    with pytest.raises(StoreError, match="no database of this gateway"):
        Store(foreign)
    assert foreign.read_bytes()[100:] == before[100:]
    text = tmp_path / "text.db"
    text.write_text("hello " * 1000)
    with pytest.raises(StoreError, match="damaged"):
        Store(text)


def test_a_newer_store_is_not_misread(tmp_path: Path) -> None:
    path = tmp_path / "gateway.db"
    Store(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        Store(path)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path)


def test_a_failing_commit_changes_nothing(store: Store) -> None:
    state = store.commit([person("p1")])

    def broken() -> Iterator[DirectoryObject]:
        yield person("p2")
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        store.commit(broken())
    assert store.state == state
    assert store.commit([person("p3")]) != state
    assert store.counts()["persons"] == 2


def test_subscribers_hear_of_each_commit(store: Store) -> None:
    heard: list[str] = []
    end = store.subscribe(lambda: heard.append("commit"))
    store.commit([person()])
    store.commit([person()])
    assert heard == ["commit"]
    end()
    store.commit([person("p2")])
    assert heard == ["commit"]


def test_another_process_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "gateway.db"
    with Store(path) as one, Store(path) as other:
        state = one.commit([person("p1")])
        assert other.state == state
        other.commit([person("p2")])
        assert [item["id"] for item in changed(one, state)] == ["p2"]


def test_a_snapshot_is_one_moment(store: Store) -> None:
    store.commit([person(f"p{i}", description="x" * 2000) for i in range(1000)])
    snapshot = store.snapshot()
    stream = snapshot.stream()
    first = next(stream)
    store.commit([Tombstone(Ref(Kind.PERSON, f"p{i}")) for i in range(1000)])
    items = (first + b"".join(stream)).splitlines()
    assert len(items) == 1002
    assert msgspec.json.decode(items[-1]) == {"type": "end", "state": snapshot.state}
    assert len(lines(store)) == 2


def test_the_same_state_is_read_once(store: Store) -> None:
    store.commit([person()])
    assert store.snapshot() is store.snapshot()
    first = store.snapshot()
    store.commit([person("p2")])
    assert store.snapshot() is not first


def test_a_herd_shares_a_snapshot_unless_somebody_was_hidden(store: Store) -> None:
    store.commit([person("p1"), person("p2")])
    first = store.snapshot()
    streams = [first.stream() for _ in range(4)]
    for stream in streams:
        next(stream)
    store.commit([person("p3")])
    assert store.snapshot() is first
    shield(store)
    assert store.snapshot() is not first
    for stream in streams:
        stream.close()
    assert first.readers == 0


_ids = st.sampled_from(["p1", "p2", "p3"])
_kinds = st.sampled_from([Kind.PERSON, Kind.PRESENCE])
_protections = st.sampled_from(list(Protection))
_items = st.one_of(
    st.builds(
        lambda who, protection, manager, alternate: person(
            who, protection=protection, manager=manager, alternates=(Alternate(person=alternate),)
        ),
        _ids, _protections, _ids, _ids,
    ),
    st.builds(lambda alternate: unit(alternates=(Alternate(person=alternate),)), _ids),
    st.builds(lambda who, kind: absence(who, kind=kind), _ids, st.sampled_from(AbsenceKind)),
    st.builds(lambda who, state: presence(who, state), _ids, st.sampled_from(PresenceState)),
    st.builds(lambda who: outcome(id="o1", person=who), _ids),
    st.builds(lambda kind, who: Tombstone(Ref(kind, who)), _kinds, _ids),
)  # fmt: skip


@given(st.lists(st.lists(_items, max_size=4), max_size=8), st.integers(1, 5), st.data())
def test_changes_lead_where_a_snapshot_does(
    commits: list[list[DirectoryObject]], limit: int, data: st.DataObject
) -> None:
    """Whatever happens, a client that asks now and then ends with what a fresh one gets, counts included."""
    with Store(None) as store:
        client: dict[tuple[str, str], dict] = {}
        state = store.state
        for items in commits:
            store.commit(items)
            if data.draw(st.booleans()):
                page = store.changes(state, limit)
                state = _apply(client, page.changes, page.state)
        more = True
        while more:
            page = store.changes(state, limit)
            state, more = _apply(client, page.changes, page.state), page.more
        assert client == served(store)
        assert sum(store.counts().values()) == len(client)
        shown = b"".join(store.snapshot().stream()).decode()
        for item in store.objects(Kind.PERSON):
            if item.protection is SHIELDED:  # type: ignore[union-attr]
                assert f'"{item.id}"' not in shown


def _apply(client: dict[tuple[str, str], dict], changes: tuple[bytes, ...], state: str) -> str:
    seen: Callable[[dict], tuple[str, str]] = lambda item: (item["type"], item["id"])  # noqa: E731
    items = [msgspec.json.decode(line) for line in changes]
    assert len({seen(item) for item in items}) == len(items)
    for item in items:
        if item.get("deleted"):
            client.pop(seen(item), None)
        else:
            client[seen(item)] = item
    return state


def test_many_threads_see_one_truth(store: Store) -> None:
    """One source commits, clients follow by changes and by snapshots; nobody fails, all end with the same."""
    done = threading.Event()
    problems: list[BaseException] = []
    clients: list[dict[tuple[str, str], dict]] = []

    def source() -> None:
        for i in range(150):
            store.commit([person(f"p{i % 20}", f"Kari {i}"), presence(f"p{(i * 7) % 20}", activity=str(i))])
            if i % 10 == 9:
                store.commit([Tombstone(Ref(Kind.PERSON, f"p{i % 20}"))])

    def client() -> None:
        known: dict[tuple[str, str], dict] = {}
        clients.append(known)
        state, last = store.state, False
        first = lines(store)
        known.update({(item["type"], item["id"]): item for item in first[1:-1]})
        state = first[0]["state"]
        while not last:
            last = done.is_set()
            more = True
            while more:
                page = store.changes(state, 7)
                state, more = _apply(known, page.changes, page.state), page.more

    def reader() -> None:
        while not done.is_set():
            first, *items, end = lines(store)
            assert first["state"] == end["state"]
            assert sum(first["counts"].values()) == len(items)

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the test fails with it below
            problems.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in (client, client, reader)]
    for thread in threads:
        thread.start()
    guarded(source)
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert [client == served(store) for client in clients] == [True, True]
