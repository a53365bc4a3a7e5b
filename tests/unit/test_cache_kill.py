"""The process is killed at any moment: what was kept is kept, and the copy is the old one or the new one."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from support.builders import TUESDAY_10, person
from support.copies import KEY, fill, new_cache

from switchboard.cache import open_cache

PEOPLE = 300

_CHILD = f"""
import sys, itertools
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
from support.builders import TUESDAY_10, outcome, person
from support.copies import KEY
from switchboard.cache import open_cache

def people(generation):
    return [person(f"p{{n:03}}", f"Kari G{{generation}}") for n in range({PEOPLE})]

def say(*words):
    print(*words, flush=True)

cache = open_cache(Path(sys.argv[1]), KEY).cache
desk, writer = cache.desk_writer(), cache.writer()
for generation in itertools.count(1):
    if sys.argv[2] == "outbox":
        desk.outbox.add(outcome(id=f"o{{generation:05}}", person="p001"), TUESDAY_10)
        say("kept", generation)
    elif sys.argv[2] == "fill":
        writer.begin_fill(f"s{{generation}}")
        say("begun", generation)
        writer.fill(people(generation))
        say("staged", generation)
        writer.swap(TUESDAY_10)
        say("kept", generation)
    else:
        writer.apply(people(generation), f"s{{generation}}", TUESDAY_10)
        say("kept", generation)
"""


@pytest.mark.parametrize("what", ["outbox", "fill", "apply"])
@pytest.mark.parametrize("seed", range(4))
def test_kill(tmp_path: Path, what: str, seed: int) -> None:
    path = tmp_path / "directory.db"
    cache = new_cache(path)
    fill(cache, [person(f"p{n:03}", "Kari G0") for n in range(PEOPLE)], state="s0")
    cache.close()
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), what], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines: list[list[str]] = []
    try:
        # Whatever it has begun after the last of these lines, it does not get to finish.
        most = random.Random(f"{what} {seed}").randint(1, 25)
        lines += [process.stdout.readline().split() for _ in range(most)]
    finally:
        process.kill()
        lines += [line.split() for line in process.stdout.read().splitlines()]
        process.stdout.close()
        process.wait(20)
    kept = max((int(line[1]) for line in lines if len(line) == 2 and line[0] == "kept"), default=0)

    opened = open_cache(path, KEY)
    assert opened.put_aside is None
    opened.cache.verify()
    reader, writer = opened.cache.reader(), opened.cache.writer()
    if what == "outbox":
        ids = [item.id for item in reader.outbox()]
        assert ids == [f"o{n:05}" for n in range(1, len(ids) + 1)]
        assert len(ids) in (kept, kept + 1)
    else:
        generations = {p.name.surname for p in reader.persons()}
        assert reader.counts().persons == PEOPLE
        assert len(generations) == 1, "the copy is a mixture"
        state = str(reader.state)
        assert generations == {f"G{state[1:]}"}
        assert int(state[1:]) in (kept, kept + 1)
    # A fill that was cut short is in nobody's way.
    writer.begin_fill("new")
    writer.fill([person("p1")])
    writer.swap(TUESDAY_10)
    assert (reader.counts().persons, reader.state) == (1, "new")
    opened.cache.close()
