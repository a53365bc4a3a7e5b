"""``switchboard gateway …`` as an administrator uses it."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from support.builders import TUESDAY_10, absence, mobile, outcome, person, presence, unit
from support.gateway_here import gateway_here
from support.gateway_process import GatewayProcess

from switchboard.cli import run
from switchboard.directory import wire
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    DirectoryObject,
    Kind,
    Protection,
    Ref,
    Service,
    Source,
    Tombstone,
)
from switchboard.gateway import config, transfer
from switchboard.gateway.housekeeping import sweep
from switchboard.gateway.store import Store

OBJECTS: list[DirectoryObject] = [
    unit(phone_hours="Mo-Fr 09:00-15:00; PH off", phones=(mobile(),)),
    person("p1", unit="u1", alternates=(Alternate(person="p2"),), updated=TUESDAY_10),
    person("p2", "Skjult Person", protection=Protection.SHIELDED, phones=(mobile(),)),
    absence("p1", note="møte", kind=AbsenceKind.MEETING),
    presence("p2"),
    outcome(person="p1"),
]


def write(path: Path, *items: wire.Decoded, extra: bytes = b"") -> Path:
    path.write_bytes(b"".join(wire.encode(item) + b"\n" for item in items) + extra)
    return path


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "gateway.db"


def gateway(tmp_path: Path, *arguments: str | Path) -> int:
    return run(["--profile", str(tmp_path / "profile"), "gateway", *map(str, arguments)])


def held(store_file: Path) -> set[DirectoryObject]:
    with Store(store_file) as store:
        return set(store.objects())


def test_what_is_imported_is_exported(
    tmp_path: Path, store_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = Service(name="Testby", country="DK", time_zone="Europe/Copenhagen", languages=("da",))
    data = write(tmp_path / "in.jsonl", service, *OBJECTS)
    assert gateway(tmp_path, "import", data, "--store", store_file) == 0
    assert "Imported 6 objects" in capsys.readouterr().out
    assert gateway(tmp_path, "export", tmp_path / "out.jsonl", "--store", store_file) == 0
    assert "shielded" in capsys.readouterr().out
    assert sorted((tmp_path / "out.jsonl").read_bytes().splitlines()) == sorted(
        data.read_bytes().splitlines()
    )
    if sys.platform != "win32":
        assert (tmp_path / "out.jsonl").stat().st_mode & 0o777 == 0o600


_text = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
_ids = st.sampled_from(["a", "b", "ø", '"', "c\\"])
_everything = st.lists(
    st.one_of(
        st.builds(
            lambda who, name, protection, other: person(
                who, f"x{name}", protection=protection, manager=other, alternates=(Alternate(person=other),)
            ),
            _ids, _text, st.sampled_from(Protection), _ids,
        ),
        st.builds(lambda who, name: unit(who, f"x{name}"), _ids, _text),
        st.builds(lambda who, note: absence(who, note=f"x{note}"), _ids, _text),
        st.builds(lambda who: presence(who), _ids),
    ),
    unique_by=lambda item: item.ref,
)  # fmt: skip


@given(_everything)
def test_nothing_is_lost_on_the_way_through(tmp_path_factory: pytest.TempPathFactory, items: list) -> None:
    folder = tmp_path_factory.mktemp("trip")
    data = write(folder / "in.jsonl", *items)
    with Store(None) as store:
        transfer.load(store, transfer.read(data))
        assert transfer.write(store, folder / "out.jsonl") == len(items)
    with Store(None) as store:
        again = transfer.read(folder / "out.jsonl")
        assert again.bad == []
        transfer.load(store, again)
        assert set(store.objects()) == set(items)


def test_bad_lines_are_named_and_nothing_is_imported(
    tmp_path: Path, store_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = b'{"type":"person","id":"p9"}\nnonsense\n{"type":"person","id":"p8","name":{"given":7}}\n'
    data = write(tmp_path / "in.jsonl", *OBJECTS, extra=bad)
    assert gateway(tmp_path, "import", data, "--store", store_file) == 1
    errors = capsys.readouterr().err
    assert "line 7:" in errors
    assert "line 8: it is no valid JSON" in errors
    assert "line 9:" in errors
    assert "--skip-bad-lines" in errors
    assert not store_file.exists() or not held(store_file)
    assert gateway(tmp_path, "import", data, "--store", store_file, "--skip-bad-lines") == 0
    assert held(store_file) == set(OBJECTS)
    assert "line 8:" in capsys.readouterr().err


def test_only_the_bad_part_of_a_line_is_passed_over(
    tmp_path: Path, store_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = b'"name":{"given":"Kari","surname":"Nordmann"}'
    bad = b'{"type":"person","id":"p9",' + name + b',"phones":[{"number":"ring"}],"keywords":"vann"}\n'
    twice = b'{"type":"person","id":"p8",' + name + b"}\n"
    hidden = twice.replace(b"}\n", b',"protection":"secret"}\n')
    data = write(tmp_path / "in.jsonl", extra=bad + twice + twice + twice.replace(b"p8", b"p7") + hidden)
    assert gateway(tmp_path, "import", data, "--store", store_file) == 1
    errors = capsys.readouterr().err
    assert "line 1: `phones[0].number` is no E.164 number" in errors
    assert "line 1: `keywords` should be a list, but is a text; only that is left out" in errors
    assert "2 lines of the file cannot be used." in errors
    assert gateway(tmp_path, "import", data, "--store", store_file, "--skip-bad-lines") == 0
    said = capsys.readouterr()
    assert {item.ref.id for item in held(store_file)} == {"p9", "p7"}, "p8 may not be shown any more"
    assert "Passed over 1 line that cannot be used.\nLeft out what cannot be used of 1 line." in said.out
    assert "1 line has an id that an earlier line has already, and the later one counts: 3" in said.err


def test_many_bad_lines_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write(tmp_path / "in.jsonl", extra=b"x\n" * 500)
    assert gateway(tmp_path, "import", data) == 1
    errors = capsys.readouterr().err
    assert len(errors.splitlines()) < 30
    assert "480 more lines" in errors
    assert "500 lines" in errors


def test_the_file_is_the_whole_truth_of_people_and_units(tmp_path: Path, store_file: Path) -> None:
    gateway(tmp_path, "import", write(tmp_path / "1.jsonl", *OBJECTS), "--store", store_file)
    with Store(store_file) as store:
        store.commit([absence("p1", id="calendar", source=Source.CALENDAR)])
    second = [person("p1"), person("p3")]
    assert gateway(tmp_path, "import", write(tmp_path / "2.jsonl", *second), "--store", store_file) == 0
    refs = {item.ref for item in held(store_file)}
    assert {ref for ref in refs if ref.kind in (Kind.PERSON, Kind.UNIT)} == {item.ref for item in second}
    assert Ref(Kind.ABSENCE, "calendar") in refs
    assert Ref(Kind.PRESENCE, "p2") not in refs


def test_losing_many_people_needs_a_yes(
    tmp_path: Path, store_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [person(f"p{i}") for i in range(100)]
    gateway(tmp_path, "import", write(tmp_path / "1.jsonl", *people), "--store", store_file)
    few = write(tmp_path / "2.jsonl", *people[:89])
    assert gateway(tmp_path, "import", few, "--store", store_file) == 1
    assert "would remove 11 of 100 people" in capsys.readouterr().err
    assert len(held(store_file)) == 100
    assert gateway(tmp_path, "import", write(tmp_path / "3.jsonl", *people[:90]), "--store", store_file) == 0
    assert gateway(tmp_path, "import", write(tmp_path / "4.jsonl"), "--store", store_file) == 1
    assert gateway(tmp_path, "import", few, "--store", store_file, "--allow-shrink") == 0
    assert len(held(store_file)) == 89


def test_tombstone_lines_remove(tmp_path: Path, store_file: Path) -> None:
    gateway(tmp_path, "import", write(tmp_path / "1.jsonl", *OBJECTS), "--store", store_file)
    gone = [Tombstone(Ref(Kind.PERSON, "p2")), Tombstone(Ref(Kind.ABSENCE, "a-p1"))]
    second = write(tmp_path / "2.jsonl", *OBJECTS, *gone)
    assert gateway(tmp_path, "import", second, "--store", store_file) == 0
    assert {item.ref for item in held(store_file)} == {item.ref for item in OBJECTS} - {
        *(tombstone.ref for tombstone in gone),
        Ref(Kind.PRESENCE, "p2"),
    }


def test_hours_that_silence_others_are_pointed_out(
    tmp_path: Path, store_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [
        unit("u1", phone_hours="Mo,Tu,Th 09:00-11:00; Th 16:00-17:15"),
        unit("u2", phone_hours="Mo-Fr 09:00-15:00; PH off"),
        person("p1", work_hours="når det passer"),
    ]
    assert gateway(tmp_path, "import", write(tmp_path / "1.jsonl", *items), "--store", store_file) == 0
    errors = capsys.readouterr().err
    assert "unit u1:" in errors
    assert "unit u2:" not in errors
    assert "person p1:" in errors


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gateway(tmp_path, "import", tmp_path / "none.jsonl") == 1
    assert gateway(tmp_path, "export", tmp_path / "x.jsonl") == 1
    assert gateway(tmp_path, "token", "list") == 1
    gateway(tmp_path, "import", write(tmp_path / "1.jsonl", *OBJECTS))
    assert gateway(tmp_path, "export", tmp_path / "no" / "folder.jsonl") == 1
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert errors.count("switchboard: ") == 4


def test_tokens_are_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gateway(tmp_path, "token", "add", "desk 1", "--role", "agent") == 0
    token = capsys.readouterr().out.strip()
    assert len(token) >= 43
    assert gateway(tmp_path, "token", "add", "desk 1", "--role", "lead") == 1
    assert gateway(tmp_path, "token", "list") == 0
    out = capsys.readouterr().out
    assert out == "agent\tdesk 1\n"
    with Store(tmp_path / "profile" / "data" / "gateway.db") as store:
        viewer = store.viewer(token)
        assert viewer is not None
        assert viewer.role == "agent"
    assert gateway(tmp_path, "token", "remove", "desk 1") == 0
    assert gateway(tmp_path, "token", "remove", "desk 1") == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("port = ", "valid TOML"),
        ("hots = 'x'", "unknown setting"),
        ("port = 'x'", "no usable value"),
        ("port = true", "no usable value"),
        ("port = 99999", "A port is"),
        ("history_days = 0", "no usable value"),
        ("keep_alive = -1", "no usable value"),
        ("host = '0.0.0.0'", "without encryption"),
        ("host = 'directory.example.org'", "without encryption"),
        ("certificate = 'cert.pem'", "both a certificate and a key"),
        ("certificate = 'cert.pem'\nkey = 'key.pem'", "There is no file"),
    ],
)
def test_a_configuration_that_cannot_be_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    file = tmp_path / "gateway.toml"
    file.write_text(text)
    assert gateway(tmp_path, "serve", "--config", file) == 1
    assert complaint in capsys.readouterr().err


def test_a_configuration_is_read_and_the_command_line_goes_first(tmp_path: Path) -> None:
    file = tmp_path / "gateway.toml"
    file.write_text(
        'host = "0.0.0.0"\nport = 1\nstore = "x.db"\nname = "By"\nbehind_proxy = true\n'
        "history_changes = 5\nhistory_days = 2\nkeep_alive = 3\n"
    )
    loaded = config.load(file)
    config.check(loaded)
    assert (loaded.port, loaded.store, loaded.name) == (1, tmp_path / "x.db", "By")
    assert (loaded.limits.changes, loaded.limits.age.days, loaded.keep_alive) == (5, 2, 3.0)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8"])
def test_this_machine_alone_needs_no_encryption(host: str) -> None:
    config.check(config.Config(host=host))


def test_tls_is_spoken(tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    import ssl

    trust = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
    with (
        Store(None) as store,
        gateway_here(store, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem") as here,
        httpx.Client(verify=trust, trust_env=False) as client,
    ):
        assert here.url.startswith("https://")
        answer = client.get(f"{here.url}/v1/", headers={"Authorization": f"Bearer {here.token}"})
        assert answer.status_code == 200


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("nonsense")
    with (
        Store(None) as store,
        pytest.raises(ExpectedError, match="certificate"),
        gateway_here(store, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem"),
    ):
        pass


def test_a_taken_port_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert gateway(tmp_path, "serve", "--port", port) == 1
    assert "cannot be served" in capsys.readouterr().err
    assert gateway(tmp_path, "serve", "--host", "127.0.0.1", "--port", "70000") == 1


def test_serving_a_bad_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write(tmp_path / "in.jsonl", *OBJECTS, extra=b"nonsense\n")
    assert gateway(tmp_path, "serve", "--data", data, "--port", "0") == 1
    assert "line 7:" in capsys.readouterr().err


def test_old_reports_of_desks_are_swept_away() -> None:
    from datetime import timedelta

    with Store(None) as store:
        early, late = TUESDAY_10 - timedelta(days=8), TUESDAY_10 - timedelta(days=1)
        desk = Source.SWITCHBOARD
        store.commit(
            [
                person("p1"),
                outcome(at=early, id="old"),
                outcome(at=late, id="new"),
                absence(start=early, end=early + timedelta(hours=1), id="ended", source=desk),
                absence(start=early, end=late, id="lately", source=desk),
                absence(start=early, id="open", source=desk),
                absence(start=early, end=early + timedelta(hours=1), id="calendar", source=Source.CALENDAR),
            ]
        )
        assert sweep(store, TUESDAY_10, timedelta(days=7)) == 2
        left = {item.ref.id for kind in (Kind.OUTCOME, Kind.ABSENCE) for item in store.objects(kind)}
        assert left == {"new", "lately", "open", "calendar"}
        assert sweep(store, TUESDAY_10, timedelta(days=7)) == 0


def start(tmp_path: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "switchboard",
            "--profile",
            tmp_path / "profile",
            "gateway",
            "serve",
            *arguments,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_people_are_told_and_a_stop_is_no_failure(tmp_path: Path, how: signal.Signals) -> None:
    data = write(tmp_path / "in.jsonl", *OBJECTS)
    process = start(tmp_path, "--data", data, "--port", "0")
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(3)]
    url, token = said[0].split()[-1], said[1].split()[-1]
    assert said[0].startswith("Serving 1 person at http://127.0.0.1:")
    assert said[2] == "Ctrl+C stops.\n"
    headers = {"Authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=url, headers=headers, trust_env=False) as client,
        client.stream("GET", "/v1/events") as events,
    ):
        received = events.iter_lines()
        assert next(received) == "event: state"
        process.send_signal(how)
        # It would listen for ever: whoever waited for it would never end.
        out, errors = process.communicate(timeout=60)
        assert list(received)[-1:] == [""]
    assert (process.returncode, out, errors) == (0, "", "")
    assert not (tmp_path / "profile" / "data" / "gateway.db").exists()


def test_an_announced_gateway_ends_with_its_parent(tmp_path: Path) -> None:
    data = write(tmp_path / "in.jsonl", *OBJECTS)
    process = start(tmp_path, "--announce", "--data", data, "--port", "0")
    assert process.stdout is not None
    assert process.stdin is not None
    said = json.loads(process.stdout.readline())
    headers = {"Authorization": f"Bearer {said['token']}"}
    assert httpx.get(f"{said['url']}/v1/", headers=headers, trust_env=False).json()["counts"]["persons"] == 1
    process.stdin.close()
    process.stdin = None
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (0, "", "")


def test_what_was_accepted_survives_a_kill(tmp_path: Path) -> None:
    data = write(tmp_path / "in.jsonl", *OBJECTS)
    with GatewayProcess(tmp_path, data=data) as process:
        headers = {"Authorization": f"Bearer {process.token}"}
        body = {
            "id": "0b8f6a54-7a5e-4b53-9b1e-0f0d6d0c2a11",
            "person": "p1",
            "result": "reached",
            "at": "2026-11-24T10:00:00+01:00",
        }
        state = httpx.get(f"{process.url}/v1/", headers=headers).json()["state"]
        assert httpx.post(f"{process.url}/v1/outcomes", json=body, headers=headers).status_code == 201
        process.kill()
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{process.url}/v1/", headers=headers)
        process.restart()
        assert httpx.post(f"{process.url}/v1/outcomes", json=body, headers=headers).status_code == 200
        page = httpx.get(f"{process.url}/v1/changes", params={"since": state}, headers=headers).json()
        assert [item["id"] for item in page["changes"]] == [body["id"]]
        process.commit(person("p7"))
        counts = httpx.get(f"{process.url}/v1/", headers=headers).json()["counts"]
        assert counts["persons"] == 2
        assert process.output == []


def test_the_demos_city_is_served_and_found_again(tmp_path: Path) -> None:
    with GatewayProcess(tmp_path, people=300) as process:
        headers = {"Authorization": f"Bearer {process.lead_token}"}
        before = httpx.get(f"{process.url}/v1/", headers=headers).json()
        assert before["viewer"]["role"] == "lead"
        assert 250 < before["counts"]["persons"] <= 300
        process.restart()
        after = httpx.get(f"{process.url}/v1/", headers=headers).json()
        assert after["counts"]["persons"] == before["counts"]["persons"]
        assert process.output == []


def test_a_missing_extra_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from switchboard.commands import gateway as command

    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name="starlette")

    monkeypatch.setattr(command, "_module", missing)
    assert gateway(tmp_path, "serve") == 1
    assert "starlette is missing" in capsys.readouterr().err


def test_a_living_source_that_fails_leaves_the_gateway_serving(caplog: pytest.LogCaptureFixture) -> None:
    from switchboard.domain.words import words
    from switchboard.gateway import commands

    class Failing:
        service = Service()

        def objects(self) -> list[DirectoryObject]:
            return []

        def run(self, commit: object, stop: threading.Event) -> None:
            raise ExpectedError(words("The disk of {name} is full.", name="Kari"))

    with Store(None) as store, commands._lively(store, Failing()):
        pass
    assert "nothing happens any more: The disk of {name} is full." in caplog.text
    caplog.clear()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_stop_waits_for_no_slow_reader_and_says_nothing(tmp_path: Path) -> None:
    text = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=19_000))
    with GatewayProcess(
        tmp_path, objects=[person(f"p{i}", description=text[i:]) for i in range(1000)]
    ) as process:
        with socket.create_connection(("127.0.0.1", process.port)) as reader:
            head = f"GET /v1/snapshot HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {process.token}\r\n\r\n"
            reader.sendall(head.encode())
            assert reader.recv(12) == b"HTTP/1.1 200"
            os.kill(process.pid, signal.SIGTERM)
            # The reader reads no more: whoever waited for it would never end.
            assert process.wait() == 0
        assert process.output == []
