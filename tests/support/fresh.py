"""A Python that has loaded nothing of ours yet."""

from __future__ import annotations

import subprocess
import sys


def printed(code: str) -> str:
    """Run code in a process of its own; return what it printed. Its failure is the test's."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout
