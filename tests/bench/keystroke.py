"""*keystroke*: key press to painted rows in the real window. Peer: a bare ``QTableView``, repainted.

Some 1,600 keys: the queries of ``probe.py``, and one of each kind that the search bench asks, drawn by
chance from those with even numbers (``data/typed.tsv``; nobody looked at which are fast), typed letter by
letter and wiped again. Of 310 keys the 99th percentile was the fourth slowest, and moved by half from run
to run.

Both take turns, a few seconds each, in one process: the machine's clock changes within a run, and whoever
came second met another one. The 99th percentile is that of all keys and of all repaints: none is left
out, and none is tried twice. The program is started three times, and the run told whose ratio lies in the
middle: of one run that of the 99th percentiles swings by a fifth, whatever the program does.

A key's time runs from the event that the window system delivers until the event loop comes back after the
paint, the peer's from its reset until then. The peer is given no key and no text, so it is timed for
less. Not in our time are the making of the event and the key's release: a finger leaves the key when the
rows have long been painted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from common import lines_of, people, prepare_profile
from report import Figure, emit, percentile
from support.desktop import Desktop

RUNS = 3


def main() -> None:
    count = people(__doc__)
    with tempfile.TemporaryDirectory() as name, Desktop(Path(name) / "desktop") as desktop:
        folder = str(Path(name) / "profile")
        env = prepare_profile(desktop, folder, count)
        probe = str(Path(__file__).with_name("probe.py"))
        runs = [lines_of([sys.executable, probe, "keystroke", folder], env)[1] for _ in range(RUNS)]
    both = [(lines[0]["ours"], lines[1]["peer"]) for lines in runs]
    both.sort(key=lambda run: percentile(run[0], 0.99) / percentile(run[1], 0.99))
    told = ", ".join(f"{percentile(ours, 0.99) / percentile(peer, 0.99):.2f}" for ours, peer in both)
    print(f"  keystroke p99 in {RUNS} runs, ours / peer: {told}", flush=True)
    ours, peer = both[RUNS // 2]
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
