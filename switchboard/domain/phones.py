"""Which of somebody's phones is tried first."""

from __future__ import annotations

from collections.abc import Iterable

from switchboard.domain.model import Disclosure, Feature, Phone

_SPEECH = frozenset({Feature.VOICE, Feature.MOBILE, Feature.MAIN_NUMBER})


def in_order(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    """Return the phones that can take a call, best first, each number once.

    ``pref`` decides, then classified before unclassified, then voice before mobile, then the given order.
    """
    callable_ = [phone for phone in phones if not phone.features or phone.features & _SPEECH]
    best: dict[tuple[str, str | None], Phone] = {}
    for phone in sorted(callable_, key=_rank):
        best.setdefault(dialled(phone), phone)
    return tuple(best.values())


def main_first(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    """Return a unit's phones that can take a call, main numbers first, else as :func:`in_order`."""
    return tuple(sorted(in_order(phones), key=lambda phone: Feature.MAIN_NUMBER not in phone.features))


def dialled(phone: Phone) -> tuple[str, str | None]:
    """Return what makes two phones the same: number and extension."""
    return (phone.number, phone.extension)


def _rank(phone: Phone) -> tuple[bool, int, bool, bool]:
    return (
        phone.pref is None,
        phone.pref or 0,
        phone.disclosure is Disclosure.UNCLASSIFIED,
        Feature.MOBILE in phone.features,
    )
