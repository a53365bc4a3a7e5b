"""The network below HTTP: connections that can be interrupted from another thread and that end in time.

httpx limits each single read. A service that sends one byte every few seconds would hold a lane for ever,
and a lane that waits in a read cannot be stopped. So the sockets are opened here: every operation ends at
the deadline of its request, and :meth:`Line.interrupt` wakes whoever waits.
"""

from __future__ import annotations

import contextlib
import ipaddress
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from switchboard.directory.errors import Closed, Unreachable, Untrusted
from switchboard.domain.words import words

_SLICE = 0.1  # s; how often a connection that is being made looks whether it is still wanted


class Line(httpcore.NetworkBackend):
    """The sockets of one client. One thread uses them; any thread may :meth:`interrupt`."""

    def __init__(self, *, loopback_only: bool) -> None:
        self._loopback_only = loopback_only
        self._lock = threading.Lock()
        self._handles: set[socket.socket] = set()
        self._interrupted = threading.Event()
        self.deadline: float | None = None
        """When (``time.monotonic``) the present request must be over; ``None`` for never."""

    @property
    def interrupted(self) -> bool:
        return self._interrupted.is_set()

    def interrupt(self) -> None:
        """Make every present and future operation fail with :class:`Closed`, at once. For any thread."""
        self._interrupted.set()
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)

    def seconds(self, timeout: float | None) -> float | None:
        """Return how long an operation may take: its own timeout, or what is left for the request."""
        if self.interrupted:
            raise Closed
        if self.deadline is None:
            return timeout
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise too_slow()
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - httpcore's protocol; never asked for
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        end = time.monotonic() + (self.seconds(timeout) or 30.0)
        addresses = self._resolve(host, port, end)
        if self._loopback_only and not all(ipaddress.ip_address(a[4][0]).is_loopback for a in addresses):
            raise Untrusted(words("The address does not lead to this computer."))
        for left in range(len(addresses), 0, -1):
            family, kind, protocol, _, address = addresses[-left]
            # A network that swallows IPv6 must not use up the time that IPv4 needs.
            share = max(0.5, (end - time.monotonic()) / left)
            if (sock := self._connect(socket.socket(family, kind, protocol), address, share)) is not None:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return _Stream(self, sock, self._register(sock))
        raise Unreachable

    def _resolve(self, host: str, port: int, end: float) -> list[Any]:
        """Look the name up in a thread of its own: the system's resolver knows no deadline."""
        found: list[Any] = []
        failed: list[OSError | UnicodeError] = []
        done = threading.Event()

        def look_up() -> None:
            try:
                found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                failed.append(error)
            finally:
                done.set()

        threading.Thread(target=look_up, name="name lookup", daemon=True).start()
        while not done.wait(_SLICE):
            if self.interrupted:
                raise Closed
            if time.monotonic() > end:
                raise too_slow()
        if failed or not found:
            raise Unreachable(words("The name of the directory service is not known on this network."))
        return found

    def _connect(self, sock: socket.socket, address: Any, seconds: float) -> socket.socket | None:
        """Return the socket, connected, or ``None``; in slices, as not every system can wake a connect."""
        end = time.monotonic() + seconds
        sock.settimeout(_SLICE)
        try:
            sock.connect(address)
        except (TimeoutError, BlockingIOError):
            while not (writable := _ready(sock, selectors.EVENT_WRITE, _SLICE)):
                if time.monotonic() > end or self.interrupted:
                    break
            if not writable or sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                sock.close()
                if self.interrupted:
                    raise Closed from None
                return None
        except OSError:
            sock.close()
            return None
        return sock

    def _register(self, sock: socket.socket) -> socket.socket:
        # A duplicate, so that waking a reader never touches a descriptor that somebody else may close.
        handle = sock.dup()
        with self._lock:
            self._handles.add(handle)
        if self.interrupted:
            self.interrupt()
        return handle

    def forget(self, handle: socket.socket) -> None:
        """Let go of a connection that is closed."""
        with self._lock:
            self._handles.discard(handle)
            handle.close()


def too_slow() -> Unreachable:
    """Return the error for a service that does not answer in time."""
    return Unreachable(words("The directory service does not answer in time."))


def _ready(sock: socket.socket, event: int, seconds: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, event)
        return bool(selector.select(seconds))


class _Stream(httpcore.NetworkStream):
    def __init__(self, line: Line, sock: socket.socket, handle: socket.socket) -> None:
        self._line = line
        self._sock = sock
        self._handle = handle

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._line.seconds(timeout))
        try:
            data = self._sock.recv(max_bytes)
        except TimeoutError:
            raise too_slow() from None
        except (OSError, ValueError) as error:
            raise self._lost() from error
        if not data and self._line.interrupted:
            raise Closed
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)
        while rest:
            self._sock.settimeout(self._line.seconds(timeout))
            try:
                rest = rest[self._sock.send(rest) :]
            except TimeoutError:
                raise too_slow() from None
            except (OSError, ValueError) as error:
                if self._line.interrupted:
                    raise Closed from None
                # httpcore reads on after a failed write: a service may refuse before it has read everything.
                raise httpcore.WriteError from error

    def _lost(self) -> Unreachable:
        if self._line.interrupted:
            return Closed()
        return Unreachable(words("The connection to the directory service broke off."))

    def close(self) -> None:
        self._line.forget(self._handle)
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._sock.settimeout(self._line.seconds(timeout))
        try:
            sock = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise untrusted(error.verify_code) from None
        except TimeoutError:
            self.close()
            raise too_slow() from None
        except (OSError, ValueError):
            self.close()
            if self._line.interrupted:
                raise Closed from None
            raise Unreachable(
                words("No encrypted connection to the directory service could be made.")
            ) from None
        return _Stream(self._line, sock, self._handle)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._sock if isinstance(self._sock, ssl.SSLSocket) else None
        if info == "is_readable":
            # httpcore asks before it uses an idle connection again: readable means that it was closed.
            return self._sock.fileno() < 0 or _ready(self._sock, selectors.EVENT_READ, 0)
        return None


def untrusted(code: int) -> Untrusted:
    """Return the error for one of OpenSSL's verification results (``X509_V_ERR_…``)."""
    if code in (9, 10):
        return Untrusted(
            words("The certificate of the directory service is not valid today. Is the clock right?")
        )
    if code in (62, 64):
        return Untrusted(words("The certificate of the directory service belongs to another address."))
    return Untrusted()
