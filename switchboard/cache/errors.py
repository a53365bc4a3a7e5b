"""What may go wrong with the local copy in a healthy program, in words an agent understands."""

from __future__ import annotations

import apsw

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words


class CacheError(ExpectedError):
    """The local copy cannot be used just now."""


class CacheBusyError(CacheError):
    """Another process kept the local copy for longer than we wait."""


class CacheDamagedError(CacheError):
    """The local copy's content cannot be trusted; the next :func:`open_cache` puts it aside."""


class FillLostError(CacheError):
    """The staging area was taken away: another process started a fill or received changes. Start over."""


class Overtaken(Exception):  # noqa: N818 - nothing is wrong
    """What was read for has been given up: something more urgent waits (:meth:`CacheReader.held`)."""


def busy() -> CacheBusyError:
    """Return the error for a copy that somebody else holds."""
    return CacheBusyError(
        words("Another Switchboard is using the local copy right now."),
        words("Close the other one, or try again in a moment."),
    )


def damaged() -> CacheDamagedError:
    """Return the error for content that cannot be read back."""
    return CacheDamagedError(
        words("The local copy is damaged."),
        words("Start Switchboard again: it puts the damaged copy aside and fetches a new one."),
    )


def fill_lost() -> FillLostError:
    """Return the error for a staging area that is no longer ours."""
    return FillLostError(
        words("The first fill was interrupted by another Switchboard."),
        words("It starts over by itself; close the other Switchboard if this repeats."),
    )


def not_writable() -> CacheError:
    """Return the error for a folder or file that we may not write."""
    return CacheError(
        words("The local copy cannot be written."),
        words("Check your rights to Switchboard's data folder, and that the disk is not read-only."),
    )


def translated(error: apsw.Error) -> CacheError | None:
    """Return the expected error behind one of SQLite's, or ``None`` when it is a bug.

    SQLite's own text is dropped: it may quote a statement.
    """
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return busy()
        case apsw.CorruptError() | apsw.NotADBError() | apsw.FormatError():
            return damaged()
        case apsw.FullError():
            return CacheError(
                words("There is no room left on the disk for the local copy."),
                words("Free some space and try again. What was there is kept."),
            )
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError() | apsw.AuthError():
            return not_writable()
        case apsw.IOError():
            return CacheError(
                words("The disk reported an error while the local copy was used."),
                words("Check the disk and the network drive, if it is on one, and try again."),
            )
        case _:
            return None
