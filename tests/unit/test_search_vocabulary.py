"""A SKOS vocabulary: what means the same, and files that are none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import thread_time

import pytest

from switchboard.search import skos
from switchboard.search.skos import VocabularyError
from switchboard.search.vocabulary import Meant, Vocabulary

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
)


def read(folder: Path, body: str, *, raw: bool = False) -> Vocabulary:
    path = folder / "words.rdf"
    path.write_text(body if raw else f"{HEAD}{body}</rdf:RDF>", encoding="utf-8")
    return skos.read(path)


CONCEPT = """
<skos:Concept rdf:about="#a"><skos:prefLabel xml:lang="nb">Byggesak</skos:prefLabel>
<skos:hiddenLabel>Bruksendring </skos:hiddenLabel><skos:altLabel>Bygge  søknad</skos:altLabel>
<skos:prefLabel xml:lang="nn">Byggjesak</skos:prefLabel></skos:Concept>
"""


def test_no_label_has_a_word_that_its_book_does_not_know() -> None:
    (book,) = Vocabulary.shipped()._books
    assert all(book.has_words({}, key) for key in book.all_keys())
    assert book.has_words({}, "soke byggetillatelsen")
    assert not book.has_words({}, "soke xyzzyq")
    assert not book.has_words({}, "xyzzyq")


def test_preferred_labels_come_first(tmp_path: Path) -> None:
    known = read(tmp_path, CONCEPT)
    assert len(known) == 1
    assert known.others("bruksendring") == ("Byggesak", "Byggjesak", "Bygge søknad")
    assert known.others(" BYGGE søknad") == ("Byggesak", "Byggjesak", "Bruksendring")
    assert known.others("ukjent") == ()
    assert [*known.keys()] == ["bruksendring", "bygge soknad", "byggesak", "byggjesak"]
    assert known.others("byggjesak") == ("Byggesak", "Bygge søknad", "Bruksendring")


def test_a_word_of_two_concepts_and_a_concept_in_two_places(tmp_path: Path) -> None:
    known = read(
        tmp_path,
        CONCEPT
        + '<skos:Concept rdf:about="#b"><skos:prefLabel>Plan</skos:prefLabel></skos:Concept>'
        + '<rdf:Description rdf:about="#b"><skos:altLabel>byggesak</skos:altLabel></rdf:Description>',
    )
    assert known.others("Byggesak") == ("Plan", "Byggjesak", "Bygge søknad", "Bruksendring")
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
        skos.read(tmp_path / "none.rdf")


def test_labels_of_unreasonable_length_are_passed_over(tmp_path: Path) -> None:
    known = read(tmp_path, CONCEPT.replace("Byggjesak", "x" * 5000))
    assert known.others("bruksendring") == ("Byggesak", "Bygge søknad")


def test_what_may_not_be_read_is_refused_at_once(tmp_path: Path) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 40))
    endless = "<a>" * 1_000_000
    one_token = "<a b='" + "x" * (skos.LARGEST - 1_000)
    for body in (
        f"<!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}]>{HEAD}<skos:Concept>&l39;</skos:Concept></rdf:RDF>",
        f"<!DOCTYPE x [<!ENTITY % d SYSTEM 'http://127.0.0.1/x.dtd'> %d;]>{HEAD}{CONCEPT}</rdf:RDF>",
        endless,
        one_token,
    ):
        spent = thread_time()
        with pytest.raises(VocabularyError):
            read(tmp_path, body, raw=True)
        assert thread_time() - spent < 5, "seconds of CPU; quadratic time would be minutes"
    with pytest.raises(VocabularyError, match="too large"):
        read(tmp_path, " " * (skos.LARGEST + 1), raw=True)


def test_a_document_type_alone_is_no_harm_and_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text("<!ENTITY a 'b'>", encoding="utf-8")
    known = read(tmp_path, f"<!DOCTYPE x SYSTEM '{tmp_path}/x.dtd'>{HEAD}{CONCEPT}</rdf:RDF>", raw=True)
    assert known.others("bruksendring")


def test_a_topic_is_called_what_the_directorys_own_language_calls_it(tmp_path: Path) -> None:
    known = read(
        tmp_path,
        '<skos:Concept><skos:prefLabel xml:lang="en">Building cases</skos:prefLabel>'
        '<skos:prefLabel xml:lang="sv">Bygglov</skos:prefLabel>'
        '<skos:prefLabel xml:lang="nb-NO">Byggesak</skos:prefLabel></skos:Concept>',
    )
    assert known.others("x") == ()
    assert known.meant("building cases")[0].labels == ("Byggesak", "Bygglov", "Building cases")


def test_accents_are_no_obstacle() -> None:
    known = Vocabulary([("Renovasjon", "Søppel", "soppel")])
    assert known.others("soppel") == known.others("SØPPEL") == ("Renovasjon",)
    assert known.label("søppel ") == "Søppel"
    assert known.label("søpp") is None
    assert known.meant("sopp") == (Meant("Søppel", ("Renovasjon", "Søppel", "soppel"), whole=False),)
    assert known.meant("soppel")[0].whole
    assert known.meant("sop") == known.meant("") == known.meant("?!") == ()


def test_a_word_that_says_a_topic_is_no_mere_beginning_of_a_phrase() -> None:
    shipped = Vocabulary.shipped()
    assert [topic.said for topic in shipped.meant("boss")] == ["boss", "bossanlegg", "bossavgift"]
    assert "boss not paying me" in [topic.said for topic in shipped.meant("boss not")]
    assert "kindergarten" in [topic.said for topic in shipped.meant("kindergar")]
    assert [topic.said for topic in shipped.meant("garasje")][:2] == [
        "Garasje og uthus",
        "garasje om til stue",
    ]


def test_two_vocabularies_are_one_the_first_words_first() -> None:
    known = Vocabulary([("Bygg", "garasje")]).followed_by(Vocabulary([("Bil", "garasje"), ("Bygg", "hytte")]))
    assert known.others("garasje") == ("Bygg", "Bil")
    assert known.others("bygg") == ("garasje", "hytte")


def test_the_shipped_words_are_in_order() -> None:
    known = Vocabulary.shipped()
    assert len(known) > 100
    assert known.meant("bruksendring")[0].labels[0] == "Byggesak"
    assert known.others("hjemmehjelp")[0] == "Praktisk bistand"
    for labels in map(known.others, known.keys()):
        assert all(label == " ".join(label.split()) and label for label in labels)


def test_no_xml_parser_is_loaded_before_somebody_has_a_file_for_it() -> None:
    program = (
        "import sys, switchboard.desk.office\n"
        "from switchboard.desk.hearing import Hearing\n"
        "Hearing().words(print)\n"
        "sys.exit(any('expat' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_label_may_be_inflected() -> None:
    known = Vocabulary(
        [("Byggesak", "bruksendring", "påbygg"), ("Støtte", "rullestol", "rullestoler"), ("A", "val")]
    )
    assert known.others("bruksendringer") == ("Byggesak", "bruksendring", "påbygg")
    assert known.meant("Påbyggene") == (Meant("påbygg", ("Byggesak", "bruksendring", "påbygg"), whole=True),)
    assert known.meant("rullestolen")[0].labels[0] == "Støtte"
    assert known.others("rullestoler") == ("Støtte", "rullestol")
    assert known.label("bruksendringer") is None, "what is counted was said as it is listed"
    assert known.others("vals") == known.others("bruksendring i dag") == ()


@pytest.mark.parametrize("query", ["parking fine", "building permits", "my streets", "old house"])
def test_english_singular_and_plural_are_one(query: str) -> None:
    labels = ("parking fines", "building permit", "my street", "old houses")
    vocabulary = Vocabulary([("Parkering", label) for label in labels])
    assert vocabulary.others(query)[:1] == ("Parkering",)
