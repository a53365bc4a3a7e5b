"""Names in other alphabets in Latin letters, as passports have them: Шевченко is Shevchenko.

Cyrillic goes by the Ukrainian rules of 2010 where a word has a letter that Russian lacks, otherwise by those
of ICAO 9303 for Russian; Serbian, Macedonian and Belarusian letters stand beside them. Greek goes by ELOT
743. Scripts that do not write vowels would give what nobody types, and are left as they are.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџўќѓѕ",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s"),
            *("t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia", "i", "i", "ie"),
            *("g", "d", "j", "lj", "nj", "c", "dz", "u", "k", "g", "dz"),
        ),
        strict=True,
    )
)
_UKRAINIAN = _CYRILLIC | {"г": "h", "и": "y"}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ONLY_UKRAINIAN = frozenset("іїєґ")
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        (
            *("a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s"),
            *("t", "y", "f", "ch", "ps", "o"),
        ),
        strict=True,
    )
)
_GREEK_PAIRS = {"ου": ("o", "u"), "αυ": ("a", "v"), "ευ": ("e", "v"), "γγ": ("n", "g"), "γξ": ("n", "x")}


def in_latin(form: str, *, ukrainian: bool = False) -> list[str] | None:
    """Return what each letter of a word is in Latin letters, ``None`` for a word that has none of other
    alphabets; ``ukrainian``: by those rules whatever letters there are."""
    if form.isascii() or max(form) < "\u0370":
        return None
    if any("\u0400" <= letter <= "\u04ff" for letter in form):
        if not ukrainian and _ONLY_UKRAINIAN.isdisjoint(form):
            return [_CYRILLIC.get(letter, letter) for letter in form]
        first = [_UKRAINIAN_FIRST.get(form[0]) or _UKRAINIAN.get(form[0], form[0])]
        return first + [
            # "зг" is no ж.
            "gh" if before + letter == "зг" else _UKRAINIAN.get(letter, letter)
            for before, letter in pairwise(form)
        ]
    if any("\u0370" <= letter <= "\u03ff" for letter in form):
        bare = [unicodedata.normalize("NFD", letter) for letter in form]
        letters = [_GREEK.get(letter[0], letter) for letter in bare]
        for at in range(len(bare) - 1):
            # A diaeresis says that it is no pair.
            pair = _GREEK_PAIRS.get(bare[at][0] + bare[at + 1][0])
            if pair is not None and "\u0308" not in bare[at + 1]:
                letters[at : at + 2] = pair
        return letters
    return None


def both_ways(form: str) -> list[str]:
    """Return a Cyrillic word by the rules of both languages, where they differ; of other words nothing."""
    if form.isascii() or not any("\u0400" <= letter <= "\u04ff" for letter in form):
        return []
    one, other = in_latin(form), in_latin(form, ukrainian=True)
    return [] if one is None or other is None or one == other else ["".join(one), "".join(other)]
