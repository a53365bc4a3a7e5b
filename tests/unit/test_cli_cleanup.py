"""``switchboard cleanup``, and the list as CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.builders import TUESDAY_10, main_number, person, phone, unit
from support.copies import KEY, fill, new_cache

from switchboard import profile
from switchboard.cli import run
from switchboard.desk.cleanup import HEADINGS, as_csv, counts
from switchboard.directory.wire import encode
from switchboard.domain.cleanup import Problem, cleanup
from switchboard.domain.model import Disclosure, Reason
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English
from switchboard.vault import Vault

OBJECTS = [
    unit("u", "Vann og avløp", phones=(main_number(),), phone_hours="Mo-Fr 09:00-15:00"),
    person(
        "p",
        "=Kari Nordmann",
        unit="u",
        phones=(phone("+4799887766", Disclosure.UNCLASSIFIED, label="privat 99887766"),),
        keywords=("vann",),
    ),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "directory.jsonl"
    path.write_bytes(b"\n".join(encode(item) for item in OBJECTS))
    return path


def test_as_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cleanup", "--data", str(data), "--at", "2026-11-24T10:00:00+01:00"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Numbers nobody has classified: 1",
        "  =Kari Nordmann (Vann og avløp): •• •• •• 66: nobody has said who may see it  [p]",
        "",
        "No alternate: 1",
        "  =Kari Nordmann (Vann og avløp): nobody takes the calls when this person is away  [p]",
    ]


def test_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cleanup", "--data", str(data), "--json", "--at", "2026-11-24T09:00:00+00:00"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    printed = json.loads(line)
    assert printed["at"] == "2026-11-24T10:00:00+01:00"
    assert printed["counts"] == {problem.value: 0 for problem in Problem} | {
        "unclassified-number": 1,
        "no-alternate": 1,
    }
    assert printed["findings"][0] == {
        "problem": "unclassified-number",
        "type": "person",
        "id": "p",
        "name": "=Kari Nordmann",
        "unit": "u",
        "why": "•• •• •• 66: nobody has said who may see it",
    }
    assert "99887766" not in line
    assert printed["errands"] == printed["overridden"] == []


def test_csv_on_the_command_line(data: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["cleanup", "--data", str(data), "--csv", "--at", "2026-11-24T10:00:00+01:00"]) == 0
    printed = capfdbinary.readouterr().out
    assert printed.count(b"\r\n") == 3
    assert b"\r\r" not in printed
    rows = list(csv.reader(io.StringIO(printed.decode(), newline="")))
    assert rows[1] == [
        "Numbers nobody has classified",
        "'=Kari Nordmann",
        "Vann og avløp",
        "•• •• •• 66: nobody has said who may see it",
    ]
    assert b"99887766" not in printed
    assert run(["cleanup", "--data", str(data), "--csv", "--json"]) == 1


def test_errands_that_found_nobody_are_the_local_copys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Vault, "existing_key", lambda self: KEY)
    here = profile.choose(tmp_path / "mine")
    cache = new_cache(here.cache_file)
    office = unit("u", "Byggesak", phones=(main_number(),), phone_hours="24/7")
    fill(cache, [office])
    writer = cache.desk_writer()
    for _ in range(2):
        writer.overrode(office.ref, Reason.WRONG)
    for word in ("boss", "tolk", "boss"):
        writer.unmet(word)
    cache.close()
    assert run(["--profile", str(tmp_path / "mine"), "cleanup"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Errands that found nobody on this computer: 2",
        "  boss: 2 times",
        "  tolk: once",
        "",
        "Calls put through against the directory on this computer: 2",
        "  Byggesak: the directory was wrong, 2 times",
    ]
    assert run(["--profile", str(tmp_path / "mine"), "cleanup", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["overridden"] == [{"unit": "u", "reason": "directory-wrong", "count": 2}]
    assert printed["errands"] == [
        {"word": "boss", "count": 2},
        {"word": "tolk", "count": 1},
    ]


def test_nothing_to_clean_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"type":"unit","id":"u","name":"Vann","phoneHours":"Mo-Fr 09:00-15:00"}')
    assert run(["cleanup", "--data", str(path)]) == 0
    assert capsys.readouterr().out == "Nothing to clean up.\n"


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cleanup", "--data", str(tmp_path / "none.jsonl")]) == 1
    assert capsys.readouterr().err.startswith("switchboard: ")


def test_as_csv() -> None:
    here = MemoryDirectory(OBJECTS, contact=TUESDAY_10)
    units = {item.id: item for item in here.units()}
    found = cleanup(here, TUESDAY_10)
    english = English(ZoneInfo("Europe/Oslo"), datetime.now(ZoneInfo("Europe/Oslo")))
    rows = list(csv.reader(io.StringIO(as_csv(found, units, english))))
    assert rows[0] == ["Problem", "Name", "Unit", "Why"]
    assert rows[1][:3] == ["Numbers nobody has classified", "'=Kari Nordmann", "Vann og avløp"]
    assert len(rows) == 3


def test_every_problem_has_a_heading() -> None:
    assert tuple(HEADINGS) == tuple(Problem)
    assert set(counts(())) == set(Problem)
