"""Loads ``pathlib`` without what it needs to write a path as an address: that takes longer than all the rest.

``urllib.parse`` and ``ipaddress``, which nobody else asks for before there is a window, are 2 ms of every
start, and once more of the courier's.
"""

from __future__ import annotations

import sys
from types import ModuleType

KNOWN = ((3, 11),)
"""The versions of Python whose ``pathlib`` asks at once."""
_QUOTING = "urllib.parse"


def _quote_from_bytes(value: bytes) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(value)


def load() -> None:
    """Import ``pathlib``, if that has not been done; before there are threads."""
    if sys.version_info[:2] in KNOWN and not {"pathlib", _QUOTING} & sys.modules.keys():
        instead = ModuleType(_QUOTING)
        vars(instead)["quote_from_bytes"] = _quote_from_bytes
        sys.modules[_QUOTING] = instead
    else:
        instead = None
    try:
        import pathlib  # noqa: F401 - not used here: whoever imports it later finds it loaded
    finally:
        if instead is not None:
            del sys.modules[_QUOTING]
