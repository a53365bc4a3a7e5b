"""The directory as a file: the usable lines are used, the others are named with number and reason."""

from __future__ import annotations

import os
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExpectedError) as caught:
        load(tmp_path / "pipe")
    assert str(caught.value.sentence) == "{file} is no file."
    assert caught.value.remedy is not None


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="what is piped in has no name here")
def test_what_is_piped_in_is_read() -> None:
    read, write = os.pipe()
    os.write(write, b'{"type":"unit","id":"u","name":"Byggesak"}\n')
    os.close(write)
    try:
        view, bad = load(Path(f"/dev/fd/{read}"))
    finally:
        os.close(read)
    assert bad == []
    assert view.unit("u") is not None
