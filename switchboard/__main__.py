"""``python -m switchboard`` and the ``switchboard`` command."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line with the process's arguments; return the exit code."""
    # What is loaded stays; walking through it time and again for garbage takes longer than it frees.
    gc.disable()
    from switchboard import early, light

    light.load()
    if early.hand_over(sys.argv[1:]):
        return 0
    courier = early.begin(sys.argv[1:])
    try:
        from switchboard.cli import run

        gc.freeze()
        gc.enable()
        return run(sys.argv[1:], courier)
    finally:
        if courier is not None:
            courier.stop()


if __name__ == "__main__":
    sys.exit(main())
