"""The engines one would otherwise choose, on the same people: each a function from query to ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from switchboard.domain.disclosure import show, visible
from switchboard.domain.model import Person, Unit

Search = Callable[[str], list[str]]
_WORD = re.compile(r"\w+")
_WEIGHTS = {
    "name": 3.0, "alias": 2.5, "unit": 1.5, "title": 1.5, "keyword": 1.2, "description": 1.0, "place": 1.0,
    "email": 1.0, "phone": 3.0,
    "joined": 2.0,
}  # fmt: skip
_SLIPS = frozenset({"name", "joined", "alias", "unit", "title", "keyword"})
_NUMBERED = frozenset({"phone", "place", "unit", "email"})


@dataclass(frozen=True)
class Row:
    """One person or unit as plain texts."""

    id: str
    name: str
    other: str
    fields: dict[str, str]
    """The same, by field."""


def rows(persons: Sequence[Person], units: Sequence[Unit]) -> list[Row]:
    """Return everybody with what may be found of them, the names of their units included."""
    by_id = {unit.id: unit for unit in units}

    def path(unit_id: str | None) -> list[str]:
        names: list[str] = []
        while unit_id in by_id and len(names) < 12:
            unit = by_id[unit_id]
            names += [unit.name, unit.short_name or ""]
            unit_id = unit.parent
        return names

    made = []
    for person in persons:
        seen = visible(person)
        if seen is None:
            continue
        unit = by_id.get(seen.unit or "")
        numbers = [phone.number.removeprefix("+47") for phone in seen.phones if show(phone).searchable]
        keywords = [*seen.keywords, *(unit.keywords if unit else ())]
        made.append(
            _row(
                seen.id, name=[seen.name.display], alias=seen.aliases, unit=path(seen.unit),
                title=[seen.title], keyword=keywords, description=[seen.description],
                place=[seen.place], email=[seen.email], phone=numbers,
            )
        )  # fmt: skip
    made += [
        _row(
            unit.id, name=[unit.name], alias=[unit.short_name], unit=path(unit.parent), title=[],
            keyword=unit.keywords, description=[unit.description], place=[unit.place], email=[unit.email],
            phone=[phone.number.removeprefix("+47") for phone in unit.phones],
        )
        for unit in units
    ]  # fmt: skip
    return made


def _row(id_: str, **fields: Sequence[str | None]) -> Row:
    texts = {field: " ".join(filter(None, some)) for field, some in fields.items()}
    other = " ".join(text for field, text in texts.items() if field != "name" and text)
    return Row(id_, texts["name"], other, texts)


def fts5(everybody: Sequence[Row]) -> Search:
    """Plain FTS5 with a prefix index, ranked by bm25 with names weighing more."""
    import apsw

    connection = apsw.Connection(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, name, other, prefix='1 2 3 4',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    with connection:
        connection.executemany(
            "INSERT INTO f VALUES (?, ?, ?)", ((row.id, row.name, row.other) for row in everybody)
        )

    def search(query: str) -> list[str]:
        words = _WORD.findall(query)
        if not words:
            return []
        match = " AND ".join(f'"{word}"*' for word in words)
        found = connection.execute(
            "SELECT id FROM f WHERE f MATCH ? ORDER BY bm25(f, 0, 10, 1) LIMIT 50", (match,)
        )
        return [row[0] for row in found]

    return search


_LETTERS = str.maketrans({"å": "a", "ø": "o", "ö": "o", "æ": "e", "ä": "e", "ü": "u", "ð": "d", "þ": "th"})
_DIGITS = re.compile(r"\+?\d[\d\s().-]*\d")


def _folded(text: str) -> str:
    text = text.lower().translate(_LETTERS)
    return text.replace("aa", "a").replace("oe", "o").replace("ae", "e")


def _joined(name: str) -> str:
    """Return what a name's words make run together: all of them, and each two that stand together."""
    words = _WORD.findall(name)
    pairs = [a + b for a, b in pairwise(words)]
    return " ".join(dict.fromkeys(["".join(words), *pairs])) if pairs else ""


def tantivy_fuzzy(everybody: Sequence[Row]) -> Search:
    """tantivy as a careful engineer would set it up.

    Letters are folded the Nordic way in texts and queries; every word is asked for exactly, as a prefix and
    as a fuzzy prefix (one edit from four letters, two from eight) of any of the fields that ours knows apart,
    names weighing more; names run together are a field of their own; numbers are without notation, and found
    by any end of them of four digits or more. Long texts, places and addresses are not searched with slips.
    """
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in _WEIGHTS:
        builder.add_text_field(field, tokenizer_name="folding")
    schema = builder.build()
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    index = tantivy.Index(schema)
    index.register_tokenizer("folding", analyzer)
    writer = index.writer(64_000_000, 1)
    for row in everybody:
        texts = {field: _folded(text) for field, text in row.fields.items()}
        texts["joined"] = _joined(texts["name"])
        texts["phone"] = " ".join(
            number[at:] for number in texts["phone"].split() for at in range(max(1, len(number) - 3))
        )
        writer.add_document(tantivy.Document(id=row.id, **texts))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    query_of, occur = tantivy.Query, tantivy.Occur

    def near(field: str, word: str, edits: int, weight: float) -> tuple[tantivy.Occur, tantivy.Query]:
        some = query_of.fuzzy_term_query(schema, field, word, edits, transposition_cost_one=True, prefix=True)
        return occur.Should, query_of.boost_query(some, weight)

    def term(field: str, word: str, weight: float) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        exact = query_of.boost_query(query_of.term_query(schema, field, word), weight * 4)
        parts = [(occur.Should, exact), near(field, word, 0, weight * 2)]
        edits = min(2, len(word) // 4)
        if edits and field in _SLIPS:
            parts.append(near(field, word, edits, weight))
        return parts

    def search(query: str) -> list[str]:
        query = query.removeprefix("tel:")
        numbers = [re.sub(r"\D", "", some) for some in _DIGITS.findall(query)]
        words = analyzer.analyze(_folded(_DIGITS.sub(" ", query)))
        clauses = [
            [
                part
                for field, weight in _WEIGHTS.items()
                if field != "phone"
                for part in term(field, word, weight)
            ]
            for word in words
        ]
        for number in numbers:
            digits = number.removeprefix("00").removeprefix("47") if len(number) > 8 else number
            clauses.append(
                [near(field, digits, 0, weight) for field, weight in _WEIGHTS.items() if field in _NUMBERED]
            )
        if not clauses:
            return []
        every = query_of.boolean_query([(occur.Must, query_of.boolean_query(some)) for some in clauses])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(every, 50).hits]

    return search


def rapidfuzz_names(everybody: Sequence[Row]) -> Search:
    """rapidfuzz over all names: a linear scan in C++."""
    from rapidfuzz import fuzz, process, utils

    names = [utils.default_process(row.name) for row in everybody]
    ids = [row.id for row in everybody]

    def search(query: str) -> list[str]:
        found = process.extract(utils.default_process(query), names, scorer=fuzz.token_sort_ratio, limit=50)
        return [ids[at] for _, _, at in found]

    return search
