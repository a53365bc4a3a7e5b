"""The secrets of one profile: the local copy's key and the service's token, in the system keyring only.

What is loaded here every start waits for: the rest is loaded by what needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from switchboard.vault.secret_service import SecretService, is_usual

if TYPE_CHECKING:
    from switchboard.domain.words import Words
    from switchboard.vault.backend import Backend
    from switchboard.vault.errors import VaultError

_T = TypeVar("_T")

_KEY = "cache-key"
_TOKEN = "token"  # noqa: S105 - the secret's name
_KEY_BYTES = 32


class Vault:
    """The secrets filed under one profile's name.

    Every call asks the keyring, which may ask the user to unlock it: not for the GUI thread.
    """

    def __init__(self, profile_name: str) -> None:
        self._service = profile_name
        self._direct: SecretService | None = None

    def __repr__(self) -> str:
        return "Vault()"

    def problem(self) -> Words | None:
        """Say why secrets cannot be kept on this computer, or ``None``; unlocks and asks nothing."""
        from switchboard.vault import backend, errors

        return None if backend.find() is not None else errors.no_keyring().sentence

    def key(self) -> bytes:
        """Return the local copy's key of 256 random bits, made on first use.

        Raises:
            VaultError: there is no keyring, or it is locked or does not answer. A new key is never made then.
        """
        key = _read_key(self._get(_KEY))
        if key is not None:
            return key
        import secrets

        self._set(_KEY, secrets.token_bytes(_KEY_BYTES).hex())
        # Read back: the keyring may not keep what it takes, and another process may have come first.
        key = _read_key(self._get(_KEY))
        if key is None:
            from switchboard.vault.errors import silent

            raise silent()
        return key

    def existing_key(self) -> bytes | None:
        """Return the local copy's key if there is one; raises like :meth:`key`."""
        return _read_key(self._get(_KEY))

    def token(self) -> str | None:
        """Return the service's token, or ``None``; raises :class:`VaultError`."""
        return self._get(_TOKEN) or None

    def set_token(self, token: str) -> None:
        """Keep the service's token; raises :class:`VaultError`."""
        self._set(_TOKEN, token)

    def forget(self) -> None:
        """Delete key and token; what is not there is no error. Raises :class:`VaultError`."""
        for name in (_KEY, _TOKEN):
            # Backends differ in what they raise for a secret that is not there, so it is looked up first.
            if self._get(name) is not None:
                self._delete(name)
                if self._get(name) is not None:
                    from switchboard.vault.errors import silent

                    raise silent()

    def _delete(self, name: str) -> None:
        self._ask(lambda keyring: keyring.delete_password(self._service, name))

    def read_directly(self) -> bool:
        """From now on read without keyring what needs no answer of the user; return whether that can be."""
        if is_usual():
            try:
                self._direct = SecretService()
            except Exception as error:  # noqa: BLE001 - whatever it is, keyring knows what to do about it
                _note("the Secret Service", error)
        return self._direct is not None

    def _get(self, name: str) -> str | None:
        if self._direct is not None:
            try:
                return self._direct.get(self._service, name)
            except Exception as error:  # noqa: BLE001 - as above
                _note("the Secret Service", error)
                self._direct = None
        return self._ask(lambda keyring: keyring.get_password(self._service, name))

    def _set(self, name: str, secret: str) -> None:
        self._ask(lambda keyring: keyring.set_password(self._service, name, secret))

    def _ask(self, question: Callable[[Backend], _T]) -> _T:
        from switchboard.vault import backend, errors

        keyring = backend.find()
        if keyring is None:
            raise errors.no_keyring()
        try:
            return question(keyring)
        except Exception as error:  # noqa: BLE001 - each platform's backend raises errors of its own
            failure = _failure(error)
        # Outside the handler: the error's context may hold the secret.
        raise failure


def _failure(error: Exception) -> VaultError:
    from switchboard.vault.errors import locked, silent

    _note("the keyring", error)
    # keyring's KeyringLocked; secretstorage's LockedException and PromptDismissedException.
    return locked() if re.search("Locked|Dismissed", type(error).__name__) else silent()


def _note(who: str, error: Exception) -> None:
    import logging

    logging.getLogger(__name__).info("%s raised %s", who, type(error).__name__)


def _read_key(text: str | None) -> bytes | None:
    if text is None or not re.fullmatch("[0-9a-f]{64}", text):
        return None
    return bytes.fromhex(text)
