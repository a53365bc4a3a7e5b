from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.clockwork import FakeClock
from support.copies import KEY
from support.hostile_service import (
    ENDLESS,
    HostileService,
    Reply,
    gzip_bomb,
    half_gzip,
    no_http,
    page,
    raw,
    redirect,
    reset,
    silent,
    snapshot,
    status,
    trickle,
    web_page,
    wrong_length,
)

from switchboard.cache import Cache, open_cache
from switchboard.directory.answers import ChangesPage
from switchboard.directory.client import Client
from switchboard.directory.errors import BrokenAnswer, DirectoryError, StateGone, Unauthorised
from switchboard.directory.http import Timeouts
from switchboard.domain.model import DirectoryObject, Kind, Message, Protection, Ref, Tombstone
from switchboard.sync import Report, ShrinkError, SyncSettings, sync_once
from switchboard.sync.exchange import Exchange

SHORT = Timeouts(connect=2, read=0.3, total=0.6, snapshot_read=0.3, snapshot_total=1)


@pytest.fixture
def cache() -> Iterator[Cache]:
    found = open_cache(None, None).cache
    yield found
    found.close()


@pytest.fixture
def service() -> Iterator[HostileService]:
    with HostileService([unit(), person(unit="u1"), person("p2", "Ola Dunk"), absence()]) as found:
        yield found


@pytest.fixture
def client(service: HostileService) -> Iterator[Client]:
    found = Client(service.url, "token")
    yield found
    found.close()


@pytest.fixture
def hasty(service: HostileService) -> Iterator[Client]:
    """A client that soon gives up."""
    found = Client(service.url, "token", timeouts=SHORT)
    yield found
    found.close()


def copy_of(cache: Cache) -> dict[str, Any]:
    """Everything the copy answers, to be compared."""
    reader = cache.reader()
    try:
        return {
            "state": reader.state,
            "persons": list(reader.persons()),
            "units": list(reader.units()),
            "absences": [reader.absences(item.id) for item in reader.persons()],
            "contact": reader.contact,
            "service": reader.service,
            "waiting": reader.outbox(),
        }
    finally:
        reader.close()


def test_an_empty_copy_is_filled_and_an_old_one_brought_up_to_date(
    client: Client, cache: Cache, service: HostileService
) -> None:
    clock = FakeClock()
    first = sync_once(client, cache, clock=clock)
    assert first == Report(
        state="100", persons=2, units=1, filled=True, changed=0, sent=0, set_aside=0, unreadable=0
    )
    service.commit(person("p3", "Liv Lie"), Tombstone(Ref(Kind.PERSON, "p2")))
    clock.pass_time(60)
    second = sync_once(client, cache, clock=clock, settings=SyncSettings(page=1))
    assert (second.filled, second.changed, second.state, second.persons) == (False, 2, "102", 2)
    found = copy_of(cache)
    assert [item.id for item in found["persons"]] == ["p1", "p3"]
    assert found["contact"] == clock.now()
    assert found["service"].name == "Prøvekommune"


def test_a_state_that_is_too_old_fills_anew(client: Client, cache: Cache, service: HostileService) -> None:
    sync_once(client, cache)
    service.commit(person("p3", "Liv Lie"))
    service.horizon = 101
    report = sync_once(client, cache)
    assert (report.filled, report.persons, report.state) == (True, 3, "101")


def test_what_changed_during_the_snapshot_is_fetched_too(
    client: Client, cache: Cache, service: HostileService
) -> None:
    lines = service.snapshot_lines()
    service.commit(person("p3", "Liv Lie"))
    service.on("GET", "/v1/snapshot", raw(b"\n".join(lines), media="application/x-ndjson"))
    report = sync_once(client, cache)
    assert (report.state, report.persons, report.changed) == ("101", 3, 1)


def test_a_copy_of_an_older_program_is_fetched_anew_and_no_service_is_asked_about_its_state(
    client: Client, tmp_path: Path, service: HostileService
) -> None:
    older = open_cache(tmp_path / "directory.db", KEY).cache
    sync_once(client, older)
    older._anchor.script("PRAGMA user_version = 4")
    older.close()
    # A service may answer 400 to a state that it never gave out.
    service.on("GET", "/v1/changes", status(400))
    newer = open_cache(tmp_path / "directory.db", KEY).cache
    asked = service.count("GET", "/v1/changes")
    with pytest.raises(DirectoryError):
        sync_once(client, newer)
    assert service.count("GET", "/v1/snapshot") == 2
    assert service.count("GET", "/v1/changes") == asked + 1
    service.on("GET", "/v1/changes")
    assert not sync_once(client, newer).filled
    newer.close()


def test_a_snapshot_whose_state_is_unknown_does_not_go_on_for_ever(
    client: Client, cache: Cache, service: HostileService
) -> None:
    service.on("GET", "/v1/changes", status(410))
    with pytest.raises(BrokenAnswer):
        sync_once(client, cache)
    assert service.count("GET", "/v1/snapshot") == 1


HOSTILE: list[Reply] = [
    raw(b"{"),
    raw(b'{"changes":[{}],"state":"999","more":false}'),
    web_page,
    reset,
    wrong_length,
    silent,
    trickle,
    no_http,
    gzip_bomb(80),
    half_gzip,
    status(401),
    status(403),
    status(404),
    status(429, Retry_After="3"),
    status(500),
    redirect("https://elsewhere.example/"),
    page(state="100", more=True),
    page({"type": "person", "id": "p9", "name": {"given": "Nils"}}, state="100", more=True),
    page(state="101", more=True),
]


@pytest.mark.parametrize("reply", HOSTILE)
def test_hostile_changes_leave_the_old_copy(
    client: Client, hasty: Client, cache: Cache, service: HostileService, reply: Reply
) -> None:
    sync_once(client, cache)
    before = copy_of(cache)
    service.on("GET", "/v1/changes", reply)
    with pytest.raises(DirectoryError) as caught:
        sync_once(hasty if reply in ENDLESS else client, cache)
    assert str(caught.value.sentence)
    assert copy_of(cache) == before


HEAD = {"type": "snapshot", "state": "7"}
NILS = {"type": "person", "id": "p9", "name": {"given": "Nils"}}


@pytest.mark.parametrize(
    "reply",
    [
        *HOSTILE,
        snapshot(HEAD, NILS),
        snapshot(HEAD, NILS, {"type": "end", "state": "8"}),
        snapshot({**HEAD, "counts": {"persons": 2}}, NILS, {"type": "end", "state": "7"}),
        snapshot(HEAD, *[{**NILS, "name": i} for i in range(9)], NILS, {"type": "end", "state": "7"}),
    ],
)
def test_a_hostile_snapshot_leaves_the_old_copy(
    client: Client, hasty: Client, cache: Cache, service: HostileService, reply: Reply
) -> None:
    sync_once(client, cache)
    before = copy_of(cache)
    service.on("GET", "/v1/changes", status(410))
    service.on("GET", "/v1/snapshot", reply)
    with pytest.raises(DirectoryError) as caught:
        sync_once(hasty if reply in ENDLESS else client, cache, allow_shrink=True)
    assert str(caught.value.sentence)
    assert copy_of(cache) == before
    # The next one that is whole is taken.
    service.on("GET", "/v1/changes")
    service.on("GET", "/v1/snapshot")
    service.horizon = 101
    service.commit(person("p3", "Liv Lie"))
    assert sync_once(client, cache).persons == 3


def test_a_snapshot_that_breaks_off_midway_leaves_the_old_copy(
    client: Client, cache: Cache, service: HostileService
) -> None:
    sync_once(client, cache)
    before = copy_of(cache)
    for i in range(3000):
        service.objects[Ref(Kind.PERSON, f"x{i}")] = person(f"x{i}", "Per Hansen")
    body = b"\n".join(service.snapshot_lines())
    service.horizon = 101

    def breaks(exchange: Any) -> None:
        exchange.close_connection = True
        exchange.answer(body[: len(body) * 3 // 4], length=len(body))

    service.on("GET", "/v1/snapshot", breaks)
    with pytest.raises(DirectoryError):
        sync_once(client, cache)
    assert copy_of(cache) == before


def test_a_person_whose_manager_is_herself_is_an_ordinary_person(
    client: Client, cache: Cache, service: HostileService
) -> None:
    service.commit(person("p3", "Liv Lie", manager="p3"))
    sync_once(client, cache)
    assert copy_of(cache)["persons"][2].manager == "p3"


def test_ten_megabytes_of_name_are_shown_to_nobody(
    client: Client, cache: Cache, service: HostileService
) -> None:
    sync_once(client, cache)
    huge = {"type": "person", "id": "p2", "name": {"given": "x" * 10_000_000}}
    service.on("GET", "/v1/changes", page(huge, state="101"))
    report = sync_once(client, cache)
    assert (report.persons, report.unreadable, report.state) == (1, 1, "101")


def test_an_endless_sequence_of_pages_ends(client: Client, cache: Cache, service: HostileService) -> None:
    sync_once(client, cache)
    number = iter(range(1000, 9999))

    def endless(exchange: Any) -> None:
        body = {"changes": [NILS], "state": str(next(number)), "more": True}
        exchange.answer(json.dumps(body).encode())

    service.on("GET", "/v1/changes", endless)
    with pytest.raises(BrokenAnswer) as caught:
        sync_once(client, cache, settings=SyncSettings(most_pages=20))
    assert "never end" in caught.value.reason.template
    assert service.count("GET", "/v1/changes") == 21


def test_the_contact_of_a_copy_that_lags_is_not_renewed(
    client: Client, cache: Cache, service: HostileService
) -> None:
    clock = FakeClock()
    sync_once(client, cache, clock=clock)
    clock.pass_time(600)
    service.commit(person("p3", "Liv Lie"), person("p4", "Nils Aas"))
    first = json.dumps(service.changes_since("100", 1)).encode()
    service.on("GET", "/v1/changes", raw(first), status(500))
    with pytest.raises(DirectoryError):
        sync_once(client, cache, clock=clock)
    found = copy_of(cache)
    assert found["state"] == "101"
    assert found["contact"] == TUESDAY_10


# -- the tenth of the people


def ten_people() -> list[DirectoryObject]:
    return [person(f"p{i}", f"Kari Nr{i}") for i in range(20)]


@pytest.mark.parametrize(("lost", "asks"), [(0, False), (2, False), (3, True), (20, True)])
def test_a_snapshot_that_loses_many_people_needs_a_yes(cache: Cache, lost: int, asks: bool) -> None:
    with HostileService(ten_people()) as service:
        client = Client(service.url, "token")
        sync_once(client, cache)
        service.commit(*(Tombstone(Ref(Kind.PERSON, f"p{i}")) for i in range(lost)))
        service.first_state += 1000
        service.horizon = 1000
        if asks:
            before = copy_of(cache)
            with pytest.raises(ShrinkError) as caught:
                sync_once(client, cache)
            assert dict(caught.value.sentence.values) == {"lost": lost, "before": 20}
            assert copy_of(cache) | {"service": None} == before | {"service": None}
        assert sync_once(client, cache, allow_shrink=True).persons == 20 - lost
        client.close()


# -- the outbox


def fill_outbox(cache: Cache, *ids: str) -> None:
    desk = cache.desk_writer()
    for item in ids:
        desk.outbox.add(outcome(id=item, person="p1"), TUESDAY_10)
    desk.close()


def waiting(cache: Cache) -> list[tuple[str, str | None]]:
    return [(item.id, item.problem) for item in copy_of(cache)["waiting"]]


def test_what_waits_is_sent_once_and_in_order(client: Client, cache: Cache, service: HostileService) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1")
    desk = cache.desk_writer()
    desk.outbox.add(Message(id="m1", person="p2", text="Ring meg", at=TUESDAY_10), TUESDAY_10)
    desk.outbox.add(absence(id="a9"), TUESDAY_10)
    desk.outbox.add_end("a1", "p1", TUESDAY_10)
    desk.close()
    assert sync_once(client, cache).sent == 4
    assert [item.get("id") or item["ended"] for item in service.posted] == ["o1", "m1", "a9", "a1"]
    assert sync_once(client, cache).sent == 0
    assert len(service.posted) == 4
    assert waiting(cache) == []


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 422])
def test_what_the_service_will_not_take_does_not_hold_up_the_rest(
    client: Client, cache: Cache, service: HostileService, code: int
) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1", "o2")
    service.on("POST", "/v1/outcomes", status(code), status(202))
    report = sync_once(client, cache)
    assert (report.sent, report.set_aside) == (1, 1)
    assert waiting(cache) == [("o1", "forbidden" if code == 403 else f"refused-{code}")]


@pytest.mark.parametrize("reply", [status(401), status(429), status(500), status(503), no_http, silent])
def test_what_cannot_be_sent_now_waits_in_order(
    client: Client, hasty: Client, cache: Cache, service: HostileService, reply: Reply
) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1", "o2")
    service.on("POST", "/v1/outcomes", reply)
    with pytest.raises(DirectoryError):
        sync_once(hasty if reply in ENDLESS else client, cache)
    assert [item for item, _ in waiting(cache)] == ["o1", "o2"]
    service.on("POST", "/v1/outcomes")
    assert sync_once(client, cache).sent == 2
    assert [item["id"] for item in service.posted] == ["o1", "o2"]


def test_a_thing_at_which_the_service_fails_again_and_again_is_set_aside(
    client: Client, cache: Cache, service: HostileService
) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1", "o2")
    service.on("POST", "/v1/outcomes", *[status(500)] * 8, status(202))
    for _ in range(7):
        with pytest.raises(DirectoryError):
            sync_once(client, cache)
    report = sync_once(client, cache)
    assert (report.sent, report.set_aside) == (1, 1)
    assert waiting(cache) == [("o1", "fault-500")]


def test_who_has_become_shielded_is_not_spoken_of_any_more(
    client: Client, cache: Cache, service: HostileService
) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1")
    service.commit(Tombstone(Ref(Kind.PERSON, "p1")))
    assert sync_once(client, cache).sent == 0
    assert service.posted == []
    assert waiting(cache) == []


def test_nothing_is_sent_when_the_token_is_not_accepted(
    client: Client, cache: Cache, service: HostileService
) -> None:
    sync_once(client, cache)
    fill_outbox(cache, "o1")
    service.on("*", "*", status(401))
    with pytest.raises(Unauthorised):
        sync_once(client, cache)
    assert service.count("POST", "/v1/outcomes") == 0


# -- at least once


class Replayed:
    """A client that serves one history, but may repeat, and cut its pages as it likes."""

    def __init__(
        self, history: list[DirectoryObject | Tombstone], cuts: list[int], steps_back: list[int]
    ) -> None:
        self._history = history
        self._cuts = cuts
        self._back = steps_back

    def changes(self, since: str, limit: int = 1000) -> ChangesPage:
        begin = int(since)
        back = self._back.pop() if self._back else 0
        end = min(len(self._history), begin + (self._cuts.pop() if self._cuts else 5))
        items = self._history[max(0, begin - back) : end]
        return ChangesPage(items, str(end), end < len(self._history), 0, len(items))


persons = st.builds(
    lambda number, name, shielded: person(
        f"p{number}", name, protection=Protection.SHIELDED if shielded else Protection.NONE
    ),
    st.integers(1, 4),
    st.sampled_from(["Kari Lie", "Ola Dunk", "Åse Øy"]),
    st.booleans(),
)
changes = st.one_of(
    persons,
    st.builds(lambda number, name: unit(f"u{number}", name), st.integers(1, 2), st.sampled_from(["A", "B"])),
    st.builds(lambda n, p: absence(f"p{p}", id=f"a{n}"), st.integers(1, 3), st.integers(1, 4)),
    st.builds(lambda p: presence(f"p{p}"), st.integers(1, 4)),
    st.builds(lambda n, p: outcome(id=f"o{n}", person=f"p{p}"), st.integers(1, 2), st.integers(1, 4)),
    st.builds(
        lambda kind, number: Tombstone(Ref(kind, f"{kind.value[0]}{number}")),
        st.sampled_from([Kind.PERSON, Kind.UNIT, Kind.ABSENCE, Kind.OUTCOME]),
        st.integers(1, 4),
    ),
)


def _caught_up(
    history: list[DirectoryObject | Tombstone], cuts: list[int], back: list[int]
) -> dict[str, Any]:
    cache = open_cache(None, None).cache
    writer = cache.writer()
    try:
        writer.begin_fill("0")
        writer.swap(TUESDAY_10)
        exchange = Exchange(
            Replayed(history, cuts, back),  # type: ignore[arg-type]
            writer,
            FakeClock(),
            SyncSettings(),
            on_progress=lambda _done, _total: None,
            on_changed=lambda _changed: None,
        )
        exchange.catch_up()
        found = copy_of(cache)
        reader = cache.reader()
        found["presences"] = [reader.presence(item.id) for item in found["persons"]]
        found["outcomes"] = [
            sorted(reader.outcomes(item.ref), key=lambda o: o.id) for item in found["persons"]
        ]
        found["absences"] = [sorted(each, key=lambda a: a.id) for each in found["absences"]]
        return found
    finally:
        cache.close()


@settings(max_examples=60)
@given(
    st.lists(changes, max_size=20),
    st.lists(st.integers(1, 7), max_size=10),
    st.lists(st.integers(0, 3), max_size=10),
)
def test_pages_cut_and_repeated_at_will_give_the_same_copy(
    history: list[DirectoryObject | Tombstone], cuts: list[int], back: list[int]
) -> None:
    plain = _caught_up(history, [len(history) + 1], [])
    assert _caught_up(history, cuts, back) == plain


def test_a_410_on_something_else_is_no_lost_state(client: Client, service: HostileService) -> None:
    service.on("GET", "/v1/", status(410))
    with pytest.raises(DirectoryError) as caught:
        client.service()
    assert not isinstance(caught.value, StateGone)
