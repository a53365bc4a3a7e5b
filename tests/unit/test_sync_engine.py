from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, unit
from support.clockwork import FakeClock, FakeRandom
from support.hostile_service import (
    HostileService,
    Reply,
    page,
    silent,
    snapshot,
    status,
    trickle,
    trickle_body,
    web_page,
)
from support.waiting import wait_until
from support.watching import Watcher

from switchboard.cache import Cache, open_cache
from switchboard.directory.client import Client
from switchboard.directory.http import Timeouts
from switchboard.domain.model import Kind, Ref, Tombstone
from switchboard.sync import Changed, Phase, Sync, SyncSettings, SyncStatus
from switchboard.sync.signals import Signals

PATIENT = Timeouts(connect=60, read=60, silence=60)
"""Nothing here is decided by a client that gives up: a loaded machine is slow too."""
P1, P2, P3 = (Ref(Kind.PERSON, f"p{i}") for i in (1, 2, 3))


class Desk:
    """A service, a copy and a sync between them, on a clock that stands still."""

    def __init__(self, **options: Any) -> None:
        self.service = HostileService([unit(), *(person(f"p{i}", f"Kari Nr{i}") for i in range(1, 21))])
        self.cache: Cache = open_cache(None, None).cache
        self.watcher = Watcher()
        self.clock = FakeClock()
        self.random = FakeRandom(0.5)
        self.options = options
        self.sync: Sync | None = None

    def client(self, token: str = "token") -> Client:
        return Client(self.service.url, token, timeouts=PATIENT)

    def start(self, **settings: Any) -> Sync:
        self.sync = Sync(
            self.client(),
            self.cache,
            self.watcher,
            settings=SyncSettings(**{"news_jitter": 0.0, **settings}),
            clock=self.clock,
            random=self.random,
        )
        self.sync.start()
        return self.sync

    def live(self) -> Sync:
        sync = self.start()
        self.watcher.wait(Phase.LIVE)
        # The fetch that follows the opening of the stream has been made.
        self.clock.wait_for_waiter(600, at_least=500)
        return sync

    def stop(self) -> None:
        if self.sync is not None:
            assert self.sync.stop(60)

    def persons(self) -> list[str]:
        reader = self.cache.reader()
        try:
            return [item.id for item in reader.persons()]
        finally:
            reader.close()

    def say(self, *ids: str) -> None:
        desk = self.cache.desk_writer()
        for item in ids:
            desk.outbox.add(outcome(id=item, person="p1"), TUESDAY_10)
        desk.close()

    def sent(self) -> list[str]:
        return [item["id"] for item in self.service.posted]

    def asked(self) -> int:
        return self.service.count("GET", "/v1/changes")


@pytest.fixture
def desk() -> Iterator[Desk]:
    found = Desk()
    with found.service:
        yield found
        found.stop()
    found.cache.close()


def test_the_copy_fills_and_goes_live(desk: Desk) -> None:
    desk.live()
    assert desk.watcher.phases[:2] == [Phase.STARTING, Phase.FILLING]
    assert desk.watcher.last.persons == 20
    assert desk.watcher.last.contact == desk.clock.now()
    progress = [(s.done, s.total) for s in desk.watcher.statuses if s.phase is Phase.FILLING]
    assert progress[0] == (0, 21)
    assert progress[-1] == (21, 21)
    assert desk.watcher.changes[0] == Changed(everything=True)


def test_a_change_arrives_without_any_waiting(desk: Desk) -> None:
    desk.live()
    desk.service.commit(absence("p2"))
    wait_until(lambda: Changed(frozenset({P2})) in desk.watcher.changes, what="the absence")
    desk.service.commit(Tombstone(P3))
    wait_until(lambda: any(P3 in c.removed for c in desk.watcher.changes), what="the removal")
    assert "p3" not in desk.persons()
    status = desk.watcher.wait(Phase.LIVE, lambda s: s.persons == 19)
    assert status.last_change == desk.clock.now()


def test_an_event_leads_to_a_fetch_within_its_jitter_and_many_to_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str | None] = []
    tell = Signals.tell

    def noted(signals: Signals, state: str | None) -> None:
        tell(signals, state)
        told.append(state)

    monkeypatch.setattr(Signals, "tell", noted)
    desk.start(news_jitter=0.2)
    desk.clock.wait_for_waiter(0.1)  # after the stream has opened
    desk.clock.pass_time(0.1)
    desk.watcher.wait(Phase.LIVE)
    desk.clock.wait_for_waiter(600, at_least=500)
    asked = desk.asked()
    for i in range(5):
        desk.service.commit(person("p2", f"Kari Ny{i}"))
    # An event that came after the fetch would rightly lead to another.
    wait_until(lambda: desk.service.state in told, what="the last event")
    desk.clock.wait_for_waiter(0.1)
    assert desk.asked() == asked
    desk.clock.pass_time(0.1)
    wait_until(lambda: any(P2 in c.refs for c in desk.watcher.changes), what="the change")
    wait_until(lambda: desk.asked() > asked, what="a fetch")
    desk.clock.wait_for_waiter(600, at_least=500)
    assert desk.asked() - asked <= 2


def test_a_sign_of_life_counts_as_contact(desk: Desk) -> None:
    desk.live()
    desk.clock.pass_time(60)
    desk.watcher.wait(Phase.LIVE, lambda s: s.contact == TUESDAY_10 + timedelta(seconds=60))


def test_a_sign_of_life_is_no_contact_while_changes_cannot_be_had(desk: Desk) -> None:
    desk.live()
    desk.service.on("GET", "/v1/changes", status(500))
    desk.service.commit(person("p2", "Kari Ny"))
    desk.watcher.wait(Phase.OFFLINE)
    desk.clock.pass_time(0.2)
    desk.service.commit(person("p2", "Kari Nyere"))
    wait_until(lambda: desk.service.count("GET", "/v1/events") >= 1, what="the stream")
    assert desk.watcher.last.contact == TUESDAY_10


def test_without_events_changes_are_asked_for_every_thirty_seconds(desk: Desk) -> None:
    desk.service.capabilities = ["outcomes"]
    desk.start()
    desk.watcher.wait(Phase.POLLING)
    for _ in range(3):
        desk.clock.wait_for_waiter(30, at_least=27)
        asked = desk.asked()
        desk.clock.pass_time(26)
        assert desk.asked() == asked
        desk.clock.pass_time(4)
        wait_until(lambda before=asked: desk.asked() == before + 1, what="a poll")
    assert desk.service.count("GET", "/v1/events") == 0


def test_when_the_stream_breaks_it_polls_and_comes_back(desk: Desk) -> None:
    desk.live()
    desk.service.on("GET", "/v1/events", status(503))
    desk.service.drop_connections()
    desk.watcher.wait(Phase.POLLING)
    desk.service.on("GET", "/v1/events")

    def back() -> bool:
        desk.clock.pass_time(1)
        return desk.watcher.last.phase is Phase.LIVE

    wait_until(back, what="the stream to be back")


def test_clients_that_lose_the_same_server_do_not_return_together(desk: Desk) -> None:
    desk.random.value = 0.75
    desk.live()
    asked = desk.asked()
    desk.service.drop_connections()
    desk.watcher.wait(Phase.POLLING)
    desk.clock.wait_for_waiter(3.0, at_least=2.9)  # 0.75 × 4 s
    assert desk.asked() == asked


@pytest.mark.parametrize(
    ("reply", "phase"),
    [
        (status(500), Phase.OFFLINE),
        (status(503), Phase.OFFLINE),
        (status(401), Phase.REFUSED),
        (status(403), Phase.REFUSED),
        (status(404), Phase.BROKEN),
        (web_page, Phase.BROKEN),
        (page(state="100", more=True), Phase.BROKEN),
    ],
)
def test_work_goes_on_when_the_service_does_not(desk: Desk, reply: Reply, phase: Phase) -> None:
    sync = desk.live()
    desk.service.on("*", "*", reply)
    desk.service.drop_connections()
    sync.poke()
    found = desk.watcher.wait(phase)
    assert str(found.words)
    assert found.remedy is not None
    assert found.persons == len(desk.persons()) == 20
    assert found.contact == TUESDAY_10
    desk.service.on("*", "*")
    sync.poke()
    wait_until(lambda: desk.watcher.last.phase in (Phase.LIVE, Phase.POLLING), what="the line to be back")


def test_attempts_are_spread_ever_wider(desk: Desk) -> None:
    desk.random.value = 0.99
    desk.service.on("GET", "/v1/", status(500))
    desk.start()
    for bound in (1, 2, 4, 8, 16, 32, 60, 60):
        desk.clock.wait_for_waiter(bound, at_least=bound * 0.98)
        asked = desk.service.count("GET", "/v1/")
        desk.clock.pass_time(bound)
        wait_until(
            lambda before=asked: desk.service.count("GET", "/v1/") == before + 1, what="another attempt"
        )


def test_a_service_that_asks_for_patience_gets_it(desk: Desk) -> None:
    sync = desk.live()
    desk.service.on("GET", "/v1/changes", status(429, Retry_After="120"))
    sync.poke()
    desk.watcher.wait(Phase.OFFLINE)
    desk.clock.wait_for_waiter(121, at_least=120)
    asked = desk.asked()
    sync.poke()
    desk.clock.pass_time(100)
    desk.service.commit(person("p2", "Kari Ny"))
    assert desk.asked() == asked
    desk.service.on("GET", "/v1/changes")
    desk.clock.pass_time(21)
    wait_until(lambda: any(P2 in c.refs for c in desk.watcher.changes), what="the change")


def test_a_refused_token_is_not_tried_again_until_there_is_another(desk: Desk) -> None:
    desk.service.on("GET", "/v1/", status(401))
    sync = desk.start()
    desk.watcher.wait(Phase.REFUSED)
    asked = len(desk.service.requests)
    desk.clock.pass_time(10_000)
    assert desk.clock.pending() == []
    assert len(desk.service.requests) == asked
    desk.service.on("GET", "/v1/")
    sync.reconnect(desk.client("another"))
    desk.watcher.wait(Phase.LIVE)
    assert desk.service.requests[-1][2]["Authorization"] == "Bearer another"


def test_a_403_is_asked_about_again_after_a_while(desk: Desk) -> None:
    desk.service.on("GET", "/v1/", status(403))
    desk.start()
    desk.watcher.wait(Phase.REFUSED)
    desk.service.on("GET", "/v1/")
    desk.clock.wait_for_waiter(600, at_least=599)
    desk.clock.pass_time(600)
    desk.watcher.wait(Phase.LIVE)


def test_another_client_takes_over_while_one_waits(desk: Desk) -> None:
    desk.service.on("GET", "/v1/", silent, status(404))
    sync = desk.start()
    wait_until(lambda: desk.service.requests, what="the first request")
    desk.service.on("GET", "/v1/")
    sync.reconnect(desk.client("another"))
    desk.watcher.wait(Phase.LIVE)
    assert Phase.OFFLINE not in desk.watcher.phases


def test_a_lost_state_waits_for_its_turn_and_fills_anew(desk: Desk) -> None:
    sync = desk.live()
    desk.service.horizon = 101
    desk.service.commit(Tombstone(P3))
    desk.watcher.wait(Phase.FILLING)
    desk.clock.wait_for_waiter(15, at_least=14)  # 0.5 × 30 s
    sync.poke()
    assert desk.service.count("GET", "/v1/snapshot") == 1
    assert "p3" in desk.persons()
    desk.clock.pass_time(15)
    wait_until(lambda: "p3" not in desk.persons(), what="the new copy")
    wait_until(lambda: desk.watcher.last.phase is Phase.LIVE, what="live")


def shrunken(desk: Desk) -> None:
    desk.service.horizon = 200
    desk.service.first_state = 200
    desk.service.commit(*(Tombstone(Ref(Kind.PERSON, f"p{i}")) for i in range(1, 11)))


def test_a_directory_that_shrinks_asks_first(desk: Desk) -> None:
    sync = desk.live()
    desk.say("o1")
    shrunken(desk)
    desk.watcher.wait(Phase.FILLING)
    desk.clock.wait_for_waiter(15)
    desk.clock.pass_time(15)
    found = desk.watcher.wait(Phase.NEEDS_CONFIRMATION)
    assert dict(found.words.values) == {"lost": 10, "before": 20}
    assert len(desk.persons()) == 20
    assert found.contact == TUESDAY_10
    assert desk.sent() == []
    sync.confirm_shrink()
    desk.watcher.wait(Phase.LIVE, lambda s: s.persons == 10)
    assert len(desk.persons()) == 10
    assert desk.sent() == [], "p1 is gone, and what was to be said of her with her"


def test_a_directory_that_grows_back_is_taken_without_asking(desk: Desk) -> None:
    desk.live()
    shrunken(desk)
    desk.watcher.wait(Phase.FILLING)
    desk.clock.wait_for_waiter(15)
    desk.clock.pass_time(15)
    desk.watcher.wait(Phase.NEEDS_CONFIRMATION)
    desk.service.commit(*(person(f"p{i}", f"Kari Nr{i}") for i in range(1, 11)))
    desk.clock.wait_for_waiter(60, at_least=59)
    desk.clock.pass_time(60)
    desk.watcher.wait(Phase.LIVE, lambda s: s.persons == 20)


def test_a_yes_counts_without_a_line_too(desk: Desk) -> None:
    sync = desk.live()
    shrunken(desk)
    desk.watcher.wait(Phase.FILLING)
    desk.clock.wait_for_waiter(15)
    desk.clock.pass_time(15)
    desk.watcher.wait(Phase.NEEDS_CONFIRMATION)
    desk.service.on("*", "*", status(500))
    desk.clock.wait_for_waiter(60, at_least=59)
    desk.clock.pass_time(60)
    desk.watcher.wait(Phase.OFFLINE)
    sync.confirm_shrink()
    wait_until(lambda: len(desk.persons()) == 10, what="the smaller copy")


def test_a_yes_that_nobody_asked_for_does_nothing(desk: Desk) -> None:
    sync = desk.live()
    sync.confirm_shrink()
    shrunken(desk)
    desk.watcher.wait(Phase.FILLING)
    desk.clock.wait_for_waiter(15)
    desk.clock.pass_time(15)
    desk.watcher.wait(Phase.NEEDS_CONFIRMATION)
    assert len(desk.persons()) == 20


def test_changes_that_stay_broken_are_got_past_by_a_new_copy(desk: Desk) -> None:
    desk.live()
    asked = desk.asked()
    desk.service.on("GET", "/v1/changes", *[page("nobody knows whom this is about")] * 3, status(500))
    desk.service.commit(Tombstone(P3))

    def time_passes_until(condition: Callable[[], bool], what: str) -> None:
        def there() -> bool:
            desk.clock.pass_time(1)
            return condition()

        wait_until(there, what=what)

    time_passes_until(lambda: desk.asked() == asked + 4, "three broken answers, and the end of a new copy")
    desk.service.on("GET", "/v1/changes")
    time_passes_until(lambda: desk.watcher.last.phase is Phase.LIVE, "the line to be back")
    assert "p3" not in desk.persons()
    assert desk.service.count("GET", "/v1/snapshot") == 2


def test_what_waits_is_sent_when_the_line_is_back(desk: Desk) -> None:
    sync = desk.live()
    desk.service.on("*", "*", status(500))
    desk.service.drop_connections()
    desk.say("o1", "o2")
    sync.poke()
    desk.watcher.wait(Phase.OFFLINE, lambda s: s.waiting == 2)
    desk.say("o3")
    desk.service.on("*", "*")
    desk.clock.wait_for_waiter(60)
    desk.clock.pass_time(60)
    wait_until(lambda: desk.sent() == ["o1", "o2", "o3"], what="the outbox to be sent")
    wait_until(lambda: desk.watcher.last.waiting == 0, what="an empty outbox")
    sync.poke()
    assert desk.sent() == ["o1", "o2", "o3"]


def test_an_outcome_stays_for_a_while_so_that_it_can_be_taken_back(desk: Desk) -> None:
    sync = desk.start(outcome_grace=10.0)
    desk.watcher.wait(Phase.LIVE)
    desk.clock.wait_for_waiter(600, at_least=500)
    desk.say("o1", "o2")
    sync.poke()
    desk.watcher.wait(Phase.LIVE, lambda s: s.waiting == 2)
    # Nobody has to come by: the lane wakes by itself when the time is up.
    desk.clock.wait_for_waiter(10, at_least=9)
    assert desk.sent() == []
    pen = desk.cache.desk_writer()
    assert pen.outbox.take_back("o1")
    assert not pen.outbox.take_back("o1")
    pen.close()
    desk.clock.pass_time(10)
    wait_until(lambda: desk.sent() == ["o2"], what="the one that was not taken back")
    desk.watcher.wait(Phase.LIVE, lambda s: s.waiting == 0)


def test_a_clock_that_was_set_back_holds_no_outcome_up(desk: Desk) -> None:
    pen = desk.cache.desk_writer()
    pen.outbox.add(outcome(id="o1", person="p1"), TUESDAY_10 + timedelta(hours=1))
    pen.close()
    desk.start(outcome_grace=10.0)
    wait_until(lambda: desk.sent() == ["o1"], what="the outcome")


def test_what_is_refused_is_told_and_tried_again_with_another_token(desk: Desk) -> None:
    sync = desk.live()
    desk.service.on("POST", "/v1/outcomes", status(403))
    desk.say("o1")
    sync.poke()
    desk.watcher.wait(Phase.LIVE, lambda s: (s.waiting, s.set_aside) == (1, 1))
    asked = desk.service.count("POST", "/v1/outcomes")
    sync.poke()
    desk.service.on("POST", "/v1/outcomes")
    wait_until(lambda: desk.asked() >= 4, what="another exchange")
    assert desk.service.count("POST", "/v1/outcomes") == asked
    sync.reconnect(desk.client("lead"))
    wait_until(lambda: desk.sent() == ["o1"], what="the outcome")


def test_unreadable_entries_are_told_of(desk: Desk) -> None:
    desk.live()
    desk.service.on(
        "GET", "/v1/changes", page({"type": "person", "id": "p2", "name": 5}, state="101"), page(state="101")
    )
    desk.service.commit(person("p2"))
    found = desk.watcher.wait(Phase.LIVE, lambda s: s.unreadable == 1)
    assert dict(found.words.values) == {"count": 1}
    assert "p2" not in desk.persons()


class Clumsy(Watcher):
    def on_changes(self, changed: Changed) -> None:
        super().on_changes(changed)
        raise KeyError("Kari Nordmann")


def test_a_listeners_bug_is_reported_and_survived(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    from switchboard import profile

    desk.watcher = Clumsy()
    desk.live()
    desk.service.commit(Tombstone(P3))
    wait_until(lambda: len(desk.watcher.changes) >= 2, what="a change after the bug")
    desk.stop()
    assert "KeyError" in caplog.text
    assert "Kari" not in caplog.text
    reports = list((profile.current().logs / "crashes").iterdir())
    assert reports
    assert all("Kari" not in report.read_text("utf-8") for report in reports)
    caplog.clear()


def test_a_bug_in_the_lane_is_reported_and_survived(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    sync = desk.live()
    desk.service.on("GET", "/v1/changes", page(state="101"))

    class Broken:
        closed = False

        def service(self) -> object:
            raise ZeroDivisionError

        def close(self) -> None:
            self.closed = True

    broken = Broken()
    sync.reconnect(broken)  # type: ignore[arg-type]
    desk.watcher.wait(Phase.BROKEN)
    desk.clock.wait_for_waiter(60)
    desk.clock.pass_time(60)
    wait_until(lambda: caplog.text.count("ZeroDivisionError") == 2, what="the bug again")
    from switchboard import profile

    assert len(list((profile.current().logs / "crashes").iterdir())) == 1
    assert "ZeroDivisionError" in caplog.text
    desk.service.on("GET", "/v1/changes")
    sync.reconnect(desk.client())
    desk.watcher.wait(Phase.LIVE)
    assert broken.closed
    caplog.clear()


@pytest.mark.parametrize("reply", [None, silent, trickle, trickle_body, status(500), status(401)])
@pytest.mark.parametrize("path", ["/v1/", "/v1/snapshot", "/v1/changes", "/v1/events"])
def test_it_ends_at_once_whatever_it_does(desk: Desk, path: str, reply: Reply | None) -> None:
    if reply is not None:
        desk.service.on("GET", path, reply)
    sync = desk.start()
    wait_until(lambda: desk.service.count("GET", path), what="the request")
    assert sync.stop(30), "by itself it would have waited on for a minute"
    assert sync.stop()


def test_it_ends_in_the_middle_of_a_fill(desk: Desk) -> None:
    stopper: list[Callable[[], object]] = []
    reached = threading.Event()

    class Stopping(Watcher):
        def on_status(self, status: SyncStatus) -> None:
            super().on_status(status)
            if status.phase is Phase.FILLING and status.done:
                stopper[0]()
                reached.set()

    desk.watcher = Stopping()
    people = [{"type": "person", "id": f"x{i}", "name": {"given": "Per"}} for i in range(5000)]
    desk.service.on(
        "GET",
        "/v1/snapshot",
        snapshot({"type": "snapshot", "state": "9"}, *people, {"type": "end", "state": "9"}),
    )
    made = Sync(desk.client(), desk.cache, desk.watcher, clock=desk.clock, random=desk.random)
    stopper.append(made.stop)
    desk.sync = made
    made.start()
    assert reached.wait(30)
    assert made.stop(30)
    assert desk.persons() == []


def test_a_sync_that_was_never_started_can_be_stopped(desk: Desk) -> None:
    sync = Sync(desk.client(), desk.cache, desk.watcher)
    assert sync.stop()
    client = desk.client()
    sync.reconnect(client)
    assert client.closed


def test_two_syncs_on_one_copy_do_not_break_it(desk: Desk) -> None:
    desk.live()
    other = Watcher()
    second = Sync(desk.client(), desk.cache, other, clock=desk.clock, random=desk.random)
    second.start()
    try:
        other.wait(Phase.LIVE)
        desk.service.commit(Tombstone(P3))
        wait_until(lambda: "p3" not in desk.persons(), what="the change")
    finally:
        assert second.stop()


def test_the_real_clock_works_too(desk: Desk) -> None:
    sync_settings = SyncSettings()
    sync = Sync(desk.client(), desk.cache, desk.watcher, settings=sync_settings)
    desk.sync = sync
    sync.start()
    desk.watcher.wait(Phase.LIVE)
    desk.service.commit(absence("p1"))
    wait_until(
        lambda: any(P1 in c.refs for c in desk.watcher.changes),
        what="the change, sooner than a poll would bring it",
        seconds=sync_settings.poll * 0.8,
    )
