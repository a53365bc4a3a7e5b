"""The office opens things in the order in which the agent needs them; no directory answers for another."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.builders import person
from support.gateway_here import gateway_here
from support.keyrings import MemoryKeyring
from support.waiting import wait_until

from switchboard import profile
from switchboard.desk.desk import Desk
from switchboard.desk.office import Office
from switchboard.desk.replies import Found
from switchboard.desk.trial import Trial
from switchboard.directory.client import Client
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref, Result
from switchboard.domain.words import Words
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role
from switchboard.sync.status import Phase


class Porter:
    """Remembers what became of the office."""

    def __init__(self) -> None:
        self.desks: list[tuple[Desk, bool]] = []
        self.unknown: list[ExpectedError | None] = []
        self.phases: list[Phase] = []
        self.ready = threading.Event()

    def on_settings(self, settings: profile.Settings) -> None: ...

    def on_nothing_known(self, address: str, problem: ExpectedError | None) -> None:
        self.unknown.append(problem)

    def on_desk(self, desk: Desk, remark: Words | None, *, filled: bool) -> None:
        self.desks.append((desk, filled))

    def on_status(self, status: Any) -> None:
        self.phases.append(status.phase)

    def on_ready(self, service: Any) -> None:
        self.ready.set()

    def on_changed(self, refs: Any, everything: bool) -> None: ...

    def on_tried(self, rows: Any) -> None: ...

    def on_sent_later(self) -> None: ...

    def on_problem(self, error: ExpectedError) -> None:
        self.unknown.append(error)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    return backend


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[[], tuple[Office, Porter]]]:
    """Return a function that makes an office of the one profile; the one before must be stopped."""
    offices: list[Office] = []

    def make() -> tuple[Office, Porter]:
        porter = Porter()
        offices.append(Office(profile.choose(tmp_path / "profile"), porter))
        return offices[-1], porter

    yield make
    for office in offices:
        office.stop()


def served(*names: str) -> Store:
    store = Store(None)
    store.commit([person(f"p-{name}", name) for name in names])
    return store


def found(desk: Desk, query: str) -> list[str]:
    answers: list[Found] = []
    desk.find(query, 1, answers.append)
    wait_until(lambda: answers, what="an answer of the desk")
    return [row.name for row in answers[0].rows]


def live(porter: Porter) -> None:
    wait_until(lambda: porter.phases and porter.phases[-1] is Phase.LIVE, what="a live line")


def test_another_token_opens_the_desk_again(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    with served("Kari Nordmann") as store, gateway_here(store) as server:
        good, bad = store.add_token("desk", Role.AGENT), store.add_token("gone", Role.AGENT)
        office, porter = begin()
        office.connect(server.url, good)
        live(porter)
        store.remove_token("desk")
        other = store.add_token("desk 2", Role.AGENT)
        office.connect(server.url, good)
        wait_until(lambda: porter.unknown, what="the refusal")
        assert len(porter.desks) == 1
        office.connect(server.url, other)
        wait_until(lambda: len(porter.desks) == 2, what="the desk, shown again")
        assert porter.desks[1][1], "its people are still there"
        assert found(porter.desks[1][0], "kari") == ["Kari Nordmann"]
        assert bad not in str(ring.secrets)


def test_whether_to_rank_by_use_is_kept(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    office, porter = begin()
    here = profile.current()
    profile.save_settings(here, profile.Settings(colleagues=1))
    office.keep_rank_by_use(False)
    wait_until(lambda: not profile.load_settings(here).rank_by_use, what="the settings")
    assert profile.load_settings(here).colleagues == 1
    here.settings_file.write_text("{broken", "utf-8")
    office.keep_rank_by_use(True)
    wait_until(lambda: porter.unknown, what="a complaint")
    assert here.settings_file.read_text("utf-8") == "{broken", "what somebody has to mend is left alone"


def test_the_line_waits_for_the_first_answer(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with served("Kari Nordmann") as store, gateway_here(store) as server:
        office, porter = begin()
        office.connect(server.url, store.add_token("desk", Role.AGENT))
        live(porter)
        office.stop()
        monkeypatch.setattr("switchboard.desk.office._FIRST_ANSWER", 60.0)
        office, porter = begin()
        office.answered.clear()
        office.open()
        wait_until(porter.ready.is_set, what="the index")
        assert found(porter.desks[0][0], "kari") == ["Kari Nordmann"]
        assert not porter.phases
        office.answered.set()
        live(porter)


def test_another_directory_does_not_inherit_the_copy(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    with served("Kari Nordmann") as one, served("Ola Nordmann") as two:
        with gateway_here(one) as first:
            office, porter = begin()
            office.connect(first.url, one.add_token("desk", Role.AGENT))
            live(porter)
        with gateway_here(two) as second:
            porter.phases.clear()
            office.connect(second.url, two.add_token("desk", Role.AGENT))
            wait_until(lambda: len(porter.desks) == 2, what="a desk of the other directory")
            live(porter)
            desk = porter.desks[1][0]
            wait_until(lambda: found(desk, "nordmann") == ["Ola Nordmann"], what="the other's people alone")


def left_behind(office: Office, porter: Porter) -> None:
    """Say something with a dead line, so that it waits."""
    desk = porter.desks[-1][0]
    desk.journal.outcome(Ref(Kind.PERSON, "p-Kari Nordmann"), Result.REACHED)
    assert desk.journal.idle(60)


@pytest.mark.parametrize("opened", [True, False])
def test_what_waits_for_a_directory_is_not_left_behind_without_a_yes(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]], opened: bool
) -> None:
    with served("Kari Nordmann") as one, served("Ola Nordmann") as two:
        with gateway_here(one) as first:
            office, porter = begin()
            office.connect(first.url, one.add_token("desk", Role.AGENT))
            live(porter)
        left_behind(office, porter)
        if not opened:
            office.stop()
            office, porter = begin()
            del ring.secrets[next(name for name in ring.secrets if name[1] == "token")]
            office.open()
            wait_until(lambda: porter.unknown == [None], what="the question where the directory is")
            porter.unknown.clear()
        with gateway_here(two) as second:
            token = two.add_token("desk", Role.AGENT)
            office.connect(second.url, token)
            wait_until(lambda: porter.unknown, what="the question")
            assert porter.unknown[0] is not None
            assert dict(porter.unknown[0].sentence.values) == {"count": 1}
            office.connect(second.url, token)
            wait_until(lambda: porter.phases and porter.phases[-1] is Phase.LIVE, what="the other's line")
            assert len(porter.unknown) == 1


class Child:
    """A demo's service that runs already."""

    def __init__(self, address: str, token: str) -> None:
        self._told = address, token

    def start(self) -> tuple[str, str]:
        return self._told

    def stop(self) -> None: ...


def test_the_demo_never_meets_the_copy_and_the_outbox_of_a_directory(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    with served("Kari Nordmann") as store:
        with gateway_here(store) as server:
            office, porter = begin()
            office.connect(server.url, store.add_token("desk", Role.AGENT))
            live(porter)
        left_behind(office, porter)
        with served("Demo Demosen") as made_up, gateway_here(made_up) as demo:
            porter.phases.clear()
            office.demo(Child(demo.url, made_up.add_guest("demo", Role.AGENT)))  # type: ignore[arg-type]
            wait_until(lambda: len(porter.desks) == 2, what="the demo's desk")
            live(porter)
            desk = porter.desks[1][0]
            wait_until(lambda: found(desk, "demosen") == ["Demo Demosen"], what="the demo's people")
            assert found(desk, "kari") == []
            office.stop()
        with gateway_here(store) as server:
            office, porter = begin()
            office.open()
            wait_until(lambda: porter.desks, what="the directory's desk")
            assert porter.ready.wait(60)
            assert found(porter.desks[0][0], "kari") == ["Kari Nordmann"]
            assert found(porter.desks[0][0], "demosen") == []


def test_the_copy_answers_before_the_line_and_without_it(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    with served("Kari Nordmann") as store, gateway_here(store) as server:
        office, porter = begin()
        office.connect(server.url, store.add_token("desk", Role.AGENT))
        live(porter)
        office.stop()
    office, porter = begin()
    office.open()
    wait_until(lambda: porter.desks, what="the desk")
    assert porter.desks[0][1]
    assert porter.ready.wait(20)
    assert found(porter.desks[0][0], "kari") == ["Kari Nordmann"]
    wait_until(lambda: Phase.OFFLINE in porter.phases, what="the line, found dead")


def test_a_copy_whose_token_is_gone_is_closed_again(
    ring: MemoryKeyring, begin: Callable[[], tuple[Office, Porter]]
) -> None:
    with served("Kari Nordmann") as store, gateway_here(store) as server:
        office, porter = begin()
        office.connect(server.url, store.add_token("desk", Role.AGENT))
        live(porter)
        office.stop()
    for name in [name for name in ring.secrets if name[1] == "token"]:
        del ring.secrets[name]
    office, porter = begin()
    office.open()
    wait_until(lambda: porter.unknown == [None], what="the question where the directory is")


def test_nobody_waits_at_the_end_for_an_address_that_is_being_tried(
    begin: Callable[[], tuple[Office, Porter]], ring: MemoryKeyring
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        office, porter = begin()
        office.connect(f"http://127.0.0.1:{silent.getsockname()[1]}", "token")
        asked, _ = silent.accept()
        with asked:
            assert asked.recv(1 << 16), "it is asked, and says nothing"
            office.stop()
    assert porter.unknown == [None], "nothing went wrong"


def test_an_address_that_was_called_off_is_followed_by_another(
    begin: Callable[[], tuple[Office, Porter]], ring: MemoryKeyring
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, served("Kari Nordmann") as store:
        office, porter = begin()
        office.connect(f"http://127.0.0.1:{silent.getsockname()[1]}", "token")
        asked, _ = silent.accept()
        with asked:
            assert asked.recv(1 << 16), "it is asked, and says nothing"
            office.trial.call_off()
            wait_until(lambda: porter.unknown, what="the end of the trial")
        assert porter.unknown == [None]
        assert not profile.load_settings(profile.current()).service
        with gateway_here(store) as server:
            office.connect(server.url, store.add_token("desk", Role.AGENT))
            live(porter)
            office.stop()


def test_what_is_called_off_before_it_is_tried_asks_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        trial = Trial()
        trial.call_off()
        assert not trial.run(Client(f"http://127.0.0.1:{silent.getsockname()[1]}", "token"))
