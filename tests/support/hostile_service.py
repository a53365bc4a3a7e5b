"""A directory service on loopback that does as it is told: well behaved at first, hostile call by call.

It is a real HTTP server, so that what is tested is what a client meets: broken bytes on real sockets.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from switchboard.directory.encoding import encode
from switchboard.domain.model import DirectoryObject, Kind, Ref, Tombstone

Reply = Callable[["Exchange"], None]
"""What the service does with one request."""

NAMES = {kind: f"{kind.value}s" for kind in Kind}


class Exchange(BaseHTTPRequestHandler):
    """One request in the hands of a :data:`Reply`."""

    protocol_version = "HTTP/1.1"
    service: HostileService

    def log_message(self, format: str, *args: object) -> None:
        return

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self.service.lock:
            self.service.connections.add(self.connection)

    def finish(self) -> None:
        with self.service.lock:
            self.service.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().handle()

    def _any(self) -> None:
        split = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(split.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        self.service.note(self.command, split.path, dict(self.headers), self.body)
        self.service.reply_for(self.command, split.path)(self)

    do_GET = do_POST = do_DELETE = _any  # noqa: N815

    def answer(
        self,
        body: bytes = b"",
        *,
        status: int = 200,
        media: str = "application/json",
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """Answer in one go; ``length`` may lie."""
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, media: str, headers: Mapping[str, str] | None = None) -> None:
        """Begin an answer that ends with the connection."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.send_header("Connection", "close")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()


class HostileService:
    """The service: ``with HostileService(objects) as service: service.on("GET", "/v1/changes", reply)``.

    As long as nothing else is said it serves ``objects``, their changes by :meth:`commit`, and takes what is
    posted (``posted``). ``requests`` has every request as (method, path, headers, body).
    """

    def __init__(self, objects: Iterable[DirectoryObject] = (), *, tls: ssl.SSLContext | None = None) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.objects: dict[Ref, DirectoryObject] = {item.ref: item for item in objects}
        self.log: list[DirectoryObject | Tombstone] = []
        self.first_state = 100
        self.horizon = 100
        """The oldest state that changes are told of."""
        self.capabilities: Any = {"events": True, "outcomes": True, "messages": True}
        self.counted = True
        self.keep_alive = 0.05
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.posted: list[dict[str, Any]] = []
        self.connections: set[socket.socket] = set()
        self.over = threading.Event()
        self._replies: dict[tuple[str, str], list[Reply]] = {}
        handler = type("Handler", (Exchange,), {"service": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.tls = tls
        self.port: int = self._server.server_port
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://localhost:{self.port}/" if tls else f"{scheme}://127.0.0.1:{self.port}/"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), name="hostile service"
        )

    def __enter__(self) -> HostileService:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        with self.lock:
            self.changed.notify_all()
        self._server.shutdown()
        self._thread.join()
        self.drop_connections()
        self._server.server_close()

    def drop_connections(self) -> None:
        """End every connection, as a service that is killed does."""
        with self.lock:
            for connection in self.connections:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def on(self, method: str, path: str, *replies: Reply) -> None:
        """Do this with the next requests, one after the other; the last one stays. None: behave again."""
        with self.lock:
            self._replies[method, path] = list(replies)

    def reply_for(self, method: str, path: str) -> Reply:
        with self.lock:
            replies = self._replies.get((method, path)) or self._replies.get(("*", "*"))
            if replies:
                return replies.pop(0) if len(replies) > 1 else replies[0]
        return _well_behaved

    def note(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        with self.lock:
            self.requests.append((method, path, headers, body))
            self.changed.notify_all()

    def count(self, method: str, path: str) -> int:
        """How many such requests there were."""
        with self.lock:
            return sum(request[:2] == (method, path) for request in self.requests)

    @property
    def state(self) -> str:
        with self.lock:
            return str(self.first_state + len(self.log))

    def commit(self, *items: DirectoryObject | Tombstone) -> None:
        """Change the directory; one state later for each item."""
        with self.changed:
            for item in items:
                if isinstance(item, Tombstone):
                    self.objects.pop(item.ref, None)
                else:
                    self.objects[item.ref] = item
                self.log.append(item)
            self.changed.notify_all()

    def counts(self) -> dict[str, int]:
        with self.lock:
            found = dict.fromkeys(NAMES.values(), 0)
            for ref in self.objects:
                found[NAMES[ref.kind]] += 1
            return found if self.counted else {}

    def info(self) -> dict[str, Any]:
        return {
            "name": "Prøvekommune",
            "schemaVersion": 1,
            "timeZone": "Europe/Oslo",
            "country": "NO",
            "languages": ["nb"],
            "state": self.state,
            "counts": self.counts(),
            "capabilities": self.capabilities,
            "viewer": {"id": "v1", "name": "Agent", "role": "agent"},
        }

    def snapshot_lines(self) -> list[bytes]:
        with self.lock:
            head = {"type": "snapshot", "state": self.state, "counts": self.counts()}
            lines = [json.dumps(head).encode(), *(encode(item) for item in self.objects.values())]
            return [*lines, json.dumps({"type": "end", "state": self.state}).encode()]

    def changes_since(self, state: str, limit: int) -> dict[str, Any] | None:
        with self.lock:
            since = int(state) - self.first_state
            if int(state) < self.horizon or since > len(self.log):
                return None
            page = self.log[since : since + limit]
            reached = since + len(page)
            return {
                "changes": [json.loads(encode(item)) for item in page],
                "state": str(self.first_state + reached),
                "more": reached < len(self.log),
            }


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128
    tls: ssl.SSLContext | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        return

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is not None:
            try:
                request.settimeout(5)
                request = self.tls.wrap_socket(request, server_side=True)
                request.settimeout(None)
            except OSError:
                return
            try:
                super().finish_request(request, client_address)
            finally:
                request.close()
            return
        super().finish_request(request, client_address)


def _well_behaved(exchange: Exchange) -> None:
    service, path = exchange.service, urlsplit(exchange.path).path
    if exchange.command == "POST":
        with service.changed:
            service.posted.append(json.loads(exchange.body))
            service.changed.notify_all()
        exchange.answer(status=202)
    elif exchange.command == "DELETE":
        with service.changed:
            service.posted.append({"ended": path.rpartition("/")[2]})
            service.changed.notify_all()
        exchange.answer(status=200)
    elif path == "/v1/":
        exchange.answer(json.dumps(service.info()).encode())
    elif path == "/v1/snapshot":
        etag = f'"{service.state}"'
        if exchange.headers.get("If-None-Match") == etag:
            exchange.answer(status=304, headers={"ETag": etag})
        else:
            body = b"\n".join(service.snapshot_lines()) + b"\n"
            exchange.answer(body, media="application/x-ndjson", headers={"ETag": etag})
    elif path == "/v1/changes":
        page = service.changes_since(exchange.query["since"], int(exchange.query["limit"]))
        if page is None:
            exchange.answer(
                b'{"type":"cannotCalculateChanges"}', status=410, media="application/problem+json"
            )
        else:
            exchange.answer(json.dumps(page).encode())
    elif path == "/v1/events":
        _stream(exchange)
    else:
        exchange.answer(status=404)


def _stream(exchange: Exchange) -> None:
    service = exchange.service
    exchange.begin("text/event-stream")
    told = ""
    while not service.over.is_set():
        with service.changed:
            if told == service.state:
                service.changed.wait(service.keep_alive)
            state = service.state
        if service.over.is_set():
            return
        if state == told:
            exchange.wfile.write(b": keep-alive\n\n")
        else:
            told = state
            exchange.wfile.write(f'event: state\nid: {state}\ndata: {{"state":"{state}"}}\n\n'.encode())
        exchange.wfile.flush()


# -- what a service may do to us


def status(code: int, **headers: str) -> Reply:
    """Answer with a status and a problem document."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: exchange.answer(
        b'{"type":"about:blank"}', status=code, media="application/problem+json", headers=sent
    )


def raw(body: bytes, media: str = "application/json", **headers: str) -> Reply:
    """Answer 200 with exactly this body."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: exchange.answer(body, media=media, headers=sent)


def as_json(value: object) -> Reply:
    """Answer 200 with this value."""
    return raw(json.dumps(value).encode())


def page(*items: object, state: str = "999", more: bool = False) -> Reply:
    """Answer a page of changes with these wire objects."""
    return as_json({"changes": list(items), "state": state, "more": more})


def web_page(exchange: Exchange) -> None:
    """Answer as a captive portal does."""
    exchange.answer(b"<!DOCTYPE html><title>Log in</title>", media="text/html; charset=utf-8")


def wrong_length(exchange: Exchange) -> None:
    """Promise more bytes than come."""
    exchange.close_connection = True
    exchange.answer(b'{"changes":[', length=4000)


def reset(exchange: Exchange) -> None:
    """Break the connection off in the middle of the body, with a TCP reset."""
    exchange.close_connection = True
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.send_header("Content-Length", "100000")
    exchange.end_headers()
    exchange.wfile.write(b'{"changes":[{"type":"person"')
    exchange.wfile.flush()
    linger = struct.pack("ii", 1, 0)
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    socket.socket.shutdown(exchange.connection, socket.SHUT_RD)
    exchange.connection.close()


def silent(exchange: Exchange) -> None:
    """Never answer."""
    exchange.close_connection = True
    exchange.service.over.wait(30)


def trickle(exchange: Exchange) -> None:
    """Answer one byte at a time, each well within any single timeout (slow loris)."""
    exchange.close_connection = True
    for byte in b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Padding: " + b"a" * 5000:
        exchange.wfile.write(bytes([byte]))
        exchange.wfile.flush()
        if exchange.service.over.wait(0.05):
            return


def trickle_body(exchange: Exchange) -> None:
    """Answer at once, but the body one byte at a time."""
    exchange.begin("application/json")
    for byte in b'{"changes":[' + b" " * 5000:
        exchange.wfile.write(bytes([byte]))
        exchange.wfile.flush()
        if exchange.service.over.wait(0.05):
            return


ENDLESS: tuple[Reply, ...] = (silent, trickle, trickle_body)
"""Replies that only a client's impatience ends. All others are for a patient client, or a loaded machine is
taken for a service that does not answer."""


def no_http(exchange: Exchange) -> None:
    """Speak something else."""
    exchange.close_connection = True
    exchange.wfile.write(b"220 mail.example ESMTP\r\n")


def gzip_bomb(megabytes: int) -> Reply:
    """A small body that unpacks to so many megabytes of spaces."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    body = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    return raw(body, Content_Encoding="gzip")


def half_gzip(exchange: Exchange) -> None:
    """Packed data that is cut off."""
    exchange.answer(gzip.compress(b'{"changes":[],"state":"1","more":false}' * 100)[:-20],
                    headers={"Content-Encoding": "gzip"})  # fmt: skip


def redirect(target: str) -> Reply:
    """Send the client on."""
    return status(302, Location=target)


def snapshot(*lines: object, media: str = "application/x-ndjson") -> Reply:
    """A snapshot of exactly these lines (bytes, or values to be written as JSON)."""
    body = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
    return raw(body, media=media)


@contextlib.contextmanager
def deaf_port() -> Iterator[int]:
    """Give a port at which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield int(sock.getsockname()[1])
