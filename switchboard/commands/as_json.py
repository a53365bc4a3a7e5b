"""The documented JSON of ``search --json`` and ``routes --json``. Every phone passes through disclosure."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from switchboard.domain.disclosure import show
from switchboard.domain.model import Phone
from switchboard.domain.routes import Route, Routes
from switchboard.domain.status import Availability
from switchboard.domain.words import English, Words, say
from switchboard.search.results import Results


def one_line(value: object) -> str:
    """Return compact JSON without a line break, in plain UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A query typed in another encoding holds lone surrogates, which no encoder takes.
    return text.encode("utf-8", "replace").decode("utf-8")


def of_results(results: Results) -> dict[str, Any]:
    """Return one query's answer; ``leftOut`` is there only when words of it were left out (ADR 14)."""
    answer: dict[str, Any] = {
        "query": results.query,
        "total": results.total,
        "hits": [
            {
                "type": hit.ref.kind.value,
                "id": hit.ref.id,
                "matched": [
                    {"field": match.field.value, "how": match.how.value, "text": match.text}
                    for match in hit.matched
                ],
            }
            for hit in results.hits
        ],
    }
    if results.left_out:
        answer["leftOut"] = list(results.left_out)
    return answer


def of_routes(answer: Routes, zone: ZoneInfo, country: str) -> dict[str, Any]:
    """Return the routes of one person or unit; times are RFC 3339 with the zone's offset."""
    english = English(zone, answer.at)

    def in_words(sentence: Words) -> str:
        return say(sentence, english)

    def when(moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(zone).isoformat(timespec="seconds")

    return {
        "id": answer.ref.id,
        "at": when(answer.at),
        "availability": _availability(answer.availability, in_words, when),
        "routes": [_route(route, in_words, when, country) for route in answer.routes],
        "leftOut": [
            {"person": item.person, "why": f"{item.name}: {in_words(item.why)}"} for item in answer.left_out
        ],
    }


def _availability(
    known: Availability | None,
    in_words: Callable[[Words], str],
    when: Callable[[datetime | None], str | None],
) -> dict[str, Any] | None:
    if known is None:
        return None
    return {
        "status": known.status.value,
        "until": when(known.until),
        "why": in_words(known.why),
        "source": known.source,
        "asOf": when(known.as_of),
    }


def _route(
    route: Route,
    in_words: Callable[[Words], str],
    when: Callable[[datetime | None], str | None],
    country: str,
) -> dict[str, Any]:
    return {
        "kind": route.kind.value,
        "person": route.person,
        "unit": route.unit,
        "phone": None if route.phone is None else printed(route.phone, country),
        "open": route.open,
        "opens": when(route.opens),
        "why": in_words(route.why),
    }


def printed(phone: Phone, country: str) -> str:
    """Return E.164 when the digits may be shown, their mask otherwise."""
    shown = show(phone, country=country)
    return shown.copyable or shown.text
