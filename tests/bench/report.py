"""What every benchmark prints: ours, the peer's, their ratio and the design's bar, all from one run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``bar`` is the highest ratio of ours to the peer's that the design allows."""

    bench: str
    what: str
    ours: float
    peer: float | None
    unit: str
    bar: float | None = None
    peer_is: str = ""
    higher_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        return None if not self.peer else self.ours / self.peer

    @property
    def holds(self) -> bool | None:
        if self.bar is None or self.ratio is None:
            return None
        return self.ratio >= self.bar if self.higher_is_better else self.ratio <= self.bar


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def verdict(figure: Figure) -> str:
    if figure.holds is None:
        return ""
    return "holds" if figure.holds else "MISSED"


def table(figures: Sequence[Figure]) -> str:
    """Return a Markdown table."""
    lines = [
        "| bench | what | ours | peer | peer is | ours / peer | bar | |",
        "|---|---|---:|---:|---|---:|---:|---|",
    ]
    for f in figures:
        sign = "≥" if f.higher_is_better else "≤"
        cells = [
            f.bench,
            f.what,
            f"{number(f.ours)} {f.unit}",
            "" if f.peer is None else f"{number(f.peer)} {f.unit}",
            f.peer_is,
            number(f.ratio),
            "" if f.bar is None else f"{sign} {number(f.bar)}",
            verdict(f),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def emit(figures: Sequence[Figure]) -> None:
    """Print the table; to ``SWITCHBOARD_BENCH_OUT`` (if set) also the figures, for ``run.py``."""
    print(table(figures), flush=True)
    if out := os.environ.get("SWITCHBOARD_BENCH_OUT"):
        with Path(out).open("a", encoding="utf-8") as file:
            for figure in figures:
                file.write(json.dumps(asdict(figure)) + "\n")
