"""Compiles the translations whenever the package is built; for a wheel packs callers' words and compiles
what a keystroke runs through, too."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Turns ``resources/translations/*.ts`` into the ``.qm`` files that Qt reads, and what a keystroke runs
    through into machine code: then the wheel is for this platform and Python, else for all."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        script = runpy.run_path(str(root / "packaging" / "translations.py"))
        script["compile_"](root / "resources" / "translations")
        build_data["artifacts"].append("resources/translations/*.qm")
        if self.target_name != "wheel" or version == "editable":
            return
        compiling = runpy.run_path(str(root / "packaging" / "compile.py"))
        if compiling["compile_"](root):
            build_data["artifacts"] += [str(file.relative_to(root)) for file in compiling["compiled"](root)]
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
        # Compiled modules that are older than their sources would refuse to be imported.
        sys.path.insert(0, str(root))
        runpy.run_module("switchboard.search.wordpacking", run_name="__main__")
        build_data["artifacts"].append("switchboard/search/callers_words.packed")
