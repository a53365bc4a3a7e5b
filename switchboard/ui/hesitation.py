"""Whether a key may have been meant for what stood on the screen a moment ago."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from switchboard.ui.card_text import CardText

READING = 0.9
"""Seconds after routes have changed places in which a key may have been meant for the old places."""


class Hesitation:
    """Knows when the routes on the card came to mean others than those that the agent has read."""

    def __init__(self) -> None:
        self._renumbered: float | None = None
        self._led = False

    def lead(self) -> None:
        """The screen itself leads to somebody: a key pressed twice, or one on its way, was not meant for
        them, for they were not there yet."""
        self._led = True

    def typed(self) -> None:
        """The agent leads."""
        self._led = False

    def shown(self, before: CardText | None, now: CardText) -> None:
        """Another card is shown in the place of one, or of none."""
        if before is None or before.ref != now.ref:
            self._renumbered = time.monotonic() if self._led else None
            self._led = False
        elif _targets(before) != _targets(now):
            self._renumbered = time.monotonic()

    def ask(self) -> bool:
        """Whether a number may mean the route that stood there a moment ago; asked once for each change."""
        changed, self._renumbered = self._renumbered, None
        return changed is not None and time.monotonic() - changed < READING


def _targets(text: CardText) -> list[tuple[object, ...]]:
    """Return what each number leads to."""
    return [(r.kind, r.person, r.unit, r.phone) for r in (line.route for line in text.routes)]
