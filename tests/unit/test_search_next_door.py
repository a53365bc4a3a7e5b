"""Errands in a neighbour's words: Swedish, Danish and Nynorsk ones for a Norwegian directory, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import person, unit
from support.finding import found, index_of, matched

from switchboard.search.index import Index
from switchboard.search.next_door import SHIPPED, NextDoor
from switchboard.search.patterns import pattern
from switchboard.search.spelling import TOKEN, plain
from switchboard.search.vocabulary import Vocabulary

NORWEGIAN = (
    "avløpsanlegg",
    "oppmåling",
    "lysløype",
    "demensomsorg",
    "passord",
    "omsorgsbolig",
    "inneklima",
    "strandrydding",
    "nabovarsel",
    "ledsagerbevis",
    "feiing",
    "varme arbeider",
    "eldreomsorg",
    "organisasjon",
)


def town(*keywords: str) -> Index:
    """Everybody has one keyword, and is called so; and there are those whose names come near."""
    return index_of(
        *[person(keyword, f"Ola Berg{at:02}", keywords=(keyword,)) for at, keyword in enumerate(keywords)],
        person("hege", "Hege Arnesen"),
        person("strand", "Nina Strandhagen"),
    )


@pytest.mark.parametrize(
    ("said", "keyword"),
    [
        ("afløbsanlæg", "avløpsanlegg"),
        ("avloppsanläggningar", "avløpsanlegg"),
        ("uppmätning", "oppmåling"),
        ("elljusspår", "lysløype"),
        ("demensvård", "demensomsorg"),
        ("lösenordet", "passord"),
        ("serviceboende", "omsorgsbolig"),
        ("plejebolig", "omsorgsbolig"),
        ("inomhusklimat", "inneklima"),
        ("strandstädning", "strandrydding"),
        ("grannvarsel", "nabovarsel"),
        ("ledsagerkort", "ledsagerbevis"),
        ("skorstensfejning", "feiing"),
        ("heta arbeten", "varme arbeider"),
        ("äldrevård", "eldreomsorg"),
        ("ældrepleje", "eldreomsorg"),
        ("organisation", "organisasjon"),
    ],
)
def test_a_neighbours_word_finds_ours(said: str, keyword: str) -> None:
    index = town(*NORWEGIAN)
    assert found(index, said)[0] == keyword
    assert matched(index, said) == [
        ("keyword", "synonym", keyword, tuple(m.span() for m in pattern(TOKEN).finditer(keyword)))
    ]


@pytest.mark.parametrize(
    ("said", "keyword"),
    [
        ("søppeldunk", "sopkärl"),
        ("barnehageplass", "förskoleplats"),
        ("omsorgsbolig", "plejebolig"),
        ("skoleskyss", "skolekørsel"),
        ("vannmåler", "vattenmätare"),
        ("vassmålar", "vandmåler"),
        ("sjukeheim", "plejehjem"),
    ],
)
def test_and_ours_finds_a_neighbours(said: str, keyword: str) -> None:
    index = town("sopkärl", "förskoleplats", "skolekørsel", "lekplatser", keyword)
    assert found(index, said)[0] == keyword


def test_a_word_that_somebody_has_means_itself() -> None:
    index = town("demensvård", "demensomsorg", "parkering", "etablererveiledning", "rådgivning")
    assert found(index, "demensvård") == ["demensvård"]
    assert found(index, "demensvården") == ["demensvård"]
    # It ends a word here.
    assert found(index, "veiledning") == ["etablererveiledning"]


def test_a_compound_that_begins_so_where_nobody_has_just_it() -> None:
    index = town("passordhjelp")
    assert matched(index, "lösenord") == [("keyword", "synonym", "passordhjelp", ((0, 12),))]
    assert found(town("passordhjelp", "passord"), "lösenord") == ["passord"]


def test_before_a_name_by_a_slip_but_no_name_is_changed() -> None:
    index = index_of(
        unit("u", "Bekkevang skole", keywords=("vannprøve",)),
        person("name", "Liv Vattenprop"),
        person("berg", "Kari Vannberg"),
        person("vatn", "Per Vatnberg", keywords=("vatnberget",)),
    )
    assert found(index, "vattenprov")[0] == "u"
    # Half of it alone is known.
    assert found(index, "vatenberg")[0] == "vatn"
    assert found(index, "vanberg")[0] == "berg"
    # What people do is next door, whom they are called never.
    assert found(index_of(person("a", "Eva Bostad")), "boligen") == []


def test_a_short_word_is_a_name_by_a_slip_first() -> None:
    index = index_of(
        person("a", "Ada Lie", keywords=("ferieklubb",)),
        person("b", "Bo Kolla"),
        person("c", "Cato Lie", keywords=("søppeldunk",)),
    )
    assert found(index, "kollo") == ["b", "a"]
    # Not where it is a given name.
    assert found(index, "kärl") == found(index, "karl") == []


def test_beside_a_name() -> None:
    index = index_of(
        person("a", "Anna Lie", keywords=("nabovarsel",)),
        person("b", "Bo Lie", keywords=("nabovarsel",)),
    )
    assert found(index, "grannvarsel bo")[0] == "b"


def test_before_other_words_of_a_topic() -> None:
    index = town("ledsagerbevis", "støttekontakt")
    index.use(Vocabulary([("Støttekontakt", "ledsagerkort")]))
    assert found(index, "ledsagerkort") == ["ledsagerbevis", "støttekontakt"]


def test_a_new_keyword_is_found_at_once() -> None:
    index = town("parkering")
    assert found(index, "uppmätning") == []
    index.put_person(person("ny", "Ny Lie", keywords=("oppmåling",)))
    assert found(index, "uppmätning") == ["ny"]
    index.put_person(person("ny", "Ny Lie"))
    assert found(index, "uppmätning") == []


def test_words_may_stand_in_several_groups_and_endings_are_none() -> None:
    known = NextDoor(
        "# no word\npleie\tvård\nvård\tomsorg\n-het\t-hed\nskog\tskov\nheta arbeten\tvarme arbeider\n"
    )
    assert known.others("vard") == ["pleie", "omsorg"]
    assert known.others("varden") == ["pleie", "omsorg"]
    assert known.others("vardenhet") == known.others("het") == known.others("") == []
    assert known.others("heta arbeten") == ["varme arbeider"]
    assert known.ended("sannhet") == ["sannhed"]
    assert [*known.parts("skogvård")] == [
        (["skov", "skog"], ["pleie", "omsorg", "vard"], True),
    ]
    assert [*known.parts("strandvård")] == [(["strand"], ["pleie", "omsorg"], False)]
    assert "mäta" not in known.ended("mäta")
    assert "meta" in known.ended("mäta")


@given(st.text("abdegklnorstvåäöøæ -'1", max_size=20))
def test_nothing_is_next_door_to_itself(said: str) -> None:
    known = NextDoor.shipped()
    assert plain(said) not in known.others(plain(said))
    for heads, tails, both in known.parts(said):
        assert heads
        assert tails
        assert not both or len(heads) + len(tails) > 2
    assert said not in known.ended(said)


@given(st.sampled_from([group for group in NextDoor.shipped().groups() if len(group[0]) > 5]), st.data())
def test_whoever_has_one_word_of_a_group_is_found_by_any_other(group: list[str], data: st.DataObject) -> None:
    said, keyword = data.draw(st.permutations(group))[:2]
    if len(said) > 5 and keyword in NextDoor.shipped().others(said):
        index = index_of(person("a", "Ada Lie", keywords=(keyword,)))
        assert found(index, said) == ["a"]


def test_what_is_shipped() -> None:
    text = SHIPPED.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line == line.lower() for line in lines)
    groups = [
        [plain(form).replace("-", " ") for form in line.split("\t")]
        for line in lines
        if not line.startswith("-")
    ]
    assert [*NextDoor.shipped().groups()] == groups
    assert len(lines) == len({frozenset(line.split("\t")) for line in lines}) > 500
    for line in lines:
        words = line.split("\t")
        assert len(words) == len({*words}) > 1
        assert all(
            plain(some).isascii() and some == " ".join(some.split()) and "- " not in some for some in words
        )
    assert not [word for line in lines for word in line.split("\t") if len(plain(word)) < 2]
