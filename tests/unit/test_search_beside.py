"""Words that stand beside each other otherwise than was typed, and names beside what callers say."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of, matched

from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("query", "name"),
    [
        # In the last name, in the first, in one between, in a short one, at the joint, half typed.
        ("tormodlin", "Tormod-Lars Lien"),
        ("hanekaristene", "Hanne Kari Stene"),
        ("cumarkhalidjohsansson", "Cumar Khalid Johansson"),
        ("nielsenfreyrudsisslsolveig", "Sissel Solveig Nielsen Freyrud"),
        ("alhassanhua", "Huda al-Hassan"),
        ("szymczakans", "Hans Szymczak"),
        ("sturlnailsen", "Sturla Nilsen"),
        ("tormdlunde", "Tormod Lundeberg"),
    ],
)
def test_names_run_together_with_a_slip_in_one(query: str, name: str) -> None:
    others = [
        person("q", "Tormod Hansen"), person("r", "Berit Lien"), person("s", "Kari Nilsen"),
        person("t", "Hans Stene"), person("u", "Huda Freyrud"), person("v", "Omar al-Hassan"),
    ]  # fmt: skip
    index = index_of(person("p", name), *others)
    assert found(index, query) == ["p"]
    assert matched(index, query)[0][:2] == ("name", "typo")
    # Whoever came since the index was built is found, too.
    late = index_of(*others)
    late.put_person(person("p", name))
    assert found(late, query) == ["p"]


def test_of_names_run_together_the_nearest_and_the_whole_come_first() -> None:
    index = index_of(
        person("sound", "Ivar Ødegaard"),
        person("whole", "Iver Ødegaard"),
        person("more", "Iver Anton Ødegaard"),
        person("far", "Eva Horbachenko"),
        person("near", "Ihor Tkachenko"),
    )
    assert found(index, "iverødegaad") == ["whole", "more"]
    assert found(index, "ihorkachenko") == ["near", "far"]
    assert found(index, "iverødegaard")[0] == "whole"


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("ja nmikkelsen", "jan"),
        ("kar ipettersen", "kari"),
        ("tormodh ansen", "tormod"),
        ("tormodh ansen-nor", "tormod"),
        ("jan vik mi kkelsen", "vik"),
        ("ja nmikkelsen byggesak", "jan"),
    ],
)
def test_a_blank_typed_a_key_early_or_late(query: str, who: str) -> None:
    index = index_of(
        unit("b", "Byggesak"),
        person("jan", "Jan Mikkelsen", unit="b"),
        person("vik", "Jan Vik Mikkelsen"),
        person("mik", "Arne Mikkelsen"),
        person("kari", "Kari Pettersen"),
        person("ali", "Ali Pettersen"),
        person("tormod", "Tormod Hansen-Nordøy"),
        person("johan", "Tormod Johansen"),
    )
    assert found(index, query)[0] == who


def test_a_blank_stays_where_somebody_has_the_words_so() -> None:
    index = index_of(person("a", "Mari Natvig"), person("b", "Marin Atvig"))
    assert found(index, "mari natvig")[0] == "a"
    assert found(index, "marin atvig")[0] == "b"
    assert found(index, "mar inatvig")[0] == "a"


@pytest.fixture
def office() -> Index:
    office = index_of(
        unit("nav", "NAV Fjordvik", keywords=("sosialhjelp",)),
        unit("vote", "Politisk sekretariat", keywords=("valg",)),
        unit("all", "Fjordvik kommune"),
        unit("school", "Tangen skole"),
        unit("fire", "Brann og redning", keywords=("bålbrenning",)),
        unit("harbour", "Havnekontoret", keywords=("båtplass",)),
        person("fowsiya", "Fowsiya Ibrahim", unit="nav"),
        person("adam", "Adam Ibrahim", unit="nav"),
        person("other", "Fowsiya Duale", unit="vote"),
        person("own", "Fowsiya Lie", keywords=("sosialhjelp",)),
        person("nygaard", "Camilla Nygård", unit="vote"),
        person("aksel", "Aksel Nygård", unit="all"),
        person("anna", "Anna Nygård", description="Ansvar for brannvern"),
        person("head", "Siv Brevik", title="Rektor", unit="school"),
        person("tangen", "Mette Tangen", unit="nav"),
        person("jo", "Jofrid Toråker"),
        person("benedicte", "Benedicte Toråker"),
        person("krav", "Anna Kravchenko"),
        person("first", "Anatolii Kravchenko"),
    )
    office.use(
        Vocabulary(
            [
                ("Sosialhjelp", "kommunalt lån", "public loan", "tt-bruker"),
                ("Valg", "kommunevalg"),
                ("Rektor", "skoleleder", "sosialhjelp"),
                ("Bålbrenning", "bålplass"),
                ("Brann og redning", "brannvesen"),
            ]
        )
    )
    return office


@pytest.mark.parametrize(
    "query",
    ["fowsiya kommunalt lån", "kommunalt lån fowsiya", "fowsiya tt-bruker", "fowsiya public loan",
     "kommunalt lån fows", "jeg skal snakke med fowsiya om kommunalt lån"],
)  # fmt: skip
def test_a_name_beside_callers_words_for_what_they_do(office: Index, query: str) -> None:
    assert set(found(office, query)) == {"fowsiya", "own"}
    assert office.search(query).left_out == ()


def test_a_word_just_as_callers_say_it_comes_before_parts_and_slips(office: Index) -> None:
    assert found(office, "nygård kommunevalg")[0] == "nygaard"
    assert found(office, "bålplass")[0] == "fire"
    assert found(office, "brannvesen")[0] == "fire"


def test_a_place_beside_callers_words_is_no_name(office: Index) -> None:
    assert found(office, "skoleleder tangen")[0] == "head"


def test_a_word_said_around_that_is_a_name_beside_another(office: Index) -> None:
    assert found(office, "hei jeg skal snakke med anna kravchenko") == ["krav"]
    assert found(office, "jo toroker") == ["jo", "benedicte"]
    assert found(office, "hei jeg skal snakke med jo toroker") == ["benedicte", "jo"]


def test_english_talk_that_begins_a_name_is_being_typed() -> None:
    index = index_of(
        unit("mental", "Psykisk helse og rus"),
        person("therese", "Therese Lie", unit="mental"),
        person("per", "Per Vik", unit="mental"),
    )
    index.use(Vocabulary([("Psykisk helse", "psykisk helse og rus")]))
    assert found(index, "psykisk helse og rus there")[0] == "therese"
    assert found(index, "psykisk helse og rus")[0] == "mental"
