"""What of a person or unit a fragment matched, in the original spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from switchboard.search.levels import Level
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS, Entry, Number
from switchboard.search.results import Field, How, Match
from switchboard.search.spelling import covered, nordic, plain, spans, within, word
from switchboard.search.store import Store

_Range = tuple[int, int]


def _same(form: str) -> str:
    return form


class Explainer:
    """Says for one query what matched, hit by hit."""

    def __init__(
        self, store: Store, fragments: Sequence[Fragment], levels: Sequence[Sequence[Level]]
    ) -> None:
        self._store = store
        self._levels = levels
        self._fragments = [_Wanted(fragment) for fragment in fragments]

    def matches(self, slot: int) -> tuple[Match, ...]:
        """Return what matched, one entry a text: where two fragments lie in one text, it has the poorer
        fragment's *how* and the ranges of both."""
        entry = self._store.records[slot]
        found: dict[tuple[Field, str], tuple[int, How, set[_Range]]] = {}
        for wanted, levels in zip(self._fragments, self._levels, strict=True):
            level = next((some for some in levels if some.has(slot)), None)
            if level is None:
                continue
            for field, text, ranges in self._of_level(wanted, level, entry):
                at = (field, text)
                cost, how, before = found.get(at, (-1, level.how, set()))
                if level.cost > cost:
                    cost, how = level.cost, level.how
                found[at] = (cost, how, before | set(ranges))
        return tuple(
            Match(field, how, text, _merged(ranges)) for (field, text), (_, how, ranges) in found.items()
        )

    def _of_level(
        self, wanted: _Wanted, level: Level, entry: Entry
    ) -> Iterator[tuple[Field, str, list[_Range]]]:
        if level.field is Field.PHONE:
            yield from wanted.in_numbers(entry.numbers)
            return
        if level.inherited:
            for slot in self._store.tree.ancestors(entry.unit):
                above = self._store.records[slot]
                fields = (Field.NAME, Field.ALIAS) if level.field is Field.UNIT else (Field.KEYWORD,)
                for field in fields:
                    for text, ranges in wanted.in_texts(above.texts[FIELDS.index(field)], level):
                        yield level.field, text, ranges
                        return
            return
        for text, ranges in wanted.in_texts(entry.texts[FIELDS.index(level.field)], level):
            yield level.field, text, ranges
            return


class _Wanted:
    """A fragment, ready to be found in texts."""

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment
        self._form = fragment.form
        self._plain = plain(fragment.form)
        self._nordic = nordic(fragment.form)

    def in_texts(self, texts: Iterable[str], level: Level) -> Iterator[tuple[str, list[_Range]]]:
        """Iterate over the texts in which it is found in the level's way, with where."""
        for text in texts:
            if self._fragment.domain:
                at = text.find("@")
                if word(text[at:]).startswith(self._form):
                    yield text, [(at, at + len(self._form))]
                continue
            forms = self._fragment.groups if len(self._fragment.groups) > 1 else (self._form,)
            ranges = []
            for form in forms:
                ranges += next(self._in_text(text, form, level), [])
            if ranges:
                yield text, ranges
            elif level.how is How.FOLDED:
                ranges = _run(text, self._plain)
                if ranges:
                    yield text, ranges

    def _in_text(self, text: str, form: str, level: Level) -> Iterator[list[_Range]]:
        best: tuple[int, list[_Range]] | None = None
        for token, start, _ in spans(text):
            found = self._in_token(token, form, level)
            if found is not None:
                rank, low, high = found
                if best is None or rank < best[0]:
                    best = (rank, [(start + low, start + high)])
        if best is not None:
            yield best[1]

    def _in_token(self, token: str, form: str, level: Level) -> tuple[int, int, int] | None:
        """Return whether all of the token matched (0) or not (1), and where in it."""
        own = word(token)
        match level.how:
            case How.EXACT:
                return (0, 0, len(token)) if own == form else None
            case How.PREFIX:
                return (own != form, 0, covered(token, form, _same)) if own.startswith(form) else None
            case How.FOLDED:
                for fold, key in ((plain, self._plain), (nordic, self._nordic)):
                    if fold(own).startswith(key):
                        return int(fold(own) != key), 0, covered(token, key, fold)
                return None
            case How.PART:
                return (1, *within(token, self._plain)) if self._plain in plain(own) else None
            case _:
                if level.forms is None or own not in level.forms:
                    return None
                if level.how is How.TYPO and len(own) > len(form) + 2:
                    return 1, 0, min(len(token), len(form))
                return 0, 0, len(token)

    def in_numbers(self, numbers: Iterable[Number]) -> Iterator[tuple[Field, str, list[_Range]]]:
        """Iterate over the one number or extension that has the digits, at its best place."""
        digits = self._fragment.digits
        wanted = [digits, digits[1:]] if digits.startswith("0") else [digits]
        best: tuple[int, str, list[_Range]] | None = None
        for number in numbers:
            for key in wanted:
                for text, own, bonus in (
                    (number.text, number.digits, 0),
                    (number.extension, number.extension, -1),
                ):
                    at = own.find(key) if key else -1
                    if own == number.digits and not self._fragment.international and text and at == 0:
                        # At home the calling code is not shown; look behind it first.
                        shown = "".join([c for c in text if c.isdigit()])
                        later = own.find(key, len(own) - len(shown))
                        at = later if later >= 0 else at
                    if at >= 0:
                        rank = (len(own) - len(key)) * 2 + bonus
                        if best is None or rank < best[0]:
                            best = (rank, text, _digits_at(text, own, at, at + len(key)))
        if best is not None:
            yield Field.PHONE, best[1], best[2]


def _digits_at(text: str, digits: str, start: int, end: int) -> list[_Range]:
    """Return where digits ``start``…``end`` of a number stand in it as shown, which may lack the code."""
    places = [at for at, c in enumerate(text) if c.isdigit()]
    hidden = len(digits) - len(places)
    shown = places[max(0, start - hidden) : max(0, end - hidden)]
    return [(shown[0], shown[-1] + 1)] if shown else []


def _run(text: str, key: str) -> list[_Range]:
    """Return the tokens of which ``key`` is run together, the last perhaps begun only."""
    parts = [(plain(word(token)), token, start) for token, start, _ in spans(text)]

    def fit(rest: str, left: frozenset[int]) -> list[_Range] | None:
        for at in sorted(left):
            form, token, start = parts[at]
            if form.startswith(rest):
                return [(start, start + covered(token, rest, plain))]
            if rest.startswith(form):
                more = fit(rest[len(form) :], left - {at})
                if more is not None:
                    return [(start, start + len(token)), *more]
        return None

    return fit(key, frozenset(range(min(len(parts), 12)))) or []


def _merged(ranges: Iterable[_Range]) -> tuple[_Range, ...]:
    merged: list[_Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)
