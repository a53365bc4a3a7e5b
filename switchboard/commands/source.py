"""Where a command's answers come from: a directory file, or this profile's local copy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from switchboard import profile
from switchboard.desk.hearing import Hearing, hearing_of
from switchboard.desk.rules import limits_of, policy_of
from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.routes import Policy
from switchboard.domain.status import Limits
from switchboard.domain.view import DirectoryView
from switchboard.domain.words import many, words

if TYPE_CHECKING:
    from switchboard.cache import Cache

_MOST_COMPLAINTS = 10
"""Unusable lines named one by one; the rest is counted."""


@record(frozen=True, slots=True)
class Directory:
    """What a command asks, and the rules that hold there."""

    view: DirectoryView
    at: datetime
    policy: Policy
    limits: Limits
    hearing: Hearing
    cache: Cache | None = None
    """The local copy, when that is where the answers come from."""


@contextmanager
def directory(data: Path | None, at: datetime | None) -> Iterator[Directory]:
    """Open the directory in ``data``, or the profile's local copy when ``None``, as of ``at`` or now.

    A file counts as fresh, and nothing else is needed: neither settings nor keyring. Its unusable lines are
    named on standard error; the rest is used.

    Raises:
        ExpectedError: there is no such file, or no usable local copy.
    """
    moment = _within_reach(at or datetime.now(UTC))
    if data is not None:
        yield Directory(_from_file(data, moment), moment, Policy(), Limits(), Hearing())
        return
    from switchboard.cache import open_existing
    from switchboard.vault import Vault

    here = profile.current()
    settings = profile.load_settings(here)
    # Whether there is a copy at all is asked before the keyring, which may want to be unlocked.
    if not here.cache_file.exists():
        raise _no_copy()
    key = Vault(here.name).existing_key()
    cache = None if key is None else open_existing(here.cache_file, key)
    if cache is None:
        raise _no_copy()
    try:
        reader = cache.reader()
        if reader.state is None:
            raise _no_copy()
        hearing = hearing_of(settings, here)
        yield Directory(reader, moment, policy_of(settings), limits_of(settings), hearing, cache)
    finally:
        cache.close()


def _from_file(path: Path, at: datetime) -> DirectoryView:
    from switchboard.directory.files import load, said_again

    loaded = load(path, contact=at)
    for line in loaded.bad[:_MOST_COMPLAINTS]:
        _tell(f"{path.name}, line {line.number}: {line.reason}")
    if (more := len(loaded.bad) - _MOST_COMPLAINTS) > 0:
        _tell(f"{path.name}: and {many(more, 'more line', 'more lines')}")
    if loaded.again:
        _tell(f"{path.name}: {said_again(loaded.again)}")
    return loaded.view


def _tell(remark: str) -> None:
    print(f"switchboard: {remark}", file=sys.stderr)


def _within_reach(at: datetime) -> datetime:
    # Holidays and zones are known for these years; and beyond year 9999 no clock can be read.
    if not 1970 <= at.year <= 2200:
        raise ExpectedError(words("The time must lie between the years 1970 and 2200."))
    return at


def _no_copy() -> ExpectedError:
    return ExpectedError(
        words("There is no local copy of the directory yet."),
        words("Fetch it with “switchboard sync --once”, or answer from a file with --data FILE.jsonl."),
    )
