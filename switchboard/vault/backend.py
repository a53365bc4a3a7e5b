"""Which keyring the system offers, and whether it keeps secrets safely. The only import of keyring."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Protocol

from switchboard.vault.secret_service import is_usual

_log = logging.getLogger(__name__)


class Backend(Protocol):
    """The part of ``keyring.backend.KeyringBackend`` that is used."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret, or ``None``."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete a secret; raises ``PasswordDeleteError`` when there is none."""


# `null` forgets, `fail` refuses, and what `keyrings.alt` offers lies in plain files or asks on a terminal.
_UNUSABLE = ("keyring.backends.null.", "keyring.backends.fail.", "keyrings.alt.")


def find() -> Backend | None:
    """Return the keyring that the system or the user's configuration names, if it keeps secrets safely."""
    import keyring

    try:
        chosen: Backend = _usual() or keyring.get_keyring()
    except Exception as error:  # noqa: BLE001 - a backend named in a configuration raises whatever it likes
        _log.info("no keyring could be loaded: %s", type(error).__name__)
        return None
    if _is(chosen, "keyring.backends.chainer."):
        # The chainer would try one after the other, the unsafe ones too.
        links: Iterable[Backend] = getattr(chosen, "backends", ())
        return next((link for link in links if not _is(link, *_UNUSABLE)), None)
    return None if _is(chosen, *_UNUSABLE) else chosen


def _usual() -> Backend | None:
    """Return the Secret Service where keyring would choose it too, without a search of all that is installed.

    The search takes longer than a window needs to open. Whoever has configured a backend gets that one, and
    KDE and other systems have keyrings of their own.
    """
    if not is_usual():
        return None
    from keyring.backends import SecretService

    kind: Callable[[], Backend] = SecretService.Keyring
    return kind() if SecretService.Keyring.viable else None


def _is(backend: Backend, *modules: str) -> bool:
    """Whether the backend, or one it is derived from, is defined in one of the modules."""
    return any(f"{kind.__module__}.".startswith(modules) for kind in type(backend).__mro__)
