"""What can go wrong between the client and the directory service: one sentence each, and what to do.

No error quotes an address, a token or anything the service has sent: sentences are shown, and may be logged.
"""

# ruff: noqa: N818 - named for what happened; that they are errors says their base

from __future__ import annotations

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import Words, words

_WORK_ON = words("Work goes on with the local copy; it is tried again by itself.")


class DirectoryError(ExpectedError):
    """The exchange with the directory service did not work; the local copy is untouched by it."""

    at_first: Words | None = None
    """The remedy where the service is only being tried: there is no copy to work on with, and nobody but the
    user tries again. ``None``: the remedy holds there, too."""


class BadAddress(DirectoryError):
    """The address of the service, or the token, cannot be used as typed."""


class Unreachable(DirectoryError):
    """No answer at all: no network, no such name, nobody listening, too slow, broken off midway."""

    at_first = words("Check the address, and whether this computer is online.")

    def __init__(self, sentence: Words | None = None) -> None:
        super().__init__(sentence or words("The directory service cannot be reached."), _WORK_ON)


class Closed(Unreachable):
    """The client was closed, by us, while it waited for an answer."""

    def __init__(self) -> None:
        super().__init__(words("The connection to the directory service was closed."))


class Untrusted(DirectoryError):
    """Nobody this computer trusts vouches for the service's certificate; nothing was sent to it."""

    def __init__(self, sentence: Words | None = None) -> None:
        super().__init__(
            sentence or words("The certificate of the directory service is not trusted by this computer."),
            words("Nothing was sent. Ask your administrator to check the certificate and the address."),
        )


class Unauthorised(DirectoryError):
    """401: the token is not, or no longer, good."""

    def __init__(self) -> None:
        super().__init__(
            words("The directory service does not accept this token (any longer)."),
            words("Ask your administrator for a new token and enter it in Switchboard."),
        )


class Forbidden(DirectoryError):
    """403: the token's role does not allow it."""

    def __init__(self) -> None:
        super().__init__(
            words("The directory service does not allow this with your role."),
            words("Ask your administrator which role your token has."),
        )


class Busy(DirectoryError):
    """429 or 503; ``retry_after`` says in how many seconds to come back, ``None`` when it was not said."""

    at_first = words("Try again in a moment.")

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(words("The directory service is busy."), _WORK_ON)
        self.retry_after = retry_after


class ServerFault(DirectoryError):
    """Another 5xx: the service itself has failed."""

    at_first = words("Try again, and tell your administrator if it lasts.")

    def __init__(self, status: int) -> None:
        super().__init__(
            words("The directory service has failed (status {status}).", status=status),
            words("Work goes on with the local copy; tell your administrator if it lasts."),
        )
        self.status = status


class Refused(DirectoryError):
    """Another 4xx: the service understood us and says no."""

    def __init__(self, status: int) -> None:
        super().__init__(
            words("The directory service refused the request (status {status}).", status=status),
            words("Check the address of the service in the settings, or ask your administrator."),
        )
        self.status = status


class BrokenAnswer(DirectoryError):
    """An answer that does not follow the contract; ``reason`` is a clause that quotes nothing of it."""

    at_first = words("Check the address, or ask your administrator.")

    def __init__(self, reason: Words) -> None:
        super().__init__(
            words("The directory service gave an unusable answer: {reason}.", reason=reason),
            words("The local copy is unchanged. Tell your administrator if it lasts."),
        )
        self.reason = reason


class StateGone(DirectoryError):
    """410: the service cannot say what has changed since our state; a new snapshot is due."""

    def __init__(self) -> None:
        super().__init__(
            words("The directory service can no longer say what has changed."),
            words("The local copy is fetched anew by itself."),
        )
