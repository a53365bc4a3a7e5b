"""Cases written by hand, before it was looked what the search does with them.

``handwritten.tsv`` has names of all groups and their numbers. ``staff.tsv`` is a small staff,
``staff_said.tsv`` what was said to mean one of them, ``errands_said.tsv`` errands and the keywords of whoever
does them. The files called so and ``_again`` were written later, when the first ones had
been looked at: they have the odd numbers, which are reported, and the first ones the even. Those called so
and ``_third`` are by somebody who saw neither the search nor its words, ``_fourth`` by somebody who had just
read its rules: a checksum of the query deals these to
both halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from zlib import crc32

from search_errands import Said, within
from search_meant import Meant, words_of
from search_noise import Case

from switchboard.domain.model import Disclosure, Name, Person, Phone, Unit
from switchboard.search.around import words_around
from switchboard.search.spelling import plain
from switchboard.search.vocabulary import Vocabulary

_DATA = Path(__file__).with_name("data")
_FIRST = 301
_BY_GIVEN_NAME = frozenset({"nameerrand", "sentence", "title"})
_NATIONAL = 8
"""A Norwegian number has so many digits."""
_MOST = 0.05
"""Another word for an errand that more people have than that ("skole") is no answer to it."""
_ERRANDS = frozenset({"errand", "inflected", "compound", "in other words"})


def _rows(file: str) -> list[list[str]]:
    return [line.split("\t") for line in (_DATA / file).read_text("utf-8").splitlines()[1:]]


def handwritten(persons: Sequence[Person] = ()) -> list[Case]:
    """Return the cases written by hand, in the order of their numbers. Whom they mean comes with the first
    that means them; ``persons`` of the same name are as right."""
    found = []
    known: set[str] = set()
    named: dict[tuple[str, str], list[str]] = {}
    for one in persons:
        named.setdefault((one.name.given, one.name.surname), []).append(one.id)
    for number, query, given, surname in _rows("handwritten.tsv"):
        person = f"written-{given}-{surname}"
        somebody = None if person in known else Person(id=person, name=Name(given, surname))
        known.add(person)
        right = frozenset({person, *named.get((given, surname), ())})
        found.append(Case("written by hand", int(number), query, right, somebody))
    return found


def staff(units: Sequence[Unit]) -> list[Person]:
    """Return the small staff, each in the first unit that is called so, or in none."""
    by_name = {unit.name: unit.id for unit in reversed(units)}
    return [
        Person(
            id=f"staff-{given}-{surname}",
            name=Name(given, surname),
            aliases=tuple(filter(None, aliases.split(";"))),
            title=title,
            unit=by_name.get(unit),
            keywords=tuple(keywords.split(";")),
            phones=(Phone("+47" + number, extension=extension, disclosure=Disclosure.PUBLIC),),
            email=plain(f"{given}.{surname}".lower()).replace(" ", ".") + "@fjordby.example",
        )
        for file in ("staff.tsv", "staff_third.tsv", "staff_fourth.tsv")
        for given, surname, aliases, title, unit, keywords, number, extension in _rows(file)
    ]


def said_of_staff(
    everybody: Sequence[Person], units: Sequence[Unit], some: Sequence[Person]
) -> Iterator[Case]:
    """Iterate over what was said to mean one of the staff. A case does not count where it means somebody else
    as well (``search_meant.py``), or where nothing of the surname is said."""
    meant = Meant(everybody, units)
    ids: dict[str, set[str]] = {}
    surnames = {person.name.display: person.name.surname for person in some}
    for person in everybody:
        ids.setdefault(person.name.display, set()).add(person.id)
    for number, by, (kind, query, who) in _halves("staff_said", 1):
        right = {*ids[who]}
        digits = re.sub(r"\D", "", query)
        if kind == "number":
            right |= {
                one.id for one in everybody for phone in one.phones if _shows(phone, digits[-_NATIONAL:])
            }
        elif kind != "email":
            begins = {word[:2] for word in words_of(surnames[who])}
            if kind in _BY_GIVEN_NAME and not any(
                word[:2] in begins for word in words_of(query) if word not in words_around()
            ):
                continue
            if meant.somebody_else(kind, query, right):
                continue
        yield Case(f"a staff's, by {by}", number, query, frozenset(right))


def _shows(phone: Phone, digits: str) -> bool:
    shown = phone.disclosure in (Disclosure.PUBLIC, Disclosure.INTERNAL)
    return shown and (phone.number.endswith(digits) or phone.extension == digits)


def errands_said(persons: Sequence[Person], units: Sequence[Unit]) -> Iterator[Case]:
    """Iterate over the errands that somebody does: right is whoever has one of its keywords, what the shipped
    words say for one of these, or what was said itself; units that are called so, and all their units."""
    said = _said(persons, units)
    vocabulary = Vocabulary.shipped()
    unit_of = {person.id: person.unit for person in persons if person.unit}
    called = [(words_of(unit.name), unit.id) for unit in units]
    most = len(persons) * _MOST
    for number, by, (query, keywords) in _halves("errands_said", 0):
        named = [query, *keywords.split(",")]
        right: set[str] = set()
        for text in named:
            right |= said.having(text)
            # What the words say of the query itself is the answer that is to be judged.
            for other in vocabulary.others(text) if text != query else ():
                some = said.having(other)
                right |= some if len(some) <= most else set()
        for words in map(words_of, named):
            right |= {unit for name, unit in called if _is_called(name, words)}
        right |= {unit_of[one] for one in right if one in unit_of}
        if right:
            yield Case(f"errands by {by}", number, query, frozenset(right))


def _is_called(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a unit's name has, or begins with, all words: "Legevakten" does what is called "legevakt"."""
    return all(any(other.startswith(word) for other in name) for word in words)


def with_staff(cases: Iterable[Case], some: Sequence[Person]) -> Iterator[Case]:
    """Iterate over cases of a city to which the staff came: of errands and numbers they are as right."""
    said = _said(some, ())
    vocabulary = Vocabulary.shipped()
    for case in cases:
        if case.kind in _ERRANDS:
            others = vocabulary.others(case.query) if case.kind == "in other words" else ()
            more = [said.having(text) for text in (case.query, *others)]
            case = replace(case, right=case.right.union(*more))
        elif "number" in case.kind:
            digits = re.sub(r"\D", "", case.query)[-_NATIONAL:]
            owners = {one.id for one in some for phone in one.phones if digits in phone.number}
            case = replace(case, right=case.right | owners)
        yield case


def _said(persons: Sequence[Person], units: Sequence[Unit]) -> Said:
    of: dict[str, set[str]] = {}
    below: dict[str, list[str]] = {}
    members: dict[str, list[str]] = {}
    for unit in units:
        below.setdefault(unit.parent or "", []).append(unit.id)
    for person in persons:
        members.setdefault(person.unit or "", []).append(person.id)
        for keyword in person.keywords:
            of.setdefault(keyword.lower(), set()).add(person.id)
    for unit in units:
        for keyword in (*unit.keywords, unit.name):
            of.setdefault(keyword.lower(), set()).update([unit.id, *within(unit.id, below, members)])
    return Said(persons, units, below, members, of)


def _halves(file: str, queries_at: int) -> Iterator[tuple[int, str, list[str]]]:
    """Iterate over what was said, each with its case's number and who wrote it: an even number is what rules
    are tuned on, an odd one what is reported."""
    tuned, reported = count(_FIRST + 1, 2), count(_FIRST, 2)
    for row in _rows(f"{file}.tsv"):
        yield next(tuned), "hand", row
    for row in _rows(f"{file}_again.tsv"):
        yield next(reported), "hand", row
    for which, by in (("third", "a stranger"), ("fourth", "a colleague")):
        for row in _rows(f"{file}_{which}.tsv"):
            odd = crc32(row[queries_at].encode()) % 2
            yield next(reported if odd else tuned), by, row
