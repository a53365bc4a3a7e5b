"""The event stream: at once, coalesced, kept alive, and gone when the service or the token is."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from support.builders import person
from support.gateway_here import Here, gateway_here
from support.waiting import wait_until

from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    with Store(tmp_path / "gateway.db") as store, gateway_here(store, keep_alive=0.2) as running:
        yield running


class Stream:
    """One open event stream, read in a thread."""

    def __init__(self, here: Here, **headers: str) -> None:
        self.lines: queue.Queue[str | None] = queue.Queue()
        self._client = httpx.Client(base_url=here.url, headers=here.http.headers, trust_env=False, timeout=20)
        self._answer = self._client.stream("GET", "/v1/events", headers=headers)
        self._thread = threading.Thread(target=self._read)
        response = self._answer.__enter__()
        assert response.status_code == 200
        self.headers = response.headers
        self._response = response
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(httpx.HTTPError):
            for line in self._response.iter_lines():
                self.lines.put(line)
        self.lines.put(None)

    def next(self) -> str | None:
        return self.lines.get(timeout=20)

    def event(self) -> tuple[str, str]:
        """Return id and data of the next event."""
        while (line := self.next()) != "event: state":
            assert line is not None, "the stream ended"
            assert line in ("", ": keep-alive")
        id_, data = self.next(), self.next()
        assert id_ is not None
        assert data is not None
        return id_.removeprefix("id: "), data.removeprefix("data: ")

    def close(self) -> None:
        # The server ends the stream; only then is it ours to close.
        self._thread.join(20)
        self._answer.__exit__(None, None, None)
        self._client.close()


@contextlib.contextmanager
def listening(here: Here, **headers: str) -> Iterator[Stream]:
    stream = Stream(here, **headers)
    try:
        yield stream
    finally:
        here.server.stop()
        stream.close()


def test_the_present_state_comes_at_once_and_every_later_one(here: Here) -> None:
    with listening(here) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        state = here.store.state
        assert stream.event() == (state, f'{{"state":"{state}"}}')
        state = here.store.commit([person()])
        assert stream.event()[0] == state


def test_a_client_that_knows_the_state_is_only_kept_alive(here: Here) -> None:
    with listening(here, **{"Last-Event-ID": here.store.state}) as stream:
        assert [stream.next() for _ in range(4)] == [": keep-alive", "", ": keep-alive", ""]
        state = here.store.commit([person()])
        assert stream.event()[0] == state


def test_a_client_that_missed_something_hears_of_it_at_once(here: Here) -> None:
    old = here.store.state
    new = here.store.commit([person()])
    with listening(here, **{"Last-Event-ID": old}) as stream:
        assert stream.next() == "event: state"
        assert stream.next() == f"id: {new}"


def test_many_commits_are_few_events(here: Here) -> None:
    with listening(here) as stream:
        stream.event()
        begin = time.monotonic()
        state = ""
        for i in range(200):
            state = here.store.commit([person("p1", f"Kari {i}")])
        took = time.monotonic() - begin
        events = 1
        while stream.event()[0] != state:
            events += 1
        assert events <= 2 + 10 * (took + 0.1)


def test_another_process_is_heard(here: Here, tmp_path: Path) -> None:
    with listening(here) as stream:
        stream.event()
        with Store(tmp_path / "gateway.db") as other:
            state = other.commit([person()])
        assert stream.event()[0] == state


def test_a_removed_token_ends_the_stream(here: Here) -> None:
    token = here.store.add_token("desk", Role.AGENT)
    here.http.headers["Authorization"] = f"Bearer {token}"
    with listening(here) as stream:
        stream.event()
        here.store.remove_token("desk")
        wait_until(lambda: stream.lines.get(timeout=20) is None, what="the end of the stream")


def test_the_service_ends_quickly_with_streams_open(here: Here) -> None:
    with listening(here) as stream:
        stream.event()
        here.server.stop()
        wait_until(lambda: stream.next() is None, what="the end of the stream")


def test_a_client_that_leaves_frees_its_place(here: Here) -> None:
    hub = here.server._app.state.hub
    with here.http.stream("GET", "/v1/events") as answer:
        received = answer.iter_lines()
        next(received)
        assert hub.streams == 1
    wait_until(lambda: hub.streams == 0, what="the stream to be given up")


def test_too_many_streams_are_asked_to_come_back(here: Here) -> None:
    here.server._app.state.hub._most = 0
    answer = here.http.get("/v1/events")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
