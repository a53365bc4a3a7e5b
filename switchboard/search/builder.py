"""Building a whole index at once."""

from __future__ import annotations

from collections.abc import Iterable

from switchboard.domain.model import Kind
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.lexicon import Lexicon
from switchboard.search.records import FIELDS, Entry, Records
from switchboard.search.spelling import TOKEN, word
from switchboard.search.store import (
    MOST_WORDS,
    Store,
    enter_tree,
    extensions_of,
    key_of,
    length_of,
    numbers_of,
    words_of,
)
from switchboard.search.tree import Tree

_EMAIL = len(FIELDS) - 1


def build(entries: Iterable[Entry]) -> Store:
    """Build from entries in any order; each reference once."""
    ordered = sorted(entries, key=lambda entry: (entry.ref.kind is Kind.PERSON, key_of(entry)))
    by_field: list[dict[str, list[int]]] = [{} for _ in FIELDS]
    forms: dict[str, str] = {}
    findall = TOKEN.findall
    for field, postings in enumerate(by_field):
        for slot, entry in enumerate(ordered):
            for text in entry.texts[field]:
                if field == _EMAIL:
                    found: Iterable[str] = words_of(field, (text,))
                else:
                    found = findall(text)[:MOST_WORDS]
                for token in found:
                    form = forms.get(token)
                    if form is None:
                        form = forms[token] = token if token[0] == "@" else word(token)
                    posted = postings.get(form)
                    if posted is None:
                        postings[form] = [slot]
                    elif posted[-1] != slot:
                        posted.append(slot)
    lexicon = Lexicon.of(set(forms.values()))
    masks = bytearray(len(lexicon.words))
    columns = []
    for field, postings in enumerate(by_field):
        bit = 1 << field
        for number, form in enumerate(lexicon.words):
            if form in postings:
                masks[number] |= bit
        columns.append(Column.of([postings.get(form) for form in lexicon.words], lexicon.pure))
        postings.clear()
    tree = Tree()
    restricted = units = 0
    for slot, entry in enumerate(ordered):
        enter_tree(tree, slot, entry)
        units += entry.ref.kind is Kind.UNIT
        if entry.restricted:
            restricted |= 1 << slot
    return Store(
        records=Records.of(entry.pack() for entry in ordered),
        ids=[entry.ref.id for entry in ordered],
        units=units,
        lexicon=lexicon,
        columns=columns,
        masks=masks,
        numbers=Digits.of([numbers_of(entry) for entry in ordered]),
        extensions=Digits.of([extensions_of(entry) for entry in ordered]),
        lengths=bytearray(map(length_of, ordered)),
        tree=tree,
        restricted=restricted,
    )
