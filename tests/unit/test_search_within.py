"""Names within talk: "er kari moe der?", "eh kirstin hanson or so"."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture
def town() -> Index:
    index = index_of(
        unit("b", "Byggesak"),
        unit("e", "Ergoterapi"),
        unit("d", "Derma", keywords=("ferie", "lar", "klarspråk")),
        person("kari", "Kari Moe", unit="e"),
        person("kari2", "Karin Moen", unit="d", title="Tilsyn og takst", keywords=("ringerunde", "barn")),
        person("lars", "Lars Johansson", unit="b"),
        person("lars2", "Lars Johansen", unit="d", keywords=("ferie",)),
        person("dersim", "Kari Moe Dersim", unit="b"),
        person("may", "May Hansen", unit="b"),
        person("stranger", "Stine Hansen", unit="d"),
        person("thale", "Thale Bjørnstad", unit="b"),
        person("only", "Tale Bjørnstad", unit="d"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    "query",
    [
        "er lars johansson der?",
        "er lars johansson her",
        "is lars johansson in",
        "lars johansson takk",
        "lars johansson ba meg ringe",
        "eh lars johansson eller noe sånt",
        "i'm looking for lars johansson",
        "jeg vil gerne tale med lars johansson",
        "lars johansson ringte meg i går",
        "lars johansson ledig",
        "er lars johansson tilbake fra ferie",
        "nummeret til lars johansson klokka 10",
        "goddag er lars johansson inne i dag",
    ],
)
def test_a_whole_name_is_found_whatever_is_said_around_it(town: Index, query: str) -> None:
    assert found(town, query)[0] == "lars"


@pytest.mark.parametrize("query", ["eh kaari moe or so", "hei er karri moe der"])
def test_so_is_one_that_was_misheard(town: Index, query: str) -> None:
    assert found(town, query)[0] in ("kari", "dersim")


def test_talk_that_begins_a_name_or_is_one_counts_first(town: Index) -> None:
    assert found(town, "kari moe der")[:2] == ["dersim", "kari"]
    assert found(town, "kan jeg snakke med may hansen")[0] == "may"
    assert found(town, "tale bjørnstad")[0] == "only"


def test_one_letter_of_what_comes_next_hides_nobody(town: Index) -> None:
    for typed in ("lars johansson b", "lars johansson x", "lars johansson s"):
        assert found(town, typed)[0] == "lars"


def test_who_has_all_words_comes_before_a_whole_name_that_has_not(town: Index) -> None:
    hits = found(town, "lars johansson med ferie i derma")
    assert hits[0] == "lars2"
    assert "lars" in hits[:10]


@pytest.mark.parametrize(
    "query",
    ["kari moe ledig", "er kari moe der", "lars johansson ferie tilbake", "may hansen byggesak til stede?"],
)
def test_nobody_is_two_hits(town: Index, query: str) -> None:
    answer = town.search(query)
    refs = [hit.ref for hit in answer.hits]
    assert len(refs) == len(set(refs)) == answer.total


@pytest.fixture
def places() -> Index:
    index = index_of(
        unit("dal", "Øvre Dal skole"),
        unit("nedre", "Nedre Dal skole"),
        unit("tangen", "Renhold Tangen"),
        unit("fagerli", "Renhold Fagerli"),
        unit("fysio", "Fysio- og ergoterapitjenesten", keywords=("fysioterapi",)),
        unit("b", "Byggesak"),
        person("gro", "Gro Granvold", unit="dal"),
        person("njal", "Njål Lewandowski", unit="tangen"),
        person("torgeir", "Torgeir Støylen", unit="fysio", title="Ledende fysioterapeut"),
        person("other", "Torgeir Moe", unit="b", title="Saksbehandler"),
        person("ola", "Ola Hansen", unit="b", title="Konsulent"),
        person("olga", "Ola Moe", unit="fysio", title="Saksbehandler"),
        person("hansen", "Per Hansen", unit="tangen"),
        person("ailo", "Ailo Gaup", unit="b"),
        *[person(f"p{at}", "Kjell Lewandowski", unit="fagerli") for at in range(30)],
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "who", "left_out"),
    [
        ("lewandowski renhold tangen hvis jeg husker riktig", "njal", ("hvis", "husker", "riktig")),
        (
            "jeg husker helt riktig at renhold tangen hadde en lewandowski",
            "njal",
            ("husker", "helt", "riktig"),
        ),
        ("mannen min har time hos fysioterapeuten torgeir", "torgeir", ("time",)),
        ("fysioterapeut torgeir qwertyu", "torgeir", ("qwertyu",)),
        ("han ailo med xyzzyq", "ailo", ("xyzzyq",)),
    ],
)
def test_a_name_beside_where_they_work_or_what_they_are_says_enough(
    places: Index, query: str, who: str, left_out: tuple[str, ...]
) -> None:
    results = places.search(query)
    assert (results.hits[0].ref.id, results.left_out) == (who, left_out)


def test_a_slip_in_a_name_beside_where_they_work_is_no_errand(places: Index) -> None:
    assert found(places, "granwold øvre dal skole")[0] == "gro"
    assert found(places, "granwold dal")[0] == "gro"


@pytest.mark.parametrize(
    "query", ["saksbehandler ola hansen", "min saksbehandler er ola hansen", "ola hansen renhold tangen"]
)
def test_whose_whole_name_it_is_comes_before_whoever_has_a_part_of_it_and_the_rest(
    places: Index, query: str
) -> None:
    assert found(places, query)[0] == "ola"


@pytest.mark.parametrize("query", ["han ailo med x4711", "han ailo med 99887766", "xyzzyq qwertyu zzz"])
def test_a_number_is_never_left_out_and_nonsense_is_nobody(places: Index, query: str) -> None:
    assert found(places, query) == []


@pytest.fixture
def one() -> Index:
    index = index_of(
        unit("b", "Byggesak", keywords=("ledig stilling",)),
        unit("l", "Legevakten", keywords=("lar",)),
        person("hansen", "Per Hansen", unit="l"),
        person("vacant", "Ola Hansen", unit="b"),
        person("groot", "Ida Groot", title="Lærer"),
        person("grott", "Ida Grott", title="Saksbehandler"),
        person("kari", "Kari Moe", keywords=("innemiljø",)),
        person("anne", "Kari Anne Moe"),
        person("erik", "Erik Jensen-Hagen", unit="l", description="Tar imot foreldre derfra"),
        person("lege", "Nils Lege", unit="b"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("er hansen der?", {"hansen", "vacant"}),
        ("er hansen inne", {"hansen", "vacant"}),
        ("er hansen til stede", {"hansen", "vacant"}),
        ("hansen ikke", {"hansen", "vacant"}),
        ("hansen har ringt meg", {"hansen", "vacant"}),
        ("jeg har et møte med hansen klokka 10", {"hansen", "vacant"}),
        ("i have an appointment with hansen", {"hansen", "vacant"}),
        ("er kari inne", {"kari", "anne"}),
    ],
)
def test_one_name_alone_is_found_whatever_is_said_around_it(one: Index, query: str, first: set[str]) -> None:
    assert set(found(one, query)[: len(first)]) == first


def test_who_has_what_is_asked_comes_first_and_hides_nobody_of_the_name(one: Index) -> None:
    assert found(one, "er hansen ledig")[:2] == ["vacant", "hansen"]


def test_a_wrong_title_hides_nobody_of_the_name(one: Index) -> None:
    # A name is misspelled as easily as a title is wrong.
    assert found(one, "saksbehandler groot")[:2] == ["grott", "groot"]
    assert found(one, "saksbehandleren min heter groot")[:2] == ["grott", "groot"]
    assert found(one, "lærer groot") == ["groot"]


def test_a_word_that_callers_use_is_no_name_within_talk(one: Index) -> None:
    assert found(one, "jeg trenger en lege nå")[0] != "lege"


def test_where_nobody_has_any_word_as_spelled_a_long_one_may_be_like_a_rare_name() -> None:
    index = index_of(
        person("h", "Hugh Featherstone"),
        person("j", "Hjunn Lie"),
        *[person(f"a{n}", "Anne Olsen") for n in range(30)],
    )
    results = index.search("hju feterston")
    assert [hit.ref.id for hit in results.hits] == ["h"]
    assert results.left_out == ("hju",)
    # Too many are called so, or one word is somebody's as it is spelled, or there is a number.
    for query in ("hju olssen", "anne feterston", "hju feterston 9988"):
        assert not index.search(query).hits


def test_talk_that_is_part_of_somebodys_name_puts_them_first() -> None:
    index = index_of(
        person("k", "Kristian Henriksen", aliases=("Vriis",)),
        person("h", "Hendrik de Vries"),
        person("o", "Ole Vries"),
    )
    assert found(index, "henrik de vris")[0] == "h"
