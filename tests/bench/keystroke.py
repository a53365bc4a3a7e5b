"""*keystroke*: key press to painted rows in the real window. Peer: a bare ``QTableView``, repainted."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from common import lines_of, people, prepare_profile
from report import Figure, emit, percentile
from support.desktop import Desktop


def main() -> None:
    count = people(__doc__)
    with tempfile.TemporaryDirectory() as name, Desktop(Path(name) / "desktop") as desktop:
        folder = str(Path(name) / "profile")
        env = prepare_profile(desktop, folder, count)
        probe = str(Path(__file__).with_name("probe.py"))
        _, lines = lines_of([sys.executable, probe, "keystroke", folder], env)
    ours, peer = lines[0]["ours"], lines[1]["peer"]
    emit(
        [
            Figure(
                "keystroke",
                f"key press to painted rows, {len(ours)} keys, {count:,} people, {label}",
                pick(ours),
                pick(peer),
                "ms",
                bar,
                "QTableView of 50 rows, reset",
            )
            for label, pick, bar in (
                ("median", median, None),
                ("p99", lambda values: percentile(values, 0.99), 1.0),
            )
        ]
    )


if __name__ == "__main__":
    main()
