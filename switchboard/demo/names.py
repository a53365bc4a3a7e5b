"""People's names in a Norwegian town: how frequent, how written, what they were before."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from random import Random
from zlib import crc32

from switchboard.demo.lists import Weighted, pick, ranked, sections
from switchboard.domain.model import Name
from switchboard.domain.record import record

MIXES: dict[str, Weighted[str]] = {
    mix: Weighted(ranked(text))
    for mix, text in {
        "nordic": "nb*90, sv*3, da*3, se*1.5, pl*1, lt*0.5, bs*0.5, en*0.5, is*0.5,"
        " de*0.6, nl*0.3, es*0.3, it*0.2",
        "usual": "nb*79, sv*3.2, da*2.2, se*0.9, pl*2.6, lt*1, so*1.3, ar*1.7, ur*2, ta*1, vi*1.2, uk*0.8,"
        " ti*0.4, fa*0.7, tr*0.4, bs*0.7, ph*0.2, en*0.7, is*0.4, de*0.7, nl*0.3, es*0.5, it*0.3",
        "mixed": "nb*63, sv*3, da*1.6, se*0.8, pl*4, lt*1.6, so*5, ar*5.5, ur*5, ta*1.9, vi*1.9, uk*1.6,"
        " ti*1.4, fa*1.4, tr*0.9, bs*0.9, ph*0.4, en*0.7, is*0.3, de*0.6, nl*0.3, es*1, it*0.4",
        "care": "nb*55, sv*3.4, da*1.5, se*0.7, pl*5, lt*3, so*6, ar*3.6, ur*4.4, ta*4.4, vi*3, uk*2,"
        " ti*2.6, fa*1.1, tr*0.7, bs*0.8, ph*2.4, en*0.4, is*0.3, de*0.5, nl*0.2, es*1, it*0.2",
        "sami": "se*78, nb*20, sv*2",
    }.items()
}
LANGUAGE: dict[str, tuple[str, ...]] = {
    "sv": ("sv",),
    "da": ("da",),
    "se": ("se",),
    "pl": ("pl",),
    "lt": ("lt", "ru"),
    "so": ("so",),
    "ar": ("ar",),
    "ur": ("ur", "pa"),
    "ta": ("ta",),
    "vi": ("vi",),
    "uk": ("uk", "ru"),
    "ti": ("ti",),
    "fa": ("fa",),
    "tr": ("tr",),
    "bs": ("bs",),
    "ph": ("tl", "en"),
    "en": ("en",),
    "is": ("is",),
    "de": ("de",),
    "nl": ("nl",),
    "es": ("es",),
    "it": ("it",),
}


MIXED_SURNAMES = tuple(origin for origin in ("nb", *LANGUAGE) if origin not in ("lt", "is"))
"""Origins whose surnames are the same for women and men; Polish ones are bent by rule."""

_TAIL = {"surnames": 0.4, "women": 0.05, "men": 0.05}
"""How many of a kind of names are of its long tail, where it has one."""
_FARMS, _PATRONYMS = 0.27, 0.03
"""How many Norwegian surnames are farms' that few people have, and patronyms that few have."""


@record(frozen=True, slots=True)
class Named:
    """Somebody's name in all its forms; ``mail`` is the part of the address before the ``@``."""

    name: Name
    aliases: tuple[str, ...]
    origin: str
    mail: str


class Namer:
    """Draws names; it remembers the addresses it gave, so that no two people share one."""

    def __init__(self) -> None:
        text = sections("names.txt")
        self._lists = {
            head: Weighted(ranked(body)) for head, body in text.items() if not head.endswith("everyday")
        }
        for origin in MIXED_SURNAMES:
            both = self._lists[f"{origin} surnames"]
            self._lists.setdefault(f"{origin} surnames men", both)
            self._lists.setdefault(f"{origin} surnames women", both)
        self._lists["pl surnames women"] = Weighted(
            (_polish_woman(name), weight) for name, weight in ranked(text["pl surnames"])
        )
        self._everyday: dict[str, list[str]] = {}
        for pair in text["everyday"].replace("\n", " ").split(","):
            formal, _, everyday = pair.strip().partition("=")
            self._everyday.setdefault(formal, []).append(everyday)
        self._tails = {head: _tail(body) for head, body in sections("tails.txt").items()}
        for sex in ("men", "women"):
            for origin in LANGUAGE:
                if (tail := self._tails.get(f"{origin} surnames")) is not None:
                    bent = _polish_woman if (origin, sex) == ("pl", "women") else str
                    self._tails[f"{origin} surnames {sex}"] = Weighted(
                        (bent(name), 1 / (rank + 60)) for rank, name in enumerate(tail.things)
                    )
        self._taken: dict[str, int] = {}

    def draw(self, rng: Random, mix: Weighted[str], women: float, domain: str) -> Named:
        """Draw somebody; ``women`` is their share (0 to 1), ``domain`` where the address must be new."""
        origin = mix.draw(rng)
        sex = "women" if rng.random() < women else "men"
        chance = rng.random
        aliases: tuple[str, ...] = ()
        full: str | None = None
        if origin == "nb":
            kind = "nb double " if chance() < 0.09 else "nb "
            given = self._of(rng, kind + sex)
            surname = self._norwegian(rng)
            if (draw := chance()) < 0.05:
                other = self._norwegian(rng)
                if other != surname:
                    surname = f"{surname}-{other}"
            elif draw < 0.22:
                middle = self._norwegian(rng) if draw < 0.15 else self._lists[f"nb {sex}"].draw(rng)
                if middle not in (surname, given):
                    full = f"{given} {middle} {surname}"
            if chance() < (0.09 if sex == "women" else 0.015):
                former = self._norwegian(rng)
                if former not in surname:
                    aliases = (f"{given} {former}",)
            if chance() < 0.35 and (everyday := self._everyday.get(given)):
                short = pick(rng, everyday)
                aliases = (*aliases, short if chance() < 0.6 else f"{short} {surname}")
        else:
            given = self._of(rng, f"{origin} {sex}")
            surname = self._of(rng, f"{origin} surnames {sex}")
            full, surname = self._written(rng, origin, sex, given, surname)
            if chance() < 0.12 and (everyday := self._everyday.get(given)):
                aliases = (pick(rng, everyday),)
            elif sex == "women" and origin in ("sv", "da", "pl", "lt", "se", "uk") and chance() < 0.10:
                # Married into a Norwegian name, or out of one.
                former, surname = surname, self._norwegian(rng)
                aliases, full = (f"{given} {former}",), None
        return Named(Name(given, surname, full), aliases, origin, self._address(given, surname, domain))

    def _norwegian(self, rng: Random) -> str:
        draw = rng.random()
        if draw < _FARMS:
            return self._tails["nb surnames"].draw(rng)
        return (
            self._tails["nb patronyms"] if draw < _FARMS + _PATRONYMS else self._lists["nb surnames"]
        ).draw(rng)

    def _of(self, rng: Random, kind: str) -> str:
        """Draw a name of a kind ("pl surnames men"), now and then one that few people have."""
        tail = self._tails.get(kind)
        if tail is not None and rng.random() < _TAIL[kind.split()[1]]:
            return tail.draw(rng)
        return self._lists[kind].draw(rng)

    def _written(
        self, rng: Random, origin: str, sex: str, given: str, surname: str
    ) -> tuple[str | None, str]:
        """Return the name in full where it is not given name and surname, and the surname."""
        if origin == "vi":
            middle = self._lists[f"vi middle {sex}"].draw(rng)
            order = rng.random()
            if order < 0.45:
                return f"{surname} {middle} {given}", surname
            return (f"{given} {middle} {surname}" if order < 0.6 else None), surname
        if origin == "ta":
            # The initial is the father's name; papers in Norway want a surname and get it.
            return (f"{surname[0]}. {given}" if rng.random() < 0.3 else None), surname
        if origin == "so":
            father = self._lists["so men"].draw(rng)
            return (
                f"{given} {father} {surname}" if rng.random() < 0.6 and father != surname else None
            ), surname
        if origin in ("ar", "ur") and rng.random() < 0.25:
            middle = self._lists[f"{origin} men"].draw(rng)
            if middle not in (given, surname):
                return f"{given} {middle} {surname}", surname
        elif origin not in ("ar", "ur", "is") and rng.random() < 0.08:
            other = self._of(rng, f"{origin} surnames {sex}")
            if other != surname:
                return None, f"{surname}-{other}" if " " not in other + surname else surname
        return None, surname

    def _address(self, given: str, surname: str, domain: str) -> str:
        mail = f"{latin(given)}.{latin(surname)}"
        key = f"{mail}@{domain}"
        number = self._taken.get(key, 0) + 1
        self._taken[key] = number
        return mail if number == 1 else f"{mail}{number}"


def _tail(body: str) -> Weighted[str]:
    """Return the names that a section's parts make. How frequent each is, a checksum says."""
    first, last = (line.replace("_", " ").split(", ") for line in body.splitlines())
    names = {
        f"{a}{b.lower() if a[-1].isalpha() else b}"
        for a in first
        for b in last
        if a[-1] != b[0].lower() and len(a + b) > 4
    }
    ordered = sorted(names, key=lambda name: crc32(name.encode()))
    return Weighted((name, 1 / (rank + 600)) for rank, name in enumerate(ordered))


def _polish_woman(surname: str) -> str:
    return f"{surname[:-1]}a" if surname.endswith(("ski", "cki", "dzki")) else surname


_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "ö": "o",
        "ä": "a",
        "ü": "u",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ŋ": "n",
        "ŧ": "t",
        "ı": "i",
        "'": "",
        "’": "",
        " ": ".",
        "ß": "ss",
    }
)


@lru_cache(maxsize=20_000)
def latin(text: str) -> str:
    """Return the text in the letters of a mail address: "Åse Bjørg" is ``ase.bjorg``."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered.replace(" ", ".").replace("'", "")
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
    return "".join(letter for letter in decomposed if letter.isascii())
