"""Secrets: the local copy's key and the service's token, kept in the system keyring and nowhere else."""

from switchboard.vault.errors import VaultError
from switchboard.vault.vault import Vault

__all__ = ["Vault", "VaultError"]
