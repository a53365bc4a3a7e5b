"""What the sync needs of a directory client (:class:`switchboard.directory.client.Client` has it)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from switchboard.domain.model import Absence, Message, Outcome

if TYPE_CHECKING:
    from switchboard.directory.answers import ChangesPage, ServiceInfo
    from switchboard.directory.snapshot import Snapshot


class Stream(Protocol):
    """The event stream: states, and ``None`` for a sign of life."""

    @property
    def last_id(self) -> str: ...

    @property
    def retry(self) -> float | None: ...

    def __iter__(self) -> Iterator[str | None]: ...

    def close(self) -> None: ...


class DirectoryClient(Protocol):
    """One service; every method raises :class:`~switchboard.directory.errors.DirectoryError`."""

    def service(self) -> ServiceInfo: ...

    def snapshot(self, etag: str | None = None) -> AbstractContextManager[Snapshot]: ...

    def changes(self, since: str, limit: int = ...) -> ChangesPage: ...

    def events(self, last_id: str = "") -> Stream: ...

    def send_outcome(self, outcome: Outcome) -> None: ...

    def send_message(self, message: Message) -> None: ...

    def send_absence(self, absence: Absence) -> None: ...

    def end_absence(self, absence_id: str) -> None: ...

    def close(self) -> None: ...
