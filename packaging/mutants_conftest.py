"""In place of ``tests/conftest.py`` during a mutation run: few examples, the same every time, and no memory.

mutmut runs each mutant in a fork of a process that has run every test before: what that process remembers
(parsed hours, read calendar codes) would hide what the mutant does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

FEW: dict[str, Any] = {
    "max_examples": 5,
    "derandomize": True,
    "database": None,
    "deadline": None,
    # That a test fails is all that is asked; the smallest example would take minutes.
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}
settings.register_profile("mutants", **FEW)
settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Few examples for those tests too that ask for a number of their own."""
    for item in items:
        test = getattr(item, "obj", None)
        if getattr(test, "is_hypothesis_test", False):
            asked = test._hypothesis_internal_use_settings
            test._hypothesis_internal_use_settings = settings(asked, **FEW)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Empty what ``lru_cache`` keeps in the domain."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("switchboard.domain."):
            for member in vars(module).values():
                if hasattr(member, "cache_clear"):
                    member.cache_clear()
