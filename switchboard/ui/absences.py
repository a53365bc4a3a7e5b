"""Absences registered from the desk: typed in one line, durable at once, taken back with one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from switchboard.desk.desk import Desk
from switchboard.desk.replies import Registered
from switchboard.domain.absence_line import SaidAbsence, parse_absence
from switchboard.domain.model import Absence, Kind, Ref
from switchboard.domain.words import say, short
from switchboard.ui.absence_line import AbsenceLine
from switchboard.ui.absence_text import absence_words
from switchboard.ui.bridge import Bridge
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.said_line import SaidLine


class Absences(QObject):
    """Joins the line in which an absence is typed, the desk's journal, and the line that offers to undo."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        page: DeskPage,
        line: AbsenceLine,
        said: SaidLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bridge, self._page = desk, bridge, page
        self._line, self._said = line, said
        self._target: tuple[Ref, str] | None = None
        self._typed: SaidAbsence | None = None
        self._sent: dict[str, str] = {}
        line.edited.connect(self._preview)
        line.entered.connect(self._register)
        line.closed.connect(self.close)
        bridge.registered.connect(self._on_registered)

    # -- typing

    def open(self) -> None:
        """Begin an absence of whoever is chosen, once what is on screen answers what was typed."""
        self._target = None
        self._line.begin()
        self._preview()
        self._page.when_settled(self._meet)

    def _meet(self) -> None:
        """Take whoever is chosen now; the line stays with them, whatever happens to the list."""
        if self._line.isHidden() or self._target is not None:
            return
        text = self._page.card.text
        if self._page.current() is None or text is None:
            self._refuse(self.tr("Choose somebody first. Esc closes this line."))
        elif text.ref.kind is not Kind.PERSON:
            self._refuse(self.tr("Only people can be registered as absent. Esc closes this line."))
        elif text.card.restricted:
            self._refuse(self.tr("Nothing is registered for protected people. Esc closes this line."))
        else:
            name = short(text.name)
            self._target = (text.ref, name)
            self._line.ask(name)
            self._preview()

    def _refuse(self, why: str) -> None:
        self._typed = None
        self._line.say(why, good=False)

    def _preview(self) -> None:
        if self._line.isHidden():
            return
        text, now = self._line.field.text(), self._bridge.language.now()
        self._typed = parse_absence(text, now, self._bridge.service) if text.strip() else None
        if self._target is None and self._page.settled:
            self._meet()
        elif self._typed is not None:
            self._line.say(self._words(_absence(self._typed)), good=self._target is not None)
        elif text.strip():
            self._line.say(self.tr("Say why, or until when: “til 13 møte”, “back Thursday”."), good=False)
        else:
            self._line.say(self.tr("Why and until when? Enter registers, Esc closes."), good=False)

    def _words(self, absence: Absence) -> str:
        language = self._bridge.language
        return say(absence_words(absence, language), language)

    def _register(self) -> None:
        now = self._bridge.language.now()
        if self._target is None:
            self._page.when_settled(self._register_when_met)
            return
        if self._typed is None or (self._typed.end is not None and self._typed.end <= now):
            # What was read out is what is registered; what is over meanwhile is read anew.
            self._preview()
            return
        ref, name = self._target
        self._sent[ref.id] = name
        self._desk.journal.absence(ref, self._typed, self._bridge.deliver_registered)
        self.close()

    def _register_when_met(self) -> None:
        self._meet()
        if self._target is not None:
            self._register()

    def close(self) -> None:
        """Register nothing more; the keyboard goes back to the search."""
        self._target = self._typed = None
        # Before the line goes, or Qt hands the keyboard on as the Tab key does.
        self._page.header.field.setFocus()
        self._line.clear()

    # -- what was registered

    def _on_registered(self, answer: Registered) -> None:
        absence = answer.absence
        ref, what = Ref(Kind.PERSON, absence.person), self._words(absence)
        name = self._sent.pop(absence.person, None)
        if name is None:
            # They have become somebody who is not spoken of meanwhile.
            return
        if answer.withdrawn:
            self._said.say(self.tr("Taken back: {name}, {what}").format(name=name, what=what), about=ref)
        else:
            text = self.tr("Registered: {name}, {what}").format(name=name, what=what)
            self._said.say(text, about=ref, undo=partial(self._take_back, absence, name))

    def _take_back(self, absence: Absence, name: str) -> None:
        self._sent[absence.person] = name
        self._desk.journal.withdraw(absence, self._bridge.deliver_registered)

    # -- whom it is about

    @property
    def about(self) -> set[Ref]:
        """Whom the line is about, and of whom an answer is awaited."""
        return {Ref(Kind.PERSON, id_) for id_ in self._sent} | (
            set() if self._target is None else {self._target[0]}
        )

    def forget(self, ref: Ref) -> None:
        """Somebody is no longer to be spoken of."""
        self._sent.pop(ref.id, None)
        if self._target is not None and self._target[0] == ref:
            self.close()


def _absence(said: SaidAbsence) -> Absence:
    return Absence(
        id="", person="", start=said.start, end=said.end, kind=said.kind, answers_calls=said.answers_calls
    )
