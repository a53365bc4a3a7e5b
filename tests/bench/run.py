"""``make bench``: runs every benchmark in its own process and writes the table to ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from report import Figure, machine, table

HERE = Path(__file__).parent
BENCHES = ("search", "keystroke", "start", "fill", "live", "board", "herd", "search_million")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("benches", nargs="*", default=BENCHES, metavar="BENCH", help=" ".join(BENCHES))
    arguments = parser.parse_args()
    figures: list[Figure] = []
    failed: list[str] = []
    for bench in arguments.benches:
        print(f"== {bench}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "figures.jsonl"
            done = subprocess.run(
                [sys.executable, str(HERE / f"{bench}.py"), "--people", str(arguments.people)],
                env={**os.environ, "SWITCHBOARD_BENCH_OUT": str(out)},
                check=False,
            )
            if done.returncode != 0:
                failed.append(bench)
            if out.exists():
                figures.extend(Figure(**json.loads(line)) for line in out.read_text("utf-8").splitlines())
    text = (
        "# Benchmarks\n\n"
        "Written by `make bench`. Absolute times say little (they are this machine's); what counts is the\n"
        "ratio to the peer that ran beside it on the same data. The bars are the design's.\n\n"
        f"{arguments.people:,} people; {machine()}; {datetime.now(UTC):%Y-%m-%d}.\n\n" + table(figures) + "\n"
    )
    if set(arguments.benches) == set(BENCHES):
        (HERE.parents[1] / "docs" / "benchmarks.md").write_text(text, "utf-8")
    print(text)
    missed = [f"{figure.bench}: {figure.what}" for figure in figures if figure.holds is False]
    for line in [*(f"failed: {bench}" for bench in failed), *(f"missed: {line}" for line in missed)]:
        print(line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
