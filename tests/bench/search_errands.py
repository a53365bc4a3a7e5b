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
_TAILS = frozenset({
    "", "e", "en", "et", "er", "ene", "a", "an", "ar", "ane", "or", "orna", "arna", "erna", "erne", "n", "na",
    "ne", "r", "t", "s", "ens", "ets", "ers", "enes", "anes", "ernes", "nes", "ns", "d", "de", "te", "dde",
    "ing", "inga", "ingen", "inger", "ingar", "ingene", "ingane", "ingens", "ings",
    "else", "elsen", "elser", "elsene", "elsar",
})  # fmt: skip
"""Endings of nouns, verbs and adjectives in Bokmål, Nynorsk, Danish and Swedish, and of what verbs are called
("betale", "betaling"). Words that begin alike and end on anything else are two: "vannski", "vannskade"."""
_ROOT = 4
"""So long is the root of a word at least."""
_JOINTS = ("", "s", "e")
_DIGITS = 8
_MOST_SYNONYMS = 1500
"""So many of callers' words are tried as queries."""


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
        everybody = [unit.id, *within(unit.id, below, members)]
        for keyword in (*unit.keywords, unit.name):
            of.setdefault(keyword.lower(), set()).update(everybody)
    said = Said(persons, units, below, members, of)
    called = [(_words(unit.name), [unit.id, *within(unit.id, below, members)]) for unit in units]
    for keyword in of:
        # "Legevakten" does what somebody's keyword calls "legevakt".
        for name, everybody in called:
            if all(any(word.startswith(part) for word in name) for part in _words(keyword)):
                of[keyword].update(everybody)
        of[keyword].update(said.having(keyword))
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
    names = {word for person in persons for word in _words(plain(person.name.display.lower()))}
    yield from _in_other_words(of, said, names, rng)


class Said:
    """Who has all words of a text in one place: a keyword, a title, a description, a unit's name. Whoever
    does is responsible for it as far as a caller can tell."""

    def __init__(
        self,
        persons: Sequence[Person],
        units: Sequence[Unit],
        below: dict[str, list[str]],
        members: dict[str, list[str]],
        of: dict[str, set[str]],
    ) -> None:
        texts: dict[str, set[str]] = {text: {*ids} for text, ids in of.items()}
        for person in persons:
            if person.protection is Protection.NONE:
                for text in (person.title, person.description):
                    if text:
                        texts.setdefault(text.lower(), set()).add(person.id)
        for unit in units:
            if unit.description:
                everybody = (unit.id, *within(unit.id, below, members))
                texts.setdefault(unit.description.lower(), set()).update(everybody)
        self._ids = list(texts.values())
        self._by_word: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            for word in _words(plain(text)):
                self._by_word.setdefault(word, set()).add(number)
        self._known: dict[str, set[int]] = {}

    def having(self, text: str) -> set[str]:
        """Return who has all words of a text in one place, inflected or not."""
        places = [self._places(word) for word in _words(plain(text.lower()))]
        found: set[str] = set()
        for number in set.intersection(*places) if places else ():
            found |= self._ids[number]
        return found

    def _places(self, word: str) -> set[int]:
        if word not in self._known:
            self._known[word] = set().union(
                *[some for other, some in self._by_word.items() if other == word or inflects(word, other)]
            )
        return self._known[word]


def inflects(one: str, other: str) -> bool:
    """Whether two words have a root in common and differ in no more than endings."""
    roots = range(_ROOT, min(len(one), len(other)) + 1) if one[:_ROOT] == other[:_ROOT] else ()
    return any(one[:root] == other[:root] and _ends(one, root) and _ends(other, root) for root in roots)


def _ends(word: str, root: int) -> bool:
    """Whether a word's letters behind its root are an ending; a root may double its last letter before one,
    as in "program", "programmet"."""
    tail = word[root:]
    return tail in _TAILS or (tail[:1] == word[root - 1] and len(tail) > 1 and tail[1:] in _TAILS)


def goes_on(text: str, beginning: str) -> bool:
    """Whether a text is another one and an ending, or and more words: "politisk" is no "politi"."""
    rest, *_ = text.removeprefix(beginning).split(" ")
    return text.startswith(beginning) and (rest in _TAILS or len(rest) > 2)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def within(unit: str, below: dict[str, list[str]], members: dict[str, list[str]]) -> Iterator[str]:
    yield from members.get(unit, ())
    for inner in below.get(unit, ()):
        yield inner
        yield from within(inner, below, members)


def _inflected(keyword: str, right: frozenset[str], rng: random.Random) -> Iterator[Errand]:
    if len(keyword) > 4 and not keyword.endswith(("er", "en", "et", "ene", "um", "ier")):
        end = next(end for end in _ENDINGS if keyword.endswith(end))
        root = keyword[: len(keyword) - len(end)]
        yield "inflected", root + rng.choice(_ENDINGS[end]), right


def _split(keyword: str, words: Sequence[str], right: frozenset[str], rng: random.Random) -> Iterator[Errand]:
    """Where a word begins with another one's whole: the two apart, either first, and the rest alone."""
    singles = {word for text in words for word in text.split()}
    for head in words:
        rest = keyword.removeprefix(head)
        if head.isalpha() and 4 <= len(head) <= len(keyword) - 4 and rest != keyword:
            for joint in _JOINTS[1:]:
                if rest.startswith(joint) and rest.removeprefix(joint) in singles:
                    rest = rest.removeprefix(joint)
                    break
            yield "compound", rng.choice((f"{head} {rest}", f"{rest} {head}", f"{rest} for {head}")), right
            return


def _in_other_words(
    of: dict[str, set[str]], said_of: Said, names: set[str], rng: random.Random
) -> Iterator[Errand]:
    synonyms = [*Vocabulary.shipped().keys()]
    known = {plain(text.lower()): ids for text, ids in of.items()}
    rng.shuffle(synonyms)
    for said in synonyms[:_MOST_SYNONYMS]:
        # Whoever says "kirkegard" may mean somebody called Kirkegaard.
        if not any(said in text for text in known) and not {said, said.replace("a", "aa")} & names:
            right: set[str] = {*said_of.having(said)}
            for other in [plain(label.lower()) for label in Vocabulary.shipped().others(said)]:
                right |= said_of.having(other)
                for text in known:
                    if min(len(text), len(other)) > 4 and (
                        goes_on(text, other) or goes_on(other, text) or inflects(text, other)
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
    joined = "\n".join(
        {
            re.sub(r"\D", "", phone.number)
            for phones in (*[person.phones for person in persons], *[unit.phones for unit in units])
            for phone in phones
        }
    )
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
