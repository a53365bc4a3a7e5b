"""A directory in memory answers like any other copy."""

from __future__ import annotations

from support.builders import TUESDAY_10, absence, outcome, person, presence, unit

from switchboard.domain.model import Kind, Ref
from switchboard.domain.view import MemoryDirectory


def test_it_finds_by_id_unit_and_target() -> None:
    view = MemoryDirectory(
        [
            unit("u1"),
            unit("u2", parent="u1"),
            person("p2", unit="u2"),
            person("p1", unit="u2"),
            absence("p1", id="a1"),
            presence("p1"),
            outcome(id="o1"),
            outcome(id="o2", unit="u1"),
        ],
        contact=TUESDAY_10,
    )
    assert [member.id for member in view.members("u2")] == ["p1", "p2"]
    assert [child.id for child in view.subunits("u1")] == ["u2"]
    assert [item.id for item in view.absences("p1")] == ["a1"]
    assert view.presence("p1") is not None
    assert [item.id for item in view.outcomes(Ref(Kind.PERSON, "p1"))] == ["o1"]
    assert [item.id for item in view.outcomes(Ref(Kind.UNIT, "u1"))] == ["o2"]
    assert view.person("?") is None
    assert view.unit("?") is None
    assert view.presence("?") is None
    assert view.members("?") == view.subunits("?") == view.absences("?") == ()
    assert [item.id for item in view.persons()] == ["p1", "p2"]
    assert [item.id for item in view.units()] == ["u1", "u2"]


def test_an_absence_that_moves_to_somebody_else_is_theirs_alone() -> None:
    view = MemoryDirectory(
        [absence("p1", id="a"), absence("p2", id="a"), outcome(id="o"), outcome(id="o", person="p2")]
    )
    assert view.absences("p1") == ()
    assert len(view.absences("p2")) == 1
    assert view.outcomes(Ref(Kind.PERSON, "p1")) == ()
    assert len(view.outcomes(Ref(Kind.PERSON, "p2"))) == 1
