"""What the process holds of the computer's memory."""

from __future__ import annotations

import sys


def give_back() -> None:
    """Give back what a start has used and freed; the C library would keep it for later."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    # Not every C library has it.
    if trim is not None:
        trim(0)
