"""Everyday words: what no topic has in its own words is found by others that mean nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.search.index import Index
from switchboard.search.inflection import english, stem
from switchboard.search.results import How
from switchboard.search.tables import checksum
from switchboard.search.vocabulary import Vocabulary
from switchboard.search.wordbook import key_of
from switchboard.search.wordpacking import pack, pack_groups

WORDS = [
    ("Lekeplass", "huske", "husken er knekt", "sklie på lekeplass"),
    ("Grovavfall", "gammel sofa", "kaste sofa", "hente møbler"),
    ("Trefelling", "gren over veien", "farlig tre"),
    ("Søvn", "sover dårlig", "trøtt om dagen"),
]
GROUPS = [
    ["dissa", "huske", "slenghuske"],
    ["knekt", "odelagt", "kaputt"],
    ["sofa", "couch", "settee"],
    ["gammel", "old", "eldgammel"],
    ["gren", "branch", "kvist"],
    ["avdeling", "branch"],
    ["matlaging", "kokkekunst", "mat"],
    ["kjokken", "kokkekunst"],
    ["trott", "kjell", "slapp"],
    ["vei", "road"],
]


def vocabulary(groups: list[list[str]] | None = None) -> Vocabulary:
    return Vocabulary(books=[pack(WORDS)], everyday=pack_groups(GROUPS if groups is None else groups))


@pytest.fixture
def town() -> Index:
    index = index_of(
        unit("l", "Lekeplass"),
        unit("g", "Grovavfall"),
        unit("t", "Trefelling"),
        unit("k", "Kjøkken"),
        person("mat", "Ada Lund", keywords=("mat og helse",)),
        person("kjell", "Kjell Dissing"),
        person("issa", "Ali Issa"),
    )
    index.use(vocabulary())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("dissa er ødelagt", "l"),
        ("get rid of an old couch", "g"),
        ("two old couches outside", "g"),
        ("branches over the road", "t"),
    ],
)
def test_a_sentence_is_told_by_words_that_mean_nearly_the_same(town: Index, query: str, first: str) -> None:
    assert found(town, query)[0] == first
    town.use(vocabulary([]))
    assert found(town, query)[:1] != [first]


def test_whoever_is_called_so_comes_before_everyday_words(town: Index) -> None:
    assert found(town, "kjell dissing")[0] == "kjell"
    assert found(town, "kjell")[0] == "kjell"
    assert found(town, "issa")[0] == "issa"


def test_a_name_by_slips_comes_before_a_guess_by_everyday_words(town: Index) -> None:
    assert found(town, "dissa kaputt")[0] == "l"
    town.put_person(person("dessa", "Dessa Kapputt"))
    assert found(town, "dissa kaputt")[0] == "dessa"
    assert town.search("dissa kaputt").topics


def test_a_word_alone_that_nobody_has_is_taken_for_another(town: Index) -> None:
    hit = town.search("kokkekunst").hits[0]
    assert hit.ref.id == "mat", "those of the first group before those of the next"
    assert {match.how for match in hit.matched} == {How.SYNONYM}
    assert found(town, "kokkekunst") == ["mat", "k"]
    town.use(None)
    assert found(town, "kokkekunst") == []


def test_a_borrowed_word_counts_less_than_one_of_a_topic_s_own() -> None:
    known = vocabulary()
    own, borrowed = known.gist("husken er knekt")[0], known.gist("dissa er kaputt")[0]
    assert own.labels == borrowed.labels
    assert own.share > borrowed.share > 0
    # What a word says itself is not outdone by what it also is: "sofa" of its own topic.
    assert known.gist("gammel sofa")[0].share == vocabulary([]).gist("gammel sofa")[0].share


def test_one_hop_only() -> None:
    far = [["sofa", "divan"], ["divan", "ottoman"]]
    assert vocabulary(far).gist("gammel divan")[0].labels[0] == "Grovavfall"
    shares = [some.share for some in vocabulary(far).gist("gammel ottoman", poor=True)]
    assert shares == [some.share for some in vocabulary([]).gist("gammel ottoman", poor=True)]


def test_a_poor_guess_is_better_than_none_but_no_guess_of_one_word(town: Index) -> None:
    known = vocabulary()
    text = "sofa xyzzyq qvxz"
    assert known.gist(text) == []
    assert [some.sure for some in known.gist(text, poor=True)] == [False]
    assert found(town, text) == ["g"]
    assert found(town, f"kjell {text}")[0] == "kjell"
    assert known.gist("sofastad", poor=True) == []


@pytest.mark.parametrize(
    ("form", "root"),
    [
        ("couches", "couch"),
        ("beds", "bed"),
        ("batteries", "battery"),
        ("applied", "apply"),
        ("repaired", "repair"),
        ("moving", "move"),
        ("stopping", "stop"),
        ("dangerously", "dangerous"),
    ],
)
def test_english_endings(form: str, root: str) -> None:
    assert root in english(form)


def test_words_without_english_endings_are_none() -> None:
    assert [english(form) for form in ("glass", "is", "red", "ring", "", "sofa")] == [[]] * 6


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ("branch", [4, 5]),
        ("branches", [4, 5]),
        ("avdelingen", [5]),
        ("kokkekunst", [6, 7]),
        ("kjokken", [7]),
        ("unknown", []),
        ("", []),
        ("\ud800", []),
    ],
)
def test_the_groups_of_a_word(said: str, groups: list[int]) -> None:
    assert pack_groups(GROUPS).groups(said) == groups


def test_the_group_that_is_about_a_word_comes_first() -> None:
    groups = pack_groups([["couch", "sofa"], ["seng", "bed"], ["sofa", "divan"]])
    assert groups.groups("sofa") == [2, 0]


words = st.text("abdeikmnorst", min_size=3, max_size=8)


@given(st.lists(st.lists(words, min_size=2, max_size=6), max_size=8))
def test_every_word_finds_its_groups(groups: list[list[str]]) -> None:
    packed = pack_groups(groups)
    assert len(packed) == len(groups)
    for number, group in enumerate(groups):
        assert {stem(some) for some in packed.words(number)} == {stem(some) for some in group}
        assert [checksum(stem(some)) for some in packed.words(number)] == packed.stems(number)
        for some in group:
            mine = packed.groups(some)
            assert sorted(mine) == [at for at, other in enumerate(groups) if some in other]
            first = [at for at in mine if groups[at][0] == some]
            assert mine[: len(first)] == first


def test_shipped_everyday_words_are_in_plain_letters_to_the_program() -> None:
    known = Vocabulary.shipped()
    groups = known.alike("heimkunnskap")
    assert groups
    assert all(word == key_of(word) for group in groups for word in group)
    assert known.alike("to ord") == []
    # What a topic has is taken for the topic's other words.
    assert known.others("sofa") or known.alike("sofa")
    assert not (known.others("gammel sofa") and known.alike("gammel sofa"))


def test_names_by_slips_with_an_errand_stay_before_a_guess(town: Index) -> None:
    town.put_person(person("wide", "Joanna Wojcik", keywords=("dissa kaputt",)))
    assert found(town, "joana wojck dissa kaputt")[0] == "wide"
    town.put_person(person("wide", "Joanna Wojcik"))
    assert found(town, "joana wojck slenghuske kaputt")[0] == "wide"
