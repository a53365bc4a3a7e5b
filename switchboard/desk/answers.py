"""What the desk answers with: rows and cards as plain data, for the window and the command line alike.

Nothing in here holds more than may be shown: protected people are stripped and masked digits are masked
before a row or a card is made. A :class:`~switchboard.domain.model.Phone` inside a card or a route is there
to be dialled only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from switchboard.domain.availability import Availability, Status
from switchboard.domain.disclosure import ShownPhone
from switchboard.domain.model import Phone, Ref
from switchboard.domain.routes import Routes
from switchboard.domain.words import Words

if TYPE_CHECKING:
    from switchboard.search.results import Match

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of characters to be marked in a text."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """One line of the list: a person or a unit.

    ``availability`` is ``None`` for units and restricted people. ``open`` is ``None`` for people and for
    units whose phone hours nobody has said. ``matched`` is everything the query met, the ranges are the
    part of it that lies in the three texts of the row. ``changes`` is when the row may change by the clock
    alone.
    """

    ref: Ref
    name: str
    title: str = ""
    unit_name: str = ""
    availability: Availability | None = None
    restricted: bool = False
    open: bool | None = None
    opens: datetime | None = None
    matched: tuple[Match, ...] = ()
    name_ranges: Ranges = ()
    title_ranges: Ranges = ()
    unit_ranges: Ranges = ()
    changes: datetime | None = None

    def __repr__(self) -> str:
        return f"Row({self.ref!r})"


@dataclass(frozen=True, slots=True)
class CardPhone:
    """One phone on a card: what is dialled, and how it is shown."""

    phone: Phone
    shown: ShownPhone


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the day strip, half-open, in the service's zone."""

    start: datetime
    end: datetime
    status: Status
    why: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One unit on the way from the top of the municipality to the one meant."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card:
    """Everything about one person or unit that the agent may see, and whom to put the call through to.

    ``path`` leads from the topmost unit to the person's (for a unit: to its parent). ``hours`` is the phone
    hours of the unit in words. ``day`` is the strip from 06 to 20 o'clock (empty for units and restricted
    people). ``as_of`` is when the copy was last known to be right, ``stale`` whether that is too long ago.
    """

    ref: Ref
    at: datetime
    name: str
    title: str = ""
    path: tuple[Step, ...] = ()
    place: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    phones: tuple[CardPhone, ...] = ()
    availability: Availability | None = None
    note: str = ""
    routes: Routes
    caller_notice: str = ""
    restricted: bool = False
    protection: Words | None = None
    hours: Words | None = None
    open: bool | None = None
    opens: datetime | None = None
    day: tuple[Segment, ...] = ()
    as_of: datetime | None = None
    stale: bool = False
    changes: datetime | None = None

    def __repr__(self) -> str:
        return f"Card({self.ref!r})"
