"""A second start with a caller's number: the window that is open shows it, and comes forward."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.copies import fill, new_cache
from support.keyrings import MemoryKeyring
from support.town import town
from support.waiting import wait_until

from switchboard import app, knocking, profile
from switchboard.arguments import WindowArguments
from switchboard.vault import Vault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets")

NUMBER = "+4723461238"

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program as the system does: a process of its own."""
    processes: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "switchboard", "--profile", str(tmp_path / "profile"), *arguments],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def place(tmp_path: Path) -> profile.Profile:
    return profile.choose(tmp_path / "profile")


def _door(place: profile.Profile) -> str:
    path = knocking.door_of(place)
    assert path is not None
    return path


@pytest.fixture
def session(
    qtbot: QtBot, calm: None, qapp: QApplication, place: profile.Profile, monkeypatch: pytest.MonkeyPatch
) -> Iterator[app.Session]:
    monkeypatch.setattr("keyring.core._keyring_backend", MemoryKeyring())
    vault = Vault(place.name)
    cache = new_cache(place.cache_file, vault.key())
    fill(cache, town())
    cache.close()
    vault.set_token("secret-token")
    profile.save_settings(place, profile.Settings(service="http://127.0.0.1:9/"))
    made = app.Session(qapp, WindowArguments(), opener=lambda _: True)
    made.begin()
    qtbot.waitUntil(lambda: knocking.is_open(_door(place)), timeout=30_000)
    qtbot.waitUntil(lambda: made.window.pages.currentWidget() is made.window.desk_page, timeout=30_000)
    yield made
    made.end()
    made.window.deleteLater()
    assert not Path(_door(place)).exists(), "nothing is left behind"


def test_the_window_that_is_open_shows_who_is_calling_and_comes_forward(
    session: app.Session,
    start: Start,
    qtbot: QtBot,
    place: profile.Profile,
    caplog: pytest.LogCaptureFixture,
) -> None:
    window = session.window
    page = window.desk_page
    assert page is not None
    qtbot.keyClicks(page.header.field, "hansen")
    window.showMinimized()
    second = start(f"tel:{NUMBER}")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert (second.returncode, second.communicate()) == (0, (b"", b""))
    assert page.header.caller.text() == NUMBER
    assert page.header.field.text() == "hansen", "what the agent does goes on"
    assert not window.isMinimized()
    qtbot.waitUntil(lambda: page.header.calling.hit.isVisible(), timeout=30_000)
    assert page.header.calling.hit.text() == "Calling: Anne Lie"
    third = start("tel:+4799887766")
    qtbot.waitUntil(lambda: third.poll() is not None, timeout=30_000)
    assert page.header.caller.text() == "+4799887766"
    logged = caplog.text + "".join(file.read_text("utf-8") for file in place.logs.glob("*.log"))
    assert "23461238" not in logged
    assert "99887766" not in logged


def test_the_socket_is_the_users_alone_and_its_name_says_nothing(
    session: app.Session, place: profile.Profile, runtime: Path
) -> None:
    path = Path(_door(place))
    assert path.parent == runtime
    assert stat.S_IMODE(path.lstat().st_mode) & 0o077 == 0
    assert path.name.startswith("switchboard-")
    assert all(letter in "0123456789abcdef" for letter in path.name.removeprefix("switchboard-"))


@pytest.mark.parametrize(
    "said",
    [b"\n", b"tel:kari\n", b"12 rm\n", "４７\n".encode(), b"9" * 5_000, b"9" * 5_000 + b"\n", b"\xff\n"],
)
def test_what_is_no_number_is_shown_to_nobody(
    session: app.Session, qtbot: QtBot, place: profile.Profile, said: bytes
) -> None:
    with socket.socket(socket.AF_UNIX) as way:
        way.connect(_door(place))
        way.sendall(said)
        way.setblocking(False)
        answers: list[bytes] = []

        def ended() -> bool:
            try:
                answers.append(way.recv(64))
            except BlockingIOError:
                return False
            except ConnectionResetError:
                answers.append(b"")
            return answers[-1] == b""

        qtbot.waitUntil(ended, timeout=30_000)
    assert answers == [b""]
    page = session.window.desk_page
    assert page is not None
    assert page.header.caller.text() == ""


def test_two_processes_one_window(start: Start, place: profile.Profile) -> None:
    first = start()
    wait_until(lambda: knocking.is_open(_door(place)), what="the first window's door")
    second = start(f"tel:{NUMBER}")
    assert second.wait(60) == 0
    assert first.poll() is None
    # Killed, it cannot leave anything in order; whoever comes next opens a window all the same.
    first.kill()
    first.wait(60)
    assert Path(_door(place)).exists()
    third = start(f"tel:{NUMBER}")
    wait_until(lambda: knocking.is_open(_door(place)), what="the third window's door")
    assert third.poll() is None
    fourth = start(f"tel:{NUMBER}")
    assert fourth.wait(60) == 0


def test_what_is_no_caller_is_said_although_a_window_is_open(
    start: Start, session: app.Session, qtbot: QtBot
) -> None:
    second = start("tel:kari")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert second.returncode == 1
    assert b"no phone number" in second.communicate()[1]


def test_nobody_is_told_where_somebody_else_may_have_put_a_socket(
    place: profile.Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(_door(place))
        other.listen()
        assert knocking.is_open(_door(place))
        uid = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: uid + 1)
        assert not knocking.is_open(_door(place))
        assert not knocking.hand_over(place, NUMBER)


def test_a_window_that_does_not_answer_is_taken_for_none(
    place: profile.Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knocking, "_PATIENCE", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(_door(place))
        silent.listen()
        assert not knocking.hand_over(place, NUMBER)


def test_two_profiles_have_two_doors(tmp_path: Path) -> None:
    one, other = (profile.choose(tmp_path / name) for name in ("a", "b"))
    assert knocking.door_of(one) != knocking.door_of(other)
