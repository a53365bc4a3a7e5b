"""Files that can be read to their end."""

from __future__ import annotations

from pathlib import Path

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import Words, words

_HANDED = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""How what is piped in is named: its other end is there."""


def regular(path: Path, remedy: Words) -> Path:
    """Return the path, unless reading it may never end: a pipe that nobody writes to, a device.

    Raises:
        ExpectedError: it is such a one; ``remedy`` says what to do.
    """
    try:
        strange = path.exists() and not path.is_file() and not str(path).startswith(_HANDED)
    except (OSError, ValueError):
        # What is wrong with it is said when it is read.
        strange = False
    if strange:
        raise ExpectedError(words("{file} is no file.", file=str(path)), remedy)
    return path
