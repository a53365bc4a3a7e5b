"""However people are looked for and ranked, at once or letter by letter: the answers are equal."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.domain.model import Kind, Name, Person, Ref, Unit
from switchboard.search import column, ranking
from switchboard.search import people as finding
from switchboard.search.index import Index
from switchboard.search.results import Results

GIVEN = (
    "Kari",
    "Kåre",
    "Anne Lise",
    "Anne-Lise",
    "Christian",
    "Kristian",
    "Christina",
    "Eva",
    "Lise",
    "Ann Eva",
    "Ann Eva Lise",
    "Ann Eva Lise Christina",
)
SURNAMES = ("Hansen", "Hanssen", "Hanson", "Haugen", "Haug", "Skog", "Skogen", "Johnsen", "Johansen", "Eva")
SURNAMES += ("Haug-Hansen", "Hansen Skog Haugen")
WORDS = ("byggesak", "byggesaker", "skogvokter", "saksbehandler hansen", "haugesund", "parkering")

people = st.lists(
    st.builds(
        Person,
        id=st.integers(0, 400).map(str),
        name=st.builds(Name, st.sampled_from(GIVEN), st.sampled_from(SURNAMES)),
        title=st.sampled_from(("", *WORDS)),
        unit=st.sampled_from((None, "a", "b")),
        keywords=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=60,
)
queries = st.lists(
    st.sampled_from(
        (
            *GIVEN,
            *SURNAMES,
            *WORDS,
            "kristina",
            "hansn",
            "skogn",
            "jonsen",
            "haugn",
            "k",
            "ha",
            "sak",
            "anlise",
        )
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
UNITS = (
    Unit(id="a", name="Byggesak Haug"),
    Unit(id="b", name="Skogen skole", parent="a"),
    Unit(id="c", name="Hansen"),
    Unit(id="d", name="Hansen og Haug barnehage i Skogen"),
)


def seen(results: Results) -> object:
    return results.total, [(hit.ref, hit.matched) for hit in results.hits]


@pytest.fixture(scope="module")
def favourites() -> dict[Ref, float]:
    return {Ref(Kind.PERSON, str(number)): float(number % 3) for number in range(0, 400, 7)}


@settings(max_examples=60)
@given(people, people, queries, st.integers(1, 60), st.booleans())
def test_every_way_gives_the_same_answer(
    favourites: dict[Ref, float],
    some: list[Person],
    more: list[Person],
    query: str,
    limit: int,
    boosted: bool,
) -> None:
    boost = favourites if boosted else None
    index = Index.build(some, UNITS)
    for person in more:
        # Newcomers and people whose names changed stand after everybody of the first build.
        index.put_person(replace(person, aliases=("Moe",)))
    index.remove(some[0].ref)

    def ask(text: str) -> object:
        return seen(index.search(text, limit=limit, boost=boost))

    as_usual = ask(query)
    # Looked for in every level or in all together; ranked by bitmaps or one by one; kept or made anew.
    for looked_for, one_by_one, kept in ((-1, -1, 1), (10**9, 10**9, 10**9)):
        index.use(None)
        with (
            patch.object(finding, "_FEW", looked_for),
            patch.object(ranking, "_FEW", one_by_one),
            patch.object(column, "_WORTH_KEEPING", kept),
        ):
            assert ask(query) == as_usual
    index.use(None)
    for end in range(1, len(query) + 1):
        typed = ask(query[:end])
    assert typed == as_usual
    assert ask(query + " ") == as_usual


@settings(max_examples=60)
@given(people, people, queries)
def test_bitmaps_that_are_kept_follow_every_change(
    some: list[Person], more: list[Person], query: str
) -> None:
    with patch.object(column, "_WORTH_KEEPING", 1):
        index = Index.build(some, UNITS)
        index.warm()
        seen(index.search(query))
        there = {person.id: person for person in some}
        for person in more:
            there[person.id] = replace(person, aliases=("Moe",))
            index.put_person(there[person.id])
        gone = there.pop(some[0].id)
        index.remove(gone.ref)
        units = (*UNITS[:1], replace(UNITS[1], name="Haugen skole", parent=None), *UNITS[2:])
        index.put_unit(units[1])
        fresh = Index.build(there.values(), units)
        for end in range(1, len(query) + 1):
            assert seen(index.search(query[:end])) == seen(fresh.search(query[:end]))
