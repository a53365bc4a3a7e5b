"""Who comes first of those whom a noisy query fits: names before errands, whole ones before longer ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.domain.model import Person

GIVEN = ("Gaute", "Svein", "Morten", "Randi", "Sigrid", "Torbjørn")
SURNAMES = ("Skarbø", "Olufson", "Ødegård", "Melbyhaug", "Lillevik")


def named(*names: str, keyword: str = "") -> list[Person]:
    return [person(name, name, keywords=(keyword,) if keyword else ()) for name in names]


@pytest.mark.parametrize(
    ("query", "errand", "meant", "others"),
    [
        # A slip in each of two names, of which one is then the word of an errand.
        ("gate olufon", "gate", "Gaute Olufson", "Randi Olufson"),
        ("svin ødgård", "svin", "Svein Ødegård", "Ingrid Ødegård"),
        # Typed to its end, a word that only begins an errand's is none.
        ("mata johansen", "matavfall", "Marta Johansen", "Andrea Johansen"),
    ],
)
def test_a_whole_name_by_slips_comes_before_an_errand_beside_a_name(
    query: str, errand: str, meant: str, others: str
) -> None:
    index = index_of(*named(meant), *named(others, keyword=errand))
    assert found(index, query)[0] == meant


def test_an_errand_beside_a_name_as_spelled_comes_before_slips() -> None:
    index = index_of(*named("Gaute Olufson"), *named("Randi Olufson", keyword="gate"))
    assert found(index, "gate olufson") == ["Randi Olufson", "Gaute Olufson"]
    assert found(index, "olufson gate") == ["Randi Olufson", "Gaute Olufson"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.integers(0, 20), st.integers(0, 20))
def test_a_letter_missing_in_each_name_finds_it_whatever_others_do(
    given_name: str, surname: str, one: int, two: int
) -> None:
    typed = []
    for name, where in ((given_name.lower(), one), (surname.lower(), two)):
        at = 1 + where % (len(name) - 2)
        typed.append(name[:at] + name[at + 1 :])
    meant = f"{given_name} {surname}"
    others = [f"{other} {surname}" for other in GIVEN if other != given_name]
    index = index_of(*named(meant), *named(*others, keyword=typed[0]))
    assert found(index, " ".join(typed))[0] == meant


@pytest.mark.parametrize(
    ("query", "meant", "other"),
    [
        # Two words said are two words of the name.
        ("svin svindsen", "Sven Svendsen", "Anne Svinmoen"),
        # What sounds so, but is written far otherwise, comes after one slip.
        ("thohrild sletten", "Thorhild Sletten", "Torill Sletten"),
        ("jonzssen kari", "Kari Jonassen", "Kari Johnsen"),
        # An e that nobody wrote as æ.
        ("turid haen", "Turid Hagen", "Turid Henriksen"),
        # Nor ü, and an å further on does not make it one.
        ("turid haen", "Turid Hagen", "Turid Henås"),
        ("kirsten haue", "Kirsten Hauge", "Kirsten Haugbråten Berg"),
        ("liv ivensen", "Liv Evensen", "Liv Iversen"),
    ],
)
def test_the_likelier_name_comes_first(query: str, meant: str, other: str) -> None:
    assert found(index_of(*named(meant, other)), query)[0] == meant


@pytest.mark.parametrize("query", ["sykepleier anne eliassn", "anne eliassn nav"])
def test_a_name_said_to_its_end_comes_before_a_longer_one(query: str) -> None:
    index = index_of(
        unit("n", "NAV"),
        person("long", "Anne Eliassen-Aas", title="sykepleier", unit="n"),
        person("short", "Anne Eliassen", title="sykepleier", unit="n"),
    )
    assert found(index, query) == ["short", "long"]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        # The last word ends the unit's name and begins no other name.
        ("h holm hus a", "Hilda Holm"),
        ("m k ppt sør", "Marit Krog"),
        # Nobody's N is said twice, and an H is no "HR".
        ("n n ppt sør", "Nina Nes"),
        ("h o økonomi", "Hans Osmo"),
    ],
)
def test_initials_and_a_unit(query: str, meant: str) -> None:
    index = index_of(
        unit("a", "Hus A"), unit("b", "Hus B"), unit("p", "PPT sør"), unit("e", "Økonomi"),
        unit("o", "HR og økonomi"),
        person("Hilda Holm", "Hilda Holm", unit="a"),
        person("Ann Helen Holm", "Ann Helen Holm", unit="b"),
        person("Marit Krog", "Marit Krog", unit="p"),
        person("Mari Kari Sørensen", "Mari Kari Sørensen", unit="p"),
        person("Nina Nes", "Nina Nes", unit="p"),
        person("N. Jeyakumar", "N. Jeyakumar", unit="p"),
        person("Hans Osmo", "Hans Osmo", unit="e"),
    )  # fmt: skip
    assert found(index, query)[0] == meant


def test_a_unit_is_found_by_a_letter_that_is_a_word_of_its_name() -> None:
    index = index_of(unit("a", "Hus A Solsiden"), person("p", "Anne Husby Solsen"))
    assert found(index, "hus a solsiden")[0] == "a"


@pytest.mark.parametrize("typed", ["annleiselillevik", "annelislillevik", "anneliselilevik"])
def test_a_name_run_together_with_a_slip_is_found_by_a_rare_end(typed: str) -> None:
    index = index_of(*named("Anne Lise Lillevik", "Anne Lillevik", "Ola Lillevik"))
    assert found(index, typed)[:1] == ["Anne Lise Lillevik"]


def test_one_who_left_is_found_by_no_end() -> None:
    index = index_of(*named("Anne Lise Lillevik", "Ola Moe"))
    index.remove(person("Anne Lise Lillevik", "Anne Lise Lillevik").ref)
    assert found(index, "annleiselillevik") == []


def test_a_keyword_said_to_its_end_comes_before_names_that_begin_so() -> None:
    pupils = person("p", "Anne Lie", keywords=("mat og helse",))
    begun = person("q", "Mathias Berg", unit="u")
    index = index_of(unit("u", "Velferd og helse"), pupils, begun)
    assert found(index, "mat og helse") == ["p", "q"]


def test_one_word_is_not_said_twice_however_many_are_called_so() -> None:
    index = index_of(
        *[person(f"p{at}", f"Gro {surname(at)}") for at in range(320)], person("g", "Gro Grønby")
    )
    assert found(index, "gro grø")[0] == "g"


def surname(number: int) -> str:
    return "Ab" + "".join("abcdefghij"[int(digit)] for digit in f"{number:03d}")


def test_a_word_of_talk_that_sounds_like_a_name_is_one_beside_the_rest_of_it() -> None:
    index = index_of(*named("Thale Bjørnstad", "Anita Bjørnstad"))
    assert found(index, "tale bjørnstad")[0] == "Thale Bjørnstad"
    assert found(index, "tale med anita bjørnstad") == ["Anita Bjørnstad"]
    assert found(index_of(*named("Anita Bjørnstad")), "tale bjørnstad") == ["Anita Bjørnstad"]


def test_many_of_whom_a_word_only_begins_one_hide_nobody_whom_it_sounds_like() -> None:
    others = [person(f"p{at}", f"Per Dalen{surname(at).lower()}", title="Teamleder") for at in range(60)]
    index = index_of(*others, *named("Tea Dahl"))
    assert found(index, "tea dal")[0] == "Tea Dahl"


def test_an_inflection_comes_before_a_slip() -> None:
    index = index_of(*named("Anita Skaar"), *named("Morten Iversen", keyword="skade"))
    assert found(index, "skadar")[0] == "Morten Iversen"
