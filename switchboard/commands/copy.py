"""``sync``, ``outbox``, ``forget`` (and ``doctor``): what can be done with this computer's local copy."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from switchboard import profile
from switchboard.cache import Cache, CacheError, open_cache, open_existing, remove_files
from switchboard.commands.doctor import doctor, no_service, no_token
from switchboard.directory.client import Client
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import English, Words, many, say, words
from switchboard.profile import Profile
from switchboard.sync.engine import Sync
from switchboard.sync.once import Report, sync_once
from switchboard.sync.status import Changed, Phase, SyncStatus
from switchboard.vault import Vault, VaultError

__all__ = ["doctor", "forget", "outbox", "sync"]


def _english() -> English:
    return English(ZoneInfo("UTC"), datetime.now(UTC))


def _tell(sentence: Words) -> None:
    print(f"switchboard: {say(sentence, _english())}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _connected(here: Profile) -> Iterator[tuple[Client, Cache]]:
    """Open the service and the local copy of a profile.

    Raises:
        ExpectedError: something is not set up, or cannot be used.
    """
    settings = profile.load_settings(here)
    if not settings.service:
        raise ExpectedError(*no_service())
    vault = Vault(here.name)
    if (token := vault.token()) is None:
        raise ExpectedError(*no_token())
    client = Client(settings.service, token)
    try:
        opened = open_cache(here.cache_file, vault.key())
        if opened.why is not None:
            _tell(opened.why)
        try:
            yield client, opened.cache
        finally:
            opened.cache.close()
    finally:
        client.close()


def sync(arguments: argparse.Namespace) -> int:
    """Bring the local copy up to date, once or until it is interrupted."""
    with _connected(profile.current()) as (client, cache):
        if not arguments.once:
            return _follow(client, cache, as_json=arguments.json)
        report = sync_once(client, cache, on_progress=_progress)
    print(json.dumps(_report(report)) if arguments.json else _in_words(report))
    return 0


def _progress(done: int, total: int | None) -> None:
    if sys.stderr.isatty():
        of = "" if total is None else f" of {total}"
        print(
            f"\r{done}{of} {'entry' if (total or done) == 1 else 'entries'}",
            end="\n" if done == total else "",
            file=sys.stderr,
            flush=True,
        )


def _report(report: Report) -> dict[str, str | int | bool]:
    return {
        "state": report.state,
        "persons": report.persons,
        "units": report.units,
        "filled": report.filled,
        "changed": report.changed,
        "sent": report.sent,
        "setAside": report.set_aside,
        "unreadable": report.unreadable,
    }


def _in_words(report: Report) -> str:
    lines = [
        f"Up to date: {many(report.persons, 'person', 'people')} and {many(report.units, 'unit', 'units')}, "
        + ("all fetched." if report.filled else f"{many(report.changed, 'change', 'changes')}.")
    ]
    if report.sent:
        lines.append(f"Sent from the outbox: {report.sent}.")
    if report.set_aside:
        lines.append(f"Not taken by the service: {report.set_aside}; “switchboard outbox” shows them.")
    if report.unreadable:
        lines.append(f"Unreadable and not shown: {report.unreadable}. Tell the directory's administrator.")
    return "\n".join(lines)


class _Printer:
    """Prints every new status, and notes when only a human can help."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._last = ""
        self.ended = threading.Event()

    def on_status(self, status: SyncStatus) -> None:
        text = say(status.words, _english())
        line = text
        if self._as_json:
            line = json.dumps(
                {
                    "phase": status.phase.value,
                    "words": text,
                    "persons": status.persons,
                    "waiting": status.waiting,
                    "done": status.done,
                    "total": status.total,
                }
            )
        if line != self._last:
            self._last = line
            print(line, flush=True)
        if status.phase in (Phase.REFUSED, Phase.NEEDS_CONFIRMATION):
            if status.remedy is not None:
                _tell(status.remedy)
            self.ended.set()

    def on_changes(self, changed: Changed) -> None:
        """The status that follows says all that is said here."""


def _follow(client: Client, cache: Cache, *, as_json: bool) -> int:
    printer = _Printer(as_json=as_json)
    engine = Sync(client, cache, printer)
    engine.start()
    try:
        printer.ended.wait()
    finally:
        engine.stop()
    return 1


def outbox(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Say what waits to be sent: kinds, ages and attempts, and nothing of what it says or about whom."""
    here = profile.current()
    # Whether there is a copy at all is asked before the keyring, which may want to be unlocked.
    key = Vault(here.name).existing_key() if here.cache_file.exists() else None
    cache = None if key is None else open_existing(here.cache_file, key)
    if cache is None:
        print("Nothing waits to be sent.")
        return 0
    try:
        waiting = cache.reader().outbox()
    finally:
        cache.close()
    if not waiting:
        print("Nothing waits to be sent.")
        return 0
    english = _english()
    kinds = Counter(item.kind.value for item in waiting)
    print(f"Waiting to be sent: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}.")
    for item in waiting:
        tried = {0: "not tried yet", 1: "1 attempt"}.get(item.attempts, f"{item.attempts} attempts")
        problem = "" if item.problem is None else f", {item.problem}"
        print(f"  {item.kind.value:<12} {english.duration(english.now - item.created):>8}  {tried}{problem}")
    return 0


def forget(arguments: argparse.Namespace) -> int:
    """Wipe local copy, key and token; settings (the service's address among them) stay."""
    here = profile.current()
    vault = Vault(here.name)
    waiting = _before_forgetting(here, vault)
    if not arguments.yes and not _agreed(waiting):
        _tell(words("Nothing was deleted."))
        return 1
    problem: VaultError | None = None
    try:
        # The key goes first: without it the files are noise, whatever the disk keeps of them.
        vault.forget()
    except VaultError as error:
        problem = error
    remove_files(here.cache_file)
    if problem is not None and vault.problem() is None:
        raise problem
    print("The local copy, its key and the token are gone. The settings are kept.")
    return 0


def _before_forgetting(here: Profile, vault: Vault) -> int:
    """Return how much waits to be sent, as far as that can be read.

    Raises:
        ExpectedError: the copy is in use.
    """
    try:
        key = vault.existing_key() if here.cache_file.exists() else None
        cache = None if key is None else open_existing(here.cache_file, key)
    except (VaultError, CacheError):
        return 0
    if cache is None:
        return 0
    try:
        reader = cache.reader()
        waiting = reader.counts().waiting
        reader.close()
        alone = cache.alone()
    except CacheError:
        return 0
    finally:
        cache.close()
    if not alone:
        raise ExpectedError(
            words("Switchboard is open and uses the local copy."), words("Close it and repeat.")
        )
    return waiting


def _agreed(waiting: int) -> bool:
    unsent = {0: "", 1: " One thing has not been sent yet and will be lost."}.get(
        waiting, f" {waiting} things have not been sent yet and will be lost."
    )
    question = f"Delete the local copy, its key and the token?{unsent} [y/N] "
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")
