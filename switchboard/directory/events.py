"""The event stream: tells at once that something has changed, never what.

Server-sent events as in the HTML standard, 9.2 (https://html.spec.whatwg.org/multipage/server-sent-events.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from switchboard.directory.answers import checked_state, strict
from switchboard.directory.errors import BrokenAnswer, Closed, Refused
from switchboard.domain.record import record
from switchboard.domain.words import words

if TYPE_CHECKING:
    from switchboard.directory.http import Http

MAX_LINE = 1 << 16
"""The longest line, and the longest data of one event, in bytes (64 KiB)."""


@record(frozen=True, slots=True)
class Event:
    """One dispatched event: its type (``message`` if not said) and its data."""

    type: str
    data: str


class EventParser:
    """Bytes in, events out, however they are cut; ``last_id`` and ``retry`` (seconds) as heard last."""

    def __init__(self, last_id: str = "") -> None:
        self.last_id = last_id
        self.retry: float | None = None
        self._rest = b""
        self._begun = False
        self._after_cr = False
        self._id = last_id
        self._type = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, data: bytes) -> list[Event]:
        """Take the next bytes and return the events that are complete with them.

        Raises:
            BrokenAnswer: a line or an event's data is absurdly long.
        """
        if self._after_cr and data:
            data = data.removeprefix(b"\n")
            self._after_cr = False
        text = self._rest + data
        self._after_cr = text.endswith(b"\r")
        *lines, self._rest = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if len(self._rest) > MAX_LINE:
            raise BrokenAnswer(words("its event stream has an endless line"))
        events: list[Event] = []
        for line in lines:
            if not self._begun:
                line = line.removeprefix(b"\xef\xbb\xbf")
                self._begun = True
            event = self._line(line.decode("utf-8", "replace"))
            if event is not None:
                events.append(event)
        return events

    def _line(self, line: str) -> Event | None:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match field:
            case "event":
                self._type = value
            case "data":
                self._size += len(value) + 1
                if self._size > MAX_LINE:
                    raise BrokenAnswer(words("its event stream has an endless event"))
                self._data.append(value)
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit():
                self.retry = int(value[:9]) / 1000
        return None

    def _dispatch(self) -> Event | None:
        self.last_id = self._id
        kind, data = self._type or "message", self._data
        self._type, self._data, self._size = "", [], 0
        return Event(kind, "\n".join(data)) if data else None


class _State(msgspec.Struct):
    state: str


_state = msgspec.json.Decoder(_State)


class EventStream:
    """``GET /v1/events`` as a blocking iterator; :meth:`close` ends it from any thread, at once.

    It gives the state the service says it is in, or ``None`` for a sign of life without news; the first
    ``None`` comes when the stream stands. It ends when the service or :meth:`close` ends it; used once.

    Raises (while iterating):
        DirectoryError: the stream cannot be had, breaks off, or is silent for longer than 45 s.
    """

    def __init__(self, http: Http, *, last_id: str = "") -> None:
        self._http = http
        self._parser = EventParser(last_id)

    @property
    def last_id(self) -> str:
        """The id of the last event, for the next stream."""
        return self._parser.last_id

    @property
    def retry(self) -> float | None:
        """How many seconds the service wants us to wait before the next stream, if it said so."""
        return self._parser.retry

    def __iter__(self) -> Iterator[str | None]:
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity", "Cache-Control": "no-store"}
        # A header cannot hold everything that an id can.
        if self.last_id.isascii() and self.last_id.isprintable() and 0 < len(self.last_id) <= 1000:
            headers["Last-Event-ID"] = self.last_id
        timeouts = self._http.timeouts
        try:
            with self._http.open(
                "GET",
                "v1/events",
                headers=headers,
                read=timeouts.silence,
                total=timeouts.connect + timeouts.read,
                endless=True,
            ) as answer:
                if answer.status != 200:
                    raise Refused(answer.status)
                if answer.media_type != "text/event-stream":
                    raise BrokenAnswer(words("it is no event stream"))
                yield None
                for piece in answer.raw():
                    yield from self._states(self._parser.feed(piece))
        except Closed:
            return
        finally:
            self._http.close()

    def _states(self, events: list[Event]) -> Iterator[str | None]:
        states = [event.data for event in events if event.type == "state"]
        # Several at once: only the last one is news.
        yield checked_state(strict(_state, states[-1].encode()).state) if states else None

    def close(self) -> None:
        """End the stream. For any thread; again is harmless."""
        self._http.close()
