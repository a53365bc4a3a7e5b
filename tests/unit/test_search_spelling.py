"""Folding, sounds and offsets."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import person, unit
from support.finding import found, index_of

from switchboard.search.explain import _tokens_of
from switchboard.search.index import Index
from switchboard.search.patterns import pattern
from switchboard.search.query import parse
from switchboard.search.sounds import _SHIPPED, Ear, NamesError, sound
from switchboard.search.spelling import (
    TOKEN,
    behind_apostrophe,
    covered,
    nordic,
    plain,
    sort_key,
    spans,
    tokens,
    within,
    word,
    words_in,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anne-Lise Moe", ["anne", "lise", "moe"]),
        ("O'Brien, D’Angelo", ["obrien", "dangelo"]),
        ("plan_og_bygg/2", ["plan", "og", "bygg", "2"]),
        ("A\u030ase", ["åse"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("தமிழ் محمد", ["தமிழ்", "محمد"]),
        ("😀 … -", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word(token) for token in tokens(text)] == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("Åse", "Aase", "Ase"),
        ("Bjørn", "Bjoern", "Björn", "Bjorn"),
        ("Bærum", "Baerum", "Bärum", "Berum"),
        ("Müller", "Mueller", "Muller"),
        ("Łukasz", "Lukasz"),
        ("Guðrún", "Gudrun"),
        ("Þórdís", "Thordis"),
        ("Nguyễn", "Nguyen"),
        ("Đặng", "Dang"),
    ],
)
def test_spellings_that_fold_together(spellings: tuple[str, ...]) -> None:
    forms = [word(spelling) for spelling in spellings]
    for left in forms:
        for right in forms:
            assert nordic(left) == nordic(right) or plain(left) == plain(right), (left, right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Christian", "Kristian"),
        ("Thor", "Tor"),
        ("Wiik", "Vik"),
        ("Hjalmar", "Jalmar"),
        ("Gjertrud", "Jertrud"),
        ("Kjell", "Tjell"),
        ("Skjold", "Sjold"),
        ("Qvale", "Kvale"),
        ("Axel", "Aksel"),
        ("Strand", "Stran"),
        ("Vold", "Vol"),
        ("Hansson", "Hansen"),
        ("Hanssen", "Hansen"),
        ("Pettersson", "Petterson"),
        ("Haakon", "Håkon"),
        ("Øystein", "Eistein"),
        ("Sophie", "Sofie"),
        ("Mohammed", "Muhammad"),
        ("Schmidt", "Smit"),
        ("Dahl", "Dal"),
        ("Sarah", "Sara"),
        ("Kirsti", "Kjersti"),
        ("Solveig", "Solvei"),
        ("Katja", "Katia"),
        ("Solvøyg", "Solveig"),
        ("Jónsdóttir", "Jonsdatter"),
        ("Sigurðardóttir", "Sigurdardotter"),
        ("Guðmundur", "Gudmund"),
        ("Čuovvi", "Tsjuovvi"),
        ("Máret", "Marit"),
        ("Cabdi", "Abdi"),
        ("Thi", "Ti"),
        ("Oleksandra", "Alexandra"),
    ],
)
def test_sounds_alike(one: str, other: str) -> None:
    assert sound(word(one)) == sound(word(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Hansen", "Jensen"), ("Kari", "Kåre"), ("Lise", "Lasse"), ("Bo", "Bu")]
)
def test_does_not_sound_alike(one: str, other: str) -> None:
    assert sound(word(one)) != sound(word(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyj", "Selenski"),
        ("Kowalczyk", "Kovalsjyk"),
        ("Kareem", "Karim"),
        ("Mahmoud", "Mahmud"),
        ("Shevchenko", "Sjevtsjenko"),
        ("Wiśniewski", "Visnievski"),
        ("Hussain", "Hosein"),
        ("Grzegorz", "Gsjegorz"),
    ],
)
def test_sounds_alike_from_abroad(one: str, other: str) -> None:
    ear = Ear.standard()
    assert set(ear.sounds(word(one))) & set(ear.sounds(word(other)))


def test_a_municipality_adds_its_own_names(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("# ours\nSnefrid\tSnøfrid\nkari\tkarianne # one of ours\n\n", "utf-8")
    ear = Ear.with_file(path)
    assert ear.sound("snefrid") == ear.sound("snøfrid")
    assert ear.sound("christian") == ear.sound("kristjan")
    assert ear.checksum != Ear.standard().checksum


@pytest.mark.parametrize(
    "text",
    ["kari\n", "kari 4711\n", "kari\tola, per\n", "kari:\n", ": kalle\n", "kari ola: kalle\n"],
)
def test_lines_that_are_no_names_are_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("per\tpeer\n" + text, "utf-8")
    with pytest.raises(NamesError) as caught:
        Ear.with_file(path)
    assert "Line" in caught.value.sentence.template
    with pytest.raises(NamesError):
        Ear.with_file(tmp_path / "none.tsv")


def test_a_municipality_adds_what_people_are_called(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("snefrid: Snefa Snelle\nSignhild:snelle\n", "utf-8")
    people = [person("s", "Snøfrid Moe"), person("n", "Snefrid Dahl"), person("h", "Signhild Moe")]
    index = Index.build(people, [], ear=Ear.with_file(path))
    assert found(index, "snelle dahl") == ["n"]
    assert found(index, "snelle moe") == ["h"]
    assert found(index, "snefa") == ["n"]


def test_every_given_name_stands_in_one_group() -> None:
    lines = _SHIPPED.read_text("utf-8").splitlines()
    names = [name for line in lines if not line.startswith("#") and ":" not in line for name in line.split()]
    called = [line.replace(":", "").split() for line in lines if not line.startswith("#") and ":" in line]
    assert len(names) == len(set(names))
    assert len(called) == len({name for name, *_ in called})
    assert all(name not in forms and len(forms) == len(set(forms)) for name, *forms in called)
    assert all(plain(word(name)) == name and name.isalpha() for some in called for name in some)
    assert all(plain(word(name)) == name for name in names)


@pytest.mark.parametrize(
    ("token", "target", "end"),
    [
        ("Åse", "a", 1),
        ("Åse", "as", 2),
        ("Åse", "ase", 3),
        ("A\u030ase", "a", 2),
        ("Bjørn", "bjor", 4),
        ("O'Brien", "ob", 3),
    ],
)
def test_what_a_fold_covers(token: str, target: str, end: int) -> None:
    assert covered(token, target, nordic) == end


@pytest.mark.parametrize(
    ("token", "target", "where"),
    [
        ("parkeringstillatelse", "tillatelse", (10, 20)),
        ("Bærekraft", "kraft", (4, 9)),
        ("Særåsen", "asen", (3, 7)),
        ("kort", "langt", (0, 4)),
    ],
)
def test_where_a_part_lies(token: str, target: str, where: tuple[int, int]) -> None:
    assert within(token, target) == where


def test_names_are_ordered_as_in_a_norwegian_directory() -> None:
    names = ["Åse", "Zara", "Øyvind", "Ærlig", "Anna", "anne", "Bo"]
    assert sorted(names, key=sort_key) == ["Anna", "anne", "Bo", "Zara", "Ærlig", "Øyvind", "Åse"]
    assert sort_key("Anne-Lise  Moe") == sort_key("anne lise moe") == "anne lise moe"


@given(st.text(max_size=40))
def test_folding_takes_any_text(text: str) -> None:
    for token, start, end in spans(text):
        assert text[start:end] == token
        form = word(token)
        assert form == word(unicodedata.normalize("NFC", form)) or not form.isascii()
        for fold in (plain, nordic):
            assert fold(plain(form)) is not None
            assert 1 <= covered(token, fold(form), fold) <= len(token)
        low, high = within(token, plain(form)[1:3] or "x")
        assert 0 <= low < high <= len(token)
        sound(form)


def test_an_initial_is_no_other_word_of_the_query() -> None:
    index = index_of(
        unit("u", "Elvevang barnehage"),
        person("emma", "Emma Eriksen", unit="u"),
        person("elv", "Eva Elvevangen", unit="u"),
    )
    assert found(index, "e e elvevang")[0] == "emma"


def test_a_whole_name_but_for_accents_comes_before_part_of_one() -> None:
    index = index_of(person("long", "Jose Garcia-Ramos"), person("jose", "José García"))
    assert found(index, "jose garcia") == ["jose", "long"]
    # The digraph is another letter, not another accent.
    index = index_of(person("anne", "Anne Berit Mo"), person("moe", "Anne Moe"))
    assert found(index, "anne mo") == ["anne", "moe"]


def test_a_slip_across_a_particle() -> None:
    index = index_of(person("ali", "Ali Al-Tamimi"), person("other", "Ali Hansen"))
    assert found(index, "ali alt-amiim") == ["ali"]


def test_pairs_of_a_name_with_a_slip() -> None:
    index = index_of(person("a", "Mohammed Ali"), person("b", "Mohamed Ali"))
    assert found(index, "mohamid ali") == ["b", "a"]


_PIECES = st.sampled_from(
    ["Åse", "hansen", " ", "  ", "-", "'", "_", "ǅ", "½", "e\u0301", "\t", "४", "x" * 70, "İ"]
)


@given(st.text() | st.lists(_PIECES).map("".join))
def test_texts_of_letters_and_blanks_have_the_words_of_any_text(text: str) -> None:
    written = [(token, word(token), start) for token, start, _ in spans(text)]
    found = _tokens_of(text)
    assert found[: len(written)] == written
    # The names behind particles come after them.
    behind = [(token[at:], start + at) for token, start, _ in spans(text) if (at := behind_apostrophe(token))]
    assert [(token, start) for token, _, start in found[len(written) :]] == behind


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("O'Brien", ["obrien", "brien"]),
        ("d’Aubert", ["daubert", "aubert"]),
        ("L'Abée", ["labée", "abée"]),
        # No particle has three letters, and no name one.
        ("Ali's", ["alis"]),
        ("O'B", ["ob"]),
        ("rock'n'roll", ["rocknroll"]),
        ("Brien", ["brien"]),
    ],
)
def test_a_name_is_found_without_its_particle(token: str, words: list[str]) -> None:
    assert words_in(token) == words


@given(
    st.text(st.sampled_from("abzæøåéÄßİı²३ſ ʼ'_-@+(0)1\u0301\u0e34\u3000"), max_size=12)
    | st.text(max_size=12)
)
def test_simple_texts_are_taken_apart_as_the_pattern_does(text: str) -> None:
    assert tokens(text) == pattern(TOKEN).findall(text)
    if text.replace(" ", "").isalpha():
        fragments = parse(text)
        assert fragments is not None
        # What is said behind a point is taken apart by the pattern.
        assert fragments == parse(text + " .")
