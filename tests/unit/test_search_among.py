"""A search narrowed to some people: the best of all hits that are among them, and their true number."""

from __future__ import annotations

import random

import pytest
from support.builders import person, phone, unit
from support.finding import found, index_of
from support.town import town

from switchboard.domain.model import Kind, Person, Ref, Unit
from switchboard.search.bits import BitMap
from switchboard.search.index import ENOUGH, Index
from switchboard.search.vocabulary import Vocabulary

HANSENS = 400


def crowd() -> Index:
    some = [person(f"p{i:03}", f"{chr(97 + i % 26)}{chr(97 + i // 26)} Hansen") for i in range(HANSENS)]
    return index_of(
        unit("u", "Rådhuset"),
        *some,
        person("other", "Ola Hanssen", unit="u"),
        person("moe", "Kari Moe", unit="u", phones=(phone("+4723461234", extension="61234"),)),
    )


def slots_of(index: Index, *people: str) -> BitMap:
    return BitMap([slot for some in people if (slot := index.slot(Ref(Kind.PERSON, some))) is not None])


@pytest.fixture(scope="module")
def hansens() -> Index:
    return crowd()


def test_the_first_of_all_hits_that_pass_and_how_many_they_are(hansens: Index) -> None:
    everybody = found(hansens, "hansen", limit=HANSENS, enough=ENOUGH)
    passing = everybody[3::4]
    answer = hansens.search("hansen", limit=30, among=slots_of(hansens, *passing))
    assert ([hit.ref.id for hit in answer.hits], answer.total) == (passing[:30], len(passing))
    last = slots_of(hansens, everybody[-1])
    assert found(hansens, "hansen", among=last)[0] == everybody[-1], "however far down they stand"


def test_an_answer_is_not_kept_for_others(hansens: Index) -> None:
    one, other = slots_of(hansens, "p001"), slots_of(hansens, "p002")
    assert found(hansens, "hansen", among=one) == ["p001"]
    assert found(hansens, "hansen", among=other) == ["p002"]
    assert found(hansens, "hansen", among=BitMap()) == []
    assert len(found(hansens, "hansen")) == ENOUGH


def test_where_few_are_called_so_whoever_sounds_so_is_found_as_well(hansens: Index) -> None:
    assert "other" not in found(hansens, "hansen", limit=HANSENS, enough=ENOUGH)
    assert found(hansens, "hansen", among=hansens.within("u")) == ["other"]


def test_somebody_elses_number_is_not_taken_for_an_extension(hansens: Index) -> None:
    moe = slots_of(hansens, "moe")
    assert found(hansens, "+47 23 46 12 34", among=moe) == ["moe"]
    assert found(hansens, "23 99 61234", among=moe) == found(hansens, "23 99 61234")
    assert found(hansens, "23 99 61234", among=slots_of(hansens, "p001")) == []
    assert found(hansens, "+47 23 46 12 34", among=slots_of(hansens, "p001")) == []


def test_why_somebody_was_found_does_not_hang_on_the_others(hansens: Index) -> None:
    (alone,) = hansens.search("p hansen", among=slots_of(hansens, "p015")).hits
    whole = hansens.search("p hansen", limit=HANSENS).hits
    assert alone == next(hit for hit in whole if hit.ref == alone.ref)


def test_of_any_question_a_narrowed_one_has_the_hits_that_pass() -> None:
    objects = [some for some in town() if isinstance(some, Person | Unit)]
    index = index_of(*objects)
    index.use(Vocabulary.shipped())
    dice = random.Random(7)
    words = [
        "hansen",
        "kristian",
        "byggesak",
        "vann",
        "sagene",
        "saksbehandler",
        "ola",
        "nav",
        "skole",
        "4236",
    ]
    words += ["søke om å bygge", "kranen lekker vann hjemme", "jeg vil klage på en lærer", "krist hansn"]
    for _ in range(400):
        query = " ".join(dice.sample(words, dice.choice((1, 1, 2))))
        query = query[: dice.randint(2, len(query))]
        known = [index.slot(item.ref) for item in objects if dice.random() < 0.5]
        some = BitMap([slot for slot in known if slot is not None])
        whole, narrowed = index.search(query), index.search(query, among=some)
        passing = [hit for hit in whole.hits if index.slot(hit.ref) in some]
        assert (narrowed.hits, narrowed.total) == (tuple(passing), len(passing)), query
        assert (narrowed.topics, narrowed.left_out) == (whole.topics, whole.left_out)


def test_more_of_the_same_question_begins_with_what_was_answered(hansens: Index) -> None:
    first = found(hansens, "hansen a", enough=ENOUGH)
    for limit in (60, 100, 390):
        assert found(hansens, "hansen a", limit=limit, enough=ENOUGH)[:ENOUGH] == first


def test_a_unit_has_its_own_people_and_those_below_whatever_changes() -> None:
    index = index_of(
        unit("a", "A"),
        unit("b", "B", parent="a"),
        unit("c", "C", parent="b"),
        unit("x", "X", parent="y"),
        unit("y", "Y", parent="x"),
        person("anna", "Anna", unit="c"),
        person("bo", "Bo", unit="a"),
        person("cai", "Cai", unit="x"),
        person("dag", "Dag", unit="nowhere"),
    )

    def within(unit_id: str) -> set[str]:
        return {ref.id for _, ref in index.who(index.within(unit_id))}

    assert within("a") == {"a", "b", "c", "anna", "bo"}
    assert within("c") == {"c", "anna"}
    assert within("x") == {"x", "y", "cai"}, "units that lie in each other"
    assert within("nowhere") == {"dag"}, "a unit that is not known (yet)"
    assert within("") == set()
    index.put_person(person("anna", "Anna Moe", unit="x"))
    index.put_unit(unit("b", "B"))
    index.remove(Ref(Kind.PERSON, "bo"))
    assert within("a") == {"a"}
    assert within("x") == {"x", "y", "cai", "anna"}


def test_an_index_that_is_built_anew_says_so() -> None:
    index = index_of(person("p", "Kari Moe"))
    before = index.numbering
    for number in range(4200):
        index.put_person(person(f"n{number}", f"Ola Nr{number}"))
    assert index.numbering != before
