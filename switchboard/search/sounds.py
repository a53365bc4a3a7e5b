"""Sounds alike: one key for the spellings that Nordic ears cannot tell apart.

The rules are ordered; each sees what those before it left. Given names whose spellings differ by more than
rules can say stand in ``given_names.tsv``, and in a file of the municipality's own if it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.search import FOLDER
from switchboard.search.abroad import as_said
from switchboard.search.alphabets import both_ways, in_latin
from switchboard.search.called import CALLED, Called
from switchboard.search.keeping import kept
from switchboard.search.patterns import pattern
from switchboard.search.spelling import plain, word

_LETTERS: Final = str.maketrans(
    {"æ": "e", "ä": "e", "ø": "ø", "ö": "ø", "å": "o", "ü": "y", "ð": "d", "þ": "t", "ł": "l", "đ": "d"}
    | {"é": "e", "è": "e", "ê": "e", "œ": "ø"}
    # Sámi.
    | {"č": "tsj", "š": "sj", "ž": "s", "ŋ": "ng", "ŧ": "t"}
)
_DIPHTHONGS: Final = "(?:ei|ø[yi])g$|ø[yij]|oy|oj|ey|ej|ei|ai|aj|ay"
_NOMINATIVE: Final = "(?<=[a-zø]{4}[dfglrmn])ur$"
"""Icelandic: Sigurður beside Sigurd."""
_RULES: Final = (
    r"(?P<o>aa)|(?P<oslash>oe)|(?P<e>ae)|(?P<y>ue)"
    r"|(?P<sj>skj|stj|sch(?=[aeiouyø])|sh|sj)|(?P<kj>^[tk]j)|(?P<j>^(?:hj|gj|lj|dj))"
    r"|(?P<v>^hv|w|(?:ff?|ph)$)|(?P<f>ph)|(?P<t>th|dt|tt?h?)|(?P<d>dh)|(?P<g>gh)|(?P<k>ch|kh|ck|c(?![eiy])|q(?![uv]))"
    r"|(?P<kv>qu|qv)|(?P<ks>x)|(?P<s>sch|tz|ts|zz?|c(?=[eiy]))"
    r"|(?P<n>nd(?=[bfghklmnstv]|$))|(?P<l>ld(?=[bfghkmnstv]|$))|(?P<r>rd(?=[bfghklmnsv]|$))|(?P<ik>iig$)|(?P<silent>h(?![aeiouyø]))"
)
_SPELLED: Final = {"oslash": "ø", "silent": ""}
# Hansen, Hanson, Hanssøn; Jónsdóttir, Jonsdatter, Jonsdotter.
_ENDINGS: Final = "(?P<sen>(?:s?s[eo]n|søn)$)|(?P<datr>s?d[oa]tt?[ieo]r$)"
_DOUBLED: Final = r"(.)\1+"


def _by_rules(form: str) -> str:
    key = form
    if not key.isascii():
        key = key.translate(_LETTERS)
        key = "".join([plain(c) if c != "ø" and not c.isascii() else c for c in key])
    # What a pattern cannot find it is not asked for: to ask takes longer than to look for a letter.
    if key.endswith("ur"):
        key = pattern(_NOMINATIVE).sub("", key)
    if "i" in key or "y" in key or "j" in key:
        key = pattern(_DIPHTHONGS).sub("Y", key)
    key = pattern(_RULES).sub(_replaced, key)
    if key.endswith(("n", "r")):
        key = pattern(_ENDINGS).sub(_ending, key)
    key = key.replace("y", "i").replace("Y", "ei").replace("ia", "ja").replace("io", "jo")
    return _single(key)


def _single(key: str) -> str:
    """Return a key without what is doubled in it."""
    before = ""
    for letter in key:
        if letter == before:
            return pattern(_DOUBLED).sub(r"\1", key)
        before = letter
    return key


def _replaced(match: re.Match[str]) -> str:
    group = match.lastgroup or ""
    return _SPELLED.get(group, group)


def _ending(match: re.Match[str]) -> str:
    return match.lastgroup or ""


# Names that were written in other letters once, or are spelled by other rules: Arabic, Somali, Polish,
# Ukrainian, Vietnamese. What Nordic ears make of their vowels is coarser.
_ABROAD_LETTERS: Final = str.maketrans(
    {"ą": "on", "ę": "en", "ó": "u", "ż": "sj", "ś": "s", "ź": "s", "ć": "s", "ń": "n", "ł": "l", "ı": "i"}
    | {"š": "sj", "č": "sj", "ž": "sj", "ş": "sj", "ç": "s", "ğ": "", "đ": "d"}
)
_ABROAD: Final = (
    r"(?P<sj>sjtsj|szcz|shch|sch|tsj|tsch|tch|sh|sz|cz|ch|rz|zh|tj|zj|sj)|(?P<h>kh)|(?P<d>dh|dj)|(?P<g>gh)|(?P<t>th)"
    r"|(?P<f>ph)|(?P<u>ou|oo|uu|oe)|(?P<n>^ng|nh$)|(?P<ei>ei|ai|ay|ey|aj|ej|ae|ie)|(?P<e>aa)|(?P<i>ee|ii|i[yj]|y[ijy])"
    r"|(?P<j>y(?=[aeou])|(?<=[a-z])i(?=[aou]))|(?P<k>ck|q|c(?![ie]))|(?P<s>z|t[sz](?!j)|c(?=[ie]))|(?P<v>w)|(?P<silent>h(?![aeiouy])|(?<=in)e$)"
)
_ABROAD_SPELLED: Final = {"silent": ""}
_VOWELS: Final = str.maketrans("eoy", "aui")


def _abroad(form: str) -> str:
    key = plain(form.translate(_ABROAD_LETTERS) if not form.isascii() else form)
    key = pattern(_ABROAD).sub(
        lambda match: _ABROAD_SPELLED.get(match.lastgroup or "", match.lastgroup or ""), key
    )
    # Szcz is shch, or sz and cz, or what Norwegian makes of them one by one.
    key = _single(key.replace("sjsj", "sj").translate(_VOWELS))
    # Thuy and Tuj, Wójcik and Voitsik.
    return pattern("(?<!s)j(?![aiu])").sub("i", key) if "j" in key else key


_MOST_LINES: Final = 50_000
_LARGEST: Final = 8 << 20


class NamesError(ExpectedError):
    """A list of names that cannot be used."""


class Ear:
    """The rules, and the names that they leave apart."""

    def __init__(self, shipped: str, own: list[list[str]]) -> None:
        """Take a text of groups, which is read when somebody asks, and groups of names in plain letters."""
        self._shipped = shipped
        self._own = own
        self._known: dict[str, str] | None = None
        self._called: Called | None = None
        self._lately: dict[str, tuple[str, ...]] = {}
        self.checksum = crc32(repr((shipped, own)).encode())
        """An index made with other names has another one."""

    @staticmethod
    @cache
    def standard() -> Ear:
        """Return the one with the names that ship with the program."""
        return Ear(_text(_SHIPPED), [])

    @staticmethod
    def with_file(path: Path) -> Ear:
        """Return one that knows the names of a file, too: a group a line, separated by tabs or spaces.

        Raises:
            NamesError: the file cannot be read, or a line is no group of names.
        """
        return Ear(_text(_SHIPPED), _groups(_text(path), path.name))

    @property
    def _heads(self) -> dict[str, str]:
        """Of each name the one that says for its group how it sounds; groups that share a name are one."""
        heads = self._known
        if heads is None:
            heads = {}
            for group in self._lines:
                if group[0].endswith(CALLED):
                    continue
                head = next((heads[name] for name in group if name in heads), group[0])
                others = {heads[name] for name in group if name in heads} - {head}
                if others:
                    heads = {name: head if key in others else key for name, key in heads.items()}
                heads.update(dict.fromkeys(group, head))
            self._known = heads
        return heads

    @property
    def _lines(self) -> list[list[str]]:
        return [*_groups(self._shipped, _SHIPPED.name), *self._own]

    @property
    def called(self) -> Called:
        """What people are called every day."""
        if self._called is None:
            lines = [line for line in self._lines if line[0].endswith(CALLED)]
            self._called = Called({name[: -len(CALLED)]: forms for name, *forms in lines}, self.sound)
        return self._called

    def warming(self) -> Iterator[None]:
        """Read the names, a little at each step."""
        self.sounds("a")
        yield
        yield from self.called.warming()

    def sound(self, form: str) -> str:
        """Return the key of a word; words with the same key sound alike. Empty for what has no letters."""
        if form.isdecimal():
            return ""
        if form.isascii():
            return _by_rules(self._heads.get(form, form))
        bare = plain(form)
        return _by_rules(self._heads.get(bare, form if in_latin(form) is None else bare))

    def sounds(self, form: str) -> tuple[str, ...]:
        """Return the key, and the one by the rules for names from abroad where that is another."""
        return kept(self._lately, _LATELY, form, self._sounds)

    def _sounds(self, form: str) -> tuple[str, ...]:
        first = self.sound(form)
        if not first or form[0] == "@":
            return (first,) if first else ()
        other = "/" + _abroad(form)
        return (first, other) if len(other) > _SHORTEST_ABROAD else (first,)

    def spoken(self, form: str) -> set[str]:
        """Return the keys of a word as it stands in a directory: :meth:`sounds`, and those of what a name
        from abroad sounds like to who cannot spell it, and of what people of that name are called."""
        known = self.sounds(form)
        for latin in both_ways(form):
            # Whose name it is, and so how it is read, nobody says.
            known = (*known, *self.sounds(latin))
        keys = {*known, *self.called.keys(form, known[0])} if known else set()
        for said in as_said(form):
            if self.knows(said):
                keys.add(self.sound(said))
            other = "/" + _abroad(said)
            if len(other) > _SHORTEST_ABROAD:
                keys.add(other)
        return keys

    def knows(self, form: str) -> bool:
        """Whether a word is one of the names."""
        return form in self._heads


_SHORTEST_ABROAD: Final = 3
_LATELY: Final = 128
_SHIPPED: Final = FOLDER / "given_names.tsv"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            # As many lines as are read are shorter than that.
            return file.read(_LARGEST).decode("utf-8")
    except (OSError, ValueError):
        raise NamesError(
            words("The list of names {file} cannot be read.", file=path.name),
            words("Save it as text in UTF-8, and check your rights to it."),
        ) from None


def _groups(text: str, file: str) -> list[list[str]]:
    groups = []
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        names = [plain(word(name)) for name in line.split("#")[0].replace(CALLED, CALLED + " ").split()]
        if not names:
            continue
        letters = [names[0].removesuffix(CALLED), *names[1:]]
        if len(names) < 2 or not all(name.isalpha() for name in letters):
            raise NamesError(
                words("Line {number} of {file} is no group of names.", number=str(number), file=file),
                words("Write two names or more on a line, of letters only, with tabs or spaces between."),
            )
        groups.append(names)
    return groups


def sound(form: str) -> str:
    """Return the key of a word as the shipped names and rules have it."""
    return Ear.standard().sound(form)


def sound_of(token: str) -> str:
    """Return the key of a token as written."""
    return sound(word(token))
