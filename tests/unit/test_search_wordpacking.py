"""Callers' words and everyday words, packed: the same as unpacked, and never older than their files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from switchboard.search import wordpacking
from switchboard.search.around import words_around
from switchboard.search.everyday import Everyday
from switchboard.search.spelling import plain
from switchboard.search.vocabulary import Vocabulary
from switchboard.search.wordbook import Wordbook, key_of

LINES = (
    "# comment\n"
    "Lus\thodelus\tlus på skolen\t>Helsestasjon\n"
    "Helsestasjon\thelsesøster\thelsesykepleier\n"
    "Gravstell\tplen\t>Gravplass\n"
)
GROUPS = "# comment\nutøy\tlus\tlopper\nskadedyr\tutøyet\trotter\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words.tsv").write_text(LINES, "utf-8")
    (tmp_path / "groups.tsv").write_text(GROUPS, "utf-8")
    monkeypatch.setattr(wordpacking, "SHIPPED", tmp_path / "words.tsv")
    monkeypatch.setattr(wordpacking, "EVERYDAY", tmp_path / "groups.tsv")
    monkeypatch.setattr(wordpacking, "_PACKED", tmp_path / "words.packed")
    return tmp_path


def answers(book: Wordbook, everyday: Everyday) -> list[object]:
    known = Vocabulary(books=[book], everyday=everyday)
    texts = ("hodelus", "lusene på skolen", "helses", "Helsesøsteren", "skolen har lus", "nei", "utøy")
    return [
        (known.others(text), known.meant(text), known.gist(text), known.label(text), known.alike(text))
        for text in texts
    ]


def test_packed_words_answer_as_others_do(folder: Path) -> None:
    fresh = wordpacking.shipped()
    wordpacking.main()
    assert answers(*wordpacking.shipped()) == answers(*fresh)
    known = Vocabulary(books=[fresh[0]], everyday=fresh[1])
    assert known.others("hodelus") == (
        *("Lus", "Helsestasjon", "helsesøster", "helsesykepleier", "lus på skolen"),
    )
    assert known.alike("utøy") == [["lus", "lopper"]]
    assert known.gist("utøy på skolen")[0].labels[:2] == ("Lus", "Helsestasjon")


def test_words_packed_from_others_are_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wordpacking.main()
    monkeypatch.setattr(wordpacking, "_of_files", lambda *_: "packed again")
    assert isinstance(wordpacking.shipped()[0], Wordbook)
    packed = (folder / "words.packed").read_bytes()
    for damaged in (b"", packed[:40], packed[:-1], b"x" + packed[1:]):
        (folder / "words.packed").write_bytes(damaged)
        assert wordpacking.shipped() == "packed again"
    (folder / "words.packed").write_bytes(packed)
    for file, text in (("words.tsv", LINES), ("groups.tsv", GROUPS)):
        (folder / file).write_text(text.replace("lus", "lusa"), "utf-8")
        assert wordpacking.shipped() == "packed again"
        (folder / file).write_text(text, "utf-8")
    assert isinstance(wordpacking.shipped()[0], Wordbook)


def test_what_is_broader_is_a_topic_of_the_list() -> None:
    concepts, broader = wordpacking._read(wordpacking.SHIPPED.read_text("utf-8"))
    topics = {labels[0] for labels in concepts}
    assert {*broader} | {*broader.values()} <= topics
    for topic in broader:
        above = topic
        for _ in range(9):
            above = broader.get(above, "")
        assert not above, f"{topic} is part of itself"


def given_names() -> set[str]:
    return {
        plain(name.casefold())
        for line in (wordpacking.FOLDER / "given_names.tsv").read_text("utf-8").splitlines()
        # What people are called every day may be a word of everything: "mange" is many, and Magnus.
        if not line.startswith("#") and ":" not in line
        for name in line.split()
    }


def test_the_list_has_no_names_and_no_word_of_everything() -> None:
    concepts, _ = wordpacking._read(wordpacking.SHIPPED.read_text("utf-8"))
    assert len({labels[0].casefold() for labels in concepts}) == len(concepts)
    said = Counter(key for labels in concepts for key in {key_of(label) for label in labels})
    assert not [key for key, topics in said.items() if topics > 3]
    assert not {*said} & given_names()


def test_everyday_words_are_single_words_no_names_and_no_talk() -> None:
    groups = wordpacking._read_groups(wordpacking.EVERYDAY.read_text("utf-8"))
    assert len(groups) > 5000
    said = {word for group in groups for word in group}
    assert all(word.isalpha() and word.isascii() and len(word) > 2 for word in said)
    assert not said & given_names()
    assert not said & words_around()
    assert all(2 <= len(group) <= 16 for group in groups)
