"""Keeps ``resources/translations/*.ts`` equal to the texts in the code, and compiles them.

``update`` collects every text of the window (lupdate) and every ``words("…")`` and ``counted(n, "…", "…")``
of the package (context ``Words``); ``compile`` makes the ``.qm`` files that the window loads, unless they are
up to date (every ``make`` does); ``check`` fails when ``update`` would change anything, or when a translation
is missing or has other placeholders than its text.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("nb",)
_MAKERS = {"words": (0,), "counted": (1, 2)}
"""What makes sentences, and which of its arguments are templates."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sentences() -> set[str]:
    """Return the template of every ``words("…")`` in the package, and both of every ``counted``."""
    return {text for path in sorted((ROOT / "switchboard").rglob("*.py")) for text in _words_in(path)}


def _words_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS):
            continue
        for at in _MAKERS[node.func.id]:
            template = node.args[at] if at < len(node.args) else None
            if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                raise SystemExit(
                    f"{where}: the template of {node.func.id}() must be a literal, or nobody can translate it"
                )
            yield template.value


def _sources() -> list[Path]:
    return [*sorted((ROOT / "switchboard" / "ui").glob("*.py")), ROOT / "switchboard" / "app.py"]


def update(folder: Path) -> None:
    """Bring the ``.ts`` files in a folder up to date; texts that are gone are dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        listing = Path(scratch) / "words.py"
        listing.write_text(
            "".join(
                f'QCoreApplication.translate("Words", {_quoted(text)})\n' for text in sorted(sentences())
            ),
            "utf-8",
        )
        for language in LANGUAGES:
            _run(
                "lupdate",
                *("-locations", "none", "-no-obsolete", "-silent"),
                *("-source-language", "en", "-target-language", language),
                *map(str, [*_sources(), listing]),
                *("-ts", str(folder / f"switchboard_{language}.ts")),
            )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compile_(folder: Path) -> None:
    """Make a ``.qm`` beside each ``.ts`` that has none, or one that was made from another state of it."""
    for source in sorted(folder.glob("*.ts")):
        made, when = source.with_suffix(".qm"), source.stat().st_mtime_ns
        # Not merely older: a file that is unpacked or restored may be of an earlier day, and yet another one.
        if made.exists() and made.stat().st_mtime_ns == when:
            continue
        _run("lrelease", "-silent", str(source), "-qm", str(made))
        os.utime(made, ns=(when, when))


def _run(tool: str, *arguments: str) -> None:
    # The tools that come with PySide6, beside whichever Python runs this.
    import PySide6

    program = Path(PySide6.__file__).parent / tool
    subprocess.run(  # noqa: S603 - our own tools
        [program if program.exists() else program.with_suffix(".exe"), *arguments], check=True
    )


def messages(source: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Iterate over context, text, translation and whether it is finished."""
    for context in ET.parse(source).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            finished = translation.get("type") is None and bool(translation.text)
            yield name, message.findtext("source") or "", translation.text or "", finished


def problems(folder: Path) -> Iterator[str]:
    """Say what is missing or wrong in a folder's translations."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        for source in folder.glob("*.ts"):
            (fresh / source.name).write_bytes(source.read_bytes())
        update(fresh)
        for source in sorted(fresh.glob("*.ts")):
            known = folder / source.name
            before = {(c, t) for c, t, _, _ in messages(known)} if known.exists() else set()
            for context, text, translation, finished in messages(source):
                where = f"{source.name}: {context}: {text!r}"
                if (context, text) not in before:
                    yield f"{where} is not in the file; run `make translations`"
                elif not finished:
                    yield f"{where} is not translated"
                elif set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(translation)):
                    yield f"{where} has other placeholders in its translation"


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("update", "compile", "check"))
    action = parser.parse_args().action
    if action == "update":
        update(FOLDER)
    elif action == "compile":
        compile_(FOLDER)
    else:
        found = list(problems(FOLDER))
        print("\n".join(found) if found else "The translations are complete.")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
