"""Answers come into the list: which hits, who of them is chosen, and how many there are in words."""

from __future__ import annotations

from switchboard.desk.desk import FIRST, LIMIT
from switchboard.ui.announce import announce
from switchboard.ui.bridge import FoundLines
from switchboard.ui.found_words import found_words, without
from switchboard.ui.hits_view import HitsView
from switchboard.ui.language import QtLanguage
from switchboard.ui.phrases import Shown, with_topics
from switchboard.ui.question import Question
from switchboard.ui.search_box import SearchHeader
from switchboard.ui.topic_line import TopicLine
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
        hits.replace(self._rows(answer))
        row = hits.hits.place(wanted)
        if row < 0 and not found.recent and self._leads(hits.hits.shown(0)):
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
        """Show who fits the question now, leave chosen whoever is, and return whether somebody leads a list
        that was empty."""
        empty = not self._hits.hits.rowCount()
        self._note(answer)
        self._hits.amend(self._rows(answer))
        self._say_count(answer, len(answer.lines))
        return empty and self._leads(self._hits.hits.shown(0))

    def _rows(self, answer: FoundLines) -> tuple[Shown, ...]:
        """Return the rows of an answer. What is only begun stands below a list that fits the screen: however
        it came to be asked for, nothing can follow below."""
        found = answer.found
        whole = not found.rest and found.total <= min(FIRST, self._hits.room())
        return with_topics(answer.lines, answer.topics, whole=whole)

    def _leads(self, first: Shown | None) -> bool:
        """Whether Enter may take the first row unasked. Where a filter hides people, one of them is more
        likely meant than a topic that their name happens to begin."""
        if isinstance(first, TopicLine) and not first.topic.whole:
            return not self._narrowed
        return first is not None

    @property
    def _narrowed(self) -> bool:
        return self._question.scoped or self._question.available_only

    def _note(self, answer: FoundLines) -> None:
        self._unmet.answered(answer.found, narrowed=self._narrowed)

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
        # A topic is nobody yet.
        self._hits.say_empty("" if shown else empty)
