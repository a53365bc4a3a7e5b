"""Leaving a directory for which something still waits to be sent: not without a yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from switchboard.cache import Cache, open_cache
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words

if TYPE_CHECKING:
    from switchboard.vault import Vault


class Leaving:
    """Remembers who was warned. It belongs to the office lane."""

    def __init__(self, cache_file: Path) -> None:
        self._cache_file = cache_file
        self._warned_of = ""

    def ask(self, address: str, cache: Cache | None, vault: Vault) -> None:
        """Refuse to go to another address, once, while something waits: who asks again means it.

        Args:
            address: where to.
            cache: the open copy of the directory that is left; ``None``: the file is looked into.
            vault: where the file's key is.

        Raises:
            ExpectedError: something waits, and this is the first time that this address is asked for.
        """
        if address == self._warned_of:
            return
        waiting = _count(cache) if cache is not None else self._count_in_file(vault)
        if waiting:
            self._warned_of = address
            raise ExpectedError(
                words("What waits to be sent to the directory that you leave: {count}.", count=waiting),
                words("Connect once more to lose it, or connect to the old address: then it is sent first."),
            )

    def _count_in_file(self, vault: Vault) -> int:
        from switchboard.vault import VaultError

        try:
            key = vault.existing_key() if self._cache_file.exists() else None
        except VaultError:
            # Without its key nobody can send what is in it.
            return 0
        if key is None:
            return 0
        cache = open_cache(self._cache_file, key).cache
        try:
            return _count(cache)
        finally:
            cache.close()


def _count(cache: Cache) -> int:
    reader = cache.reader()
    try:
        return reader.counts().waiting
    finally:
        reader.close()
