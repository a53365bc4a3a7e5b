"""Building a whole index at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from switchboard.domain.model import Kind
from switchboard.search.digits import Digits
from switchboard.search.entry_words import MOST_WORDS, last_from
from switchboard.search.making import column_of, lexicon_of, records_of
from switchboard.search.patterns import pattern
from switchboard.search.records import FIELDS, Entry
from switchboard.search.results import Field
from switchboard.search.slots import Slots
from switchboard.search.sounds import Ear
from switchboard.search.spelling import TOKEN, behind_apostrophe, word
from switchboard.search.store import (
    Store,
    enter_tree,
    extensions_of,
    key_of,
    numbers_of,
)
from switchboard.search.tree import Tree


def build(entries: Iterable[Entry], ear: Ear) -> Store:
    """Build from entries in any order; each reference once."""
    ordered = sorted(
        entries, key=lambda entry: (entry.ref.kind is Kind.PERSON, *key_of(entry.name, entry.ref.id))
    )
    forms: dict[str, str] = {}
    lengths = bytearray(len(ordered))
    postings = [*_names(ordered, forms, lengths)]
    postings += [_posted(ordered, field, forms) for field in range(1, len(FIELDS))]
    lexicon = lexicon_of(set(forms.values()), ear)
    masks = array("H", bytes(2 * len(lexicon.words)))
    columns = []
    for at, posted in enumerate(postings):
        bit = 1 << at
        some = [posted.get(form) for form in lexicon.words]
        posted.clear()
        for number, slots in enumerate(some):
            if slots is not None:
                masks[number] |= bit
        columns.append(column_of(some, lexicon))
    tree = Tree()
    restricted: set[int] = set()
    units = 0
    for slot, entry in enumerate(ordered):
        enter_tree(tree, slot, entry)
        units += entry.ref.kind is Kind.UNIT
        if entry.restricted:
            restricted.add(slot)
    store = Store(
        records=records_of([entry.packed for entry in ordered]),
        hashed=Slots.hashes((entry.ref, slot) for slot, entry in enumerate(ordered)),
        units=units,
        lexicon=lexicon,
        columns=columns,
        masks=masks,
        numbers=Digits.of([numbers_of(entry) for entry in ordered]),
        extensions=Digits.of([extensions_of(entry) for entry in ordered]),
        lengths=lengths,
        tree=tree,
        restricted=restricted,
    )
    store.inherit()
    return store


def entries_of(store: Store) -> Iterator[Entry]:
    """Iterate over all entries of a store."""
    for slot in range(store.records.end):
        packed = store.records.packed(slot)
        if packed is not None:
            yield Entry.unpack(packed)


def _names(
    ordered: Sequence[Entry], forms: dict[str, str], lengths: bytearray
) -> tuple[dict[str, list[int]], ...]:
    """Return the slots by first word, by last word and by the words between, of the names; note how many
    words each has."""
    posted: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    first, last, between = posted
    findall = pattern(TOKEN).findall

    def post(where: dict[str, list[int]], token: str, slot: int) -> None:
        form = forms.get(token)
        if form is None:
            form = forms[token] = word(token)
        behind = behind_apostrophe(token)
        if behind:
            post(where, token[behind:], slot)
        some = where.get(form)
        if some is None:
            where[form] = [slot]
        elif some[-1] != slot:
            some.append(slot)

    for slot, entry in enumerate(ordered):
        for at, text in enumerate(entry.texts[0]):
            tokens = findall(text)[:MOST_WORDS]
            if not at:
                lengths[slot] = min(255, len(tokens))
            if not tokens:
                continue
            post(first, tokens[0], slot)
            cut = last_from(text, len(tokens))
            for token in tokens[1:cut]:
                post(between, token, slot)
            for token in tokens[cut:]:
                post(last, token, slot)
    return posted


def _posted(ordered: Sequence[Entry], field: int, forms: dict[str, str]) -> dict[str, list[int]]:
    """Return one field's slots by word; on the way collect tokens' words."""
    posted: dict[str, list[int]] = {}
    by_token: dict[str, list[int]] = {}
    by_text: dict[str, list[list[int]]] = {}
    findall = pattern(TOKEN).findall
    is_email = FIELDS[field] is Field.EMAIL

    def lists_of(text: str) -> list[list[int]]:
        lists = []
        for token in findall(text)[:MOST_WORDS]:
            some = by_token.get(token)
            if some is None:
                form = forms.get(token)
                if form is None:
                    form = forms[token] = word(token)
                some = by_token[token] = posted.setdefault(form, [])
            lists.append(some)
            behind = behind_apostrophe(token)
            if behind:
                lists += lists_of(token[behind:])
        return lists

    for slot, entry in enumerate(ordered):
        for text in entry.texts[field]:
            lists = by_text.get(text)
            if lists is None:
                if is_email and "@" in text:
                    local, _, domain = text.partition("@")
                    lists = lists_of(local)
                    if domain:
                        form = forms[f"@{domain}"] = word(f"@{domain}")
                        lists.append(posted.setdefault(form, []))
                else:
                    lists = lists_of(text)
                    if not is_email:
                        # Titles, keywords, places, even names come again and again.
                        by_text[text] = lists
            for some in lists:
                if not some or some[-1] != slot:
                    some.append(slot)
    return posted
