"""What desks send, taken into the store: each at most once, and only for whom they may know of."""

from __future__ import annotations

from dataclasses import replace

from switchboard.domain.model import Absence, Kind, Message, Outcome, Ref, Source, Tombstone
from switchboard.gateway.problems import Problem, nobody
from switchboard.gateway.store import Store


def outcome(store: Store, item: Outcome) -> bool:
    """Keep an outcome; return whether it is new. Raises :class:`Problem`."""
    _must_be_served(store, item.person, item.unit)
    return _put(store, item)


def message(store: Store, item: Message) -> bool:
    """Keep a message; return whether it is new. Raises :class:`Problem`."""
    _must_be_served(store, item.person, item.unit)
    return store.add_message(item)


def absence(store: Store, item: Absence) -> bool:
    """Keep an absence; return whether it is new. Raises :class:`Problem`."""
    _must_be_served(store, item.person, None)
    return _put(store, item)


def end_absence(store: Store, id_: str) -> None:
    """Delete an absence that was registered at a desk; one that is gone already is no error.

    Raises:
        Problem: 404 when clients know of no such absence, 403 when another source registered it.
    """
    ref = Ref(Kind.ABSENCE, id_)
    with store.exclusive():
        held = store.get(ref)
        if held is not None and held.item is None:
            return
        if held is None or not held.visible:
            raise Problem(404, "The directory has no such absence.")
        assert isinstance(held.item, Absence)
        if held.item.source is not Source.SWITCHBOARD:
            raise Problem(403, "Only an absence registered at a switchboard can be ended here.")
        store.commit([Tombstone(ref)], durable=True)


def _must_be_served(store: Store, person: str | None, unit: str | None) -> None:
    for kind, id_ in ((Kind.PERSON, person), (Kind.UNIT, unit)):
        if id_ is not None:
            held = store.get(Ref(kind, id_))
            if held is None or not held.visible:
                raise nobody()


def _put(store: Store, item: Outcome | Absence) -> bool:
    # Looking and writing must be one step, or two tries of the same client could both be new.
    with store.exclusive():
        held = store.get(item.ref)
        if held is None:
            store.commit([item], durable=True)
            return True
        if held.item is None or replace(held.item, updated=None) != item:
            raise Problem(409, "This `id` is in use for something else.")
        return False
