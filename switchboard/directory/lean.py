"""httpx without its command, for which it would load what paints in terminals wherever that is installed."""

from __future__ import annotations

import sys

_COMMAND = "httpx._main"

# What stands in the way is a module that cannot be imported; httpx does without its command then.
sys.modules.setdefault(_COMMAND, None)  # type: ignore[arg-type] # what Python takes for that
try:
    import httpx
finally:
    if sys.modules[_COMMAND] is None:
        del sys.modules[_COMMAND]

__all__ = ["httpx"]
