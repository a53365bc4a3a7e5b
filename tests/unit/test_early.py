"""What is begun before the program is loaded: by whom it is asked for, and that nothing of it stays."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.keyrings import MemoryKeyring

from switchboard import early, folders
from switchboard.vault import Vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody is sent")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("switchboard.vault.courier.threading.active_count", lambda: 1)
    monkeypatch.setenv("DISPLAY", ":0")
    interval = sys.getswitchinterval()
    chosen = folders._current
    yield
    sys.setswitchinterval(interval)
    folders._current = chosen
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "as.it.is")
    return backend


def test_the_secrets_of_the_profile_that_is_named_are_on_their_way(
    ring: MemoryKeyring, tmp_path: Path
) -> None:
    place = folders.choose(tmp_path)
    place.data.mkdir(parents=True)
    place.cache_file.touch()
    key = Vault(place.name).key()
    courier = early.begin(["--profile", str(tmp_path), "tel:+4722334455"])
    assert courier is not None
    ring.secrets.clear()
    assert courier.existing_key() == key
    courier.stop()


def test_without_a_copy_no_keyring_is_asked(
    ring: MemoryKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, tells = os.pipe()
    monkeypatch.setattr(ring, "get_password", lambda *_: os.write(tells, b"!"))
    courier = early.begin(["--profile", str(tmp_path)])
    assert courier is not None
    # It ends without an answer.
    assert courier._pipe.read() == b""
    courier.stop()
    os.close(tells)
    assert os.read(asked, 1) == b""
    os.close(asked)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "hansen"],
        ["--profile", "x", "doctor"],
        ["--help"],
        ["--demo"],
        ["--tour", "x"],
        ["--nonsense"],
    ],
)
def test_nobody_is_sent_for_anything_but_a_window_on_a_profile(arguments: list[str]) -> None:
    assert early.begin(arguments) is None


def test_nobody_is_sent_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert early.begin([]) is None
