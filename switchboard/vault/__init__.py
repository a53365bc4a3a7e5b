"""Secrets: the local copy's key and the service's token, kept in the system keyring and nowhere else.

The vault itself is loaded when it is first asked for: a :class:`~switchboard.vault.courier.Courier` needs it
in another process only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from switchboard.vault.errors import VaultError

if TYPE_CHECKING:
    from switchboard.vault.vault import Vault

__all__ = ["Vault", "VaultError"]


def __getattr__(name: str) -> object:
    if name != "Vault":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from switchboard.vault.vault import Vault

    return Vault
