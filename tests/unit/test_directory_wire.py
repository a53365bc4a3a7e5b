"""The wire: what follows the contract survives a round trip; what does not is named, never quoted."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import strategies

from switchboard.directory.own import read_brief, read_service, read_sign
from switchboard.directory.whole import read_whole
from switchboard.directory.wire import (
    WireError,
    decode,
    decode_message,
    encode,
    encode_message,
    reference,
)
from switchboard.domain.brief import brief_of_person, brief_of_unit
from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    Alternate,
    Disclosure,
    Kind,
    Message,
    Name,
    Person,
    Phone,
    Protection,
    Ref,
    Service,
    Tombstone,
    Unit,
)

PERSON: dict[str, Any] = {
    "type": "person",
    "id": "p1",
    "updated": "2026-11-24T08:00:00+01:00",
    "name": {"given": "Åse", "surname": "Sæther"},
    "phones": [{"number": "+4723461234", "features": ["voice"], "pref": 1, "disclosure": "public"}],
    "workHours": "Mo-Fr 08:00-16:00",
}


LATER = datetime(2027, 1, 1, tzinfo=UTC)


def wire(**changes: Any) -> bytes:
    return json.dumps({**PERSON, **changes}).encode()


@given(strategies.objects)
def test_every_object_survives_a_round_trip(item: Any) -> None:
    assert decode(encode(item)) == item


@given(strategies.objects)
def test_what_we_wrote_is_read_back_as_it_would_be_decoded(item: Any) -> None:
    read = read_whole if isinstance(item, Person | Unit) else read_sign
    assert read(encode(item)) == decode(encode(item)) == item


def brief_of(item: Any) -> Any:
    return brief_of_person(item) if isinstance(item, Person) else brief_of_unit(item)


@given(strategies.persons | strategies.units)
def test_a_brief_is_read_out_of_what_we_wrote(item: Any) -> None:
    assert read_brief(encode(item)) == brief_of(item)


KEYS = ("name", "title", "unit", "parent", "workHours", "phoneHours", "protection", "validUntil")
HOSTILE = "".join(f',"{key}":"x"' for key in KEYS)
ALTERNATES = (Alternate(person="p", topic=HOSTILE), Alternate(unit="u", topic=HOSTILE))


@pytest.mark.parametrize("text", [HOSTILE, "\\" + HOSTILE, HOSTILE + "\\", '"', "\\", 'a\\"b', "{", '"},{"'])
def test_no_text_is_taken_for_a_field_of_a_brief(text: str) -> None:
    number = Phone("+4723461234", label=text)
    rest = {
        "description": text,
        "keywords": (text, text),
        "alternates": (*ALTERNATES, Alternate(phone=number)),
    }
    items = (
        Person(id=text, name=Name(text, text), aliases=(text,), place=text, phones=(number,), **rest),
        Person(id="p", name=Name("", "", text), title=text, unit=text, manager=text, work_hours=text, **rest),
        Person(id="p", name=Name("", text), protection=Protection.RESTRICTED, valid_until=LATER, **rest),
        Unit(id=text, name=text, short_name=text, place=text, caller_notice=text, **rest),
        Unit(id="u", name="u", parent=text, phone_hours=text, phones=(number,), **rest),
    )
    for item in items:
        assert read_brief(encode(item)) == brief_of(item)


def test_the_service_is_read_back() -> None:
    for item in (
        Service(),
        Service(name="By", country="SE", time_zone="Europe/Stockholm", languages=("sv",)),
    ):
        assert read_service(encode(item).decode()) == item
    for text in ("", "{}", "[]", '{"type":"person"}', '{"type":"service","languages":5}'):
        with pytest.raises(WireError):
            read_service(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff",
        b'{"type":"person","id":"p1"}',
        b'{"type":"service","name":"Secret"}',
        b'{"type":"person","id":"p1","name":{"given":"Secret"},"protection":"secret"}',
        b'{"type":"person","id":"p1","name":{"given":5}}',
        b'{"type":"person","id":"p1","name":"Secret"}',
        b'{"type":"unit","id":"Secret","phoneHours":"24/7"}',
        b'{"type":"presence","id":"p1","since":"2026-01-01T00:00:00Z","availability":"Secret"}',
        b'{"type":"presence","id":5,"since":"2026-01-01T00:00:00Z","availability":"away"}',
        b'{"type":"absence","id":"Secret","person":"p1","start":"today"}',
        b'["Secret"]',
    ],
)
def test_what_we_cannot_have_written_is_refused_and_not_quoted(data: bytes) -> None:
    for read in (read_whole, read_brief, read_sign):
        with pytest.raises(WireError) as caught:
            read(data)
        assert "ecret" not in str(caught.value)
        assert caught.value.__context__ is None


@given(strategies.tombstones)
def test_tombstones_survive_a_round_trip(item: Tombstone) -> None:
    assert decode(encode(item)) == item


def test_service_line_survives_a_round_trip() -> None:
    item = Service(name="Fjordby", country="DK", time_zone="Europe/Copenhagen", languages=("da",))
    assert decode(encode(item)) == item
    assert decode(b'{"type":"service"}') == Service()


def test_message_survives_a_round_trip() -> None:
    message = Message(
        id="m1",
        person="p1",
        text="Ring tilbake\nom byggesaken",
        at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        caller_name="Ola",
        caller_number="22334455",
        call_back=True,
    )
    assert decode_message(encode_message(message)) == message


def test_field_names_are_the_contracts() -> None:
    item = Absence(
        id="a",
        person="p",
        start=datetime(2026, 1, 1, tzinfo=UTC),
        kind=AbsenceKind.GONE_FOR_DAY,
        answers_calls=True,
    )
    assert json.loads(encode(item)) == {
        "type": "absence",
        "id": "a",
        "person": "p",
        "start": "2026-01-01T00:00:00Z",
        "kind": "gone-for-day",
        "answersCalls": True,
    }


def test_unknown_fields_and_types_are_ignored() -> None:
    item = decode(wire(shoeSize=44))
    assert isinstance(item, Person)
    assert b"shoeSize" not in encode(item)
    assert decode(b'{"type":"parking-space","id":"x"}') is None


def test_unknown_values_become_the_cautious_one() -> None:
    item = decode(wire(phones=[{"number": "+4723461234", "features": ["fax", "voice"], "disclosure": "new"}]))
    assert isinstance(item, Person)
    assert item.phones[0].disclosure is Disclosure.UNCLASSIFIED
    assert len(item.phones[0].features) == 1


def test_an_unknown_protection_is_refused_not_guessed() -> None:
    with pytest.raises(WireError, match="contract"):
        decode(wire(protection="semi-secret"))


SECRET = "Hemmelig-Navnesen"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "JSON"),
        (b"", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[]", "object"),
        (b'"person"', "object"),
        (b"null", "object"),
        (b'{"id":"p1"}', "type"),
        (wire(id=""), "id"),
        (wire(id="x" * 300), "id"),
        (wire(id="a\x00b"), "id"),
        (wire(id=7), "id"),
        (wire(name=SECRET), "name"),
        (wire(name={"given": " ", "surname": ""}), "name"),
        (wire(title=SECRET * 2000), "title"),
        (wire(keywords=["x"] * 501), "keywords"),
        (wire(phones=[{"number": "23 46 12 34"}]), "phones[0].number"),
        (wire(phones=[{"number": "+4723461234", "extension": SECRET}]), "phones[0].extension"),
        (wire(phones=[{"number": "+4723461234", "extension": "١٢٣٤"}]), "extension"),
        (wire(phones=[{"number": "+47٢٣٤٦١٢٣٤"}]), "number"),
        (wire(alternates=[{"person": "p2", "unit": "u1"}]), "alternates[0]"),
        (wire(alternates=[{}]), "alternates[0]"),
        (wire(validUntil="2026-11-24T08:00:00"), "validUntil"),
        (wire(validUntil=SECRET), "validUntil"),
        (wire(protection=SECRET), "protection"),
        (b'{"type":"absence","id":"a","person":"p","start":"2026-01-01T10:00:00"}', "start"),
        (
            b'{"type":"absence","id":"a","person":"p","start":"2026-01-02T00:00:00Z","end":"2026-01-01T00:00:00Z"}',
            "end",
        ),
        (b'{"type":"outcome","id":"o","result":"reached","at":"2026-01-01T00:00:00Z"}', "person"),
        (b'{"type":"service","timeZone":"Mars/Olympus"}', "timeZone"),
        (b'{"type":"service","timeZone":"../../etc/passwd"}', "timeZone"),
        (b'{"type":"service","country":"Norge"}', "country"),
        (b'{"type":"person","name":' + b'{"given":' * 50_000, "nested"),
        (b'{"type":"person","id":"p","x":' + b'{"y":' * 50_000 + b"1" + b"}" * 50_001, "nested"),
        (b" " * (1 << 20) + wire(), "1 MiB"),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_what_breaks_the_contract_is_named_and_not_quoted(data: bytes, reason: str) -> None:
    with pytest.raises(WireError) as caught:
        decode(data)
    assert reason in caught.value.reason
    assert SECRET not in caught.value.reason
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (wire(keywords="x"), "`keywords` should be a list, but is a text"),
        (wire(keywords=["x", 5]), "`keywords[1]` should be a text, but is a whole number"),
        (wire(phones=[{"number": None}]), "`phones[0].number` should be a text, but is null"),
        (wire(phones=[{"pref": 1}]), "`phones[0].number` is missing"),
        (wire(phones=["+47"]), "`phones[0]` should be an object, but is a text"),
        (
            wire(phones=[{"number": "+47", "pref": 1.5}]),
            "`phones[0].pref` should be a whole number, but is a decimal number",
        ),
        (wire(validUntil=True), "`validUntil` should be a time, but is true or false"),
        (wire(updated="today"), "`updated` is no time such as 2026-12-03T10:30:00+01:00"),
        (b'{"type":"unit","id":"p","name":"","updated":1e999}', "`updated` has a value that cannot be read"),
        (b'{"type":"person","id":"p"}', "`name` is missing"),
        (b"[]", "it should be an object, but is a list"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_told_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(WireError) as caught:
        decode(data)
    assert caught.value.reason == reason


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_an_object_or_a_wire_error(data: bytes) -> None:
    with contextlib.suppress(WireError):
        decode(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(PERSON)[1:]), json_values)
def test_any_value_in_any_field_gives_an_object_or_a_wire_error(field: str, value: Any) -> None:
    with contextlib.suppress(WireError):
        decode(wire(**{field: value}))


def test_unprintable_characters_do_not_reach_the_window() -> None:
    item = decode(wire(name={"given": "Kari\u202e\x00", "surname": "Nord\nmann"}, description="a\nb\x07c"))
    assert isinstance(item, Person)
    assert item.name.display == "Kari Nord mann"
    assert item.description == "a\nb c"


def test_a_reference_is_read_of_what_cannot_be_decoded() -> None:
    assert reference(wire(protection="?")) == Ref(Kind.PERSON, "p1")
    assert reference(b"{") is None
    assert reference(b'{"type":"person"}') is None
    assert reference(b'{"type":"spaceship","id":"x"}') is None


def test_no_repr_shows_personal_data() -> None:
    item = decode(wire(name={"given": SECRET, "surname": SECRET}, protection="restricted"))
    assert isinstance(item, Person)
    assert item.protection is Protection.RESTRICTED
    assert SECRET not in repr(item)
    assert "2346" not in repr(Phone("+4723461234"))
