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
