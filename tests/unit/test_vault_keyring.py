"""The vault: which keyrings are good enough, what is kept there, and what failures are called."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest
from keyring.backends import chainer, fail, null
from support import keyring_session
from support.keyrings import MemoryKeyring

from switchboard.vault import Vault, VaultError


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that makes a backend the system's keyring for this test."""

    def choose(backend: keyring.backend.KeyringBackend) -> None:
        monkeypatch.setattr("keyring.core._keyring_backend", backend)

    return choose


@pytest.fixture
def ring(use: Any) -> MemoryKeyring:
    backend = MemoryKeyring()
    use(backend)
    return backend


class PlaintextKeyring(MemoryKeyring):
    """Stands for ``keyrings.alt.file.PlaintextKeyring``, which is not installed here."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


class Derived(PlaintextKeyring):
    """A backend of somebody's own that is derived from an unusable one."""


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlaintextKeyring, Derived])
def test_a_keyring_that_keeps_nothing_safely_is_refused(use: Any, backend: Any) -> None:
    use(backend())
    vault = Vault("switchboard")
    assert "no system keyring" in str(vault.problem())
    with pytest.raises(VaultError, match="no system keyring"):
        vault.key()
    with pytest.raises(VaultError, match="no system keyring"):
        vault.set_token("t")


def test_a_chain_counts_for_its_first_safe_link(use: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    good = MemoryKeyring()
    links = [PlaintextKeyring(), good]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", links)
    use(chainer.ChainerBackend())
    vault = Vault("switchboard")
    assert vault.problem() is None
    vault.set_token("sesame")
    assert good.secrets == {("switchboard", "token"): "sesame"}
    del links[1]
    assert vault.problem() is not None


def test_a_configured_backend_that_cannot_be_loaded_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    assert Vault("switchboard").problem() is not None


def test_the_key_is_made_once_and_kept(ring: MemoryKeyring) -> None:
    key = Vault("one").key()
    assert len(key) == 32
    assert Vault("one").key() == key
    assert Vault("two").key() != key
    assert set(ring.secrets) == {("one", "cache-key"), ("two", "cache-key")}


def test_a_key_that_is_none_is_replaced(ring: MemoryKeyring) -> None:
    ring.secrets["one", "cache-key"] = "ABC"
    assert Vault("one").existing_key() is None
    assert len(Vault("one").key()) == 32


def test_a_keyring_that_forgets_what_it_takes_is_noticed(ring: MemoryKeyring) -> None:
    ring.forgetful = True
    with pytest.raises(VaultError, match="does not answer"):
        Vault("one").key()


def test_forgetting_takes_key_and_token_and_may_be_repeated(ring: MemoryKeyring) -> None:
    vault = Vault("one")
    vault.key()
    vault.set_token("sesame")
    assert vault.token() == "sesame"
    vault.forget()
    assert ring.secrets == {}
    vault.forget()
    assert vault.token() is None
    assert vault.existing_key() is None


def test_forgetting_that_did_not_work_is_said(ring: MemoryKeyring) -> None:
    vault = Vault("one")
    vault.set_token("sesame")
    ring.forgetful = True
    with pytest.raises(VaultError):
        vault.forget()


class DBusErrorResponse(Exception):  # noqa: N818 - jeepney's name for it
    """Stands for what a platform's library raises past keyring."""


class PromptDismissedException(Exception):  # noqa: N818 - secretstorage's name for it
    """Stands for a user who closed the keyring's question."""


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (keyring.errors.KeyringLocked("x"), "locked"),
        (PromptDismissedException("x"), "locked"),
        (keyring.errors.InitError("x"), "does not answer"),
        (keyring.errors.NoKeyringError("x"), "does not answer"),
        (DBusErrorResponse("x"), "does not answer"),
        (OSError("x"), "does not answer"),
    ],
)
def test_a_failing_keyring_is_a_sentence_and_a_remedy(
    ring: MemoryKeyring, error: Exception, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    ring.error = error
    for ask in (Vault("one").key, Vault("one").token, lambda: Vault("one").set_token("sesame")):
        with pytest.raises(VaultError, match=sentence) as caught:
            ask()
        assert caught.value.remedy is not None
        # Nothing leads from the error to the frames that hold the secret.
        assert caught.value.__context__ is None
        assert caught.value.__cause__ is None
    assert "sesame" not in caplog.text


def test_importing_the_vault_does_not_import_keyring() -> None:
    code = "import switchboard.vault, sys; assert 'keyring' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


_INSIDE = """
import json, os, sys
from switchboard.vault import Vault, VaultError
vault = Vault("switchboard-test")
def directly():
    from switchboard.vault import backend
    backend.find, find = None, backend.find  # nothing but the Secret Service can answer
    try:
        direct = Vault("switchboard-test")
        if not direct.read_directly():
            return "keyring's"
        try:
            return [direct.existing_key(), direct.token()]
        except TypeError:
            return "asked keyring"
    finally:
        backend.find = find
said = {"problem": str(vault.problem()) if vault.problem() else None}
os.environ.pop("PYTHON_KEYRING_BACKEND")
said["empty"] = directly()
try:
    said["before"] = vault.token()
    key = vault.key()
    said["again"] = vault.key() == key
    vault.set_token("sesame")
    said["token"] = vault.token()
    said["at once"] = directly() == [key, "sesame"]
    os.environ["PYTHON_KEYRING_BACKEND"] = "configured.by.Somebody"
    said["configured"] = directly()
    os.environ.pop("PYTHON_KEYRING_BACKEND")
    vault.forget()
    said["after"] = [vault.token(), vault.existing_key()]
except VaultError as error:
    said["error"] = str(error)
print(json.dumps(said))
"""

needs_secret_service = pytest.mark.skipif(
    bool(keyring_session.missing()), reason="needs dbus-run-session and gnome-keyring-daemon"
)


def _inside(folder: Path, *, lock: bool) -> Any:
    done = subprocess.run(
        keyring_session.in_session([sys.executable, "-c", _INSIDE], lock=lock),
        env=keyring_session.environment(folder),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


@needs_secret_service
def test_a_real_secret_service_keeps_and_forgets(tmp_path: Path) -> None:
    assert _inside(tmp_path, lock=False) == {
        "problem": None,
        "before": None,
        "again": True,
        "token": "sesame",
        "empty": [None, None],
        "at once": True,
        "configured": "keyring's",
        "after": [None, None],
    }


@needs_secret_service
def test_a_real_secret_service_that_stays_locked_is_named_so(tmp_path: Path) -> None:
    said = _inside(tmp_path, lock=True)
    assert said == {"problem": None, "empty": "asked keyring", "error": "The system keyring is locked."}
