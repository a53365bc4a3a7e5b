"""The compiled search and the one that is written answer the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

from switchboard.search import places
from switchboard.search.turns import give_way

TREE = Path(__file__).parent.parent.parent


def answers(*arguments: str) -> list[str]:
    command = [sys.executable, "-m", "support.answering", *arguments]
    environment = os.environ | {"PYTHONPATH": f"{TREE}{os.pathsep}{TREE / 'tests'}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_what_gives_way_is_not_compiled() -> None:
    assert isinstance(give_way, FunctionType)


@pytest.mark.skipif(type(places.begins).__name__ == "function", reason="the search is not compiled here")
def test_compiled_and_as_it_is_written_every_keystroke_is_answered_the_same() -> None:
    compiled, written = answers(), answers("uncompiled")
    assert [json.loads(compiled[0]), json.loads(written[0])] == [True, False]
    assert len(compiled) > 5_000
    different = [pair for pair in zip(compiled[1:], written[1:], strict=True) if pair[0] != pair[1]]
    assert not different, different[0]
