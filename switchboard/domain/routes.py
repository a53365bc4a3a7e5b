"""Who can take the call? One ranked list of routes for a person or a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from switchboard.domain.availability import Availability
from switchboard.domain.model import Phone, Ref
from switchboard.domain.words import Words


class RouteKind(StrEnum):
    """What a route leads to."""

    PHONE = "phone"
    ALTERNATE = "alternate"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    UNIT = "unit"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a municipality may decide: whether managers are offered, whether people are reached within their
    unit's phone hours only, and how many colleagues are offered."""

    offer_manager: bool = False
    gate_people: bool = False
    colleagues: int = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody obvious who is not offered, and why."""

    person: str
    name: str
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The ranked list for one person or unit; ``availability`` is ``None`` for a unit."""

    ref: Ref
    at: datetime
    availability: Availability | None
    routes: tuple[Route, ...]
    left_out: tuple[LeftOut, ...] = ()
