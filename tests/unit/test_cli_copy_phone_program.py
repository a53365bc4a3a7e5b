"""Which program takes ``tel:`` addresses: asked of the system, and not known where it cannot be asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from switchboard.commands import phone_program
from switchboard.commands.phone_program import Found

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-mime is freedesktop's")


def _tool(folder: Path, body: str) -> None:
    tool = folder / "xdg-mime"
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(0o755)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('[ "$*" = "query default x-scheme-handler/sip" ] && echo linphone.desktop', Found.YES),
        ("exit 0", Found.NO),
        ("exit 3", Found.NO),
    ],
)
def test_the_system_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, found: Found
) -> None:
    _tool(tmp_path, body)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert phone_program.find("sip") is found


def test_a_system_that_cannot_be_asked_is_not_accused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert phone_program.find("tel") is Found.UNKNOWN
    (tmp_path / "xdg-mime").write_bytes(b"\x7fno program")
    (tmp_path / "xdg-mime").chmod(0o755)
    assert phone_program.find("tel") is Found.UNKNOWN
