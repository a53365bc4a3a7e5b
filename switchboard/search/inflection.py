"""One form for the inflections of a word: Bokmål, Nynorsk, Danish and Swedish nouns and regular verbs.
And what an English word may be an inflection of.

A stemmer library would cost a start more than its three languages are worth here: the endings are few, they
are much the same in all four, and what is stripped too much is put right by the tiers before this one.
"""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = (
    *("ernes", "enes", "anes", "arnas", "ornas", "ernas", "arna", "orna", "erna", "erne", "ene", "ane"),
    *("ens", "ets", "ers", "ars", "ors", "ans", "um", "er", "ar", "or", "en", "et", "an", "te", "de"),
    *("a", "e", "s", "r", "n", "t"),
)
_BY_LAST: Final = {
    last: tuple([ending for ending in _ENDINGS if ending[-1] == last])
    for last in {ending[-1] for ending in _ENDINGS}
}
"""Those that end with a letter, in that order: a keystroke would ask for a thousand."""
_NO_ENDINGS: Final[tuple[str, ...]] = ()
_RESTS: Final = frozenset(("", *_ENDINGS))
_ENGLISH: Final = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
_DERIVED: Final = frozenset(
    (
        *("ing", "inga", "ingen", "inger", "ingene", "ning", "ningen", "ninger", "ningar"),
        *("else", "elsen", "elser", "ere", "erer", "eren", "erte", "ert"),
    )
)
"""What else words are formed with: "sortere", "sortering"."""
_CLOSING: Final = ("el", "er", "en")
_SHORTEST: Final = 3
_SHORTEST_AKIN: Final = 4
_PAST: Final = ("de", "te")


def stem(form: str) -> str:
    """Return what is left of a word (in plain letters) without its ending."""
    for ending in _BY_LAST.get(form[-1:], _NO_ENDINGS):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
            left = form[: -len(ending)]
            closed = left[-1] not in "aeoiuy"
            if closed and (ending in "rnt" or (ending == "s" and left[-1] == "s")):
                # "takst", "barn", "pass": no ending. A genitive has one ("byggesaks").
                break
            # "Permits" is one "permit" and "houses" are one "house", of which less is left.
            form = stem(left) if ending == "s" else left
            break
    if len(form) > _SHORTEST and form[-1] == form[-2]:
        # rom, rommet
        form = form[:-1]
    return form


def may_be_root(root: str, form: str) -> bool:
    """Whether a word may have the root that it begins with: :func:`roots` says whether it has."""
    rest = form[len(root) :]
    return rest in _RESTS or (rest[0] == root[-1] and rest[1:] in _RESTS)


def roots(form: str) -> frozenset[str]:
    """Return what a word (in plain letters) may be an inflection of: its stem, and itself, as "frisør" ends
    like a plural and is none, nor is "skade" a past."""
    found = frozenset((stem(form), form[:-1] if form[-2:-1] == form[-1:] else form))
    return found | {form[:-1]} if form.endswith(_PAST) and len(form) > _SHORTEST + 1 else found


def akin(one: str, other: str) -> bool:
    """Whether two words (in plain letters) differ by how they are inflected or formed alone: "sortere" and
    "sortering", "nabovarsel" and "nabovarsler". It is generous: who asks has found both by other rules."""
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    for cut in range(same, max(same - 2, _SHORTEST_AKIN) - 1, -1):
        if cut >= _SHORTEST_AKIN and _is_ending(one[cut:]) and _is_ending(other[cut:]):
            return True
    if same < _SHORTEST:
        return False
    # "Sykkel" has two letters where "syklene" has one.
    rests = [rest[rest[:1] == one[same - 1] :] for rest in (one[same:], other[same:])]
    return any(
        short in _CLOSING and long[0] == short[1] and long[1] in "aeo" and long[1:] in _RESTS
        for short, long in (rests, rests[::-1])
        if len(long) > 1
    )


def _is_ending(rest: str) -> bool:
    return rest in _RESTS or rest in _DERIVED


def english(form: str) -> list[str]:
    """Return what a word (in plain letters) may be an inflection of if it is English: "couches" of "couch",
    "batteries" of "battery", "stopping" of "stop"."""
    found: list[str] = []
    for ending, instead in _ENGLISH:
        left = form[: -len(ending)]
        if (
            form.endswith(ending)
            and len(left) >= _SHORTEST
            and not left.endswith("s" if ending == "s" else " ")
        ):
            found.append(left + instead)
            if ending in ("ed", "ing") and left[-1] == left[-2]:
                found.append(left[:-1])
    return found
