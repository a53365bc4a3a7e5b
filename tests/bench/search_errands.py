"""Errands as callers say them, and numbers as they are written: who is meant is whoever has them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from switchboard.domain.model import Disclosure, Person, Protection, Unit
from switchboard.search.spelling import plain
from switchboard.search.vocabulary import Vocabulary

Errand = tuple[str, str, frozenset[str]]
"""A kind, a query, and the ids of whom it may mean."""

_ENDINGS = {  # of a noun: one, the one, several, all of them; Bokmål, Nynorsk, Danish, Swedish
    "ing": ("ingen", "inger", "ingene", "inga", "ingar", "ingane"),
    "else": ("elsen", "elser", "elsene", "elsar"),
    "e": ("en", "er", "ene", "a", "ar", "ane"),
    "": ("en", "et", "er", "ene", "ar", "ane", "erne", "arna"),
}
_JOINTS = ("", "s", "e")
_DIGITS = 8


def errands(persons: Sequence[Person], units: Sequence[Unit], rng: random.Random) -> Iterator[Errand]:
    """Iterate over errands of all kinds, in no order."""
    of: dict[str, set[str]] = {}
    below: dict[str, list[str]] = {}
    for unit in units:
        below.setdefault(unit.parent or "", []).append(unit.id)
    members: dict[str, list[str]] = {}
    for person in persons:
        if person.protection is Protection.NONE:
            members.setdefault(person.unit or "", []).append(person.id)
            for keyword in person.keywords:
                of.setdefault(keyword.lower(), set()).add(person.id)
    for unit in units:
        everybody = [unit.id, *_within(unit.id, below, members)]
        for keyword in (*unit.keywords, unit.name):
            of.setdefault(keyword.lower(), set()).update(everybody)
    called = [(_words(unit.name), [unit.id, *_within(unit.id, below, members)]) for unit in units]
    for keyword in of:
        # "Legevakten" does what somebody's keyword calls "legevakt".
        for name, everybody in called:
            if all(any(word.startswith(part) for word in name) for part in _words(keyword)):
                of[keyword].update(everybody)
    words = sorted(of)
    rng.shuffle(words)
    for keyword in words:
        right = frozenset(of[keyword])
        yield "errand", keyword, right
        if keyword.isalpha():
            yield from _inflected(keyword, right, rng)
            yield from _split(keyword, words, right, rng)
        elif keyword.count(" ") == 1 and keyword.replace(" ", "").isalpha() and len(keyword) > 9:
            yield "compound", keyword.replace(" ", ""), right
    yield from _in_other_words(of, rng)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _within(unit: str, below: dict[str, list[str]], members: dict[str, list[str]]) -> Iterator[str]:
    yield from members.get(unit, ())
    for inner in below.get(unit, ()):
        yield inner
        yield from _within(inner, below, members)


def _inflected(keyword: str, right: frozenset[str], rng: random.Random) -> Iterator[Errand]:
    if len(keyword) > 4 and not keyword.endswith(("er", "en", "et", "ene", "um", "ier")):
        end = next(end for end in _ENDINGS if keyword.endswith(end))
        root = keyword[: len(keyword) - len(end)]
        yield "inflected", root + rng.choice(_ENDINGS[end]), right


def _split(keyword: str, words: Sequence[str], right: frozenset[str], rng: random.Random) -> Iterator[Errand]:
    """Where a word begins with another one's whole: the two apart, either first, and the rest alone."""
    for head in words:
        rest = keyword.removeprefix(head)
        if head.isalpha() and 4 <= len(head) <= len(keyword) - 4 and rest != keyword:
            for joint in _JOINTS[1:]:
                if rest.startswith(joint) and len(rest) > 6:
                    rest = rest.removeprefix(joint)
                    break
            yield "compound", rng.choice((f"{head} {rest}", f"{rest} {head}", f"{rest} for {head}")), right
            return


def _in_other_words(of: dict[str, set[str]], rng: random.Random) -> Iterator[Errand]:
    synonyms = [*Vocabulary.shipped().synonyms]
    known = {plain(text.lower()): ids for text, ids in of.items()}
    rng.shuffle(synonyms)
    for said in synonyms:
        if not any(said in text for text in known):
            right: set[str] = set()
            for other in [plain(label.lower()) for label in Vocabulary.shipped().others(said)]:
                for text in known:
                    if min(len(text), len(other)) > 4 and (
                        text.startswith(other[:-1]) or other.startswith(text[:-1])
                    ):
                        right |= known[text]
            if right:
                yield "in other words", said, frozenset(right)


def numbers(persons: Sequence[Person], units: Sequence[Unit], rng: random.Random) -> Iterator[Errand]:
    """Iterate over numbers that may be shown, in all notations, in no order."""
    owners: dict[str, set[str]] = {}
    for owner in (*persons, *units):
        if isinstance(owner, Unit) or owner.protection is Protection.NONE:
            for phone in owner.phones:
                if phone.disclosure in (Disclosure.PUBLIC, Disclosure.INTERNAL):
                    digits = re.sub(r"\D", "", phone.number.removeprefix("+47"))
                    if len(digits) == _DIGITS:
                        owners.setdefault(digits, set()).add(owner.id)
    some = sorted(owners)
    joined = "\n".join(some)
    for digits in rng.sample(some, min(len(some), 3000)):
        right = frozenset(owners[digits])
        a, b, c, d = (digits[at : at + 2] for at in range(0, 8, 2))
        notations = (
            f"+47{digits}", f"0047{digits}", f"+47 {a} {b} {c} {d}", f"0047 {a}{b} {c}{d}",
            f"({a}) {b} {c} {d}", f"{digits[:3]} {digits[3:5]} {digits[5:]}", f"{a}.{b}.{c}.{d}",
            f"{a}-{b}-{c}-{d}", f"tel:+47{digits}",
        )  # fmt: skip
        yield "number, noted otherwise", rng.choice(notations), right
        middle = digits[1:7]
        if joined.count(middle) == 1:
            yield "middle of number", rng.choice((middle, f"{middle[:3]} {middle[3:]}")), right
