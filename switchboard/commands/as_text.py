"""What ``search`` and ``routes`` print for people: aligned lines in English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from zoneinfo import ZoneInfo

from switchboard.desk.answers import Row
from switchboard.domain.disclosure import show
from switchboard.domain.routes import Route, RouteKind, Routes
from switchboard.domain.words import English, many, say, words
from switchboard.search.results import Results

_WIDEST = 44
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
    topics = [f"  topic: {topic.said} → {topic.label}" for topic in answer.topics]
    if not rows:
        return "\n".join([f"Nobody and nothing matches “{answer.query}”.", *topics])
    shown = many(answer.total, "hit", "hits")
    if len(rows) < answer.total:
        shown = f"{len(rows)} of {shown}"
    cells = [
        (
            row.name,
            " · ".join(part for part in (row.title, row.unit_name) if part),
            _state(row, english),
            row.ref.id,
        )
        for row in rows
    ]
    if answer.left_out:
        shown += f", without {', '.join([f'“{some}”' for some in answer.left_out])},"
    return "\n".join([f"{shown} for “{answer.query}”", *_aligned(cells), *topics])


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
        (f"{number}.", _KINDS[route.kind], route.name, _phone(route, country), _why(route, english))
        for number, route in enumerate(answer.routes, 1)
    )
    if answer.left_out:
        lines += ["", "Not offered:"]
        lines += [f"  {item.name}: {say(item.why, english)}" for item in answer.left_out]
    return "\n".join(lines)


def _phone(route: Route, country: str) -> str:
    if route.phone is None:
        return ""
    shown = show(route.phone, country=country)
    if shown.masked:
        return f"{shown.text} (put through only)"
    return f"{shown.text} ({'may be told' if shown.may_be_told else 'not to be told'})"


def _why(route: Route, english: English) -> str:
    return say(route.why, english)


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    table = [list(row) for row in rows]
    widths = [min(max(len(cell) for cell in column), _WIDEST) for column in zip_longest(*table, fillvalue="")]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
