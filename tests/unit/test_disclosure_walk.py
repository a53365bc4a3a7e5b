"""One transfer-only number, walked through every surface below the window: its digits are in the call only.

The window's own surfaces (list, card, tooltips, clipboard, accessible texts) are walked in
``tests/ui/test_ui_shown.py``.
"""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.builders import TUESDAY_10, absence, main_number, outcome, person, presence, unit

from switchboard.cli import run
from switchboard.commands import as_json, as_text
from switchboard.crash import describe
from switchboard.desk import cleanup as cleanup_list
from switchboard.desk.answers import make_row
from switchboard.desk.board import Layout, as_csv
from switchboard.desk.cards import CardPhone, make_card
from switchboard.directory.wire import encode
from switchboard.domain.board import Board
from switchboard.domain.cleanup import cleanup
from switchboard.domain.disclosure import show
from switchboard.domain.model import (
    Alternate,
    DirectoryObject,
    Disclosure,
    Feature,
    Kind,
    Outcome,
    Person,
    Phone,
    PresenceState,
    Protection,
    Ref,
    Unit,
)
from switchboard.domain.routes import RouteKind, routes
from switchboard.domain.view import MemoryDirectory
from switchboard.domain.words import English, Words, say
from switchboard.search.index import Index
from switchboard.search.results import Results
from switchboard.telephony.control import CallRequest
from switchboard.telephony.handoff import SystemHandoff

SECRET = "99887766"
"""A private mobile; nobody but the phone system may ever be given these digits."""
SHORT = "74123"
"""Its internal short number, masked with it."""
OSLO = ZoneInfo("Europe/Oslo")
ENGLISH = English(OSLO, TUESDAY_10)
LABELS = [
    f"privat {SECRET}",
    "nås på 998 87 766",
    "mob. 99-88-77-66 (kun oss)",
    "99.88.77.66",
    "99,88,77,66",
    "99_88_77_66",
    "+47 99 88\u00a077\u200b66",
    "９９８８７７６６",
    "۹۹۸۸۷۷۶۶",
    f"kort {SHORT}",
    "siste fire 7766",
    "siste tre: 766",
]


def secret(disclosure: Disclosure, label: str) -> Phone:
    return Phone(f"+47{SECRET}", SHORT, label, frozenset({Feature.MOBILE}), 1, disclosure)


def directory(disclosure: Disclosure, label: str) -> list[DirectoryObject]:
    """The number on a person, on another's alternates, on a unit, and on somebody restricted."""
    private = secret(disclosure, label)
    return [
        unit("city", "Oslo kommune", phones=(main_number(),), phone_hours="24/7"),
        unit("team", "Byggesak", parent="city", phones=(private,), alternates=(Alternate(phone=private),)),
        person("p", "Kari Nordmann", unit="team", phones=(private,), keywords=("byggesak",)),
        person("q", "Per Hansen", unit="team", alternates=(Alternate(phone=private), Alternate(person="p"))),
        person("r", "Vernet Lie", unit="team", phones=(private,), protection=Protection.RESTRICTED),
        absence("q", TUESDAY_10),
        presence("p", PresenceState.AVAILABLE, TUESDAY_10),
    ]


def written(disclosure: Disclosure, text: str) -> list[DirectoryObject]:
    """The same number in whatever else people write about those who have it."""
    private = Phone(f"+47{SECRET}", SHORT, None, frozenset({Feature.MOBILE}), 1, disclosure)
    other = Phone("+4723461234", None, f"ellers {text}", frozenset(), 2, Disclosure.PUBLIC)
    everything = {
        "place": f"Vakt {text}",
        "email": f"{text}@sms.example.org",
        "description": f"Haster det, {text}.",
        "keywords": ("byggesak", text),
        "phones": (private, other),
        "alternates": (Alternate(unit="city", topic=f"vakt {text}"),),
    }
    return [
        unit("city", "Oslo kommune", phones=(main_number(),), phone_hours="24/7"),
        unit("team", f"Byggesak {text}", parent="city", short_name=text, caller_notice=text, **everything),
        person(
            "p", "Kari Nordmann", unit="team", title=f"Vakt {text}", aliases=(f"tlf {text}",), **everything
        ),
        person("q", f"Per {text}", unit="team", alternates=(Alternate(phone=private), Alternate(person="p"))),
        person(
            "r", "Vernet Lie", title=text, unit="team", phones=(private,), protection=Protection.RESTRICTED
        ),
        absence("p", TUESDAY_10, note=f"Ring {text}"),
    ]


def digits(text: str) -> str:
    """The text as somebody reads it who is looking for a number: no spaces, no signs, one kind of digit."""
    return "".join(
        str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c
        for c in text
        if c.isalnum() or c in '{}[],:"'
    )


WRITTEN = [text for text in LABELS if SECRET in digits("".join(filter(str.isalnum, text)))]


def assert_hidden(*texts: str) -> None:
    for text in texts:
        for found in (digits(text), digits("".join(c for c in text if c.isalnum()))):
            for part in (SECRET, SHORT, SECRET[:6], SECRET[2:], "7766"):
                assert part not in found, text


def strings(value: object) -> Iterator[str]:
    """Every text in a plain value, but for what is only there to be dialled."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Phone):
        yield repr(value)
    elif isinstance(value, Words):
        yield say(value, ENGLISH)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield repr(value)
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


everywhere = pytest.mark.parametrize("disclosure", [Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED])
refs = [Ref(Kind.PERSON, "p"), Ref(Kind.PERSON, "q"), Ref(Kind.PERSON, "r"), Ref(Kind.UNIT, "team")]


@everywhere
@pytest.mark.parametrize("label", LABELS)
def test_a_phone_is_shown_without_its_digits(disclosure: Disclosure, label: str) -> None:
    shown = show(secret(disclosure, label))
    assert_hidden(*strings(shown), *strings(CardPhone(secret(disclosure, label), shown)))
    assert shown.text == "•• •• •• 66"
    assert shown.copyable is None
    assert not shown.searchable


@everywhere
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("ref", refs, ids=str)
def test_rows_cards_and_routes(disclosure: Disclosure, label: str, ref: Ref) -> None:
    here = MemoryDirectory(directory(disclosure, label), contact=TUESDAY_10)
    answer = routes(ref, here, TUESDAY_10)
    row = make_row(ref, here, TUESDAY_10)
    card = make_card(ref, here, TUESDAY_10)
    assert row is not None
    assert card is not None
    printed = as_json.one_line(as_json.of_routes(answer, OSLO, "NO"))
    assert_hidden(*strings(row), *strings(card), *strings(answer))
    assert_hidden(*strings(json.loads(printed)), printed)
    assert_hidden(as_text.of_routes(row.name, answer, OSLO, "NO"))
    assert_hidden(as_text.of_rows(Results("x", 1, ()), [row], ENGLISH))


@everywhere
@pytest.mark.parametrize("label", LABELS)
def test_the_index_does_not_know_it(disclosure: Disclosure, label: str) -> None:
    here = MemoryDirectory(directory(disclosure, label), contact=TUESDAY_10)
    index = Index.build(here.persons(), here.units())
    for query in (SECRET, f"+47{SECRET}", "99 88 77 66", SECRET[:5], SECRET[3:], SHORT, f"{SECRET} kari"):
        assert index.search(query).total == index.whose(query).total == 0
    answer = index.search("kari")
    assert answer.total
    assert_hidden(as_json.one_line(as_json.of_results(answer)), repr(answer.hits))
    assert SECRET.encode() not in index.image()


@everywhere
@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("ref", refs, ids=str)
def test_what_people_write_shows_no_masked_digits(disclosure: Disclosure, text: str, ref: Ref) -> None:
    here = MemoryDirectory(written(disclosure, text), contact=TUESDAY_10)
    row = make_row(ref, here, TUESDAY_10)
    card = make_card(ref, here, TUESDAY_10)
    answer = routes(ref, here, TUESDAY_10)
    assert row is not None
    assert card is not None
    assert_hidden(*strings(row), *strings(card), *strings(answer))
    assert_hidden(as_text.of_rows(Results("x", 1, ()), [row], ENGLISH))
    assert_hidden(as_json.one_line(as_json.of_routes(answer, OSLO, "NO")))


@everywhere
@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_is_found_by_no_masked_digits(disclosure: Disclosure, text: str) -> None:
    people = [item for item in written(disclosure, text) if isinstance(item, Person)]
    units = [item for item in written(disclosure, text) if isinstance(item, Unit)]
    here = MemoryDirectory(written(disclosure, text), contact=TUESDAY_10)
    for index in (Index.build(people, units), Index.build(here.persons(), here.units())):
        for query in (SECRET, f"+47{SECRET}", "99 88 77 66", SECRET[:5], SECRET[3:], f"{SECRET} kari"):
            assert index.search(query).total == index.whose(query).total == 0, query
        for query in ("kari", "byggesak", "vakt", "per", "vernet"):
            answer = index.search(query)
            assert answer.total
            assert_hidden(as_json.one_line(as_json.of_results(answer)))
        assert SECRET.encode() not in index.image()


@everywhere
@pytest.mark.parametrize("label", LABELS)
def test_the_leads_lists(disclosure: Disclosure, label: str) -> None:
    here = MemoryDirectory(directory(disclosure, label), contact=TUESDAY_10)
    found = cleanup(here, TUESDAY_10)
    units = {item.id: item for item in here.units()}
    assert_hidden(*strings(found), cleanup_list.as_csv(found, units, ENGLISH))
    board = Board.of(here, TUESDAY_10)
    lines = Layout(here.units()).lines(board, here.service, TUESDAY_10)
    assert_hidden(*strings(lines), as_csv(lines, ENGLISH))


@everywhere
def test_the_command_line_and_its_log(
    disclosure: Disclosure,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "directory.jsonl"
    lines = [encode(item) for label in LABELS for item in directory(disclosure, label)]
    # Lines that cannot be used are named, not repeated.
    broken = b'{"type":"person","id":"x","name":{"given":"A","surname":"B"},"phones":[{"number":"%s"}]}'
    lines += [broken % f"{SECRET}x".encode(), b'{"type":"person","phones":"+47%s"' % SECRET.encode()]
    path.write_bytes(b"\n".join(lines))
    data = ["--data", str(path), "--at", TUESDAY_10.isoformat()]
    for command in (
        ["search", "kari"],
        ["search", "kari", "--json"],
        ["search", "byggesak", "--json"],
        *(["routes", found, *form] for found in ("p", "q", "r", "team") for form in ([], ["--json"])),
        ["cleanup"],
        ["cleanup", "--json"],
    ):
        assert run([*command, *data]) == 0
    assert run(["routes", "nobody", *data]) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert run(["search", "--stdin", "--json", *data]) == 0
    out, err = capsys.readouterr()
    *answers, asked = out.splitlines()
    # What the agent typed is given back with the answer; nobody is found by it.
    assert json.loads(asked) == {"query": SECRET, "total": 0, "hits": []}
    assert_hidden(*answers, *err.splitlines(), caplog.text)
    assert "line " in err


def test_the_call_alone_has_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    here = MemoryDirectory(directory(Disclosure.TRANSFER_ONLY, LABELS[0]), contact=TUESDAY_10)
    answer = routes(Ref(Kind.PERSON, "p"), here, TUESDAY_10)
    first = answer.routes[0]
    assert first.kind is RouteKind.PHONE
    assert first.phone is not None
    request = CallRequest(first.phone.number, first.phone.extension, consult=True)
    assert_hidden(repr(request), str(request), f"{request!r}", repr(first), repr(first.phone))
    dialled: list[str] = []

    def open_address(address: str) -> bool:
        dialled.append(address)
        return True

    SystemHandoff(open_address).put_through(request)
    assert dialled == [f"tel:+47{SECRET}"]
    assert_hidden(caplog.text)


def test_a_call_that_fails_does_not_tell_them_either(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    request = CallRequest(f"+47{SECRET}", SHORT)
    with pytest.raises(Exception) as caught:
        SystemHandoff(lambda _: False).put_through(request)
    error = caught.value
    assert_hidden(str(error), repr(error), caplog.text, describe(error))
    assert_hidden(*strings((error.sentence, error.remedy or "")))


def test_a_crash_report_has_no_values() -> None:
    def break_down(request: CallRequest, number: str) -> None:
        raise KeyError(number, request)

    try:
        try:
            break_down(CallRequest(SECRET), SECRET)
        except KeyError as error:
            raise ValueError(f"no such number {SECRET}") from error
    except ValueError as error:
        report = describe(error)
    assert "break_down" in report
    assert SECRET not in report
    assert SHORT not in report


def test_what_is_sent_home_has_no_number() -> None:
    # An outcome names whom the call was for, never what was dialled.
    sent = encode(outcome(at=TUESDAY_10, person="p"))
    assert set(json.loads(sent)) <= {"type", "id", "person", "result", "at", "updated"}
    assert {field.name for field in dataclasses.fields(Outcome)} == {
        "id", "result", "at", "person", "unit", "updated",
    }  # fmt: skip


def test_an_internal_number_is_shown_and_a_public_one_told() -> None:
    """The walk finds digits where there are any: or it would find nothing anywhere."""
    for disclosure in (Disclosure.PUBLIC, Disclosure.INTERNAL):
        here = MemoryDirectory(directory(disclosure, "direkte"), contact=TUESDAY_10)
        card = make_card(Ref(Kind.PERSON, "p"), here, TUESDAY_10)
        with pytest.raises(AssertionError):
            assert_hidden(*strings(card))
