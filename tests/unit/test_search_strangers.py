"""What directories and queries of outside evaluators showed: each was found wrongly, or not at all."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of, matched

from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture
def town() -> Index:
    town = index_of(
        unit("water", "Vann- og avløpsetaten"),
        unit("sewer", "Avløp", parent="water"),
        unit("school", "Nordmarka skole, mellomtrinn"),
        unit("other", "Solbakken skole, mellomtrinn"),
        unit("maps", "Kart- og mätenheten", keywords=("utstakning",)),
        unit("bpa", "BPA-kontoret"),
        person("anna", "Anna Lie", unit="maps"),
        person("berit", "Berit Ås", unit="sewer"),
        person("alarm", "Cato Moe", keywords=("trygghetsalarm",)),
        person("fees", "Dina Roe", keywords=("egenbetaling",)),
        person("caretaker", "Eli Strand", title="Vaktmester"),
        person("pump", "Frida Vik", keywords=("varme pumpe",)),
        person("lage", "Lage Holm", keywords=("støttekontakt",)),
        person("card", "Guro Dahl", keywords=("ledsagerbevis",)),
        person("boe", "Ivar Bøe", unit="school"),
        person("knut", "Knut Moen", title="Valgansvarlig", keywords=("valg",)),
        person("knut2", "Knut Moen", title="Saksbehandler"),
        person("per", "Per Lund"),
        person("haug", "Hauk Isaksen", aliases=("Per Isaksen",)),
    )
    town.use(
        Vocabulary(
            [
                ("Egenbetaling", "pris på trygghetsalarm"),
                ("Vaktmester", "varmepumpe"),
                ("Støttekontakt", "ledsagarbevis", "klage på støtte"),
                ("Skole", "skole mellomtrinn", "mellomtrinnet"),
                ("Brukerstyrt personlig assistanse", "bpa kontor"),
            ]
        )
    )
    return town


def test_a_unit_stands_before_its_people_for_what_it_does(town: Index) -> None:
    assert found(town, "utstakning") == ["maps", "anna"]


def test_a_unit_whose_name_has_all_words_stands_before_people_of_its_units(town: Index) -> None:
    assert found(town, "vann og avløp")[0] == "water"
    assert found(town, "vann avløp")[0] == "water"
    assert found(town, "bpa kont")[0] == "bpa"


def test_a_slip_in_a_units_name_is_no_reason_to_guess(town: Index) -> None:
    assert found(town, "noordmarka skole mellomtrinn")[0] == "school"


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("trygghetsalarmer pris", "alarm"),
        ("klage på trygghetsalarmen", "alarm"),
        ("problem med trygghetsalarm", "alarm"),
        ("spørsmål om utstakning", "maps"),
        ("utstakning kostnad", "maps"),
    ],
)
def test_what_is_asked_about_an_errand_is_none_beside_it(town: Index, query: str, who: str) -> None:
    assert found(town, query)[0] == who


def test_a_compound_written_apart_and_a_keyword_one_slip_away_come_before_other_words(town: Index) -> None:
    assert found(town, "varmepumpe") == ["pump", "caretaker"]
    assert found(town, "ledsagarbevis")[:2] == ["card", "lage"]


def test_an_o_with_a_stroke_and_an_e_are_two_letters(town: Index) -> None:
    town.put_unit(unit("home", "Nordmarka bo- og servicesenter"))
    assert found(town, "bøe nordmarka") == ["boe"]
    assert matched(town, "boe")[0][:2] == ("name", "folded")


def test_what_is_folded_twice_is_marked(town: Index) -> None:
    town.put_person(person("lone", "Lone Barfoed"))
    assert matched(town, "barfoeed") == [("name", "folded", "Lone Barfoed", ((5, 12),))]


def test_a_word_with_a_digit_has_no_slips(town: Index) -> None:
    town.put_person(person("room", "Tor Vik", place="Rom 179"))
    assert found(town, "179") == ["room"]
    assert found(town, "1e9") == []


def test_several_words_of_talk_begin_nobodys_name(town: Index) -> None:
    assert "per" in found(town, "skal ha tak i per")
    assert found(town, "skal ha tak i per") == found(town, "per")
    assert found(town, "han knut moen som driver med valg") == ["knut"]


def test_an_exact_word_of_a_phrase_is_said_to_be_exact(town: Index) -> None:
    assert ("keyword", "exact", "trygghetsalarm", ((0, 14),)) in matched(town, "trygghetsalarm pris")


def test_a_word_of_talk_beside_none_may_begin_a_name(town: Index) -> None:
    town.put_unit(unit("mental", "Psykisk helse og rus"))
    town.put_person(person("anne", "Anne Andersen", unit="mental"))
    town.put_person(person("anne2", "Anne Berg", unit="mental"))
    assert found(town, "anne and psykisk helse og rus")[0] == "anne"
