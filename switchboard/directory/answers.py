"""The answers that are not objects: the service's description of itself and a page of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from switchboard.directory.errors import BrokenAnswer
from switchboard.directory.wire import WireError, decode, reference
from switchboard.domain.model import DirectoryObject, Kind, Person, Protection, Service, Tombstone
from switchboard.domain.record import record
from switchboard.domain.words import words

MAX_STATE = 1000
"""The longest state, in characters."""

_T = TypeVar("_T")


@record(frozen=True, slots=True)
class Viewer:
    """Whom the service takes us for; ``role`` is ``agent`` or ``lead``."""

    id: str = ""
    name: str = ""
    role: str = "agent"


@record(frozen=True, slots=True, kw_only=True)
class ServiceInfo:
    """What a service says of itself. ``counts`` are how many objects of which kind it would serve us."""

    service: Service
    state: str
    counts: Mapping[Kind, int]
    capabilities: frozenset[str]
    viewer: Viewer


@record(frozen=True, slots=True)
class ChangesPage:
    """A page of changes, to be committed with its ``state`` in one piece; ``more`` says that others follow.

    ``unreadable`` items broke the contract; each stands in ``items`` as a tombstone, so that less is shown.
    ``size`` counts the items of types that this version does not know, too.
    """

    items: Sequence[DirectoryObject | Tombstone]
    state: str
    more: bool
    unreadable: int = 0
    size: int = 0


class _Viewer(msgspec.Struct):
    id: str = ""
    name: str = ""
    role: str = "agent"


class _Info(msgspec.Struct, rename="camel"):
    state: str
    name: str = ""
    schema_version: int | str | float = 1
    time_zone: str = "Europe/Oslo"
    country: str = "NO"
    languages: list[str] = []
    counts: dict[str, int] = {}
    capabilities: list[str] | dict[str, bool] = []
    viewer: _Viewer = msgspec.field(default_factory=_Viewer)


class _Page(msgspec.Struct):
    changes: list[msgspec.Raw]
    state: str
    more: bool


_info = msgspec.json.Decoder(_Info)
_page = msgspec.json.Decoder(_Page)


def decode_info(data: bytes) -> ServiceInfo:
    """Decode ``GET /v1/``; raises :class:`BrokenAnswer`."""
    raw = strict(_info, data)
    if str(raw.schema_version).partition(".")[0] != "1":
        raise BrokenAnswer(words("it is of a newer version than this program understands"))
    try:
        line = {
            "type": "service",
            "name": raw.name,
            "country": raw.country,
            "timeZone": raw.time_zone,
            "languages": raw.languages,
        }
        service = decode(msgspec.json.encode(line))
    except WireError as error:
        raise BrokenAnswer(words("it describes itself wrongly ({reason})", reason=error.reason)) from None
    assert isinstance(service, Service)
    abilities = raw.capabilities
    if isinstance(abilities, dict):
        abilities = [name for name, able in abilities.items() if able]
    return ServiceInfo(
        service=service,
        state=checked_state(raw.state),
        counts=kinds(raw.counts),
        capabilities=frozenset(abilities),
        viewer=Viewer(raw.viewer.id[:200], raw.viewer.name[:200], raw.viewer.role[:20]),
    )


def decode_page(data: bytes) -> ChangesPage:
    """Decode ``GET /v1/changes``.

    An item that cannot be used counts as deleted. Raises :class:`BrokenAnswer` when it cannot even be read
    which object an item speaks of: it may be the very one that must no longer be shown.
    """
    raw = strict(_page, data)
    items: list[DirectoryObject | Tombstone] = []
    unreadable = 0
    for part in raw.changes:
        try:
            item = decode(part)
        except WireError:
            ref = reference(part)
            if ref is None:
                raise BrokenAnswer(words("a change does not say which entry it is about")) from None
            unreadable += 1
            items.append(Tombstone(ref))
            continue
        if isinstance(item, Service) or item is None:
            continue
        items.append(unshielded(item))
    return ChangesPage(items, checked_state(raw.state), raw.more, unreadable, len(raw.changes))


def unshielded(item: DirectoryObject | Tombstone) -> DirectoryObject | Tombstone:
    """Return the item, or a tombstone for a shielded person, whom the service should never have served."""
    if isinstance(item, Person) and item.protection is Protection.SHIELDED:
        return Tombstone(item.ref)
    return item


def kinds(counts: Mapping[str, int]) -> dict[Kind, int]:
    """Return the counts whose kind is known, under whichever of its names: ``person`` or ``persons``."""
    return {kind: counts[name] for kind in Kind for name in (kind.value, f"{kind.value}s") if name in counts}


def checked_state(state: str) -> str:
    """Return the state; raises :class:`BrokenAnswer` for one that is empty or absurdly long."""
    if not state or len(state) > MAX_STATE or not state.isprintable():
        raise BrokenAnswer(words("its state is empty, too long or not printable"))
    return state


def strict(decoder: msgspec.json.Decoder[_T], data: bytes) -> _T:
    """Decode JSON; raises :class:`BrokenAnswer` that says what is wrong but quotes nothing."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError:
        raise BrokenAnswer(words("a field is missing or of the wrong type")) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BrokenAnswer(words("it is no valid JSON")) from None
