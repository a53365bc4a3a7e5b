"""Secrets: the local copy's key and the service's token, kept in the system keyring and nowhere else.

What is here is loaded when it is first asked for: a :class:`~switchboard.vault.courier.Courier`, which is
sent before anything else, needs it in another process only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from switchboard.vault.errors import VaultError
    from switchboard.vault.vault import Vault

__all__ = ["Vault", "VaultError"]


def __getattr__(name: str) -> object:
    if name == "Vault":
        from switchboard.vault.vault import Vault

        return Vault
    if name == "VaultError":
        from switchboard.vault.errors import VaultError

        return VaultError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
