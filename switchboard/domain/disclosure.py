"""What may be shown, said and copied of a phone: the one place that decides, for every surface."""

from __future__ import annotations

import re

from switchboard.domain.brief import PersonBrief
from switchboard.domain.model import Disclosure, Person, Phone, Protection
from switchboard.domain.numbering import grouped
from switchboard.domain.record import record

_MASKED = frozenset({Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED})
_BULLETS = "•• •• ••"
_SHORTEST_WITH_TAIL = 6
"""Fewer digits than this and the last two would say too much of the number."""

_DIGITS = re.compile(r"\d(?:[\W_]*\d)*")


@record(frozen=True, slots=True, repr=False)
class ShownPhone:
    """A phone as it may appear anywhere.

    ``text`` is the digits or their mask; ``may_be_told`` says whether a caller may be told them; ``copyable``
    is what may go to the clipboard (E.164), if anything; ``searchable`` says whether the digits find their
    owner. ``extension`` and ``label`` are what may be shown of those.
    """

    text: str
    may_be_told: bool
    copyable: str | None
    searchable: bool
    extension: str | None = None
    label: str = ""

    @property
    def masked(self) -> bool:
        """Whether the digits are hidden: the number can be dialled and transferred to, and nothing else."""
        return self.copyable is None

    def __repr__(self) -> str:
        return "ShownPhone(masked)" if self.masked else "ShownPhone()"


def searchable(phone: Phone) -> bool:
    """Whether the digits find their owner: what :func:`show` says too, without making anything to show."""
    return phone.disclosure not in _MASKED


def show(phone: Phone, *, country: str = "NO") -> ShownPhone:
    """Return how the phone may appear. ``country`` (ISO 3166-1) is where the reader sits: its numbers go
    without their calling code."""
    if not searchable(phone):
        return ShownPhone(_mask(phone.number), False, None, False, None, _without_digits(phone))
    return ShownPhone(
        grouped(phone.number, country=country),
        phone.disclosure is Disclosure.PUBLIC,
        phone.number,
        True,
        phone.extension,
        phone.label or "",
    )


def visible(person: Person) -> Person | None:
    """Return what may be shown of a person: everything, name, unit and title, or nobody at all.

    The service decides what it serves; this only ever takes away (design: "the client shows less than it
    was served, never more"). A former name can lead to a protected person too, so aliases go as well.
    """
    match person.protection:
        case Protection.NONE:
            return person
        case Protection.RESTRICTED:
            return Person(
                id=person.id,
                name=person.name,
                updated=person.updated,
                title=person.title,
                unit=person.unit,
                protection=person.protection,
                valid_until=person.valid_until,
            )
        case _:
            return None


def visible_brief(brief: PersonBrief) -> PersonBrief | None:
    """Return what may be shown of a person in brief, as :func:`visible` does of one as a whole."""
    match brief.protection:
        case Protection.NONE:
            return brief
        case Protection.RESTRICTED:
            return brief._replace(work_hours=None)
        case _:
            return None


def _mask(number: str) -> str:
    digits = number.removeprefix("+")
    return f"{_BULLETS} {digits[-2:]}" if len(digits) >= _SHORTEST_WITH_TAIL else _BULLETS


def _without_digits(phone: Phone) -> str:
    """The label of a masked phone: people type the number there too, whole or in part."""
    secret = phone.number.removeprefix("+") + "/" + (phone.extension or "")

    def hide(match: re.Match[str]) -> str:
        digits = "".join(c for c in match[0] if c.isdigit())
        return "••" if len(digits) >= 5 or (len(digits) >= 3 and digits in secret) else match[0]

    return _DIGITS.sub(hide, phone.label or "")
