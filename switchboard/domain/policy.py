"""What a municipality may decide about routes: known before there is one."""

from __future__ import annotations

from switchboard.domain.record import record


@record(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a municipality may decide: whether managers are offered, whether people are reached within their
    unit's phone hours only, how many colleagues are offered, and whether agents are asked why before a call
    goes somewhere closed or to somebody away (``ask_reason``; the ranking does not depend on it)."""

    offer_manager: bool = False
    gate_people: bool = False
    colleagues: int = 3
    ask_reason: bool = False
