"""How long to wait before the next attempt."""

from __future__ import annotations

from switchboard.sync.clock import Random

_LEAST = 0.1


class Backoff:
    """Exponential backoff with full jitter: a random time below a bound that doubles with every failure.

    Full jitter spreads a herd of clients that lost the same server best
    (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). All times are seconds.
    """

    def __init__(self, random: Random, *, first: float, most: float, retry_after_most: float) -> None:
        self._random = random
        self._first = first
        self._most = most
        self._retry_after_most = retry_after_most
        self._failures = 0

    @property
    def failures(self) -> int:
        """How many attempts have failed since the last success."""
        return self._failures

    def next(self, retry_after: float | None = None) -> float:
        """Return how long to wait now; never less than a service has asked for, within reason."""
        # 2.0 ** 1024 would overflow after a long weekend offline.
        bound = min(self._most, self._first * 2.0 ** min(self._failures, 60))
        self._failures += 1
        jitter = self._random.random() * bound
        if retry_after is None:
            return max(_LEAST, jitter)
        # Whoever was told the same time must not come back in the same instant either.
        return min(retry_after, self._retry_after_most) + max(_LEAST, jitter)

    def reset(self) -> None:
        """An attempt has succeeded."""
        self._failures = 0
