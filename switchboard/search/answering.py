"""From whom a query means to the hits that are shown, and to the topics that are suggested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.around import around
from switchboard.search.bits import NOBODY, BitMap
from switchboard.search.explain import Explainer, Shown
from switchboard.search.fit import parted
from switchboard.search.hit import Hit, hits_of
from switchboard.search.keeping import kept
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant
from switchboard.search.order import Order
from switchboard.search.query import Fragment, parse
from switchboard.search.ranking import best, of_its_text
from switchboard.search.results import Topic
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.vocabulary import Meant as Said

_LABELS_TRIED: Final = 3
"""So many of a topic's labels are tried for one that finds somebody."""
_MOST_TOPICS: Final = 3
_KEPT: Final = 64
"""Of so many texts the topics are kept: typing on changes the last word's."""


class Answering:
    """Makes the answer. Nothing of it is true any more once anybody has changed."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store, country: str) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store
        self._country = country
        self._shown = Shown(store)
        self._leading: dict[str, bool] = {}
        self._topics_of: dict[str, tuple[Said, ...]] = {}

    def hits(
        self, query: str, meant: Meant, limit: int, boost: dict[int, float], among: BitMap | None
    ) -> tuple[list[Hit], int]:
        """Return the best ``limit`` hits of all who are meant, and how many these are; of those ``among``
        alone. ``boost`` is what :class:`Order` takes."""
        store = self._store
        order: Order | None = None
        before: Sequence[Fragment] = ()
        hits: list[Hit] = []
        found = 0
        shown = NOBODY
        several = len(meant.stages) > 1
        for fragments, levels, everybody, most in meant.stages:
            left = limit - len(hits)
            if shown:
                # Whoever is meant in several ways is one hit.
                everybody = everybody - shown
            people = everybody if among is None else everybody & among
            if left <= 0 or not people:
                # Nobody of these is shown; they count where they count at all.
                if not most:
                    found += len(people)
                    shown = shown | everybody
                continue
            if order is None or fragments is not before:
                order, before = Order(store, query, fragments, boost), fragments
            whole = len(levels) == len(fragments)
            # What somebody is worth does not hang on whom the search is narrowed to.
            fits = parted(store, query, fragments, levels, everybody, meant.near) if whole else ()
            ended = of_its_text(levels, everybody, store.unit_bits) if whole and len(fragments) > 1 else ()
            slots = best(order, levels, people, min(most or left, left), fits, ended)
            if several:
                shown = shown | (BitMap(slots) if most else everybody)
            explainer = Explainer(store, self._shown, self._country, fragments[: len(levels)], levels)
            hits += hits_of(slots, self._shown.refs(slots), explainer.matches)
            found += len(slots) if most else len(people)
        return hits, found

    def topics(self, query: str, typed: Sequence[Fragment], meant: Meant) -> tuple[Topic, ...]:
        """Return what the query is about: as callers say it, as far as its words tell, or what one of them
        says."""
        topics = self._said(query) or self._guessed(meant)
        if not topics and len(typed) > 1 and (not meant.near or len(meant.fragments) < len(typed)):
            # "søke om boss": where nobody has all of it as it is spelled, the errand may be one word of it.
            words = [some.form for some in typed if not around(some)]
            said = [topic for form in words for topic in self._said(form, also=True) if topic.whole]
            topics = tuple([Topic(topic.label, topic.said) for topic in said[:_MOST_TOPICS]])
        return topics

    def _said(self, query: str, *, also: bool = False) -> tuple[Topic, ...]:
        vocabulary = self._matcher.vocabulary
        topics: dict[str, Topic] = {}
        some = () if vocabulary is None else kept(self._topics_of, _KEPT, query, vocabulary.meant)
        for said, labels, whole in some:
            label = self._leading_of(labels) or said
            # What is said already, or as good as said, need not be suggested, unless other words are in its
            # way (``also``): "gatelyset er borte".
            same = label == said or label.casefold().startswith(query.casefold().strip())
            if not same or (also and self._leads(label)):
                topics.setdefault(label, Topic(label, said, whole))
        return tuple(topics.values())

    def _guessed(self, meant: Meant) -> tuple[Topic, ...]:
        topics: dict[str, Topic] = {}
        # Those who do the first one stand first: why is said there.
        first = bool(meant.stages) and meant.stages[0].most > 0
        for labels, said, _, _, _ in meant.guesses:
            label = self._leading_of(labels)
            if label:
                topics.setdefault(label, Topic(label, said, first))
        return tuple(topics.values())

    def _leading_of(self, labels: Sequence[str]) -> str:
        """Return the first of a topic's labels that finds anybody; empty where none does."""
        for label in labels[:_LABELS_TRIED]:
            if self._leads(label):
                return label
        return ""

    def _leads(self, label: str) -> bool:
        """Whether a topic's label finds anybody."""
        known = self._leading.get(label)
        if known is None:
            known = self._leading[label] = self._stages.finds(parse(label) or ())
        return known
