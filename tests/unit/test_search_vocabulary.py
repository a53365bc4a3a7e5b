"""A SKOS vocabulary: what means the same, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from switchboard.domain.model import Kind, Ref
from switchboard.search.expansion import search_with
from switchboard.search.results import Field, Hit, How, Match, Results
from switchboard.search.vocabulary import Vocabulary, VocabularyError

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
)


def read(folder: Path, body: str, *, raw: bool = False) -> Vocabulary:
    path = folder / "words.rdf"
    path.write_text(body if raw else f"{HEAD}{body}</rdf:RDF>", encoding="utf-8")
    return Vocabulary.read(path)


CONCEPT = """
<skos:Concept rdf:about="#a"><skos:prefLabel xml:lang="nb">Byggesak</skos:prefLabel>
<skos:hiddenLabel>Bruksendring </skos:hiddenLabel><skos:altLabel>Bygge  søknad</skos:altLabel>
<skos:prefLabel xml:lang="nn">Byggjesak</skos:prefLabel></skos:Concept>
"""


def test_preferred_labels_come_first(tmp_path: Path) -> None:
    known = read(tmp_path, CONCEPT)
    assert len(known) == 1
    assert known.others("bruksendring") == ("Byggesak", "Byggjesak", "Bygge søknad")
    assert known.others(" BYGGE søknad") == ("Byggesak", "Byggjesak", "Bruksendring")
    assert known.others("ukjent") == ()
    assert known.synonyms["byggjesak"] == ("Byggesak", "Bygge søknad", "Bruksendring")


def test_a_word_of_two_concepts_and_a_concept_in_two_places(tmp_path: Path) -> None:
    known = read(
        tmp_path,
        CONCEPT
        + '<skos:Concept rdf:about="#b"><skos:prefLabel>Plan</skos:prefLabel></skos:Concept>'
        + '<rdf:Description rdf:about="#b"><skos:altLabel>byggesak</skos:altLabel></rdf:Description>',
    )
    assert known.others("Byggesak") == ("Byggjesak", "Bygge søknad", "Bruksendring", "Plan")
    assert known.others("plan") == ("byggesak",)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<",
        "not xml at all",
        f"{HEAD}</rdf:RDF>",
        f'{HEAD}<skos:Concept rdf:about="#a"><skos:prefLabel>alone</skos:prefLabel></skos:Concept></rdf:RDF>',
        f"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>{HEAD}{CONCEPT}</rdf:RDF>",
        f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{HEAD}{CONCEPT}</rdf:RDF>",
        "<html><prefLabel>x</prefLabel></html>",
        f"{HEAD}<skos:prefLabel>nobody's</skos:prefLabel></rdf:RDF>",
    ],
)
def test_what_is_no_vocabulary_is_a_sentence(tmp_path: Path, body: str) -> None:
    with pytest.raises(VocabularyError):
        read(tmp_path, body, raw=True)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError):
        Vocabulary.read(tmp_path / "none.rdf")


def test_labels_of_unreasonable_length_are_passed_over(tmp_path: Path) -> None:
    known = read(tmp_path, CONCEPT.replace("Byggjesak", "x" * 5000))
    assert known.others("bruksendring") == ("Byggesak", "Bygge søknad")


class FakeIndex:
    """Finds who is listed under exactly the query."""

    def __init__(self, **found: list[str]) -> None:
        self._found = {query.replace("_", " "): ids for query, ids in found.items()}

    def search(self, query: str, *, limit: int = 50) -> Results:
        ids = self._found.get(query.casefold(), [])
        hits = tuple(
            Hit(Ref(Kind.PERSON, one), (Match(Field.KEYWORD, How.EXACT, query, ()),)) for one in ids[:limit]
        )
        return Results(query, len(ids), hits)


def test_synonyms_follow_what_the_query_itself_finds(tmp_path: Path) -> None:
    index = FakeIndex(bruksendring=["b"], byggesak=["a", "b"], byggesak_hansen=["h"])
    known = read(tmp_path, CONCEPT)
    answer = search_with(index, "bruksendring", known)
    assert answer.total == 2
    assert [(hit.ref.id, hit.matched[0].how) for hit in answer.hits] == [("b", How.EXACT), ("a", How.SYNONYM)]
    assert [hit.ref.id for hit in search_with(index, "bruksendring hansen", known).hits] == ["h"]
    assert search_with(index, "bruksendring", known, limit=1).hits == answer.hits[:1]
    assert search_with(index, "", known).total == 0
