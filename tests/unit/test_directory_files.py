"""The directory as a file: the usable lines are used, the others are named with number and reason."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from switchboard.directory.files import BadLine, load, read_lines, said_again
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
        "plain text",
        '{"type":"service","country":"SE","timeZone":"Europe/Stockholm"}',
        '{"type":"service"}',
        '{"type":"future-thing","id":"f"}',
        '{"type":"unit","id":"u1","name":"Vann"}\r',
    )
    view, bad, _ = load(path)
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
    view, bad, again = load(path)
    assert not bad
    assert again == [2], "a tombstone says nothing anew"
    kari = view.person("p1")
    assert kari is not None
    assert kari.name.given == "Ola"
    assert view.person("p2") is None


def test_an_endless_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = write(tmp_path, b"x" * (3 << 20), GOOD)
    view, bad, _ = load(path)
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
        view, bad, _ = load(Path(f"/dev/fd/{read}"))
    finally:
        os.close(read)
    assert bad == []
    assert view.unit("u") is not None


def test_lines_that_have_an_id_again_are_said_in_a_sentence() -> None:
    assert said_again([3]) == "1 line has an id that an earlier line has already, and the later one counts: 3"
    assert said_again(range(2, 15)).endswith(": 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …")


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.replace("Kari", "Kåre").encode("latin-1"),
        gzip.compress(GOOD.encode()),
        GOOD.encode() + b"\n\xff\xfe",
        b"\x00" * 50,
    ],
    ids=["utf-16", "utf-16 without a mark", "latin-1", "gzip", "a line of it", "zeroes"],
)
def test_what_is_no_utf8_text_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, data)
    for read in (load, lambda path: list(read_lines(path))):
        with pytest.raises(ExpectedError) as caught:
            read(path)
        assert str(caught.value.sentence) == "The file {file} is no UTF-8 text (line {line})."
        assert "UTF-8" in str(caught.value.remedy)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", " "],
        ["nonsense"] * 5,
        ['{"type":"service"}'],
        [GOOD, '{"type":"person","id":"p1","deleted":true}'],
    ],
)
def test_a_file_with_nobody_in_it_is_one_sentence(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(ExpectedError) as caught:
        load(write(tmp_path, *lines))
    assert "has no person and no unit" in str(caught.value.sentence)
    assert caught.value.remedy is not None
    assert dict(caught.value.sentence.values)["file"] == str(tmp_path / "city.jsonl")


def with_fields(**fields: Any) -> str:
    return json.dumps({**json.loads(GOOD), **fields})


LONG = "x" * 20_001
NUMBER = {"number": "+4723461234", "disclosure": "public"}


@pytest.mark.parametrize(
    ("fields", "left_out", "phones", "keywords"),
    [
        ({"phones": [{"number": "ring meg"}, NUMBER]}, ["phones[0].number"], 1, 0),
        ({"phones": [NUMBER, {"number": None}]}, ["phones[1].number"], 1, 0),
        ({"phones": [NUMBER, {}, "23461234"]}, ["phones[1].number", "phones[2]"], 1, 0),
        ({"phones": "23461234", "keywords": ["vann"]}, ["phones"], 0, 1),
        ({"keywords": "vann", "phones": [NUMBER]}, ["keywords"], 1, 0),
        ({"keywords": ["a", 5, LONG], "aliases": "b"}, ["keywords[1]", "keywords[2]", "aliases"], 0, 1),
        ({"alternates": [{"person": "p2", "unit": "u1"}]}, ["alternates[0].person"], 0, 0),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out_and_not_the_person(
    tmp_path: Path, fields: dict[str, Any], left_out: list[str], phones: int, keywords: int
) -> None:
    view, bad, _ = load(write(tmp_path, with_fields(**fields)))
    kari = view.person("p1")
    assert kari is not None
    assert (len(kari.phones), len(kari.keywords)) == (phones, keywords)
    assert [line.reason.partition("`")[2].partition("`")[0] for line in bad] == left_out
    assert all(line.part and line.reason.endswith("only that is left out") for line in bad)


@pytest.mark.parametrize(
    "fields",
    [
        {"protection": "secret"},
        {"protection": None},
        {"validUntil": "soon"},
        {"unit": 5},
        {"name": "Kari"},
        {"id": 5},
        {"phones": [NUMBER] * 501},
    ],
)
def test_who_might_not_be_shown_is_not_guessed(tmp_path: Path, fields: dict[str, Any]) -> None:
    unit = '{"type":"unit","id":"u1","name":"Vann"}'
    bad_phone = {"phones": [{"number": "ring meg"}], **fields}
    for given in (fields, bad_phone):
        view, bad, _ = load(write(tmp_path, unit, with_fields(**given)))
        assert list(view.persons()) == []
        assert [(line.number, line.part) for line in bad] == [(2, False)]


def test_a_later_line_that_cannot_be_used_takes_back_what_an_earlier_one_said(tmp_path: Path) -> None:
    unit = '{"type":"unit","id":"u1","name":"Vann"}'
    view, bad, _ = load(write(tmp_path, unit, GOOD, with_fields(protection="secret")))
    assert view.person("p1") is None
    assert [line.number for line in bad] == [3]
