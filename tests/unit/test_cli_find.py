"""``switchboard search`` and ``switchboard routes`` from a file and from the local copy."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.builders import person, phone

from switchboard import profile
from switchboard.cli import run

AT = "2026-11-24T10:00:00+01:00"

LINES: list[Any] = [
    {"type": "service", "name": "Prøveby", "country": "NO", "timeZone": "Europe/Oslo"},
    {
        "type": "person",
        "id": "p1",
        "name": {"given": "Kristian", "surname": "Hansen"},
        "title": "Saksbehandler",
        "unit": "u1",
        "phones": [
            {"number": "+4723461234", "disclosure": "internal"},
            {"number": "+4799887766", "features": ["mobile"], "label": "private 998 87 766"},
        ],
        "alternates": [{"person": "p2"}, {"person": "p3", "topic": "Skjenking"}, {"person": "p4"}],
        "keywords": ["byggesak"],
        "workHours": "Mo-Fr 08:00-16:00",
    },
    {"type": "person", "id": "p2", "name": {"given": "Anne", "surname": "Lie"}, "unit": "u1",
     "phones": [{"number": "+4723461235", "disclosure": "public"}]},
    {"type": "person", "id": "p3", "name": {"given": "Per", "surname": "Ås"}, "unit": "u1",
     "phones": [{"number": "+4723461236", "disclosure": "transfer-only"}]},
    {"type": "person", "id": "p4", "name": {"given": "Ola", "surname": "Dunk"}, "unit": "u1",
     "phones": [{"number": "+4723461237", "disclosure": "public"}]},
    {"type": "person", "id": "s1", "name": {"given": "Skjult", "surname": "Lie"}, "unit": "u1",
     "protection": "shielded"},
    {"type": "unit", "id": "u1", "name": "Byggesak", "phoneHours": "Mo-Fr 10:40-15:00; PH off",
     "phones": [{"number": "+4721802180", "features": ["main-number"], "disclosure": "public"}],
     "callerNotice": "x"},
    {"type": "absence", "id": "a1", "person": "p1", "start": "2026-11-23T08:00:00+01:00",
     "end": "2026-11-27T18:00:00+01:00", "kind": "vacation", "source": "calendar",
     "updated": "2026-11-20T08:00:00Z"},
    {"type": "absence", "id": "a4", "person": "p4", "start": "2026-11-23T08:00:00+01:00", "kind": "leave"},
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> str:
    return write(tmp_path, *(json.dumps(line) for line in LINES))


def write(folder: Path, *lines: str) -> str:
    path = folder / "city.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def ask(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def test_routes_as_json(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ask(capsys, "routes", "p1", "--data", data, "--at", AT, "--json")
    assert json.loads(said) == {
        "id": "p1",
        "at": AT,
        "availability": {
            "status": "away",
            "until": "2026-11-30T08:00:00+01:00",
            "why": "on vacation, back Mon 30 Nov 08:00",
            "source": "calendar",
            "asOf": "2026-11-20T09:00:00+01:00",
        },
        "routes": [
            route("alternate", "alternate; nothing registered", person="p2", phone="+4723461235"),
            route(
                "unit",
                "main number; opens in 40 min",
                unit="u1",
                phone="+4721802180",
                open=False,
                opens="2026-11-24T10:40:00+01:00",
            ),
            route("message", "a message or a call back", person="p1"),
            route("phone", "on vacation, back Mon 30 Nov 08:00", person="p1", phone="+4723461234"),
            route("phone", "on vacation, back Mon 30 Nov 08:00", person="p1", phone="•• •• •• 66"),
        ],
        "leftOut": [
            {"person": "p3", "why": "Per Ås: takes calls about Skjenking only"},
            {"person": "p4", "why": "Ola Dunk: on leave, end not known"},
        ],
    }


def route(kind: str, why: str, **fields: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "person": None,
        "unit": None,
        "phone": None,
        "open": True,
        "opens": None,
        "why": why,
        **fields,
    }


def test_routes_with_a_topic(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(
        ask(capsys, "routes", "p1", "--data", data, "--at", AT, "--json", "--topic", " skjenking ")
    )
    assert [(r["person"], r["phone"]) for r in said["routes"][:2]] == [
        ("p3", "•• •• •• 36"),
        ("p2", "+4723461235"),
    ]


def test_routes_for_a_unit(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(ask(capsys, "routes", "u1", "--data", data, "--at", AT, "--json"))
    assert said["availability"] is None
    assert [r["kind"] for r in said["routes"]] == ["message", "unit"]


def test_routes_for_people(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ask(capsys, "routes", "p1", "--data", data, "--at", AT)
    assert said.splitlines()[:2] == [
        "Kristian Hansen · Saksbehandler · Byggesak",
        "away: on vacation, back Mon 30 Nov 08:00",
    ]
    assert "23 46 12 35 (may be told)" in said
    assert "23 46 12 34 (not to be told)" in said
    assert "•• •• •• 66 (put through only)" in said
    assert "99887766" not in said.replace(" ", "")
    assert "  Ola Dunk: on leave, end not known" in said


@pytest.mark.parametrize("unknown", ["nobody", "s1", "", "u1 "])
def test_an_unknown_id_is_a_sentence(unknown: str, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--json"]):
        said = ask(capsys, "routes", unknown, "--data", data, "--at", AT, *more, code=1)
        assert said.startswith("switchboard: The directory has no person or unit with this id.")
        assert "Skjult" not in said


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_out_of_reach_is_a_sentence(time: str, data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "between the years" in ask(capsys, "routes", "p1", "--data", data, "--at", time, code=1)


def test_search_as_json(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ask(capsys, "search", "hansen", "--data", data, "--json")
    assert json.loads(said) == {
        "query": "hansen",
        "total": 1,
        "hits": [
            {
                "type": "person",
                "id": "p1",
                "matched": [{"field": "name", "how": "exact", "text": "Kristian Hansen"}],
            }
        ],
    }


def test_shielded_people_and_masked_numbers_are_not_found(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for query in ("skjult", "99887766", "+47 998 87", "87766", "23461236"):
        answer = json.loads(ask(capsys, "search", query, "--data", data, "--json"))
        assert answer["hits"] == []


def test_the_limit_cuts_hits_and_not_the_total(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(ask(capsys, "search", "byggesak", "--data", data, "--json", "--limit", "2"))
    assert (len(answer["hits"]), answer["total"]) == (2, 5)


def test_search_for_people(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ask(capsys, "search", "byggesak", "--data", data, "--at", AT, "--limit", "3")
    assert said.splitlines()[0] == "3 of 5 hits for “byggesak”"
    assert "opens 10:40" in said
    assert "on vacation, back Mon 30 Nov 08:00" in ask(capsys, "search", "hansen", "--data", data, "--at", AT)
    assert ask(capsys, "search", "qqqqqq", "--data", data) == "Nobody and nothing matches “qqqqqq”.\n"


def test_words_that_nobody_has_are_named_for_people(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    def first(query: str) -> str:
        return ask(capsys, "search", query, "--data", data).splitlines()[0]

    assert first("hansen Xyzzyq") == "1 hit, without “Xyzzyq”, for “hansen Xyzzyq”"
    assert first("Qvxz hansen xyzzyq") == "1 hit, without “Qvxz”, “xyzzyq”, for “Qvxz hansen xyzzyq”"
    assert first("jeg skal snakke med hansen") == "1 hit for “jeg skal snakke med hansen”"
    answer = json.loads(ask(capsys, "search", "hansen Xyzzyq", "--data", data, "--json"))
    assert list(answer) == ["query", "total", "hits", "leftOut"]
    assert answer["leftOut"] == ["Xyzzyq"]
    answer = json.loads(ask(capsys, "search", "jeg skal snakke med hansen", "--data", data, "--json"))
    assert list(answer) == ["query", "total", "hits"], "the shape that scripts know"


def test_a_guess_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kari = '{"type":"person","id":"p1","name":{"given":"Kari","surname":"Nordmann"},"aliases":["Kari Dahl"]}'
    unit = '{"type":"unit","id":"u1","name":"Renovasjon","keywords":["Christiansgate"]}'
    data = write(tmp_path, kari, unit)

    def row(query: str) -> str:
        return ask(capsys, "search", query, "--data", data).splitlines()[1].strip()

    plain = "Kari Nordmann    nothing registered"
    assert row("kari nordmann") == f"{plain}  p1"
    assert row("kari norfmann") == f"{plain}  spelled alike  p1"
    assert row("cari nordmann") == f"{plain}  sounds alike  p1"
    assert row("kari dahl") == f"{plain}  also known as Kari Dahl  p1"
    assert row("kristiansgate") == "Renovasjon    phone hours not known  sounds like Christiansgate  u1"


def test_what_is_endless_is_cut_for_people_and_whole_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endless = {
        "type": "person",
        "id": "p1",
        "title": "t" * 9_000,
        "name": {"given": "Kari", "surname": "x" * 9_000},
    }
    unit = {"type": "unit", "id": "u1", "name": "y" * 9_000, "keywords": ["kari"]}
    data = write(tmp_path, json.dumps({**endless, "unit": "u1"}), json.dumps(unit))
    for command in (["search", "kari"], ["routes", "p1"], ["routes", "u1"], ["cleanup"]):
        said = ask(capsys, *command, "--data", data, "--at", AT)
        assert "…" in said
        assert max(map(len, said.splitlines())) < 300
    assert "x" * 9_000 in ask(capsys, "search", "kari", "--data", data, "--json")
    said = ask(capsys, "search", "z" * 590, "--data", data)
    assert len(said) < 120


def test_one_answer_for_each_line(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("hansen\r\n\n[(* \x00\nlie"))
    lines = ask(capsys, "search", "--stdin", "--json", "--data", data).splitlines()
    assert [json.loads(line)["query"] for line in lines] == ["hansen", "", "[(* \x00", "lie"]


@pytest.mark.parametrize("arguments", [["search"], ["search", "x", "--stdin"]])
def test_either_a_query_or_standard_input(
    arguments: list[str], data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "either a query or --stdin" in ask(capsys, *arguments, "--data", data, code=1)


def test_bad_lines_are_named_and_the_rest_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = '{"type":"person","id":"p1","name":{"given":"Kari","surname":"Nordmann"}}'
    data = write(tmp_path, "{", good, '{"type":"person","id":"p2"}', '{"type":"alien","id":"x"}')
    assert run(["search", "kari", "--json", "--data", data]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["total"] == 1
    lines = captured.err.splitlines()
    assert lines[0] == "switchboard: city.jsonl, line 1: it is no valid JSON"
    assert lines[1].startswith("switchboard: city.jsonl, line 3: ")
    assert len(lines) == 2


def test_a_file_that_is_no_directory_file_does_not_flood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nonsense = ["nonsense"] * 250
    data = write(tmp_path, '{"type":"unit","id":"u","name":"Vann"}', *nonsense)
    assert run(["search", "kari", "--data", data]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "switchboard: city.jsonl: and 240 more lines"
    for command in (["search", "kari"], ["routes", "u"], ["cleanup"]):
        said = ask(capsys, *command, "--data", write(tmp_path, *nonsense), code=1)
        assert "city.jsonl has no person and no unit that can be used; line 1: it is no valid JSON." in said
        assert len(said.splitlines()) == 1


def test_an_id_that_stands_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = '{"type":"person","id":"p1","name":{"given":"Kari","surname":"Nordmann"}}'
    data = write(tmp_path, good, good.replace("p1", "p2"), good.replace("Kari", "Ola"))
    assert run(["search", "ola", "--json", "--data", data]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["total"] == 1
    assert captured.err.startswith(
        "switchboard: city.jsonl: 1 line has an id that an earlier line has already"
    )
    assert captured.err.endswith("counts: 3\n")


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["search", "x"], ["routes", "x"]):
        said = ask(capsys, *command, "--data", "/nowhere/city.jsonl", code=1)
        assert said.startswith("switchboard: The file /nowhere/city.jsonl cannot be read")


@pytest.mark.parametrize("option", ["--data", "--vocabulary"])
def test_a_file_without_a_name(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["search", "x", option, ""])
    assert caught.value.code == 2
    assert f"argument {option}: name a file; this is empty" in capsys.readouterr().err


def test_what_is_no_file_is_named_as_it_was_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{tmp_path} is no file." in ask(capsys, "search", "x", "--data", str(tmp_path), code=1)
    here = write(tmp_path, '{"type":"unit","id":"u1","name":"Byggesak"}')
    none = str(tmp_path / "none" / "words.rdf")
    said = ask(capsys, "search", "x", "--data", here, "--vocabulary", none, code=1)
    assert f"The vocabulary {none} cannot be read" in said


VOCABULARY = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="x"><skos:prefLabel>Byggesak</skos:prefLabel>
<skos:hiddenLabel>terrasseplaner</skos:hiddenLabel></skos:Concept></rdf:RDF>"""


def test_callers_words(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vocabulary = tmp_path / "words.rdf"
    vocabulary.write_text(VOCABULARY, encoding="utf-8")
    query = ["search", "Terrasseplaner", "--data", data, "--json"]
    assert json.loads(ask(capsys, *query))["total"] == 0
    answer = json.loads(ask(capsys, *query, "--vocabulary", str(vocabulary)))
    assert (answer["query"], answer["total"]) == ("Terrasseplaner", 5)
    assert answer["hits"][0]["matched"][0]["how"] == "synonym"
    broken = write(tmp_path, "<")
    assert "no SKOS vocabulary" in ask(capsys, *query, "--vocabulary", broken, code=1)


def test_without_a_local_copy(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["search", "x"], ["routes", "x"]):
        said = ask(capsys, *command, code=1)
        assert said.startswith("switchboard: There is no local copy of the directory yet. Fetch it with")


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A local copy of one person, last in contact twenty minutes ago, and the arguments that choose it."""
    from switchboard.cache import open_cache
    from switchboard.domain.model import Service
    from switchboard.vault import Vault

    monkeypatch.setattr(Vault, "existing_key", lambda self: bytes(32))
    here = profile.choose(tmp_path / "mine")
    cache = open_cache(here.cache_file, bytes(32)).cache
    try:
        writer = cache.writer()
        writer.begin_fill("s1")
        writer.fill([person("p1", "Kari Nordmann", phones=(phone(),))])
        writer.swap(datetime.now(UTC) - timedelta(minutes=20), Service())
    finally:
        cache.close()
    return ["--profile", str(tmp_path / "mine")]


def test_answers_from_the_local_copy(copy: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(ask(capsys, *copy, "search", "kari", "--json"))["hits"][0]["id"] == "p1"
    said = json.loads(ask(capsys, *copy, "routes", "p1", "--json"))
    assert said["availability"]["status"] == "unknown"
    assert "20 min" in said["availability"]["why"]
    profile.save_settings(profile.current(), profile.Settings(stale_after=3600))
    said = json.loads(ask(capsys, *copy, "routes", "p1", "--json"))
    assert said["availability"]["status"] == "not-registered"


def test_the_answers_are_utf8_and_come_one_by_one(data: str) -> None:
    """As a script uses it: another code page, and no answer may wait for the next question."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, "-m", "switchboard", "search", "--stdin", "--json", "--data", data],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for query, found in (("ås".encode(), "p3"), (b"\xff\xfe", None), (b"kristian", "p1")):
            process.stdin.write(query + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline().decode("utf-8"))
            assert [hit["id"] for hit in answer["hits"]][:1] == ([] if found is None else [found])
        process.stdin.close()
    assert process.returncode == 0


SKOS = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept>
<skos:prefLabel>Byggesak</skos:prefLabel><skos:altLabel>kvernbrisk</skos:altLabel>
</skos:Concept></rdf:RDF>"""


def test_a_vocabulary_of_ones_own(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "words.rdf"
    path.write_text(SKOS, "utf-8")
    assert "Nobody" in ask(capsys, "search", "kvernbrisk", "--data", data)
    said = ask(capsys, "search", "kvernbrisk", "--data", data, "--vocabulary", str(path), "--at", AT)
    assert said.splitlines()[0] == "5 hits for “kvernbrisk”"
    assert said.splitlines()[1].startswith("  Byggesak")
    assert said.splitlines()[-1] == "  topic: kvernbrisk → Byggesak"
    answer = json.loads(
        ask(
            capsys,
            "search",
            "kvernbrisk",
            "--data",
            data,
            "--vocabulary",
            str(path),
            "--json",
            "--limit",
            "1",
        )
    )
    assert answer == {
        "query": "kvernbrisk",
        "total": 5,
        "hits": [
            {
                "type": "unit",
                "id": "u1",
                "matched": [{"field": "name", "how": "synonym", "text": "Byggesak"}],
            }
        ],
    }
    path.write_text("nothing", "utf-8")
    assert "no SKOS vocabulary" in ask(
        capsys, "search", "x", "--data", data, "--vocabulary", str(path), code=1
    )


def test_everyday_words_are_known_without_any_file(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ask(capsys, "search", "søke om å bygge", "--data", data, "--at", AT)
    assert said.splitlines()[1].startswith("  Byggesak")


def test_the_local_copy_answers_by_its_image_and_the_settings(
    copy: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from switchboard.cache import open_existing
    from switchboard.search.index import Index

    here = profile.choose(tmp_path / "mine")
    cache = open_existing(here.cache_file, bytes(32))
    assert cache is not None
    writer = cache.desk_writer()
    image = Index.build([person("p1", "Kari Nordmann", title="Only In The Image")], []).image()
    assert writer.put_image("search", image, cache.reader().revision)
    cache.close()
    assert json.loads(ask(capsys, *copy, "search", "image", "--json"))["total"] == 1
    (here.config).mkdir(parents=True, exist_ok=True)
    (here.config / "words.rdf").write_text(SKOS.replace("Byggesak", "image"), "utf-8")
    profile.save_settings(here, profile.Settings(vocabulary="words.rdf", given_names="none.tsv"))
    assert run([*copy, "search", "kvernbrisk", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["total"] == 1
    assert captured.err.startswith("switchboard: The list of names none.tsv cannot be read. Save it as")
