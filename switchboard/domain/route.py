"""What a route is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from switchboard.domain.availability import Availability
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Phone, Ref
from switchboard.domain.record import record
from switchboard.domain.words import Words, words


class RouteKind(StrEnum):
    """What a route leads to."""

    PHONE = "phone"
    ALTERNATE = "alternate"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    UNIT = "unit"
    MESSAGE = "message"


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Route:
    """One way to get the call answered.

    ``person`` or ``unit`` is whom it leads to (``name`` as shown); ``phone`` what is dialled, ``None`` for a
    message. ``open`` is false outside phone hours, and ``opens`` then says when they begin, if ever.
    """

    kind: RouteKind
    why: Words
    name: str
    person: str | None = None
    unit: str | None = None
    phone: Phone | None = None
    open: bool = True
    opens: datetime | None = None
    availability: Availability | None = None

    def __repr__(self) -> str:
        return f"Route({self.kind}, person={self.person!r}, unit={self.unit!r})"


@record(frozen=True, slots=True, repr=False)
class LeftOut:
    """Somebody obvious who is not offered, and why."""

    person: str
    name: str
    why: Words

    def __repr__(self) -> str:
        return f"LeftOut({self.person!r}, {self.why})"


@record(frozen=True, slots=True, kw_only=True)
class Routes:
    """The ranked list for one person or unit; ``availability`` is ``None`` for a unit.

    ``changes`` is the next moment at which the clock alone may change the list.
    """

    ref: Ref
    at: datetime
    availability: Availability | None
    routes: tuple[Route, ...]
    left_out: tuple[LeftOut, ...] = ()
    changes: datetime | None = None


class NotFoundError(ExpectedError):
    """The directory knows no such person or unit, or this viewer must not."""

    def __init__(self) -> None:
        super().__init__(
            words("The directory has no person or unit with this id."),
            words("Find the id with “switchboard search”."),
        )
