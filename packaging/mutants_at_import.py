"""Try mutants of what runs while a module is imported, each in a process of its own.

mutmut tests a mutant in a fork of a process that has imported everything already; what a module computes
at import (a table built by a function, say) was computed without the change, so that it seems to survive.

Run by ``packaging/mutants.sh`` in the copy it makes, with the environment it makes.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

MUTATED = Path("mutants")
DOMAIN = MUTATED / "switchboard" / "domain"


def run_at_import() -> set[str]:
    """Return the functions, by mutmut's names, that run while the domain is imported."""
    os.environ["MUTANT_UNDER_TEST"] = "stats"
    sys.path.insert(0, str(MUTATED))
    from mutmut.state import state

    for file in sorted(DOMAIN.glob("*.py")):
        importlib.import_module(f"switchboard.domain.{file.stem}")
    return set(state()._stats)


def noticed(mutant: str) -> bool:
    """Whether a test fails, or nothing can be imported, when the mutant is there from the beginning."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "--rootdir=.", "tests/unit"],
        cwd=MUTATED,
        env={**os.environ, "MUTANT_UNDER_TEST": mutant, "PYTHONPATH": "."},
        capture_output=True,
        check=False,
    )
    return done.returncode != 0


def main() -> None:
    functions = run_at_import()
    for file in sorted(DOMAIN.glob("*.py.meta")):
        known = json.loads(file.read_text(encoding="utf-8"))
        results: dict[str, int | None] = known["exit_code_by_key"]
        for mutant, exit_code in results.items():
            if exit_code == 0 and mutant.rpartition("__mutmut_")[0] in functions and noticed(mutant):
                results[mutant] = 1
        file.write_text(json.dumps(known, indent=4), encoding="utf-8")


if __name__ == "__main__":
    main()
