"""Who asks: bearer tokens (RFC 6750), and an end to guessing."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from starlette.requests import Request

from switchboard.gateway.problems import busy, unauthorised
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Viewer


class Failures:
    """Counts bad tokens per address; ``many`` within ``seconds`` and the address is asked to wait.

    A good token always passes: behind one address there may be a whole contact centre.
    """

    _ADDRESSES = 10_000

    def __init__(
        self, many: int = 30, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._many = many
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, address: str) -> int:
        """Note one more failure; return for how many seconds the address should wait, 0 when it need not."""
        now = self._clock()
        with self._lock:
            times = self._seen.setdefault(address, deque())
            self._seen.move_to_end(address)
            while len(self._seen) > self._ADDRESSES:
                self._seen.popitem(last=False)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) < self._many:
                times.append(now)
                return 0
            return max(1, math.ceil(times[0] + self._seconds - now))


def bearer(request: Request) -> str | None:
    """Return the token of the ``Authorization`` header, if there is one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def authenticate(request: Request, store: Store, failures: Failures) -> Viewer:
    """Return who asks.

    Raises:
        Problem: 401, or 429 for an address that keeps sending bad tokens.
    """
    token = bearer(request)
    viewer = None if token is None else store.viewer(token)
    if viewer is not None:
        return viewer
    wait = failures.count(request.client.host if request.client else "")
    raise busy(429, "Too many requests with a bad token.", wait) if wait else unauthorised()
