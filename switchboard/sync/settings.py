"""What may be set about the sync. All times are seconds."""

from __future__ import annotations

from switchboard.domain.record import record


@record(frozen=True, slots=True, kw_only=True)
class SyncSettings:
    """The pace of the sync; the defaults are the contract's and the design's."""

    poll: float = 30.0
    """How often changes are asked for while the event stream is down …"""
    safety_poll: float = 600.0
    """… and while it stands, in case a proxy swallows events but not their keep-alive."""
    news_jitter: float = 0.1
    """An event leads to a fetch within this time, so that 300 clients do not ask in one instant.

    The design allows 0.2; half of it, with the service's own 0.1 s, keeps a change below a quarter second.
    """
    lost_jitter: float = 4.0
    """A stream that ends leads to a fetch within this time: 300 clients lose the same server together."""
    refill_spread: float = 30.0
    """A new snapshot after a 410 starts within this time, for the same reason."""
    backoff_first: float = 1.0
    backoff_most: float = 60.0
    retry_after_most: float = 3600.0
    """However long a service asks us to wait, after this we ask again."""
    held_poll: float = 60.0
    """How often we look whether a directory that shrank has grown back."""
    repair_pause: float = 3600.0
    """How long after a new copy was fetched to get past broken changes that may be done again."""
    no_events_pause: float = 900.0
    """How long to wait before events are asked for again of a service that has none."""
    outcome_grace: float = 0.0
    """How long an outcome waits in the outbox, so that the agent can still take it back."""
    page: int = 1000
    """How many changes to ask for at once."""
    most_pages: int = 2000
    """How many pages in a row can still be honest."""
    shrink: float = 0.10
    """The share of the people that a snapshot may lose without a human's yes."""
