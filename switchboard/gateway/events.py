"""Server-sent events (WHATWG HTML, 9.2): only ever "the state is now S", at most ten times a second.

One task watches the store for all streams. A stream holds no queue: a client too slow for one state gets a
later one. Other processes' commits (an import beside a running gateway) are found by looking once a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.concurrency import run_in_threadpool

from switchboard.gateway.database import StoreError
from switchboard.gateway.store import Store

_log = logging.getLogger(__name__)
_SPACING = 0.1
_LOOK = 1.0


class Hub:
    """Tells every open stream of the newest state. Lives in one event loop."""

    def __init__(self, store: Store, *, keep_alive: float = 15.0, most: int = 2000) -> None:
        self._store = store
        self._keep_alive = keep_alive
        self._most = most
        self._open = 0
        self._state = ""
        self._closed = False
        self._poke = asyncio.Event()
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return self._open

    @property
    def full(self) -> bool:
        """Whether there are as many streams as this service will hold."""
        return self._open >= self._most

    async def start(self) -> None:
        """Begin to watch the store."""
        loop = asyncio.get_running_loop()

        def told() -> None:
            # The loop may be closed while a last commit is still being told.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._poke.set)

        self._state = await self._read()
        self._unsubscribe = self._store.subscribe(told)
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """End every stream and stop watching."""
        self._unsubscribe()
        self._closed = True
        async with self._news:
            self._news.notify_all()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _read(self) -> str:
        return await run_in_threadpool(lambda: self._store.state)

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poke.wait(), _LOOK)
            self._poke.clear()
            try:
                state = await self._read()
            except StoreError:
                _log.error("the store does not say its state")
                continue
            if state == self._state:
                continue
            self._state = state
            async with self._news:
                self._news.notify_all()
            await asyncio.sleep(_SPACING)

    async def stream(
        self, last: str | None, still_good: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[bytes]:
        """Iterate over the stream's bytes.

        ``last`` is the state the client saw last: when it is not the present one, an event comes at once.
        ``still_good`` is asked at every keep-alive; the stream ends when the token is no longer good.
        """
        self._open += 1
        try:
            told = last
            if told == self._state:
                yield b": keep-alive\n\n"
            while not self._closed:
                if told != self._state:
                    told = self._state
                    yield f'event: state\nid: {told}\ndata: {{"state":"{told}"}}\n\n'.encode()
                    continue
                if await self._news_since(told):
                    continue
                if not await still_good():
                    return
                yield b": keep-alive\n\n"
        finally:
            self._open -= 1

    async def _news_since(self, told: str) -> bool:
        """Wait for another state or the end; ``False`` when nothing came within the keep-alive time."""
        try:
            async with asyncio.timeout(self._keep_alive), self._news:
                await self._news.wait_for(lambda: self._closed or self._state != told)
        except TimeoutError:
            return False
        return True
