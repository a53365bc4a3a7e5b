"""The command line where something around it is missing: a display, room to write."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.builders import person

from switchboard.cli import command_parser, run, window_parser
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


def _unexplained(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from _unexplained(sub)
        elif not action.help:
            yield f"{parser.prog} {action.option_strings or action.metavar}"


def test_every_option_is_explained() -> None:
    assert list(_unexplained(command_parser())) == []
    assert list(_unexplained(window_parser())) == []


def test_help_says_what_the_window_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--demo", "--day-speed X", "--tour DIR", "tel:…|URL"))
