"""The OpenAPI document is true: schemathesis asks the server everything it allows, and what it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from support.builders import TUESDAY_10, absence, main_number, mobile, outcome, person, presence, unit
from support.gateway_here import Here, gateway_here

from switchboard.domain.model import (
    AbsenceKind,
    Alternate,
    PresenceState,
    Protection,
)
from switchboard.gateway import openapi
from switchboard.gateway.store import Store

EVERYTHING = [
    unit("u0", "Kommunen", short_name="K", parent="u1", phones=(main_number(),), email="post@example.org",
         place="Rådhuset", keywords=("alt",), description="Alt", phone_hours="Mo-Fr 09:00-15:00; PH off",
         caller_notice="Vi flytter.", alternates=(Alternate(unit="u1", topic="post"),)),
    unit("u1"),
    person("p1", aliases=("Kaia",), title="Konsulent", unit="u1", place="Rom 5", email="k@example.org",
           phones=(mobile(pref=1, extension="1234", label="vakt"),), description="Bygg", keywords=("b",),
           languages=("nb",), alternates=(Alternate(person="p2"), Alternate(phone=mobile())), manager="p1",
           work_hours="Mo-Fr 08:00-16:00", valid_until=TUESDAY_10, updated=TUESDAY_10),
    person("p2", protection=Protection.RESTRICTED),
    person("p3", protection=Protection.SHIELDED),
    absence("p1", end=TUESDAY_10.replace(hour=12), kind=AbsenceKind.MEETING, note="her", answers_calls=True),
    presence("p1", PresenceState.BUSY, activity="in-a-call", source="telefon"),
    outcome(person="p1"),
    outcome(unit="u1", id="o2"),
]  # fmt: skip


def test_the_document_is_valid() -> None:
    validate(openapi.document())


def _validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": openapi.document()["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_line_of_a_snapshot_is_described() -> None:
    with Store(None) as store:
        store.commit(EVERYTHING)
        lines = b"".join(store.snapshot().stream()).splitlines()
    assert len(lines) == 2 + len(EVERYTHING) - 1
    validator = _validator("SnapshotLine")
    for line in lines:
        validator.validate(json.loads(line))
    assert not validator.is_valid({"type": "person", "id": "p1"})
    shielded = {
        "type": "person",
        "id": "p1",
        "updated": "2026-11-24T10:00:00Z",
        "name": {},
        "protection": "shielded",
    }
    assert not validator.is_valid(shielded)


def test_every_call_is_described_and_every_description_is_a_call() -> None:
    document = openapi.document()
    with Store(None) as store, gateway_here(store) as here:
        routes = {
            (route.path, method.lower()) for route in here.server._app.routes for method in route.methods
        }
    described = {
        (path, method)
        for path, item in document["paths"].items()
        for method in item
        if method != "parameters"
    }
    assert {(path, method) for path, method in routes if method != "head"} == described


_SCHEMA = schemathesis.openapi.from_dict(openapi.document())
# 410 for a state that never was and 413 for a body that is too long are refusals like any other.
_SCHEMA.config.checks.negative_data_rejection.expected_statuses += ["410", "413"]
# An event stream has no end to wait for; `test_gateway_events.py` reads it.
_OPERATIONS = {
    found.ok().label: found.ok() for found in _SCHEMA.exclude(path="/v1/events").get_all_operations()
}


@pytest.mark.parametrize("label", sorted(_OPERATIONS))
def test_the_service_is_as_described(label: str) -> None:
    """What the document allows, and what it does not (schemathesis' pytest plugin needs an older pytest)."""
    with Store(None) as store, gateway_here(store, bad_tokens_a_minute=10**6) as here:
        store.commit(EVERYTHING)
        for mode in schemathesis.GenerationMode:
            _ask(_OPERATIONS[label], mode, here)


def _ask(operation: Any, mode: schemathesis.GenerationMode, here: Here) -> None:
    try:
        strategy = operation.as_strategy(generation_mode=mode)
    except Exception as error:
        if type(error).__name__ == "Unsatisfiable":
            return  # a call without parameters cannot be asked wrongly
        raise

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=strategy)
    def ask(case: schemathesis.Case) -> None:
        if mode is schemathesis.GenerationMode.POSITIVE:
            _about_somebody(case, here)
        case.call_and_validate(
            base_url=here.url, headers={"Authorization": f"Bearer {here.token}"}, timeout=20
        )

    ask()


def _about_somebody(case: schemathesis.Case, here: Here) -> None:
    """Make a request that is right in form right in substance too: of random ids nobody would exist."""
    if "since" in (case.query or {}):
        case.query["since"] = here.store.state
    if isinstance(case.body, dict):
        for name, known in (("person", "p1"), ("unit", "u1")):
            if isinstance(case.body.get(name), str):
                case.body[name] = known
        if case.body.get("end") is not None:  # what no schema can say: after the start
            case.body.update(start="2026-11-24T10:00:00+01:00", end="2026-11-24T11:00:00+01:00")
