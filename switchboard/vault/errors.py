"""What may go wrong with the system keyring."""

from __future__ import annotations

from collections.abc import Callable

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words


class VaultError(ExpectedError):
    """A secret cannot be read or kept."""


def no_keyring() -> VaultError:
    """Return the error for a computer without a keyring that keeps secrets safely."""
    return VaultError(
        words(
            "This computer has no system keyring that keeps secrets safely. "
            "The local copy is kept in memory for this session only."
        ),
        words(
            "Install or start a keyring, for example GNOME Keyring or KWallet, and start Switchboard again."
        ),
    )


def locked() -> VaultError:
    """Return the error for a keyring that stays locked."""
    return VaultError(
        words("The system keyring is locked."),
        words("Unlock it and try again; until then the local copy is kept in memory only."),
    )


def silent() -> VaultError:
    """Return the error for a keyring that fails in any other way."""
    return VaultError(
        words("The system keyring does not answer."),
        words("Check that the keyring of this computer runs, or log out and in again."),
    )


KINDS: dict[str, Callable[[], VaultError]] = {"none": no_keyring, "locked": locked, "silent": silent}
"""What makes each error, by a name that another process can say it by."""


def kind_of(error: VaultError) -> str:
    """Return the name of an error in :data:`KINDS`."""
    return next(kind for kind, make in KINDS.items() if make().sentence == error.sentence)
