"""Names of all groups, as somebody writes them who only heard them, or whose keyboard lacks a letter."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from switchboard.domain.model import Person

ABROAD = frozenset({"ar", "so", "pl", "vi", "uk", "ru", "ti", "fa", "ur", "pa", "ta", "lt", "tr"})
_HEARD_ABROAD = (
    ("kh", "h"), ("kh", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ii", "i"), ("aa", "a"), ("w", "v"),
    ("sh", "sj"), ("ch", "tsj"), ("cz", "tsj"), ("sz", "sj"), ("rz", "sj"), ("zh", "sj"), ("q", "k"),
    ("x", "h"), ("dh", "d"), ("gh", "g"), ("th", "t"), ("ph", "f"), ("iya", "ia"), ("yi", "ij"), ("ei", "ai"),
    ("ai", "ei"), ("y", "j"), ("z", "s"), ("ck", "k"), ("tz", "ts"), ("nh", "n"), ("ie", "je"), ("ia", "ja"),
    ("ł", "l"), ("ż", "z"), ("ś", "s"), ("ć", "c"), ("ń", "n"), ("ę", "e"), ("ą", "a"), ("ş", "s"),
    ("ç", "c"), ("ğ", "g"), ("ı", "i"), ("c", "s"), ("u", "o"), ("e", "i"), ("ss", "s"), ("mm", "m"),
    ("dd", "d"),
)  # fmt: skip
_LETTERS = {  # Sámi and Icelandic
    "á": ("a",), "č": ("c", "tj", "ts"), "đ": ("d",), "ŋ": ("ng", "n"), "š": ("s", "sj"), "ŧ": ("t",),
    "ž": ("z", "s"), "ð": ("d", "th"), "þ": ("th", "t"), "é": ("e",), "í": ("i",), "ó": ("o",), "ú": ("u",),
    "ý": ("y", "i"), "ö": ("ø", "o"),
}  # fmt: skip
_MARKED = frozenset("čđŋšŧžðþíúýáó")
_NEXT_DOOR = (
    ("qvist", "kvist"), ("kvist", "qvist"), ("gaard", "gård"), ("gård", "gaard"), ("ø", "ö"), ("ö", "ø"),
    ("æ", "ä"), ("ä", "æ"), ("å", "aa"), ("aa", "å"), ("sson", "sen"), ("sen", "sson"), ("kjær", "kær"),
    ("ström", "strøm"), ("strøm", "ström"), ("dahl", "dal"), ("berg", "bergh"), ("w", "v"), ("sd", "ts"),
    ("bjerg", "berg"), ("bæk", "bekk"), ("bäck", "bekk"), ("skov", "skog"), ("ch", "k"), ("mark", "marck"),
    ("holm", "hålm"), ("lund", "lundh"),
)  # fmt: skip
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ben",
        "bou",
        "abu",
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "ter",
    ]
)


def of_groups(person: Person, rng: random.Random) -> Iterator[tuple[str, str | None]]:
    """Iterate over the kinds and what each makes of a person (``None``: it does not fit)."""
    name = person.name.display.lower()
    given, *others = name.split(" ")
    yield "given name's pair", _paired(given, others, rng)
    yield "transliterated", _rewritten(name, _HEARD_ABROAD, rng) if ABROAD & {*person.languages} else None
    yield "sami, icelandic", _bare(name, rng) if _MARKED & {*name} else None
    yield "next door's spelling", _rewritten(name, _NEXT_DOOR, rng)
    yield "particle", _particle(name, rng)


@cache
def _pairs() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("data").joinpath("name_pairs.tsv").read_text("utf-8").splitlines():
        group = line.lower().split("\t")
        for name in group:
            found.setdefault(name, []).extend(other for other in group if other != name)
    return found


def alike_names(given: str) -> list[str]:
    """Return the given names that are taken for this one."""
    return _pairs().get(given.lower(), [])


def _paired(given: str, others: Sequence[str], rng: random.Random) -> str | None:
    known = _pairs().get(given)
    return " ".join([rng.choice(known), *others]) if known and others else None


def _rewritten(name: str, rules: Sequence[tuple[str, str]], rng: random.Random) -> str | None:
    words = name.split(" ")
    fitting = [
        (at, old, new) for at, word in enumerate(words) for old, new in rules if len(word) > 3 and old in word
    ]
    if not fitting:
        return None
    for at, old, new in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2)))):
        words[at] = words[at].replace(old, new, 1)
    return " ".join(words)


def _bare(name: str, rng: random.Random) -> str:
    name = unicodedata.normalize("NFC", name)
    if rng.random() < 0.3:
        name = name.replace("dóttir", rng.choice(("datter", "dotter", "dottir")))
    return "".join(rng.choice(_LETTERS[letter]) if letter in _LETTERS else letter for letter in name)


def _particle(name: str, rng: random.Random) -> str | None:
    words = name.replace("-", " ").replace("'", " ").split()
    at = [at for at, word in enumerate(words[1:-1], 1) if word in _PARTICLES]
    if "d'" in name:
        return name.replace("d'", rng.choice(("d", "d ", "")))
    if not at:
        return None
    one = rng.choice(at)
    with_next = [*words[:one], words[one] + words[one + 1], *words[one + 2 :]]
    without = [word for word in words if word not in _PARTICLES]
    return rng.choice((" ".join(words), " ".join(with_next), " ".join(without)))
