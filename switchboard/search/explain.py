"""What of a person or unit a fragment matched, in the original spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from switchboard.domain.model import Kind, Ref
from switchboard.domain.numbering import grouped
from switchboard.search.keeping import forget_first, kept
from switchboard.search.levels import IN_ALIAS, IN_EMAIL, IN_UNIT, Level
from switchboard.search.not_mistyped import truly
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS, Number, Record
from switchboard.search.results import Field, How, Match
from switchboard.search.spelling import behind_apostrophe, covered, nordic, plain, reach, spans, within, word
from switchboard.search.store import Store

_Range = tuple[int, int]
_Found = tuple[str, tuple[_Range, ...]]
"""A text and where in it a fragment matched."""

_Token = tuple[str, str, int]
"""As written, its word, and where it starts."""

_KEPT: Final = 2048
_KEPT_REFS: Final = 8192
_MOST_VAIN: Final = 100
"""After so many dead ends nobody's name is run together there. A name has a handful."""
_EXACT: Final = How.EXACT
_PREFIX: Final = How.PREFIX
_TYPO: Final = How.TYPO
_GUESSED: Final = (How.SOUNDS_ALIKE, How.TYPO, How.SYNONYM)
"""What is not plain to see where it is marked."""
_PHONE: Final = Field.PHONE
_NAMES: Final = (Field.NAME, Field.ALIAS)

_COLUMN: Final = {field: number for number, field in enumerate(FIELDS)}
_OWN_NAMES: Final = (_COLUMN[Field.NAME], _COLUMN[Field.ALIAS])
_OWN_KEYWORDS: Final = (_COLUMN[Field.KEYWORD],)


class Shown:
    """What recent hits consist of: typing on, most of them stay. To be forgotten when anybody changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records: dict[int, Record] = {}
        self._tokens: dict[str, list[_Token]] = {}
        self._refs: dict[int, Ref] = {}

    def record(self, slot: int) -> Record:
        """Return a slot's record."""
        return kept(self._records, _KEPT, slot, self._store.records.__getitem__)

    def refs(self, slots: Sequence[int]) -> list[Ref]:
        """Return who has the slots."""
        known, found = self._refs, []
        for slot in slots:
            ref = known.get(slot)
            if ref is None:
                ref = known[slot] = self._store.ref(slot)
            found.append(ref)
        if len(known) > _KEPT_REFS:
            forget_first(known, len(known) - _KEPT_REFS)
        return found

    def tokens(self, text: str) -> list[_Token]:
        """Return a text's tokens."""
        return kept(self._tokens, _KEPT, text, _tokens_of)


def _tokens_of(text: str) -> list[_Token]:
    if not text.replace(" ", "").isalnum():
        written = [(token, word(token), start) for token, start, _ in spans(text)]
        # The names behind particles: "Brien" of "O'Brien". Whoever has all of it typed is shown all of it.
        behind = [(token, behind_apostrophe(token), start) for token, _, start in written]
        return [*written, *[(token[at:], word(token[at:]), start + at) for token, at, start in behind if at]]
    # Most texts are letters and blanks, and every name that is new to the screen comes here.
    found: list[_Token] = []
    start = 0
    for token in text.split(" "):
        if token:
            found.append((token, word(token), start))
        start += len(token) + 1
    return found


class Explainer:
    """Says for one query what matched, hit by hit."""

    def __init__(
        self,
        store: Store,
        shown: Shown,
        country: str,
        fragments: Sequence[Fragment],
        levels: Sequence[Levels],
    ) -> None:
        self._store = store
        self._shown = shown
        self._country = country
        self._fragments = fragments
        self._levels = levels
        self._changes = store.records.changes
        self._wanted: list[tuple[_Wanted, list[Level]]] | None = None

    def matches(self, slot: int) -> tuple[Match, ...]:
        """Return what matched, one entry a text: where several fragments lie in one text, it has the ranges
        of all, and the poorest one's *how*, of those that nobody sees without being told if there are any.
        Of whoever was changed since, only what is still so."""
        records = self._store.records
        if records.over or records.gone(slot):
            return ()
        if self._wanted is None:
            self._wanted = [
                (_Wanted(fragment, self._shown), some.levels)
                for fragment, some in zip(self._fragments, self._levels, strict=True)
            ]
        record = self._record(slot)
        found: dict[tuple[Field, str], tuple[tuple[bool, int], How, tuple[_Range, ...]]] = {}
        for at, (wanted, levels) in enumerate(self._wanted):
            for level in levels:
                if slot in level.bits:
                    break
            else:
                continue
            where = self._where(wanted, level, record)
            if where is None:
                continue
            text, ranges = where
            how = level.how
            if how is _TYPO:
                how, ranges = self._truly(at, level, record, text, ranges)
            poor = (how in _GUESSED, level.cost)
            known = found.get((level.field, text))
            if known is not None:
                if known[0] > poor:
                    poor, how = known[:2]
                ranges = _merged(known[2] + ranges)
            found[level.field, text] = (poor, how, ranges)
        return tuple([Match(field, how, text, at) for (field, text), (_, how, at) in found.items()])

    def _truly(
        self, at: int, level: Level, record: Record, text: str, ranges: tuple[_Range, ...]
    ) -> tuple[How, tuple[_Range, ...]]:
        forms = [fragment.form for fragment in self._fragments]
        # A unit's name is inflected like what people do.
        person = level.field is IN_ALIAS or record.ref.kind is Kind.PERSON
        field = Field.NAME if person and level.field in _NAMES else Field.KEYWORD
        return truly(forms, at, field, self._shown.tokens(text), ranges[0])

    def _record(self, slot: int) -> Record:
        """What is known of a slot now: what was shown before may not be told any more."""
        records = self._store.records
        return self._shown.record(slot) if records.changes == self._changes else records[slot]

    def _where(self, wanted: _Wanted, level: Level, record: Record) -> _Found | None:
        if level.field is _PHONE:
            return wanted.in_numbers(record.numbers, self._country)
        if not level.inherited:
            return wanted.in_texts(record.texts(_COLUMN[level.field]), level)
        unit = record.unit
        if self._store.records.changes != self._changes:
            told = level.field is IN_UNIT or not record.restricted
            return self._above(wanted, level, unit) if told else None
        if unit not in level.units:
            level.units[unit] = self._above(wanted, level, unit)
        return level.units[unit]

    def _above(self, wanted: _Wanted, level: Level, unit: str) -> _Found | None:
        fields = _OWN_NAMES if level.field is IN_UNIT else _OWN_KEYWORDS
        for slot in self._store.tree.ancestors(unit):
            above = self._record(slot)
            for field in fields:
                where = wanted.in_texts(above.texts(field), level)
                if where is not None:
                    return where
        return None


class _Wanted:
    """A fragment, ready to be found in texts."""

    def __init__(self, fragment: Fragment, shown: Shown) -> None:
        self._fragment = fragment
        self._form = fragment.form
        self._plain = plain(fragment.form)
        self._nordic = nordic(fragment.form)
        self._shown = shown

    def in_texts(self, texts: Iterable[str], level: Level) -> _Found | None:
        """Return the first text in which it is found in the level's way, and where."""
        for text in texts:
            # Titles, keywords and units come again and again, and everything does at the next keystroke.
            ranges = level.texts.get(text)
            if ranges is None:
                ranges = level.texts[text] = self._in_text(text, level)
            if ranges:
                return text, ranges
        return None

    def _in_text(self, text: str, level: Level) -> tuple[_Range, ...]:
        fragment = self._fragment
        if fragment.domain:
            at = text.find("@")
            if not word(text[at:]).startswith(self._form):
                return ()
            return ((at, at + covered(text[at:], self._form, _same)),)
        if len(fragment.groups) > 1:
            return _merged([range_ for group in fragment.groups for range_ in self._best(text, group, level)])
        return self._best(text, self._form, level) or (
            _run(text, self._plain) if level.how is How.FOLDED else ()
        )

    def _best(self, text: str, form: str, level: Level) -> tuple[_Range, ...]:
        begun: tuple[_Range, ...] = ()
        how, tokens = level.how, self._shown.tokens(text)
        # These two are most of what is ever explained, and to ask for one of an enumeration's names takes as
        # long as to compare a word.
        if how is _EXACT:
            for token, own, start in tokens:
                if own == form:
                    return ((start, start + len(token)),)
            return ()
        if how is _PREFIX:
            for token, own, start in tokens:
                if own.startswith(form):
                    end = start + covered(token, form, _same)
                    if own == form:
                        return ((start, end),)
                    begun = begun or ((start, end),)
            return begun
        forms = level.forms
        for token, own, start in tokens:
            if how is How.FOLDED and forms is None:
                for fold, key in ((plain, self._plain), (nordic, self._nordic), (plain, self._nordic)):
                    folded = fold(own)
                    if folded.startswith(key):
                        end = start + covered(token, key, fold)
                        if folded == key:
                            return ((start, end),)
                        begun = begun or ((start, end),)
            elif how is How.PART and forms is None:
                if self._plain in plain(own):
                    low, high = within(token, self._plain)
                    begun = begun or ((start + low, start + high),)
            elif how is How.SYNONYM and forms is not None:
                if own in forms:
                    begun = (*begun, (start, start + len(token)))
            elif forms is not None and own in forms:
                if how is not How.TYPO or len(own) <= len(form) + 2:
                    return ((start, start + len(token)),)
                begun = begun or ((start, start + reach(token, len(form))),)
        if not begun and forms is not None and level.field is IN_EMAIL:
            at = text.find("@")
            # A domain is a word with its @: "vann" is one slip away from @vann.
            return ((at, len(text)),) if at >= 0 and word(text[at:]) in forms else ()
        return _merged(begun) if how is How.SYNONYM else begun

    def in_numbers(self, numbers: Iterable[Number], country: str) -> _Found | None:
        """Return the number or extension that has the digits, as it is shown, and where they are in it."""
        fragment = self._fragment
        raw = "".join(fragment.groups)
        best: tuple[int, str, tuple[_Range, ...]] | None = None
        for number in numbers:
            shown = grouped("+" + number.digits, country=country)
            # At home the calling code is not shown, or a 0 instead of it.
            hidden = len(number.digits) - sum(c.isdigit() for c in shown)
            for text, own, code in ((number.extension, number.extension, 0), (shown, number.digits, hidden)):
                for key in (fragment.digits, raw, raw.removeprefix("0")):
                    start = own.find(key, 0 if fragment.international and key == fragment.digits else code)
                    if start < 0:
                        start = own.find(key)
                    if key and start >= 0 and (best is None or len(own) - len(key) < best[0]):
                        at = _digits_at(text, start - code, start - code + len(key))
                        if not at:
                            # The calling code alone, which is not shown at home.
                            text = grouped("+" + own, country="")
                            at = _digits_at(text, start, start + len(key))
                        best = (len(own) - len(key), text, at)
        return None if best is None else best[1:]


def _same(form: str) -> str:
    return form


def _digits_at(text: str, start: int, end: int) -> tuple[_Range, ...]:
    """Return where the digits ``start``…``end`` stand in a number as it is shown."""
    shown = [at for at, c in enumerate(text) if c.isdigit()][max(0, start) : max(0, end)]
    return ((shown[0], shown[-1] + 1),) if shown else ()


def _run(text: str, key: str) -> tuple[_Range, ...]:
    """Return the tokens of which ``key`` is run together, the last perhaps begun only."""
    parts = [(plain(word(token)), token, start) for token, start, _ in spans(text)][:12]

    vain: set[tuple[int, frozenset[int]]] = set()

    def fit(rest: str, left: frozenset[int]) -> tuple[_Range, ...]:
        if (len(rest), left) in vain or len(vain) > _MOST_VAIN:
            return ()
        tried: set[str] = set()
        for at in sorted(left):
            form, token, start = parts[at]
            if form in tried:
                continue
            if form.startswith(rest):
                return ((start, start + covered(token, rest, plain)),)
            if rest.startswith(form):
                tried.add(form)
                more = fit(rest[len(form) :], left - {at})
                if more:
                    return ((start, start + len(token)), *more)
        vain.add((len(rest), left))
        return ()

    return _merged(fit(key, frozenset(range(len(parts)))))


def _merged(ranges: Iterable[_Range]) -> tuple[_Range, ...]:
    merged: list[_Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
