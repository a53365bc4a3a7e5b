"""What the first answer does not need is not loaded before it (ADR 13)."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import pytest
from support.fresh import printed

from switchboard import light, profile, start
from switchboard.arguments import WindowArguments

pytest.importorskip("PySide6")

LATER = (
    *("switchboard.ui.card", "switchboard.ui.deskwork", "switchboard.ui.bars", "switchboard.ui.help"),
    *("switchboard.desk.cards", "switchboard.domain.routes", "switchboard.domain.absence_line"),
    *(
        "switchboard.cache.writer",
        "switchboard.cache.desk",
        "switchboard.sync.engine",
        "switchboard.telephony",
    ),
    *("switchboard.domain.route", "switchboard.domain.loose_hours"),
    *("switchboard.directory.wire", "switchboard.directory.whole"),
    *("ast", "bz2", "dataclasses", "inspect", "lzma", "random", "shutil", "tempfile", "tokenize"),
    *("argparse", "httpx", "keyring", "msgspec", "platform", "secretstorage", "signal", "uuid"),
)


def test_the_window_and_its_desk_are_loaded_without_what_comes_later() -> None:
    code = (
        "from switchboard import cli, start; start.binding.load(); from switchboard.desk import office; "
        f"from switchboard import app; import sys; print(*[m for m in {LATER} if m in sys.modules])"
    )
    assert printed(code).split() == []


def test_nobody_else_loads_anything_while_the_binding_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LoadingError(Exception):
        pass

    def load() -> None:
        assert {*threading.enumerate()} == before
        raise LoadingError

    place = profile.choose(tmp_path)
    place.data.mkdir(parents=True)
    place.cache_file.touch()
    before = {*threading.enumerate()}
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(start.binding, "load", load)
    try:
        with pytest.raises(LoadingError):
            start.window(WindowArguments())
    finally:
        gc.enable()


def test_the_line_to_the_directory_comes_without_what_paints_in_terminals() -> None:
    code = (
        "from switchboard.directory import http; import sys, httpx; "
        "print(*[m for m in ('click', 'rich', 'pygments', 'httpx._main') if m in sys.modules]); httpx.get"
    )
    assert printed(code).split() == []


def test_how_names_sound_is_not_worked_out_for_the_index_of_a_copy() -> None:
    code = (
        "from switchboard.search import sounds; from switchboard.search.patterns import pattern; "
        "sounds.Ear.standard(); told = pattern.cache_info(); "
        "sounds.sound('hansen'); print(told.currsize, pattern.cache_info().currsize)"
    )
    assert printed(code).split() == ["0", "2"]


def test_no_pattern_is_compiled_before_somebody_asks_for_it() -> None:
    code = (
        "import switchboard.desk.desk, switchboard.ui.window; "
        "from switchboard.search.patterns import pattern; print(pattern.cache_info().currsize); "
        "from switchboard.search.spelling import tokens; tokens('a-b'); print(pattern.cache_info().currsize)"
    )
    assert printed(code).split() == ["0", "1"]


@pytest.mark.skipif(sys.version_info[:2] not in light.KNOWN, reason="with this Python nothing is put off")
def test_a_path_is_written_as_an_address_although_what_that_takes_comes_later() -> None:
    code = (
        "from switchboard import light; light.load(); import sys; print('ipaddress' in sys.modules); "
        "from pathlib import Path; print(Path('/a b/ø').as_uri()); "
        "import urllib.parse; print(urllib.parse.quote('ø'), Path('/c d').as_uri())"
    )
    assert printed(code).split() == ["False", "file:///a%20b/%C3%B8", "%C3%B8", "file:///c%20d"]
