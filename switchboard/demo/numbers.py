"""The city's phone numbers: plausible and invented; whoever dials one may reach a stranger."""

from __future__ import annotations

from random import Random

from switchboard.domain.model import Disclosure, Feature, Phone

VOICE = frozenset({Feature.VOICE})
MOBILE = frozenset({Feature.VOICE, Feature.MOBILE, Feature.TEXT})
MAIN = frozenset({Feature.VOICE, Feature.MAIN_NUMBER})

_BLOCKS = tuple(f"23{block:02d}" for block in (*range(46, 50), *range(46), *range(50, 100)))
_DIRECT = (Disclosure.PUBLIC,) * 9 + (Disclosure.INTERNAL,) * 9 + (Disclosure.TRANSFER_ONLY,) * 2
_WORK_MOBILE = (Disclosure.INTERNAL,) * 12 + (Disclosure.TRANSFER_ONLY,) * 5 + (Disclosure.PUBLIC,) * 3
_PRIVATE_MOBILE = (Disclosure.UNCLASSIFIED,) * 17 + (Disclosure.TRANSFER_ONLY,) * 2 + (Disclosure.INTERNAL,)
_GUARDED = (Disclosure.TRANSFER_ONLY, Disclosure.INTERNAL)


def direct_line(rng: Random, number: int, *, guarded: bool) -> Phone:
    """Return person ``number``'s own line; the short number is its last five digits."""
    digits = f"{_BLOCKS[number // 10_000 % len(_BLOCKS)]}{number % 10_000 * 7 % 10_000:04d}"
    choices = _GUARDED if guarded else _DIRECT
    return Phone(
        f"+47{digits}",
        digits[-5:] if rng.random() < 0.75 else None,
        None,
        VOICE,
        1,
        choices[int(rng.random() * len(choices))],
    )


def mobile(rng: Random, *, private: bool, guarded: bool, pref: int | None) -> Phone:
    """Return a mobile: the employer's, or a private one that mostly nobody has classified."""
    choices = _GUARDED if guarded and not private else _PRIVATE_MOBILE if private else _WORK_MOBILE
    digits = int(rng.random() * 18_000_000)
    return Phone(
        # 40 to 48 and 90 to 98: the series that are given to people.
        f"+47{('4', '9')[digits // 9_000_000]}{digits % 9_000_000:07d}",
        None,
        ("privat" if rng.random() < 0.3 else None) if private else "mobil",
        MOBILE,
        pref,
        choices[int(rng.random() * len(choices))],
    )


def main_number(unit: int, *, label: str | None = None) -> Phone:
    """Return unit ``unit``'s main number, which may be told to anybody."""
    digits = f"{2180 + unit // 10_000 % 10}{unit % 10_000 * 3 % 10_000:04d}"
    return Phone(f"+47{digits}", digits[-5:], label, MAIN, 1, Disclosure.PUBLIC)


def duty_phone(unit: int) -> Phone:
    """Return the number behind a unit's main number: calls may be put through, it is not told."""
    digits = f"{2190 + unit // 10_000 % 10}{unit % 10_000 * 3 % 10_000:04d}"
    return Phone(f"+47{digits}", digits[-5:], "vakttelefon", VOICE, 2, Disclosure.TRANSFER_ONLY)
