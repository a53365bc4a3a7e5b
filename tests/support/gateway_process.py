"""The real gateway as a process of its own, which a test may kill and start again."""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from switchboard.domain.model import DirectoryObject, Service, Tombstone
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role

_PATIENCE = 60.0


class GatewayProcess:
    """``switchboard gateway serve`` over a store file in ``tmp_path``, on one port through all restarts.

    Filled from ``data`` (a directory file), from ``objects``, or with a demo city of ``people``, in which
    nothing happens by itself unless ``day_speed`` says so. ``token`` is an agent's and outlives restarts.
    ``output`` is what the process printed, ``extra`` are more arguments for ``serve``.
    """

    def __init__(
        self,
        tmp_path: Path,
        *,
        data: Path | None = None,
        objects: Iterable[DirectoryObject] = (),
        service: Service | None = None,
        people: int | None = None,
        seed: int = 1,
        day_speed: float = 0.0,
        extra: Iterable[str] = (),
    ) -> None:
        self.store = tmp_path / "gateway.db"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output: list[str] = []
        with self.opened() as store:
            self.token = store.add_token("agent", Role.AGENT)
            self.lead_token = store.add_token("lead", Role.LEAD)
            store.commit(objects)
            if service is not None:
                store.set_service(service)
        self._profile = tmp_path / "gateway-profile"
        self._arguments = list(extra)
        if people is not None:
            self._arguments += ["--demo", "--people", str(people), "--seed", str(seed)]
            self._arguments += ["--day-speed", str(day_speed)]
        self._first = [] if data is None else ["--data", str(data)]
        self._process: subprocess.Popen[str] | None = None
        self._drains: list[threading.Thread] = []

    def __enter__(self) -> GatewayProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process and return when it answers."""
        assert self._process is None, "it is running"
        command = [sys.executable, "-m", "switchboard", "--profile", str(self._profile), "gateway", "serve"]
        command += ["--announce", "--store", str(self.store), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*command, *self._first, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # The file was imported once; a restart finds it, and what came after, in the store.
        self._first = []
        first: queue.Queue[str] = queue.Queue()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        for stream, into in ((self._process.stdout, first), (self._process.stderr, None)):
            drain = threading.Thread(target=self._drain, args=(stream, into), name="gateway-output")
            drain.start()
            self._drains.append(drain)
        try:
            line = first.get(timeout=_PATIENCE)
        except queue.Empty:
            line = ""
        if not line:
            self.kill()
            raise AssertionError(f"the gateway did not start: {self.output}")

    def _drain(self, stream: Iterable[str], first: queue.Queue[str] | None) -> None:
        for line in stream:
            if first is not None:
                first.put(line)
                first = None
                continue  # the announcement holds a token
            self.output.append(line)
        if first is not None:
            first.put("")

    def kill(self) -> None:
        """End it as a power cut would (SIGKILL)."""
        assert self._process is not None
        self._process.kill()
        self._end()

    def stop(self) -> int:
        """End it as its parent's end would, and return its exit code; 0 when it was not running."""
        if self._process is None:
            return 0
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            return self._process.wait(timeout=_PATIENCE)
        finally:
            self._process.kill()
            self._end()

    def wait(self) -> int:
        """Return the exit code once it has ended by itself, or by a signal that the test sent."""
        assert self._process is not None
        code = self._process.wait(timeout=_PATIENCE)
        self._end()
        return code

    def _end(self) -> None:
        process = self._process
        assert process is not None
        process.wait()
        for drain in self._drains:
            drain.join()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        self._drains, self._process = [], None

    def restart(self) -> None:
        """Start it again on the same port and store."""
        if self._process is not None:
            self.stop()
        self.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        assert self._process is not None
        return self._process.pid

    def opened(self) -> Store:
        """Open the store beside the process, to look into it or to commit; use in a ``with``."""
        return Store(self.store)

    def commit(self, *items: DirectoryObject | Tombstone) -> str:
        """Commit objects as a source would, while the process serves them; return the state."""
        with self.opened() as store:
            return store.commit(items)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
