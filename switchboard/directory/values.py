"""The contract's enumerations by their values on the wire.

A look-up here takes a third of an enumeration's own call, and is made for every phone of every row.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from switchboard.domain.model import (
    AbsenceKind,
    Disclosure,
    Feature,
    PresenceState,
    Protection,
    Result,
    Source,
)

_E = TypeVar("_E", bound=StrEnum)


def _values(kind: type[_E]) -> dict[str, _E]:
    return {item.value: item for item in kind}


FEATURES = _values(Feature)
DISCLOSURES = _values(Disclosure)
PROTECTIONS = _values(Protection)
KINDS = _values(AbsenceKind)
SOURCES = _values(Source)
STATES = _values(PresenceState)
RESULTS = _values(Result)
