"""HTTP to one service with one token: the only import of httpx in the client.

Every request is bounded in time and size, every failure becomes one of ``directory/errors.py``, and
:meth:`Http.close` may come from any thread at any moment.
"""

from __future__ import annotations

import contextlib
import logging
import ssl
import threading
import time
from collections.abc import Iterator, Mapping

from switchboard import __version__
from switchboard.directory.errors import BrokenAnswer, Closed, DirectoryError, Unreachable
from switchboard.directory.lean import httpx
from switchboard.directory.line import Line, too_slow
from switchboard.directory.status import check_status
from switchboard.directory.transport import Transport, system_proxy
from switchboard.directory.unpacking import ACCEPTED, unpacked
from switchboard.domain.record import record
from switchboard.domain.words import words

# They log whole addresses, and an address holds the state.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3
_SLOWEST = 1024  # bytes/s that a long transfer must reach on average …
_PATIENCE = 60.0  # … after so many seconds


@record(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long the client waits, in seconds: for a connection, for each read, and for a whole request."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 60.0
    snapshot_read: float = 30.0
    snapshot_total: float = 3600.0
    silence: float = 45.0
    """How long the event stream may be silent: three times the keep-alive's 15 s."""


class Answer:
    """An answer whose body has not been read yet."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code

    def header(self, name: str) -> str | None:
        """Return a header's value, or ``None``."""
        value: str | None = self._response.headers.get(name)
        return value

    @property
    def media_type(self) -> str:
        """The media type in lower case without its parameters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    def chunks(self) -> Iterator[bytes]:
        """Iterate over the body, unpacked; raises :class:`Unreachable` when it crawls or breaks off."""
        began, size = time.monotonic(), 0
        for chunk in unpacked(self._response.iter_raw(), self.header("content-encoding") or ""):
            size += len(chunk)
            if (passed := time.monotonic() - began) > _PATIENCE and size < passed * _SLOWEST:
                raise too_slow()
            yield chunk

    def raw(self) -> Iterator[bytes]:
        """Iterate over the body as it arrives, however slowly."""
        return self._response.iter_raw()

    def body(self, limit: int) -> bytes:
        """Return the whole body; :class:`BrokenAnswer` if it is longer than ``limit`` bytes."""
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > limit:
                raise BrokenAnswer(words("it is longer than {limit} MiB", limit=max(1, limit >> 20)))
            parts.append(chunk)
        return b"".join(parts)


class Http:
    """Requests to one service. One thread at a time uses it; any thread may close it."""

    def __init__(self, base: str, token: str, *, verify: ssl.SSLContext | None, timeouts: Timeouts) -> None:
        self._base = base
        self.timeouts = timeouts
        self._line = Line(loopback_only=base.startswith("http:"))
        self._client = httpx.Client(
            transport=Transport(self._line, verify, system_proxy(base)),
            headers={
                "Authorization": f"Bearer {token}",
                "User-Agent": f"Switchboard/{__version__}",
                "Accept-Encoding": ACCEPTED,
            },
            trust_env=False,
            follow_redirects=False,
        )
        self._lock = threading.Lock()
        self._in_use = 0
        self._closed = False

    def __repr__(self) -> str:
        return "Http()"

    @contextlib.contextmanager
    def open(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        read: float | None = None,
        total: float | None = None,
        endless: bool = False,
    ) -> Iterator[Answer]:
        """Send a request and give its successful (2xx or 304) answer; the body is read inside the ``with``.

        ``read`` and ``total`` are seconds, the usual ones if ``None``. With ``endless`` the whole time counts
        for the head of the answer only.

        Raises:
            DirectoryError: whatever goes wrong, also inside the ``with`` while the body is read.
        """
        read = self.timeouts.read if read is None else read
        total = self.timeouts.total if total is None else total
        timeout = httpx.Timeout(read, connect=self.timeouts.connect)
        self._enter()
        try:
            self._line.deadline = time.monotonic() + total
            request = self._client.build_request(
                method,
                self._base + path,
                params=params,
                content=content,
                headers={"Content-Type": "application/json", **(headers or {})} if content else headers,
                timeout=timeout,
            )
            response = self._send(request)
            try:
                check_status(response.status_code, response.headers)
                if endless:
                    self._line.deadline = None
                yield Answer(response)
            finally:
                response.close()
        except httpx.HTTPError as error:
            raise self._lost(error) from None
        finally:
            self._leave()

    def close(self) -> None:
        """Break off whatever is going on and close. For any thread; again is harmless."""
        with self._lock:
            self._closed = True
            idle = self._in_use == 0
        self._line.interrupt()
        if idle:
            self._client.close()

    @property
    def closed(self) -> bool:
        return self._closed

    def _enter(self) -> None:
        with self._lock:
            if self._closed:
                raise Closed
            self._in_use += 1

    def _leave(self) -> None:
        # Descriptors are closed by the thread that uses them: closing one under a reader could hand its
        # number to somebody else's file in the middle of a read.
        with self._lock:
            self._in_use -= 1
            last = self._closed and self._in_use == 0
        if last:
            self._client.close()

    def _send(self, request: httpx.Request) -> httpx.Response:
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._client.send(request, stream=True)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            request = self._redirected(request, response)
        raise BrokenAnswer(words("it sends us round in a circle"))

    def _redirected(self, request: httpx.Request, response: httpx.Response) -> httpx.Request:
        try:
            target = request.url.join(response.headers.get("location", ""))
        except httpx.InvalidURL:
            raise BrokenAnswer(words("it sends us to no address at all")) from None
        there, here = target, request.url
        if (there.scheme, there.host, there.port) != (here.scheme, here.host, here.port):
            # The token belongs to the service whose address a human has entered, to nobody else.
            raise BrokenAnswer(words("it sends us on to another address"))
        if request.method != "GET":
            raise BrokenAnswer(words("it sends us on instead of taking what we send"))
        request.url = target
        return request

    def _lost(self, error: httpx.HTTPError) -> DirectoryError:
        if self._closed:
            return Closed()
        if isinstance(error, httpx.ProxyError):
            return Unreachable(words("The proxy of this network does not let us through."))
        if isinstance(error, httpx.RemoteProtocolError):
            return Unreachable(words("The directory service broke off its answer, or speaks no HTTP."))
        return Unreachable()
