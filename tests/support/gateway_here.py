"""The gateway's real server in a thread of the test, for tests that look at both ends."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from switchboard.gateway.config import Config
from switchboard.gateway.serving import Server
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role


@dataclass(frozen=True)
class Here:
    """A running gateway: its store, its address, tokens, and an HTTP client with the agent's."""

    store: Store
    server: Server
    token: str
    lead_token: str
    http: httpx.Client

    @property
    def url(self) -> str:
        return self.server.url


@contextlib.contextmanager
def gateway_here(store: Store, **settings: object) -> Iterator[Here]:
    """Serve the store until the context ends; ``settings`` are :class:`Config`'s."""
    config = Config(port=0, **settings)  # type: ignore[arg-type]
    ready = threading.Event()
    server = Server(store, config, ready=ready.set)
    thread = threading.Thread(target=server.run_here, name="gateway")
    thread.start()
    try:
        assert ready.wait(20)
        token = store.add_guest("agent", Role.AGENT)
        with httpx.Client(
            base_url=server.url, headers={"Authorization": f"Bearer {token}"}, trust_env=False
        ) as http:
            yield Here(store, server, token, store.add_guest("lead", Role.LEAD), http)
    finally:
        server.stop()
        thread.join()
