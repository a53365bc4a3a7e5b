"""*fill*: empty to searchable over HTTP, encrypted. Peer: download, parse, insert into plain SQLite."""

from __future__ import annotations

import json
import secrets
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx
from common import SEED, people
from report import Figure, emit
from support.gateway_process import GatewayProcess

from switchboard.cache import open_cache
from switchboard.directory.client import Client
from switchboard.search.index import Index
from switchboard.sync.once import sync_once

ROUNDS = 3


def ours(url: str, token: str, folder: Path) -> float:
    begin = time.perf_counter()
    cache = open_cache(folder / "ours.db", secrets.token_bytes(32)).cache
    client = Client(url, token)
    sync_once(client, cache)
    reader = cache.reader()
    index = Index.build(reader.persons(), reader.units(), country=reader.service.country)
    assert index.search("hansen", limit=1).total
    seconds = time.perf_counter() - begin
    reader.close()
    client.close()
    cache.close()
    return seconds


def peer(url: str, token: str, folder: Path) -> float:
    begin = time.perf_counter()
    database = sqlite3.connect(folder / "peer.db")
    database.execute("CREATE TABLE object (type TEXT, id TEXT, data TEXT, PRIMARY KEY (type, id))")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.stream("GET", f"{url}/v1/snapshot", headers=headers, timeout=300) as answer, database:
        for line in answer.iter_lines():
            item = json.loads(line)
            if "id" in item:
                database.execute("INSERT INTO object VALUES (?, ?, ?)", (item["type"], item["id"], line))
    database.close()
    return time.perf_counter() - begin


def main() -> None:
    count = people(__doc__)
    a: list[float] = []
    b: list[float] = []
    with (
        tempfile.TemporaryDirectory() as name,
        GatewayProcess(Path(name), people=count, seed=SEED) as gateway,
    ):
        for number in range(ROUNDS):
            folder = Path(name) / str(number)
            folder.mkdir()
            a.append(ours(gateway.url, gateway.token, folder))
            b.append(peer(gateway.url, gateway.token, folder))
    emit(
        [
            Figure(
                "fill",
                f"empty to searchable, {count:,} people, median of {ROUNDS}",
                median(a),
                median(b),
                "s",
                2.5,
                "httpx, json, plain SQLite",
            )
        ]
    )


if __name__ == "__main__":
    main()
