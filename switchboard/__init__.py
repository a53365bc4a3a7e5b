"""Switchboard: find the person, see who can take the call, put it through."""

import os

__version__ = "0.1.0"


def _up_to_date(folder: str) -> None:
    """Refuse modules that were compiled (``packaging/compile.py``) from other sources than those beside them.

    Only a source tree has the mark that is looked at: what was installed is as it was built.

    Raises:
        ImportError: a source has changed since, or is gone.
    """
    # Not by ``pathlib``: this comes first in every start, and would load it.
    mark = f"{folder}/search/.compiled"
    try:
        made = os.stat(mark).st_mtime  # noqa: PTH116 - as said above
        with open(mark, encoding="ascii") as file:  # noqa: PTH123 - the same
            modules = file.read().split("\n")[1:]
    except OSError:
        return
    try:
        changed = not modules or any(
            os.stat(f"{folder}/{module}.py").st_mtime > made  # noqa: PTH116 - the same
            for module in modules
        )
    except OSError:
        changed = True
    if changed:
        raise ImportError(
            "What was compiled is older than its sources: run make, or packaging/compile.py --remove."
        )


_up_to_date(__path__[0])
