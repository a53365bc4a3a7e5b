"""Whole sentences, short forms and words taken apart, as agents type what a caller says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.domain.model import Name
from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def town() -> Index:
    index = index_of(
        unit("kommune", "NAV kommune"),
        unit("office", "Kommunedirektørens kontor"),
        unit("nursery", "Grønvika barnehage"),
        unit("crab", "Grønvika barnehage – avdeling Krabben", parent="nursery"),
        unit("other", "Nordbyen barnehage"),
        unit("school", "Indrebø skole"),
        unit("fire", "Brannvesenet"),
        unit("fire-a", "Brannvesenet – drift", parent="fire"),
        unit("caretakers", "Vaktmestertjenesten"),
        unit("caretakers-a", "Vaktmestertjenesten – forvaltning", parent="caretakers"),
        unit("home", "Kirkebakken sykehjem"),
        unit("audit", "Internrevisjonen", keywords=("varsling",)),
        unit("climate", "Miljøvernkontoret", keywords=("klimaplan", "elbillader")),
        unit("accounts", "Regnskapskontoret", keywords=("bilagsføring",)),
        person("head", "Noor Mansour", unit="kommune", title="Virksomhetsleder"),
        person("dang", "Bich Dang", unit="audit", title="Controller"),
        person("inger", "Inger Johansen", unit="accounts"),
        person("jose", "José Rodríguez", unit="crab"),
        person("jose2", "José Gil", unit="other"),
        person("gunnar", "Gunnar Ulvestad", unit="school"),
        person("rita", "Rita Ravnfjord", unit="other", keywords=("tilvenning",)),
        person("anne", "Anne Tilven", unit="nursery"),
        person("flu", "Mari Lie", unit="home", keywords=("influensavaksine",)),
        person("shot", "Aisha Shah", unit="home", keywords=("vaksine",)),
        person("appeal", "Arne Rønning", unit="audit", keywords=("klagebehandling",)),
        person("case", "Agata Kowalska", unit="climate", keywords=("saksbehandling",)),
        person("sara", "Sara Solfjord", unit="home", title="Sykepleier"),
        person("kari", "Kari Solfjord", unit="home", title="Sykepleier"),
        person("hoa", "Hoa Østhus", unit="school", title="Adjunkt"),
        person("trym", "Trym Østhus", unit="other", title="Lærer ved skole og hjem"),
        person("welfare", "Tordis Klostereng", unit="kommune", keywords=("sosialhjelp",)),
        person("social", "Aino Laine", unit="school", title="Sosiallærer"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # What is said of a call, and of somebody, is talk.
        ("innringer spør om bilagsføring", "accounts"),
        ("hun rita som tar seg av tilvenning", "rita"),
        ("hun som har tilvenning heter visst rita", "rita"),
        # A word that nobody has heard of is talk beside a name and what they do.
        ("en rita som pusler med tilvenning", "rita"),
        ("en rita ravnfjord som pusler med tilvenning", "rita"),
        # What stands last of several words of talk is on no way to a name that begins so.
        ("hei det var varsling da", "audit"),
        ("det gjelder sosial hjelp", "welfare"),
        # Whoever has a word inflected does it; there is nothing to guess.
        ("det gjelder klimaplanen", "climate"),
        # Two words for one, inflected, before other words for the same and before half of it.
        ("influensa vaksinen", "flu"),
        ("klage behandlingen", "appeal"),
        # Short forms within a sentence, beside a name.
        ("josé i grønvika bhage", "jose"),
        ("hei du josé på bhagen i grønvika takk", "jose"),
        ("gunnar indrebø skule", "gunnar"),
        # A word for a head that is a word of a unit's name.
        ("kommunedirektøren", "office"),
        # A unit's own name before those below it.
        ("brann vesenet", "fire"),
        ("vaktmester tjenesten", "caretakers"),
        # One letter is an initial of another name than the one that was said.
        ("solfjord s", "sara"),
        ("s solfjord", "sara"),
        # Two letters are no slip in a word of where somebody works.
        ("oa østhus lærer", "hoa"),
    ],
)
def test_it_is_found_as_agents_type_it(town: Index, query: str, first: str) -> None:
    assert found(town, query)[0] == first


def test_a_slip_in_a_name_is_no_talk_beside_another_name_and_what_they_do() -> None:
    index = index_of(
        person("hansen", "Kari Hansen", keywords=("tilvenning",)),
        person("moe", "Kari Moe", keywords=("tilvenning",)),
    )
    assert found(index, "en kari hannsen som har tilvenning")[0] == "hansen"
    # Nobody has both: a name and what they do are more than a name alone.
    assert found(index, "en kari zwtx som har tilvenning")[:2] == ["hansen", "moe"]


def test_a_letter_of_our_own_is_on_no_way_to_a_name_without_it() -> None:
    index = index_of(
        unit("ward", "Vardåsen sykehjem – avdeling B"),
        person("parwana", "Parwana Bakke", unit="ward"),
        person("oddny", "Oddny Bakke", unit="ward"),
    )
    assert found(index, "bakke på vardåsen sykehjem") == ["oddny", "parwana"]


def test_a_name_typed_with_one_of_our_letters_is_still_found() -> None:
    assert found(index_of(person("p", "Påskild Bakke")), "på bakke") == ["p"]


def test_a_name_with_which_the_surname_begins_counts_where_it_is_shown_as_a_letter() -> None:
    index = index_of(
        person("twice", "Bjørnsen Bjørnsen"),
        replace(person("short"), name=Name("Bjørn", "Bjørnsen", "B. Bjørnsen")),
    )
    assert found(index, "bjørnsen bjørn")[0] == "short"
    assert found(index, "bjørn bjørnsen")[0] == "short"
