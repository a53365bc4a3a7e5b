"""Whole sentences: what is said around a name keeps nobody from being found."""

from __future__ import annotations

import pytest
from support.builders import person, phone, unit
from support.finding import found, index_of

from switchboard.domain.model import Disclosure
from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture
def town() -> Index:
    return index_of(
        unit("b", "Byggesak"),
        unit("v", "Vann og avløp"),
        person("kris", "Kristian Lund", unit="b"),
        person("omar", "Kristian Skalstad Omland", unit="v", keywords=("klage på vedtak",)),
        person("han", "Han Ngoc Duc"),
        person("medina", "Medina Snarøya"),
    )


@pytest.mark.parametrize(
    "query",
    [
        "jeg skal snakke med han kristian på byggesak",
        "eg skulle hatt tak i kristian lund",
        "kan du stille mig om til kristian lund",
        "jag söker kristian lund tack",
        "could you put me through to mr lund please",
        "hei er kristian der i byggesak",
        "en som heter kristian i byggesak",
    ],
)
def test_what_is_said_around_a_name_keeps_nobody_from_being_found(town: Index, query: str) -> None:
    assert found(town, query) == ["kris"]


def test_it_counts_where_it_is_part_of_a_name_or_a_text(town: Index) -> None:
    assert found(town, "han duc") == ["han"]
    assert found(town, "vann og avløp") == ["v", "omar"]
    assert found(town, "klage på vedtak") == ["omar"]


def test_a_word_that_is_being_typed_begins_a_name(town: Index) -> None:
    assert found(town, "kristian om") == ["omar"]
    assert found(town, "kristian om byggesak") == ["kris"]
    # Somebody is called so, whoever else is meant.
    assert found(town, "han") == ["han"]


def test_words_that_nobody_has_are_left_out_where_nobody_is_found(town: Index) -> None:
    assert found(town, "kristian lund xyzzyq") == ["kris"]
    assert found(town, "xyzzyq") == []
    assert found(town, "xyzzyq jeg skal") == []
    # Both are somebody's: no one of them has both.
    assert found(town, "medina byggesak") == []


@pytest.mark.parametrize(
    "query", ["x4711", "tlf 23464711", "tlf23464711", "+47 (0)23 46 47 11", "hvem har 4711"]
)
def test_numbers_are_found_with_what_is_said_around(query: str) -> None:
    assert found(
        index_of(person("p", "Kari Moe", phones=(phone("+4723464711", extension="4711"),))), query
    ) == ["p"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("osemarie", "Åse-Marie Lund"),
        ("cristinhagebaken", "Christin Hagebakken"),
        ("anneliese", "Anne Lise Vik"),
        ("abdelrahman", "Abd al-Rahman Omar"),
        ("pertervik", "Petter Vik"),
    ],
)
def test_names_run_together_and_misheard(query: str, name: str) -> None:
    assert found(index_of(person("p", name), person("q", "Marie Vikan")), query) == ["p"]


def test_an_errand_is_found_in_callers_words_within_a_sentence() -> None:
    index = index_of(
        unit("s", "Skjenkebevilling"),
        unit("l", "Startlån"),
        person("lan", "Le Lan", unit="b"),
        unit("b", "Bolig"),
    )
    index.use(Vocabulary([("Skjenkebevilling", "selge øl"), ("Startlån", "lån til bolig")]))
    assert found(index, "hvordan kan jeg få selge øl på festen") == ["s"]
    # What is said between the words of an errand does not count.
    assert found(index, "lån bolig")[0] == "l"
    assert found(index, "kan dere ikke spørre nabokatten") == []


@pytest.mark.parametrize("query", ["kristian 99887766", "99 88 77 66 lund", "12 byggesak", "kristian x4799"])
def test_a_number_is_never_left_out(town: Index, query: str) -> None:
    assert found(town, query) == []


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("kristian lund Xyzzyq", ("Xyzzyq",)),
        ("kristian lund", ()),
        ("jeg skal snakke med Qvxz kristian i byggesak", ("Qvxz",)),
        ("jeg skal snakke med kristian byggesak", ()),
        ("Qvxz kristian xyzzyq byggesak QVXZ", ("Qvxz", "xyzzyq")),
        ("xyzzyq", ()),
        ("xyzzyq 4711", ()),
        ("medina byggesak", ()),
        ("kristian שלום", ("שלום",)),
        ("kristian q'vxz’q", ("q'vxz’q",)),
        ("kristian\nxyzzyq\n", ("xyzzyq",)),
        (f"kristian {'q' * 300}", ("q" * 300,)),
        ("kristian @xyzzyq.no", ("@xyzzyq.no",)),
        ("kristian @xyz\u202ezyq\x1b[1m", ("@xyzzyq[1m",)),
        ("kristian " + "q" * 10_000, ()),
    ],
)
def test_an_answer_says_which_words_were_left_out(town: Index, query: str, left_out: tuple[str, ...]) -> None:
    assert town.search(query).left_out == left_out
    # Asked again: a blank changes nothing.
    assert town.search(f"{query} ").left_out == left_out


def test_words_around_an_errand_are_left_out_unless_they_are_talk() -> None:
    index = index_of(unit("s", "Skjenkebevilling"))
    index.use(Vocabulary([("Skjenkebevilling", "selge øl")]))
    results = index.search("kan jeg få selge øl på Xyzzyqfesten")
    assert (results.total, results.left_out) == (1, ("Xyzzyqfesten",))


@pytest.mark.parametrize(
    "form", ["kari {}", "kari xyzzyq {}", "jeg skal kari {}", "kari tlf {}", "kari tlf{}"]
)
def test_a_masked_number_beside_a_name_is_what_a_number_is_that_nobody_has(form: str) -> None:
    hidden, nobodys = "99887766", "99001122"
    index = index_of(person("p", "Kari Moe", phones=(phone(f"+47{hidden}", Disclosure.TRANSFER_ONLY),)))
    one, other = [index.search(form.format(number)) for number in (hidden, nobodys)]
    assert (one.total, one.hits, one.left_out) == (other.total, other.hits, other.left_out)
    assert hidden not in "".join(one.left_out)


@pytest.fixture
def rare() -> Index:
    return index_of(
        unit("b", "Byggesak"),
        person("margit", "Margit Kaldbakkhaug"),
        person("per", "Per Olav Storskogmoen", unit="b"),
        person("siobhan", "Siobhán McLoughlin"),
        person("kari", "Margrete Lie"),
        person("ola", "Ola Pedersen", keywords=("tegninger", "fortau")),
    )


@pytest.mark.parametrize(
    ("query", "who", "left_out"),
    [
        ("margrete kaldbakkhaug", "margit", ("margrete",)),
        ("margrete kaldbakkh", "margit", ("margrete",)),
        ("kari storskogmoen byggesak", "per", ("kari",)),
        ("siobhan lie loughlin", "siobhan", ("lie",)),
        ("jeg skal snakke med margit storskogmoen takk", "per", ("margit",)),
    ],
)
def test_of_a_rare_name_another_word_may_be_wrong(
    rare: Index, query: str, who: str, left_out: tuple[str, ...]
) -> None:
    results = rare.search(query)
    assert ([hit.ref.id for hit in results.hits], results.left_out) == ([who], left_out)


@pytest.mark.parametrize(
    "query",
    [
        "margit byggesak",  # a given name alone is not enough
        "margrete kald",  # nor so little of a surname
        "byggesak fortau",  # nor a word of something else
        "kaldbakkhaug 4711",  # a number is never left out
        "99887766 margrete kaldbakkhaug",
    ],
)
def test_no_other_word_is_wrong(rare: Index, query: str) -> None:
    assert found(rare, query) == []


def test_a_name_that_many_have_tells_nothing() -> None:
    many = [person(f"p{at}", "Ola Nordlien") for at in range(30)]
    assert found(index_of(*many, person("kari", "Kari Moe")), "kari nordlien") == []
    assert found(index_of(many[0], person("kari", "Kari Moe")), "kari nordlien") == ["p0"]


def test_a_word_that_others_have_is_left_out_where_a_rare_name_tells() -> None:
    index = index_of(person("m", "Margit Kaldbakkhaug"), person("o", "Margrete Vik"))
    results = index.search("Margrete kaldbakkhaug")
    assert [hit.ref.id for hit in results.hits] == ["m"]
    assert results.left_out == ("Margrete",)


def test_what_else_is_said_of_a_number_is_nobodys() -> None:
    index = index_of(
        person("p", "Khalid Moe", phones=(phone("+4723468163"),)),
        person("q", "Kari Slutter", phones=(phone("+4799868163", Disclosure.TRANSFER_ONLY),)),
    )
    results = index.search("nummeret slutter på 68163")
    assert ([hit.ref.id for hit in results.hits], results.left_out) == (["p"], ("slutter",))
    assert found(index, "internt 8163") == ["p"]
    # A masked one is nobody's, whatever else is said.
    assert found(index, "nummeret slutter på 99868163") == []


def test_four_digits_are_the_end_of_a_number_before_they_are_its_beginning() -> None:
    index = index_of(
        person("begins", "Anne Moe", phones=(phone("+4749471234"),)),
        person("extension", "Bodil Moe", phones=(phone("+4723461234", extension="49471"),)),
        person("ends", "Cecilie Moe", phones=(phone("+4723464947"),)),
        person("whole", "Dina Moe", phones=(phone("+4723461235", extension="4947"),)),
    )
    assert found(index, "4947")[:2] == ["whole", "ends"]
    # Of three, too many numbers have them.
    assert found(index, "947")[0] == "ends"
