"""The index as bytes."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import person, phone, unit
from support.finding import found, index_of

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref
from switchboard.search import image
from switchboard.search.index import ImageError, Index
from switchboard.search.store import LENGTHS

QUERIES = ("kari", "k", "ola", "byg", "2346", "61234", "bjoern", "nordman", "arkiv", "sak", "åse", "x@y")


def sample() -> Index:
    return index_of(
        unit("u", "Byggesak", keywords=("nabovarsel",)),
        unit("v", "Arkiv", parent="u"),
        person("a", "Kari Nordmann", unit="u", phones=(phone(extension="61234"),), email="kari@x.no"),
        person("b", "Ola Bjørnstad", unit="v", aliases=("Åse Dahl",)),
    )


def same(one: Index, other: Index) -> None:
    assert len(one) == len(other)
    for query in QUERIES:
        assert one.search(query) == other.search(query), query


def test_an_image_answers_as_what_it_was_made_of() -> None:
    index = sample()
    again = Index.from_image(index.image())
    same(index, again)
    assert again.image() == index.image()


def test_what_the_first_search_needs_comes_with_the_image_and_nothing_else_is_made_of_it() -> None:
    index = sample()
    store = Index.from_image(index.image())._store
    assert store._lengths_bits == {count: index._store.with_length(count) for count in LENGTHS}
    assert store.lexicon.sounds._keys is None, "who is spelled as typed is not looked for by ear"
    assert store.lexicon.sounds.keys == index._store.lexicon.sounds.keys


def test_an_image_can_be_changed_further() -> None:
    index, again = sample(), Index.from_image(sample().image())
    for some in (index, again):
        some.put_person(person("a", "Kari Nordmann", unit="v", phones=(phone("+4755555555"),)))
        some.put_person(person("c", "Ågot Bygdøy"))
        some.put_unit(unit("u", "Plan", parent="v"))
        some.remove(Ref(Kind.PERSON, "b"))
        some.warm()
    same(index, again)
    same(index, Index.from_image(index.image()))
    fresh = index_of(
        unit("u", "Plan", parent="v"),
        unit("v", "Arkiv", parent="u"),
        person("a", "Kari Nordmann", unit="v", phones=(phone("+4755555555"),)),
        person("c", "Ågot Bygdøy"),
    )
    same(index, fresh)


def test_an_image_keeps_nothing_of_whom_it_lost() -> None:
    index = sample()
    index.remove(Ref(Kind.PERSON, "b"))
    data = index.image()
    for secret in ("ola", "Bjørnstad", "bjornstad", "bjørnstad", "Åse Dahl"):
        assert secret.encode() not in data, secret


def test_an_empty_index_has_an_image() -> None:
    empty = Index.build([], [])
    again = Index.from_image(empty.image())
    assert len(again) == 0
    assert found(again, "kari") == []
    again.put_person(person())
    assert found(again, "kari") == ["p1"]


def test_the_country_is_kept() -> None:
    index = index_of(person(phones=(phone("+4533663366"),)), country="DK")
    assert Index.from_image(index.image()).search("3366").hits == index.search("3366").hits


@given(st.data())
def test_a_damaged_image_is_refused(data: st.DataObject) -> None:
    good = sample().image()
    at = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ImageError):
        Index.from_image(bytes(bad))
    with pytest.raises(ImageError):
        Index.from_image(good[:at])


@given(st.binary(max_size=200))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        Index.from_image(data)


def resealed(body: bytes) -> bytes:
    head = image._MAGIC + len(body).to_bytes(4, "little") + zlib.crc32(body).to_bytes(4, "little")
    return head + body


@settings(max_examples=60)
@given(st.data())
def test_a_whole_image_of_something_else_is_refused(data: st.DataObject) -> None:
    body = sample().image()[image._HEAD :]
    start = 4 + int.from_bytes(body[:4], "little")
    cut = data.draw(st.integers(0, start))
    with pytest.raises(ImageError):
        Index.from_image(resealed(body[:cut]))
    with pytest.raises(ImageError):
        Index.from_image(resealed(body.replace(b'"version": ', b'"version": 9', 1)))


def test_another_version_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sample().image()
    monkeypatch.setattr(image, "VERSION", image.VERSION + 1)
    with pytest.raises(ExpectedError) as caught:
        Index.from_image(data)
    assert caught.value.sentence.template == "The stored search index cannot be used."
