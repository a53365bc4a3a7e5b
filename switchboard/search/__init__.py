"""From what a caller said to people and units: spelling, index, ranking. Knows the domain, nothing else.

Most modules here may be compiled (``packaging/compile.py``); they answer the same as they are written.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the lists of words and names lie. A compiled module does not know where it is."""


def _up_to_date() -> None:
    """Refuse modules that were compiled from other sources than those beside them.

    Only a source tree has the mark that is looked at: what was installed is as it was built.

    Raises:
        ImportError: a source has changed since.
    """
    try:
        made = (FOLDER / ".compiled").stat().st_mtime
    except OSError:
        return
    changed: dict[str, float] = {}
    compiled: set[str] = set()
    with os.scandir(FOLDER) as files:
        for file in files:
            module, _, kind = file.name.partition(".")
            if kind == "py":
                changed[module] = file.stat().st_mtime
            elif kind.endswith(("so", "pyd")) and not module.endswith("__mypyc"):
                compiled.add(module)
    if any(changed.get(module, made + 1) > made for module in compiled):
        raise ImportError(
            "The compiled search is older than its sources: run make, or packaging/compile.py --remove."
        )


_up_to_date()
