"""One running server: its socket, its start, and an end that does not wait for anybody."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.gateway.auth import Failures
from switchboard.gateway.config import Config
from switchboard.gateway.server import make_app
from switchboard.gateway.store import Store

_PATIENCE = 1
"""Seconds an answer that is being sent may still take once the server is told to stop."""


class Server(uvicorn.Server):
    """Serves a store until :meth:`stop`, SIGINT or SIGTERM. ``url`` is known from the start.

    Raises:
        ExpectedError: the address cannot be taken, or the certificate cannot be used.
    """

    def __init__(self, store: Store, config: Config, *, ready: Callable[[], None] = lambda: None) -> None:
        self._app = make_app(
            store, failures=Failures(config.bad_tokens_a_minute), keep_alive=config.keep_alive
        )
        self._ready = ready
        self._socket = _listen(config.host, config.port)
        host, port = self._socket.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"{'https' if config.encrypted else 'http'}://{shown}:{port}"
        settings = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            http="h11",
            loop="asyncio",
            timeout_graceful_shutdown=_PATIENCE,
            proxy_headers=config.behind_proxy,
            ssl_certfile=None if config.certificate is None else str(config.certificate),
            ssl_keyfile=None if config.key is None else str(config.key),
        )
        try:
            settings.load()
        except (OSError, ssl.SSLError):
            self._socket.close()
            raise ExpectedError(
                words("The certificate or its key cannot be used."),
                words("Both must be PEM files that belong together, the key without a password."),
            ) from None
        # Its switch for this log leaves the logger alive, and addresses may hold what somebody typed.
        logging.getLogger("uvicorn.access").disabled = True
        super().__init__(settings)

    def run_here(self) -> None:
        """Serve in this thread until told to stop."""
        # What goes wrong in an answer we log ourselves (`server._Net`), without anybody's data; uvicorn would
        # add a traceback, even for an answer that a stop has cut off.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        try:
            self.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Ask the server to end; may be called from any thread and from a signal handler."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the event streams first: they would never end by themselves."""
        await self._app.state.hub.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGINT and SIGTERM; unlike uvicorn's own way, a stop that was asked for is no failure."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def handle(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGBREAK"):
            numbers.append(signal.SIGBREAK)
        before = {number: signal.signal(number, handle) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1024)
        except BaseException:
            listener.close()
            raise
    except (OSError, UnicodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "?"
        raise ExpectedError(
            words(
                "The address {host}, port {port}, cannot be served: {reason}.",
                host=host,
                port=str(port),
                reason=reason,
            ),
            words("Choose another port with --port, or 0 for a free one."),
        ) from None
    return listener
