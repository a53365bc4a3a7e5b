"""What several benchmarks share: the arguments, the city, an encrypted copy of it, processes from outside."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.desktop import Desktop

import switchboard
from switchboard.cache import open_cache
from switchboard.cache.opening import Cache
from switchboard.demo.city import City
from switchboard.domain.model import Person, Unit
from switchboard.search.index import Index

SEED = 1


def people(description: str | None) -> int:
    """Read ``--people N``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--people", type=int, default=60_000)
    count: int = parser.parse_args().people
    return count


def filled_cache(path: Path, key: bytes, count: int) -> Cache:
    """Return an encrypted copy of a city, its search image included, as a day's work leaves it."""
    city = City(count, SEED)
    objects = list(city.objects())
    cache = open_cache(path, key).cache
    writer = cache.writer()
    writer.begin_fill("bench")
    writer.fill(objects)
    writer.swap(datetime.now(UTC), city.service)
    index = Index.build(
        (item for item in objects if isinstance(item, Person)),
        (item for item in objects if isinstance(item, Unit)),
        country=city.service.country,
    )
    reader, desk = cache.reader(), cache.desk_writer()
    desk.put_image("search", index.image(), reader.revision)
    for item in (desk, reader, writer):
        item.close()
    return cache


_PREPARE = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {here!r})
from common import filled_cache
from switchboard import profile
from switchboard.vault import Vault
place = profile.choose(Path({folder!r}))
vault = Vault(place.name)
filled_cache(place.cache_file, vault.key(), {count}).close()
vault.set_token("a-token-for-nobody")
profile.save_settings(place, replace(profile.Settings(), service="http://127.0.0.1:9/"))
"""


def prepare_profile(desktop: Desktop, folder: str, count: int) -> dict[str, str]:
    """Make a profile as a day's work leaves it, its key in the desktop's keyring; return its environment.

    The program's bytecode is there, as it is where the program is installed.
    """
    compileall.compile_dir(str(Path(switchboard.__file__).parent), quiet=2)
    script = _PREPARE.format(here=str(Path(__file__).parent), folder=folder, count=count)
    subprocess.run([sys.executable, "-c", script], env={**os.environ, **desktop.env}, check=True)
    # Not what somebody feels who has no screen reader.
    return {**desktop.env, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0"}


def lines_of(command: Sequence[str], env: dict[str, str] | None = None) -> tuple[float, list[dict[str, Any]]]:
    """Run a program to its end; return when it was started (monotonic) and the JSON lines it printed."""
    begin = time.monotonic()
    done = subprocess.run(
        command, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode != 0:
        raise SystemExit(f"{command[1:]} failed:\n{done.stderr}")
    return begin, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
