"""What callers and fast hands make of a name: seeded generators, one a kind of noise."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from switchboard.domain.model import Disclosure, Name, Person, Protection, Unit

_NEIGHBOURS = {  # a Norwegian keyboard
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy",
    "i": "uok", "j": "hku", "k": "jli", "l": "køo", "m": "nj", "n": "bmh", "o": "ipl", "p": "oåø",
    "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "y": "tuh", "z": "xas",
    "ø": "læp", "å": "pæ", "æ": "øå",
}  # fmt: skip
_HEARD = (
    ("kr", "chr"), ("th", "t"), ("sen", "son"), ("ss", "s"), ("v", "w"), ("hj", "j"), ("gj", "j"),
    ("kv", "qv"), ("ks", "x"), ("nd", "n"), ("ld", "l"), ("ei", "øy"), ("øy", "øi"), ("f", "ph"),
    ("k", "ck"), ("t", "th"),
)  # fmt: skip
_SPELLED_OUT = {"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ä": "ae", "ü": "ue"}


@dataclass(frozen=True)
class Case:
    """A query and whom it means. Rules are tuned on cases with even numbers, those with odd ones reported."""

    kind: str
    number: int
    query: str
    person: str
    somebody: Person | None = None
    """Who is meant, when the city has nobody of that name."""


def _long_part(name: str, rng: random.Random, least: int) -> tuple[int, int] | None:
    parts, at = [], 0
    for part in name.split(" "):
        if len(part) >= least:
            parts.append((at, at + len(part)))
        at += len(part) + 1
    return rng.choice(parts) if parts else None


def _edited(name: str, rng: random.Random, edit: Callable[[str, int], str], least: int = 5) -> str | None:
    where = _long_part(name, rng, least)
    if where is None:
        return None
    part = name[where[0] : where[1]]
    changed = edit(part, rng.randrange(1, len(part) - 1))
    return None if changed == part else name[: where[0]] + changed + name[where[1] :]


def _ascii(text: str, table: Mapping[str, str]) -> str:
    spread = "".join(table.get(c, c) for c in unicodedata.normalize("NFC", text)).replace("ø", "o")
    spread = spread.replace("æ", "ae").replace("ł", "l").replace("đ", "d").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(c))


def _changed(new: str, old: str) -> str | None:
    return None if new == old else new


def _heard(name: str, rng: random.Random) -> str | None:
    fitting = [(old, new) for old, new in _HEARD if old in name]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return name.replace(old, new, 1)


def _half_typed(name: str, names: Sequence[str]) -> str | None:
    """As much of the surname as it takes until nobody else's name goes on like that."""
    given, _, surname = name.rpartition(" ")
    for end in range(3, len(surname)):
        typed = f"{given} {surname[:end]}"
        at = bisect_left(names, typed)
        if at + 1 >= len(names) or not names[at + 1].startswith(typed):
            return typed
    return None


def _neighbour(part: str, at: int, rng: random.Random) -> str:
    return part[:at] + rng.choice(_NEIGHBOURS.get(part[at], part[at])) + part[at + 1 :]


def noises(
    person: Person, unit: Unit | None, names: Sequence[str], rng: random.Random
) -> Iterator[tuple[str, str | None]]:
    """Iterate over the kinds of noise and what each makes of a person (``None``: it does not fit)."""
    name = person.name.display.lower()
    words = name.split(" ")
    yield "name", name
    yield "surname first", " ".join([words[-1], *words[:-1]])
    yield "half typed", _half_typed(name, names)
    yield "no accents", _changed(_ascii(name, {}), name)
    yield "aa, oe, ae", _changed(_ascii(name, _SPELLED_OUT), name)
    yield "as heard", _heard(name, rng)
    yield "swapped", _edited(name, rng, lambda part, at: part[:at] + part[at + 1] + part[at] + part[at + 2 :])
    yield "missing", _edited(name, rng, lambda part, at: part[:at] + part[at + 1 :])
    yield "doubled", _edited(name, rng, lambda part, at: part[:at] + part[at] + part[at:])
    yield "neighbour key", _edited(name, rng, lambda part, at: _neighbour(part, at, rng))
    yield "first letter", _edited(name, rng, lambda part, at: rng.choice("bdgkmnprst") + part[1:], 6)
    yield "two slips", _edited(
        name, rng,
        lambda part, at: part[:2] + part[3] + part[2] + part[4:-2] + part[-1] + part[-2], 9,
    )  # fmt: skip
    yield "run together", name.replace(" ", "").replace("-", "") if len(words) > 1 else None
    yield "hyphen split", name.replace("-", " ") if "-" in name else None
    if unit is not None:
        yield "initial and unit", f"{words[0][0]} {words[-1]} {unit.name.lower()}"
        yield "given name and unit", f"{words[0]} {words[-1][:3]} {unit.name.lower()}"
    for phone in person.phones:
        if phone.disclosure in (Disclosure.PUBLIC, Disclosure.INTERNAL):
            digits = phone.number.removeprefix("+47")
            yield "number", " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
            yield "end of number", digits[-6:]
            break


def cases(persons: Sequence[Person], units: Sequence[Unit], each: int, seed: int) -> list[Case]:
    """Return up to ``each`` cases of every kind, of people whose name nobody else has."""
    rng = random.Random(seed)
    by_id = {unit.id: unit for unit in units}
    folded = Counter(_ascii(person.name.display.lower(), {}) for person in persons)
    numbers = Counter(phone.number[-6:] for person in persons for phone in person.phones)
    alone = [
        person
        for person in persons
        if folded[_ascii(person.name.display.lower(), {})] == 1 and person.protection is Protection.NONE
    ]
    names = sorted(person.name.display.lower() for person in persons)
    found: dict[str, list[Case]] = {}
    for person in rng.sample(alone, min(len(alone), each * 40)):
        for kind, query in noises(person, by_id.get(person.unit or ""), names, rng):
            if query is None or (kind == "end of number" and numbers[query] > 1):
                continue
            some = found.setdefault(kind, [])
            if len(some) < each:
                some.append(Case(kind, len(some) + 1, query, person.id))
    return [case for some in found.values() for case in some]


def handwritten() -> list[Case]:
    """Return the cases written by hand, in the order of their numbers: two ways of saying each name. Whom
    they mean comes with the first of the two."""
    path = Path(__file__).with_name("data") / "handwritten.tsv"
    found = []
    known: set[str] = set()
    for line in path.read_text("utf-8").splitlines()[1:]:
        number, query, given, surname = line.split("\t")
        person = f"written-{given}-{surname}"
        somebody = None if person in known else Person(id=person, name=Name(given, surname))
        known.add(person)
        found.append(Case("written by hand", int(number), query, person, somebody))
    return found
