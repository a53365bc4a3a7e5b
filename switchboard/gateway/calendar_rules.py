"""What an administrator sets about calendars: codes, how far ahead, whose calendar is whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import timedelta
from pathlib import Path

from switchboard.domain.calendar_codes import DEFAULT_CODES, Codes
from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words

_KNOWN = ("codes", "days_ahead", "every_minutes", "folder", "people", "uncoded")
_MOST_DAYS = 400


@record(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """The ``[calendar]`` part of the configuration.

    ``people`` names the person (by id) to whom a file or an address belongs, in small letters. With a
    ``folder`` the serving gateway reads it anew ``every``; without one, calendars come by ``gateway import``.
    """

    codes: Codes = DEFAULT_CODES
    ahead: timedelta = timedelta(days=90)
    people: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    every: timedelta = timedelta(minutes=10)


def read(found: object, base: Path) -> CalendarRules:
    """Read the table; paths in it are relative to ``base``.

    TOML has no "nothing": ``false`` takes a code away, and as ``uncoded`` makes subjects without code count
    for nothing.

    Raises:
        ExpectedError: it says something that is no setting.
    """
    if not isinstance(found, dict):
        raise _bad("calendar")
    for key in found:
        if key not in _KNOWN:
            raise ExpectedError(
                words("The configuration has an unknown setting: {key}.", key=f"calendar.{key}"),
                words("The settings are {known}.", known=", ".join(_KNOWN)),
            )
    table, people = found.get("codes", {}), found.get("people", {})
    if not isinstance(table, dict):
        raise _bad("codes")
    if not isinstance(people, dict) or not all(isinstance(id_, str) and id_ for id_ in people.values()):
        raise _bad("people")
    uncoded = found.get("uncoded", "other")
    folder = found.get("folder")
    if folder is not None and (not isinstance(folder, str) or not folder):
        raise _bad("folder")
    return CalendarRules(
        codes=Codes.read(
            {letters: None if given is False else given for letters, given in table.items()},
            uncoded=None if uncoded is False else uncoded,
        ),
        ahead=timedelta(days=_whole(found, "days_ahead", 90, _MOST_DAYS)),
        people={name.casefold(): id_ for name, id_ in people.items()},
        folder=None if folder is None else base / Path(folder).expanduser(),
        every=timedelta(minutes=_whole(found, "every_minutes", 10, 24 * 60)),
    )


def _whole(found: Mapping[str, object], key: str, default: int, most: int) -> int:
    value = found.get(key, default)
    if type(value) is not int or not 1 <= value <= most:
        raise _bad(key)
    return value


def _bad(key: str) -> ExpectedError:
    name = key if key == "calendar" else f"calendar.{key}"
    return ExpectedError(words("The setting {key} of the configuration has no usable value.", key=name))
