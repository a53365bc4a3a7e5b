"""Regular expressions, compiled when they are first asked for: most of them after the first answer.

Python compiles one in a tenth of a millisecond to two, and all that search and window have took 2 ms of every
start.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern."""
    return re.compile(text)
