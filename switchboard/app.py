"""The composition root: makes the window and what it stands on, and takes both down again.

The window comes first: what it does not need for its first paint is loaded after it, on the office's lane.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from switchboard import crash, profile
from switchboard.desk.desk import Desk
from switchboard.desk.office import Office
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import Words, say
from switchboard.logs import Log
from switchboard.resources import resource
from switchboard.ui import language
from switchboard.ui.application import forget_messages, make_application
from switchboard.ui.bridge import Bridge
from switchboard.ui.filling import Filling
from switchboard.ui.tidying import Tidying
from switchboard.ui.window import Window

if TYPE_CHECKING:
    from switchboard.arguments import WindowArguments
    from switchboard.desk.demo_child import DemoChild
    from switchboard.desk.memo import Memo
    from switchboard.sync.status import SyncStatus
    from switchboard.telephony import CallControl
    from switchboard.telephony.handoff import Opener
    from switchboard.ui.door import Door

_LOG = logging.getLogger(__name__)
_DRESSED_MS = 400
"""How long nobody has typed when the window is given what it can do without at first."""


def window(args: WindowArguments, begun: tuple[Office, Memo] | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    ``begun`` is an office that is opening already, and what it had to tell so far.

    Raises:
        ExpectedError: the caller's address cannot be used, or the tour could not be walked.
    """
    caller = ""
    if args.caller:
        from switchboard.telephony.caller import caller_of

        caller = caller_of(args.caller)
    app = make_application(_complain)
    session = Session(app, args, caller=caller, begun=begun)
    session.begin()
    if args.tour is None:
        code = app.exec()
        session.end()
        return code
    from switchboard.ui.tour import Tour

    tour = Tour(session.window, args.tour, demo=session.start_demo, unplug=session.unplug)
    tour.start()
    app.exec()
    session.end()
    tour.judge()
    return 0


def _complain(error: ExpectedError) -> None:
    from switchboard.commands.complaint import complain

    complain(error)


def open_address(address: str) -> bool:
    """Hand an address to the system (the opener of :class:`SystemHandoff`)."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(address))


class Session(QObject):
    """One run of the window."""

    _bug = Signal(str)

    def __init__(
        self,
        app: QApplication,
        args: WindowArguments,
        *,
        caller: str = "",
        begun: tuple[Office, Memo] | None = None,
        opener: Opener = open_address,
    ) -> None:
        super().__init__()
        self._app, self._args, self._caller, self._opener = app, args, caller, opener
        self._child: DemoChild | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._log = Log(profile.current().logs)
        locale = language.install(app, self._stored_language())
        self.language = language.QtLanguage(locale, ZoneInfo("Europe/Oslo"), lambda: datetime.now(UTC))
        self.bridge = Bridge(self.language)
        self._tidying = Tidying(self)
        self._dressing = QTimer(self)
        self._dressing.setSingleShot(True)
        self._dressing.setInterval(_DRESSED_MS)
        self._dressing.timeout.connect(self._dress)
        self.window = Window(self.language, self.bridge)
        self._door: Door | None = None
        self._filling = Filling(self.window, self.bridge, self.language, self)
        self._memo: Memo | None = None
        if begun is None:
            self.office = Office(profile.current(), self.bridge)
        else:
            self.office, self._memo = begun
        self._connect()

    @staticmethod
    def _stored_language() -> str:
        try:
            return profile.load_settings(profile.current()).language
        except ExpectedError:
            # Said in the window once it is there.
            return ""

    def _connect(self) -> None:
        bridge, window = self.bridge, self.window
        bridge.nothing_known.connect(self._on_nothing_known)
        bridge.desk.connect(self._on_desk)
        # The index lives as long as we do: the collector need not walk through it at every other keystroke.
        bridge.ready.connect(self._tidying.begin)
        self._filling.refused.connect(self._on_refused)
        bridge.sent_later.connect(self.office.poke)
        window.connect_asked.connect(self._on_connect)
        window.connect_called_off.connect(lambda: self.office.trial.call_off())
        window.demo_asked.connect(self.start_demo)
        window.cancelled.connect(self.office.close_copy)
        window.token_asked.connect(lambda: self._on_nothing_known(self.office.settings.service, None))
        window.shrink_confirmed.connect(self.office.confirm_shrink)
        window.rank_by_use_set.connect(self.office.keep_rank_by_use)
        self._bug.connect(window.troubles.complain_of_bug)

    def begin(self) -> None:
        """Show the window; open the rest after its first paint."""
        self._log.start()
        sys.excepthook = self._on_bug
        threading.excepthook = self._on_thread_bug
        if self._memo is not None:
            # A copy that is open by now needs no page to wait on.
            self._memo.read_out(self.bridge)
        if self.window.pages.currentWidget() is None:
            self.window.show_wait("")
        if self._args.tour is None:
            self.window.place.take(profile.load_place(profile.current()))
            self.window.place.changed.connect(self.office.keep_place)
        self.window.show()
        # All there is counts as young: the first collection would walk through it before the first paint.
        gc.freeze()
        gc.enable()
        self._dressing.start()
        if self._args.tour is not None:
            self.window.show_first_start()
        elif self._args.demo:
            QTimer.singleShot(0, self.start_demo)
        elif self._memo is None:
            QTimer.singleShot(0, self.office.open)

    def _dress(self) -> None:
        # Callers, the picture and the line to the directory can wait until the window answers.
        if self._args.tour is None and not self._args.demo:
            self._open_door()
        self.office.answered.set()
        self.window.furnish()
        self.window.place.follow()
        from PySide6.QtGui import QIcon

        self._app.setWindowIcon(QIcon(str(resource("icons", "switchboard.svg"))))

    def _open_door(self) -> None:
        from switchboard.ui.door import Door

        self._door = Door(self.window)
        self._door.called.connect(self._receive)
        self._door.open(profile.current())

    def _receive(self, caller: str) -> None:
        self._caller = caller
        if self.window.desk_page is not None:
            self.window.desk_page.header.caller.setText(caller)

    def _put_off(self) -> None:
        self._tidying.put_off()
        if self._dressing.isActive():
            self._dressing.start()

    def end(self) -> None:
        """Close everything; no thread and no child is left."""
        self._dressing.stop()
        self.window.place.end()
        if self._door is not None:
            self._door.close()
        self.window.hide()
        self.window.close_desk()
        self._tidying.end()
        self.office.stop()
        sys.excepthook, threading.excepthook = self._hooks
        forget_messages()
        self._log.stop()

    # -- bugs

    def _on_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        path = crash.report(error.with_traceback(trace))
        _LOG.error("a bug was met: %s", kind.__name__)
        self._bug.emit(str(path) if path is not None else "")

    def _on_thread_bug(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_bug(args.exc_type, args.exc_value, args.exc_traceback)

    # -- what the window asks

    def start_demo(self) -> None:
        """Start the demo's service and show its city."""
        from switchboard.desk.demo_child import DemoChild, command

        self.window.show_wait(self.tr("Building a city …"), self._demo_text())
        arguments = command(self._args.people, self._args.seed, self._args.day_speed)
        self._child = DemoChild(arguments)
        self.office.demo(self._child)

    def _demo_text(self) -> str:
        people = self.language.number(self._args.people)
        text = (
            self.tr("1 person, the units, phones and a day, on this computer only.")
            if self._args.people == 1
            else self.tr("{n} people, their units, phones and their day, on this computer only.")
        )
        return text.format(n=people)

    def unplug(self) -> None:
        """Take the demo's service away, to see how the window does without it."""
        if self._child is not None:
            threading.Thread(target=self._child.stop, name="unplug").start()

    def _on_connect(self, address: str, token: str) -> None:
        self._child = None
        self.window.first_start.set_busy(True)
        self.window.first_start.say(self.tr("Asking the directory …"))
        self.office.connect(address, token)

    # -- what becomes of the office

    def _on_nothing_known(self, address: str, problem: ExpectedError | None) -> None:
        if address and not self.window.first_start.address.text():
            self.window.first_start.address.setText(address)
        if self.window.desk_page is not None and not self.office.has_desk:
            self.window.close_desk()
        self.window.show_first_start(problem)

    def _on_desk(self, desk: Desk, remark: Words | None, filled: bool) -> None:
        if self.window.desk_page is not None:
            # Not for the first one: what was complained of while it was opened must stay.
            self.window.close_desk()
        page = self.window.open_desk(desk, self._control)
        page.header.field.textChanged.connect(self._put_off)
        self.window.status_bar.remark("" if remark is None else say(remark, self.language))
        self.window.fleeting = remark is not None and self._child is None
        if self._caller:
            page.header.caller.setText(self._caller)
        self._filling.begin(filled=filled)

    def _control(self) -> CallControl:
        if self._child is not None:
            from switchboard.telephony.simulated import SimulatedLine

            return SimulatedLine()
        from switchboard.telephony.handoff import SystemHandoff

        return SystemHandoff(self._opener, "sip" if self.office.settings.phone_scheme == "sip" else "tel")

    def _on_refused(self, status: SyncStatus) -> None:
        self._on_nothing_known(self.office.settings.service, ExpectedError(status.words, status.remedy))
