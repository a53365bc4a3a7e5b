"""Searching a million people: every keystroke's time beside that at 60,000, on the same typed queries.

    .venv/bin/python tests/bench/search_million.py

It takes some minutes and 6 GB; a machine with less than 8 is left alone. ``--people`` is the smaller city.
Times are CPU time. The two cities take turns query by query, so that both meet the same clock, in rounds of
which the best counts for each key, as in ``search.py``; what is kept of one key for the next is forgotten
between rounds.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time

from report import Figure, emit, percentile
from search_noise import cases

from switchboard.demo.city import City
from switchboard.domain.model import Person, Unit
from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary

BAR = 4.0
ROUNDS = 3
NEEDED = 8e9


def memory() -> float:
    """Return the machine's memory in bytes; endless where the system does not say."""
    try:
        return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, OSError, ValueError):
        return float("inf")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--typed", type=int, default=120, help="queries typed letter by letter")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if memory() < NEEDED:
        print("  left out: this machine has less than 8 GB of memory", flush=True)
        return
    rng = random.Random(arguments.seed)
    typed: list[str] = []
    indexes: list[Index] = []
    for count in (arguments.people, arguments.many):
        objects = list(City(count, arguments.seed).objects())
        persons = [item for item in objects if isinstance(item, Person)]
        units = [item for item in objects if isinstance(item, Unit)]
        del objects
        if not typed:
            asked = cases(persons, units, 10, arguments.seed)
            typed = [case.query for case in rng.sample(asked, min(arguments.typed, len(asked)))]
        index = Index.build(persons, units)
        del persons, units
        index.warm()
        indexes.append(index)
    gc.collect()
    gc.freeze()
    rounds: list[list[list[float]]] = [[] for _ in indexes]
    for _ in range(ROUNDS):
        for index in indexes:
            # Each with callers' words of its own: what they tell is kept.
            Vocabulary.shipped.cache_clear()
            index.use(Vocabulary.shipped())
        taken: list[list[float]] = [[] for _ in indexes]
        for query in typed:
            for index, some in zip(indexes, taken, strict=True):
                some += keystrokes(index, query)
        for one, some in zip(rounds, taken, strict=True):
            one.append(some)
    few_keys, many_keys = ([min(key) for key in zip(*some, strict=True)] for some in rounds)
    for name, share, bar in (("p50", 0.5, None), ("p99", 0.99, BAR)):
        few, many = (percentile(keys, share) * 1e3 for keys in (few_keys, many_keys))
        what = f"keystroke {name}, {arguments.many:,} people"
        emit([Figure("search", what, many, few, "ms", bar, f"ours at {arguments.people:,}")])


def keystrokes(index: Index, query: str) -> list[float]:
    taken = []
    for end in range(1, len(query) + 1):
        start = time.thread_time()
        index.search(query[:end])
        taken.append(time.thread_time() - start)
    return taken


if __name__ == "__main__":
    main()
