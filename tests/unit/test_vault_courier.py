"""The courier: brings what the vault would give, from a process that is gone afterwards."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import keyring.errors
import pytest
from support.keyrings import MemoryKeyring
from support.waiting import wait_until

from switchboard.vault import Vault, VaultError
from switchboard.vault.courier import Courier

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is made")


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "as.it.is")
    # Whatever else the test session runs holds no lock that the courier needs.
    monkeypatch.setattr("switchboard.vault.courier.threading.active_count", lambda: 1)
    return backend


@pytest.fixture
def courier(ring: MemoryKeyring) -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def sent(name: str = "one") -> Courier:
    courier = Courier.send(lambda: name)
    assert courier is not None
    return courier


def test_it_brings_key_and_token(ring: MemoryKeyring, courier: None) -> None:
    key = Vault("one").key()
    Vault("one").set_token("sésame\n")
    coming = sent()
    ring.secrets.clear()
    assert coming.existing_key() == key
    assert coming.token() == "sésame\n"
    assert "sésame" not in repr(coming)
    coming.stop()
    coming.stop()


def test_it_brings_nothing_where_there_is_nothing(ring: MemoryKeyring, courier: None) -> None:
    coming = sent()
    assert coming.existing_key() is None
    assert coming.token() is None
    coming.stop()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(keyring.errors.KeyringLocked("x"), "locked"), (OSError("x"), "does not answer")],
)
def test_it_says_what_went_wrong(ring: MemoryKeyring, courier: None, error: Exception, sentence: str) -> None:
    ring.error = error
    coming = sent()
    with pytest.raises(VaultError, match=sentence):
        coming.existing_key()
    with pytest.raises(VaultError, match=sentence):
        coming.token()
    coming.stop()


def test_whoever_asks_the_user_is_not_waited_for_at_the_end(
    ring: MemoryKeyring, courier: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, write = os.pipe()
    monkeypatch.setattr(ring, "get_password", lambda *_: os.read(read, 1))
    coming, said = sent(), list[VaultError]()

    def ask() -> None:
        try:
            coming.existing_key()
        except VaultError as error:
            said.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    coming.stop()
    asking.join(30)
    wait_until(lambda: said, what="the end of the question")
    os.close(read)
    os.close(write)


def test_what_it_does_not_bring_is_asked_for_directly(ring: MemoryKeyring, courier: None) -> None:
    key, parent = Vault("one").key(), os.getpid()

    def name() -> str:
        if os.getpid() != parent:
            raise KeyError
        return "one"

    coming = Courier.send(name)
    assert coming is not None
    assert coming.existing_key() == key
    assert coming.token() is None
    coming.stop()


def test_beside_other_threads_none_is_sent(ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("switchboard.vault.courier.threading.active_count", lambda: 2)
    assert Courier.send(lambda: "one") is None
