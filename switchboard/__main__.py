"""``python -m switchboard`` and the ``switchboard`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with the process's arguments; return the exit code."""
    from switchboard.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
