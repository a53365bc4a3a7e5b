"""One run of the window: first start, refusals, bugs, the demo and its tour; nothing is left behind."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.copies import fill, new_cache
from support.keyrings import MemoryKeyring
from support.town import town

from switchboard import app, profile
from switchboard.desk.demo_child import DemoChild
from switchboard.domain.errors import ExpectedError
from switchboard.ui.application import make_application
from switchboard.ui.troubles import Problem
from switchboard.vault import Vault


def arguments(**fields: Any) -> argparse.Namespace:
    known = {
        "profile": None,
        "demo": False,
        "people": 300,
        "seed": 1,
        "day_speed": 0.0,
        "tour": None,
        "caller": None,
    }
    return argparse.Namespace(**(known | fields))


@pytest.fixture
def run(qtbot: QtBot, calm: None, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., app.Session]]:
    sessions: list[app.Session] = []
    profile.choose(tmp_path / "profile")

    def begin(caller: str = "", **fields: Any) -> app.Session:
        session = app.Session(qapp, arguments(**fields), caller=caller, opener=lambda _: True)
        sessions.append(session)
        session.begin()
        return session

    yield begin
    for session in sessions:
        session.end()
        session.window.deleteLater()


def test_the_first_start_asks_where_the_directory_is(run: Callable[..., app.Session], qtbot: QtBot) -> None:
    session = run()
    window = session.window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    assert not window.first_start._connect_button.isEnabled()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://directory.example.org", "unencrypted"),
        ("no such thing", "no address"),
        ("http://127.0.0.1:9", "Check the address"),
    ],
)
def test_an_address_that_does_not_work_is_said_on_the_page(
    run: Callable[..., app.Session], qtbot: QtBot, address: str, said: str
) -> None:
    window = run().window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    window.first_start.address.setText(address)
    window.first_start.token.setText("secret-token")
    qtbot.keyClick(window.first_start.token, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.first_start.address.isEnabled(), timeout=30_000)
    text = window.first_start._remark.accessibleName()
    assert text
    assert said in text
    assert "secret-token" not in text
    assert "local copy" not in text, "there is none yet"
    assert window.first_start.address.text() == address, "what was typed is not typed again"


@pytest.mark.parametrize("way", ["Esc", "space", "click"])
def test_an_address_that_does_not_answer_is_called_off(
    run: Callable[..., app.Session], qtbot: QtBot, way: str
) -> None:
    window = run().window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    page = window.first_start
    with qtbot.waitActive(window, timeout=30_000):
        window.activateWindow()
    assert not page._cancel_button.isVisible()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        page.address.setText(address)
        page.token.setText("secret-token")
        page.token.setFocus()
        qtbot.keyClick(page.token, Qt.Key.Key_Return)
        asked, _ = silent.accept()
        with asked:
            assert asked.recv(1 << 16), "it is asked, and says nothing"
            assert window.focusWidget() is page._cancel_button
            with qtbot.assertNotEmitted(window.demo_asked):
                qtbot.keyClick(page._cancel_button, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
            if way == "click":
                qtbot.mouseClick(page._cancel_button, Qt.MouseButton.LeftButton)
            else:
                qtbot.keyClick(page._cancel_button, Qt.Key.Key_Escape if way == "Esc" else Qt.Key.Key_Space)
            qtbot.waitUntil(page.token.isEnabled, timeout=20_000)
    assert not page._cancel_button.isVisible()
    assert page._remark.accessibleName() == ""
    assert (page.address.text(), page.token.text()) == (address, "secret-token"), "to be tried once more"
    assert page._connect_button.isEnabled()
    assert page.token.hasFocus()


def test_without_a_keyring_it_says_so(run: Callable[..., app.Session], qtbot: QtBot) -> None:
    chosen = profile.current()
    profile.save_settings(chosen, profile.Settings(service="http://127.0.0.1:9/"))
    window = run().window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    assert "keyring" in window.first_start._remark.accessibleName()
    assert window.first_start.address.text() == "http://127.0.0.1:9/"


def test_unusable_settings_are_one_line(run: Callable[..., app.Session], qtbot: QtBot) -> None:
    chosen = profile.current()
    chosen.settings_file.parent.mkdir(parents=True)
    chosen.settings_file.write_text("{", "utf-8")
    window = run().window
    qtbot.waitUntil(lambda: window.problems.isVisible(), timeout=30_000)
    assert "settings file" in window.problems.text()


def test_a_vocabulary_that_cannot_be_used_is_one_line_and_the_desk_answers(
    run: Callable[..., app.Session], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", MemoryKeyring())
    chosen = profile.current()
    vault = Vault(chosen.name)
    cache = new_cache(chosen.cache_file, vault.key())
    fill(cache, town())
    cache.close()
    vault.set_token("secret-token")
    profile.save_settings(chosen, profile.Settings(service="http://127.0.0.1:9/", vocabulary="none.rdf"))
    window = run().window
    qtbot.waitUntil(lambda: bool(window.problems.text(Problem.DESK)), timeout=30_000)
    assert "none.rdf cannot be read" in window.problems.text(Problem.DESK)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk_page, timeout=30_000)
    page = window.desk_page
    assert page is not None
    qtbot.keyClicks(page.header.field, "bruksendring")
    qtbot.waitUntil(lambda: page.hits.hits.key(1) is not None, timeout=30_000)
    assert "none.rdf" in window.problems.text(Problem.DESK), "still there"
    page.use_bar.ranks.setChecked(False)
    qtbot.waitUntil(lambda: not profile.load_settings(chosen).rank_by_use, timeout=30_000)


def test_a_bug_is_one_calm_line_and_a_report_without_personal_data(
    run: Callable[..., app.Session], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    session = run()
    session._on_bug(*_raised())  # pytest-qt sits on sys.excepthook itself
    worker = threading.Thread(target=_raise, name="worker")
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: session.window.problems.isVisible(), timeout=30_000)
    assert "sorry" in session.window.problems.text()
    reports = list((profile.current().logs / "crashes").iterdir())
    assert len(reports) == 2
    for report in reports:
        text = report.read_text("utf-8")
        assert "ValueError" in text
        assert "Kari Nordmann" not in text
    assert "Kari Nordmann" not in caplog.text
    caplog.clear()


def _raise() -> None:
    raise ValueError("Kari Nordmann 99887766")


def _raised() -> Any:
    try:
        _raise()
    except ValueError:
        return sys.exc_info()


def test_the_demo_shows_a_city_and_the_caller_and_leaves_no_child(
    run: Callable[..., app.Session], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[DemoChild] = []
    start = DemoChild.start
    monkeypatch.setattr(DemoChild, "start", lambda self: children.append(self) or start(self))
    session = run(caller="+4722334455", demo=True)
    opened: list[str] = []
    monkeypatch.setattr(session, "_opener", lambda address: opened.append(address) or True)
    window = session.window
    qtbot.waitUntil(
        lambda: window.desk_page is not None and window.pages.currentWidget() is window.desk_page,
        timeout=60_000,
    )
    page = window.desk_page
    assert page is not None
    assert page.header.caller.text() == "+4722334455"
    qtbot.keyClicks(page.header.field, "a")
    qtbot.waitUntil(lambda: page.settled and page.hits.hits.rowCount() > 0, timeout=30_000)
    assert "Demo" in window.status_bar._side.accessibleName()
    qtbot.waitUntil(lambda: page.card.text is not None, timeout=30_000)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        qtbot.keyClick(page.header.field, key)
        qtbot.waitUntil(window.bars.outcome_bar.isVisible, timeout=30_000)
        window.bars.outcome_bar.clear()
    assert opened == [], "the numbers of a made-up city may be somebody's: nothing is ever dialled"
    session.end()
    assert [child.running for child in children] == [False]


def test_the_demo_can_be_cancelled_while_it_is_built(run: Callable[..., app.Session], qtbot: QtBot) -> None:
    session = run(demo=True, people=5_000)
    window = session.window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.wait_page, timeout=30_000)
    window.wait_page.cancelled.emit()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    qtbot.waitUntil(lambda: window.first_start.address.isEnabled(), timeout=30_000)


def test_qt_speaks_through_the_log_without_numbers(
    run: Callable[..., app.Session], qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    make_application(lambda _: None)
    qWarning("cannot open tel:+4799887766")
    assert "99887766" not in caplog.text
    assert "a message about an address" in caplog.text
    caplog.clear()


def test_a_callers_address_that_is_none_opens_no_window() -> None:
    with pytest.raises(ExpectedError):
        app.window(arguments(caller="tel:kari"))


def test_the_tour_leaves_its_pictures(tmp_path: Path) -> None:
    pictures = tmp_path / "tour"
    line = [
        sys.executable,
        "-m",
        "switchboard",
        "--profile",
        str(tmp_path / "profile"),
        "--demo",
        "--people",
        "1500",
    ]
    done = subprocess.run(
        [*line, "--day-speed", "0", "--tour", str(pictures)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    names = sorted(path.name for path in pictures.glob("*.png"))
    assert len(names) == 7, names
    assert all(not QImage(str(pictures / name)).isNull() for name in names)
