"""Both ends of the contract: our client against our gateway."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.gateway_here import Here, gateway_here

from switchboard.directory.client import Client
from switchboard.directory.errors import Forbidden, Refused, StateGone, Unauthorised
from switchboard.domain.model import (
    AbsenceKind,
    Kind,
    Message,
    Protection,
    Ref,
    Service,
    Source,
    Tombstone,
)
from switchboard.gateway.store import Store

WORK = "byggesak, nabovarsel " * 20 + "og mer"


@pytest.fixture
def here() -> Iterator[Here]:
    with Store(None) as store:
        store.set_service(Service(name="Testby"))
        store.commit(
            [
                unit(updated=TUESDAY_10),
                *(person(f"p{i}", updated=TUESDAY_10, description=WORK) for i in range(300)),
                presence("p1", updated=TUESDAY_10),
                absence("p2", id="calendar", source=Source.CALENDAR),
            ]
        )
        with gateway_here(store) as running:
            yield running


@pytest.fixture
def client(here: Here) -> Iterator[Client]:
    opened = Client(here.url, here.token)
    yield opened
    opened.close()


def test_a_desk_gets_everything_then_every_change(here: Here, client: Client) -> None:
    info = client.service()
    assert info.service.name == "Testby"
    assert info.counts[Kind.PERSON] == 300
    assert {"events", "outcomes", "messages"} <= info.capabilities
    with client.snapshot() as snapshot:
        objects = list(snapshot)
        etag, state = snapshot.etag, snapshot.state
    assert len(objects) == 303
    assert person("p7", updated=TUESDAY_10, description=WORK) in objects
    with client.snapshot(etag) as snapshot:
        assert snapshot.unchanged
    here.store.commit([person("p1", protection=Protection.SHIELDED), person("p400", updated=TUESDAY_10)])
    page = client.changes(state)
    assert set(page.items) == {
        Tombstone(Ref(Kind.PERSON, "p1")),
        Tombstone(Ref(Kind.PRESENCE, "p1")),
        person("p400", updated=TUESDAY_10),
    }
    assert not page.more
    assert page.state == here.store.state
    with pytest.raises(StateGone):
        client.changes("long-ago")


def test_a_desk_reports(here: Here, client: Client) -> None:
    call = outcome(id=str(uuid.uuid4()), person="p1")
    away = absence("p1", id="x1", kind=AbsenceKind.LUNCH, source=Source.SWITCHBOARD)
    note = Message(id=str(uuid.uuid4()), person="p1", text="ring", at=TUESDAY_10)
    for _ in range(2):
        client.send_outcome(call)
        client.send_absence(away)
        client.send_message(note)
    assert list(here.store.objects(Kind.OUTCOME)) == [call]
    assert away in list(here.store.objects(Kind.ABSENCE))
    assert here.store.messages() == [note]
    client.end_absence("x1")
    client.end_absence("x1")
    assert away not in list(here.store.objects(Kind.ABSENCE))
    with pytest.raises(Forbidden):
        client.end_absence("calendar")
    with pytest.raises(Refused):
        client.send_outcome(outcome(id=str(uuid.uuid4()), person="nobody"))


def test_a_desk_hears_of_changes(here: Here, client: Client) -> None:
    events = client.events(here.store.state)
    try:
        received = iter(events)
        state = here.store.commit([presence("p3")])
        assert next(found for found in received if found is not None) == state
    finally:
        events.close()


def test_a_desk_without_a_good_token(here: Here) -> None:
    stranger = Client(here.url, "x" * 43)
    try:
        with pytest.raises(Unauthorised):
            stranger.service()
    finally:
        stranger.close()
