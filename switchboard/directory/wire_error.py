"""What is said of an object that does not follow the contract."""

from __future__ import annotations

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words


class WireError(ExpectedError):
    """An object that does not follow the contract; ``reason`` names the field, never its value."""

    def __init__(self, reason: str) -> None:
        super().__init__(words("The object does not follow the contract: {reason}.", reason=reason))
        self.reason = reason

    def inside(self, field: str) -> WireError:
        """Return the same error, its field named as a part of ``field``."""
        return WireError("`" + field + "." + self.reason.removeprefix("`"))
