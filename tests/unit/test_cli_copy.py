"""``sync``, ``outbox``, ``doctor`` and ``forget``: right with everything there, and with anything missing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support import keyring_session
from support.builders import TUESDAY_10, outcome, person, unit
from support.copies import KEY, OTHER_KEY, fill
from support.gateway_process import GatewayProcess
from support.keyrings import MemoryKeyring

from switchboard import cli, profile
from switchboard.cache import open_cache
from switchboard.commands import phone_program
from switchboard.domain.model import Message, Service
from switchboard.profile import Profile, Settings, save_settings

NAME, TEXT, CALLER = "Aurora Borealis", "Ring om byggesaken", "Ola Dunk"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    objects = [*(person(f"p{n}", NAME, unit="u1") for n in range(20)), unit("u1")]
    folder = tmp_path_factory.mktemp("gateway")
    with GatewayProcess(folder, objects=objects, service=Service(name="Testby")) as running:
        yield running


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    return backend


@pytest.fixture
def here(tmp_path: Path) -> Profile:
    """A profile in a folder of its own."""
    return profile.choose(tmp_path / "profile")


@pytest.fixture(autouse=True)
def phone_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_program, "find", lambda scheme: phone_program.Found.YES)


def _run(here: Profile, *arguments: str) -> int:
    return cli.run(["--profile", str(here.config.parent), *arguments])


def _set_up(here: Profile, ring: MemoryKeyring, gateway: GatewayProcess) -> None:
    save_settings(here, Settings(service=gateway.url))
    ring.secrets[here.name, "token"] = gateway.token
    ring.secrets[here.name, "cache-key"] = KEY.hex()


def _message(id: str = "11111111-1111-4111-8111-111111111111") -> Message:
    return Message(id=id, text=TEXT, at=TUESDAY_10, person="p1", caller_name=CALLER)


def _put_in_outbox(here: Profile, *items: Message, created: datetime = TUESDAY_10) -> None:
    cache = open_cache(here.cache_file, KEY).cache
    desk = cache.desk_writer()
    for item in items:
        desk.outbox.add(item, created)
    cache.close()


def test_sync_fills_then_follows_and_sends(
    here: Profile, ring: MemoryKeyring, gateway: GatewayProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(here, ring, gateway)
    assert _run(here, "sync", "--once", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["persons"], report["units"], report["filled"], report["sent"]) == (20, 1, True, 0)
    _put_in_outbox(here, _message())
    assert _run(here, "sync", "--once") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Up to date: 20 people and 1 unit, 0 changes.")
    assert "Sent from the outbox: 1." in shown
    assert _run(here, "outbox") == 0
    assert capsys.readouterr().out == "Nothing waits to be sent.\n"
    assert _run(here, "doctor") == 0
    checked = capsys.readouterr()
    assert checked.out.count("ok ") == 5
    assert "!!" not in checked.out
    assert "People: 20, units: 1, waiting to be sent: 0; last contact " in checked.out
    assert "“Testby” answers, and takes you for: agent." in checked.out
    assert NAME not in checked.out + checked.err


def test_a_copy_of_another_key_is_put_aside_in_words(
    here: Profile, ring: MemoryKeyring, gateway: GatewayProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(here, ring, gateway)
    open_cache(here.cache_file, OTHER_KEY).cache.close()
    assert _run(here, "sync", "--once") == 0
    said = capsys.readouterr()
    assert "put aside" in said.err
    assert "20 people" in said.out


def test_sync_without_once_goes_on_until_a_human_must_act(
    here: Profile, ring: MemoryKeyring, gateway: GatewayProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(here, ring, gateway)
    ring.secrets[here.name, "token"] = "no-such-token"
    assert _run(here, "sync", "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["phase"] == "refused"
    assert "new token" in said.err
    assert "no-such-token" not in said.out + said.err


@pytest.mark.parametrize("command", [["sync", "--once"], ["sync"]])
def test_sync_says_what_is_not_set_up(
    here: Profile, ring: MemoryKeyring, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(here, *command) == 1
    assert "No directory service has been chosen yet" in capsys.readouterr().err
    save_settings(here, Settings(service="http://127.0.0.1:9"))
    assert _run(here, *command) == 1
    assert "no token" in capsys.readouterr().err
    assert not here.cache_file.exists()


def test_sync_without_a_service_leaves_the_copy(
    here: Profile, ring: MemoryKeyring, gateway: GatewayProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(here, ring, gateway)
    assert _run(here, "sync", "--once") == 0
    save_settings(here, Settings(service="http://127.0.0.1:9"))
    assert _run(here, "sync", "--once") == 1
    assert "cannot be reached" in capsys.readouterr().err
    cache = open_cache(here.cache_file, KEY).cache
    assert cache.reader().counts().persons == 20
    cache.close()


def test_without_a_keyring_it_says_so(here: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    save_settings(here, Settings(service="http://127.0.0.1:9"))
    assert _run(here, "sync", "--once") == 1
    assert "no system keyring" in capsys.readouterr().err
    assert _run(here, "doctor") == 1
    assert "!! This computer has no system keyring" in capsys.readouterr().out
    assert _run(here, "outbox") == 0
    assert _run(here, "forget", "--yes") == 0


def test_the_outbox_shows_kinds_and_ages_and_nothing_else(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    _put_in_outbox(here, _message(), created=datetime.now(UTC) - timedelta(minutes=12, seconds=5))
    cache = open_cache(here.cache_file, KEY).cache
    outbox = cache.desk_writer().outbox
    outbox.failed(outbox.all()[0], "fault-502")
    outbox.failed(outbox.all()[0], "fault-503")
    outbox.add(outcome(id="o1", person="p1"), datetime.now(UTC))
    cache.close()
    assert _run(here, "outbox") == 0
    shown = capsys.readouterr().out
    head, message, result = shown.splitlines()
    assert head == "Waiting to be sent: 1 message, 1 outcome."
    assert message.split() == ["message", "12", "min", "2", "attempts,", "fault-503"]
    assert result.split()[0] == "outcome"
    assert result.endswith("not tried yet")
    for secret in (TEXT, CALLER, "p1"):
        assert secret not in shown


def test_the_doctor_names_everything_that_is_wrong(
    here: Profile, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(phone_program, "find", lambda scheme: phone_program.Found.NO)
    save_settings(here, Settings(service="http://127.0.0.1:9"))
    ring.secrets[here.name, "token"] = "sesame"
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    here.cache_file.parent.mkdir(parents=True)
    here.cache_file.write_bytes(b"junk" * 3000)
    assert _run(here, "doctor") == 1
    shown = capsys.readouterr().out
    assert "!! The local copy is damaged." in shown
    assert "!! The directory service cannot be reached." in shown
    assert "!! No program is set up for tel: addresses" in shown
    assert shown.count("ok ") == 2
    assert "sesame" not in shown
    # Looking changes nothing.
    assert here.cache_file.read_bytes() == b"junk" * 3000
    here.settings_file.write_text("{")
    assert _run(here, "doctor") == 1
    assert "!! The settings file" in capsys.readouterr().out


def test_the_doctor_knows_a_copy_without_its_key(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    open_cache(here.cache_file, KEY).cache.close()
    assert _run(here, "doctor") == 1
    assert "its key is not in the keyring" in capsys.readouterr().out


def test_an_empty_copy_is_no_fault(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    open_cache(here.cache_file, KEY).cache.close()
    _run(here, "doctor")
    assert "ok The local copy is sound, and still empty." in capsys.readouterr().out


def test_forgetting_takes_copy_key_and_token_and_keeps_the_settings(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    save_settings(here, Settings(service="http://127.0.0.1:9"))
    ring.secrets[here.name, "token"] = "sesame"
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    ring.secrets["another", "token"] = "kept"
    here.data.mkdir(parents=True)
    here.cache_file.write_bytes(b"junk" * 3000)
    open_cache(here.cache_file, KEY).cache.close()
    assert len(list(here.data.iterdir())) == 2
    assert _run(here, "forget", "--yes") == 0
    assert "are gone" in capsys.readouterr().out
    assert list(here.data.iterdir()) == []
    assert ring.secrets == {("another", "token"): "kept"}
    assert profile.load_settings(here).service == "http://127.0.0.1:9"
    assert _run(here, "forget", "--yes") == 0


@pytest.mark.parametrize(("answer", "gone"), [("y\n", True), ("Ja\n", True), ("n\n", False), ("", False)])
def test_forgetting_asks_and_says_what_would_be_lost(
    here: Profile,
    ring: MemoryKeyring,
    answer: str,
    gone: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    _put_in_outbox(here, _message())
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    assert _run(here, "forget") == (0 if gone else 1)
    assert "One thing has not been sent yet and will be lost." in capsys.readouterr().err
    assert here.cache_file.exists() is not gone
    assert bool(ring.secrets) is not gone


def test_a_copy_in_use_is_not_forgotten(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    cache = open_cache(here.cache_file, KEY).cache
    fill(cache, [person("p1")])
    assert _run(here, "forget", "--yes") == 1
    assert "Close it and repeat" in capsys.readouterr().err
    assert ring.secrets
    assert cache.reader().counts().persons == 1
    cache.close()
    assert _run(here, "forget", "--yes") == 0


def test_a_keyring_that_will_not_forget_is_said_and_the_files_go(
    here: Profile, ring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    ring.secrets[here.name, "cache-key"] = KEY.hex()
    open_cache(here.cache_file, KEY).cache.close()
    ring.forgetful = True
    assert _run(here, "forget", "--yes") == 1
    assert "keyring does not answer" in capsys.readouterr().err
    assert not here.cache_file.exists()


_SCRIPT = """
import sys
from pathlib import Path
from switchboard import cli, profile
from switchboard.profile import Settings, save_settings
from switchboard.vault import Vault
folder, url = sys.argv[1:]
here = profile.choose(Path(folder))
save_settings(here, Settings(service=url))
Vault(here.name).set_token(sys.stdin.readline().strip())
for command in (["sync", "--once"], ["outbox"], ["forget", "--yes"], ["doctor"]):
    print(command[0], cli.run(["--profile", folder, *command]))
"""


@pytest.mark.skipif(bool(keyring_session.missing()), reason="needs dbus-run-session and gnome-keyring-daemon")
def test_all_of_it_with_a_real_keyring(tmp_path: Path, gateway: GatewayProcess) -> None:
    done = subprocess.run(
        keyring_session.in_session([sys.executable, "-c", _SCRIPT, str(tmp_path / "profile"), gateway.url]),
        env=keyring_session.environment(tmp_path / "home"),
        input=gateway.token,
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.split()[0] in ("sync", "outbox", "forget")] == [
        "sync 0",
        "outbox 0",
        "forget 0",
    ]
    assert "Up to date: 20 people and 1 unit, all fetched." in lines
    assert "!! There is no token for the directory service." in lines
    assert "Traceback" not in done.stderr
    assert gateway.token not in done.stdout + done.stderr
