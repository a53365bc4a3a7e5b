"""A crash report says where, never with what."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from switchboard import cli, crash
from switchboard.arguments import WindowArguments, is_window
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words

SECRET = "Kari Nordmann +4799887766"


def fail(_: object) -> int:
    secret = SECRET
    try:
        return {}[secret]
    except KeyError as error:
        raise ValueError(f"no such person: {secret}") from error


def test_the_report_names_places_and_no_values() -> None:
    with pytest.raises(ValueError) as caught:
        fail(None)
    text = crash.describe(caught.value)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "in fail" in text
    assert "Kari" not in text
    assert "9988" not in text


def test_a_report_is_private_to_its_user() -> None:
    path = crash.report(ValueError(SECRET))
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Kari" not in path.read_text()


def test_a_loop_of_causes_ends() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert crash.describe(one).count("builtins.") == 2


def test_the_command_line_turns_a_bug_into_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import switchboard.commands.find

    monkeypatch.setattr(switchboard.commands.find, "search", fail)
    assert cli.run(["search", "x"]) == cli.EXIT_BUG
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    assert "Kari" not in err
    assert "report" in err


def test_the_command_line_says_an_expected_error_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import switchboard.commands.find

    def expected(_: object) -> int:
        raise ExpectedError(words("It is {what}.", what="broken"), words("Mend it."))

    monkeypatch.setattr(switchboard.commands.find, "search", expected)
    assert cli.run(["search", "x"]) == cli.EXIT_ERROR
    assert capsys.readouterr().err == "switchboard: It is broken. Mend it.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["serach", "x"],
        ["search", "--limit", "0", "x"],
        ["search", "--limit", "ti", "x"],
        ["routes", "p1", "--at", "2026-12-03T10:30:00"],
        ["routes", "p1", "--at", "soon"],
        ["gateway"],
        ["gateway", "token"],
    ],
)
def test_bad_arguments_end_in_usage_and_code_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.run(arguments)
    assert caught.value.code == cli.EXIT_USAGE
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--profile", "search"], True),
        (["tel:+4722334455"], True),
        (["--profile", "x", "sip:kari@fjordby.example"], True),
        (["search", "tel:"], False),
        (["--profile", "x", "search", "a"], False),
        (["--help"], False),
    ],
)
def test_without_a_command_the_window_opens(arguments: list[str], window: bool) -> None:
    assert is_window(arguments) is window


@pytest.mark.parametrize(
    "arguments",
    [[], ["tel:+4722334455"], ["--profile", "x"], ["--profile", "x", "sip:kari@fjordby.example"]],
)
def test_usual_arguments_are_read_as_the_parser_reads_them(arguments: list[str]) -> None:
    parsed = cli.window_parser().parse_args(arguments, WindowArguments())
    assert vars(cli._read_window(arguments)) == vars(parsed)


def test_unusual_arguments_are_read_too(capsys: pytest.CaptureFixture[str]) -> None:
    read = cli._read_window(["--demo", "--people", "300", "--day-speed", "2", "--profile=x"])
    assert (read.demo, read.people, read.seed, read.day_speed, read.profile) == (True, 300, 1, 2.0, Path("x"))
    for arguments in (["--people", "0"], ["--nonsense"], ["tel:1", "tel:2"], ["--profile", "--demo", "x:"]):
        with pytest.raises(SystemExit):
            cli._read_window(arguments)
    assert "usage:" in capsys.readouterr().err
