"""Compiles the modules that a keystroke runs through, beside their sources (ADR 17).

    .venv/bin/python packaging/compile.py             compile them, unless what is there is up to date
    .venv/bin/python packaging/compile.py --remove    remove what was compiled

It takes mypyc (it comes with mypy), setuptools, a C compiler and Python's headers. Without them, or with
SWITCHBOARD_PURE=1, one sentence says so, and the same modules run as they are written, more slowly.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "switchboard"
_SEARCH = (
    *("abroad", "apart", "bits", "column", "entry_words", "errands", "explain", "fit", "inflection"),
    *("levels", "lexicon", "matching", "misspelled", "order", "people", "phones", "ranking", "records"),
    *("runs", "shorn", "sounds", "spelling", "store", "together", "typos", "vocabulary", "gist", "wordbook"),
    *("meaning", "guessing", "stages", "named", "keeping", "everyday", "meant", "query", "places", "tables"),
    *("as_spelled", "word_levels", "next_door", "neighbours", "like", "likeness", "likely", "around"),
    *(
        "initials",
        "within",
        "beside",
        "offices",
        "office_words",
        "office_stages",
        "loosely",
        "unit_names",
        "alone",
        "otherwise",
        "answering",
        "hit",
        "forms",
        "lately",
        "patterns",
    ),
)
MODULES = (
    *(f"search/{module}" for module in _SEARCH),
    *("cache/keep", "cache/roster", "desk/answers", "desk/rows", "domain/availability"),
    *("ui/hits_painter", "ui/look", "ui/phrases", "ui/states", "ui/typeset", "ui/wording"),
)
"""What a keystroke runs through. Those with long loops are not among them: compiled, they would keep the
interpreter from the window. mypyc knows neither records nor classes of Qt's."""

_MARK = f"{PACKAGE}/search/.compiled"
"""Says what was compiled, from what, and when; ``switchboard/__init__.py`` looks at it."""

_OPTIONS = ("--strict", "--follow-imports=silent", "--config-file=", "--cache-dir=build/compiled/types")

_WITHOUT = "The program could not be compiled (build/compiled/log says why), so it searches more slowly."


def compile_(root: Path) -> bool:
    """Compile what has changed; return whether compiled modules are in place, after a sentence if not."""
    if os.environ.get("SWITCHBOARD_PURE", "0") not in ("", "0"):
        remove(root)
        print("SWITCHBOARD_PURE is set, so nothing is compiled and a search takes longer.", flush=True)
        return False
    now = _digest(root)
    if _made_from(root) == now:
        # Perhaps a source is newer and yet the same: another branch, and back.
        (root / _MARK).touch()
        return True
    remove(root)
    failed = root / "build" / "compiled" / "failed"
    if failed.is_file() and failed.read_text("ascii") == now:
        print(_WITHOUT, flush=True)
        return False
    print("Compiling what a keystroke runs through: a minute, whenever its sources have changed.", flush=True)
    work = root / "build" / "compiled"
    work.mkdir(parents=True, exist_ok=True)
    with (work / "log").open("wb") as log:
        command = [sys.executable, str(Path(__file__).resolve()), "--build"]
        done = subprocess.run(command, cwd=root, stdout=log, stderr=log, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        remove(root)
        failed.write_text(now, "ascii")
        print(_WITHOUT, flush=True)
        return False
    _mark(root, now)
    return True


def remove(root: Path) -> None:
    """Remove what was compiled, so that the sources are used."""
    for file in compiled(root):
        file.unlink()
    (root / _MARK).unlink(missing_ok=True)


def compiled(root: Path) -> Iterator[Path]:
    """Iterate over the compiled modules that are there."""
    for pattern in ("*.so", "*.pyd"):
        yield from sorted((root / PACKAGE).rglob(pattern))


def _mark(root: Path, made_from: str) -> None:
    (root / _MARK).write_text("\n".join((made_from, *MODULES)), "ascii")


def _made_from(root: Path) -> str:
    try:
        return (root / _MARK).read_text("ascii").partition("\n")[0]
    except OSError:
        return ""


def _digest(root: Path) -> str:
    """Return what is to be compiled, and by what: another text when anything of it has changed."""
    tools = (
        shutil.which("cc"),
        shutil.which("gcc"),
        Path(sysconfig.get_path("include"), "Python.h").exists(),
    )
    said = hashlib.sha256(f"{sys.version}\0{MODULES}\0{_OPTIONS}\0{tools}".encode())
    for file in (*(root / PACKAGE / f"{module}.py" for module in MODULES), root / "requirements.lock"):
        said.update(file.read_bytes())
    return said.hexdigest()


def _build() -> None:
    """Compile in the current folder."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    work = Path("build") / "compiled"
    extensions = mypycify(
        [*_OPTIONS, *(f"{PACKAGE}/{module}.py" for module in MODULES)],
        debug_level="0",
        target_dir=str(work),
        group_name=f"{PACKAGE}.compiled",
    )
    command = Distribution({"name": "switchboard", "ext_modules": extensions}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(work / "lib"), str(work / "temp")
    command.ensure_finalized()
    command.run()
    # Until all of them are in place, the mark is older than every source, and they are refused.
    _mark(Path(), "")
    os.utime(_MARK, (0, 0))
    for made in command.get_outputs():
        Path(made).replace(Path(made).relative_to(work / "lib"))


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    if sys.argv[1:] == ["--build"]:
        _build()
    elif sys.argv[1:] == ["--remove"]:
        remove(here)
    else:
        compile_(here)
