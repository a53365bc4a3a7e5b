"""A record is a data class to everybody who uses it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.domain.record import record


@record(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 2
    tags: list[str] = dataclasses.field(default_factory=list)

    @property
    def sum(self) -> int:
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    x: int
    y: int = 2
    tags: list[str] = dataclasses.field(default_factory=list)


@record(frozen=True, slots=True, kw_only=True, repr=False)
class Silent:
    name: str
    rest: tuple[int, ...] = ()


@record(slots=True)
class Open:
    count: int = 0


@record(frozen=True, slots=True, eq=False)
class Itself:
    x: int


@given(st.integers(), st.integers(), st.lists(st.text()))
def test_it_compares_hashes_and_prints_like_a_data_class(x: int, y: int, tags: list[str]) -> None:
    one, other = Point(x, y, tags), Point(x, y=y, tags=list(tags))
    assert one == other
    assert repr(one).removeprefix("Point") == repr(Twin(x, y, tags)).removeprefix("Twin")
    assert one != Point(x + 1, y, tags)
    assert one != Twin(x, y, tags)
    assert dataclasses.asdict(one) == dataclasses.asdict(Twin(x, y, tags))
    assert dataclasses.replace(one, y=y + 1) == Point(x, y + 1, tags)
    assert hash(Silent(name="a", rest=(x,))) == hash(Silent(name="a", rest=(x,)))


def test_defaults_are_made_anew() -> None:
    one = Point(1)
    one.tags.append("a")
    assert (Point(1).tags, Point(1).y, one.sum) == ([], 2, 3)


@pytest.mark.parametrize(
    ("args", "kwargs"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2})]
)
def test_wrong_arguments_are_refused(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Point(*args, **kwargs)


def test_some_take_their_fields_by_name_only() -> None:
    with pytest.raises(TypeError):
        Silent("a")  # type: ignore[misc]
    assert Silent(name="a").rest == ()


def test_what_is_frozen_stays_as_it_is() -> None:
    one = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    with pytest.raises((AttributeError, TypeError)):
        one.z = 2  # type: ignore[attr-defined]
    assert not hasattr(one, "__dict__")


def test_what_is_not_frozen_changes_and_has_no_hash() -> None:
    one = Open()
    one.count += 1
    assert one == Open(1)
    with pytest.raises(TypeError):
        hash(one)


def test_without_eq_a_record_equals_itself_alone() -> None:
    one = Itself(1)
    assert one in {one}
    assert one != Itself(1)


def test_a_silent_one_says_nothing_of_its_content() -> None:
    assert "somebody" not in repr(Silent(name="somebody"))


def test_it_is_known_by_its_fields() -> None:
    assert dataclasses.is_dataclass(Point)
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y", "tags"]
    assert Silent.__match_args__ == ()
    match Point(5):
        case Point(x, y):
            assert (x, y) == (5, 2)
    assert (Point.__doc__, Point.__name__, Point.__module__) == ("A place.", "Point", __name__)


@pytest.mark.parametrize("made", [0, 1, 100])
def test_its_signature_is_that_of_a_data_class_however_many_there_are(made: int) -> None:
    @record(frozen=True, slots=True)
    class Fresh:
        x: int
        y: int = 2
        tags: list[str] = dataclasses.field(default_factory=list)

    for _ in range(made):
        Fresh(1)
    ours, theirs = inspect.signature(Fresh), inspect.signature(Twin)
    assert list(ours.parameters) == list(theirs.parameters)
    assert [one.kind for one in ours.parameters.values()] == [one.kind for one in theirs.parameters.values()]
    assert ours.parameters["y"].default == 2
    with pytest.raises(TypeError):
        ours.bind()


def test_it_is_copied_and_pickled() -> None:
    one = Point(1, 2, ["a"])
    assert copy.copy(one) == one
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_what_it_cannot_be_is_refused() -> None:
    with pytest.raises(TypeError):
        record(slots=False)
    with pytest.raises(TypeError):

        @record(frozen=True, slots=True)
        class Derived(Point):
            z: int = 0

    assert Point


@record(frozen=True, slots=True)
class Wide:
    """Has many fields."""

    a: int
    b: int
    c: int
    d: int = 4
    e: int = 5
    f: list[int] = dataclasses.field(default_factory=list)
    g: int = dataclasses.field(default=7)


def test_one_with_many_fields_is_made_frozen_as_others_are() -> None:
    one, other = Wide(1, 2, c=3), Wide(1, 2, 3, f=[6])
    for made in (one, other):
        assert type(made) is Wide
        assert not hasattr(made, "__dict__")
        for name in ("a", "g", "unknown"):
            with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
                setattr(made, name, 0)
        with pytest.raises(dataclasses.FrozenInstanceError):
            del made.b
    assert (one.a, one.b, one.c, one.d, one.e, one.f, one.g) == (1, 2, 3, 4, 5, [], 7)
    assert (one == Wide(1, 2, 3), one == other) == (True, False)
    assert dataclasses.replace(one, g=8) == Wide(1, 2, 3, g=8)
    assert pickle.loads(pickle.dumps(other)) == other
    with pytest.raises(TypeError):
        Wide(1, 2)  # type: ignore[call-arg]


def test_the_first_ones_are_made_like_all_others() -> None:
    for before in (0, 1, 30):

        @record(frozen=True, slots=True)
        class Fresh:
            a: int
            b: tuple[int, ...] = ()
            c: list[int] = dataclasses.field(default_factory=list)
            d: int = dataclasses.field(default=7)

        @record(slots=True, kw_only=True)
        class Named:
            a: int
            b: int = 2

        for n in range(before):
            Fresh(n), Named(a=n)
        for wrong in (
            lambda: Fresh(),
            lambda: Fresh(1, (), [], 4, 5),
            lambda: Fresh(1, a=1),
            lambda: Fresh(1, z=1),
            lambda: Named(1),
            lambda: Named(b=1),
        ):
            with pytest.raises(TypeError, match="__init__"):
                wrong()
        one, other = Fresh(1, d=4), Fresh(a=1, b=(2,), c=[3])
        assert (one.a, one.b, one.c, one.d) == (1, (), [], 4)
        assert (other.a, other.b, other.c, other.d) == (1, (2,), [3], 7)
        assert Fresh(1).c is not Fresh(1).c
        assert (Named(a=1).b, Named(b=3, a=1).b) == (2, 3)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.a = 2
