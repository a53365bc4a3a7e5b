"""Runs the real program and watches its window from inside; prints what it saw as JSON lines.

``probe.py start PROFILE [leave]``: when the first query's rows were painted (monotonic clock, which parent
and child share) and the resident size a while later, or at once.
``probe.py keystroke PROFILE``: the milliseconds from each key press to its painted rows, and those of the
peer, a bare table that is reset and repainted.
``probe.py live PROFILE``: when each change of the one hit of :data:`WATCHED` was painted, until a line comes
on standard input; then the milliseconds of the same keystrokes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

FIRST_QUERY = "hansen"


def resident_kib() -> int:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no import of our own
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def press(widget: Any, letter: str) -> None:
    """Press and release a key as the window system would."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key(ord(letter.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "" if letter == "\b" else letter)
        QApplication.sendEvent(widget, event)


def on_paint(view: Any, called: Callable[[], None], counts: Callable[[], bool] = lambda: True) -> Any:
    """Call back after each paint of a viewport that counts when it begins; keep the returned object."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and counts():
                QTimer.singleShot(0, called)
            return False

    watcher = Filter()
    view.viewport().installEventFilter(watcher)
    return watcher


class Start:
    """Types a query as soon as there is a search box, and waits until its rows are painted."""

    leaves = False

    def __init__(self, session: Any) -> None:
        self.session = session
        self.typed = self.done = False
        self.session.window.pages.currentChanged.connect(self.look)

    def look(self, _: int = 0) -> None:
        window = self.session.window
        if window.desk_page is not None and window.pages.currentWidget() is window.desk_page:
            self.page = window.desk_page
            self.watcher = on_paint(self.page.hits, self.painted, self.answered)
            for letter in FIRST_QUERY:
                press(self.page.header.field, letter)

    def answered(self) -> bool:
        """Whether a paint that begins now shows the answer."""
        there = self.page._ask.found_settled and self.page.hits.hits.rowCount() > 0
        return bool(there and self.page.header.field.text() == FIRST_QUERY)

    def painted(self) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        if not self.done:
            self.done = True
            print(json.dumps({"at": time.monotonic()}), flush=True)

            def finish() -> None:
                print(json.dumps({"kib": resident_kib()}), flush=True)
                QApplication.closeAllWindows()

            QTimer.singleShot(0 if self.leaves else 2000, finish)


QUERIES = (
    *("kari hansen", "hansen", "eva", "kirstin hanson bygg", "byggesak", "k h byggesak", "annelise"),
    *("mohamed ali", "tillatelse", "parkering sentrum", "sophie", "olsen barnehage", "nguyen"),
    *("sykehjem nattevakt", "aase", "a"),
)
"""Light and heavy ones, typed letter by letter and wiped again."""


class Typist:
    """Types queries, each key after the rows of the one before were painted."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.times: list[float] = []
        self.keys: list[str] = []
        self.pressed: float | None = None
        session.window.pages.currentChanged.connect(self.look)

    def look(self, _: int = 0) -> None:
        from PySide6.QtCore import QTimer

        window = self.session.window
        if window.desk_page is not None and window.pages.currentWidget() is window.desk_page:
            self.page = window.desk_page
            self.watcher = on_paint(self.page.hits, self.painted)
            QTimer.singleShot(5000, self.begin)

    def begin(self) -> None:
        self.keys = [key for query in QUERIES for key in (*query, *("\b" * len(query)))]
        self.next()

    def next(self) -> None:
        if not self.keys:
            self.finish()
            return
        self.pressed = time.perf_counter()
        press(self.page.header.field, self.keys.pop(0))

    def painted(self) -> None:
        from PySide6.QtCore import QTimer

        if self.pressed is not None and self.page._ask.found_settled:
            self.times.append((time.perf_counter() - self.pressed) * 1000)
            self.pressed = None
            QTimer.singleShot(30, self.next)  # a very fast typist

    def finish(self) -> None:
        print(json.dumps({"ours": self.times}), flush=True)
        self.table = Table(len(self.times), self.session.window)


WATCHED = "zacharias zebrafink"


class Live(Typist):
    """Watches one row while the directory changes around it, then types."""

    changed = False

    def begin(self) -> None:
        import threading

        self.wanted = threading.Event()
        self.page.hits.hits.dataChanged.connect(self.note)
        threading.Thread(target=self.listen, daemon=True).start()
        for letter in WATCHED:
            press(self.page.header.field, letter)
        self.wait()

    def wait(self) -> None:
        from PySide6.QtCore import QTimer

        if self.page._ask.found_settled and self.page.hits.hits.rowCount() >= 1:
            print(json.dumps({"ready": True}), flush=True)
            self.look_for_end()
        else:
            QTimer.singleShot(50, self.wait)

    def listen(self) -> None:
        sys.stdin.readline()
        self.wanted.set()

    def look_for_end(self) -> None:
        from PySide6.QtCore import QTimer

        if self.wanted.is_set():
            self.page.header.field.clear()
            super().begin()
        else:
            QTimer.singleShot(100, self.look_for_end)

    def note(self) -> None:
        self.changed = True

    def painted(self) -> None:
        if self.changed:
            self.changed = False
            print(json.dumps({"at": time.monotonic()}), flush=True)
        super().painted()

    def finish(self) -> None:
        from PySide6.QtWidgets import QApplication

        print(json.dumps({"ours": self.times}), flush=True)
        QApplication.closeAllWindows()


class Table:
    """The peer: 50 fixed rows, reset and repainted."""

    def __init__(self, rounds: int, window: Any) -> None:
        from PySide6.QtGui import QStandardItem, QStandardItemModel
        from PySide6.QtWidgets import QTableView

        self.rounds, self.window = rounds, window
        self.times: list[float] = []
        self.model = QStandardItemModel(50, 4)
        for row in range(50):
            for column in range(4):
                self.model.setItem(row, column, QStandardItem(f"Kristian Hansen {row} {column}"))
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.resize(window.size())
        self.pressed: float | None = None
        self.watcher = on_paint(self.view, self.painted)
        window.hide()
        self.view.show()

    def next(self) -> None:
        self.pressed = time.perf_counter()
        self.model.beginResetModel()
        self.model.endResetModel()
        self.view.viewport().update()

    def painted(self) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        if self.pressed is not None:
            self.times.append((time.perf_counter() - self.pressed) * 1000)
            self.pressed = None
        if len(self.times) >= self.rounds:
            print(json.dumps({"peer": self.times}), flush=True)
            QApplication.exit()
            return
        QTimer.singleShot(30, self.next)


def main() -> int:
    """Start as ``switchboard --profile PROFILE`` does; the probe joins when the program loads its window."""
    from importlib.machinery import PathFinder

    kind = {"start": Start, "keystroke": Typist, "live": Live}[sys.argv[1]]

    class Joining:  # not an ``importlib.abc.MetaPathFinder``: to load that takes 3 ms
        def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
            if name != "switchboard.app":
                return None
            sys.meta_path.remove(self)
            spec = PathFinder.find_spec(name, path, target)
            assert spec is not None
            assert spec.loader is not None
            load = spec.loader.exec_module

            def watched(module: Any) -> None:
                load(module)
                begin = module.Session.begin

                def joined(session: Any) -> None:
                    session.probe = kind(session)
                    begin(session)

                module.Session.begin = joined

            spec.loader.exec_module = watched  # type: ignore[method-assign]
            return spec

    Start.leaves = sys.argv[3:] == ["leave"]
    sys.meta_path.insert(0, Joining())
    sys.argv[1:] = ["--profile", sys.argv[2]]
    from switchboard.__main__ import main as begin

    return begin()


if __name__ == "__main__":
    sys.exit(main())
