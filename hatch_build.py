"""Compiles the translations whenever the package is built, editable installs included."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Turns ``resources/translations/*.ts`` into the ``.qm`` files that Qt reads."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        script = runpy.run_path(str(Path(self.root) / "packaging" / "translations.py"))
        script["compile_"](Path(self.root) / "resources" / "translations")
        build_data["artifacts"].append("resources/translations/*.qm")
