"""What is put off of Qt's binding is there when it is asked for, and says what it would have said."""

from __future__ import annotations

import importlib.metadata
import json
from typing import Any

import pytest

pytest.importorskip("PySide6")

from support.fresh import printed

from switchboard import binding

WRONG = """
import json, sys, threading
{before}
from PySide6.QtCore import QObject, QTimer
said, told = [], []
try:
    QTimer.singleShot("soon", 1, 2, 3, 4)
except TypeError as error:
    said.append(str(error))
try:
    QObject(no_such_property=1)
except AttributeError as error:
    said.append(str(error))
from PySide6.support.signature import get_signature
said.append(str(get_signature(QObject.setObjectName)))
print(json.dumps([said, {after}]))
"""


def run(before: str, after: str) -> Any:
    script = WRONG.format(before=before, after=after)
    return json.loads(printed(script))


def test_errors_say_what_they_always_said() -> None:
    waiting = "len(binding._waiting)"
    before = f"from switchboard import binding; binding.load(); many = {waiting}; finders = sys.meta_path"
    after = f"many, {waiting}, type(sys.meta_path) is list, [type(each).__name__ for each in sys.meta_path]"
    plain, _ = run("", "0")
    said, (many, left, is_list, finders) = run(before, f"[{after}]")
    assert said == plain
    assert "singleShot" in said[0]
    assert 0 <= left < many, "some were asked"
    assert is_list, "nobody meets our own kind of list"
    assert "EmbeddableZipImporter" not in finders


def test_the_locked_version_is_one_that_was_tried() -> None:
    version = importlib.metadata.version("PySide6-Essentials")
    assert tuple(map(int, version.split(".")[:2])) in binding.KNOWN, "try it, and say so in binding.KNOWN"


def test_another_version_is_left_alone() -> None:
    before = "from switchboard import binding; binding.KNOWN = (); binding.load()"
    assert run(before, "len(binding._waiting)") == run("", "0")


def test_two_threads_may_ask_at_once() -> None:
    before = """
from switchboard import binding
binding.load()
import PySide6.support.signature
from PySide6.support.signature import parser
begin = threading.Barrier(4)
seen = []
def ask():
    begin.wait()
    seen.append(parser.pyside_type_init)
threads = [threading.Thread(target=ask) for _ in range(4)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
"""
    said, same = run(before, "[len(seen), len(set(seen))]")
    assert same == [4, 1]
    assert "singleShot" in said[0]


def test_nobody_reads_the_sources_of_all_modules() -> None:
    before = "from switchboard import binding; binding.load(); import colorsys, linecache"
    assert run(before, "[name for name in linecache.cache if 'colorsys' in name]")[1] == []


def test_what_the_binding_only_names_is_there_for_whoever_asks() -> None:
    before = """
from switchboard import binding
binding.load()
absent = [name for name in binding._NAMED if name in sys.modules]
import zipfile
named = type(zipfile.shutil).__name__
copied = zipfile.shutil.copyfileobj
import shutil, tempfile
"""
    after = "[absent, named, copied is shutil.copyfileobj, isinstance(tempfile, binding._Named)]"
    assert run(before, after)[1] == [[], "_Named", True, False]


def test_other_names_for_methods_can_be_asked_for() -> None:
    before = "from switchboard import binding; binding.load()"
    after = "[__import__('PySide6.support.feature').support.feature.snake_case, 'inspect' in sys.modules]"
    assert run(before, after)[1] == [1, True]


def test_a_traceback_is_as_ever() -> None:
    before = """
from switchboard import binding
binding.load()
import traceback
def failure():
    try:
        raise ExceptionGroup("several", [ValueError("one"), TypeError("other")])
    except ExceptionGroup:
        return traceback.format_exc()
"""
    line = "failure().count('ValueError: one')"
    assert run(before, line)[1] == 1


def test_the_program_knows_no_member_without_its_enumeration_as_the_stubs_do_not() -> None:
    code = (
        "from switchboard import binding; binding.load(); from PySide6.QtCore import Qt; "
        "print(hasattr(Qt, 'AlignLeft'), Qt.AlignmentFlag.AlignLeft.name, hasattr(Qt, 'AlignLeft'), "
        "hasattr(Qt, 'Alignment'))"
    )
    assert printed(code).split() == ["False", "AlignLeft", "False", "False"]
