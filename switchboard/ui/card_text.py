"""A card put into words, off the GUI thread."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from switchboard.desk.cards import Card, CardPhone
from switchboard.desk.strip import Segment
from switchboard.domain.availability import Status
from switchboard.domain.disclosure import ShownPhone, show
from switchboard.domain.model import Kind, Ref
from switchboard.domain.record import record
from switchboard.domain.routes import Route, RouteKind
from switchboard.domain.words import say
from switchboard.ui.language import QtLanguage
from switchboard.ui.phrases import state_words, status_word
from switchboard.ui.routes_list import KEYS, RouteLine
from switchboard.ui.tongues import tongue

_KEYWORDS = 15
"""How many keywords stand above the routes; the rest are further down, where they push nothing away."""


@record(frozen=True, slots=True, repr=False)
class PhoneText:
    """One number of a card as it may be shown; ``copyable`` is what may go to the clipboard."""

    digits: str
    spoken: str
    label: str
    told: str
    may_be_told: bool
    copyable: str | None


@record(frozen=True, slots=True, repr=False)
class CardText:
    """Everything a card says."""

    ref: Ref
    card: Card
    name: str
    title: str
    path: str
    status: Status | None
    word: str
    sentence: str
    about: str
    keywords: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    routes: tuple[RouteLine, ...]
    left_out: tuple[str, ...]
    phones: tuple[PhoneText, ...]
    day: tuple[Segment, ...]
    day_spoken: str
    spoken: str
    scope: Ref | None
    scope_name: str


def card_text(card: Card, language: QtLanguage, country: str) -> CardText:
    """Put a card into words."""
    translate = QCoreApplication.translate
    status, word, sentence = None, "", ""
    if card.availability is not None:
        status = card.availability.status
        word = status_word(status)
        # That nothing is registered need not be said twice.
        sentence = "" if status is Status.NOT_REGISTERED else say(card.availability.why, language)
    elif card.hours is not None:
        sentence = say(card.hours, language)
    elif card.protection is not None:
        sentence = say(card.protection, language)
    scope, scope_name = None, ""
    if card.ref.kind is Kind.UNIT:
        scope, scope_name = card.ref, card.name
    elif card.path:
        scope, scope_name = Ref(Kind.UNIT, card.path[-1].unit), card.path[-1].name
    first, rest = card.keywords[:_KEYWORDS], " · ".join(card.keywords[_KEYWORDS:])
    path = " › ".join(step.name for step in card.path)
    routes = tuple(
        _route(route, position, language, country) for position, route in enumerate(card.routes.routes, 1)
    )
    return CardText(
        ref=card.ref,
        card=card,
        name=card.name,
        title=card.title,
        path=path,
        status=status,
        word=word,
        sentence=sentence,
        about="\n".join(part for part in (card.description, card.note, rest) if part),
        keywords=" · ".join((*first, *("…" for _ in rest[:1]))),
        facts=_facts(card),
        notice=card.caller_notice,
        routes=routes,
        left_out=tuple(
            translate("Card", "{name}: {why}").format(name=out.name, why=say(out.why, language))
            for out in card.routes.left_out
            # That the person meant is protected is said above.
            if not (card.restricted and out.person == card.ref.id)
        ),
        phones=tuple(_phone(phone) for phone in card.phones),
        day=card.day,
        day_spoken=_day(card.day, language),
        spoken=_spoken(card, language, len(routes)),
        scope=scope,
        scope_name=scope_name,
    )


def _spoken(card: Card, language: QtLanguage, routes: int) -> str:
    translate = QCoreApplication.translate
    state = card.protection or card.hours
    said = "" if state is None else say(state, language).rstrip(".")
    if card.availability is not None:
        said = state_words(card.availability, language)
    unit = card.path[-1].name if card.path and card.ref.kind is Kind.PERSON else ""
    count = translate("Card", "1 route") if routes == 1 else translate("Card", "{n} routes").format(n=routes)
    return ", ".join(part for part in (card.name, unit, said, count) if part)


def _day(segments: tuple[Segment, ...], language: QtLanguage) -> str:
    """The strip for the ear: from when to when somebody is what."""
    translate = QCoreApplication.translate
    parts: list[tuple[Status, datetime, datetime]] = []
    for segment in segments:
        if parts and parts[-1][0] is segment.status:
            parts[-1] = (segment.status, parts[-1][1], segment.end)
        else:
            parts.append((segment.status, segment.start, segment.end))
    return "; ".join(
        translate("Card", "{start} to {end} {status}").format(
            start=language.moment(start), end=language.moment(end), status=status_word(status)
        )
        for status, start, end in parts
    )


def _facts(card: Card) -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    languages = ", ".join(tongue(tag) for tag in card.languages)
    facts = (
        (translate("Card", "Place"), card.place),
        (translate("Card", "E-mail"), card.email),
        (translate("Card", "Speaks"), languages),
    )
    return tuple((label, value) for label, value in facts if value)


def _route(route: Route, position: int, language: QtLanguage, country: str) -> RouteLine:
    translate = QCoreApplication.translate
    name, digits, told, may_be_told = route.name, "", "", False
    status = route.availability.status if route.availability is not None else None
    if route.phone is not None:
        shown = show(route.phone, country=country)
        digits = f"{shown.text} ({shown.extension})" if shown.extension else shown.text
        told, may_be_told = _told(shown), shown.may_be_told
        if route.kind is RouteKind.PHONE:
            # Whose it is the card says already, and how they are; which phone it is matters here.
            name = translate("Card", "{number} {label}").format(number=digits, label=shown.label).strip()
            digits, status = "", None
    elif route.kind is RouteKind.MESSAGE:
        name = translate("Card", "Message to {name}").format(name=route.name)
    why = say(route.why, language)
    key = f"Alt+{position}" if position <= KEYS else ""
    return RouteLine(
        route=route,
        position=position,
        name=name,
        why=why,
        digits=digits,
        status=status,
        shape=_shape(route),
        told=told,
        may_be_told=may_be_told,
        spoken=", ".join(part for part in (name, why, digits, told, key) if part),
    )


def _told(shown: ShownPhone) -> str:
    """Whether a caller may be told the number, in words."""
    translate = QCoreApplication.translate
    if shown.masked:
        return translate("Card", "put through only")
    return translate("Card", "may be told") if shown.may_be_told else translate("Card", "not to be told")


def _phone(entry: CardPhone) -> PhoneText:
    translate = QCoreApplication.translate
    shown = entry.shown
    digits = spoken = shown.text
    if shown.extension:
        digits = f"{shown.text} ({shown.extension})"
        spoken = translate("Card", "{number}, extension {extension}").format(
            number=shown.text, extension=shown.extension
        )
    return PhoneText(digits, spoken, shown.label, _told(shown), shown.may_be_told, shown.copyable)


def _shape(route: Route) -> str:
    """Return the shape of a route that has no status of its own."""
    if route.kind is RouteKind.MESSAGE:
        return "message"
    return "unit" if route.unit is not None else "phone"
