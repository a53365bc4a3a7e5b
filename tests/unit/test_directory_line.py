from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import trustme
from support.hostile_service import HostileService
from support.waiting import wait_until

from switchboard.directory.client import Client
from switchboard.directory.errors import Closed, DirectoryError, Unreachable, Untrusted
from switchboard.directory.http import Timeouts
from switchboard.directory.transport import system_proxy

_SOONER = 15.0
"""Seconds: much for a loaded machine, and less than what a patient client waits by itself."""
PATIENT = Timeouts(connect=30, read=30)


def _closes_at_once(client: Client, waiting: threading.Event | None = None) -> None:
    caught: list[DirectoryError] = []

    def run() -> None:
        try:
            client.service()
        except DirectoryError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    if waiting is not None:
        assert waiting.wait(30)
    assert thread.is_alive()
    client.close()
    thread.join(_SOONER)
    assert not thread.is_alive()
    assert isinstance(caught[0], Closed)


@contextlib.contextmanager
def swallowing_port() -> Iterator[int]:
    """Give a port that neither accepts nor refuses: its queue is full."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(3):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(server.getsockname())
        yield server.getsockname()[1]


def test_a_connection_that_never_comes_about_is_given_up() -> None:
    with swallowing_port() as port:
        client = Client(f"127.0.0.1:{port}", "t", timeouts=Timeouts(connect=0.3))
        with pytest.raises(Unreachable):
            client.service()
        client.close()


def test_a_connection_that_is_being_made_can_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        try:
            connect(self, address)
        finally:
            waiting.set()

    with swallowing_port() as port:
        client = Client(f"127.0.0.1:{port}", "t", timeouts=PATIENT)
        monkeypatch.setattr(socket.socket, "connect", noted)
        _closes_at_once(client, waiting)


def test_a_name_lookup_that_hangs_can_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, over = threading.Event(), threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        hanging.set()
        over.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    try:
        _closes_at_once(Client("https://katalog.kommune.test", "t", timeouts=PATIENT), hanging)
        slow = Client("https://katalog.kommune.test", "t", timeouts=Timeouts(connect=0.2))
        with pytest.raises(Unreachable):
            slow.service()
        slow.close()
    finally:
        over.set()


def test_unencrypted_means_this_computer_whatever_the_name_leads_to(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: elsewhere)
    client = Client("http://localhost", "t")
    with pytest.raises(Untrusted):
        client.service()
    client.close()


def test_one_dead_address_of_two_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with HostileService() as service, socket.socket() as dead:
        dead.bind(("127.0.0.1", 0))
        both = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", address)
            for address in (dead.getsockname(), ("127.0.0.1", service.port))
        ]
        client = Client("http://localhost", "t")
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
        assert client.service().state == "100"
        client.close()


def test_an_idle_connection_that_the_service_has_closed_is_replaced() -> None:
    with HostileService() as service:
        client = Client(service.url, "t")
        client.service()
        service.drop_connections()
        wait_until(lambda: not service.connections, what="the connection to be gone")
        assert client.service().state == "100"
        client.close()


# -- proxies


class Proxy:
    """An HTTP proxy that tunnels to one port, or refuses to."""

    def __init__(self, target: int, *, refuse: bool = False) -> None:
        self._target = target
        self._refuse = refuse
        self.asked: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(10)
        self._server.close()

    def _serve(self) -> None:
        near, _ = self._server.accept()
        with near:
            head = b""
            while b"\r\n\r\n" not in head:
                head += near.recv(4096)
            self.asked.append(head)
            if self._refuse:
                near.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with socket.create_connection(("127.0.0.1", self._target)) as far:
                back = threading.Thread(target=_pump, args=(far, near))
                back.start()
                _pump(near, far)
                back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.usefixtures("no_proxy")
def test_the_systems_proxy_sees_a_tunnel_and_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("katalog.kommune.test").configure_cert(tls)
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    with HostileService(tls=tls) as service, Proxy(service.port) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        client = Client("https://katalog.kommune.test", "secret-token", verify=trust)
        assert client.service().state == "100"
        client.close()
    assert proxy.asked[0].startswith(b"CONNECT katalog.kommune.test:443 ")
    assert b"secret-token" not in proxy.asked[0]


@pytest.mark.usefixtures("no_proxy")
def test_a_proxy_that_refuses_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with Proxy(1, refuse=True) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        client = Client("https://katalog.kommune.test", "t")
        with pytest.raises(Unreachable) as caught:
            client.service()
        assert "proxy" in caught.value.sentence.template
        client.close()


@pytest.mark.usefixtures("no_proxy")
@pytest.mark.parametrize("setting", ["socks5://proxy.test:1080", "https://proxy.test", "http://[::bad"])
def test_a_proxy_that_cannot_be_used_is_one_sentence(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("https_proxy", setting)
    with pytest.raises(Unreachable):
        Client("https://katalog.kommune.test", "t")


@pytest.mark.usefixtures("no_proxy")
def test_this_computer_and_exceptions_need_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.test:3128")
    monkeypatch.setenv("http_proxy", "proxy.test:3128")
    monkeypatch.setenv("no_proxy", "intern.test")
    assert system_proxy("http://127.0.0.1:8000/") is None
    assert system_proxy("https://localhost/") is None
    assert system_proxy("https://katalog.intern.test/") is None
    assert system_proxy("https://katalog.test/") == "http://proxy.test:3128"
