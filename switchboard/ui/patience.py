"""A deed that waits until what is on screen answers what was typed."""

from __future__ import annotations

from collections.abc import Callable

from switchboard.ui.asking import Asking

Deed = Callable[[], None]


class Patience:
    """Holds at most one deed: a newer one takes its place, and typing on takes it back."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask
        self._deed: Deed | None = None

    def do(self, deed: Deed) -> None:
        """Do it now when the screen is right, else as soon as it is."""
        self._deed = deed
        if not self._ask.settled:
            self._ask.ask_the_rest()
        self.answered()

    def hasten(self) -> None:
        """The hits are there: somebody who waits does not wait for the card's time as well."""
        if self._deed is not None:
            self._ask.ask_the_rest()

    def answered(self) -> None:
        """Something was answered: perhaps all that was asked."""
        if self._deed is not None and self._ask.settled:
            deed, self._deed = self._deed, None
            deed()

    def take_back(self) -> None:
        """The deed is not wanted any more."""
        self._deed = None
