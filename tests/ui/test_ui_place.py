"""The window fits on its screen, and opens where it stood."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from switchboard import app, profile
from switchboard.arguments import WindowArguments
from switchboard.ui.window import Window


@pytest.fixture
def run(qtbot: QtBot, calm: None, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], app.Session]]:
    """Start the window; the one before it is closed."""
    sessions: list[app.Session] = []
    profile.choose(tmp_path / "profile")

    def end() -> None:
        while sessions:
            session = sessions.pop()
            session.end()
            session.window.deleteLater()

    def begin() -> app.Session:
        end()
        session = app.Session(qapp, WindowArguments(), opener=lambda _: True)
        sessions.append(session)
        session.begin()
        qtbot.waitUntil(lambda: not session._dressing.isActive(), timeout=30_000)
        return session

    yield begin
    end()


def _stand(window: Window, box: QRect) -> None:
    window.move(box.topLeft())
    window.resize(box.size())


@pytest.mark.parametrize("box", [QRect(60, 40, 640, 500), QRect(30, 40, 420, 640)], ids=["wide", "docked"])
def test_the_window_opens_where_it_stood(run: Callable[[], app.Session], qtbot: QtBot, box: QRect) -> None:
    file = profile.current().place_file
    session = run()
    assert not file.exists(), "nobody has moved it"
    _stand(session.window, box)
    # Written while it is open: a program that is killed writes nothing more.
    qtbot.waitUntil(file.exists, timeout=30_000)
    opened = run().window
    assert (opened.pos(), opened.size()) == (box.topLeft(), box.size())
    kept = file.read_bytes()
    written = file.stat().st_mtime_ns
    run()
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (kept, written), "a start writes nothing"


def test_what_was_moved_last_is_kept_although_the_window_is_closed_at_once(
    run: Callable[[], app.Session],
) -> None:
    session = run()
    _stand(session.window, QRect(60, 40, 640, 500))
    session.window.place._rest.setInterval(3_600_000)
    _stand(session.window, QRect(70, 50, 650, 510))
    opened = run().window
    assert QRect(opened.pos(), opened.size()) == QRect(70, 50, 650, 510)


def test_a_maximized_window_opens_maximized(run: Callable[[], app.Session], qtbot: QtBot) -> None:
    session = run()
    usual = session.window.size()
    session.window.showMaximized()
    qtbot.waitUntil(lambda: session.window.size() != usual, timeout=30_000)
    assert run().window.isMaximized()


def test_a_window_whose_screen_is_gone_comes_back_onto_one(run: Callable[[], app.Session]) -> None:
    session = run()
    room = session.window.screen().availableGeometry()
    _stand(session.window, QRect(room.right() + 2000, room.bottom() + 2000, 640, 500))
    assert room.contains(run().window.geometry())


@pytest.mark.parametrize("kept", [b"", b"\0", b"x" * 66, os.urandom(66)])
def test_a_place_that_cannot_be_read_is_as_none(run: Callable[[], app.Session], kept: bytes) -> None:
    usual = run().window.size()
    file = profile.current().place_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(kept)
    assert run().window.size() == usual


def test_a_folder_that_cannot_be_written_is_no_matter(
    run: Callable[[], app.Session], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "data").write_text("no folder")
    session = run()
    with qtbot.waitSignal(session.window.place.changed, timeout=30_000):
        _stand(session.window, QRect(60, 40, 640, 500))
    session.office._lane.submit(lambda: None)
    assert session.window.problems.text() == ""


@pytest.mark.parametrize("factor", ["1", "2"])
def test_the_window_fits_on_its_screen(tmp_path: Path, factor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    width, height, wide, high = map(int, done.stdout.split())
    assert width <= wide
    assert height < high, "the system's frame has room, too"


_MEASURE = """
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from switchboard.ui.bridge import Bridge
from switchboard.ui.language import QtLanguage
from switchboard.ui.window import Window
app = QApplication([])
language = QtLanguage(QLocale("en_GB"), ZoneInfo("UTC"), lambda: datetime.now(UTC))
window = Window(language, Bridge(language))
window.show()
room = window.screen().availableGeometry()
print(window.width(), window.height(), room.width(), room.height())
"""
