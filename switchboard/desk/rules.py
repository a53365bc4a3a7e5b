"""The settings as the rules that availability and routes go by."""

from __future__ import annotations

from datetime import timedelta

from switchboard.domain.policy import Policy
from switchboard.domain.status import Limits
from switchboard.profile import Settings


def policy_of(settings: Settings) -> Policy:
    """Return what the municipality decided about routes."""
    return Policy(
        offer_manager=settings.offer_managers,
        gate_people=settings.gate_people,
        colleagues=settings.colleagues,
        ask_reason=settings.ask_reason,
    )


def limits_of(settings: Settings) -> Limits:
    """Return the limits of availability."""
    return Limits(stale_after=timedelta(seconds=settings.stale_after))
