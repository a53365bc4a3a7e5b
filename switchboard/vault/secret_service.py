"""The Secret Service of a Linux desktop, read directly.

keyring reads the same items by the same library, but takes three times as long to load, because it can do
so much else. Here is only reading, only of what is open, and only where keyring would read the same:
everything else, above all asking the user, is keyring's.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


class SecretService:
    """One connection to the default collection; any failure means that keyring should be asked."""

    def __init__(self) -> None:
        import secretstorage
        from secretstorage.util import open_session

        connection = secretstorage.dbus_init()
        # The session is kept, for to agree on its key takes longer than to read a secret.
        self._collection = secretstorage.Collection(connection, session=open_session(connection))

    def get(self, service: str, username: str) -> str | None:
        """Return a secret, ``None`` where there is none.

        Raises:
            secretstorage.LockedException: it is locked.
            PermissionError: nothing is there, and the collection is locked.
        """
        # The attributes that keyring files secrets under.
        for item in self._collection.search_items({"service": service, "username": username}):
            return item.get_secret().decode("utf-8")
        if self._collection.is_locked():
            raise PermissionError
        return None


def is_usual() -> bool:
    """Whether keyring would choose the Secret Service, if there is one, with nothing configured about it."""
    if sys.platform != "linux" or any(
        name == "PYTHON_KEYRING_BACKEND" or name.startswith("KEYRING_PROPERTY_") for name in os.environ
    ):
        return False
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return False
    root = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return not Path(root, "python_keyring", "keyringrc.cfg").exists()
