"""Errands: inflected, compound, in other words, and the topics they belong to."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of, matched

from switchboard.domain.model import Kind, Ref
from switchboard.search.index import Index
from switchboard.search.inflection import stem
from switchboard.search.results import Topic
from switchboard.search.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    [
        ("Byggesak", "bruksendring", "bygge hytte"),
        ("Barnehage", "søke om barnehageplass", "førskole"),
        ("Kino", "filmteater"),
    ]
)


@pytest.fixture
def town() -> Index:
    return index_of(
        unit("b", "Byggesak", keywords=("nabovarsel",)),
        person("ann", "Ann Hans", unit="b", keywords=("barnehage", "rom")),
        person("bo", "Bo Lie", description="Svarer om byggesak og tilsyn"),
        person("eli", "Eli Moe", title="Behandler"),
    )


@pytest.mark.parametrize(
    "forms",
    [
        ("søknad", "søknaden", "søknader", "søknadene", "søknads"),
        ("barnehage", "barnehagen", "barnehager", "barnehagene", "barnehagane"),
        ("rom", "rommet", "rommene"),
        ("skola", "skolan", "skolor", "skolorna", "skole", "skolen"),
        ("sag", "sagen", "sager", "sagerne"),
        ("parkering", "parkeringen", "parkeringer", "parkeringane"),
        ("pass", "passet"),
    ],
)
def test_inflections_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("plan", "plass"), ("vann", "vakt"), ("skole", "skog")])
def test_other_words_have_another(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_inflected(town: Index) -> None:
    assert found(town, "barnehagenes") == ["ann"]
    assert matched(town, "barnehagenes") == [("keyword", "inflected", "barnehage", ((0, 9),))]
    assert found(town, "rommene ann") == ["ann"]
    # Nobody's name is inflected.
    assert found(town, "hansene") == []


def test_compounds_are_taken_apart(town: Index) -> None:
    assert found(town, "byggesaksbehandler")[:1] == ["eli"]
    assert matched(town, "byggesaksbehandler") == [("title", "part", "Behandler", ((0, 9),))]
    assert set(found(town, "byggesaksbehandler")) == {"eli", "b", "ann", "bo"}


def test_endings_that_are_none_and_words_written_as_one() -> None:
    index = index_of(
        person("a", "Ada Lie", keywords=("frisør",)),
        person("b", "Bo Lie", keywords=("søke barnehage", "bortkjørt bil")),
        person("c", "Cato Lie", keywords=("søke", "barnehage")),
        person("d", "Dag Permisjoren", keywords=("permisjon",)),
    )
    assert found(index, "frisørane") == ["a"]
    assert found(index, "søkebarnehage") == ["b", "c"]
    assert matched(index, "søkebarnehage") == [("keyword", "part", "søke barnehage", ((0, 4),))]
    # An ending before a slip.
    assert matched(index, "permisjonene") == [("keyword", "inflected", "permisjon", ((0, 9),))]


def test_what_callers_call_an_errand_is_no_slip() -> None:
    index = index_of(
        unit("s", "Byggesak"),
        person("ari", "Ari Byggemo", description="hytter"),
        person("bryt", "Bygge Hyttel"),
        person("whole", "Eli Moe", keywords=("bygge hytte",)),
        person("mild", "Bruse Endring"),
    )
    index.use(VOCABULARY)
    assert found(index, "bygge hytte") == ["whole", "s", "bryt", "ari"]
    assert found(index, "bruksendring")[0] == "s"


def test_synonyms_and_topics(town: Index) -> None:
    assert found(town, "bruksendring") == []
    town.use(VOCABULARY)
    assert found(town, "bruksendring") == ["b", "ann", "bo"]
    assert matched(town, "bruksendring") == [("name", "synonym", "Byggesak", ((0, 8),))]
    assert found(town, "bruksendring lie") == ["bo"]
    assert found(town, "bygge hytte") == ["b", "ann", "bo"]
    assert matched(town, "bygge hytte") == [("name", "synonym", "Byggesak", ((0, 8),))]
    assert town.search("bruks").topics == (Topic("Byggesak", "bruksendring"),)
    assert town.search("bruksendring", limit=1).topics == (Topic("Byggesak", "bruksendring", whole=True),)
    assert town.search("Byggesak").topics == ()
    # Where nobody has all of it as it is spelled, for one of the words: whoever does it stands first.
    assert town.search("min bruksendring hjemme").topics == (Topic("Byggesak", "bruksendring", whole=True),)
    assert found(town, "min bruksendring hjemme") == ["b", "ann", "bo"]
    assert town.search("min bruksendr hjemme").topics == ()
    assert town.search("bruksendring lie").topics == (Topic("Byggesak", "bruksendring"),)
    assert town.search("byggesak lie").topics == ()
    assert town.search("bru").topics == ()
    # A topic that leads nowhere is none.
    assert town.search("filmteater").topics == ()
    town.put_person(person("k", "Kai Lund", keywords=("kino",)))
    assert town.search("filmteater").topics == (Topic("Kino", "filmteater", whole=True),)
    town.remove(Ref(Kind.UNIT, "b"))
    assert found(town, "bruksendring") == ["bo"]
    town.use(None)
    assert town.search("bruksendring").topics == ()
    assert found(town, "bruksendring") == []


def test_a_query_of_thousands_of_words_is_no_errand(town: Index) -> None:
    town.use(VOCABULARY)
    assert town.search("bygge hytte " * 3_000).total == 0


def test_what_an_errand_is_called_officially_comes_before_its_other_names() -> None:
    index = index_of(unit("b", "Barnepark"), unit("a", "Almskogen barnehage"), unit("c", "Dagmamma"))
    index.use(Vocabulary([("Barnehage", "Barnepark", "dagmamma", "dagis")]))
    assert found(index, "dagis") == ["a", "b", "c"]


def test_an_inflected_errand_is_whose_word_it_is_before_whose_other_word_it_is() -> None:
    index = index_of(
        person("ann", "Ann Hans", keywords=("byggesak",)),
        person("bo", "Bo Lie", keywords=("bruksendring",)),
    )
    index.use(VOCABULARY)
    assert found(index, "bruksendringene") == ["bo", "ann"]
    # A phrase of the vocabulary is one text, not two words that somebody has in two places.
    index = index_of(
        person("ann", "Ann Hans", keywords=("bygge",), description="Låner ut en hytte"),
        person("bo", "Bo Lie", keywords=("byggesak",)),
    )
    index.use(VOCABULARY)
    assert found(index, "bygge hytte") == ["bo", "ann"]


@pytest.mark.parametrize("query", ["klage støy", "klage på støy", "støy klage"])
def test_a_compound_said_the_other_way_round(query: str) -> None:
    index = index_of(
        person("ann", "Ann Hans", keywords=("klage på vedtak",)),
        person("bo", "Bo Lie", keywords=("støyklager",)),
    )
    assert found(index, query)[0] == "bo"
    assert found(index, "støyklager") == ["bo"]


def test_a_sentence_suggests_its_topic() -> None:
    index = index_of(unit("b", "Barnehage"))
    index.use(VOCABULARY)
    assert [topic.label for topic in index.search("barnehagene er stengt").topics] == ["Barnehage"]


def test_a_compound_of_which_nobody_has_but_one_part() -> None:
    index = index_of(
        person("road", "Eva Moe", keywords=("glatt fortau",)),
        person("plans", "Ole Berg", keywords=("gamle tegninger",)),
        person("name", "Kari Tegninger"),
    )
    assert found(index, "fortauskant") == ["road"]
    assert found(index, "bygningstegninger") == ["plans"]
    # Too little of it is anybody's.
    assert found(index, "glattkant") == []


@pytest.mark.parametrize("change", [False, True])
def test_what_ends_as_names_do_is_no_compound(change: bool) -> None:
    index = index_of(person("clean", "Eva Moe", keywords=("renhold",)))
    assert found(index, "renholdstad") == ["clean"]
    everybody = (person("clean", "Eva Moe", keywords=("renhold",)), person("name", "Ola Fredrikstad"))
    if change:
        index.put_person(everybody[1])
    else:
        index = index_of(*everybody)
    assert found(index, "renholdstad") == []
    index.remove(Ref(Kind.PERSON, "name"))
    assert found(index, "renholdstad") == ["clean"]


@pytest.mark.parametrize("query", ["brunt vann", "vannet er brunt", "vann brunt"])
def test_a_phrase_in_another_order(query: str) -> None:
    index = index_of(person("water", "Eva Moe", keywords=("misfarget vann",)), person("name", "Anne Bruun"))
    index.use(Vocabulary([("Misfarget vann", "brunt vann")]))
    assert found(index, query) == ["water"]


def test_an_address_is_no_compound() -> None:
    index = index_of(person("dog", "Eva Moe", keywords=("løshund",)), person("name", "Erik Hundløs"))
    assert found(index, "løs hund") == ["dog"]
