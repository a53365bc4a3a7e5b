from __future__ import annotations

import contextlib
import gzip
import json
import logging
import ssl
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme
import zstandard
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.hostile_service import (
    ENDLESS,
    Exchange,
    HostileService,
    Reply,
    as_json,
    deaf_port,
    gzip_bomb,
    half_gzip,
    no_http,
    page,
    raw,
    redirect,
    reset,
    silent,
    snapshot,
    status,
    trickle,
    trickle_body,
    web_page,
    wrong_length,
)
from support.waiting import wait_until

from switchboard.directory.client import Client
from switchboard.directory.errors import (
    BadAddress,
    BrokenAnswer,
    Busy,
    Closed,
    DirectoryError,
    Forbidden,
    Refused,
    ServerFault,
    StateGone,
    Unauthorised,
    Unreachable,
    Untrusted,
)
from switchboard.directory.http import Timeouts
from switchboard.directory.status import retry_after
from switchboard.domain.model import Kind, Message, Ref, Tombstone
from switchboard.domain.words import say

TOKEN = "secret-token-1234"
_SOONER = 8.0
"""Seconds: much for a loaded machine, and less than what the client waits for an answer by itself."""
SHORT = Timeouts(connect=2, read=0.4, total=0.8, snapshot_read=0.4, snapshot_total=1.5)


@pytest.fixture
def service() -> Iterator[HostileService]:
    with HostileService([unit(), person(), absence(), presence(), outcome()]) as found:
        yield found


@pytest.fixture
def client(service: HostileService) -> Iterator[Client]:
    found = Client(service.url, TOKEN)
    yield found
    found.close()


@pytest.fixture
def hasty(service: HostileService) -> Iterator[Client]:
    """A client that soon gives up."""
    found = Client(service.url, TOKEN, timeouts=SHORT)
    yield found
    found.close()


def test_the_service_says_what_it_is(service: HostileService, client: Client) -> None:
    info = client.service()
    assert info.service.name == "Prøvekommune"
    assert info.service.time_zone == "Europe/Oslo"
    assert info.state == "100"
    assert info.counts == dict.fromkeys(Kind, 1)
    assert info.capabilities == {"events", "outcomes", "messages"}
    assert info.viewer.role == "agent"
    headers = service.requests[0][2]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["User-Agent"].startswith("Switchboard/")
    assert "gzip" in headers["Accept-Encoding"]


def test_the_snapshot_streams_every_object(client: Client, service: HostileService) -> None:
    with client.snapshot() as found:
        assert found.state == "100"
        assert found.total == 5
        assert {item.ref: item for item in found} == service.objects
        assert (found.read, found.unreadable) == (5, 0)
    with client.snapshot(found.etag) as again:
        assert again.unchanged
        assert list(again) == []


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_packed_answers_are_unpacked(service: HostileService, client: Client, coding: str) -> None:
    body = b"\n".join(service.snapshot_lines())
    packed = gzip.compress(body) if coding == "gzip" else zstandard.ZstdCompressor().compress(body)
    service.on("GET", "/v1/snapshot", raw(packed, Content_Encoding=coding))
    with client.snapshot() as found:
        assert len(list(found)) == 5


def test_changes_come_page_by_page(service: HostileService, client: Client) -> None:
    service.commit(person("p2", "Ola Dunk"), Tombstone(Ref(Kind.PERSON, "p1")))
    first = client.changes("100", limit=1)
    assert (first.items, first.state, first.more) == ([person("p2", "Ola Dunk")], "101", True)
    second = client.changes("101", limit=1)
    assert (second.items, second.state, second.more) == ([Tombstone(Ref(Kind.PERSON, "p1"))], "102", False)


def test_an_odd_state_survives_the_address(service: HostileService, client: Client) -> None:
    service.on("GET", "/v1/changes", page(state="a&limit=1#å/?"))
    assert client.changes("a&b=c#å/?").state == "a&limit=1#å/?"
    assert service.requests[0][:2] == ("GET", "/v1/changes")


def test_a_state_that_is_too_old_says_so(service: HostileService, client: Client) -> None:
    with pytest.raises(StateGone):
        client.changes("1")


def test_what_an_agent_sends_arrives(service: HostileService, client: Client) -> None:
    client.send_outcome(outcome(id="o9"))
    client.send_message(Message(id="m9", person="p1", text="Ring tilbake", at=TUESDAY_10, urgent=True))
    client.send_absence(absence(id="a9"))
    client.end_absence("a/9?")
    assert [item.get("id") for item in service.posted[:3]] == ["o9", "m9", "a9"]
    assert service.posted[1]["text"] == "Ring tilbake"
    assert service.requests[-1][:2] == ("DELETE", "/v1/absences/a%2F9%3F")


@pytest.mark.parametrize("code", [404, 410])
def test_an_absence_that_is_gone_already_counts_as_ended(
    service: HostileService, client: Client, code: int
) -> None:
    service.on("DELETE", "/v1/absences/a9", status(code))
    client.end_absence("a9")


@pytest.mark.parametrize(
    "info",
    [
        {"capabilities": ["events"], "counts": {"persons": 7, "widgets": 1}, "schemaVersion": "1.4"},
        {"viewer": {}, "languages": [], "new": {"deep": [1]}},
    ],
)
def test_what_a_service_may_say_otherwise_is_understood(
    service: HostileService, client: Client, info: dict[str, Any]
) -> None:
    service.on("GET", "/v1/", as_json(service.info() | info))
    assert client.service().service.languages == ("nb",)


@pytest.mark.parametrize(
    "info",
    [
        {"state": ""},
        {"state": "x" * 1001},
        {"state": "a\nb"},
        {"state": 7},
        {"timeZone": "Europe/Nowhere"},
        {"country": "Norge"},
        {"schemaVersion": 2},
        {"counts": {"persons": "many"}},
    ],
)
def test_a_description_that_makes_no_sense_is_refused(
    service: HostileService, client: Client, info: dict[str, Any]
) -> None:
    service.on("GET", "/v1/", as_json(service.info() | info))
    with pytest.raises(BrokenAnswer):
        client.service()


def long_body(exchange: Exchange) -> None:
    exchange.begin("application/json")
    while not exchange.service.over.is_set():
        exchange.wfile.write(b'{"changes":[' + b" " * 100_000)


HOSTILE: list[tuple[Reply, type[DirectoryError]]] = [
    (status(401), Unauthorised),
    (status(403), Forbidden),
    (status(400), Refused),
    (status(404), Refused),
    (status(429, Retry_After="17"), Busy),
    (status(503), Busy),
    (status(500), ServerFault),
    (status(599), ServerFault),
    (status(204), BrokenAnswer),
    (status(304), BrokenAnswer),
    (raw(b"{"), BrokenAnswer),
    (raw(b""), BrokenAnswer),
    (raw(b"[]"), BrokenAnswer),
    (raw(b"null"), BrokenAnswer),
    (raw(b"\xff\xfe"), BrokenAnswer),
    (raw(b"[" * 200_000), BrokenAnswer),
    (raw(b'{"changes":[],"state":"1"}'), BrokenAnswer),
    (raw(b'{"changes":[],"state":"","more":false}'), BrokenAnswer),
    (raw(b'{"changes":{},"state":"1","more":false}'), BrokenAnswer),
    (raw(b"{}", Content_Encoding="br"), BrokenAnswer),
    (raw(b"{}", Content_Encoding="gzip"), BrokenAnswer),
    (raw(b"{}", Content_Encoding="zstd"), BrokenAnswer),
    (page({"type": "person"}), BrokenAnswer),
    (page("x"), BrokenAnswer),
    (web_page, BrokenAnswer),
    (wrong_length, Unreachable),
    (reset, Unreachable),
    (silent, Unreachable),
    (trickle, Unreachable),
    (trickle_body, Unreachable),
    (no_http, Unreachable),
    (gzip_bomb(80), BrokenAnswer),
    (half_gzip, BrokenAnswer),
    (long_body, DirectoryError),
    (redirect("https://elsewhere.example/v1/changes"), BrokenAnswer),
    (redirect("http://127.0.0.1:1/v1/changes"), BrokenAnswer),
    (redirect("/v1/changes"), BrokenAnswer),
    (redirect("http://[::bad"), Unreachable),
    (redirect(""), BrokenAnswer),
]


@pytest.mark.parametrize(("reply", "error"), HOSTILE)
def test_a_hostile_answer_becomes_one_sentence(
    service: HostileService,
    client: Client,
    hasty: Client,
    reply: Reply,
    error: type[DirectoryError],
    english: Any,
) -> None:
    service.on("GET", "/v1/changes", reply)
    asked = hasty if reply in ENDLESS else client
    with pytest.raises(error) as caught:
        asked.changes("100")
    text = say(caught.value.sentence, english) + say(caught.value.remedy, english)
    for secret in (TOKEN, "elsewhere", "since", "127.0.0.1", "{"):
        assert secret not in text
    # The client is as good as before, and a hasty one is as hasty.
    service.on("GET", "/v1/changes")

    def answered() -> bool:
        with contextlib.suppress(*([Unreachable] if asked is hasty else [])):
            return asked.changes("100").state == "100"
        return False

    wait_until(answered, what="a good answer")


@pytest.fixture
def english() -> Any:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from switchboard.domain.words import English

    return English(ZoneInfo("UTC"), datetime.now(UTC))


def test_a_bomb_does_not_fill_the_memory(service: HostileService, client: Client) -> None:
    service.on("GET", "/v1/", gzip_bomb(100))
    tracemalloc.start()
    try:
        with pytest.raises(BrokenAnswer):
            client.service()
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_a_zstd_bomb_does_not_fill_the_memory(service: HostileService, client: Client) -> None:
    packer = zstandard.ZstdCompressor().compressobj()
    body = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(100)) + packer.flush()
    service.on("GET", "/v1/", raw(body, Content_Encoding="zstd"))
    tracemalloc.start()
    try:
        with pytest.raises(BrokenAnswer):
            client.service()
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_the_token_goes_nowhere_else() -> None:
    with HostileService() as service, HostileService() as thief:
        service.on("GET", "/v1/", redirect(f"{thief.url}v1/"))
        client = Client(service.url, TOKEN)
        with pytest.raises(BrokenAnswer):
            client.service()
        assert thief.requests == []
        client.close()


def test_a_redirect_within_the_service_is_followed(service: HostileService, client: Client) -> None:
    service.on("GET", "/v1/", redirect("/other/v1/"))
    service.on("GET", "/other/v1/", as_json(service.info()))
    assert client.service().state == "100"


def test_what_we_send_is_not_sent_on(service: HostileService, client: Client) -> None:
    service.on("POST", "/v1/outcomes", status(307, Location="/other"))
    with pytest.raises(BrokenAnswer):
        client.send_outcome(outcome())
    assert len(service.requests) == 1


def test_busy_says_when_to_come_back(service: HostileService, client: Client) -> None:
    service.on("GET", "/v1/", status(429, Retry_After="17"))
    with pytest.raises(Busy) as caught:
        client.service()
    assert caught.value.retry_after == 17


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("1.5", 1.5),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("١٢", None),
        ("Sun, 22 Nov 2026 10:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0),
        ("Sun, 99 Nov 2026", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, "Sun, 22 Nov 2026 10:00:00 GMT") == seconds


def test_nobody_listening_is_one_sentence() -> None:
    with deaf_port() as port:
        client = Client(f"127.0.0.1:{port}", TOKEN)
        with pytest.raises(Unreachable):
            client.service()
        client.close()


def test_a_name_that_nobody_knows_is_one_sentence() -> None:
    client = Client("https://katalog.invalid", TOKEN)
    with pytest.raises(Unreachable):
        client.service()
    client.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def _serving(authority: trustme.CA, name: str, **options: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(context)
    return context


def test_a_trusted_certificate_is_accepted(authority: trustme.CA) -> None:
    with HostileService([person()], tls=_serving(authority, "localhost")) as service:
        client = Client(service.url, TOKEN, verify=_trusting(authority))
        assert client.service().state == "100"
        stream = client.events()
        assert next(iter(stream)) is None
        stream.close()
        client.close()


def test_a_certificate_nobody_trusts_gets_no_token(authority: trustme.CA) -> None:
    with HostileService(tls=_serving(authority, "localhost")) as service:
        client = Client(service.url, TOKEN)
        with pytest.raises(Untrusted):
            client.service()
        assert service.requests == []
        client.close()


def test_somebody_elses_certificate_gets_no_token(authority: trustme.CA) -> None:
    with HostileService(tls=_serving(authority, "elsewhere.example")) as service:
        client = Client(service.url, TOKEN, verify=_trusting(authority))
        with pytest.raises(Untrusted) as caught:
            client.service()
        assert "another address" in caught.value.sentence.template
        assert service.requests == []
        client.close()


def test_an_expired_certificate_gets_no_token(authority: trustme.CA) -> None:
    from datetime import timedelta

    long_ago = TUESDAY_10 - timedelta(days=4000)
    tls = _serving(authority, "localhost", not_before=long_ago, not_after=long_ago + timedelta(days=1))
    with HostileService(tls=tls) as service:
        client = Client(service.url, TOKEN, verify=_trusting(authority))
        with pytest.raises(Untrusted) as caught:
            client.service()
        assert "clock" in caught.value.sentence.template
        client.close()


def test_plain_http_at_a_tls_port_is_one_sentence(authority: trustme.CA, service: HostileService) -> None:
    client = Client(f"https://localhost:{service.port}", TOKEN, verify=_trusting(authority))
    with pytest.raises(Unreachable):
        client.service()
    client.close()


def test_plain_http_is_for_this_computer_only() -> None:
    with pytest.raises(BadAddress):
        Client("http://katalog.kommune.no", TOKEN)


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.service(),
        lambda client: client.changes("100"),
        lambda client: [list(found) for found in [client.snapshot().__enter__()]],
    ],
)
@pytest.mark.parametrize("reply", [silent, trickle, trickle_body])
def test_close_ends_a_call_that_waits_at_once(
    call: Callable[[Client], object], reply: Reply, service: HostileService
) -> None:
    service.on("*", "*", reply)
    client = Client(service.url, TOKEN)
    caught: list[BaseException] = []

    def run() -> None:
        try:
            call(client)
        except DirectoryError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    wait_until(lambda: service.requests, what="the request")
    client.close()
    thread.join(_SOONER)
    assert not thread.is_alive()
    assert isinstance(caught[0], Closed)
    assert client.closed


def test_a_closed_client_says_so(client: Client) -> None:
    client.close()
    client.close()
    with pytest.raises(Closed):
        client.service()


def test_nothing_secret_stands_in_logs_or_representations(
    service: HostileService, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.changes("100")
        with pytest.raises(StateGone) as caught:
            client.changes("1")
    seen = caplog.text + repr(client) + str(client) + repr(caught.value) + repr(vars(caught.value))
    assert TOKEN not in seen
    assert "since=" not in seen
    assert logging.getLogger("httpx").level == logging.WARNING
    assert logging.getLogger("httpcore").level == logging.WARNING


# -- single bad objects


def test_an_unreadable_change_counts_as_deleted(service: HostileService, client: Client) -> None:
    service.on(
        "GET",
        "/v1/changes",
        page(
            {"type": "person", "id": "p1", "name": 7},
            {"type": "person", "id": "p2", "name": {"given": "x" * 10_000_000}},
            {"type": "person", "id": "p3", "name": {"given": "Kari"}, "protection": "secret"},
            {"type": "widget", "id": "w"},
            {"type": "person", "id": "p4", "name": {"given": "Kari"}, "protection": "shielded"},
            {"type": "person", "id": "p5", "name": {"given": "Kari"}, "manager": "p5"},
        ),
    )
    found = client.changes("100")
    assert found.items[:3] == [Tombstone(Ref(Kind.PERSON, f"p{i}")) for i in (1, 2, 3)]
    assert found.items[3] == Tombstone(Ref(Kind.PERSON, "p4"))
    assert found.items[4].ref.id == "p5"  # type: ignore[union-attr]
    assert (found.unreadable, found.size) == (3, 6)


HEAD = {"type": "snapshot", "state": "5", "counts": {"persons": 2}}
END = {"type": "end", "state": "5"}
KARI = {"type": "person", "id": "p1", "name": {"given": "Kari"}}
OLA = {"type": "person", "id": "p2", "name": {"given": "Ola"}}
BAD = {"type": "person", "id": "p2", "name": {}}


@pytest.mark.parametrize(
    ("lines", "persons", "unreadable"),
    [
        ([HEAD, KARI, OLA, END], 2, 0),
        ([HEAD, KARI, b"", OLA, END, b"", b"  "], 2, 0),
        ([HEAD, KARI, OLA, {"type": "widget", "id": "w"}, {"type": "service", "name": "x"}, END], 2, 0),
        ([HEAD, KARI, BAD, END], 1, 1),
        ([HEAD, KARI, b"{not json", END], 1, 1),
        ([HEAD, KARI, {**OLA, "description": "x" * (1 << 20)}, END], 1, 1),
        ([HEAD, KARI, {**OLA, "protection": "shielded"}, END], 1, 0),
        ([{"type": "snapshot", "state": "5"}, KARI, OLA, OLA, END], 3, 0),
    ],
)
def test_a_snapshot_may_hold_few_bad_objects(
    service: HostileService, client: Client, lines: list[object], persons: int, unreadable: int
) -> None:
    service.on("GET", "/v1/snapshot", snapshot(*lines))
    with client.snapshot() as found:
        assert len(list(found)) == persons
        assert found.unreadable == unreadable


def many_bad(bad: int, good: int) -> list[object]:
    people = [{"type": "person", "id": f"p{i}", "name": {"given": "Kari"}} for i in range(good)]
    broken = [{"type": "person", "id": f"b{i}", "name": {}} for i in range(bad)]
    return [{"type": "snapshot", "state": "5", "counts": {"persons": bad + good}}, *broken, *people, END]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "empty"),
        ([b"nonsense"], "JSON"),
        ([KARI, END], "wrong type"),
        ([{"type": "snapshot"}], "missing"),
        ([{"type": "snapshot", "state": ""}], "state"),
        ([HEAD], "cut off"),
        ([HEAD, KARI, OLA], "cut off"),
        ([HEAD, KARI, OLA, b'{"type":"end","sta'], "cut off"),
        ([HEAD, KARI, OLA, {"type": "end", "state": "6"}], "another state"),
        ([HEAD, KARI, OLA, {"type": "end"}], "another state"),
        ([HEAD, KARI, END], "less"),
        ([HEAD, KARI, OLA, {**OLA, "id": "p3"}, END], "more"),
        ([HEAD, KARI, OLA, END, KARI], "after its end"),
        (many_bad(4, 100), "unreadable"),
        (many_bad(8, 700), "unreadable"),
    ],
)
def test_a_broken_snapshot_is_refused(
    service: HostileService, client: Client, lines: list[object], reason: str
) -> None:
    service.on("GET", "/v1/snapshot", snapshot(*lines))
    with pytest.raises(BrokenAnswer) as caught, client.snapshot() as found:
        list(found)
    assert reason in caught.value.reason.template


def test_an_endless_snapshot_ends(service: HostileService, client: Client) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.begin("application/x-ndjson")
        exchange.wfile.write(json.dumps(HEAD).encode() + b"\n")
        while not exchange.service.over.is_set():
            exchange.wfile.write(json.dumps(KARI).encode() + b"\n")

    service.on("GET", "/v1/snapshot", endless)
    with pytest.raises(BrokenAnswer), client.snapshot() as found:
        list(found)


def test_a_snapshot_that_breaks_off_is_unreachable(service: HostileService, client: Client) -> None:
    def breaks(exchange: Exchange) -> None:
        exchange.close_connection = True
        body = b"\n".join(service.snapshot_lines())
        exchange.answer(body[: len(body) // 2], length=len(body))

    service.on("GET", "/v1/snapshot", breaks)
    with pytest.raises(Unreachable), client.snapshot() as found:
        list(found)


def test_the_import_of_the_sync_is_cheap_and_needs_no_qt() -> None:
    code = (
        "import sys; import switchboard.sync, switchboard.directory.client; "
        "print([m for m in ('httpx', 'httpcore', 'PySide6', 'truststore', 'keyring') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
