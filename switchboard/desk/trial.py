"""An address and a token, tried before they are kept."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from switchboard.domain.errors import ExpectedError

if TYPE_CHECKING:
    from switchboard.directory.client import Client


class Trial:
    """Asks a service who it is; any thread may call it off, and then nobody waits for an answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._off = False

    def run(self, client: Client) -> bool:
        """Ask the service, close the client, and return whether it answered; not if this was called off.

        Raises:
            ExpectedError: it does not answer as it should.
        """
        with self._lock:
            self._client = client
            if self._off:
                client.close()
        try:
            client.service()
        except ExpectedError as error:
            if self._off:
                return False
            from switchboard.directory.errors import DirectoryError

            if isinstance(error, DirectoryError) and error.at_first is not None:
                raise ExpectedError(error.sentence, error.at_first) from error
            raise
        finally:
            client.close()
            with self._lock:
                self._client = None
        return True

    def call_off(self) -> None:
        """Break off what is being tried, and whatever may be tried yet."""
        with self._lock:
            self._off = True
            if self._client is not None:
                self._client.close()
