"""What is said around a name or an errand: "jeg skal snakke med han … på byggesak"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from switchboard.search import FOLDER
from switchboard.search.levels import FOLDED_PREFIX, PREFIX
from switchboard.search.patterns import pattern
from switchboard.search.query import Fragment, parse
from switchboard.search.spelling import plain

_SHIPPED: Final = FOLDER / "said_around.txt"
_ASKED: Final = FOLDER / "asked_about.txt"
_ASKED_OF: Final = FOLDER / "asked_of.txt"
_LETTERS: Final = frozenset({"i", "e", "a", "å"})
"""Words of one letter. Beside others they are initials first."""
_OWN_LETTERS: Final = frozenset({"på", "få", "må", "nå", "så", "då", "år", "är", "ær", "øh"})
"""Words of two letters, one of them no plain one: "ør" and "øk" are initials, not "or" and "ok"."""
_DIGITS_OF_YEAR: Final = 4
_YEARS: Final = ("1800", "2099")
_PAIR: Final = 2

_CALL: Final = "ring"
_IN: Final = "i"
_CLOCK: Final = frozenset({"klokka", "klokken", "kl", "klockan"})
_NUMBERED: Final = "[a-z]{1,8}([0-9]{4,15})"


@cache
def words_around() -> frozenset[str]:
    """Return the words that ship with the program, in plain letters."""
    return _words(_SHIPPED)


@cache
def words_about() -> frozenset[str]:
    """Return the words for what is asked about an errand, in plain letters."""
    return _words(_ASKED)


@cache
def words_asked_of() -> frozenset[str]:
    """Return the words for what is asked of a person, in plain letters."""
    return _words(_ASKED_OF)


def _words(file: Path) -> frozenset[str]:
    lines = file.read_text("utf-8").splitlines()
    return frozenset([word for line in lines if not line.startswith("#") for word in line.split()])


def around(fragment: Fragment) -> bool:
    """Whether this is a word that is said around a name; one of a single letter is not."""
    form = fragment.form
    if len(form) == 1 or fragment.groups or plain(form) not in words_around():
        return False
    return len(form) > _PAIR or form.isascii() or form in _OWN_LETTERS


def talk(fragment: Fragment) -> bool:
    """Whether this is a word that is said around a name, of one letter or more."""
    return fragment.form in _LETTERS or around(fragment)


def begins_at_most(fragment: Fragment) -> int:
    """Return less than what a match may cost that is the beginning of a name: of a word with letters of our
    own only as it is spelled."""
    return FOLDED_PREFIX + 1 if fragment.form.isascii() else PREFIX + 1


def about(fragment: Fragment) -> bool:
    """Whether this is a word for what is asked about an errand: "pris", "problem"."""
    return plain(fragment.form) in words_about()


def asked_of(fragment: Fragment) -> bool:
    """Whether this is a word for what is asked of a person: "ferie", "epost"."""
    return plain(fragment.form) in words_asked_of()


def without_about(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return what is left without words for what is asked about it, and without what is said around; all of
    them where no other word is left, or none of these was said."""
    left = tuple([some for some in fragments if not about(some)])
    if len(left) == len(fragments) or all(around(some) for some in left):
        return tuple(fragments)
    return without_any(left)


def side_by_side(fragments: Sequence[Fragment]) -> bool:
    """Whether several words said around stand beside each other, before the last one: "skal ha tak i" begins
    nobody's name."""
    return any(
        around(one) and (around(other) or other.form in _LETTERS) for one, other in pairwise(fragments[:-1])
    )


def without(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return what is left without words said around. The last one is being typed and stays; a letter is an
    initial, unless it stands behind the last of several of them ("skal ha tak i per")."""
    talk = [around(fragment) for fragment in fragments]
    several = side_by_side(fragments)
    return tuple(
        [
            fragment
            for at, fragment in enumerate(fragments)
            if at + 1 == len(fragments)
            or not (talk[at] or (several and at > 0 and talk[at - 1] and fragment.form in _LETTERS))
        ]
    )


def without_any(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return what is left without any of them, the last one and those of one letter included; all of them
    where nothing else was said."""
    left = [some for some in fragments if not around(some) and some.form not in _LETTERS]
    return tuple(left) if left else tuple(fragments)


def without_in(fragments: Sequence[Fragment]) -> tuple[Fragment, ...] | None:
    """Return what is left without the word "i" between others; ``None`` where it stands nowhere, or behind
    one letter: "m i nav" is Marianne Istad first."""
    last = len(fragments) - 1
    if len(fragments[0].form) == 1 and fragments[1:2] and fragments[1].form == _IN:
        return None
    left = tuple([one for at, one in enumerate(fragments) if one.form != _IN or not 0 < at < last])
    return left if len(left) < len(fragments) else None


def unused(fragments: Sequence[Fragment], used: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return those of the fragments that were not used and are no words around."""
    return tuple(
        [some for some in fragments if some not in used and not around(some) and some.form not in _LETTERS]
    )


def with_numbers(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return them with the digits of "x4711" and "tlf23464711" as numbers, and "ring 23464711" without what
    is to be done with it."""
    found: list[Fragment] = []
    for at, fragment in enumerate(fragments):
        if fragment.form == _CALL and fragments[at + 1 : at + 2] and fragments[at + 1].groups:
            continue
        match = pattern(_NUMBERED).fullmatch(fragment.form)
        found += (parse(match[1]) or ()) if match else (fragment,)
    return tuple(found)


def at_a_time(before: Fragment, number: Fragment) -> bool:
    """Whether a number behind another word is a time of the day: "klokka 10"."""
    return (
        before.form in _CLOCK
        and bool(number.groups)
        and not number.international
        and len("".join(number.groups)) <= _DIGITS_OF_YEAR
    )


def dates(number: Fragment, fragments: Sequence[Fragment]) -> bool:
    """Whether a number is a year, or beside several words a day or an age: it is no one's number then."""
    if number.international or len(number.groups) > 1:
        return False
    if len(number.digits) == _DIGITS_OF_YEAR:
        return _YEARS[0] <= number.digits <= _YEARS[1]
    return len(number.digits) < _DIGITS_OF_YEAR - 1 and len(fragments) > _DIGITS_OF_YEAR - 1
