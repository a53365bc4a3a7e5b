"""Runs the real program and watches its window from inside; prints what it saw as JSON lines.

``probe.py start PROFILE [leave]``: when the first query's rows were painted (monotonic clock, which parent
and child share) and the resident size a while later, or at once.
``probe.py keystroke PROFILE``: the milliseconds from each key press to its painted rows, and those of the
peer, a bare table that is reset and repainted, in turns.
``probe.py live PROFILE``: when each change of the one hit of :data:`WATCHED` was painted, until a line comes
on standard input; then the milliseconds of the same keystrokes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

FIRST_QUERY = "hansen"


def resident_kib() -> int:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no import of our own
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def key_events(letter: str) -> tuple[Any, Any]:
    """Return a key's press and its release, as the window system makes them."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    key = int(Qt.Key.Key_Backspace) if letter == "\b" else ord(letter.upper())
    text, none = "" if letter == "\b" else letter, Qt.KeyboardModifier.NoModifier
    kinds = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    return QKeyEvent(kinds[0], key, none, text), QKeyEvent(kinds[1], key, none, text)


def press(widget: Any, letter: str) -> None:
    """Press and release a key."""
    from PySide6.QtWidgets import QApplication

    for event in key_events(letter):
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
REST_MS = 30
"""From the painted rows to the next key: a very fast typist."""
BLOCK = 120
"""So many keys, and some more, are pressed until it is the peer's turn, who repaints a third as often."""


class Typist:
    """Types queries, each key after the rows of the one before were painted."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.times: list[float] = []
        self.keys: list[str] = []
        self.pressed: float | None = None
        self.released: Any = None
        session.window.pages.currentChanged.connect(self.look)

    def look(self, _: int = 0) -> None:
        from PySide6.QtCore import QTimer

        window = self.session.window
        if window.desk_page is not None and window.pages.currentWidget() is window.desk_page:
            self.page = window.desk_page
            self.watcher = on_paint(self.page.hits, self.painted)
            QTimer.singleShot(5000, self.begin)

    def begin(self) -> None:
        self.type(QUERIES)

    def type(self, queries: Sequence[str]) -> None:
        self.keys = [key for query in queries for key in (*query, *("\b" * len(query)))]
        self.next()

    def next(self) -> None:
        from PySide6.QtWidgets import QApplication

        if not self.keys:
            self.finish()
            return
        # Made before the clock runs: that is the window system's work. The finger leaves the key later.
        press, self.released = key_events(self.keys.pop(0))
        self.pressed = time.perf_counter()
        QApplication.sendEvent(self.page.header.field, press)

    def painted(self) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        if self.pressed is not None and self.page._ask.found_settled:
            self.times.append((time.perf_counter() - self.pressed) * 1000)
            self.pressed = None
            QApplication.sendEvent(self.page.header.field, self.released)
            QTimer.singleShot(REST_MS, self.next)

    def finish(self) -> None:
        raise NotImplementedError


class Turns(Typist):
    """Types many queries, and has the peer repaint in between: both meet the same clock of the machine."""

    def begin(self) -> None:
        self.table = Table(self.session.window.size(), self.type_block)
        self.blocks = blocks((*QUERIES, *drawn_queries()))
        self.type_block()

    def type_block(self) -> None:
        block = next(self.blocks, None)
        if block is None:
            self.end()
            return
        self.before = len(self.times)
        on_top(self.session.window, lambda: self.type(block))

    def finish(self) -> None:
        rounds = (len(self.times) - self.before) // 3
        on_top(self.table.view, lambda: self.table.repaint(rounds))

    def end(self) -> None:
        from PySide6.QtWidgets import QApplication

        print(json.dumps({"ours": self.times}), flush=True)
        print(json.dumps({"peer": self.table.times}), flush=True)
        QApplication.exit()


def drawn_queries() -> list[str]:
    """Return a query of each kind that the search bench asks, as they were drawn."""
    from pathlib import Path

    lines = (Path(__file__).parent / "data" / "typed.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[1] for line in lines[1:]]


def blocks(queries: Sequence[str]) -> Iterator[list[str]]:
    """Iterate over queries by the few, of some :data:`BLOCK` keys together."""
    block: list[str] = []
    for query in queries:
        block.append(query)
        if sum(2 * len(text) for text in block) >= BLOCK:
            yield block
            block = []
    if block:
        yield block


def on_top(window: Any, then: Callable[[], None]) -> None:
    """Put a window above the other one, and go on when it has been painted and everything is quiet."""
    from PySide6.QtCore import QTimer

    window.raise_()
    QTimer.singleShot(150, then)


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
    """The peer: 50 fixed rows, reset and repainted. ``then`` is called when its turn is over."""

    def __init__(self, size: Any, then: Callable[[], None]) -> None:
        from PySide6.QtGui import QStandardItem, QStandardItemModel
        from PySide6.QtWidgets import QTableView

        self.then = then
        self.times: list[float] = []
        self.rounds = 0
        self.model = QStandardItemModel(50, 4)
        for row in range(50):
            for column in range(4):
                self.model.setItem(row, column, QStandardItem(f"Kristian Hansen {row} {column}"))
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.resize(size)
        self.pressed: float | None = None
        self.watcher = on_paint(self.view, self.painted)
        self.view.show()

    def repaint(self, rounds: int) -> None:
        self.rounds = rounds
        self.next()

    def next(self) -> None:
        if not self.rounds:
            self.then()
            return
        self.rounds -= 1
        self.pressed = time.perf_counter()
        self.model.beginResetModel()
        self.model.endResetModel()
        self.view.viewport().update()

    def painted(self) -> None:
        from PySide6.QtCore import QTimer

        if self.pressed is not None:
            self.times.append((time.perf_counter() - self.pressed) * 1000)
            self.pressed = None
            QTimer.singleShot(REST_MS, self.next)


def main() -> int:
    """Start as ``switchboard --profile PROFILE`` does; the probe joins when the program loads its window."""
    from importlib.machinery import PathFinder

    kind = {"start": Start, "keystroke": Turns, "live": Live}[sys.argv[1]]

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
