"""The codes people type into their calendar for the switchboard: ``MØT: budsjett`` becomes a meeting.

A colon after the code closes the phone, a semicolon leaves it open. People type ``møt :``, ``FERIE``, ``ferie
hele uka`` or no code at all; all of that is read, and never is more shown than the code allows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeGuard
from zoneinfo import ZoneInfo

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import AbsenceKind
from switchboard.domain.record import record
from switchboard.domain.words import words

_LONGEST = 500
_FOLD = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o", "é": "e"})
_FIRST = re.compile(r"[\[(]?(?P<word>[^\W_]+(?:[-/][^\W_]+)*)[\])]?\.?")
_SIGN = re.compile(r"\s*(?:\\?(?P<sign>[:;])|[,\-–—]+(?=\s|$))\s*")
# What mail programs put before a subject, and what they put there when it is off.
_FORWARDED = re.compile(r"(?:(?:re|sv|vs|fw|fwd|aw|kopi|copy)\s*:\s*)+", re.IGNORECASE)
_CANCELLED = re.compile(
    r"(?:avlyst|aflyst|avbokad|inställt|inställd|cancell?ed|avlysing)\b\s*[:;\-–—]", re.IGNORECASE
)
# Folded stems of words that give away what the contract forbids to say: why somebody is ill.
_MEDICAL = re.compile(
    r"\b(?:syk(?!kel|ling|l)|sjuk|syg|sick|ill\b|lege|laege|lakar|doctor|doktor|tannlege|tandl|hospital|"
    r"operasj|operation|psyk|terapi|therap|fysio|kreft|cancer|kraeft|rontgen|mri?\b|dialyse|"
    r"gravid|abort|fodsel|rehab|egenmeld|vab\b|barns forste)|sykehus|sjukhus|sygehus"
)


class Lasts(StrEnum):
    """How long an absence lasts: as long as the calendar entry, or to the end of the day it begins."""

    ENTRY = "entry"
    DAY = "day"


@record(frozen=True, slots=True, kw_only=True)
class Code:
    """What one code means.

    ``note`` says whether what stands behind the code may be shown. ``answers`` is whether the phone is open
    when neither colon nor semicolon says so. ``words`` (folded) mean the same when a subject begins with one.
    A ``plain_word`` is also a name or a word of everyday ("Per Hansen", "del 2"): without a sign it counts
    only in capitals, or alone.
    """

    kind: AbsenceKind
    note: bool = True
    answers: bool = False
    lasts: Lasts = Lasts.ENTRY
    words: tuple[str, ...] = ()
    plain_word: bool = False


def _code(kind: AbsenceKind, listed: str = "", **fields: bool | Lasts) -> Code:
    return Code(kind=kind, words=tuple(listed.split()), **fields)  # type: ignore[arg-type] # which field takes which is not said


DEFAULT_TABLE: Mapping[str, Code] = {
    "LUN": _code(AbsenceKind.LUNCH, "lunsj lunch frokost lunsjpause"),
    "GFD": _code(AbsenceKind.GONE_FOR_DAY, "", lasts=Lasts.DAY),
    "TJE": _code(
        AbsenceKind.ERRAND, "tjeneste tjenesteaerend tjenesteoppdrag tjenestearende oppdrag befaring"
    ),
    "MØT": _code(AbsenceKind.MEETING, "mote moter meeting mode moder motet"),
    "TJR": _code(AbsenceKind.TRAVEL, "tjenestereise tjansteresa tjenesterejse reise resa rejse"),
    "DEL": _code(AbsenceKind.OFF_DUTY, "deltid", plain_word=True),
    "FER": _code(
        AbsenceKind.VACATION,
        "ferie feriedag feriedager sommerferie vinterferie hostferie juleferie paskeferie semester vacation "
        "holiday ferier",
    ),
    "PER": _code(
        AbsenceKind.LEAVE,
        "permisjon permisjonen perm foreldreperm foreldrepermisjon pappaperm mammaperm barselsorlov orlov "
        "tjanstledig foraldraledig leave",
        note=False,
        plain_word=True,
    ),
    "UTE": _code(AbsenceKind.ERRAND, "uteoppdrag", plain_word=True),
    # Illness is leave, and the word for it goes no further than this table.
    "SYK": _code(
        AbsenceKind.LEAVE,
        "syk sjuk syg sykt sjukt sygt sykmeldt sjukmeld sjukskriven sygemeldt sykdom sjukdom sykemeldt "
        "egenmelding barnsyk sick",
        note=False,
    ),
    "ANN": _code(AbsenceKind.OTHER, "annet", plain_word=True),
    "AVS": _code(AbsenceKind.OFF_DUTY, "avspasering avspaserer afspadsering kompledig fridag"),
    "HJE": _code(
        AbsenceKind.REMOTE,
        "hjemmekontor heimekontor hemarbete distansarbete hjemmearbejde hjemmearbejdsdag",
        answers=True,
    ),
    "KUR": _code(AbsenceKind.COURSE, "kurs kurset kursus konferanse konferens konference seminar"),
}
"""The codes of Nordic switchboards, with two that many municipalities have added (``HJE``, ``KUR``)."""

_ENDINGS = {"mote": AbsenceKind.MEETING, "mode": AbsenceKind.MEETING, "kurs": AbsenceKind.COURSE}
"""Compounds tell by their end: ``Budsjettmøte``."""


@record(frozen=True, slots=True)
class Codes:
    """A municipality's table; ``uncoded`` is what a subject without code means, ``None``: nothing.

    By default somebody with an appointment of any kind is absent, and nothing is shown of it: better a call
    that goes to the alternate than one to an empty room.
    """

    table: tuple[tuple[str, Code], ...] = tuple(DEFAULT_TABLE.items())
    uncoded: Code | None = Code(kind=AbsenceKind.OTHER, note=False)

    @staticmethod
    def read(table: Mapping[str, object], *, uncoded: object = "other") -> Codes:
        """Return the default table with a municipality's own entries over it.

        An entry is a kind of absence (``"KTR": "course"``), ``None`` to take a code away, or a mapping with
        ``kind`` and any of ``note``, ``answers`` (booleans), ``lasts`` (``entry`` or ``day``) and ``words``.

        Raises:
            ExpectedError: an entry cannot be understood.
        """
        merged = {fold(letters): (letters, code) for letters, code in DEFAULT_TABLE.items()}
        for letters, given in table.items():
            if _FIRST.fullmatch(letters) is None:
                raise _bad(letters)
            if given is None:
                merged.pop(fold(letters), None)
            else:
                merged[fold(letters)] = (letters, _read_code(letters, given))
        rest = None if uncoded is None else _read_code("uncoded", uncoded, note=False)
        return Codes(tuple(merged.values()), rest)


DEFAULT_CODES = Codes()


@record(frozen=True, slots=True, repr=False)
class SaidSubject:
    """What a subject says: the fields of an absence that a calendar entry has no other place for."""

    kind: AbsenceKind
    answers_calls: bool
    note: str | None = None
    lasts: Lasts = Lasts.ENTRY

    def __repr__(self) -> str:
        return f"SaidSubject({self.kind}, answers_calls={self.answers_calls})"

    def end(self, start: datetime, end: datetime | None, zone: ZoneInfo) -> datetime | None:
        """Return when the absence of an entry from ``start`` to ``end`` is over: somebody gone for the day
        comes back on another one, however short the entry is."""
        if self.lasts is Lasts.ENTRY:
            return end
        local = start.astimezone(zone).date()
        midnight = datetime.combine(local + timedelta(days=1), time(), zone).astimezone(UTC)
        return midnight if end is None else max(midnight, end)


def read_subject(subject: str, *, codes: Codes = DEFAULT_CODES, private: bool = False) -> SaidSubject | None:
    """Return what a calendar entry's subject says of its owner, or ``None`` when it says nothing.

    Of an entry marked ``private`` no more is told than that there is one, and whether the phone is open.
    Cancelled entries ("Avlyst: …") say nothing. A note that tells of illness is dropped whatever the code.
    """
    text = _clean(subject)
    text = text[match.end() :] if (match := _FORWARDED.match(text)) else text
    if _CANCELLED.match(text):
        return None
    said = _coded(text, _spelt(codes))
    if said is None:
        if codes.uncoded is None:
            return None
        rest = codes.uncoded
        said = SaidSubject(rest.kind, rest.answers, _shown(text) if rest.note else None, rest.lasts)
    if private:
        return SaidSubject(AbsenceKind.OTHER, said.answers_calls, None, said.lasts)
    return said


def fold(text: str) -> str:
    """Return what two spellings of a code have in common: ``Møt`` and ``MÖT``."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLD)


def _clean(text: str) -> str:
    """One line in one spelling, without what cannot be seen, and with the signs that were meant."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    return " ".join("".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co")).split())


@lru_cache(maxsize=64)
def _spelt(codes: Codes) -> Mapping[str, tuple[Code, bool]]:
    """Every spelling, folded, with whether it is a code's own letters; those count before words."""
    found: dict[str, tuple[Code, bool]] = {}
    for _, code in codes.table:
        for word in code.words:
            found.setdefault(fold(word), (code, False))
    for letters, code in codes.table:
        found[fold(letters)] = (code, True)
    return found


def _coded(text: str, spelt: Mapping[str, tuple[Code, bool]]) -> SaidSubject | None:
    first = _FIRST.match(text)
    if first is None:
        return None
    word, end = fold(first["word"]), first.end()
    sign = _SIGN.match(text, end)
    rest = text[sign.end() if sign else end :].strip()
    typed = sign["sign"] if sign else None
    code, letters = spelt.get(word, (None, False))
    if code is None:
        compound = next((kind for ending, kind in _ENDINGS.items() if word.endswith(ending)), None)
        return None if compound is None else SaidSubject(compound, typed == ";")
    in_capitals = first["word"].isupper() and not rest.isupper()
    if letters and code.plain_word and sign is None and rest and not in_capitals:
        return None
    answers = typed == ";" or (typed is None and code.answers)
    # Whoever types the code, or a sign, writes for the switchboard; "ferie hele uka" is written for oneself.
    noted = code.note and (letters or sign is not None)
    return SaidSubject(code.kind, answers, _shown(rest) if noted else None, code.lasts)


def _shown(note: str) -> str | None:
    return None if not note or _MEDICAL.search(fold(note)) else note


def _read_code(letters: str, given: object, *, note: bool = True) -> Code:
    fields: Mapping[object, object] = given if isinstance(given, Mapping) else {"kind": given}
    known = DEFAULT_TABLE.get(letters)
    try:
        kind = AbsenceKind(str(fields["kind"]))
        lasts = Lasts(str(fields.get("lasts", Lasts.ENTRY)))
    except (KeyError, ValueError):
        raise _bad(letters) from None
    shown, answers = fields.get("note", note), fields.get("answers", False)
    spelt = fields.get("words", known.words if known is not None else ())
    if not (isinstance(shown, bool) and isinstance(answers, bool)) or not _are_words(spelt):
        raise _bad(letters)
    if fields.keys() - {"kind", "note", "answers", "lasts", "words"}:
        raise _bad(letters)
    return Code(
        kind=kind,
        note=shown,
        answers=answers,
        lasts=lasts,
        words=tuple(fold(str(word)) for word in spelt),
        plain_word=known is not None and known.plain_word,
    )


def _are_words(given: object) -> TypeGuard[Sequence[str]]:
    return (
        isinstance(given, Sequence)
        and not isinstance(given, str)
        and all(isinstance(word, str) and _FIRST.fullmatch(word) for word in given)
    )


def _bad(letters: str) -> ExpectedError:
    return ExpectedError(
        words("The calendar code “{code}” is not set as it should be.", code=letters[:20]),
        words("Write it as in MØT: meeting, or with kind, note, answers, lasts and words."),
    )
