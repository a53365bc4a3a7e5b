"""What the sync lane's thread runs: waits for a reason, makes an attempt, tells how it went."""

from __future__ import annotations

from switchboard.cache import Cache
from switchboard.directory.errors import (
    Busy,
    Closed,
    DirectoryError,
    Forbidden,
    ServerFault,
    StateGone,
    Unauthorised,
    Unreachable,
)
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.sync.backoff import Backoff
from switchboard.sync.bugs import Bugs
from switchboard.sync.clock import Clock, Random
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.signals import Signals, Wake
from switchboard.sync.status import Listener, Phase, live, polling, shrunk
from switchboard.sync.teller import Teller
from switchboard.sync.work import Work


class SyncLane:
    """One thread's work. Nothing in here is for another thread; they use the signals."""

    def __init__(
        self,
        client: DirectoryClient,
        cache: Cache,
        listener: Listener,
        signals: Signals,
        clock: Clock,
        settings: SyncSettings,
        random: Random,
    ) -> None:
        self._signals = signals
        self._clock = clock
        self._settings = settings
        self._random = random
        self._backoff = Backoff(
            random,
            first=settings.backoff_first,
            most=settings.backoff_most,
            retry_after_most=settings.retry_after_most,
        )
        self._bugs = Bugs()
        self._teller = Teller(listener, clock)
        self._work = Work(client, cache, clock, settings, self._teller, lambda: signals.stopping)
        self._due: float | None = clock.monotonic()
        self._not_before = clock.monotonic()
        self._well = False
        self._stream_open = False
        self._confirmed = False
        self._news = False

    def run(self) -> None:
        """Work until the end."""
        try:
            self._work.count()
            self._teller.status(Phase.STARTING, words("Connecting to the directory service."))
            while not (wake := self._signals.wait(self._due)).stop:
                self._hear(wake)
                if self._due is not None and self._clock.monotonic() >= self._due:
                    self._attempt()
        except Exception as error:  # noqa: BLE001 - even a lane that cannot go on says so
            self._bugs.note("the sync lane", error)
            self._teller.status(Phase.BROKEN, words("Switchboard met a bug of its own."), _RESTART)
        finally:
            self._work.close()

    # -- when

    def _hear(self, wake: Wake) -> None:
        now = self._clock.monotonic()
        if wake.client is not None:
            self._work.adopt(wake.client)
            self._backoff.reset()
            self._well = self._stream_open = False
            self._due = self._not_before = now
        if wake.confirm and self._work.held is not None:
            self._confirmed = True
            self._due = now
        if wake.poke:
            # A service that has asked for patience gets it, from an impatient agent too.
            self._due = max(now, self._not_before)
        if wake.opened or wake.lost:
            self._stream_open = wake.opened
            self._soon(self._settings.news_jitter if wake.opened else self._settings.lost_jitter)
            self._say_well()
        if wake.news is not None and wake.news != self._work.state:
            self._news = True
            self._soon(self._settings.news_jitter)
        elif wake.heard or wake.news is not None:
            self._touch()

    def _soon(self, within: float) -> None:
        # While attempts fail their backoff rules, however well the stream may work.
        if self._well:
            due = self._clock.monotonic() + self._random.random() * within
            self._due = due if self._due is None else min(self._due, due)

    def _touch(self) -> None:
        """Note a sign of life as contact; only while nothing is known that the copy lacks."""
        if not self._well or self._news:
            return
        try:
            self._work.touch()
        except ExpectedError as error:
            self._failed(Phase.BROKEN, error)
            return
        self._say_well()

    # -- what

    def _attempt(self) -> None:
        client, confirmed = self._work.client, self._confirmed
        self._news = False
        try:
            self._work.attempt(confirmed=confirmed)
        except StateGone:
            self._gone()
        except Unauthorised as error:
            self._failed(Phase.REFUSED, error)
            self._due = None
        except Forbidden as error:
            # Something between us and the service may say that for a while; the token itself was not refused.
            self._failed(Phase.REFUSED, error)
            self._due = self._clock.monotonic() + self._settings.safety_poll
        except Busy as error:
            self._failed(Phase.OFFLINE, error, error.retry_after)
        except Closed as error:
            if not self._signals.leaving:
                self._failed(Phase.OFFLINE, error)
        except (Unreachable, ServerFault) as error:
            self._failed(Phase.OFFLINE, error)
        except (DirectoryError, ExpectedError) as error:
            self._failed(Phase.BROKEN, error)
        except Exception as error:  # noqa: BLE001 - a bug becomes a report and a status, and the lane goes on
            self._bugs.note("the sync lane", error)
            self._failed(Phase.BROKEN, _bug())
        else:
            self._succeeded(client)
        if self._work.held is None:
            self._confirmed = False

    def _succeeded(self, client: DirectoryClient) -> None:
        self._backoff.reset()
        now = self._clock.monotonic()
        held = self._work.held
        self._well = held is None
        if held is not None:
            self._due = now + self._settings.held_poll
            self._work.count()
            counts = held.counts
            self._teller.status(
                Phase.NEEDS_CONFIRMATION, shrunk(counts.persons_before, counts.persons_lost), _LOOK_FIRST
            )
            return
        if self._stream_open:
            self._due = now + self._settings.safety_poll
        else:
            # Up to a tenth earlier, so that clients which started together drift apart.
            self._due = now + self._settings.poll * (1 - self._random.random() / 10)
        if (pause := self._work.pause) is not None:
            self._due = min(self._due, now + pause)
        self._signals.listen_to(client if self._work.has_events else None)
        self._say_well()

    def _failed(self, phase: Phase, error: ExpectedError, retry_after: float | None = None) -> None:
        self._well = False
        self._work.greet_again()
        self._signals.listen_to(None)
        now = self._clock.monotonic()
        self._due = now + self._backoff.next(retry_after)
        self._not_before = self._due if retry_after is not None else now
        self._work.count()
        alone = self._work.state is None and isinstance(error, DirectoryError) and error.at_first is not None
        self._teller.status(phase, error.sentence, _NO_COPY_YET if alone else error.remedy)

    def _gone(self) -> None:
        self._well = False
        self._work.refill()
        # Everybody's state is gone at once; a poke must not bring everybody back at once either.
        self._due = self._clock.monotonic() + self._random.random() * self._settings.refill_spread
        self._not_before = self._due
        self._work.count()
        self._teller.status(Phase.FILLING, words("A new copy of the directory is fetched shortly."))

    def _say_well(self) -> None:
        if self._well:
            self._work.count()
            if self._stream_open:
                self._teller.status(Phase.LIVE, live(self._work.unreadable))
            else:
                self._teller.status(Phase.POLLING, polling(self._settings.poll))


_RESTART = words("Work goes on with the local copy as it is. Start Switchboard again.")
_NO_COPY_YET = words("It is tried again by itself; tell your administrator if it lasts.")
_LOOK_FIRST = words("Until you say yes, the copy stays as it was. If in doubt, ask your administrator.")


def _bug() -> ExpectedError:
    return ExpectedError(
        words("Switchboard met a bug of its own while it talked to the directory service."),
        words(
            "Work goes on with the local copy; it is tried again. A report without personal data was written."
        ),
    )
