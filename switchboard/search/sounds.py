"""Sounds alike: one key for the spellings that Nordic ears cannot tell apart.

The rules are ordered; each sees what those before it left. Given names whose spellings differ by more than
rules can say stand in :data:`GIVEN_NAMES`.
"""

from __future__ import annotations

import re

from switchboard.search.spelling import plain, word

GIVEN_NAMES = """
ahmed ahmad ahmet achmed
aleksander alexander alexandr oleksandr aleksandr
ali aly
amina aminah
anders andreas
anne ane ann
bjarne bjarni
catherine katarina kathrine katrine cathrine katharina kateryna ekaterina
elisabeth elizabeth elisabet elzbieta
erik eirik eric
fatima fatma fadumo fatuma faduma
geir gejr
gunnar gunner
hassan hasan xasan
hussein husein hossein hussain xuseen
ibrahim ibrahem ibraahim
ida idda
ingeborg ingebjorg
inger ingar
ivan iwan
jan jahn
johan johann johannes
joseph josef yusuf yousef youssef
karen karin karina
khadija khadijah hadija xadiija
kirsten kirsti kjersti kirstin kjerstin
kristian christian kristjan krystian
kristin kristine christine christin kristina christina krystyna
kristoffer christopher kristofer christoffer kristopher krzysztof
lars lasse
leif leiv
mahmoud mahmud mahmood
maria marie mariam maryam
mathias matthias mattias matias
mikael michael mikkel mikal michal mihail mykhailo
mohammed muhammad mohamed mohammad muhammed mohamad maxamed mohamud mehmet muhammet
nils niels
odd od
oystein oistein eystein
peter petter peder petr petro piotr
rolf rolv
said sayed saeed
sergei serhii sergej
sigrid siri
solveig solvei
stefan steffen stephan stephen szczepan
steinar stejnar
svein sven svenn
torbjorn thorbjorn torbjoern
tomas thomas tomasz
volodymyr vladimir wolodymyr
yusra jusra
zahra sahra zaara
"""

_LETTERS = str.maketrans(
    {"æ": "e", "ä": "e", "ø": "ø", "ö": "ø", "å": "o", "ü": "y", "ð": "d", "þ": "t", "ł": "l", "đ": "d"}
    | {"é": "e", "è": "e", "ê": "e", "œ": "ø"}
)
_DIPHTHONGS = re.compile("ø[yij]|oy|oj|ey|ej|eig$|ei|ai|aj|ay")
_RULES = re.compile(
    r"(?P<o>aa)|(?P<oslash>oe)|(?P<e>ae)|(?P<y>ue)"
    r"|(?P<sj>skj|stj|sch(?=[aeiouyø])|sh|sj)|(?P<kj>^[tk]j)|(?P<j>^(?:hj|gj|lj|dj))"
    r"|(?P<f>ph)|(?P<t>th|dt|tt?h?)|(?P<d>dh)|(?P<g>gh)|(?P<k>ch|kh|ck|c(?![eiy])|q(?![uv]))"
    r"|(?P<kv>qu|qv)|(?P<ks>x)|(?P<s>sch|tz|ts|zz?|c(?=[eiy]))|(?P<v>^hv|w)"
    r"|(?P<n>nd$)|(?P<l>ld$)|(?P<silent>h(?![aeiouyø]))"
)
_SPELLED = {"oslash": "ø", "silent": ""}
_ENDINGS = re.compile("(?:s?s[eo]n|søn)$")
_DOUBLED = re.compile(r"(.)\1+")


def _by_rules(form: str) -> str:
    key = form
    if not key.isascii():
        key = key.translate(_LETTERS)
        key = "".join([plain(c) if c != "ø" and not c.isascii() else c for c in key])
    key = _DIPHTHONGS.sub("Y", key)
    key = _RULES.sub(_replaced, key)
    key = _ENDINGS.sub("sen", key)
    key = key.replace("y", "i").replace("Y", "ei").replace("ia", "ja").replace("io", "jo")
    return _DOUBLED.sub(r"\1", key)


def _replaced(match: re.Match[str]) -> str:
    group = match.lastgroup or ""
    return _SPELLED.get(group, group)


_HEADS = {
    name: _by_rules(line.split()[0]) for line in GIVEN_NAMES.split("\n") if line for name in line.split()
}


def sound(form: str) -> str:
    """Return the key of a word; words with the same key sound alike. Empty for what has no letters."""
    if form.isdecimal():
        return ""
    head = _HEADS.get(plain(form) if not form.isascii() else form)
    return head if head is not None else _by_rules(form)


def sound_of(token: str) -> str:
    """Return the key of a token as written."""
    return sound(word(token))
