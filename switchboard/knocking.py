"""Where a profile's window can be told who is calling, and the telling, before anything of Qt is loaded.

The socket lies where only this user may look, and is called by a digest: it says nothing of whom it is for.
``ui/door.py`` listens.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from switchboard.folders import Profile

ANSWER = b"taken\n"
_PATIENCE = 2.0
"""Seconds after which a window that does not answer is taken for none."""


def door_of(place: Profile) -> str | None:
    """Return the path of the socket of a profile's window; ``None`` where the system has no such sockets."""
    if sys.platform == "win32":
        return None
    import hashlib
    import tempfile

    digest = hashlib.sha256(os.fsencode(place.data)).hexdigest()[:16]
    # The user's own (XDG Base Directory Specification; on macOS the temporary one is), or else see _ours.
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return str(Path(folder, f"switchboard-{digest}"))


def is_open(door: str) -> bool:
    """Whether somebody listens there."""
    return _knock(door, b"") is not None


def hand_over(place: Profile, number: str) -> bool:
    """Tell the window of a profile who is calling; whether there is one, and it has heard."""
    door = door_of(place)
    return door is not None and _knock(door, number.encode() + b"\n") == ANSWER


def _knock(door: str, said: bytes) -> bytes | None:
    """Return what was answered, and ``None`` where nobody is."""
    if sys.platform == "win32" or not _ours(door):
        return None
    import socket

    try:
        with socket.socket(socket.AF_UNIX) as way:
            way.settimeout(_PATIENCE)
            way.connect(door)
            if not said:
                return b""
            way.sendall(said)
            return way.recv(len(ANSWER))
    except OSError:
        # Nobody is there any more; or whoever is does not answer.
        return None


def _ours(door: str) -> bool:
    """Whether it is this user's own socket: in a folder that all may write to it may be somebody else's."""
    try:
        found = os.lstat(door)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
