"""What the window stands on: secrets, local copy, desk and sync, opened and closed in the right order.

Everything here may take its time and runs on the office's own lane; the caller hears of it through
:class:`Porter`, on that lane.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from switchboard.cache import Cache, Opened, open_cache, remove_files
from switchboard.desk.begun import Begun
from switchboard.desk.hearing import hearing_of
from switchboard.desk.lane import Lane
from switchboard.desk.leaving import Leaving
from switchboard.desk.trial import Trial
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import Words, words
from switchboard.memory import give_back
from switchboard.profile import Profile, Settings, load_settings, save_place, save_settings

if TYPE_CHECKING:
    from switchboard.desk.demo_child import DemoChild
    from switchboard.desk.desk import Desk
    from switchboard.desk.porter import Porter
    from switchboard.sync.engine import Sync
    from switchboard.vault import Vault
    from switchboard.vault.courier import Courier

_LOG = logging.getLogger(__name__)

_GRACE = 10.0
"""Seconds an outcome stays here before it is sent: longer than :data:`UNDO_SECONDS`, so that no clock's whim
sends what is being taken back."""
_FIRST_ANSWER = 2.0
"""Seconds that the line to the directory waits at the most for the window's and the desk's first answers."""


class Office:
    """One profile's copy, desk and sync; or the demo's, which leaves nothing behind."""

    def __init__(self, profile: Profile, porter: Porter, courier: Courier | None = None) -> None:
        """Take a profile; ``courier`` is already on the way for its secrets."""
        self._profile = profile
        self._porter = porter
        self._courier = courier
        self._lane = Lane("office lane")
        self._settings = Settings()
        self._cache: Cache | None = None
        self._desk: Desk | None = None
        self._sync: Sync | None = None
        self._child: DemoChild | None = None
        self._remark: Words | None = None
        self.trial = Trial()  # what connect() tries; it may be called off
        self._leaving = Leaving(profile.cache_file)
        self.answered = threading.Event()
        """Clear while the window has yet to answer: what takes long to load waits for it."""
        self.answered.set()

    # -- what the window asks (returns at once)

    def open(self) -> None:
        """Open what the profile knows: the local copy, then the line to the directory."""
        self._do(self._open)

    def connect(self, address: str, token: str) -> None:
        """Try an address and a token; keep them when they work."""
        trial = self.trial = Trial()
        self._do(lambda: self._connect(address, token, trial))

    def demo(self, child: DemoChild) -> None:
        """Show the demo: its copy is in memory, and no keyring is asked."""
        self._child = child
        self._do(lambda: self._demo(child))

    def close_copy(self) -> None:
        """Leave what is open, for the first page."""
        if self._child is not None:
            self._child.cancel()
        self._lane.submit(self._close)
        self._lane.submit(lambda: self._porter.on_nothing_known(self._settings.service, None))

    def confirm_shrink(self) -> None:
        """Take over a directory that has lost many people."""
        if self._sync is not None:
            self._sync.confirm_shrink()

    def keep_rank_by_use(self, on: bool) -> None:
        """Remember whether to rank by the agent's own use; the demo leaves nothing behind."""

        def keep() -> None:
            # Not before the first answer: 20 modules come with it.
            from dataclasses import replace

            self._settings = replace(self._settings, rank_by_use=on)
            if self._child is not None:
                return
            try:
                # As they are in the file: what cannot be read there must not be written over.
                save_settings(self._profile, replace(load_settings(self._profile), rank_by_use=on))
            except ExpectedError as error:
                self._porter.on_problem(error)

        self._lane.submit(keep)

    def keep_place(self, place: bytes) -> None:
        """Remember where the window stands."""
        if self._child is None:
            self._lane.submit(lambda: save_place(self._profile, place))

    def poke(self) -> None:
        """Something waits to be sent."""
        if self._sync is not None:
            self._sync.poke()

    def stop(self) -> None:
        """Close everything and wait for it."""
        self.answered.set()
        self.trial.call_off()
        if (courier := self._courier) is not None:
            # The keyring may be asking the user, and nobody waits for the answer any more.
            courier.stop()
        if self._child is not None:
            self._child.stop()
        self._lane.submit(self._close)
        self._lane.stop(finish=True)

    @property
    def has_desk(self) -> bool:
        """Whether a local copy is open."""
        return self._desk is not None

    @property
    def settings(self) -> Settings:
        """The profile's settings, once read."""
        return self._settings

    # -- on the office lane

    def _do(self, job: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                job()
            except ExpectedError as error:
                self._porter.on_nothing_known(self._settings.service, error)

        self._lane.submit(guarded)

    def _read_settings(self) -> None:
        try:
            self._settings = load_settings(self._profile)
        except ExpectedError as error:
            self._porter.on_problem(error)
        self._porter.on_settings(self._settings)

    def _open(self) -> None:
        """Open what is known, in the order in which the agent needs it: the copy first, the line last."""
        self._read_settings()
        if not self._settings.service:
            self._porter.on_nothing_known("", None)
            return
        token = self._open_kept()
        if token is None:
            return
        if self._cache is None:
            self._open_copy()
        self._start_sync(self._settings.service, token)
        give_back()

    def _open_kept(self) -> str | None:
        """Open the copy that is there; return the token, ``None`` when there is none, which is said."""
        from switchboard.vault import VaultError

        problem, token = None, None
        try:
            secrets = self._courier or self._vault()
            if self._profile.cache_file.exists() and (key := secrets.existing_key()) is not None:
                self._open_desk(open_cache(self._profile.cache_file, key))
            token = secrets.token()
        except VaultError as error:
            problem = error
        finally:
            if self._courier is not None:
                self._courier.stop()
                self._courier = None
        if token is None:
            self._close()
            self._porter.on_nothing_known(self._settings.service, problem)
        return token

    def _vault(self) -> Vault:
        from switchboard.vault import Vault

        return Vault(self._profile.name)

    def _open_copy(self) -> None:
        """Open the encrypted copy, or one in memory where no key can be kept."""
        from switchboard.vault import VaultError

        try:
            opened, remark = open_cache(self._profile.cache_file, self._vault().key()), None
        except VaultError as error:
            _LOG.info("no key for the local copy; it is kept in memory")
            self._porter.on_problem(error)
            opened, remark = open_cache(None, None), words("Local copy in memory only")
        self._open_desk(opened, remark)

    def _open_desk(self, opened: Opened, remark: Words | None = None) -> None:
        if opened.why is not None:
            self._porter.on_problem(ExpectedError(opened.why))
        self._cache, self._remark = opened.cache, remark
        begun = Begun(opened.cache, hearing_of(self._settings, self._profile), self._porter.on_problem)
        begun.begin()
        # What a desk needs takes long to load; the index is loaded meanwhile.
        from switchboard.desk.desk import Desk
        from switchboard.desk.rules import limits_of, policy_of

        self._desk = Desk(
            opened.cache,
            self._porter,
            limits=limits_of(self._settings),
            policy=policy_of(self._settings),
            rank_by_use=self._settings.rank_by_use,
            begun=begun,
        )
        self._desk.start()
        self._show_desk()

    def _show_desk(self) -> None:
        assert self._cache is not None
        assert self._desk is not None
        self._porter.on_desk(self._desk, self._remark, filled=self._cache.filled)

    def _start_sync(self, address: str, token: str) -> None:
        if self._desk is not None:
            # What the line needs takes long to load, and would take that time from the first answers.
            self.answered.wait(_FIRST_ANSWER)
            self._desk.idle(_FIRST_ANSWER)
        from switchboard.desk.porter import Ear
        from switchboard.directory.client import Client
        from switchboard.sync.engine import Sync
        from switchboard.sync.settings import SyncSettings

        assert self._cache is not None
        client = Client(address, token)
        if self._sync is not None:
            self._sync.reconnect(client)
            return
        settings = SyncSettings(outcome_grace=_GRACE)
        self._sync = Sync(client, self._cache, Ear(self._porter, self._desk), settings=settings)
        self._sync.start()

    def _connect(self, address: str, token: str, trial: Trial) -> None:
        from dataclasses import replace

        from switchboard.directory.client import Client
        from switchboard.vault import VaultError

        client = Client(address, token)
        if not trial.run(client):
            self._porter.on_nothing_known(self._settings.service, None)
            return
        if self._child is not None:
            self._close()
        if client.base_url != self._settings.service:
            if self._settings.service:
                self._leaving.ask(client.base_url, self._cache, self._vault())
                self._leave()
            self._settings = replace(self._settings, service=client.base_url)
            save_settings(self._profile, self._settings)
        try:
            self._vault().set_token(token.strip())
        except VaultError:
            # Said below, when the copy cannot be opened with a key either.
            _LOG.info("the token cannot be kept beyond this session")
        if self._cache is None:
            self._open_copy()
        else:
            self._show_desk()
        self._start_sync(address, token)

    def _leave(self) -> None:
        """Forget the copy of another directory: it must not answer for the one that comes."""
        self._close()
        remove_files(self._profile.cache_file)

    def _demo(self, child: DemoChild) -> None:
        # Its service must never meet the copy and the outbox of a real directory.
        self._close_desk()
        address, token = child.start()
        self._open_desk(open_cache(None, None), words("Demo: no call is made, nothing is kept"))
        self._start_sync(address, token)

    def _close(self) -> None:
        """End everything, the demo's service too."""
        self._close_desk()
        if self._child is not None:
            self._child.stop()
        self._child = None

    def _close_desk(self) -> None:
        """In the order in which they lean on each other."""
        if self._sync is not None:
            self._sync.stop()
        if self._desk is not None:
            self._desk.stop()
        if self._cache is not None:
            self._cache.close()
        self._sync = self._desk = self._cache = None
