"""What every phone system must be able to do for us."""

from __future__ import annotations

from typing import Protocol

from switchboard.domain.record import record


@record(frozen=True, slots=True, repr=False)
class CallRequest:
    """One call to be put through.

    ``number`` is E.164; ``extension`` an internal short number, preferred where the phone system knows it.
    ``consult`` asks to speak with whoever answers first (an attended transfer); otherwise the caller is
    handed over at once. The digits may be masked everywhere else: this object must not be logged or shown,
    and its ``repr`` is bare.
    """

    number: str
    extension: str | None = None
    consult: bool = False

    def __repr__(self) -> str:
        return "CallRequest()"


class CallControl(Protocol):
    """A phone system, or the way to one."""

    @property
    def consults(self) -> bool:
        """Whether a request with ``consult`` is carried out differently from one without."""

    def put_through(self, request: CallRequest) -> None:
        """Start the call.

        Raises:
            ExpectedError: the phone system cannot or will not.
        """
