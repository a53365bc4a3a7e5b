#!/usr/bin/env bash
# Imports everything below the window in an environment where Qt and the gateway's packages cannot be imported.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python - <<'PY'
import importlib.abc
import sys


class Absent(importlib.abc.MetaPathFinder):
    """Makes packages look as if they were not installed."""

    names = ("PySide6", "shiboken6", "starlette", "uvicorn", "zstandard")

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


sys.meta_path.insert(0, Absent())
for module in ("domain", "search", "cache", "sync", "directory", "vault", "telephony", "desk", "commands.find", "commands.copy"):
    __import__(f"switchboard.{module}")
leaked = sorted({name.partition(".")[0] for name in sys.modules} & set(Absent.names))
assert not leaked, leaked
print("ok")
PY
