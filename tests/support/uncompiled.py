"""Imports the program as it is written, whatever was compiled: ``pytest -p support.uncompiled …``."""

from __future__ import annotations

import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader

_sources = FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES))


def _hook(path: str) -> object:
    if "switchboard" not in path.replace("\\", "/").split("/")[-2:]:
        raise ImportError
    return _sources(path)


sys.path_hooks.insert(0, _hook)
