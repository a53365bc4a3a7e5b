"""*start* and *memory*: process start to the first answered query, and the resident size then.

Peer: a bare PySide6 window, from process start to its first paint. Both run on the same virtual display, ours
with its key in a real keyring; they take turns.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from common import lines_of, people, prepare_profile
from report import Figure, emit
from support.desktop import Desktop

HERE = Path(__file__).parent
ROUNDS = 9
ALLOWED_MB = 120.0


def main() -> None:
    count = people(__doc__)
    ours: list[float] = []
    peer: list[float] = []
    ours_kib: list[float] = []
    peer_kib: list[float] = []
    with tempfile.TemporaryDirectory() as name, Desktop(Path(name) / "desktop") as desktop:
        folder = str(Path(name) / "profile")
        env = prepare_profile(desktop, folder, count)
        for turn in range(ROUNDS + 1):
            results = []
            for script_name, arguments in (("probe.py", ["start", folder]), ("peer_window.py", [])):
                begin, lines = lines_of([sys.executable, str(HERE / script_name), *arguments], env)
                results.append((lines[0]["at"] - begin, lines[1]["kib"]))
            if turn:  # the first warms the disk's cache, for both
                ours.append(results[0][0])
                ours_kib.append(results[0][1])
                peer.append(results[1][0])
                peer_kib.append(results[1][1])
    more = (median(ours_kib) - median(peer_kib)) / 1024
    emit(
        [
            Figure(
                "start",
                f"process start to the first answered query, encrypted copy of {count:,}, median of {ROUNDS}",
                median(ours) * 1000,
                median(peer) * 1000,
                "ms",
                1.6,
                "bare PySide6 window, first paint",
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


if __name__ == "__main__":
    main()
