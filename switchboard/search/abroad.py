"""Names from abroad as a Nordic ear writes down what it hears: "dubua" for Dubois, "kasjinska" for Kaszyńska.

Which languages' rules apply is told by the spelling. They are the letters' usual sounds, in order: each sees
what those before it left, but for capitals, which stand for sounds that are done.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from switchboard.search.spelling import plain

# By language: what tells its spelling, and what its letters sound like.
_LANGUAGES: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (  # French
        r"oi|eau|a[ul]ux?t?$|eux|ill[aeo]|[çèêëâîôœé]|qu[eiy]|gu[eiy]|vre$|[^o]ux$|ou(?:x|d|t|ld|lt|s)?$",
        (
            (r"e?aul?[txd]?s?$|e?aux?", "o"), (r"cqu|qu", "k"), (r"gu(?=[eiéèêy])", "G"), (r"oin", "Ueng"),
            (r"o[iy](?:[sxtdz]|re)?$|o[iy]", "Ua"), (r"ill?(?=[aeo])", "iJ"), (r"ch", "sj"), (r"bv", "v"),
            (r"g(?=[eiéèêy])|j", "sj"), (r"ç|c(?=[eiéèêy])", "s"), (r"gn", "nj"), (r"ph", "f"), (r"h", ""),
            (r"(?:er|ez|ée?|et)$", "E"), (r"(?:[ae]in|in)(?![aeiouynm])", "eng"),
            (r"(?:ean|[ae][nm])(?![aeiouynmé])", "ang"), (r"o[nm](?![aeiouynm])", "ong"),
            (r"[ae]i|[éèêë]", "e"), (r"(?<=[^s]..)e?[sxtdzp]$", ""), (r"œu?|eu", "ø"), (r"ou", "U"),
        ),
    ),
    (  # Polish
        r"[ąęłńśźżć]|sz|cz|rz|dz|wsk[ia]$|wicz$|ick[ia]$|cie|iech|iotr",
        (
            (r"iotr", "jåter"),
            (r"d[żź]|dzi(?=[aeouąęó])", "dj"), (r"szcz", "sjtsj"), (r"ch", "h"),
            (r"cz|ć|ci(?=[aeouąęó])", "tsj"),
            (r"sz|rz|ż|ś|ź|[sz]i(?=[aeouąęó])", "sj"), (r"ń|ni(?=[aeouąęó])", "nj"), (r"w", "v"),
            (r"c(?!h)", "ts"), (r"ą(?=[bp])", "om"), (r"ę(?=[bp])", "em"), (r"ą", "on"), (r"ę", "en"),
            (r"ó", "u"),
            (r"ł", "l"),
        ),
    ),
    (  # Turkish
        r"[şğı]|[öü].*ç|ç.*[öü]",
        ((r"ş", "sj"), (r"ç", "tsj"), (r"c", "dj"), (r"ğ", ""), (r"ı", "i"), (r"ü", "y"), (r"ö", "o"),
          (r"y(?=[aeiou])", "j")),
    ),
    (  # Spanish
        r"ñ|ill[ao]s?$|ez$",
        (
            (r"ch", "tsj"), (r"^h", ""), (r"j|g(?=[eiéí])", "h"), (r"ñ", "nj"), (r"ll", "j"), (r"qu", "k"),
            (r"gu(?=[eiéí])", "g"), (r"z|c(?=[eiéí])", "s"),
        ),
    ),
    (  # Portuguese
        r"[ãõç]|[ln]h[ao]$",
        (
            (r"oão", "uang"), (r"ão|ã", "ang"), (r"õ", "o"), (r"lh", "lj"), (r"nh", "nj"),
            (r"ç|c(?=[eií])", "s"),
            (r"ch|j|g(?=[eií])", "sj"), (r"qu", "k"),
        ),
    ),
    (  # Italian
        r"cc[hie]|gli|gn|zz|[cg]i[aou]|ch[ie]|gh[ie]|sc[ie]",
        (
            (r"sch", "sk"), (r"sc(?:i(?=[aou])|(?=[ei]))", "sj"), (r"cch?h|ch", "k"), (r"gh", "g"),
            (r"c+(?:i(?=[aou])|(?=[ei]))", "tsj"), (r"gli", "lji"), (r"gn", "nj"), (r"zz?", "ts"),
            (r"g+(?:i(?=[aou])|(?=[ei]))", "dj"), (r"qu", "kv"),
        ),
    ),
    (  # Bosnian, Croatian, Serbian and other Latin spellings with carons
        r"[čćžšđ]",
        ((r"^(?:dž|đ)", "j"), (r"dž|đ", "dj"), (r"[čć]", "tsj"), (r"š|ž", "sj"), (r"c", "ts")),
    ),
    (  # Ukrainian, in which an h is what Russian writes as g
        r"(?:enko|ch?uk|[iy]uk|ska|sky?[ij]|iia?|shyn|yna)$|^hry|shch|zh",
        (
            (r"shch", "sjtsj"), (r"(?:zh|sh)", "sj"), (r"ch", "tsj"), (r"kh", "K"), (r"h", "g"), (r"K", "h"),
            (r"skyi$|skyj$|skiy$", "ski"),
        ),
    ),
    (  # Somali: long vowels are written twice, a c is a stop that Nordic ears do not hear
        r"aa|ii|uu|^x[aeiou]|^(?=.*(?:ee|oo|dh|q|w)).*c(?![hk])",
        (
            (r"x|kh", "h"), (r"c(?![hk])", ""), (r"([aeiou])\1+", r"\1"), (r"dh", "d"), (r"q", "k"),
            (r"sh", "sj"), (r"w", "v"), (r"y(?=[aeou])", "j"),
        ),
    ),
    (  # German
        r"sch|tz|ß|äu|pf|[rdb]t$|[lr]z$|ü",
        (
            (r"sch|^s(?=[tp])", "sj"), (r"tz|z", "ts"), (r"^v", "f"), (r"w", "v"), (r"ß", "s"),
            (r"[äe]u", "ei"),
            (r"ch", "k"), (r"pf", "f"), (r"dt$", "t"), (r"ü", "y"),
        ),
    ),
    (  # English
        r"ea|igh|oo|ee|wh|[^aeiou]tone?$|ough|^mac|^mc|^[^aeiou]{1,3}a(?:ce|de|ke|me|ne)$|ew|ugh",
        (
            (r"a(?=[cdkmn]e$)", "ei"), (r"c(?=e$)", "s"),
            (r"ough", "o"), (r"ugh|ew(?![aeiou])", "Ju"), (r"igh", "ai"), (r"oo", "u"), (r"ee", "i"),
            (r"ea", "e"), (r"sh", "sj"), (r"ch", "tsj"),
            (r"^mc|^mac", "mak"), (r"th", "t"), (r"wh?", "v"), (r"j", "dj"), (r"a[iy]", "ei"), (r"e$", ""),
        ),
    ),
    (  # Tamil and other languages of South Asia
        r"ow(?=[^aeiousy])|^jey|thi|eev",
        (
            (r"ow(?=[^aeiousy])", "au"), (r"th", "t"), (r"sh", "sj"), (r"ee", "i"), (r"oo", "u"), (r"w", "v"),
            (r"y(?=[aeou])", "j"),
        ),
    ),
    (  # Vietnamese, without its tones
        r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|^ng|uynh$|^(?:ph|th|nh).{1,3}(?:ng|nh|c|m|n)$",
        (
            (r"^ngh?", "n"), (r"ng?h$", "n"), (r"^nh", "nj"), (r"ph", "f"), (r"kh", "k"), (r"th", "t"),
            (r"(?<=^h)uy", "vi"), (r"uye", "ie"), (r"c?[ch]$", "k"), (r"^gi|^x", "s"), (r"^qu", "kv"),
        ),
    ),
)  # fmt: skip
_NORDIC: Final = re.compile("[æøåðþ]")


@cache
def _rules() -> list[tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]]:
    """Compile them when they are first needed, which is after the first answer."""
    return [
        (re.compile(told), [(re.compile(spelled), said) for spelled, said in rules])
        for told, rules in _LANGUAGES
    ]


def as_said(form: str) -> list[str]:
    """Return how a word is written by who only heard it, in Nordic letters; nothing for most words."""
    found: list[str] = []
    if len(form) < _SHORTEST or _NORDIC.search(form):
        return found
    for at, (told, rules) in enumerate(_rules()):
        if told.search(form):
            said = plain(form) if at == _VIETNAMESE else form
            for spelled, sound in rules:
                said = spelled.sub(sound, said)
            others = [said.lower(), said.lower().removesuffix("e")]
            if at == _FRENCH:
                # The u of French is a Nordic y; its "ou" is a u, and stands in capitals until here.
                others.append(said.replace("u", "y").lower())
            for other in others:
                if other != form and other not in found and len(other) >= _SHORTEST - 1:
                    found.append(other)
    return found


_FRENCH: Final = 0
_VIETNAMESE: Final = len(_LANGUAGES) - 1
_SHORTEST: Final = 4
