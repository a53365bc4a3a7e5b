"""Settings become rules."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from switchboard.desk.rules import limits_of, policy_of
from switchboard.domain.routes import Policy
from switchboard.domain.status import Limits
from switchboard.profile import Settings, choose, load_settings


def test_the_defaults_are_the_rules_own() -> None:
    assert policy_of(Settings()) == Policy()
    assert limits_of(Settings()) == Limits()


def test_what_a_municipality_sets_is_what_holds(tmp_path: Path) -> None:
    place = choose(tmp_path)
    place.config.mkdir(parents=True)
    wanted = {
        "offer_managers": True,
        "gate_people": True,
        "colleagues": 1,
        "ask_reason": True,
        "stale_after": 60,
    }
    place.settings_file.write_text(json.dumps(wanted), "utf-8")
    settings = load_settings(place)
    assert policy_of(settings) == Policy(offer_manager=True, gate_people=True, colleagues=1, ask_reason=True)
    assert limits_of(settings).stale_after == timedelta(minutes=1)
