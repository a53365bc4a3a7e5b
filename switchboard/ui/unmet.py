"""Which query was left although nobody was found for it."""

from __future__ import annotations

from switchboard.desk.replies import Found


class Unmet:
    """Holds the last query that nobody was found for, until the agent types something else.

    A query that is typed on, or shortened, is not left yet.
    """

    def __init__(self) -> None:
        self._query = self._counted = ""

    def back(self, text: str) -> None:
        """A query comes back that was left before: as long as it stands it is not another caller's."""
        self._counted = text.strip()

    def answered(self, found: Found, *, narrowed: bool) -> None:
        """Look at an answer; one from a part of the directory (``narrowed``) says nothing."""
        met = bool(found.total or found.topics) or narrowed or found.recent or not found.ready
        query = found.query.strip()
        self._query = "" if met or query == self._counted else query

    def typed(self, text: str) -> str:
        """Return the query that is left by typing this; empty when none is."""
        left, begun = self._query, text.strip()
        if begun != self._counted:
            self._counted = ""
        if not left or (begun and (begun.startswith(left) or left.startswith(begun))):
            return ""
        self._query = ""
        return left
