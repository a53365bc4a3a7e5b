"""The directory API, version 1, as a client sees it: synchronous, bounded, strict about what it is told."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from switchboard.directory.address import checked_token, normalise
from switchboard.directory.answers import ChangesPage, ServiceInfo, decode_info, decode_page
from switchboard.directory.encoding import encode, encode_message
from switchboard.directory.errors import BrokenAnswer, Refused, StateGone
from switchboard.directory.events import EventStream
from switchboard.directory.snapshot import Snapshot
from switchboard.domain.model import Absence, Message, Outcome
from switchboard.domain.words import words

if TYPE_CHECKING:
    from switchboard.directory.http import Answer, Http, Timeouts

MAX_PAGE = 1 << 26
"""The longest page of changes, in bytes, unpacked (64 MiB)."""
_MAX_INFO = 1 << 20


class Client:
    """One service, one token. One thread at a time uses it; :meth:`close` may come from any.

    ``verify`` replaces the system's trust store (for tests). Every method raises
    :class:`~switchboard.directory.errors.DirectoryError` and nothing else.

    Raises:
        BadAddress: the address or the token cannot be used; plain HTTP is for this computer itself only.
        Unreachable: this computer's settings name a proxy that cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        verify: ssl.SSLContext | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        # httpx takes 80 ms to import; who only reads files, or starts a window, does not wait for it.
        from switchboard.directory import http, transport

        self._base = normalise(base_url)
        self._token = checked_token(token)
        # Loading the system's certificates takes time that an unencrypted loopback need not spend.
        encrypted = self._base.startswith("https:")
        self._verify = verify or (transport.system_trust() if encrypted else None)
        self._timeouts = timeouts or http.Timeouts()
        self._http = self._make_http()

    def _make_http(self) -> Http:
        from switchboard.directory.http import Http

        return Http(self._base, self._token, verify=self._verify, timeouts=self._timeouts)

    def __repr__(self) -> str:
        return "Client()"

    @property
    def base_url(self) -> str:
        """The service's address in its one spelling."""
        return self._base

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._http.closed

    def service(self) -> ServiceInfo:
        """Ask what the service is, in which state, and whom it takes us for."""
        with self._http.open("GET", "v1/") as answer:
            return decode_info(_json(answer, _MAX_INFO))

    @contextlib.contextmanager
    def snapshot(self, etag: str | None = None) -> Iterator[Snapshot]:
        """Open the whole directory, to be iterated over inside the ``with``.

        With the ``etag`` of an earlier one the snapshot may come back ``unchanged`` and empty.
        """
        headers = {"Accept": "application/x-ndjson"}
        if etag is not None:
            headers["If-None-Match"] = etag
        with self._http.open(
            "GET",
            "v1/snapshot",
            headers=headers,
            read=self._timeouts.snapshot_read,
            total=self._timeouts.snapshot_total,
        ) as answer:
            if answer.status == 304:
                if etag is None:
                    raise BrokenAnswer(words("it says unchanged where nothing was known"))
                yield Snapshot(iter(()), etag, unchanged=True)
                return
            _expect_data(answer)
            yield Snapshot(answer.chunks(), answer.header("etag"))

    def changes(self, since: str, limit: int = 1000) -> ChangesPage:
        """Ask for the next page of changes since a state; raises :class:`StateGone` when it is too old."""
        try:
            with self._http.open("GET", "v1/changes", params={"since": since, "limit": str(limit)}) as answer:
                return decode_page(_json(answer, MAX_PAGE))
        except Refused as error:
            if error.status == 410:
                raise StateGone from None
            raise

    def events(self, last_id: str = "") -> EventStream:
        """Return the event stream, over a connection of its own; it opens when it is iterated over."""
        return EventStream(self._make_http(), last_id=last_id)

    def send_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a transfer; a repeat is harmless."""
        self.post("v1/outcomes", encode(outcome))

    def send_message(self, message: Message) -> None:
        """Send a message for somebody who could not be reached; a repeat is harmless."""
        self.post("v1/messages", encode_message(message))

    def send_absence(self, absence: Absence) -> None:
        """Register an absence on somebody's behalf; a repeat is harmless."""
        self.post("v1/absences", encode(absence))

    def post(self, path: str, body: bytes) -> None:
        """Send a body that is encoded already, as the outbox keeps it."""
        with self._http.open("POST", path, content=body):
            pass

    def end_absence(self, absence_id: str) -> None:
        """End an absence; one that is gone already is as good."""
        try:
            with self._http.open("DELETE", f"v1/absences/{quote(absence_id, safe='')}"):
                pass
        except Refused as error:
            if error.status not in (404, 410):
                raise

    def close(self) -> None:
        """Break off whatever is going on. For any thread; again is harmless."""
        self._http.close()


def _expect_data(answer: Answer) -> None:
    if answer.status != 200:
        raise BrokenAnswer(words("it has the status {status}", status=answer.status))
    if answer.media_type == "text/html":
        raise BrokenAnswer(words("it is a web page, perhaps the login of a network"))


def _json(answer: Answer, limit: int) -> bytes:
    _expect_data(answer)
    return answer.body(limit)
