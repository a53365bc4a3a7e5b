"""Answers come into the list: which hits, who of them is chosen, and how many there are in words."""

from __future__ import annotations

from switchboard.desk.desk import LIMIT
from switchboard.ui.announce import announce
from switchboard.ui.bridge import FoundLines
from switchboard.ui.found_words import found_words, without
from switchboard.ui.hits_view import HitsView
from switchboard.ui.language import QtLanguage
from switchboard.ui.phrases import with_topics
from switchboard.ui.question import Question
from switchboard.ui.search_box import SearchHeader
from switchboard.ui.unmet import Unmet


class Showing:
    """Shows what a question was answered with, and notes whether anybody was found."""

    def __init__(
        self, header: SearchHeader, hits: HitsView, question: Question, unmet: Unmet, language: QtLanguage
    ) -> None:
        self._header, self._hits, self._question = header, hits, question
        self._unmet, self._language = unmet, language
        self._left_out = 0
        self._answer: FoundLines | None = None
        self._count = 0
        self._rest = False
        self.goes_on = False
        """Whether there are hits that are not in the list, nor on their way into it."""

    @property
    def most(self) -> int:
        """How many hits a question is to be answered with that stands in the place of the one shown."""
        return max(LIMIT, self._count)

    def found(self, answer: FoundLines) -> None:
        """Show a new list, and choose whoever is wanted in it, else the first hit. Nobody is told that."""
        found, hits = answer.found, self._hits
        self._note(answer)
        self._rest = bool(found.rest)
        wanted = self._question.wanted
        hits.blockSignals(True)
        hits.replace(with_topics(answer.lines, answer.topics, whole=not found.rest))
        row = hits.hits.place(wanted)
        if row < 0 and hits.hits.rowCount() and not found.recent:
            row = 0
        hits.choose(row)
        hits.blockSignals(False)
        self._say_count(answer, len(answer.lines) + len(found.rest))
        self._header.field.echo()

    def more(self) -> None:
        """Others stand in the list below those of the answer: say how many there are now."""
        count = len(self._hits.hits.lines)
        if self._answer is not None and count > self._count:
            self._say_count(self._answer, count)
        elif not self._rest:
            # Whoever was counted is gone from the copy by now.
            self.goes_on = False
        self._rest = False

    def amended(self, answer: FoundLines) -> bool:
        """Show who fits the question now, leave chosen whoever is, and return whether there is somebody in a
        list of nobody."""
        empty = not self._hits.hits.rowCount()
        self._note(answer)
        self._hits.amend(with_topics(answer.lines, answer.topics, whole=True))
        self._say_count(answer, len(answer.lines))
        return empty and bool(self._hits.hits.rowCount())

    def _note(self, answer: FoundLines) -> None:
        question = self._question
        self._unmet.answered(answer.found, narrowed=question.scoped or question.available_only)

    def _say_count(self, answer: FoundLines, shown: int) -> None:
        found = answer.found
        self._answer, self._count = answer, shown
        self.goes_on = found.ready and not found.recent and shown < found.total
        only = self._question.available_only
        scoped = self._question.scoped
        count, empty = found_words(found, shown, self._language, available_only=only, scoped=scoped)
        count, heard = without(count, found.left_out)
        self._header.show_count(count, heard)
        if len(found.left_out) > self._left_out:
            # Not with each letter that such a word goes on with.
            announce(self._header.field, heard)
        self._left_out = len(found.left_out)
        self._hits.say_empty(empty if not self._hits.hits.rowCount() else "")
