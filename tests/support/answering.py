"""Answers what is typed in a small town, a line of JSON a keystroke.

``python -m support.answering [uncompiled]``. The first line says whether the search was compiled.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace

if sys.argv[1:] == ["uncompiled"]:
    from support import uncompiled  # noqa: F401 - from here on

from switchboard.demo.city import City
from switchboard.domain.model import Person, Unit
from switchboard.search import places
from switchboard.search.index import Index
from switchboard.search.results import Results
from switchboard.search.vocabulary import Vocabulary

PEOPLE, QUERIES = 1500, 55


def queries(persons: list[Person], units: list[Unit], rng: random.Random) -> Iterator[str]:
    """Iterate over names as they are, with a slip and in part, units, errands, numbers and nonsense."""
    errands = sorted(Vocabulary.shipped().keys())
    for _ in range(QUERIES):
        person = rng.choice(persons)
        name = person.name.display
        at = rng.randrange(1, len(name) - 1)
        yield name
        yield name[:at] + name[at + 1 :]
        yield name[:at] + rng.choice("abdeiklnorstuåæø") + name[at:] + " " + rng.choice(units).name
        yield rng.choice(units).name.lower() + " " + name.split()[0]
        yield rng.choice(errands)
        yield from [phone.number[rng.randrange(5) :] for phone in person.phones[:1]]
        yield "".join(rng.choices("abeiklnrst aeio-@'3", k=9))


def answered(results: Results) -> str:
    """Return all that is told of an answer; the first hits explained."""
    explained = [
        [(match.field, match.how, match.text, match.ranges) for match in hit.matched]
        for hit in results.hits[:5]
    ]
    topics = [(topic.label, topic.said, topic.whole) for topic in results.topics]
    ids = [hit.ref.id for hit in results.hits]
    return json.dumps([results.query, results.total, ids, explained, topics, results.left_out])


def main() -> None:
    objects = list(City(PEOPLE, 3).objects())
    persons = [item for item in objects if isinstance(item, Person)]
    units = [item for item in objects if isinstance(item, Unit)]
    rng = random.Random(11)
    index = Index.build(persons, units)
    index.use(Vocabulary.shipped())
    print(json.dumps(type(places.begins).__name__ != "function"))
    for number, query in enumerate(queries(persons, units, rng)):
        if number == QUERIES * 3:
            index = Index.from_image(index.image())
            index.use(Vocabulary.shipped())
        for end in range(1, len(query) + 1):
            print(answered(index.search(query[:end])))
        if not number % 10:
            index.put_person(replace(rng.choice(persons), keywords=(f"ord{number}", "bruksendring")))
        if not number % 25:
            index.remove(rng.choice(persons).ref)


if __name__ == "__main__":
    main()
