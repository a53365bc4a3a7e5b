"""What is pasted takes no longer than what is typed."""

from __future__ import annotations

import pytest
from support.builders import person
from support.finding import found, index_of

from switchboard.search.query import MAX_FRAGMENTS, MOST_SAID, parse
from switchboard.search.spelling import MAX_WORD, plain
from switchboard.search.stages import Stages

_NAMES = ("kari", "nordmann", "anne", "berg", "per", "hansen", "ola", "lie", "eva", "moe", "jon", "dahl")


def test_of_a_ligature_no_more_letters_are_taken_than_a_word_has() -> None:
    assert len(plain("ﷺ" * 37)) == 2 * MAX_WORD
    assert plain("æ" * MAX_WORD) == "ae" * MAX_WORD
    assert plain("ệ" * MAX_WORD) == "e" * MAX_WORD


def test_nobody_is_looked_for_who_has_a_whole_paste_by_slips(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    wide = Stages.wide

    def counted(self: Stages, fragments, levels):  # type: ignore[no-untyped-def]
        asked.append(len(fragments))
        return wide(self, fragments, levels)

    monkeypatch.setattr(Stages, "wide", counted)
    index = index_of(*(person(f"p{at}", f"{name} Bakke") for at, name in enumerate(_NAMES)))
    for query in (" ".join(_NAMES), " ".join(f"{name}xq" for name in _NAMES), "-".join(_NAMES)):
        fragments = parse(query)
        assert fragments is not None
        assert MOST_SAID < len(fragments) <= MAX_FRAGMENTS
        found(index, query)
    assert max(asked, default=0) <= MOST_SAID


def test_whoever_has_a_whole_paste_as_it_is_spelled_is_found() -> None:
    line = " ".join((*_NAMES, "rådhuset"))
    index = index_of(person("1", "Kari Nordmann", description=line), person("2", "Kari Moe"))
    assert found(index, line) == ["1"]


def test_of_a_paste_the_words_that_somebody_has_tell() -> None:
    index = index_of(person("1", "Kari Nordmann", title="Rørlegger"), person("2", "Per Moe"))
    nobodys = " ".join(f"xq{name}zw" for name in _NAMES[:9])
    assert found(index, f"{nobodys} kari nordmann rørlegger") == ["1"]


def test_of_a_paste_the_words_that_somebody_has_are_asked_for_as_they_are_spelled() -> None:
    index = index_of(*(person(f"p{at}", f"{name} Bakke") for at, name in enumerate(_NAMES)))
    nobodys = " ".join(f"xq{name}zw" for name in _NAMES[:5])
    found(index, f"{nobodys} {' '.join(_NAMES[:5])}")
    assert not index._stages._wide
    assert not index._stages._far
    # What is typed is no paste.
    found(index, " ".join(_NAMES[:5]))
    assert index._stages._wide


def test_of_a_paste_what_is_asked_of_somebody_is_asked_of_nobody_with_so_many_names() -> None:
    index = index_of(*(person(f"p{at}", f"{name} Bakke") for at, name in enumerate(_NAMES)))
    found(index, f"kontor {' '.join(_NAMES[:7])} ledig")
    assert not index._stages._far


def test_a_word_of_ligatures_that_are_words_is_nobodys() -> None:
    assert [one.form for one in parse("ﷺ" * 37) or ()] == ["\uffff"]
    assert [one.form for one in parse("åse ﷺ") or ()] == ["åse", "ﷺ"]
