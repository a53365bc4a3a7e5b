"""A misspelled name within what else callers say: their title, where they work, or talk."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture
def town() -> Index:
    index = index_of(
        unit("care", "Vestre Åker omsorgssenter"),
        unit("home", "Ekornrud sykehjem"),
        unit("doctors", "Fastlegekontoret Torget"),
        unit("family", "Familievernet"),
        unit("school", "Moltehaugen ungdomsskole"),
        unit("shelter", "Villvett barnehage"),
        unit("youth", "Helsestasjon for ungdom"),
        unit("floor", "Sentrum bo- og omsorgssenter – 2. etasje"),
        unit("library", "Hovedbiblioteket", keywords=("bokbuss",)),
        person("mahmoud", "Mohammed Mahmoud", title="Hjelpepleier", unit="care"),
        person("assistant", "Jing Li", title="Hjelpepleier", unit="care"),
        person("bakke", "Marit Bakke", title="Helsesekretær", unit="doctors"),
        person("doctor", "Anna Wójcik", title="Fastlege", unit="doctors"),
        person("fadumo", "Fadumo Mohamed", unit="home"),
        person("molfrid", "Målfrid Gundersen"),
        person("teacher", "Ole Skule", title="Lærer", unit="school"),
        person("khadija", "Khadija Isse", unit="family"),
        person("ali", "Ali Gedi", unit="family"),
        person("elin", "Elin Hanssen", unit="school"),
        person("siv", "Siv Anita Mathisen", unit="shelter"),
        person("kari", "Kari Eriksen", unit="floor"),
        person("kari2", "Kari Aakre"),
        person("booked", "Samir Hussein", unit="care"),
        person("zoran", "Zoran Hodžić", title="Rådgiver", unit="youth"),
        person("adviser", "Ann Kristin Foss", title="Rådgiver", unit="youth"),
        person("brit", "Brit Foss"),
        person("britt", "Britt-Inger Bakke"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "who"),
    [
        # A title, a name by its sound, and where they work.
        ("hjelpepleier mahmud vestre åker omsorgssenter", "mahmoud"),
        # What callers say for other things may be how a name sounds.
        ("helsesekretær backe fastlegekontoret torget", "bakke"),
        # Both names of somebody by their sound, within talk.
        ("hei, jeg prøver å få tak i faduma mahammed", "fadumo"),
        ("var det molfrid gunderson jeg skulle spørre etter", "molfrid"),
        ("hei, jeg prøver å få tak i khadija på familievernet", "khadija"),
        # An f at the end is heard as a v.
        ("siff villvett", "siv"),
        ("kari erikssen 2 etg sentrum", "kari"),
        # Two slips in a name, which callers have no word for, beside where they work.
        ("rådgiver hodsjic helsestasjon for ungdom", "zoran"),
        ("hodsjic helsestasjon for ungdom", "zoran"),
        # What is asked of somebody is no errand beside a name that was misheard.
        ("vet du om brit backe er på jobb i dag", "britt"),
    ],
)
def test_a_misspelled_name_is_found_beside_what_is_right(town: Index, query: str, who: str) -> None:
    assert found(town, query)[0] == who


def test_what_hesitates_is_initials_where_all_else_is_the_name_of_a_unit(town: Index) -> None:
    assert found(town, "eh moltehaugen ungdomsskole") == ["school", "elin"]
    # Nobody there is called so: it is no more than hesitation.
    assert found(town, "um moltehaugen ungdomsskole") == ["school", "elin", "teacher"]


def test_a_keyword_taken_apart_may_be_inflected(town: Index) -> None:
    assert found(town, "spørsmål om bok bussen") == ["library"]


def test_talk_alone_is_no_errand(town: Index) -> None:
    assert found(town, "xqzv jeg skulle wvxq") == []


@pytest.mark.parametrize("query", ["olsen inger sjøbakken", "inger olsen sjøbakken", "sjøbakken inger olsen"])
def test_who_has_no_other_name_comes_first_beside_a_unit_too(query: str) -> None:
    # As many names as the query has words are no reason: one of the words is where they work.
    index = index_of(
        unit("home", "Hjemmetjenesten Sjøbakken"),
        unit("relief", "Avlastningsboligen Sjøbakken"),
        person("lise", "Inger Lise Olsen", unit="home"),
        person("olsen", "Inger Olsen", unit="relief"),
    )
    assert found(index, query) == ["olsen", "lise"]


def test_how_long_a_name_is_counts_beside_two_words_of_a_unit() -> None:
    index = index_of(
        unit("home", "Hjemmetjenesten Soltun"),
        person("three", "Hans-Petter Aas", unit="home"),
        person("two", "Hans Hestland", unit="home"),
    )
    assert found(index, "hans hjemmetjenesten soltun") == ["two", "three"]


@pytest.fixture
def work() -> Index:
    index = index_of(
        unit("school", "Nedrebyen skole"),
        unit("lower", "Rugstad ungdomsskole"),
        unit("home", "Leirstranda sykehjem"),
        unit("other", "Drift nord"),
        unit("sfo", "SFO Nedrebyen"),
        person("hamnas", "Liv Hamnås", unit="school"),
        person("lovas", "Kristine Løvås", unit="lower", title="Kontaktlærer"),
        person("lovas2", "Jonas Løvås", unit="home"),
        person("doctor", "Anne Paulsen", unit="home", title="Lege"),
        person("hege", "Hege Paulsen", unit="home", title="Vernepleier"),
        person("jan", "Jan Frøyhus", unit="other"),
        person("knut", "Knut Ole Frøyhus", unit="home"),
        person("hirsi", "Omar Hirsi", unit="home"),
        person("ahmed", "Omar Ahmed", unit="school"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # Without the end of a name that looks like an ending they would be a ham at school, and low teachers.
        ("skole hamåns", "hamnas"),
        ("kontaktlærer løwås", "lovas"),
        # A title said as it is spelled is no slip in somebody's name.
        ("lege paulson", "doctor"),
        ("paulson lege", "doctor"),
        # So sounds "rs" where most of Norway lives.
        ("omar hishi", "hirsi"),
        ("hishi", "hirsi"),
    ],
)
def test_a_misspelled_name_beside_where_or_what_somebody_is(work: Index, query: str, first: str) -> None:
    assert found(work, query)[0] == first


def test_three_letters_behind_a_name_begin_where_somebody_works(work: Index) -> None:
    # "Syk" is what callers ask about somebody, too: nobody of the name is left out.
    assert found(work, "frøyhus syk") == ["knut", "jan"]
    assert found(work, "frøyhus er syk") == ["jan", "knut"]


def test_a_slip_in_a_given_name_stays_one_where_nobody_has_the_title(work: Index) -> None:
    assert found(work, "hega paulson")[0] == "hege"
