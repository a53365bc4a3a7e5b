"""A short walk through the window that leaves pictures: for the README, and where there is no display.

Each step waits for what it wants to see, never for the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from switchboard.domain.availability import Status
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind
from switchboard.domain.routes import RouteKind
from switchboard.domain.words import counted, words
from switchboard.ui import scheme
from switchboard.ui.card import CardView
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.troubles import Problem
from switchboard.ui.window import Window

_LOOK_MS = 20
_LONGEST = 240.0
"""Seconds until a step that never comes true ends the tour."""
_MOST_LOOKS = 48

Step = Callable[[], object]


class Tour(QObject):
    """Walks, waits, takes pictures; :meth:`judge` says whether it arrived."""

    def __init__(
        self, window: Window, folder: Path, *, demo: Callable[[], None], unplug: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._folder, self._demo, self._unplug = window, folder, demo, unplug
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._steps: Iterator[Step] = self._walk()
        self._awaited: Step | None = None
        self._deadline = float("inf")
        self._seen = False
        self._arrived = False
        self._pictures = 0

    def start(self) -> None:
        """Begin; the application quits when the tour is over."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise ExpectedError(
                words("The folder for the tour's pictures cannot be made."), words("Choose another one.")
            ) from None
        self._timer.start()

    def judge(self) -> None:
        """Raise :class:`ExpectedError` when the tour did not reach its end."""
        if not self._arrived:
            raise ExpectedError(
                counted(
                    self._pictures,
                    "The tour ended early, after {count} picture.",
                    "The tour ended early, after {count} pictures.",
                ),
                words("Look at the last picture to see what it waited for."),
            )

    def _look(self) -> None:
        came_true = self._awaited is None or bool(self._awaited())
        # Seen twice: between the two looks everything was laid out and painted.
        seen, self._seen = self._seen, came_true
        if not (came_true and seen):
            if time.monotonic() > self._deadline:
                self._picture("stuck")
                self._finish()
            return
        self._seen = False
        self._awaited = next(self._steps, None)
        self._deadline = time.monotonic() + _LONGEST
        if self._awaited is None:
            self._arrived = True
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        QApplication.quit()

    def _picture(self, name: str) -> None:
        self._pictures += 1
        self._window.grab().save(str(self._folder / f"{self._pictures:02}-{name}.png"))

    # -- the walk

    def _page(self) -> DeskPage:
        assert self._window.desk_page is not None
        return self._window.desk_page

    def _settled(self) -> bool:
        page = self._page()
        return page.settled and (page.hits.current() is None or page.card.text is not None)

    def _walk(self) -> Iterator[Step]:
        window = self._window
        yield lambda: window.isVisible()
        self._picture("first-start")
        self._demo()
        yield lambda: window.desk_page is not None
        self._picture("first-fill")
        yield lambda: window.pages.currentWidget() is window.desk_page
        yield from self._type("kristian han")
        self._picture("hits-and-card")
        yield from self._type("byggesak")
        self._picture("an-errand")
        yield from self._somebody_away()
        self._picture("away-with-alternates")
        yield from self._type("skole")
        _key(self._page().header.field, Qt.Key.Key_Down)
        yield self._settled
        scheme.apply(_application(), Qt.ColorScheme.Dark)
        yield lambda: True
        self._picture("dark")
        scheme.apply(_application(), Qt.ColorScheme.Light)
        self._unplug()
        yield lambda: bool(window.problems.text(Problem.SYNC))
        yield from self._type("hansen")
        self._picture("offline")

    def _type(self, text: str) -> Iterator[Step]:
        field = self._page().header.field
        _key(field, Qt.Key.Key_Escape)
        yield self._settled
        for letter in text:
            _key(field, Qt.Key(0), letter)
        yield self._settled

    def _somebody_away(self) -> Iterator[Step]:
        """Choose hits until one is away and has an alternate to put the call through to."""
        for name in ("berg", "nilsen", "larsen", "olsen"):
            yield from self._type(name)
            for _ in range(_MOST_LOOKS):
                if _shows_alternate(self._page().card):
                    return
                _key(self._page().header.field, Qt.Key.Key_Down)
                yield self._settled


def _shows_alternate(card: CardView) -> bool:
    text = card.text
    return (
        text is not None
        and text.ref.kind is Kind.PERSON
        and text.status is Status.AWAY
        and bool(text.routes)
        and text.routes[0].route.kind is RouteKind.ALTERNATE
        and text.routes[0].route.person is not None
    )


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _key(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Press and release a key, as a keyboard does."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
