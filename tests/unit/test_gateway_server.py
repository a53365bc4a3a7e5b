"""The calls of the contract, over real HTTP."""

from __future__ import annotations

import gzip
import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
import zstandard
from support.builders import TUESDAY_10, absence, mobile, person, presence, unit
from support.gateway_here import Here, gateway_here

from switchboard.directory import wire
from switchboard.domain.model import Kind, Outcome, Protection, Ref, Service, Source, Tombstone
from switchboard.gateway.auth import Failures
from switchboard.gateway.bodies import MAX_BODY
from switchboard.gateway.compression import negotiate
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role

AT = "2026-11-24T10:00:00+01:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "gateway.db") as opened:
        opened.commit(
            [
                unit(),
                person("p1", unit="u1"),
                person("hidden", "Skjult Person", protection=Protection.SHIELDED),
                absence("p1", id="calendar", source=Source.CALENDAR),
                absence("hidden", id="hidden-absence", source=Source.SWITCHBOARD),
                presence("hidden"),
            ]
        )
        opened.set_service(Service(name="Testby"))
        yield opened


@pytest.fixture
def here(store: Store) -> Iterator[Here]:
    with gateway_here(store) as running:
        yield running


def is_problem(answer: httpx.Response, status: int) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


def outcome(**fields: object) -> dict:
    return {"id": str(uuid.uuid4()), "person": "p1", "result": "reached", "at": AT} | fields


def message(**fields: object) -> dict:
    return {"id": str(uuid.uuid4()), "person": "p1", "text": "ring tilbake", "at": AT} | fields


def leave(**fields: object) -> dict:
    return {"id": "x1", "person": "p1", "start": AT, "kind": "meeting"} | fields


def test_the_service_says_what_it_is(here: Here) -> None:
    answer = here.http.get("/v1/")
    assert answer.json() == {
        "name": "Testby",
        "schemaVersion": 1,
        "timeZone": "Europe/Oslo",
        "country": "NO",
        "languages": ["nb"],
        "state": here.store.state,
        "counts": {"persons": 1, "units": 1, "absences": 1, "presences": 0, "outcomes": 0},
        "capabilities": {"events": True, "outcomes": True, "messages": True},
        "viewer": {"id": "guest", "name": "agent", "role": "agent"},
    }


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer x", "Basic x", f"Bearer {'a' * 43}", f"Bearer {'é' * 43}"]
)
def test_nobody_gets_in_without_a_token(here: Here, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode("latin-1")}
    with httpx.Client(base_url=here.url, trust_env=False) as stranger:
        for path in ("/v1/", "/v1/snapshot", "/v1/changes", "/v1/events", "/v1/openapi.json"):
            answer = stranger.get(path, headers=headers)
            is_problem(answer, 401)
            assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_may_be_lower_case_bearer_and_end_at_once(here: Here) -> None:
    token = here.store.add_token("desk", Role.AGENT)
    headers = {"Authorization": f"bearer {token}"}
    assert here.http.get("/v1/", headers=headers).status_code == 200
    here.store.remove_token("desk")
    is_problem(here.http.get("/v1/", headers=headers), 401)


def test_guessing_is_slowed_down_but_good_tokens_pass(here: Here) -> None:
    bad = {"Authorization": "Bearer guess"}
    answers = [here.http.get("/v1/", headers=bad) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {401}
    is_problem(answers[30], 429)
    assert 1 <= int(answers[30].headers["retry-after"]) <= 60
    assert here.http.get("/v1/").status_code == 200


def test_failures_are_forgotten_after_a_while() -> None:
    now = 0.0
    failures = Failures(2, 60, clock=lambda: now)
    assert [failures.count("a"), failures.count("a")] == [0, 0]
    now = 20.5
    assert failures.count("a") == 40
    assert failures.count("b") == 0
    now = 60.0
    assert failures.count("a") == 0


def test_nothing_there_is_a_problem(here: Here) -> None:
    for path in ("/", "/v1", "/v1/nope", "/v2/", "/v1/absences/x/y", "/favicon.ico"):
        is_problem(here.http.get(path), 404)


def test_another_method_is_a_problem(here: Here) -> None:
    for method, path in [
        ("PUT", "/v1/"),
        ("GET", "/v1/outcomes"),
        ("POST", "/v1/absences/x"),
        ("HEAD", "/v1/events"),
    ]:
        answer = here.http.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"]


def lines(answer: httpx.Response) -> list[dict]:
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [msgspec.json.decode(line) for line in answer.content.splitlines()]


def test_the_snapshot_is_whole_and_follows_the_wire(here: Here) -> None:
    answer = here.http.get("/v1/snapshot")
    first, *items, last = lines(answer)
    assert (first["type"], last["type"]) == ("snapshot", "end")
    assert first["state"] == last["state"] == here.store.state
    assert {(item["type"], item["id"]) for item in items} == {
        ("unit", "u1"),
        ("person", "p1"),
        ("absence", "calendar"),
    }
    for line in answer.content.splitlines()[1:-1]:
        assert wire.decode(line) is not None


def test_the_snapshot_is_not_sent_again_to_who_has_it(here: Here) -> None:
    tag = here.http.get("/v1/snapshot").headers["etag"]
    assert tag.startswith('"')
    for wanted in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = here.http.get("/v1/snapshot", headers={"If-None-Match": wanted})
        assert answer.status_code == 304
        assert answer.headers["etag"] == tag
        assert not answer.content
    here.store.commit([person("p2")])
    answer = here.http.get("/v1/snapshot", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


@pytest.mark.parametrize("path", ["/v1/snapshot", "/v1/changes?since={state}"])
def test_codings_are_negotiated_and_say_the_same(here: Here, path: str) -> None:
    state = here.store.state
    here.store.commit([person(f"n{i}", description="x" * 3000) for i in range(300)])
    bodies, tags = {}, set()
    for coding in ("identity", "gzip", "zstd"):
        request = here.http.build_request(
            "GET", path.format(state=state), headers={"Accept-Encoding": coding}
        )
        answer = here.http.send(request, stream=True)
        raw = b"".join(answer.iter_raw())
        answer.close()
        assert answer.headers.get("content-encoding", "identity") == coding
        assert answer.headers["vary"] == "Accept-Encoding"
        tags.add(answer.headers.get("etag"))
        bodies[coding] = raw
    plain = bodies["identity"]
    assert gzip.decompress(bodies["gzip"]) == plain
    assert zstandard.ZstdDecompressor().decompressobj().decompress(bodies["zstd"]) == plain
    assert len(bodies["zstd"]) < len(plain) / 5
    assert len(tags) == (3 if "snapshot" in path else 1)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip; q=0", "identity"),
        ("zstd;q=0, *", "gzip"),
        ("*", "zstd"),
        ("identity, gzip;q=0.5", "identity"),
        ("zstd;q=2", "identity"),
        ("zstd;q=x, gzip;level=1", "identity"),
        ("br, deflate", "identity"),
        (",;,q=1;;", "identity"),
    ],
)  # fmt: skip
def test_negotiation(accepted: str | None, coding: str) -> None:
    assert negotiate(accepted) == coding


def test_changes_come_in_pages(here: Here) -> None:
    state = here.store.state
    here.store.commit([person(f"n{i}") for i in range(5)])
    first = here.http.get("/v1/changes", params={"since": state, "limit": 3}).json()
    assert [item["id"] for item in first["changes"]] == ["n0", "n1", "n2"]
    assert first["more"] is True
    second = here.http.get("/v1/changes", params={"since": first["state"], "limit": 3}).json()
    assert [item["id"] for item in second["changes"]] == ["n3", "n4"]
    assert second == second | {"more": False, "state": here.store.state}


def test_becoming_shielded_is_a_tombstone_without_text(here: Here) -> None:
    state = here.store.state
    here.store.commit([person("p1", "Kari Nordmann", protection=Protection.SHIELDED, phones=(mobile(),))])
    page = here.http.get("/v1/changes", params={"since": state})
    assert {"type": "person", "id": "p1", "deleted": True} in page.json()["changes"]
    assert "Nordmann" not in page.text


def test_an_unknown_state_asks_for_a_new_snapshot(here: Here) -> None:
    for state in ("x", "0", "ffffffffffff-1-00000000", "é", "x" * 5000):
        problem = is_problem(here.http.get("/v1/changes", params={"since": state}), 410)
        assert problem["type"] == "cannotCalculateChanges"


def test_a_limit_is_a_number_from_1(here: Here) -> None:
    for limit in ("0", "00", "-1", "x", "1.5", "", "١", " 1"):
        is_problem(here.http.get("/v1/changes", params={"since": here.store.state, "limit": limit}), 400)


def test_a_huge_limit_gives_what_there_is(here: Here) -> None:
    for limit in ("5001", "9" * 10, "9" * 500):
        answer = here.http.get("/v1/changes", params={"since": here.store.state, "limit": limit})
        assert answer.json()["changes"] == []


def test_since_is_needed(here: Here) -> None:
    is_problem(here.http.get("/v1/changes"), 400)
    is_problem(here.http.get("/v1/changes?since="), 400)


def test_an_outcome_is_kept_once_and_served(here: Here) -> None:
    state = here.store.state
    body = outcome()
    assert here.http.post("/v1/outcomes", json=body).status_code == 201
    assert here.http.post("/v1/outcomes", json=body).status_code == 200
    assert here.http.post("/v1/outcomes", json=body | {"id": body["id"].upper()}).status_code == 200
    (item,) = here.http.get("/v1/changes", params={"since": state}).json()["changes"]
    assert item == {"type": "outcome", "updated": item["updated"]} | body
    is_problem(here.http.post("/v1/outcomes", json=body | {"result": "busy"}), 409)
    assert here.http.post("/v1/outcomes", json=outcome(person=None, unit="u1")).status_code == 201


def test_a_message_is_kept_once(here: Here) -> None:
    body = message(caller={"name": "Ola", "number": "+4722334455"}, callBack=True, urgent=True)
    for _ in range(2):
        assert here.http.post("/v1/messages", json=body).status_code == 202
    (kept,) = here.store.messages()
    assert (kept.text, kept.caller_name, kept.call_back) == ("ring tilbake", "Ola", True)


@pytest.mark.parametrize("token", ["token", "lead_token"])
def test_an_absence_is_registered_served_and_ended(here: Here, token: str) -> None:
    headers = {"Authorization": f"Bearer {getattr(here, token)}"}
    state = here.store.state
    assert here.http.post("/v1/absences", json=leave(), headers=headers).status_code == 201
    assert here.http.post("/v1/absences", json=leave(), headers=headers).status_code == 200
    (item,) = here.http.get("/v1/changes", params={"since": state}).json()["changes"]
    assert (item["id"], item["source"], item["kind"]) == ("x1", "switchboard", "meeting")
    state = here.store.state
    for _ in range(2):
        assert here.http.delete("/v1/absences/x1", headers=headers).status_code == 204
    (item,) = here.http.get("/v1/changes", params={"since": state}).json()["changes"]
    assert item == {"type": "absence", "id": "x1", "deleted": True}


def test_other_peoples_absences_stay(here: Here) -> None:
    is_problem(here.http.delete("/v1/absences/calendar"), 403)
    is_problem(here.http.post("/v1/absences", json=leave(id="calendar")), 409)
    held = here.store.get(Ref(Kind.ABSENCE, "calendar"))
    assert held is not None
    assert held.visible


def test_the_shielded_do_not_exist(here: Here) -> None:
    state = here.store.state
    for path, body in (("outcomes", outcome()), ("messages", message()), ("absences", leave())):
        answers = [here.http.post(f"/v1/{path}", json=body | {"person": who}) for who in ("hidden", "nobody")]
        assert is_problem(answers[0], 404) == is_problem(answers[1], 404)
    is_problem(here.http.post("/v1/outcomes", json=outcome(person=None, unit="nothing")), 404)
    hidden, unknown = (here.http.delete(f"/v1/absences/{which}") for which in ("hidden-absence", "x"))
    assert is_problem(hidden, 404) == is_problem(unknown, 404)
    assert here.store.state == state
    assert here.store.messages() == []


_BREAKS_THE_CONTRACT = [
    ("outcomes", outcome(id="no-uuid")),
    ("outcomes", outcome(id=None)),
    ("outcomes", outcome(result="fine")),
    ("outcomes", outcome(result=None)),
    ("outcomes", outcome(result=["reached"])),
    ("outcomes", outcome(unit="u1")),
    ("outcomes", outcome(person=None)),
    ("outcomes", outcome(person="")),
    ("outcomes", outcome(at="2026-11-24T10:00:00")),
    ("outcomes", outcome(at=0)),
    ("outcomes", outcome(type="person")),
    ("outcomes", outcome(deleted=True)),
    ("outcomes", []),
    ("outcomes", 7),
    ("outcomes", "reached"),
    ("messages", message(id="1")),
    ("messages", message(text=None)),
    ("messages", message(text="x" * 20_001)),
    ("messages", message(callBack="yes")),
    ("messages", message(caller="Ola")),
    ("messages", message(unit="u1")),
    ("absences", leave(id="")),
    ("absences", leave(id="x" * 201)),
    ("absences", leave(id="a\u202eb")),
    ("absences", leave(kind="flu")),
    ("absences", leave(kind={})),
    ("absences", leave(source="calendar")),
    ("absences", leave(end=AT)),
    ("absences", leave(start=None)),
    ("absences", leave(answersCalls=1)),
    ("absences", leave(person=None)),
]


def test_what_breaks_the_contract_is_named(here: Here) -> None:
    state = here.store.state
    for path, body in _BREAKS_THE_CONTRACT:
        problem = is_problem(here.http.post(f"/v1/{path}", json=body), 422)
        assert "cannot be used" in problem["detail"]
    assert here.store.state == state
    assert here.store.messages() == []


@pytest.mark.parametrize("path", ["outcomes", "messages", "absences"])
def test_no_json_is_a_problem(here: Here, path: str) -> None:
    for body in (b"", b"{", b"\xff", b"nul", b"[" * 60_000, b'{"id":"\xed\xa0\x80"}'):
        answer = here.http.post(f"/v1/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422)
        is_problem(answer, answer.status_code)


def test_bodies_are_bounded(here: Here) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100_000):
            yield b" " * 1024

    for content in (b" " * (MAX_BODY + 1), endless()):
        # The service may hang up before an endless body has ended; either way it has not swallowed it.
        try:
            answer = here.http.post(
                "/v1/outcomes", content=content, headers={"Content-Type": "application/json"}
            )
        except httpx.WriteError:
            continue
        is_problem(answer, 413)
    assert here.http.get("/v1/").status_code == 200


def test_other_media_are_refused(here: Here) -> None:
    for headers in (
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ):
        is_problem(here.http.post("/v1/outcomes", content=b"{}", headers=headers), 415)
    answer = here.http.post(
        "/v1/outcomes",
        content=json.dumps(outcome()),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    assert answer.status_code == 201


def test_the_description_is_served(here: Here) -> None:
    document = here.http.get("/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert "/v1/snapshot" in document["paths"]


def test_a_bug_is_a_problem_without_a_traceback(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Store) -> None:
        raise RuntimeError("Kari Nordmann +4723461234")

    monkeypatch.setattr(Store, "overview", fail)
    answer = here.http.get("/v1/")
    is_problem(answer, 500)
    assert "Nordmann" not in answer.text
    assert "a request failed: RuntimeError" in caplog.text
    assert "Nordmann" not in caplog.text
    caplog.clear()


def test_a_broken_snapshot_breaks_the_answer_off(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import apsw

    from switchboard.gateway import snapshot

    real = snapshot.each

    def failing(connection: apsw.Connection, sql: str) -> Iterator[tuple[bytes]]:
        yield from ((b"x" * 300_000,) for _ in range(3))
        raise apsw.CorruptError

    monkeypatch.setattr(snapshot, "each", failing)
    with pytest.raises(httpx.RemoteProtocolError):
        here.http.get("/v1/snapshot")
    caplog.clear()
    monkeypatch.setattr(snapshot, "each", real)
    assert lines(here.http.get("/v1/snapshot"))[-1]["type"] == "end"


def test_no_personal_data_in_the_log(here: Here, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        here.http.post("/v1/messages", json=message(caller={"name": "Ola Kaller", "number": "+4722334455"}))
        here.http.post("/v1/outcomes", json=outcome(person="Kari Nordmann"))
        here.http.get("/v1/changes", params={"since": "Kari Nordmann"})
        here.http.get("/v1/snapshot")
    text = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    for secret in ("Ola Kaller", "22334455", "Nordmann", here.token):
        assert secret not in text


def test_hundreds_of_small_commits_a_second_while_serving(here: Here) -> None:
    begin = time.thread_time()
    for i in range(300):
        here.store.commit([presence("p1", since=TUESDAY_10, updated=TUESDAY_10, activity=str(i))])
    took = time.thread_time() - begin
    assert here.http.get("/v1/").json()["state"] == here.store.state
    assert took < 3, f"300 commits took {took:.1f} s"


def test_tombstones_of_absences_reach_everybody(here: Here) -> None:
    state = here.store.state
    here.store.commit([Tombstone(Ref(Kind.ABSENCE, "calendar"))])
    page = here.http.get("/v1/changes", params={"since": state}).json()
    assert page["changes"] == [{"type": "absence", "id": "calendar", "deleted": True}]


def test_an_outcome_for_a_unit_is_the_units(here: Here) -> None:
    body = outcome(person=None, unit="u1", result="no-answer")
    here.http.post("/v1/outcomes", json=body)
    held = here.store.get(Ref(Kind.OUTCOME, body["id"]))
    assert held is not None
    assert isinstance(held.item, Outcome)
    assert (held.item.unit, held.item.person) == ("u1", None)


def test_a_store_that_does_not_answer_is_a_pause(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import apsw

    from switchboard.gateway import rows

    def busy(*_: object) -> None:
        raise apsw.BusyError("database is locked")

    monkeypatch.setattr(rows, "counts", busy)
    answer = here.http.get("/v1/")
    is_problem(answer, 503)
    assert int(answer.headers["retry-after"]) > 0
    caplog.clear()
