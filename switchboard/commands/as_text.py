"""What ``search`` and ``routes`` print for people: aligned lines in English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from zoneinfo import ZoneInfo

from switchboard.desk.answers import Row
from switchboard.domain.disclosure import show
from switchboard.domain.routes import Route, RouteKind, Routes
from switchboard.domain.words import English, many, say, short, words
from switchboard.search.results import Field, How, Results

_NAME, _PLACE, _SENTENCE, _WORD = 44, 40, 120, 24
"""So many characters are printed of a name, a title or unit, a sentence, and a word that was left out: all of
it, but for what would break the table."""
_GUESSED = {
    How.SOUNDS_ALIKE: ("sounds alike", "sounds like {text}"),
    How.TYPO: ("spelled alike", "spelled like {text}"),
    How.SYNONYM: ("in other words", "in other words: {text}"),
}
"""What is said of a match that is not plain to see: where its text is shown, and where it is not."""
_KINDS = {
    RouteKind.PHONE: "own phone",
    RouteKind.ALTERNATE: "alternate",
    RouteKind.COLLEAGUE: "colleague",
    RouteKind.MANAGER: "manager",
    RouteKind.UNIT: "unit",
    RouteKind.MESSAGE: "message",
}


def of_rows(answer: Results, rows: Sequence[Row], english: English) -> str:
    """Return one query's answer."""
    query = short(answer.query)
    topics = [f"  topic: {topic.said} → {topic.label}" for topic in answer.topics]
    if not rows:
        return "\n".join([f"Nobody and nothing matches “{query}”.", *topics])
    shown = many(answer.total, "hit", "hits")
    if len(rows) < answer.total:
        shown = f"{len(rows)} of {shown}"
    hows = [_how(row) for row in rows]
    cells = [
        (
            short(row.name, _NAME),
            " · ".join([short(part, _PLACE) for part in (row.title, row.unit_name) if part]),
            short(_state(row, english), _SENTENCE),
            *([how] if any(hows) else []),
            row.ref.id,
        )
        for row, how in zip(rows, hows, strict=True)
    ]
    if answer.left_out:
        shown += f", without {', '.join([f'“{short(some, _WORD)}”' for some in answer.left_out])},"
    return "\n".join([f"{shown} for “{query}”", *_aligned(cells), *topics])


def _how(row: Row) -> str:
    """Say how somebody was found, where it is not plain to see that they are meant."""
    shown = (row.name, row.title, row.unit_name)
    said: dict[str, None] = {}
    for match in row.matched:
        alike, like = _GUESSED.get(match.how, ("", ""))
        text = short(match.text, _PLACE)
        if match.field is Field.ALIAS:
            said[f"also known as {text}"] = None
        elif alike:
            said[alike if match.text in shown else like.format(text=text)] = None
    return " · ".join(said)


def _state(row: Row, english: English) -> str:
    if row.availability is not None:
        return say(row.availability.why, english)
    if row.restricted:
        return "protected: through the unit"
    if row.open is None:
        return "phone hours not known"
    if row.open:
        return "open"
    return "closed" if row.opens is None else say(words("opens {opens}", opens=row.opens), english)


def of_routes(head: str, answer: Routes, zone: ZoneInfo, country: str) -> str:
    """Return the routes of one person or unit, best first, and who was left out."""
    english = English(zone, answer.at)
    lines = [head]
    if answer.availability is not None:
        lines.append(f"{answer.availability.status.value}: {say(answer.availability.why, english)}")
    lines.append("")
    lines += _aligned(
        (
            f"{number}.",
            _KINDS[route.kind],
            short(route.name, _NAME),
            _phone(route, country),
            _why(route, english),
        )
        for number, route in enumerate(answer.routes, 1)
    )
    if answer.left_out:
        lines += ["", "Not offered:"]
        lines += [
            f"  {short(item.name, _NAME)}: {short(say(item.why, english), _SENTENCE)}"
            for item in answer.left_out
        ]
    return "\n".join(lines)


def _phone(route: Route, country: str) -> str:
    if route.phone is None:
        return ""
    shown = show(route.phone, country=country)
    if shown.masked:
        return f"{shown.text} (put through only)"
    return f"{shown.text} ({'may be told' if shown.may_be_told else 'not to be told'})"


def _why(route: Route, english: English) -> str:
    return short(say(route.why, english), _SENTENCE)


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    table = [list(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip_longest(*table, fillvalue="")]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
