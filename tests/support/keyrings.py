"""A keyring for tests that lives in a dictionary."""

from __future__ import annotations

import keyring.backend


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Keeps secrets in a dictionary; raises ``error`` when it has one, keeps nothing when ``forgetful``."""

    priority = 9  # type: ignore[assignment]

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.forgetful = False

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        if not self.forgetful:
            self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        if not self.forgetful:
            del self.secrets[service, username]
