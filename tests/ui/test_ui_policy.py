"""What a municipality decided reaches the card and the keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.town import town

from switchboard.domain.model import Reason, Tombstone
from switchboard.domain.routes import Policy, RouteKind
from switchboard.domain.status import Status

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def strict(seat_on: Callable[..., Any]) -> Any:
    return seat_on(town(), Policy(ask_reason=True))


def own_phone(seat: Any) -> Any:
    routes = seat.page.card.text.routes
    position = next(line.position for line in routes if line.route.kind is RouteKind.PHONE)
    return KEY(KEY.Key_0 + position)


def test_somebody_who_is_away_is_asked_about_first(strict: Any) -> None:
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    assert strict.dialled == []
    assert strict.window.bars.override_bar.question == (
        "Kristian Hansen: in a meeting until 13:00. Why put through all the same?"
    )
    strict.press(KEY.Key_Return)
    assert strict.dialled == ["tel:+4723461234"]
    assert not strict.window.bars.override_bar.isVisible()


@pytest.mark.parametrize(("digit", "reason"), list(enumerate(Reason, 1)))
def test_a_digit_says_why_and_it_is_counted_for_the_unit(strict: Any, digit: int, reason: Reason) -> None:
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    strict.press(KEY(KEY.Key_0 + digit))
    assert strict.dialled == ["tel:+4723461234"]
    assert strict.page.header.field.text() == "kristian hansen"
    assert strict.cache.reader().overridden() == (("byggesak", reason, 1),)
    assert strict.window.bars.outcome_bar.isVisible()


def test_a_call_that_cannot_be_started_is_not_counted(strict: Any) -> None:
    strict.phone_works = False
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    strict.press(KEY.Key_3)
    assert strict.cache.reader().overridden() == ()


def test_old_news_of_an_absence_is_asked_about_too(strict: Any) -> None:
    strict.clock.now += timedelta(minutes=30)
    strict.type("kristian hansen")
    strict.bot.waitUntil(lambda: strict.page.card.text.status is Status.UNKNOWN, timeout=20_000)
    strict.press(own_phone(strict), ALT)
    assert strict.dialled == []
    assert "in a meeting until 13:00" in strict.window.bars.override_bar.question


@pytest.mark.parametrize("width", [430, 640, 1200])
def test_the_reasons_are_never_cut_off(strict: Any, width: int) -> None:
    strict.window.resize(width, strict.window.height())
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    bar = strict.window.bars.override_bar
    for button in (button for button, _ in bar._buttons):
        assert button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry().translated(bar._answers.pos()))


def test_escape_leaves_it_and_letters_search_on(strict: Any) -> None:
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    strict.press(KEY.Key_Escape)
    assert not strict.window.bars.override_bar.isVisible()
    assert strict.page.header.field.text() == "kristian hansen"
    assert strict.page.header.field.hasFocus()
    assert strict.page.header.field.selectedText() == ""
    strict.press(own_phone(strict), ALT)
    strict.type("x")
    assert not strict.window.bars.override_bar.isVisible()
    assert strict.page.header.field.text() == "kristian hansenx"
    assert strict.dialled == []


def test_nothing_is_asked_about_a_good_way_or_where_nobody_wants_it(strict: Any, seat: Any) -> None:
    strict.type("kristian hansen")
    strict.press(KEY.Key_Return)
    assert strict.dialled == ["tel:+4723461238"]
    seat.type("kristian hansen")
    with seat.bot.waitActive(seat.window, timeout=30_000):
        seat.window.activateWindow()
    seat.press(own_phone(seat), ALT)
    assert seat.dialled == ["tel:+4723461234"]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_whoever_is_gone_is_not_asked_about_any_more(strict: Any, elsewhere: bool) -> None:
    strict.type("kristian hansen")
    strict.press(own_phone(strict), ALT)
    if elsewhere:
        strict.page.header.caller.setFocus()
    strict.change(Tombstone(strict.page.hits.current()))
    strict.bot.waitUntil(lambda: strict.window.bars.override_bar.question == "", timeout=20_000)
    assert strict.dialled == []
    header = strict.page.header
    assert (header.caller if elsewhere else header.field).hasFocus(), "the keyboard is taken from nobody"


def test_managers_are_offered_where_the_municipality_says_so(seat_on: Callable[..., Any]) -> None:
    seat = seat_on(town(), Policy(offer_manager=True, colleagues=0))
    seat.type("kristian hansen")
    kinds = [line.route.kind for line in seat.page.card.text.routes]
    assert RouteKind.MANAGER in kinds
    assert RouteKind.COLLEAGUE not in kinds
