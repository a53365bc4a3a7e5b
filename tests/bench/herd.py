"""*herd*: 300 clients come back to one restarted gateway, 500 changes missed. Peer: one client alone.

All come in the same moment, which real clients avoid by their jitter; each opens its event stream and fetches
changes until it is current. What is compared is the gateway's resident size, at its highest.
"""

from __future__ import annotations

import http.client
import json
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from common import SEED, people
from report import Figure, emit, percentile
from support.gateway_process import GatewayProcess

from switchboard.demo.city import City
from switchboard.domain.model import DirectoryObject, Person

CLIENTS = 300
MISSED = 500


@dataclass
class Came:
    """How one client fared."""

    seconds: float
    state: str
    worst: int


def high_water_mb(pid: int) -> float:
    """Return the highest resident size of a process so far, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def come_back(gateway: GatewayProcess, state: str) -> Came:
    """Do what a client does whose service was away."""
    url = urlsplit(gateway.url)
    headers = {"Authorization": f"Bearer {gateway.token}"}
    begin, worst = time.monotonic(), 0
    events = http.client.HTTPConnection(url.hostname or "", url.port, timeout=120)
    events.request("GET", "/v1/events", headers=headers)
    stream = events.getresponse()
    worst = max(worst, stream.status)
    asking = http.client.HTTPConnection(url.hostname or "", url.port, timeout=120)
    more = True
    while more:
        asking.request("GET", f"/v1/changes?since={quote(state)}&limit=1000", headers=headers)
        answer = asking.getresponse()
        body = answer.read()
        worst = max(worst, answer.status)
        if answer.status != 200:
            break
        page = json.loads(body)
        state, more = page["state"], page["more"]
    seconds = time.monotonic() - begin
    for connection in (events, asking):
        connection.close()
    return Came(seconds, state, worst)


def come_back_all(gateway: GatewayProcess, state: str, count: int) -> list[Came]:
    found: list[Came] = []
    together = threading.Barrier(count)

    def run() -> None:
        together.wait()
        found.append(come_back(gateway, state))

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main() -> None:
    size = people(__doc__)
    city = City(size, SEED)
    objects: list[DirectoryObject] = list(city.objects())
    persons = [item for item in objects if isinstance(item, Person)][:MISSED]
    with (
        tempfile.TemporaryDirectory() as name,
        GatewayProcess(Path(name), objects=objects, service=city.service) as gateway,
    ):
        with gateway.opened() as store:
            before = store.state
            for item in persons:
                store.commit([item])
            after = store.state
        sizes: list[float] = []
        times: list[list[float]] = []
        for count in (1, CLIENTS):
            gateway.restart()
            came = come_back_all(gateway, before, count)
            assert len(came) == count
            assert {one.state for one in came} == {after}, "somebody is not current"
            assert max(one.worst for one in came) < 300, "somebody was refused"
            sizes.append(high_water_mb(gateway.pid))
            times.append([one.seconds for one in came])
    emit(
        [
            Figure(
                "herd",
                f"the gateway's highest resident size, {CLIENTS} clients, {MISSED} changes missed",
                sizes[1],
                sizes[0],
                "MB",
                1.5,
                "with one client",
            ),
            Figure(
                "herd",
                "until a client is current, p99 (all current, none refused)",
                percentile(times[1], 0.99),
                times[0][0],
                "s",
                None,
                "one client alone",
            ),
        ]
    )


if __name__ == "__main__":
    main()
