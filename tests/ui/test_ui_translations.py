"""Every text can be said in Bokmål, with the same values in it."""

from __future__ import annotations

import importlib.util
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


def test_without_a_compiled_translation_english_stands(qapp: QApplication, seat: Any) -> None:
    language: QtLanguage = seat.language
    assert say(words("in a meeting"), language) == "in a meeting"
    assert install(qapp, "xx-nonsense") is not None
