"""Which key does what: one table, for the actions, the help page and (later) for remapping."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


class Deed(StrEnum):
    """What a key can do."""

    HELP = "help"
    CONSULT = "consult"
    MESSAGE = "message"
    ABSENCE = "absence"
    UNDO = "undo"
    NO_ANSWER = "no-answer"
    REACHED = "reached"
    AVAILABLE = "available"
    FAVOURITE = "favourite"
    FORGET = "forget"
    QUIT = "quit"


KEYS: dict[Deed, str] = {
    Deed.HELP: "F1",
    Deed.CONSULT: "F2",
    Deed.MESSAGE: "F4",
    Deed.ABSENCE: "F5",
    Deed.UNDO: "Ctrl+Z",
    Deed.NO_ANSWER: "F6",
    Deed.REACHED: "F7",
    Deed.AVAILABLE: "F8",
    Deed.FAVOURITE: "Ctrl+D",
    Deed.FORGET: "Ctrl+Shift+Del",
    Deed.QUIT: "Ctrl+Q",
}
"""The keys of the design, and those for what the design gives no key."""

ROUTE_KEYS = tuple(f"Alt+{n}" for n in range(1, 10))


def native(keys: str) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def table() -> list[tuple[str, str]]:
    """Return every key and what it does, for the help page."""
    translate = QCoreApplication.translate
    return [
        (translate("Keys", "Letters, digits"), translate("Keys", "Search, wherever the focus is")),
        ("↑ ↓", translate("Keys", "Choose among the hits; ↓ below the last shows more")),
        (translate("Keys", "Enter"), translate("Keys", "Put through by the first route")),
        (f"{native('Alt+1')} … 9", translate("Keys", "Put through by another route")),
        (native("F2"), translate("Keys", "Put through, asking first (consultation)")),
        (native("F4"), translate("Keys", "Leave a message")),
        (native("F5"), translate("Keys", "Register an absence in one line: “til 13 møte”")),
        (native("Ctrl+Z"), translate("Keys", "Take back the last absence, or what came of the last call")),
        (native("F6"), translate("Keys", "There was no answer")),
        (native("F7"), translate("Keys", "The call was taken")),
        (native("F8"), translate("Keys", "Only those who are available now")),
        (native("Ctrl+D"), translate("Keys", "Make somebody a favourite, or no longer")),
        (native("Ctrl+Shift+Del"), translate("Keys", "Forget whom you put calls through to")),
        (native("Esc"), translate("Keys", "Clear; once more: back to the previous caller's hit")),
        (native("F1"), translate("Keys", "This page")),
        (native("Ctrl+Q"), translate("Keys", "Close Switchboard")),
    ]
