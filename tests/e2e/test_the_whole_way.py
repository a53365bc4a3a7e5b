"""The whole way, once, for real: a gateway process, a window on a display, a keyring, hands and eyes.

Nothing is replaced: the directory travels over HTTP, the copy is encrypted with a key from a real keyring,
the keys come from the X server, and what the window says is read as a screen reader reads it.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Any
from uuid import uuid4

import pytest
from support.builders import main_number, person, phone, unit
from support.desktop import Desktop, Node, missing_programs
from support.gateway_process import GatewayProcess
from support.waiting import wait_until

from switchboard.demo.city import City
from switchboard.domain.model import Alternate, DirectoryObject, Disclosure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the virtual desktop is Linux'")

PEOPLE = 5_000
TORVALD = "Torvald Prøvesen"
SOLVEIG = "Solveig Stedfortreder"
SECRET_DIGITS = "98765432"
WITHHELD = "have just changed places"
OPEN_DIGITS = "23469911"


def city() -> Iterator[DirectoryObject]:
    yield from City(PEOPLE, 7).objects()
    yield unit("e2e-unit", "Prøvekontoret", phones=(main_number("+4721809900"),))
    yield person(
        "e2e-torvald",
        TORVALD,
        unit="e2e-unit",
        title="Prøveleder",
        phones=(phone(f"+47{OPEN_DIGITS}"),),
        alternates=(Alternate(person="e2e-solveig"),),
        keywords=("prøvesak",),
    )
    yield person(
        "e2e-solveig",
        SOLVEIG,
        unit="e2e-unit",
        phones=(phone(f"+47{SECRET_DIGITS}", Disclosure.TRANSFER_ONLY),),
        keywords=("prøvesak",),
    )


class App:
    """The program on its desktop."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop = desktop
        self.profile = folder / "profile"
        self.log = folder / "app.log"
        self.process: Popen[str] | None = None
        self.seen: list[Node] = []

    def start(self) -> None:
        self.process = self.desktop.start(
            [sys.executable, "-m", "switchboard", "--profile", str(self.profile)], log=self.log
        )
        self.desktop.focus("Switchboard")

    def quit(self) -> int:
        assert self.process is not None
        self.desktop.press("ctrl+q")
        return self.process.wait(30)

    def see(self, matches: Callable[[Node], bool], what: str, seconds: float = 30) -> Node:
        """Wait until the window says something; keep all it said, for the privacy checks."""
        assert self.process is not None

        def matching(node: Node) -> bool:
            return matches(node)

        with suppress(TimeoutExpired):
            self.process.wait(0)
            raise AssertionError(f"the program ended: {self.log.read_text()}")
        try:
            node = self.desktop.wait_for(matching, what=what, seconds=seconds)
        except AssertionError as error:
            said = "\n".join(f"{n.role}: {n.name} {n.text}" for n in self.desktop.read() if n.name or n.text)
            raise AssertionError(f"{error}; the window says:\n{said}\n{self.log.read_text()}") from None
        self.seen.extend(self.desktop.read())
        return node

    def search(self, text: str) -> None:
        self.desktop.press("Escape")
        self.see(lambda n: n.name == "Search" and n.text == "", "an empty search box")
        self.desktop.type(text)

    def take_first(self, calls: Path) -> None:
        """Press Enter, and see exactly one more call in the phone program.

        A key right after the routes have changed places starts no call, and the window says so: then, and
        only then, it is pressed once more, as an agent does.
        """
        before = len(dialled(calls))
        self.desktop.press("Return")

        def withheld() -> bool:
            return any(self.desktop.find(lambda n: WITHHELD in n.name and "showing" in n.states))

        wait_until(lambda: len(dialled(calls)) > before or withheld(), what="the call, or why there is none")
        if len(dialled(calls)) == before:
            self.desktop.press("Return")
            wait_until(lambda: len(dialled(calls)) > before, what="the call in the phone program")
        self.says("What came of it")
        assert len(dialled(calls)) == before + 1

    def row(self, name: str, *parts: str, seconds: float = 30) -> Node:
        """Wait for a hit that says a name and these words."""
        return self.see(
            lambda n: n.role == "list item" and n.name.startswith(name) and all(p in n.name for p in parts),
            f"a hit {name!r} that says {parts}",
            seconds,
        )

    def says(self, *parts: str, seconds: float = 30) -> Node:
        return self.see(
            lambda n: "showing" in n.states and all(part in n.name for part in parts),
            f"the words {parts}",
            seconds,
        )


def served(gateway: GatewayProcess, kind: str) -> list[dict[str, Any]]:
    """Return every object of a type, as a client is served them."""
    request = urllib.request.Request(
        f"{gateway.url}/v1/snapshot", headers={"Authorization": f"Bearer {gateway.token}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        objects = [json.loads(line) for line in answer]
    return [item for item in objects if item["type"] == kind]


def outcomes(gateway: GatewayProcess) -> list[tuple[str, str]]:
    """Return (person, result) of every outcome the service has."""
    return [(item.get("person", ""), item["result"]) for item in served(gateway, "outcome")]


def absences_of(gateway: GatewayProcess, person_id: str) -> list[str]:
    """Return the kinds of a person's absences at the service."""
    return [item["kind"] for item in served(gateway, "absence") if item["person"] == person_id]


def register_meeting(gateway: GatewayProcess, person_id: str) -> None:
    """Register an absence as another client does."""
    now = datetime.now(UTC)
    body = {
        "type": "absence",
        "id": str(uuid4()),
        "person": person_id,
        "start": (now - timedelta(minutes=1)).isoformat(),
        "end": (now + timedelta(hours=2)).isoformat(),
        "kind": "meeting",
        "source": "switchboard",
    }
    request = urllib.request.Request(
        f"{gateway.url}/v1/absences",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {gateway.lead_token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status in (200, 201)


def dialled(calls: Path) -> list[str]:
    return calls.read_text().split() if calls.exists() else []


def test_the_whole_way(tmp_path: Path) -> None:
    missing = missing_programs()
    assert not missing, f"install packaging/linux/packages-dev.txt: {missing} are missing"
    with (
        GatewayProcess(tmp_path, objects=city()) as gateway,
        Desktop(tmp_path / "desktop") as desktop,
    ):
        calls = desktop.register_phone_program()
        app = App(desktop, tmp_path)
        app.start()
        try:
            first_start(app, gateway)
            an_absence_appears(app, gateway)
            an_absence_from_the_desk(app, gateway)
            a_call_to_the_alternate(app, gateway, calls)
            without_the_gateway(app, gateway, calls)
            the_outcome_arrives_once(app, gateway)
            assert app.quit() == 0
            gateway.kill()
            a_new_start_without_the_gateway(app)
            assert app.quit() == 0
        except BaseException:
            desktop.screenshot(tmp_path / "failure.png")
            raise
        nothing_leaks(app, gateway, tmp_path)


def first_start(app: App, gateway: GatewayProcess) -> None:
    app.see(lambda n: n.name == "The directory's address" and "focused" in n.states, "the first page")
    app.desktop.type(gateway.url)
    app.desktop.press("Tab")
    app.see(lambda n: n.name == "Your token" and "focused" in n.states, "the token's field")
    app.desktop.type(gateway.token)
    app.desktop.press("Return")
    app.see(lambda n: n.name == "Search" and {"showing", "focused"} <= n.states, "the search box", 120)
    app.says("Live", "people")


def an_absence_appears(app: App, gateway: GatewayProcess) -> None:
    app.search("prøvesen torv")
    app.row(TORVALD, "not registered")
    selected = app.see(
        lambda n: n.role == "list item" and n.name.startswith(TORVALD) and "selected" in n.states,
        "the only hit selected",
    )
    register_meeting(gateway, "e2e-torvald")
    changed = app.row(TORVALD, "meeting")
    assert "selected" in changed.states
    assert changed.name != selected.name
    box = app.see(lambda n: n.name == "Search", "the search box")
    assert box.text == "prøvesen torv"


def an_absence_from_the_desk(app: App, gateway: GatewayProcess) -> None:
    app.search("solveig sted")
    app.row(SOLVEIG, "not registered")
    app.desktop.press("F5")
    app.see(lambda n: n.name.startswith("Absence") and "focused" in n.states, "the line for an absence")
    app.desktop.type("ferie")
    app.desktop.press("Return")
    app.row(SOLVEIG, "vacation")
    wait_until(lambda: absences_of(gateway, "e2e-solveig") == ["vacation"], what="the absence at the service")
    app.desktop.press("ctrl+z")
    wait_until(lambda: not absences_of(gateway, "e2e-solveig"), what="the absence, taken back")
    app.row(SOLVEIG, "not registered")
    app.search("prøvesen torv")
    app.row(TORVALD, "meeting")


def a_call_to_the_alternate(app: App, gateway: GatewayProcess, calls: Path) -> None:
    app.see(lambda n: n.role == "list item" and SOLVEIG in n.name, "the alternate among the routes")
    app.take_first(calls)
    assert dialled(calls) == [f"tel:+47{SECRET_DIGITS}"]
    app.says("What came of it", SOLVEIG)
    app.desktop.press("F7")
    wait_until(lambda: outcomes(gateway) == [("e2e-solveig", "reached")], what="the outcome at the service")


def without_the_gateway(app: App, gateway: GatewayProcess, calls: Path) -> None:
    gateway.kill()
    app.says("Offline", seconds=60)
    app.search("solveig sted")
    app.row(SOLVEIG)
    app.take_first(calls)
    assert len(dialled(calls)) == 2
    app.says("What came of it", SOLVEIG)
    app.desktop.press("F6")
    app.says("waiting")


def the_outcome_arrives_once(app: App, gateway: GatewayProcess) -> None:
    gateway.restart()
    app.says("Live", "people", seconds=120)
    wanted = [("e2e-solveig", "no-answer"), ("e2e-solveig", "reached")]
    wait_until(lambda: sorted(outcomes(gateway)) == wanted, what="the outcome, delivered once", seconds=60)
    app.search("torvald")
    app.row(TORVALD, "meeting")


def a_new_start_without_the_gateway(app: App) -> None:
    app.start()
    app.see(lambda n: n.name == "Search" and {"showing", "focused"} <= n.states, "the search box at once", 60)
    app.desktop.type("torvald pr")
    app.row(TORVALD)


def nothing_leaks(app: App, gateway: GatewayProcess, folder: Path) -> None:
    said = {text for node in app.seen for text in (node.name, node.description, node.text)}
    digits = {re.sub(r"\D", "", text) for text in said}
    assert not [text for text in digits if SECRET_DIGITS in text], "masked digits were said"
    assert any(OPEN_DIGITS in text for text in digits), "the check above would see digits"

    names = [TORVALD, "Torvald", "Prøvesen", SOLVEIG, "Stedfortreder", "torvald", "prøvesen"]
    secrets = [*names, SECRET_DIGITS, OPEN_DIGITS, gateway.token, gateway.lead_token]
    logs = [app.log, *app.profile.rglob("*.log*"), *app.profile.rglob("crash*")]
    texts = [path.read_text(errors="replace") for path in logs if path.is_file()]
    assert any("begins" in text for text in texts), "the window's own log is among them"
    for text in [*texts, *gateway.output]:
        assert not [secret for secret in secrets if secret in text], "personal data in a log"
    assert not list(app.profile.rglob("crash-*")), "a bug was met"

    [copy] = app.profile.rglob("directory.db")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(copy).execute("SELECT * FROM person").fetchall()
    for path in app.profile.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], f"plain in {path.name}"
