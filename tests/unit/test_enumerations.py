"""Enumerations made fast are those that ``enum`` makes, attribute by attribute."""

from __future__ import annotations

import enum
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard import enumerations

KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_make: Any = enumerations._make
_known = pytest.mark.skipif(
    sys.version_info[:2] not in enumerations.KNOWN, reason="with this Python nothing is made fast"
)


def both(kind: Any, called: str, names: list[tuple[str, int]]) -> tuple[Any, Any]:
    """Return what ``enum`` makes and what we make."""
    return (
        _make(kind, called, list(names), module=__name__, boundary=enum.KEEP),
        enumerations._create(kind, called, list(names), module=__name__, boundary=enum.KEEP),
    )


def told(made: Any) -> dict[str, object]:
    """Return all that is known of an enumeration, without the identity of what belongs to it."""

    def plain(value: object) -> object:
        if isinstance(value, made):
            owner, inverted = getattr(value, "__objclass__", made), vars(value).get("_inverted_")
            plainly = {"owner": owner is made, "is": int(value._value_), "inverted": repr(inverted)}
            return vars(value) | {"__objclass__": None, "_inverted_": None} | plainly
        if isinstance(value, dict):
            return [(key, plain(one)) for key, one in value.items()]
        if isinstance(value, enum.property):
            return {**vars(value), "member": plain(vars(value).get("member"))}
        if hasattr(value, "__func__"):
            return value.__func__
        return value

    list(made)  # has all members made
    kept = {
        name: plain(value) for name, value in vars(made).items() if name not in ("__dict__", "__weakref__")
    }
    return kept | {
        "listed": [one._name_ for one in made],
        "bases": made.__mro__[1:],
        "shown": list(map(repr, made)),
    }


def of_qt() -> Iterator[Any]:
    """Iterate over all enumerations of the modules that the window is made of."""
    from PySide6 import QtCore, QtGui, QtWidgets

    seen = set()
    for module in (QtCore, QtGui, QtWidgets):
        things = [getattr(module, name) for name in dir(module)]
        for owner in [module, *(thing for thing in things if isinstance(thing, type))]:
            for name in dir(owner):
                one = getattr(owner, name, None)
                if isinstance(one, enum.EnumType) and one not in seen:
                    seen.add(one)
                    yield one


@_known
def test_all_of_qts_are_the_same() -> None:
    count = 0
    for one in of_qt():
        (kind,) = one.__bases__
        theirs, ours = both(
            kind, one.__name__, [(name, member.value) for name, member in one.__members__.items()]
        )
        assert told(ours) == told(theirs), one
        count += 1
    assert count > 500


@_known
@given(
    st.sampled_from(KINDS),
    st.dictionaries(
        st.sampled_from(
            ["A", "b", "name", "value", "real", "mro", "_x", "_order_", "__a__", "None_", "Æ", "Key_A"]
        )
        | st.from_regex(r"\A[A-Z][a-z_]{0,4}\Z"),
        st.integers(-3, 70) | st.sampled_from([2**31, 2**31 - 1, -(2**31), 2**40]),
        max_size=12,
    ),
)
def test_any_is_the_same_or_refused_the_same(kind: Any, names: dict[str, int]) -> None:
    made = []
    for make in (_make, enumerations._create):
        try:
            made.append(told(make(kind, "Some", list(names.items()), module=__name__, boundary=enum.KEEP)))
        except (ValueError, TypeError) as error:
            made.append({"refused": type(error), "why": str(error)})
    assert made[0] == made[1]


@_known
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("later", [False, True])
def test_members_do_what_members_do(kind: Any, later: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enumerations, "_members_later", later)
    theirs, ours = both(kind, "Some", [("One", 1), ("Two", 2), ("First", 1), ("Four", 4)])
    assert ours.First is ours.One is ours(1) is ours["One"]
    assert [*ours] == [ours.One, ours.Two, ours.Four]
    if issubclass(kind, enum.Flag):
        assert (ours.One | ours.Four).value == (theirs.One | theirs.Four).value == 5
        assert ours(8).value == theirs(8).value == 8
        assert ~ours.One == ours(6)
    else:
        with pytest.raises(ValueError, match="3 is not a valid"):
            ours(3)
    with pytest.raises(AttributeError):
        ours.One = 2
    assert hash(ours.One) == hash(theirs.One)
    assert repr(ours.Two) == repr(theirs.Two)
    assert f"{ours.Two}" == f"{theirs.Two}"


ASKED: dict[str, Callable[[Any], object]] = {
    "name": lambda one: one.Two.value,
    "value": lambda one: one(2).name,
    "item": lambda one: one["Two"].value,
    "alias": lambda one: one.First.name,
    "no name": lambda one: getattr(one, "Three", None),
    "no item": lambda one: "Three" in one.__members__,
    "dunder": lambda one: hasattr(one, "__three__"),
    "listed": lambda one: [member.name for member in one],
    "backwards": lambda one: [member.name for member in reversed(one)],
    "how many": len,
    "members": lambda one: [(name, member.value) for name, member in one.__members__.items()],
    "same members": lambda one: {**one.__members__}.keys(),
    "directory": dir,
    "mask": lambda one: issubclass(one, enum.Flag) and (~one.Two).value,
    "combined": lambda one: issubclass(one, enum.Flag) and one(6).value,
    "not among them": lambda one: isinstance(4711, one),
    "true": bool,
    "shown": repr,
}


@_known
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", ASKED)
def test_members_that_are_made_when_asked_for_are_the_same(
    kind: Any, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enumerations, "_members_later", True)
    theirs, ours = both(kind, "Some", [("One", 1), ("Two", 2), ("First", 1), ("Four", 4)])
    assert type(vars(ours)["_member_map_"]) is not dict
    ours.__module__ = theirs.__module__ = "elsewhere"
    assert type(vars(ours)["_member_map_"]) is not dict, "what is no member's name needs no members"
    assert ASKED[asked](ours) == ASKED[asked](theirs)
    assert told(ours) == told(theirs)
    assert type(vars(ours)["_member_map_"]) is dict


@_known
def test_all_who_ask_at_once_are_given_the_same_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enumerations, "_members_later", True)
    names = [(f"M{number}", number) for number in range(300)]
    for _ in range(20):
        ours = both(enum.IntEnum, "Some", names)[1]
        with ThreadPoolExecutor(4) as pool:
            assert len({*map(id, pool.map(lambda _, ours=ours: ours.M299, range(4)))}) == 1


@_known
def test_what_has_a_module_can_be_pickled() -> None:
    globals()["Pickled"] = ours = both(enum.IntFlag, "Pickled", [("A", 1), ("B", 2)])[1]
    assert pickle.loads(pickle.dumps(ours.A | ours.B)) == ours.A | ours.B


def test_other_enumerations_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enum.EnumType, "_create_", _make)
    enumerations.hasten()
    make: Any
    make = enum.Enum
    colour = make("Colour", "RED GREEN")
    assert [one.value for one in colour] == [1, 2]
    assert colour.__module__ == __name__
    text = make("Text", [("A", "a")], type=str, qualname="X.Text")
    assert (text.A, text.__qualname__) == ("a", "X.Text")
    make = enum.IntFlag
    assert make("Kept", [("A", 1)], boundary=enum.KEEP).__module__ == __name__


def test_another_python_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enum.EnumType, "_create_", _make)
    monkeypatch.setattr(enumerations, "KNOWN", ())
    enumerations.hasten()
    assert enum.EnumType._create_ is _make  # type: ignore[attr-defined]
