"""The window: pages, problems, the question after a call, the status line, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from switchboard.desk.desk import Desk
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Result
from switchboard.ui.bridge import Bridge
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.keys import KEYS, ROUTE_KEYS, Deed
from switchboard.ui.language import QtLanguage
from switchboard.ui.parts import em
from switchboard.ui.place import Place
from switchboard.ui.problem_line import ProblemLine
from switchboard.ui.search_box import is_typing
from switchboard.ui.status_bar import StatusBar
from switchboard.ui.troubles import Problem, Troubles

if TYPE_CHECKING:
    from switchboard.sync.status import SyncStatus
    from switchboard.telephony import CallControl
    from switchboard.ui.bars import Bars
    from switchboard.ui.deskwork import Deskwork
    from switchboard.ui.first_start import FirstStartPage
    from switchboard.ui.wait_page import WaitPage


class Window(QMainWindow):
    """One window with one title that names nobody."""

    connect_asked = Signal(str, str)
    connect_called_off = Signal()
    demo_asked = Signal()
    cancelled = Signal()
    """The first fill is not wanted."""
    shrink_confirmed = Signal()
    token_asked = Signal()
    rank_by_use_set = Signal(bool)

    def __init__(self, language: QtLanguage, bridge: Bridge) -> None:
        super().__init__()
        self._language, self._bridge = language, bridge
        self._now: Callable[[], datetime] = language.now
        self.desk_page: DeskPage | None = None
        self._bars: Bars | None = None
        self._work: Deskwork | None = None
        self._begin_work: Callable[[], Deskwork] | None = None
        self._waiting = self._warned_of = 0
        self._status: SyncStatus | None = None
        self.fleeting = False
        """The copy is in memory only: what waits to be sent is lost with the window."""
        self.setWindowTitle(self.tr("Switchboard"))
        self._first_start: FirstStartPage | None = None
        self._wait_page: WaitPage | None = None
        self.problems = ProblemLine(self)
        self.troubles = Troubles(self.problems, language)
        self.status_bar = StatusBar(language, self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(lambda: self.status_bar.tick(self._now()))
        self.place = Place(self)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lines = QVBoxLayout()
        margin = em(self, 0.6)
        lines.setContentsMargins(margin, 0, margin, 0)
        lines.addWidget(self.problems)
        below = self._below = QVBoxLayout()
        below.setContentsMargins(margin, margin // 2, margin, 0)
        column.addLayout(lines)
        column.addWidget(self.pages, 1)
        column.addLayout(below)
        column.addWidget(self.status_bar)
        self.setCentralWidget(middle)
        self.status_bar.hide()

    def _connect(self) -> None:
        self.troubles.shrink_confirmed.connect(self.shrink_confirmed)
        self.troubles.token_asked.connect(self.token_asked)
        self._bridge.problem.connect(lambda error: self.troubles.complain(Problem.DESK, error))
        self._bridge.status.connect(self.show_status)
        for deed, deal in (
            (Deed.HELP, self._help),
            (Deed.CONSULT, lambda: self._do(lambda work: work.take(0, consult=True))),
            (Deed.MESSAGE, lambda: self._do(lambda work: work.write_message())),
            (Deed.ABSENCE, lambda: self._do(lambda work: work.absences.open())),
            (Deed.NO_ANSWER, lambda: self._do(lambda work: work.tell(Result.NO_ANSWER))),
            (Deed.REACHED, lambda: self._do(lambda work: work.tell(Result.REACHED))),
            (Deed.AVAILABLE, self._toggle_available),
            (Deed.FORGET, lambda: self._do(lambda work: work.forget_use())),
            (Deed.QUIT, self.close),
        ):
            self._act(KEYS[deed], deal)
        for position, keys in enumerate(ROUTE_KEYS):
            self._act(keys, partial(self._take, position))
        favourite = self._act(KEYS[Deed.FAVOURITE], self._toggle_favourite)
        # The first page has a use of its own for the key, and of two Qt takes neither.
        self.pages.currentChanged.connect(lambda _: favourite.setEnabled(not self.asks))
        self._undo = self._act(KEYS[Deed.UNDO], lambda: self.bars.said_line.take_back())
        self._undo.setEnabled(False)

    def _act(self, keys: str, deal: Callable[[], object]) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: deal())
        self.addAction(action)
        return action

    def _do(self, deed: Callable[[Deskwork], object]) -> None:
        """Do something at the desk, if that is where we are."""
        if self._on_desk() and (work := self._at_work()) is not None:
            deed(work)

    def _take(self, position: int) -> None:
        self._do(lambda work: work.take(position, consult=False))

    # -- pages

    @property
    def first_start(self) -> FirstStartPage:
        """The page that asks where the directory is; made when it is first needed, which is rare."""
        if self._first_start is None:
            from switchboard.ui.first_start import FirstStartPage

            page = self._first_start = FirstStartPage(self)
            page.connect_asked.connect(self.connect_asked)
            page.called_off.connect(self.connect_called_off)
            page.left.connect(self.show_desk)
            page.demo_asked.connect(self.demo_asked)
            self.pages.addWidget(page)
        return self._first_start

    @property
    def wait_page(self) -> WaitPage:
        """The page that says what is being done; made when there is something to wait for."""
        if self._wait_page is None:
            from switchboard.ui.wait_page import WaitPage

            page = self._wait_page = WaitPage(self)
            page.cancelled.connect(self.cancelled)
            self.pages.addWidget(page)
        return self._wait_page

    @property
    def waits(self) -> bool:
        """Whether the window says that something long is being done."""
        return self._wait_page is not None and self.pages.currentWidget() is self._wait_page

    @property
    def asks(self) -> bool:
        """Whether the window asks where the directory is."""
        return self._first_start is not None and self.pages.currentWidget() is self._first_start

    def show_first_start(self, problem: ExpectedError | None = None) -> None:
        """Ask where the directory is; from a desk that answers there is a way back to it."""
        returns = self._on_desk() or (self.asks and self.desk_page is not None and self.first_start.returns)
        self.status_bar.hide()
        self.troubles.take_back(Problem.SYNC)
        self.first_start.set_returns(returns)
        self.first_start.set_busy(False)
        self.first_start.say("" if problem is None else self.troubles.sentence(problem))
        self._page(self.first_start)
        self.first_start.begin()

    def show_wait(
        self, title: str, text: str = "", done: int | None = None, total: int | None = None
    ) -> None:
        """Show that something long is being done."""
        self.wait_page.show_progress(title, text, done, total)
        self._page(self.wait_page)

    @property
    def bars(self) -> Bars:
        """The lines below the pages; made when one of them is first needed."""
        if self._bars is None:
            from switchboard.ui.bars import Bars

            self._bars = Bars(self._below, self)
            self._bars.said_line.offered.connect(self._undo.setEnabled)
        return self._bars

    def furnish(self) -> None:
        """Make what was left out until the first answer was there: the card, and what is done with it."""
        self._at_work()

    def _at_work(self) -> Deskwork | None:
        """Return what the agent does at the open desk; made when the first thing is done."""
        if self._work is None and self._begin_work is not None:
            self._work = self._begin_work()
        return self._work

    def open_desk(self, desk: Desk, control: Callable[[], CallControl]) -> DeskPage:
        """Make the desk's page; :meth:`show_desk` shows it. Calls go through what ``control`` makes."""
        page = DeskPage(desk, self._bridge, self._now, self)

        def work() -> Deskwork:
            from switchboard.ui.deskwork import Deskwork

            # Who goes on by Tab comes to the card before the lines.
            assert page.card is not None
            work = Deskwork(desk, control(), self._bridge, page, self.bars, self)
            work.call_failed.connect(lambda error: self.troubles.complain(Problem.CALL, error))
            work.call_made.connect(lambda: self.troubles.take_back(Problem.CALL))
            return work

        self._begin_work = work
        page.route_taken.connect(lambda *said: self._do(lambda work: work.take_route(*said)))
        page.copied.connect(lambda: self._do(lambda work: work.say_copied()))
        page.hesitated.connect(lambda: self._do(lambda work: work.say_renumbered()))
        page.absence_asked.connect(lambda: self._do(lambda work: work.absences.open()))
        page.use_bar.forgotten.connect(lambda: self._do(lambda work: work.forget_use()))
        page.use_bar.ranked.connect(self.rank_by_use_set)
        self.desk_page = page
        self.pages.addWidget(page)
        page.start()
        self._second.start()
        return page

    def show_desk(self) -> None:
        """Show the desk's page."""
        assert self.desk_page is not None
        self.status_bar.show()
        self._page(self.desk_page)
        if self._status is not None:
            self.troubles.judge(self._status)

    def close_desk(self) -> None:
        """Take the desk's page away; its desk is about to stop."""
        self._second.stop()
        if self.desk_page is not None:
            self.pages.removeWidget(self.desk_page)
            self.desk_page.deleteLater()
        if self._work is not None:
            self._work.close()
            self._work.deleteLater()
        self._work = self._begin_work = self.desk_page = self._status = None
        if self._bars is not None:
            self._bars.said_line.clear()
        self.troubles.clear()

    def _page(self, page: QWidget) -> None:
        # The first page is the current one as soon as it is there, though nobody has turned to it: the window
        # would give the keyboard to whatever comes first when it gets it.
        if self.pages.currentWidget() is not page or self.focusWidget() is None:
            self.pages.setCurrentWidget(page)
            page.setFocus()

    # -- status

    def show_status(self, status: SyncStatus) -> None:
        """Show where the local copy stands, and what is wrong and what to do; another page than the desk says
        that itself."""
        if self.desk_page is None:
            return
        self._status = status
        self.status_bar.show_status(status, self._now())
        self._waiting = status.waiting
        if self._on_desk():
            self.troubles.judge(status)

    # -- other keys

    def _on_desk(self) -> bool:
        return self.desk_page is not None and self.pages.currentWidget() is self.desk_page

    def _toggle_available(self) -> None:
        if self._on_desk() and self.desk_page is not None:
            header = self.desk_page.header
            (header.everybody if header.available.isChecked() else header.available).setChecked(True)

    def _toggle_favourite(self) -> None:
        if self._on_desk() and self.desk_page is not None:
            self.desk_page.toggle_favourite()

    def _help(self) -> None:
        from switchboard.ui.help import HelpDialog

        dialog = HelpDialog(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere edits the query, and Esc leads back to the search from anywhere."""
        if self._on_desk() and self.desk_page is not None:
            field = self.desk_page.header.field
            if event.key() == Qt.Key.Key_Escape and not field.hasFocus():
                field.setFocus()
                return
            if not field.hasFocus() and is_typing(event):
                field.setFocus()
                field.keyPressEvent(event)
                return
        super().keyPressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.place.moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place.moved()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; not at the first time when something would be lost by it."""
        if self.fleeting and self._waiting > self._warned_of:
            self._warned_of = self._waiting
            self.troubles.complain_of_leaving(self._waiting)
            event.ignore()
            return
        super().closeEvent(event)
