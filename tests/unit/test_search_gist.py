"""Sentences that say no phrase of the vocabulary: their words tell what they are about."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.search.index import Index
from switchboard.search.results import How, Topic
from switchboard.search.vocabulary import Vocabulary
from switchboard.search.wordpacking import pack

WORDS = [
    ("Stengt vann", "kranen er tom", "tørr kran", "ingen vann", "vannet er borte"),
    ("Misfarget vann", "brunt vann", "rust i vannet"),
    ("Trefelling", "stort tre skygger", "tre over fortauet"),
    ("Lus", "hodelus", "lus på skolen"),
    ("Helsestasjon", "helsesøster", "helsesykepleier"),
]


@pytest.fixture
def town() -> Index:
    index = index_of(
        unit("s", "Stengt vann"),
        unit("m", "Misfarget vann"),
        unit("t", "Trefelling"),
        unit("h", "Helsestasjon"),
        person("tom", "Tom Kranen"),
        person("rose", "Rose Tre"),
    )
    index.use(Vocabulary(books=[pack(WORDS, {"Lus": "Helsestasjon"})]))
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kranen hos meg er helt tørr", "s"),
        ("det skygger noe fælt fra et stort gammelt tre", "t"),
        ("vannet har rust", "m"),
    ],
)
def test_a_sentence_is_about_what_its_words_are_of(town: Index, query: str, first: str) -> None:
    assert found(town, query)[0] == first


def test_what_the_words_tell_is_suggested_and_the_others_are_left_out(town: Index) -> None:
    results = town.search("kranen på hybelen er helt tørr")
    assert results.topics[:1] == (Topic("Stengt vann", "tørr kran", whole=True),)
    assert results.left_out == ("hybelen", "helt")
    assert results.total == len({hit.ref for hit in results.hits}), "nobody stands there twice"


def test_whoever_is_called_so_comes_before_what_a_query_may_be_about(town: Index) -> None:
    assert found(town, "tom kranen")[0] == "tom"
    assert found(town, "rose tre")[0] == "rose"
    assert found(town, "rose xyzzyq")[0] == "rose"


@pytest.mark.parametrize(
    "query", ["xyzzyq", "kari xyzzyq", "en to tre fire", "vannkoker xyzzyq qvxz", "4711 tørr kran"]
)
def test_a_word_of_many_is_no_guess(town: Index, query: str) -> None:
    assert town.search(query).topics == ()


def test_who_does_it_where_nobody_is_called_so(town: Index) -> None:
    assert found(town, "hodelus") == ["h"]
    assert [topic.label for topic in town.search("hodelus").topics] == ["Helsestasjon"]
    # It is no other word for it.
    assert "hodelus" not in Vocabulary(books=[pack(WORDS, {"Lus": "Helsestasjon"})]).others("helsesøster")


@pytest.fixture
def staffed() -> Index:
    index = index_of(
        unit("s", "Stengt vann"),
        unit("t", "Trefelling"),
        person("ragnhild", "Ragnhild Johansen"),
        person("ann", "Ann Kristin Vik"),
        person("kristin", "Kristin Ann Moe"),
        unit("b", "Snørydding"),
        person("frode", "Frode Brøytes"),
    )
    index.use(Vocabulary(books=[pack([*WORDS, ("Snørydding", "ikke brøytet")])]))
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tre over fortauet ragnhild johansen", "ragnhild"),
        ("ragnhild johansen tørr kran", "ragnhild"),
        ("ragnhild johasen stort tre", "ragnhild"),
        ("rangild johansen stort tre", "t"),
        ("stort tre ann kristin vik", "ann"),
        ("stort tre ragnhild", "t"),
    ],
)
def test_a_whole_name_beside_an_errand_is_who_is_meant(staffed: Index, query: str, first: str) -> None:
    assert found(staffed, query)[0] == first


def test_beside_a_whole_name_the_errand_is_left_out_and_suggested(staffed: Index) -> None:
    results = staffed.search("stort tre ragnhild johansen")
    assert results.left_out == ("stort", "tre")
    assert results.topics[0].label == "Trefelling"


def test_a_sentence_of_callers_words_is_nobody_s_name_by_slips(staffed: Index) -> None:
    assert found(staffed, "de har ikke brøytet hos oss")[0] == "b"
    assert found(staffed, "frode brøytet")[0] == "frode"
    assert found(staffed, "jeg skal snakke med brøites")[0] == "frode"


def test_a_part_of_a_compound_is_no_word_that_callers_say() -> None:
    known = Vocabulary(books=[pack(WORDS)])
    assert known.says("fortauene")
    assert known.knows("fortauskanten")
    assert not known.says("fortauskanten")
    assert not known.says("johasen")


def test_whoever_has_all_of_the_words_but_for_one_slip_is_meant_by_words_that_callers_use() -> None:
    index = index_of(unit("s", "Stengt vann"), person("p", "Tom Kranen Thørr"))
    index.use(Vocabulary(books=[pack(WORDS, {})]))
    assert found(index, "tom kranen tørr")[0] == "p"


def test_whoever_has_the_rest_as_it_is_spelled_need_not_be_guessed() -> None:
    # "Hl" is nobody's; what is left is no guess.
    index = index_of(
        unit("b", "Byggesak"),
        unit("n", "Arealplan", keywords=("byggesøknad",)),
        person("p", "Kari Moe", unit="n", keywords=("byggesak",)),
    )
    index.use(Vocabulary.shipped())
    results = index.search("hl byggesak")
    assert (results.hits[0].ref.id, results.left_out) == ("b", ("hl",))
    assert {match.how for hit in results.hits[:2] for match in hit.matched} == {How.EXACT}


@pytest.mark.parametrize(
    "sentence",
    [
        "kranen hos meg er helt tørr",
        "det skygger noe fælt fra et stort gammelt tre over fortauet",
        "vannet har rust og vannet er borte",
        "lus lus kranen lus",
    ],
)
def test_what_is_kept_while_a_sentence_is_typed_changes_nothing(sentence: str) -> None:
    typed = Vocabulary(books=[pack(WORDS)])
    ends = [*range(1, len(sentence) + 1), *range(len(sentence), 0, -3)]
    for end in ends:
        asked_once = Vocabulary(books=[pack(WORDS)])
        assert typed.gist(sentence[:end], poor=True) == asked_once.gist(sentence[:end], poor=True)
        assert typed.others(sentence[:end]) == asked_once.others(sentence[:end])


def test_other_words_are_heeded_at_once(town: Index) -> None:
    query = "kranen på hybelen er helt tørr"
    assert town.search(query).topics
    town.use(Vocabulary(books=[pack([("Lus", "hodelus")])]))
    assert not town.search(query).topics
