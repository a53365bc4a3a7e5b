"""Words and their spellings: tokens of a text, folding, and where a spelling lies in the original.

Three forms of a token, each coarser than the one before:

- *word*: NFC, case folded, apostrophes dropped ("O'Brien" → "obrien");
- *plain*: no accents, letters as an English keyboard has them (å → a, ø → o, æ → ae, ð → d, þ → th, ł → l,
  шевченко → shevchenko);
- *nordic*: the plain form with what people write for å, æ, ø and ü made one (aa → a, ae/ä → e, oe/ö → o).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from switchboard.search.alphabets import in_latin
from switchboard.search.patterns import pattern

MAX_WORD: Final = 64
"""Longer tokens are cut: nobody's name is, and a query has to stay cheap."""

_LONGEST_WRITTEN: Final = 2 * MAX_WORD
"""Of more characters of a token none counts: every other one may be an apostrophe."""

_MOST_SPREAD: Final = 4 * MAX_WORD
"""So many letters and accents are taken of a word in plain letters, which has half as many at the most."""

# A word character, then word characters, combining marks (NFD text, vowel signs of Indic and Semitic
# scripts) and apostrophes inside the word. An underscore separates.
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u0e31\u0e34-\u0e4e\u20d0-\u20f0"
TOKEN: Final = rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ´`](?=[^\W_]))*"
"""The pattern of a token."""
_APOSTROPHES: Final = {ord(c): None for c in "'’ʼ´`"}
_PARTICLE: Final = r"[^\W\d_]{1,2}['’ʼ´`](?=[^\W\d_]{2})"

_PLAIN: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "œ": "oe", "ŋ": "n"}
    | {"ŧ": "t", "ħ": "h", "ə": "a"}
)
_NORDIC: Final = str.maketrans({"æ": "e", "ä": "e", "ø": "o", "ö": "o", "å": "a", "ü": "u", "œ": "o"})
_DIGRAPHS: Final = re.compile("aa|ae|oe|ue")
_DIGRAPH_FOLD: Final = {"aa": "a", "ae": "e", "oe": "o", "ue": "u"}


def tokens(text: str) -> list[str]:
    """Return a text's tokens as they are written."""
    # The pattern takes ten times as long for what most texts are.
    return text.split() if text.replace(" ", "").isalnum() else pattern(TOKEN).findall(text)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Iterate over a text's tokens as written, with their offsets."""
    for match in pattern(TOKEN).finditer(text):
        yield match[0], match.start(), match.end()


def behind_apostrophe(token: str) -> int:
    """Return where in a token the name behind its particle begins ("Brien" in "O'Brien"); 0: it has none."""
    match = None if token.isalnum() else pattern(_PARTICLE).match(token)
    return match.end() if match is not None else 0


def words_in(token: str) -> list[str]:
    """Return the words by which a token is found: its own, and of "O'Brien" also "brien"."""
    at = behind_apostrophe(token)
    return [word(token), word(token[at:])] if at else [word(token)]


def word(token: str) -> str:
    """Return the exact form of a token."""
    if token.isascii():
        if "'" in token or "`" in token:
            token = token.translate(_APOSTROPHES)
        return token[:MAX_WORD].lower()
    return unicodedata.normalize("NFC", token.translate(_APOSTROPHES)[:MAX_WORD].casefold())


def plain(form: str) -> str:
    """Return the plain form of a word."""
    return form if form.isascii() else _bared(form)


@lru_cache(maxsize=4096)
def _bared(form: str) -> str:
    """The same of a word with other letters, which a keystroke asks for some thirty times."""
    # Of one ligature become up to eighteen letters; no word of letters is cut.
    spread = unicodedata.normalize("NFKD", form.translate(_PLAIN))[:_MOST_SPREAD]
    bare = "".join([c for c in spread if not unicodedata.combining(c)]).translate(_PLAIN)
    # Only words of other alphabets have letters left.
    letters = None if bare.isascii() else in_latin(form)
    if letters is not None:
        latin = "".join(letters)
        return plain(latin) if latin != form else bare[:_LONGEST_WRITTEN]
    return bare[:_LONGEST_WRITTEN] or form


def nordic(form: str) -> str:
    """Return the nordic form of a word."""
    # Before the letters are plain: the øe of Bøe is no oe.
    if _DIGRAPHS.search(form):
        form = _DIGRAPHS.sub(lambda match: _DIGRAPH_FOLD[match[0]], form)
    return form if form.isascii() else plain(form.translate(_NORDIC))


_COLLATION: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def sort_key(text: str) -> str:
    """Return what orders names: letter by letter, æ, ø and å last, other accents and punctuation ignored."""
    simple = text.lower()
    if simple.isascii() and simple.replace(" ", "").isalpha() and "  " not in simple:
        return simple.strip()
    return " ".join([collated(word(token)) for token in tokens(text)])


def collated(form: str) -> str:
    """Return the part of a :func:`sort_key` that one word makes."""
    return form if form.isascii() else plain(form.translate(_COLLATION))


def literal(text: str) -> str:
    """Return a text as it is compared with what was typed, accents, hyphens and all: only case and the width
    of white space do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def covered(token: str, target: str, form: Callable[[str], str]) -> int:
    """Return how many characters of ``token`` (as written) it takes to spell ``target`` in the given form.

    "aas" in the form :func:`nordic` is spelled by the first two characters of "Åse".
    """
    if token.isascii() and form(target) == target and "'" not in token and token.lower().startswith(target):
        return len(target)
    letters = in_latin(token[:_LONGEST_WRITTEN].lower()) if target.isascii() else None
    if letters is not None and len(letters) == min(len(token), _LONGEST_WRITTEN):
        # What a letter is may hang on others: a beginning alone may be spelled otherwise.
        for end in range(1, len(letters)):
            if "".join(letters[:end]).startswith(target):
                return _whole_letters(token, end)
        return len(token)
    for end in range(1, min(len(token), _LONGEST_WRITTEN)):
        if form(word(token[:end])).startswith(target):
            return _whole_letters(token, end)
    return len(token)


def reach(token: str, letters: int) -> int:
    """Return how many characters of ``token`` (as written) the first letters of its word are."""
    if token.isascii() and "'" not in token and "`" not in token:
        return min(len(token), letters)
    for end in range(1, min(len(token), _LONGEST_WRITTEN)):
        if len(word(token[:end])) >= letters:
            return _whole_letters(token, end)
    return len(token)


def within(token: str, target: str) -> tuple[int, int]:
    """Return where in ``token`` (as written) its plain form contains ``target``; else the whole."""
    at = plain(word(token)).find(target)
    if at < 0:
        return 0, len(token)
    start = 0
    while start < len(token) and len(plain(word(token[: start + 1]))) <= at:
        start += 1
    end = start + 1
    while end < len(token) and len(plain(word(token[:end]))) < at + len(target):
        end += 1
    return start, _whole_letters(token, end)


def _whole_letters(token: str, end: int) -> int:
    """Return where a highlight ends that would part a letter from its accents if it ended at ``end``."""
    while end < len(token) and unicodedata.combining(token[end]):
        end += 1
    return end
