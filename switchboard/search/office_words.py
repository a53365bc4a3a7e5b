"""Words for units and for the heads of them, as callers say them: "miljøavdelingen", "leder byggesak".

All are in plain letters. They are a closed class: what a town hall calls its parts, in five languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from switchboard.search.query import Fragment
from switchboard.search.spelling import plain

_DEFINITE: Final = ("", "en", "et", "n", "t", "a")
_UNITS: Final = (
    *("avdeling", "avdelning", "afdeling", "etat", "kontor", "tjeneste", "teneste", "tjanst", "seksjon"),
    *("sektion", "enhet", "enhed", "eining", "senter", "center", "sentral", "central", "verk", "vaerk"),
    *("vesen", "vaesen", "byra", "forvaltning", "forvalting", "administrasjon", "administration", "service"),
    *("sekretariat", "virksomhet", "verksemd", "verksamhet", "stab", "team"),
)
_PLACES: Final = (
    *(
        "skole",
        "skule",
        "skola",
        "barnehage",
        "barnehave",
        "forskola",
        "sykehjem",
        "sjukeheim",
        "hjem",
        "heim",
    ),
    *("bolig", "bustad", "bibliotek", "hall", "bad", "klubb", "gard", "stasjon"),
)
"""Words for a place that stand behind its name as words for a unit do."""
_SAME_PLACES: Final = (
    frozenset(("skole", "skule", "skola")),
    frozenset(("barnehage", "barnehave", "forskola")),
    frozenset(("sykehjem", "sjukeheim")),
    frozenset(("hjem", "heim")),
    frozenset(("bolig", "bustad")),
)
_ABROAD: Final = frozenset(
    ("department", "dept", "office", "division", "unit", "section", "services", "agency")
)
_CHIEFS: Final = (
    "sjef",
    "leder",
    "leiar",
    "direktor",
    "chef",
    "ledare",
    "rektor",
    "styrer",
    "styrar",
    "forstander",
)
"""Of these a title may be the end; more words are said for a head alone."""
_ALONE: Final = (
    "forestandare",
    "head",
    "manager",
    "principal",
    "director",
    "boss",
    "headteacher",
    "headmaster",
)
_UNDER: Final = ("mester", "meister", "overlege", "koordinator", "ansvarlig")
"""A title that ends so is a head's only if it begins as the unit's name does."""
_NO_CHIEFS: Final = (
    "veileder",
    "vegleiar",
    "rettleiar",
    "vejleder",
    "handledare",
    "vaktmester",
    "vaktmeister",
)
_OF_ANY: Final = frozenset(
    (
        *("daglig", "dagleg", "institusjon", "omrade", "overste", "enhet", "enhed", "eining", "virksomhet"),
        *(
            "verksemd",
            "verksamhet",
            "etat",
            "kontor",
            "senter",
            "center",
            "tjeneste",
            "teneste",
            "forvaltning",
        ),
    )
)
"""What stands before the word for a head, and does not say of what."""
_OF_SCHOOLS: Final = frozenset(
    ("principal", "headteacher", "headmaster", "skoleleder", "skuleleiar", "skolleder")
)
_SHORTEST_HEAD: Final = 2

SHORT_FORMS: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    ("u", "skole"): ("ungdomsskole",),
    ("u", "skolen"): ("ungdomsskole",),
    ("uskole",): ("ungdomsskole",),
    ("uskolen",): ("ungdomsskole",),
    ("b", "skole"): ("barneskole",),
    ("b", "skolen"): ("barneskole",),
    ("vgs",): ("videregående", "skole"),
    ("vg", "skole"): ("videregående", "skole"),
    ("bhg",): ("barnehage",),
    ("etg",): ("etasje",),
    ("bhgen",): ("barnehage",),
    ("bhage",): ("barnehage",),
    ("bhagen",): ("barnehage",),
    ("b", "hage"): ("barnehage",),
    ("b", "hagen"): ("barnehage",),
    ("pedleder",): ("pedagogisk", "leder"),
    ("pedlederen",): ("pedagogisk", "leder"),
    ("ped", "leder"): ("pedagogisk", "leder"),
    ("ped", "lederen"): ("pedagogisk", "leder"),
    ("avd", "leder"): ("avdelingsleder",),
    ("avd", "lederen"): ("avdelingsleder",),
    ("avdleder",): ("avdelingsleder",),
    ("komdir",): ("kommunedirektør",),
    ("kom", "dir"): ("kommunedirektør",),
}
"""Short forms, apart and together, that are written for a longer word."""
OTHER_FORMS: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    ("skule",): ("skole",),
    ("skulen",): ("skole",),
    ("skolen",): ("skole",),
    ("barnehagen",): ("barnehage",),
    ("sjukeheim",): ("sykehjem",),
    ("sjukeheimen",): ("sykehjem",),
    ("sykehjemmet",): ("sykehjem",),
}
"""Other forms of words that stand in the names of units, beside somebody's name."""
SHORTER: Final = {"avdeling": "avd", "avdelingen": "avd", "seksjon": "seksj"}
"""Short forms by which the names of units are written."""


def _inflected(words: Sequence[str]) -> dict[str, str]:
    """Return the forms of some words, each with the word."""
    forms = {word + ending: word for word in words for ending in _DEFINITE}
    return forms | {word[:-1] + "a": word for word in words if word.endswith("e")}


_UNIT_FORMS: Final = _inflected(_UNITS)
_UNIT_ENDS: Final = tuple(_UNIT_FORMS)
_PLACE_ENDS: Final = (
    *_UNIT_ENDS,
    *_inflected(_PLACES),
    *[place + "met" for place in _PLACES if place.endswith("em")],
)
_PLACE_FORMS: Final = frozenset(_inflected(_PLACES))
_CHIEF_FORMS: Final = _inflected(_CHIEFS)
_CHIEF_ENDS: Final = tuple(_CHIEF_FORMS)
_HEAD_FORMS: Final = frozenset(_inflected((*_CHIEFS, *_ALONE, "bestyrer", "bestyrar")))


def is_unit_word(form: str) -> bool:
    """Whether this is a word for a unit of any kind: "etaten"."""
    key = plain(form)
    return key in _UNIT_FORMS or key in _ABROAD


def ends_as_unit(form: str) -> bool:
    """Whether this is such a word, or a compound of one."""
    key = plain(form)
    return key.endswith(_UNIT_ENDS) or key in _ABROAD


def ends_as_place(key: str) -> bool:
    """Whether a word (in plain letters) is a compound of a word for a unit or a place."""
    return key.endswith(_PLACE_ENDS)


def is_place(key: str) -> bool:
    """Whether this (in plain letters) is a word for a place that stands behind its name, and no compound."""
    return key in _PLACE_FORMS


def places_like(key: str) -> list[str]:
    """Return the words (in plain letters) for the same place in the languages of the north: "skole" for
    "skulen"."""
    found = definite(key)
    return next((list(some) for some in _SAME_PLACES if not some.isdisjoint(found)), found)


def before_unit(key: str) -> Iterator[str]:
    """Iterate over what stands before a word for a unit in a compound (in plain letters): "skole" in
    "skoleetaten", and what it may be without the joint."""
    if not key.endswith(_UNIT_ENDS):
        return
    for end in _UNIT_ENDS:
        if key.endswith(end) and len(key) - len(end) >= _SHORTEST_HEAD:
            yield from _without_joint(key[: -len(end)])


def is_rest(rest: str) -> bool:
    """Whether what a compound has behind its first part is a word for a unit, with or without a joint."""
    return rest in _UNIT_FORMS or (rest[:1] in ("s", "e") and rest[1:] in _UNIT_FORMS)


def definite(key: str) -> list[str]:
    """Return a word (in plain letters), and what it may be the definite form of."""
    return [key, *[key[: -len(ending)] for ending in _DEFINITE[1:] if key.endswith(ending)]]


def is_head(form: str) -> bool:
    """Whether this is a word for a head of whatever it is: "lederen", "enhetsleder", "principal"."""
    key = plain(form)
    if key in _HEAD_FORMS or not _OF_SCHOOLS.isdisjoint(definite(key)):
        return True
    return any(head in _OF_ANY for head in _before_chief(key))


def titles_for(form: str) -> list[str]:
    """Return the titles (in plain letters) that a word for a head is said for before all others."""
    found = definite(plain(form))
    return found if _OF_SCHOOLS.isdisjoint(found) else [*found, "rektor"]


def head_of(form: str) -> list[str]:
    """Return what somebody is the head of in one word: "legevakt" of "legevaktsjefen"; nothing where it is
    no such word, or of a part of anything ("avdelingsleder")."""
    key = plain(form)
    if any(head in _UNIT_FORMS for head in _before_chief(key)):
        return []
    if len(key) == len(form):
        # As it was typed, accents and all.
        return [form[: len(head)] for head in _before_chief(key)]
    return list(_before_chief(key))


def _before_chief(key: str) -> Iterator[str]:
    if not key.endswith(_CHIEF_ENDS) or key.endswith(_NO_CHIEFS):
        return
    for end in _CHIEF_ENDS:
        head = key[: -len(end)]
        if key.endswith(end) and len(head) >= _SHORTEST_HEAD and not head.endswith(("vei", "veg", "hand")):
            yield from _without_joint(head)


def _without_joint(head: str) -> list[str]:
    return [head, head[:-1]] if head[-1] in "se" and len(head) > _SHORTEST_HEAD + 1 else [head]


def title_ends() -> tuple[str, ...]:
    """Return what the title of a head may end with."""
    return (*_CHIEFS, *_ALONE, *_UNDER)


def rank_of(title: Sequence[str], unit: Sequence[str]) -> int | None:
    """Return how much somebody with a title is the head of a unit whose names have some words, all in plain
    letters: 0 is the best; ``None``: not at all."""
    for key in title:
        if key.endswith(_NO_CHIEFS):
            continue
        end = next((end for end in (*_CHIEFS, *_ALONE) if key.endswith(end)), "")
        under = "" if end else next((end for end in _UNDER if key.endswith(end)), "")
        if not (end or under):
            continue
        head = key[: -len(end or under)].removesuffix("be" if end in ("styrer", "styrar") else "")
        others = [one for one in (head, *[one for one in title if one != key]) if one]
        named = any(_begins_name(one, unit) for one in others)
        if under:
            return 2 if named else None
        if named:
            return 0
        return 1 if all(one in _OF_ANY or one.removesuffix("s") in _OF_ANY for one in others) else 3
    return None


def _begins_name(head: str, unit: Sequence[str]) -> bool:
    for some in _without_joint(head):
        for word in unit:
            if word == some:
                return True
            if min(len(some), len(word)) > 3 and (word.startswith(some) or some.startswith(word)):
                return True
    return False


def shortened(
    fragments: Sequence[Fragment], known: Mapping[tuple[str, ...], tuple[str, ...]] = SHORT_FORMS
) -> tuple[list[Fragment], Sequence[Fragment]] | None:
    """Return a query with the whole word for the first short form in it, and the fragments that were it."""
    forms = [fragment.form for fragment in fragments]
    for at in range(len(forms)):
        for size in (2, 1):
            some = known.get(tuple(forms[at : at + size])) if at + size <= len(forms) else None
            if some is not None:
                whole = [Fragment(form) for form in some]
                return [*fragments[:at], *whole, *fragments[at + size :]], fragments[at : at + size]
    return None


def shorter(fragments: Sequence[Fragment]) -> list[Fragment] | None:
    """Return a query with the short forms by which names of units are written for its whole words."""
    forms = [SHORTER.get(fragment.form) for fragment in fragments]
    if not any(forms):
        return None
    return [Fragment(form) if form else one for form, one in zip(forms, fragments, strict=True)]
