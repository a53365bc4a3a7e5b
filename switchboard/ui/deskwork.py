"""What the agent does with whoever is chosen: calls, what came of them, messages, absences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from switchboard.desk.desk import Desk
from switchboard.desk.replies import Rows
from switchboard.domain.availability import Status
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Reason, Ref, Result
from switchboard.domain.routes import Route
from switchboard.domain.words import say, short, words
from switchboard.search.results import Hit
from switchboard.telephony import CallControl
from switchboard.ui.absences import Absences
from switchboard.ui.bars import Bars
from switchboard.ui.bridge import Bridge
from switchboard.ui.calls import Calls, target_of
from switchboard.ui.desk_page import DeskPage
from switchboard.ui.outcomes import Outcomes

if TYPE_CHECKING:
    from switchboard.ui.message_dialog import Draft, MessageDialog


class Deskwork(QObject):
    """The verbs of one desk page, for keys and clicks alike."""

    call_failed = Signal(object)
    """The :class:`ExpectedError` why a call could not be put through."""
    call_made = Signal()

    def __init__(
        self,
        desk: Desk,
        control: CallControl,
        bridge: Bridge,
        page: DeskPage,
        bars: Bars,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bridge, self._page, self._window = desk, bridge, page, parent
        self._message: MessageDialog | None = None
        self._written: dict[Ref, str] = {}
        """Who has been left a message that is not durable yet, and what they are called."""
        self._begun: tuple[Ref, Draft] | None = None
        """The message that was closed without being sent, or is not durable yet, until something is typed."""
        self._asked: tuple[Route, Ref, bool] | None = None
        self._said, self._override_bar = bars.said_line, bars.override_bar
        self._calls = Calls(desk, control, self)
        self._calls.put_through.connect(self._on_put_through)
        self._calls.failed.connect(self.call_failed)
        self.absences = Absences(desk, bridge, page, bars.absence_line, self._said, self)
        self._outcomes = Outcomes(desk, bridge, bars.outcome_bar, self._said, self)
        self._override_bar.chosen.connect(self._override)
        self._override_bar.left.connect(self._forget_override)
        page.header.field.textChanged.connect(self._on_typed)
        page.header.caller.textChanged.connect(self._forget_begun)
        bridge.message_kept.connect(self._on_message_kept)
        bridge.use_forgotten.connect(self._on_use_forgotten)
        bars.outcome_bar.answered.connect(self.tell)
        bridge.changed.connect(self._on_changed)
        bridge.ready.connect(self._on_ready)
        bridge.seen.connect(self._on_seen)

    def _on_typed(self) -> None:
        self._forget_override()
        self._forget_begun()

    # -- calls

    def take(self, position: int, *, consult: bool) -> None:
        """Put the call through by the route at a position."""
        self._page.take(position, consult=consult)

    def say_renumbered(self) -> None:
        """Say that the routes have changed places just when one was asked for by its number."""
        self.call_failed.emit(
            ExpectedError(
                words("The routes have just changed places, so no call was started."),
                words("Look again, then press once more."),
            )
        )

    def take_route(self, route: Route, meant: Ref, consult: bool) -> None:
        """Put the call through by a route of whoever is meant, unless that wants a reason or a message."""
        if route.phone is None:
            self._ask_message(target_of(route) or meant, route.name)
        elif self._desk.policy.ask_reason and _overrides(route):
            self._asked = (route, meant, consult)
            self._override_bar.ask(route.name, say(route.why, self._bridge.language))
        else:
            self._forget_override()
            self._calls.take(route, meant, consult=consult)

    def _override(self, reason: Reason) -> None:
        if self._asked is not None:
            route, meant, consult = self._asked
            self._forget_override()
            if self._calls.take(route, meant, consult=consult):
                self._desk.journal.overrode(target_of(route) or meant, reason)

    def _forget_override(self) -> None:
        # With each key, and mostly there is nothing to forget.
        if self._asked is not None:
            self._asked = None
            keyboard = self._window.focusWidget()
            if keyboard is not None and self._override_bar.isAncestorOf(keyboard):
                # Before the bar goes: Qt would hand the keyboard on as Tab does, and with that the whole text
                # would be chosen, to be replaced by the next letter.
                self._page.setFocus()
            self._override_bar.clear()

    def _on_put_through(self, target: Ref | None, name: str) -> None:
        self.call_made.emit()
        self._outcomes.ask(target, name)
        self._page.handled()

    def tell(self, result: Result) -> None:
        """Say what came of the last call."""
        if self._outcomes.tell(result):
            self._page.setFocus()

    # -- messages

    def write_message(self) -> None:
        """Write a message to whoever is chosen, once what is on screen answers what was typed."""
        self._page.when_settled(self._write_message)

    def _write_message(self) -> None:
        if (current := self._page.current()) is not None:
            self._ask_message(*current)

    def _ask_message(self, target: Ref, name: str) -> None:
        if self._message is not None:
            return
        from switchboard.ui.message_dialog import MessageDialog

        caller = self._page.header.caller.text().strip()
        begun = self._begun[1] if self._begun is not None and self._begun[0] == target else None
        dialog = self._message = MessageDialog(name, caller, self._window, begun=begun)

        def done(code: int) -> None:
            self._message = None
            dialog.deleteLater()
            draft, sent = dialog.draft(), code == MessageDialog.DialogCode.Accepted.value
            if sent or draft.text:
                self._begun = target, draft
            if sent:
                self._written[target] = short(name)
                self._desk.journal.message(
                    target,
                    draft.text,
                    caller_name=draft.caller_name,
                    caller_number=draft.caller_number,
                    call_back=draft.call_back,
                    urgent=draft.urgent,
                    deliver=self._bridge.deliver_message_kept,
                )
                self._page.handled()

        dialog.finished.connect(done)
        dialog.open()

    def _forget_begun(self) -> None:
        # Whoever types is with another caller by now, or with another person.
        self._begun = None

    def _on_message_kept(self, target: Ref) -> None:
        self._forget_begun()
        # Whoever has become somebody who is not spoken of meanwhile has no name here.
        if (name := self._written.pop(target, None)) is not None:
            text = self.tr("Message to {name} kept. It is sent by itself.").format(name=name)
            self._said.say(text, about=target)

    def say_copied(self) -> None:
        """Say that a number was copied; which one stands beside the button."""
        self._said.say(self.tr("The number is copied."))

    # -- the agent's own use

    def forget_use(self) -> None:
        """Forget whom the agent put calls through to."""
        self._desk.journal.forget_use(self._bridge.deliver_use_forgotten)

    def _on_use_forgotten(self) -> None:
        self._page.use_forgotten()
        self._page.setFocus()
        self._said.say(
            self.tr(
                "Forgotten: whom you put calls through to, which errands found nobody, and why calls went "
                "against the directory. Favourites stay."
            )
        )

    # -- whoever is mentioned in a line, and is gone

    def _mentioned(self) -> set[Ref]:
        asked = {target_of(self._asked[0]) or self._asked[1]} if self._asked is not None else set()
        begun = {self._begun[0]} if self._begun is not None else set()
        lines = self.absences.about | self._outcomes.about | self._said.about
        return lines | self._written.keys() | asked | begun

    def _on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        # A new directory as a whole is looked at once its index answers.
        if not everything:
            self._look_again(self._mentioned() & refs)

    def _on_ready(self) -> None:
        self._look_again(self._mentioned())

    def _look_again(self, refs: set[Ref]) -> None:
        if refs:
            self._desk.rows((Hit(ref, ()) for ref in sorted(refs)), self._bridge.deliver_seen)

    def _on_seen(self, answer: Rows) -> None:
        protected = {row.ref for row in answer.rows if row.restricted}
        for ref in self._mentioned() & {*answer.gone, *protected}:
            self.absences.forget(ref)
            self._said.forget(ref)
        if self._asked is not None and (target_of(self._asked[0]) or self._asked[1]) in answer.gone:
            self._forget_override()
        for ref in answer.gone:
            self._outcomes.forget(ref)
            self._written.pop(ref, None)
            if self._begun is not None and self._begun[0] == ref:
                self._forget_begun()

    def close(self) -> None:
        """Forget everything that is under way."""
        self._forget_override()
        self.absences.close()
        self._outcomes.leave_open()


def _overrides(route: Route) -> bool:
    """Whether whoever takes this route knows better than the directory."""
    known = route.availability
    status = None if known is None else known.was or known.status
    return not route.open or status in (Status.AWAY, Status.OFF_DUTY)
