"""The command line where something around it is missing: a display, room to write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.builders import person

from switchboard.cli import run
from switchboard.directory.encoding import encode

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux' displays and devices")


@LINUX
def test_without_a_display_the_window_is_a_sentence_and_not_a_core_dump(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 1
    said = capsys.readouterr().err
    assert "no display" in said
    assert "--help" in said


@LINUX
@pytest.mark.parametrize("place", [{"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "none-987"}])
def test_a_display_that_does_not_answer_is_a_sentence_and_not_a_core_dump(
    tmp_path: Path, place: dict[str, str]
) -> None:
    about = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in about}
    done = subprocess.run(
        [sys.executable, "-m", "switchboard", "--profile", str(tmp_path)],
        env=env | place,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    assert "switchboard: The display cannot be used. Start" in done.stderr


@LINUX
def test_no_room_for_the_answer_is_no_bug_of_ours(tmp_path: Path) -> None:
    data = tmp_path / "city.jsonl"
    data.write_bytes(encode(person("p1", "Kari Nordmann")) + b"\n")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "switchboard",
                "--profile",
                str(tmp_path),
                "search",
                "--data",
                str(data),
                "kari",
            ],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1, done.stderr
    assert done.stderr == "switchboard: No space is left to write to. Make room and try again.\n"


def test_the_help_says_how_the_window_is_opened(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    assert "--demo" in capsys.readouterr().out
