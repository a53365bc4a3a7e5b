"""Sentences as data, so that rules can say *why* and each surface can say it in its own language.

A rule never builds text. It returns :class:`Words`: an English template and its values. The window
translates the template (context ``Words``) and formats the values by locale; the command line says
it in English. ``str()`` and ``repr()`` give the bare template, so a value that is personal data
cannot slip into a log or a traceback.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol, TypeAlias, Union
from zoneinfo import ZoneInfo

from switchboard.domain.record import record

Value: TypeAlias = Union[str, int, datetime, timedelta, "Words"]


@record(frozen=True, slots=True, repr=False)
class Words:
    """One sentence or phrase: ``template`` with ``{name}`` placeholders, and their values."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.template

    __repr__ = __str__


def words(template: str, /, **values: Value) -> Words:
    """Make :class:`Words`. The template must be a literal: it is what translators see."""
    return Words(template, tuple(values.items()))


def counted(count: int, one: str, other: str, /, **values: Value) -> Words:
    """Make :class:`Words` of a ``{count}``, with a template for one and one for all other counts.

    Both must be literals. These two are all the forms that the window's languages have (Norwegian, Danish,
    Swedish, English).
    """
    return Words(one if count == 1 else other, (("count", count), *values.items()))


def many(count: int, one: str, other: str) -> str:
    """Return a count and what is counted, in English: ``1 person``, ``60,000 people``."""
    return f"{count:,} {one if count == 1 else other}"


def short(name: str, most: int = 60) -> str:
    """Return a name that leaves room for the rest of its sentence."""
    name = " ".join(name.split())
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


class Language(Protocol):
    """How one surface speaks: its translation and its way with times."""

    def translate(self, template: str) -> str:
        """Return the template in this language, placeholders kept."""

    def moment(self, value: datetime) -> str:
        """Return a point in time in words, short when it is today."""

    def duration(self, value: timedelta) -> str:
        """Return a length of time in words."""

    def number(self, value: int) -> str:
        """Return a count with this language's separators."""


def say(sentence: Words, language: Language) -> str:
    """Return the sentence as text in the given language."""
    shown: dict[str, str] = {}
    for name, value in sentence.values:
        if isinstance(value, Words):
            shown[name] = say(value, language)
        elif isinstance(value, datetime):
            shown[name] = language.moment(value)
        elif isinstance(value, timedelta):
            shown[name] = language.duration(value)
        elif isinstance(value, int):
            shown[name] = language.number(value)
        else:
            shown[name] = value
    return language.translate(sentence.template).format(**shown)


@record(frozen=True, slots=True)
class English:
    """Plain English for the command line; ``now`` decides which moments are today's."""

    zone: ZoneInfo
    now: datetime

    def translate(self, template: str) -> str:
        """Return the template itself: templates are written in English."""
        return template

    def moment(self, value: datetime) -> str:
        """Return ``13:00`` today, ``Thu 3 Dec 08:00`` within a year, else the ISO date too; a day's first
        moment is the day: ``Sat 5 Dec``."""
        local, today = value.astimezone(self.zone), self.now.astimezone(self.zone).date()
        if local.date() == today:
            return f"{local:%H:%M}"
        time = f" {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
        if abs((local.date() - today).days) < 300:
            return f"{local:%a} {local.day} {local:%b}{time}"
        return f"{local:%Y-%m-%d}{time}"

    def duration(self, value: timedelta) -> str:
        """Return the largest sensible unit: ``40 s``, ``12 min``, ``3 h``, ``2 days``."""
        seconds = max(0, round(value.total_seconds()))
        if seconds < 60:
            return f"{seconds} s"
        if seconds < 3600:
            return f"{seconds // 60} min"
        if seconds < 48 * 3600:
            return f"{seconds // 3600} h"
        return f"{seconds // 86400} days"

    def number(self, value: int) -> str:
        """Return a count as in ``60,000``."""
        return f"{value:,}"
