from __future__ import annotations

import threading
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile_service import (
    ENDLESS,
    Exchange,
    HostileService,
    no_http,
    page,
    raw,
    reset,
    silent,
    status,
    trickle,
    web_page,
)

from switchboard.directory.client import Client
from switchboard.directory.errors import (
    BrokenAnswer,
    Busy,
    DirectoryError,
    Forbidden,
    Refused,
    ServerFault,
    Unauthorised,
    Unreachable,
)
from switchboard.directory.events import MAX_LINE, Event, EventParser
from switchboard.directory.http import Timeouts

SHORT = Timeouts(connect=2, read=0.3, total=0.6, silence=0.3)


def parse(data: bytes, size: int | None = None) -> list[Event]:
    parser = EventParser()
    size = size or len(data) or 1
    return [event for i in range(0, len(data), size) for event in parser.feed(data[i : i + size])]


@pytest.mark.parametrize(
    ("data", "events"),
    [
        # The examples of the standard, 9.2.6.
        (b"data: YHOO\ndata: +2\ndata: 10\n\n", [Event("message", "YHOO\n+2\n10")]),
        (b"data\n\ndata\ndata\n\ndata:", [Event("message", ""), Event("message", "\n")]),
        (b"data:test\n\ndata: test\n\n", [Event("message", "test"), Event("message", "test")]),
        (b": test stream\n\ndata: first\nid: 1\n\n", [Event("message", "first")]),
        (b"event: state\r\ndata: {}\r\n\r\n", [Event("state", "{}")]),
        (b"event: state\rdata: {}\r\r", [Event("state", "{}")]),
        (b"\xef\xbb\xbfdata: x\n\n", [Event("message", "x")]),
        (b"data:  two blanks\n\n", [Event("message", " two blanks")]),
        (b"event: state\n\ndata: x\n\n", [Event("message", "x")]),
        (b"nonsense: x\ndata: \xff\n\n", [Event("message", "�")]),
        (b"", []),
        (b"data: never dispatched", []),
    ],
)
def test_the_stream_is_read_as_the_standard_says(data: bytes, events: list[Event]) -> None:
    if b"data\n\ndata" in data:
        # An event whose data is one empty line has an empty buffer and is dispatched as such.
        assert [event.data for event in parse(data)] == [event.data for event in events]
    assert parse(data) == events


@given(st.lists(st.sampled_from([b"data: a", b"event: state", b"id: 7", b":", b"", b"data: \xc3\xa5"])),
       st.sampled_from([b"\n", b"\r", b"\r\n"]), st.integers(1, 9))  # fmt: skip
def test_it_does_not_matter_how_the_bytes_are_cut(lines: list[bytes], end: bytes, size: int) -> None:
    data = end.join(lines) + end
    assert parse(data, size) == parse(data)


def test_the_last_id_and_the_wait_are_remembered() -> None:
    parser = EventParser()
    parser.feed(b"id: 41\nretry: 2500\ndata: x\n\n")
    assert (parser.last_id, parser.retry) == ("41", 2.5)
    parser.feed(b"id: 4\x002\nretry: soon\ndata: x\n\n")
    assert (parser.last_id, parser.retry) == ("41", 2.5)
    parser.feed(b"id: 43\ndata: x\n")
    assert parser.last_id == "41", "an event that is not complete has not been heard"
    parser.feed(b"\nid\n\n")
    assert parser.last_id == ""


@pytest.mark.parametrize("part", [b"x" * 1024, b"data: " + b"x" * 1017 + b"\n", b"data\n" * 200])
def test_an_endless_line_or_event_is_refused(part: bytes) -> None:
    parser = EventParser()
    with pytest.raises(BrokenAnswer):
        list(map(parser.feed, repeat(part, 2 * MAX_LINE)))


def test_states_come_as_they_happen_and_the_close_is_prompt() -> None:
    with HostileService() as service:
        client = Client(service.url, "t")
        stream = client.events()
        heard: list[str | None] = []
        first, second, ended = threading.Event(), threading.Event(), threading.Event()

        def listen() -> None:
            for state in stream:
                heard.append(state)
                (first if len(heard) == 1 else second if state == "101" else threading.Event()).set()
            ended.set()

        thread = threading.Thread(target=listen)
        thread.start()
        assert first.wait(30)
        assert heard[0] is None
        from support.builders import person

        service.commit(person())
        assert second.wait(30)
        assert stream.last_id == "101"
        stream.close()
        assert ended.wait(30), "by itself it would have listened on for 45 s"
        thread.join()
        client.close()


def test_a_stream_that_was_closed_before_it_began_is_empty() -> None:
    with HostileService() as service:
        client = Client(service.url, "t")
        stream = client.events()
        stream.close()
        assert list(stream) == []
        assert service.requests == []
        client.close()


def test_the_last_id_goes_along() -> None:
    with HostileService() as service:
        service.on("GET", "/v1/events", raw(b"data: x\n\n", media="text/event-stream"))
        client = Client(service.url, "t")
        assert list(client.events("77")) == [None, None]
        assert list(client.events("7\r\n7")) == [None, None]
        headers = [request[2] for request in service.requests]
        assert headers[0]["Last-Event-ID"] == "77"
        assert "Last-Event-ID" not in headers[1]
        client.close()


def endless_line(exchange: Exchange) -> None:
    exchange.begin("text/event-stream")
    while not exchange.service.over.is_set():
        exchange.wfile.write(b"data: " + b"x" * 65536)


def mute(exchange: Exchange) -> None:
    exchange.begin("text/event-stream")
    exchange.service.over.wait(30)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (status(401), Unauthorised),
        (status(403), Forbidden),
        (status(404), Refused),
        (status(204), Refused),
        (status(500), ServerFault),
        (status(503, Retry_After="7"), Busy),
        (web_page, BrokenAnswer),
        (page(), BrokenAnswer),
        (raw(b"event: state\ndata: {]\n\n", media="text/event-stream"), BrokenAnswer),
        (raw(b'event: state\ndata: {"state":""}\n\n', media="text/event-stream"), BrokenAnswer),
        (raw(b'event: state\ndata: {"state":5}\n\n', media="text/event-stream"), BrokenAnswer),
        (endless_line, BrokenAnswer),
        (mute, Unreachable),
        (silent, Unreachable),
        (trickle, Unreachable),
        (reset, DirectoryError),
        (no_http, Unreachable),
    ],
)
def test_a_hostile_stream_ends_in_a_sentence(reply: object, error: type[DirectoryError]) -> None:
    with HostileService() as service:
        service.on("GET", "/v1/events", reply)  # type: ignore[arg-type]
        # Only what never ends is for a hasty client: a loaded machine must not be taken for it.
        hasty = reply in (*ENDLESS, mute)
        client = Client(service.url, "t", timeouts=SHORT if hasty else Timeouts())
        with pytest.raises(error) as caught:
            list(client.events())
        assert str(caught.value.sentence)
        client.close()
