"""What the agent says: outcomes, messages, absences, whom they use; durable before anybody is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from switchboard.cache import Cache
from switchboard.desk.lane import Lane
from switchboard.desk.replies import Registered, Told, Watcher
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import (
    Absence,
    Kind,
    Message,
    Outcome,
    Person,
    Protection,
    Reason,
    Ref,
    Result,
    Source,
)
from switchboard.domain.view import outcome_target
from switchboard.domain.words import words

if TYPE_CHECKING:
    from switchboard.cache.desk import DeskWriter
    from switchboard.domain.absence_line import SaidAbsence

UNDO_SECONDS = 8
"""How long what came of a call can be taken back."""


class Journal:
    """Writes into the outbox and the agent's own lists, on a desk lane. Its verbs return at once.

    ``changed`` is told of everything that looks different now, long before the directory hears of it, and
    ``use_changed`` of whoever became a favourite, or one no longer. It is they who tell the watcher, once
    nothing is answered any more with what was known before.
    """

    def __init__(
        self,
        cache: Cache,
        watcher: Watcher,
        now: Callable[[], datetime],
        changed: Callable[[frozenset[Ref]], None],
        use_changed: Callable[[frozenset[Ref]], None],
    ) -> None:
        self._cache = cache
        self._watcher = watcher
        self._now = now
        self._changed = changed
        self._use_changed = use_changed
        self._lane = Lane("desk lane")
        self._writer: DeskWriter | None = None

    def stop(self) -> None:
        """Finish what must be durable, then end the lane."""
        self._lane.stop(finish=True)

    def idle(self, timeout: float) -> bool:
        """Wait until there is nothing to write; return whether that came true."""
        return self._lane.idle(timeout)

    def _pen(self) -> DeskWriter:
        if self._writer is None:
            self._writer = self._cache.desk_writer()
        return self._writer

    def _write(self, job: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                job()
            except ExpectedError as error:
                self._watcher.on_problem(error)

        self._lane.submit(guarded)

    # -- calls and messages

    def outcome(self, ref: Ref, result: Result, deliver: Callable[[Told], None] = lambda _: None) -> None:
        """Say what came of a call; ``deliver`` is called once that is durable."""
        person, unit = _target(ref)
        item = Outcome(id=_new_id(), result=result, at=self._now(), person=person, unit=unit)

        def job() -> None:
            self._pen().outbox.add(item, item.at)
            self._said(ref)
            deliver(Told(item))

        self._write(job)

    def take_back(self, outcome: Outcome, deliver: Callable[[Told], None]) -> None:
        """Take back what :meth:`outcome` said, as long as it is :data:`UNDO_SECONDS` young and unsent: the
        directory has no way to forget an outcome."""
        ref = outcome_target(outcome)

        def job() -> None:
            young = self._now() - outcome.at <= timedelta(seconds=UNDO_SECONDS + 1)
            gone = young and self._pen().outbox.take_back(outcome.id)
            if gone:
                self._said(ref)
            deliver(Told(outcome, withdrawn=gone, too_late=not gone))

        self._write(job)

    def message(
        self,
        ref: Ref,
        text: str,
        *,
        caller_name: str,
        caller_number: str,
        call_back: bool,
        urgent: bool,
        deliver: Callable[[Ref], None] = lambda _: None,
    ) -> None:
        """Leave a message for somebody; ``deliver`` is called once that is durable."""
        person, unit = _target(ref)
        item = Message(
            id=_new_id(),
            text=text,
            at=self._now(),
            person=person,
            unit=unit,
            caller_name=caller_name,
            caller_number=caller_number,
            call_back=call_back,
            urgent=urgent,
        )

        def job() -> None:
            self._pen().outbox.add(item, item.at)
            self._said(ref)
            deliver(ref)

        self._write(job)

    def _said(self, ref: Ref) -> None:
        self._watcher.on_sent_later()
        self._changed(frozenset({ref}))

    # -- absences

    def absence(self, ref: Ref, said: SaidAbsence, deliver: Callable[[Registered], None]) -> None:
        """Register an absence on somebody's behalf; ``deliver`` is called once it is durable.

        Only for people who may be spoken of: of anybody else the watcher hears an :class:`ExpectedError`.
        """
        item = Absence(
            id=_new_id(),
            person=ref.id,
            start=said.start,
            end=said.end,
            kind=said.kind,
            answers_calls=said.answers_calls,
            source=Source.SWITCHBOARD,
        )

        def job() -> None:
            known = self._person(ref)
            if known is None or known.protection is not Protection.NONE:
                raise ExpectedError(words("No absence can be registered for this person."))
            self._pen().outbox.add(item, self._now())
            self._said(ref)
            deliver(Registered(item))

        self._write(job)

    def withdraw(self, absence: Absence, deliver: Callable[[Registered], None]) -> None:
        """Take an absence back that :meth:`absence` registered, whether it has been sent or not."""
        ref = Ref(Kind.PERSON, absence.person)

        def job() -> None:
            # With a person everything about them has left the outbox; nothing is put there again.
            if self._person(ref) is not None:
                self._pen().outbox.withdraw(absence.id, absence.person, self._now())
                self._said(ref)
            deliver(Registered(absence, withdrawn=True))

        self._write(job)

    def _person(self, ref: Ref) -> Person | None:
        if ref.kind is not Kind.PERSON:
            return None
        reader = self._cache.reader()
        try:
            return reader.person(ref.id)
        finally:
            reader.close()

    # -- the agent's own lists

    def used(self, *refs: Ref) -> None:
        """A call was put through: whom the agent had chosen, and who took it, the latter last."""
        at, chosen = self._now(), dict.fromkeys(refs)

        def job() -> None:
            for later, ref in enumerate(chosen):
                self._pen().used(ref, at + later * timedelta.resolution)
            self._use_changed(frozenset())

        self._write(job)

    def forget_use(self, deliver: Callable[[], None]) -> None:
        """Forget whom the agent called, which errands found nobody and what was overridden; favourites stay.

        ``deliver`` is called once it is durable; the next answer knows nothing of it any more.
        """

        def job() -> None:
            self._pen().forget_use()
            self._use_changed(frozenset())
            deliver()

        self._write(job)

    def unmet(self, word: str) -> None:
        """Count an errand that found nobody, by a vocabulary's word."""
        self._write(lambda: self._pen().unmet(word))

    def overrode(self, ref: Ref, reason: Reason) -> None:
        """Count why a call went against what the directory says, by unit only."""
        self._write(lambda: self._pen().overrode(ref, reason))

    def favourite(self, ref: Ref) -> None:
        """Make somebody a favourite, or no longer one."""
        at = self._now()

        def job() -> None:
            pen = self._pen()
            reader = self._cache.reader()
            try:
                known = ref in reader.favourites()
            finally:
                reader.close()
            pen.remove_favourite(ref) if known else pen.add_favourite(ref, at)
            self._use_changed(frozenset({ref}))

        self._write(job)


def _target(ref: Ref) -> tuple[str | None, str | None]:
    return (ref.id, None) if ref.kind is Kind.PERSON else (None, ref.id)


def _new_id() -> str:
    # Loaded with the first thing that is said: it asks for the platform, in 2 ms.
    from uuid import uuid4

    return str(uuid4())
