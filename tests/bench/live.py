"""*live*: a change made at the gateway to its repainted row, 100 changes a second. Peer: its bare event.

The same window then types its queries while the changes go on, and once more in silence.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from common import SEED, people
from probe import WATCHED
from report import Figure, emit, percentile
from support.builders import person
from support.desktop import Desktop
from support.gateway_process import GatewayProcess

from switchboard.demo.city import City
from switchboard.domain.model import DirectoryObject

ROUNDS = 60
RATE = 100
"""Changes a second."""
ALLOWED_MS = 250.0

_PREPARE = """
import sys
from dataclasses import replace
from pathlib import Path
from switchboard import profile
from switchboard.vault import Vault
place = profile.choose(Path({folder!r}))
Vault(place.name).set_token({token!r})
profile.save_settings(place, replace(profile.Settings(), service={url!r}))
"""


class Desk:
    """Another client that registers absences, over one connection."""

    def __init__(self, gateway: GatewayProcess) -> None:
        url = urlsplit(gateway.url)
        self.connection = http.client.HTTPConnection(url.hostname or "", url.port)
        self.headers = {"Authorization": f"Bearer {gateway.lead_token}", "Content-Type": "application/json"}

    def absent(self, owner: str) -> str:
        """Register a meeting; return its id."""
        now, name = datetime.now(UTC), str(uuid4())
        body = {"type": "absence", "id": name, "person": owner, "kind": "meeting", "source": "switchboard"}
        body |= {"start": now.isoformat(), "end": (now + timedelta(hours=1)).isoformat()}
        self._ask("POST", "/v1/absences", json.dumps(body))
        return name

    def back(self, name: str) -> None:
        """End the meeting."""
        self._ask("DELETE", f"/v1/absences/{name}", None)

    def _ask(self, method: str, path: str, body: str | None) -> None:
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status < 300, answer.status


@contextmanager
def bustle(gateway: GatewayProcess, owners: list[str]) -> Iterator[None]:
    """Register absences of other people all the time."""
    stop = threading.Event()

    def run() -> None:
        desk, turn = Desk(gateway), cycle(owners)
        begin = time.monotonic()
        for number in count(1):
            desk.absent(next(turn))
            if stop.wait(max(0.0, begin + number / RATE - time.monotonic())):
                return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class EventReader:
    """The peer: reads the event stream and nothing else; says when the next event came."""

    def __init__(self, gateway: GatewayProcess) -> None:
        url = urlsplit(gateway.url)
        self.connection = http.client.HTTPConnection(url.hostname or "", url.port)
        self.connection.request("GET", "/v1/events", headers={"Authorization": f"Bearer {gateway.token}"})
        self.answer = self.connection.getresponse()

    def next(self) -> float:
        while not self.answer.readline().startswith(b"data:"):
            pass
        return time.monotonic()


def latencies(gateway: GatewayProcess, next_seen: Callable[[], float]) -> list[float]:
    """Change the watched person again and again; return the milliseconds until each change was seen."""
    found: list[float] = []
    desk, absence = Desk(gateway), ""
    for _ in range(ROUNDS):
        time.sleep(0.15)
        begin = time.monotonic()
        if absence:
            desk.back(absence)
            absence = ""
        else:
            absence = desk.absent("watched")
        found.append((next_seen() - begin) * 1000)
    return found


def main() -> None:
    size = people(__doc__)
    city = City(size, SEED)
    objects: list[DirectoryObject] = list(city.objects())
    given, surname = WATCHED.title().split()
    objects.append(replace(person("watched"), name=replace(person().name, given=given, surname=surname)))
    others = [item.id for item in objects if item.ref.kind == "person"][:5000]
    with (
        tempfile.TemporaryDirectory() as name,
        GatewayProcess(Path(name), objects=objects, service=city.service) as gateway,
        Desktop(Path(name) / "desktop") as desktop,
    ):
        folder = str(Path(name) / "profile")
        env = {**os.environ, **desktop.env, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0"}
        script = _PREPARE.format(folder=folder, token=gateway.token, url=gateway.url)
        subprocess.run([sys.executable, "-c", script], env=env, check=True)
        reader = EventReader(gateway)
        reader.next()
        bare = latencies(gateway, reader.next)
        window = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("probe.py")), "live", folder],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert window.stdin is not None
        assert window.stdout is not None

        def say() -> dict[str, object]:
            return json.loads(window.stdout.readline())

        assert say() == {"ready": True}
        with bustle(gateway, others):
            ours = latencies(gateway, lambda: float(str(say()["at"])))
            window.stdin.write("type\n")
            window.stdin.flush()
            typed = next(iter(line["ours"] for line in iter(say, None) if "ours" in line))
        window.wait(60)
        quiet = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("probe.py")), "live", folder],
            env=env, input="type\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
        silent = next(json.loads(line)["ours"] for line in quiet.stdout.splitlines() if '"ours"' in line)
    above = percentile(ours, 0.99) - percentile(bare, 0.99)
    figures = [
        Figure(
            "live",
            f"change to repainted row, p99 of {ROUNDS}, {size:,} people",
            percentile(ours, 0.99),
            percentile(bare, 0.99),
            "ms",
            None,
            "bare event round trip",
        ),
        Figure("live", "the same, above the peer", above, ALLOWED_MS, "ms", 1.0, "what the design allows"),
        Figure(
            "live",
            f"keystroke p99 during {RATE} changes a second",
            percentile(typed, 0.99),
            percentile(silent, 0.99),
            "ms",
            1.5,
            "the same in silence",
        ),
    ]
    emit(figures)


if __name__ == "__main__":
    main()
