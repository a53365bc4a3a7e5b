"""What may be shown, said and copied of a phone: the one place that decides, for every surface."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from switchboard.domain.brief import PersonBrief
from switchboard.domain.model import Disclosure, Name, Person, Phone, Protection, Unit
from switchboard.domain.numbering import calling_code, grouped
from switchboard.domain.record import record

_MASKED = frozenset({Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED})
_BULLETS = "•• •• ••"
_SHORTEST_WITH_TAIL = 6
"""Fewer digits than this and the last two would say too much of the number."""

_DIGITS = re.compile(r"\d(?:[\W_]*\d)*")
_SHORTEST_WRITTEN, _LONGEST_WRITTEN = 5, 8
"""Of so many digits at least a number is looked for in a text: fewer are a room or a year. Its last so many
are enough: before them stand calling and area codes, in as many ways as there are countries."""
_WRITTEN = re.compile(rf"\d(?:[\W_]*\d){{{_SHORTEST_WRITTEN - 1}}}")

_Object = TypeVar("_Object", bound=Person | Unit)


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


def without_masked(item: _Object) -> _Object:
    """Return a person or unit with the digits of their masked numbers masked in their texts, too.

    People write them there in any notation: as an alias, a keyword, in a title. What is read from a service
    or a file passes through here before anybody sees, finds or copies it.
    """
    for phone in item.phones:
        if phone.disclosure in _MASKED:
            break
    else:
        if not item.alternates or not any(_is_masked(some.phone) for some in item.alternates):
            return item
    # Most have no digits to speak of in their texts; across two of them there are none either.
    return _cleaned(item) if _WRITTEN.search("x".join(_texts_of(item))) else item


def note_without_masked(note: str, person: Person) -> str:
    """Return what is said of a person's absence with the digits of their masked numbers masked."""
    return _without(_secrets_of(person), note) if _WRITTEN.search(note) else note


def visible_brief(brief: PersonBrief) -> PersonBrief | None:
    """Return what may be shown of a person in brief, as :func:`visible` does of one as a whole."""
    match brief.protection:
        case Protection.NONE:
            return brief
        case Protection.RESTRICTED:
            return brief._replace(work_hours=None)
        case _:
            return None


def _is_masked(phone: Phone | None) -> bool:
    return phone is not None and phone.disclosure in _MASKED


def _texts_of(item: Person | Unit) -> list[str]:
    """All texts of an object in which a number may be written out."""
    texts = [item.place, item.email, item.description, *item.keywords]
    if isinstance(item, Person):
        name = item.name
        texts += (name.full or "", f"{name.given} {name.surname}", item.title, *item.aliases)
    else:
        texts += (item.name, item.short_name or "", item.caller_notice or "")
    texts += [phone.label for phone in item.phones if phone.label and phone.disclosure not in _MASKED]
    texts += [some.topic for some in item.alternates if some.topic]
    return texts


def _cleaned(item: _Object) -> _Object:
    # Few ever come here, and a start that does not need it loads nothing for it.
    from dataclasses import replace

    secrets = _secrets_of(item)

    def clean(text: str) -> str:
        return _without(secrets, text)

    def maybe(text: str | None) -> str | None:
        return None if text is None else clean(text)

    # Of the phones themselves nothing but what is said of those that may be shown.
    phones = tuple(
        [one if one.disclosure in _MASKED else replace(one, label=maybe(one.label)) for one in item.phones]
    )
    cleaned = replace(
        item,
        phones=phones,
        place=clean(item.place),
        email=clean(item.email),
        description=clean(item.description),
        keywords=tuple([clean(text) for text in item.keywords]),
        alternates=tuple([replace(some, topic=maybe(some.topic)) for some in item.alternates]),
    )
    if isinstance(cleaned, Person):
        name = cleaned.name
        parts = f"{name.given} {name.surname}"
        if clean(parts) != parts:
            # The number may lie across both.
            name = Name(clean(parts), "", name.full)
        named = replace(name, full=maybe(name.full))
        aliases = tuple([clean(text) for text in cleaned.aliases])
        return replace(cleaned, name=named, title=clean(cleaned.title), aliases=aliases)
    return replace(
        cleaned,
        name=clean(cleaned.name),
        short_name=maybe(cleaned.short_name),
        caller_notice=maybe(cleaned.caller_notice),
    )


def _secrets_of(item: Person | Unit) -> list[_Secret]:
    masked = [phone for phone in item.phones if phone.disclosure in _MASKED]
    masked += [some.phone for some in item.alternates if some.phone is not None and _is_masked(some.phone)]
    told = {phone.number for phone in item.phones if phone.disclosure not in _MASKED}
    secrets = [_Secret(phone.number) for phone in masked if phone.number not in told]
    return secrets + [_Secret(phone.extension) for phone in masked if phone.extension]


class _Secret:
    """A masked number as it may be written out in a text."""

    def __init__(self, number: str) -> None:
        digits = number.removeprefix("+")
        code = calling_code(digits) if number[:1] == "+" else ""
        national = digits[len(code) :]
        self.mask = _mask(number)
        # Before the last digits may stand the others, with 00 or a 0 in front of them.
        self.pattern = re.compile(
            rf"(?:(?:(?:00)?{code})?0?{national}|{national[-_LONGEST_WRITTEN:]})"
            if len(national) >= _SHORTEST_WRITTEN
            else r"(?!)"
        )


def _without(secrets: Iterable[_Secret], text: str) -> str:
    """Return a text in which some numbers are masked."""
    for secret in secrets if _WRITTEN.search(text) else ():
        before = None
        # What is left of one may begin the next: each time there are fewer digits.
        while text != before:
            before, text = text, _masked_once(secret, text)
    return text


def _masked_once(secret: _Secret, text: str) -> str:
    # The digits without what stands between them; a letter ends a number.
    runs: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if letter.isalnum():
            runs.append(str(unicodedata.decimal(letter, " ")))
            places.append(at)
    parts: list[str] = []
    done = 0
    for match in secret.pattern.finditer("".join(runs)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while text[start - 1 : start] == "+" or (text[start - 1 : start] == "(" and ")" in text[start:end]):
            start -= 1
        parts += (text[done:start], secret.mask)
        done = end
    return "".join([*parts, text[done:]])


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
