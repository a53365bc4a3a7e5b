"""The directory as a file: the usable lines are used, the others are named with number and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchboard.directory.files import BadLine, load
from switchboard.domain.errors import ExpectedError

GOOD = '{"type":"person","id":"p1","name":{"given":"Kari","surname":"Nordmann"}}'


def write(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "city.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return path


def test_bad_lines_are_numbered_and_the_rest_is_used(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        b"\xef\xbb\xbf" + GOOD.encode(),
        "",
        "{broken",
        '{"type":"person","id":"p2"}',
        b"\xff",
        '{"type":"service","country":"SE","timeZone":"Europe/Stockholm"}',
        '{"type":"service"}',
        '{"type":"future-thing","id":"f"}',
        '{"type":"unit","id":"u1","name":"Vann"}\r',
    )
    view, bad = load(path)
    assert [line.number for line in bad] == [3, 4, 5, 7]
    assert "name" in bad[1].reason
    assert view.person("p1") is not None
    assert view.unit("u1") is not None
    assert view.service.country == "SE"


def test_the_later_line_counts_and_a_tombstone_removes(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        GOOD,
        GOOD.replace("Kari", "Ola"),
        GOOD.replace("p1", "p2"),
        '{"type":"person","id":"p2","deleted":true}',
    )
    view, bad = load(path)
    assert not bad
    kari = view.person("p1")
    assert kari is not None
    assert kari.name.given == "Ola"
    assert view.person("p2") is None


def test_an_endless_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = write(tmp_path, b"x" * (3 << 20), GOOD)
    view, bad = load(path)
    assert bad == [BadLine(1, "the object is longer than 1 MiB")]
    assert view.person("p1") is not None


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_an_unreadable_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExpectedError):
        load(tmp_path / name)
