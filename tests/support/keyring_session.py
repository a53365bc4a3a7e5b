"""A real Secret Service (GNOME Keyring) on a session bus of its own, for a command line run inside it.

``in_session([...])`` returns the command line that does it; ``python -m support.keyring_session COMMAND…``
is what runs inside. Everything lies in a folder of its own, so nobody's keyring is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_NEEDED = ("dbus-run-session", "gnome-keyring-daemon")


def missing() -> list[str]:
    """Return which of the programs that a session needs are not installed."""
    return [name for name in _NEEDED if shutil.which(name) is None]


def in_session(command: Sequence[str], *, lock: bool = False) -> list[str]:
    """Return the command line that runs ``command`` with an unlocked (or locked) keyring."""
    mode = ["--lock"] if lock else []
    return ["dbus-run-session", "--", sys.executable, str(Path(__file__)), *mode, *command]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return this process's environment with a home in ``folder`` and the Secret Service chosen."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
        **more,
    }


def _run(arguments: Sequence[str]) -> int:
    lock = arguments[:1] == ["--lock"]
    # The daemon puts itself into the background once it has read the password, and leaves with the bus.
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
        input=b"not-a-secret",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    if lock:
        import contextlib

        import secretstorage

        with contextlib.closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()
    return subprocess.run(arguments[1:] if lock else arguments, check=False).returncode


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1:]))
