"""Fetches the secrets in a process of its own, while the window is being loaded.

Loading keyring and asking the system's takes a hundred milliseconds, during which Python can do nothing else:
a thread would not help. The process is a copy of ours, made before there are threads, and ends when it has
answered. Secrets travel through a pipe between the two, never through arguments, files or the environment.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, NoReturn

_NOTHING = "-"
_ERROR = "!"
_VALUE = "="
_KILL = 9
"""``signal.SIGKILL`` (POSIX, kill(1)): that module takes 0.5 ms to load, and we are on Linux."""


class Courier:
    """Brings the secrets of one profile, as :class:`~switchboard.vault.Vault` would give them.

    Whatever the process does not bring is asked of the keyring directly. Not for the GUI thread, :meth:`stop`
    apart: the keyring may ask the user first.
    """

    def __init__(self, name: Callable[[], str], process: int, pipe: BinaryIO) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._process: int | None = process
        self._pipe = pipe
        self._stopped = False

    def __repr__(self) -> str:
        return "Courier()"

    @classmethod
    def send(cls, name: Callable[[], str]) -> Courier | None:
        """Send for the secrets filed under a name; ``None`` where no process can be made of this one."""
        # A copy could inherit a lock from a thread that it has not; on macOS the system's libraries refuse.
        if sys.platform != "linux" or threading.active_count() > 1:
            return None
        read, write = os.pipe()
        process = os.fork()
        if not process:
            os.close(read)
            _fetch(name, write)
        os.close(write)
        return cls(name, process, os.fdopen(read, "rb"))

    def existing_key(self) -> bytes | None:
        """Return the local copy's key if there is one; ask first for this, then for :meth:`token`.

        Raises:
            VaultError: there is no keyring, or it is locked or does not answer, or :meth:`stop` was called.
        """
        known, value = self._next()
        if not known:
            from switchboard.vault.vault import Vault

            return Vault(self._name()).existing_key()
        return value

    def token(self) -> str | None:
        """Return the service's token, or ``None``; raises like :meth:`existing_key`."""
        known, value = self._next()
        if not known:
            from switchboard.vault.vault import Vault

            return Vault(self._name()).token()
        return None if value is None else value.decode()

    def stop(self) -> None:
        """End the process if it still waits for an answer."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._process, _KILL)
        self._end()

    def _next(self) -> tuple[bool, bytes | None]:
        """Return whether an answer came, and the answer."""
        try:
            line = self._pipe.readline().decode("ascii")
        except ValueError:
            # Closed meanwhile.
            line = ""
        kind, value = line[:1], line[1:].rstrip("\n")
        if line.endswith("\n"):
            if kind == _ERROR:
                from switchboard.vault.errors import KINDS

                raise KINDS[value]()
            return True, None if kind == _NOTHING else bytes.fromhex(value)
        self._end()
        if self._stopped:
            from switchboard.vault.errors import silent

            raise silent()
        return False, None

    def _end(self) -> None:
        with self._lock:
            if self._process is not None:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(self._process, 0)
                self._process = None
        self._pipe.close()


def _fetch(name: Callable[[], str], write: int) -> NoReturn:
    """Ask the keyring and write the answers, in the new process."""
    try:
        from switchboard.vault.vault import Vault

        vault = Vault(name())
        vault.read_directly()
        # Each is on its way as soon as it is known: the copy is opened with the first.
        for question in (vault.existing_key, lambda: _bytes(vault.token())):
            os.write(write, f"{_answer(question)}\n".encode("ascii"))
    except BaseException:  # noqa: BLE001 - who sent us asks again, and meets the bug where it can be reported
        os._exit(1)
    finally:
        # Nothing of the process that this one is a copy of is to be flushed, closed or called at its end.
        os._exit(0)


def _answer(question: Callable[[], bytes | None]) -> str:
    try:
        value = question()
    except Exception as error:  # what is no error of the vault's is raised again
        # Their class is not loaded before there is one.
        from switchboard.vault.errors import VaultError, kind_of

        if not isinstance(error, VaultError):
            raise
        return _ERROR + kind_of(error)
    return _NOTHING if value is None else _VALUE + value.hex()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
