"""*start* and *memory*: process start to the first answered query, and the resident size then.

Peer: a bare PySide6 window, from process start to its first paint. Both run on the same virtual display, ours
with its key in a real keyring; both from bytecode (``launch.py``), and both are timed when what they painted
has gone to the display.

A machine that is slower for a while must not decide: one start of each makes a pair, ours first and the peer
first in turn, and what is compared is the median of many. The ratio of each pair has no bar of its own: its
median tells whether the two agree. Only some stay until their size is asked for, which takes two seconds.
"""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from common import lines_of, people, prepare_profile
from report import Figure, emit
from support.desktop import Desktop

HERE = Path(__file__).parent
PAIRS = 40
SIZED = 5
"""So many of the pairs tell their size."""
ALLOWED_MB = 120.0


def main() -> None:
    count = people(__doc__)
    times: tuple[list[float], list[float]] = ([], [])
    sizes: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as name, Desktop(Path(name) / "desktop") as desktop:
        folder = str(Path(name) / "profile")
        env = prepare_profile(desktop, folder, count)
        compileall.compile_dir(str(HERE), maxlevels=0, quiet=2)
        programs = (["probe", "start", folder], ["peer_window"])
        for pair in range(-1, PAIRS):
            for which in (0, 1) if pair % 2 else (1, 0):
                sized = 0 <= pair < SIZED
                at, kib = _start([*programs[which], *([] if sized else ["leave"])], env)
                if pair >= 0:  # the first warms the disk's cache, for both
                    times[which].append(at)
                if sized:
                    sizes[which].append(kib)
    ours, peer = map(median, times)
    more = (median(sizes[0]) - median(sizes[1])) / 1024
    emit(
        [
            Figure(
                "start",
                f"process start to the first answered query, encrypted copy of {count:,}, median of {PAIRS}",
                ours * 1000,
                peer * 1000,
                "ms",
                1.6,
                "bare PySide6 window, first paint",
            ),
            Figure(
                "start",
                "the same, pair by pair: the median of their ratios",
                median(mine / other for mine, other in zip(*times, strict=True)),
                1.0,
                "times",
                peer_is="the bare window that was started next to it",
            ),
            Figure(
                "memory",
                f"resident size above the bare window's, {count:,} people",
                more,
                ALLOWED_MB,
                "MB",
                1.0,
                "what the design allows",
            ),
        ]
    )


def _start(arguments: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Return how many seconds a program took, and its size in KiB when it told it."""
    begin, lines = lines_of([sys.executable, str(HERE / "launch.py"), *arguments], env)
    answer: dict[str, Any] = lines[0] | lines[1]
    return answer["at"] - begin, answer["kib"]


if __name__ == "__main__":
    main()
