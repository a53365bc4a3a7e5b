"""Show mutants as differences: ``mutmut show`` reads everything anew for each, which takes seconds.

Run by ``packaging/mutants.sh`` in the copy it makes; each mutant and its status come on standard input.
"""

from __future__ import annotations

import ast
import difflib
import sys
from functools import cache
from pathlib import Path


@cache
def functions(module: str) -> dict[str, str]:
    """Return the source of every function in the changed module: each original and all its mutants."""
    source = Path("mutants", *module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    lines = source.splitlines()
    return {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


def main() -> None:
    for line in sys.stdin:
        name, status = line.split()
        module, _, function = name.rpartition(".")
        original = f"{function.rpartition('__mutmut_')[0]}__mutmut_orig"
        found = functions(module)
        print("#", name.removeprefix("switchboard.domain."), status)
        before = found[original].replace(original, "").splitlines()
        after = found[function].replace(function, "").splitlines()
        for changed in list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]:
            if not changed.startswith("@@"):
                print(changed)


if __name__ == "__main__":
    main()
