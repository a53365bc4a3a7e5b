"""A hostile service, seen from the window: the old copy answers, and one sentence says what is wrong."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.builders import person, phone, unit
from support.hostile_service import Exchange, HostileService, Reply, page, raw, status
from support.keyrings import MemoryKeyring

from switchboard import app, profile
from switchboard.directory.encoding import encode
from switchboard.domain.model import DirectoryObject, Kind, Ref

KARI = "Kari Nordmann"
OBJECTS = (
    unit("u1", "Byggesak"),
    person("p1", KARI, unit="u1", phones=(phone(),), manager="p1"),
    *(person(f"q{number}", f"Ola Prøve{number}") for number in range(12)),
)


def cut_off(exchange: Exchange) -> None:
    """A snapshot that breaks off in the middle of a line."""
    lines = b"\n".join(exchange.service.snapshot_lines())
    exchange.answer(lines[: len(lines) // 2], media="application/x-ndjson")


def gone(exchange: Exchange) -> None:
    exchange.answer(b'{"type":"cannotCalculateChanges"}', status=410, media="application/problem+json")


def huge(exchange: Exchange) -> None:
    """A page with a title of 10 MB."""
    item = json.loads(encode(person("p1", KARI))) | {"title": "x" * 10_000_000}
    page(item, state=exchange.service.state)(exchange)


@pytest.fixture
def begin(
    qtbot: QtBot, calm: None, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], app.Session]]:
    monkeypatch.setattr("keyring.core._keyring_backend", MemoryKeyring())
    profile.choose(tmp_path / "profile")
    sessions: list[app.Session] = []

    def make() -> app.Session:
        known = {"profile": None, "demo": False, "people": 1, "seed": 1, "day_speed": 0.0, "tour": None}
        session = app.Session(qapp, argparse.Namespace(**known, caller=None), opener=lambda _: True)
        sessions.append(session)
        session.begin()
        return session

    yield make
    for session in sessions:
        session.end()
        session.window.deleteLater()


def connect(session: app.Session, service: HostileService, qtbot: QtBot) -> None:
    window = session.window
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.first_start, timeout=30_000)
    window.first_start.address.setText(service.url)
    window.first_start.token.setText("a-token")
    qtbot.keyClick(window.first_start.token, Qt.Key.Key_Return)


def finds(session: app.Session, qtbot: QtBot, name: str = KARI) -> None:
    window = session.window
    qtbot.waitUntil(
        lambda: window.desk_page is not None and window.pages.currentWidget() is window.desk_page,
        timeout=20_000,
    )
    desk_page = window.desk_page
    assert desk_page is not None
    desk_page.header.field.clear()
    desk_page.header.field.insert(name)
    qtbot.waitUntil(
        lambda: desk_page.settled and [line.name for line in desk_page.hits.hits.lines][:1] == [name],
        timeout=20_000,
    )


@pytest.mark.parametrize(
    ("path", "reply", "word"),
    [
        ("/v1/changes", raw(b"{"), ""),
        ("/v1/changes", raw(b"<html>login</html>", "text/html"), "web page"),
        ("/v1/changes", page(state="100", more=True), "never end"),
        ("/v1/changes", status(401), "token"),
        ("/v1/changes", status(500), ""),
        ("/v1/changes", status(429, Retry_After="60"), ""),
    ],
    ids=["wrong JSON", "a login page", "endless", "401", "500", "429"],
)
def test_the_old_copy_answers_and_one_sentence_says_what_is_wrong(
    begin: Callable[[], app.Session],
    qtbot: QtBot,
    path: str,
    reply: Reply,
    word: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with HostileService(OBJECTS) as service:
        session = begin()
        connect(session, service, qtbot)
        finds(session, qtbot)
        assert not session.window.problems.isVisible()
        service.on("GET", path, reply)
        service.commit(person("new", "Nils Nykommer"))
        qtbot.waitUntil(lambda: session.window.problems.isVisible(), timeout=20_000)
        said = session.window.problems.text()
        assert word in said
        assert said.rstrip().endswith((".", "?"))
        assert "Traceback" not in said
        assert "a-token" not in said
        finds(session, qtbot)
    assert KARI not in caplog.text


def test_a_state_that_is_gone_and_a_snapshot_cut_off_leave_the_old_copy(
    begin: Callable[[], app.Session], qtbot: QtBot
) -> None:
    with HostileService(OBJECTS) as service:
        session = begin()
        connect(session, service, qtbot)
        finds(session, qtbot)
        service.on("GET", "/v1/changes", gone)
        service.on("GET", "/v1/snapshot", cut_off)
        service.commit(person("new", "Nils Nykommer"))
        qtbot.waitUntil(lambda: service.count("GET", "/v1/snapshot") >= 2, timeout=60_000)
        qtbot.waitUntil(lambda: "cut off" in session.window.problems.text(), timeout=20_000)
        finds(session, qtbot)


def test_an_entry_of_10_mb_is_left_out_and_counted(begin: Callable[[], app.Session], qtbot: QtBot) -> None:
    with HostileService(OBJECTS) as service:
        session = begin()
        connect(session, service, qtbot)
        finds(session, qtbot)
        service.on("GET", "/v1/changes", huge)
        service.commit(person("new", "Nils Nykommer"))
        bar = session.window.status_bar
        qtbot.waitUntil(lambda: "1 entry" in bar._words.accessibleName(), timeout=20_000)
        finds(session, qtbot, "Ola Prøve7")


@pytest.mark.parametrize("objects", [(), (unit("u1", "Byggesak"),)])
def test_a_directory_of_nobody_is_shown_as_it_is(
    begin: Callable[[], app.Session], qtbot: QtBot, objects: tuple[DirectoryObject, ...]
) -> None:
    with HostileService(objects) as service:
        session = begin()
        connect(session, service, qtbot)
        window = session.window
        qtbot.waitUntil(
            lambda: window.desk_page is not None and window.pages.currentWidget() is window.desk_page,
            timeout=30_000,
        )
        with qtbot.waitSignal(
            session.bridge.changed,
            timeout=30_000,
            check_params_cb=lambda refs, _: Ref(Kind.PERSON, "p1") in refs,
        ):
            service.commit(person("p1", KARI))
        finds(session, qtbot)


def test_a_broken_first_snapshot_is_said_and_mended(begin: Callable[[], app.Session], qtbot: QtBot) -> None:
    with HostileService(OBJECTS) as service:
        service.on("GET", "/v1/snapshot", cut_off)
        session = begin()
        connect(session, service, qtbot)
        bar = session.window.wait_page._bar
        qtbot.waitUntil(lambda: "cut off" in bar.accessibleName(), timeout=20_000)
        assert "tried again" in bar.accessibleName()
        assert "local copy" not in bar.accessibleName(), "there is none yet"
        assert session.window.problems.isHidden(), "it is said once"
        service.on("GET", "/v1/snapshot")
        finds(session, qtbot)


def test_a_token_that_is_refused_is_not_in_the_way_of_the_old_copy(
    begin: Callable[[], app.Session], qtbot: QtBot
) -> None:
    with HostileService(OBJECTS) as service:
        session = begin()
        connect(session, service, qtbot)
        finds(session, qtbot)
        window, desk = session.window, session.window.desk_page
        with qtbot.waitActive(window, timeout=30_000):
            window.activateWindow()
        service.on("*", "*", status(401))
        service.commit(person("new", "Nils Nykommer"))
        qtbot.waitUntil(window.problems.isVisible, timeout=20_000)
        window.problems._action.click()
        qtbot.waitUntil(lambda: window.asks, timeout=20_000)
        start = window.first_start
        assert start.token.hasFocus()
        assert window.problems.isHidden()
        qtbot.keyClick(start.token, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "token" in start._remark.accessibleName(), timeout=20_000)
        with qtbot.assertNotEmitted(window.demo_asked):
            qtbot.keyClick(start.token, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(start.token, Qt.Key.Key_Escape)
        assert window.desk_page is desk
        assert window.problems.isVisible(), "it is still so"
        finds(session, qtbot)
