"""What was compiled is used as long as it is as new as its sources."""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path

import pytest

import switchboard

TREE = Path(__file__).parent.parent.parent
MODULES = runpy.run_path(str(TREE / "packaging" / "compile.py"))["MODULES"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree in which two modules were compiled from their sources."""
    for number, name in enumerate(("search/one.py", "ui/two.py", "search/.compiled")):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
        os.utime(file, (1000 + number, 1000 + number))
    (tmp_path / "search/.compiled").write_text("digest\nsearch/one\nui/two", "ascii")
    os.utime(tmp_path / "search/.compiled", (1002, 1002))
    return tmp_path


def test_what_is_as_new_as_its_sources_is_used(tree: Path) -> None:
    (tree / "ui/three.py").touch()
    switchboard._up_to_date(str(tree))


def test_where_nothing_was_compiled_nothing_is_refused(tmp_path: Path) -> None:
    switchboard._up_to_date(str(tmp_path))


@pytest.mark.parametrize("source", ["search/one.py", "ui/two.py"])
def test_a_newer_source_is_refused(tree: Path, source: str) -> None:
    os.utime(tree / source, (1003, 1003))
    with pytest.raises(ImportError, match="older than its sources"):
        switchboard._up_to_date(str(tree))


def test_a_source_that_is_gone_is_refused(tree: Path) -> None:
    (tree / "ui/two.py").unlink()
    with pytest.raises(ImportError, match="older than its sources"):
        switchboard._up_to_date(str(tree))


def test_a_mark_that_does_not_say_what_was_compiled_is_refused(tree: Path) -> None:
    (tree / "search/.compiled").write_text("digest", "ascii")
    with pytest.raises(ImportError, match="older than its sources"):
        switchboard._up_to_date(str(tree))


def test_half_of_it_in_place_is_refused(tree: Path) -> None:
    os.utime(tree / "search/.compiled", (0, 0))
    with pytest.raises(ImportError, match="older than its sources"):
        switchboard._up_to_date(str(tree))


@pytest.mark.parametrize("module", MODULES)
def test_what_is_compiled_defines_nothing_that_the_compiler_does_not_know(module: str) -> None:
    source = (TREE / "switchboard" / f"{module}.py").read_text("utf-8")
    assert not re.search(r"^@(record|dataclass)\b|^class \w+\(Q\w+\)", source, re.MULTILINE)


SET_BY_TESTS = {"cache/keep": ["KEPT"], "cache/roster": ["_MANY", "_STEP"]}
"""Constants that tests set to something else."""


@pytest.mark.parametrize("module", MODULES)
def test_constants_of_what_is_compiled_are_final(module: str) -> None:
    # Others are looked up by their names wherever they stand (ADR 17).
    source = (TREE / "switchboard" / f"{module}.py").read_text("utf-8")
    changeable = re.findall(r"^(_?[A-Z][A-Z0-9_]+)(?:: (?!Final\b).*?)? = ", source, re.MULTILINE)
    assert sorted(changeable) == SET_BY_TESTS.get(module, [])
