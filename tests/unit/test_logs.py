"""The log: written off the caller's thread, private to its user, silent about what exceptions say."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from switchboard import logs
from switchboard.logs import Log

SECRET = "Kari Nordmann +4799887766"


@pytest.fixture(autouse=True)
def levels() -> object:
    logger = logging.getLogger("switchboard")
    before = logger.level
    yield
    logger.setLevel(before)


def write(folder: Path, *messages: str) -> str:
    log = Log(folder)
    log.start()
    for message in messages:
        logging.getLogger("switchboard.test").info(message)
    log.stop()
    return (folder / "switchboard.log").read_text("utf-8")


def test_records_are_written_and_only_the_user_may_read_them(tmp_path: Path) -> None:
    text = write(tmp_path / "logs", "12 changes", "13 changes")
    assert "12 changes" in text
    assert "13 changes" in text
    assert stat.S_IMODE((tmp_path / "logs" / "switchboard.log").stat().st_mode) == 0o600
    logging.getLogger("switchboard.test").info("after the end")
    assert "after" not in (tmp_path / "logs" / "switchboard.log").read_text("utf-8")


def test_an_exception_is_types_and_places(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = Log(tmp_path)
    log.start()
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("switchboard.test").exception("something failed")
    log.stop()
    text = (tmp_path / "switchboard.log").read_text("utf-8")
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "Kari" not in text
    caplog.clear()


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 50)
    write(tmp_path, "the first day")
    assert "the first day" not in write(tmp_path, "the second day")
    assert "the first day" in (tmp_path / "switchboard.log.1").read_text("utf-8")


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log = Log(tmp_path / "file")
    log.start()
    logging.getLogger("switchboard.test").info("nobody hears this")
    log.stop()
    assert (tmp_path / "file").read_text() == ""
