"""Every text can be said in Bokmål, with the same values in it."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from switchboard.domain.words import say, words
from switchboard.ui.language import QtLanguage, install

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_is_untranslated_and_placeholders_agree(tool: ModuleType) -> None:
    assert list(tool.problems(tool.FOLDER)) == []


def test_every_sentence_of_the_rules_is_in_the_file(tool: ModuleType) -> None:
    known = {
        text for context, text, _, _ in tool.messages(tool.FOLDER / "switchboard_nb.ts") if context == "Words"
    }
    assert tool.sentences() <= known


def test_what_is_wrong_is_said(tool: ModuleType, tmp_path: Path) -> None:
    text = (tool.FOLDER / "switchboard_nb.ts").read_text("utf-8")
    text = text.replace("ledig til {until}", "ledig til {til}").replace(
        "<translation>i møte<", "<translation><"
    )
    (tmp_path / "switchboard_nb.ts").write_text(text, "utf-8")
    found = "\n".join(tool.problems(tmp_path))
    assert "'available until {until}' has other placeholders" in found
    assert "'in a meeting' is not translated" in found


def test_the_window_speaks_bokmal(seat: Any, tool: ModuleType, tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "switchboard_nb.ts").write_bytes((tool.FOLDER / "switchboard_nb.ts").read_bytes())
    tool.compile_(tmp_path)
    translator = QTranslator(qapp)
    assert translator.load(str(tmp_path / "switchboard_nb.qm"))
    qapp.installTranslator(translator)
    try:
        seat.type("kristian hansen")
        assert seat.page.card.text.sentence == "i møte til 13:00"
        assert seat.page.hits.hits.lines[0].until == "til 13:00"
        assert seat.page.card.text.routes[0].why == "stedfortreder; ledig til 15:45"
    finally:
        qapp.removeTranslator(translator)


def test_a_translation_is_compiled_when_it_is_another_than_was_compiled(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "switchboard_nb.ts"
    text = (tool.FOLDER / source.name).read_text("utf-8")
    source.write_text(text, "utf-8")
    runs: list[str] = []
    run = tool._run
    monkeypatch.setattr(tool, "_run", lambda name, *rest: runs.append(name) or run(name, *rest))
    tool.compile_(tmp_path)
    tool.compile_(tmp_path)
    assert runs == ["lrelease"]
    made = source.with_suffix(".qm").read_bytes()
    source.write_text(text.replace("i møte", "i et møte"), "utf-8")
    # As one that was unpacked: of a day before the other was compiled.
    os.utime(source, (1_700_000_000, 1_700_000_000))
    tool.compile_(tmp_path)
    assert source.with_suffix(".qm").read_bytes() != made


def test_every_make_compiles_translations_that_have_changed() -> None:
    lines = (ROOT / "packaging" / "linux" / "bootstrap.sh").read_text("utf-8").splitlines()
    quick = lines[: lines.index("  exit 0")]
    assert any(line.endswith("packaging/translations.py compile") for line in quick)
    recipes = [part.splitlines() for part in (ROOT / "Makefile").read_text("utf-8").split("\n\n")]
    targets = {recipe[0].split(":")[0]: recipe[1:] for recipe in recipes if "##" in recipe[0]}
    without = {name for name, recipe in targets.items() if not any("$(BOOTSTRAP)" in line for line in recipe)}
    assert without == {"help", "clean"}


def test_without_a_compiled_translation_english_stands(qapp: QApplication, seat: Any) -> None:
    language: QtLanguage = seat.language
    assert say(words("in a meeting"), language) == "in a meeting"
    assert install(qapp, "xx-nonsense") is not None
