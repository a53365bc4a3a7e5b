"""Names in Cyrillic and Greek letters, found by their Latin spelling, and the other way round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import person
from support.finding import found, index_of, matched

from switchboard.search.alphabets import both_ways, in_latin
from switchboard.search.spelling import covered, nordic, plain, sort_key, word


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        # Passports: https://zakon.rada.gov.ua/laws/show/55-2010 and ICAO 9303.
        ("Шевченко", "shevchenko"),
        ("Григорій", "hryhorii"),
        ("Єнакієве", "yenakiieve"),
        ("Їжакевич", "yizhakevych"),
        ("Юлія", "yuliia"),
        ("Йосипівка", "yosypivka"),
        ("Згорянівка", "zghorianivka"),
        ("Щербаківка", "shcherbakivka"),
        ("Ґалаґан", "galagan"),
        ("Сергей", "sergei"),
        ("Наталья", "natalia"),
        ("Объедков", "obieedkov"),
        ("Ёлкина", "elkina"),
        ("Ђорђевић", "dordevic"),
        ("Παπαδόπουλος", "papadopoulos"),
        ("Γεωργίου", "georgiou"),
        ("Ευάγγελος", "evangelos"),
        ("Μαΐου", "maiou"),
    ],
)
def test_other_alphabets_in_latin_letters(name: str, latin: str) -> None:
    assert plain(word(name)) == nordic(word(name)) == latin
    assert plain(word(unicodedata.normalize("NFD", name))) == latin


@pytest.mark.parametrize("form", ["kari", "åse", "łukasz", "nguyễn", "محمد", "", "øæå"])
def test_other_words_are_left_as_they_are(form: str) -> None:
    assert in_latin(form) is None
    assert both_ways(form) == []


CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщьюяіїєґ", min_size=4, max_size=12)


@given(CYRILLIC)
def test_whoever_is_written_in_cyrillic_is_found_in_latin_letters_and_the_other_way_round(name: str) -> None:
    latin = plain(word(name))
    index = index_of(
        person("c", f"Тарас {name.title()}"), person("l", f"Taras {latin.title()}"), person("x", "Kari Moe")
    )
    for query in (name, latin, f"taras {latin}", f"тарас {name}"):
        assert set(found(index, query)[:2]) == {"c", "l"}, query


@given(CYRILLIC, st.integers(1, 12))
def test_no_more_is_marked_than_was_typed(name: str, size: int) -> None:
    token = name.title()
    letters = in_latin(name)
    assert letters is not None
    head = "".join(letters[: min(size, len(letters))])
    marked = covered(token, head, plain)
    assert "".join(letters[:marked]).startswith(head)
    assert marked == 1 or not "".join(letters[: marked - 1]).startswith(head)


def test_a_beginning_is_marked_in_the_original_letters() -> None:
    index = index_of(person("a", "Григорій Шевченко"))
    assert matched(index, "shevch") == [("name", "folded", "Григорій Шевченко", ((9, 13),))]
    assert matched(index, "hryh") == [("name", "folded", "Григорій Шевченко", ((0, 4),))]


@pytest.mark.parametrize("query", ["halyna", "galina", "honcharenko", "goncharenko", "галина"])
def test_by_the_rules_of_either_language(query: str) -> None:
    # No letter says which it is.
    index = index_of(person("c", "Галина Гончаренко"), person("x", "Kari Moe"))
    assert found(index, query) == ["c"]


def test_they_stand_among_the_others_as_they_are_read() -> None:
    assert sort_key("Шевченко") == sort_key("Shevchenko")
