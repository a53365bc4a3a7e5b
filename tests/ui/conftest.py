"""A real window on a small town, offscreen, with a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.bokmaal import Bokmaal
from support.builders import TUESDAY_10
from support.town import copy_of, town

from switchboard.cache import Cache
from switchboard.desk.desk import Desk
from switchboard.domain.model import DirectoryObject, Kind, Ref
from switchboard.domain.routes import Policy
from switchboard.domain.words import words
from switchboard.sync.status import Phase, SyncStatus
from switchboard.telephony.handoff import SystemHandoff
from switchboard.ui import scheme
from switchboard.ui.bridge import Bridge
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.language import QtLanguage
from switchboard.ui.window import Window


class Clock:
    """Now, as the test says."""

    def __init__(self) -> None:
        self.now = TUESDAY_10

    def __call__(self) -> datetime:
        return self.now


class Seat:
    """An agent's seat: the window, hands on its keys, and the phone program's log."""

    def __init__(self, qtbot: QtBot, objects: list[DirectoryObject], policy: Policy | None = None) -> None:
        self.bot = qtbot
        self.clock = Clock()
        self.dialled: list[str] = []
        self.phone_works = True
        self.cache: Cache = copy_of(objects)
        self.language = QtLanguage(QLocale("en_GB"), ZoneInfo("Europe/Oslo"), self.clock)
        self.bridge = Bridge(self.language)
        self.window = Window(self.language, self.bridge)
        self.desk = Desk(self.cache, self.bridge, now=self.clock, policy=policy)
        with qtbot.waitSignal(self.bridge.ready, timeout=30_000):
            self.desk.start()
        self.page: DeskPage = self.window.open_desk(self.desk, lambda: SystemHandoff(self._open))
        self.window.show_desk()
        with qtbot.waitActive(self.window, timeout=30_000):
            self.window.show()
            self.window.activateWindow()
        self.settle()

    def _open(self, address: str) -> bool:
        if self.phone_works:
            self.dialled.append(address)
        return self.phone_works

    def close(self) -> None:
        self.window.close_desk()
        self.desk.stop()
        self.window.close()
        self.window.deleteLater()
        self.cache.close()

    def settle(self) -> None:
        """Wait until nothing is asked and everything is shown."""

        def quiet() -> bool:
            # What an idle desk has answered is posted already; seeing it may lead to another question.
            QApplication.sendPostedEvents()
            gathers = (self.page._ask._gather, self.page._again._gather)
            waits = any(timer.isActive() for timer in gathers)
            return self.desk.idle(0) and self.page.settled and not waits

        self.bot.waitUntil(lambda: quiet() and quiet(), timeout=30_000)

    def hear(self) -> None:
        """Wait until callers' words are known."""
        self.bot.waitUntil(lambda: self.desk.knows_words, timeout=30_000)
        self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus, and see the answer."""
        if text.isascii():
            self.bot.keyClicks(self.window.focusWidget() or self.page.header.field, text)
        else:
            self.page.header.field.insert(text)  # QTest has keys for ASCII only
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.window.focusWidget() or self.page.header.field, key, modifier)
        self.settle()

    def names(self) -> list[str]:
        return [line.name for line in self.page.hits.hits.lines]

    def change(self, *objects: DirectoryObject) -> None:
        """Let the sync bring changes: into the copy, then to the desk."""
        writer = self.cache.writer()
        applied = writer.apply(objects, "s2", self.clock.now)
        writer.close()
        self.desk.changed(applied.changed | applied.removed, False)

    def status(self, phase: Phase = Phase.LIVE, **fields: object) -> None:
        fields.setdefault("persons", 61204)
        self.window.show_status(SyncStatus(phase=phase, words=words("Live."), **fields))  # type: ignore[arg-type]


def ref(person: str) -> Ref:
    return Ref(Kind.PERSON, person)


@pytest.fixture
def calm(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    scheme.apply(qapp, Qt.ColorScheme.Light)


@pytest.fixture
def bokmaal(qapp: QApplication) -> Iterator[None]:
    translator = Bokmaal()
    assert qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def seat(qtbot: QtBot, calm: None) -> Iterator[Seat]:
    made = Seat(qtbot, town())
    yield made
    made.close()


@pytest.fixture
def seat_on(qtbot: QtBot, calm: None) -> Iterator[Callable[..., Seat]]:
    seats: list[Seat] = []

    def make(objects: list[DirectoryObject], policy: Policy | None = None) -> Seat:
        seats.append(Seat(qtbot, objects, policy))
        return seats[-1]

    yield make
    for made in seats:
        made.close()
