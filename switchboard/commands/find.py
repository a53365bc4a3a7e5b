"""``switchboard search`` and ``switchboard routes``: the desk's answers on the command line."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from switchboard.commands import as_json, as_text
from switchboard.commands.complaint import complain
from switchboard.commands.source import Directory, directory
from switchboard.desk.answers import make_row
from switchboard.domain.disclosure import visible
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Ref
from switchboard.domain.routes import NotFoundError
from switchboard.domain.routes import routes as rank
from switchboard.domain.words import English, short, words
from switchboard.regular import regular
from switchboard.search.results import Results

if TYPE_CHECKING:
    from switchboard.search.index import Index
    from switchboard.search.vocabulary import Vocabulary


def search(args: argparse.Namespace) -> int:
    """Answer QUERY, or each line of standard input, from a file or the local copy.

    Raises:
        ExpectedError: nothing to search for, or nothing to search in.
    """
    if (args.query is None) != args.stdin:
        raise ExpectedError(words("Give either a query or --stdin."))
    speak_utf8()
    vocabulary = None if args.vocabulary is None else _vocabulary(args.vocabulary)
    with directory(args.data, args.at) as here:
        index = _index(here, vocabulary)
        for number, query in enumerate(_queries(args)):
            answer = index.search(query, limit=args.limit)
            if args.json:
                print(as_json.one_line(as_json.of_results(answer)), flush=True)
            else:
                print(("\n" if number else "") + _in_text(answer, here), flush=True)
    return 0


def routes(args: argparse.Namespace) -> int:
    """Say who can take a call for a person or, when no person has this id, a unit.

    Raises:
        ExpectedError: nobody has this id, or there is nothing to look in.
    """
    speak_utf8()
    topic = (args.topic or "").strip() or None
    with directory(args.data, args.at) as here:
        ref = _ref(args.id, here)
        answer = rank(ref, here.view, here.at, topic=topic, policy=here.policy, limits=here.limits)
        service = here.view.service
        zone = ZoneInfo(service.time_zone)
        if args.json:
            print(as_json.one_line(as_json.of_routes(answer, zone, service.country)))
            return 0
        row = make_row(ref, here.view, here.at, limits=here.limits)
        assert row is not None
        head = " · ".join(short(part) for part in (row.name, row.title, row.unit_name) if part)
        print(as_text.of_routes(head, answer, zone, service.country))
    return 0


def _ref(given: str, here: Directory) -> Ref:
    person = here.view.person(given)
    if person is not None and visible(person) is not None:
        return person.ref
    unit = here.view.unit(given)
    if unit is None:
        raise NotFoundError
    return unit.ref


def _vocabulary(path: Path) -> Vocabulary:
    from switchboard.search import skos

    return skos.read(regular(path, words("Name a file, or /dev/stdin for what is piped in.")))


def _index(here: Directory, vocabulary: Vocabulary | None) -> Index:
    """Return an index as the window has it; the words of ``vocabulary`` come before all others."""
    from switchboard.desk.catalogue import Catalogue
    from switchboard.search.index import Index

    catalogue = Catalogue(here.hearing, complain)
    if here.cache is None:
        persons = (shown for person in here.view.persons() if (shown := visible(person)) is not None)
        index = Index.build(persons, here.view.units(), country=here.view.service.country)
    else:
        index, _ = catalogue.make(here.cache)
    known = catalogue.read_words()
    index.use(known if vocabulary is None else vocabulary.followed_by(known))
    return index


def _queries(args: argparse.Namespace) -> Iterator[str]:
    if args.query is not None:
        yield args.query
        return
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _in_text(answer: Results, here: Directory) -> str:
    english = English(ZoneInfo(here.view.service.time_zone), here.at)
    rows = [
        row
        for hit in answer.hits
        if (row := make_row(hit, here.view, here.at, limits=here.limits)) is not None
    ]
    return as_text.of_rows(answer, rows, english)


def speak_utf8() -> None:
    """JSON is UTF-8 whatever the system's code page; what cannot be printed becomes a question mark."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
