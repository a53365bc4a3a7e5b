"""The one application object: the system's look, and what becomes of Qt's own messages."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.ui import scheme

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def make_application(complain: Callable[[ExpectedError], None]) -> QApplication:
    """Return the one application object, with the system's look.

    Where Qt finds no display that it can use, it aborts the process with a core dump: then ``complain`` is
    told instead, and the process ends with exit code 1 at once. (Nothing is unsaved before there is a window;
    the local copy bears an end at any moment.)
    """

    def log_or_end(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            _log(kind, context, text)
            return
        complain(
            ExpectedError(
                words("The display cannot be used."),
                words(
                    "Start Switchboard on your own desktop; if it is that, look at what stands above. "
                    "What works without one is said by “switchboard --help”."
                ),
            )
        )
        sys.stderr.flush()
        os._exit(1)

    # Qt would share every gradient out among threads, a scroll bar's, too: to wake them takes four times as
    # long as to paint it (0.8 instead of 0.2 ms).
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    qInstallMessageHandler(log_or_end)
    # As an argument: to set a style, or to ask for it, loads the names of all that styles can do (8 ms).
    style = ["-style", "Fusion"] if _is_ours_to_choose() else []
    made = QApplication.instance()
    application = made or QApplication([sys.argv[0], *style])
    qInstallMessageHandler(_log)
    assert isinstance(application, QApplication)
    application.setApplicationName("switchboard")
    application.setApplicationDisplayName("Switchboard")
    application.setDesktopFileName("switchboard")
    scheme.follow_system(application, own=made is None and bool(style))
    return application


def forget_messages() -> None:
    """Leave Qt's messages to Qt again."""
    qInstallMessageHandler(None)


def _is_ours_to_choose() -> bool:
    """Whether neither the user nor the desktop brings a look of its own."""
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    return sys.platform == "linux" and "QT_STYLE_OVERRIDE" not in os.environ and "KDE" not in desktops


def _log(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    # Qt quotes file names and addresses in its messages; an address may be a phone number.
    shown = text if "tel:" not in text and "sip:" not in text else "a message about an address"
    logging.getLogger("switchboard.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", shown)
