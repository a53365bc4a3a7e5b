"""Makes the enumerations of Qt's binding as ``enum`` does, five times as fast, and their members when asked.

PySide6 makes each of them by the functional API: 228 with 3,800 members before our first answer, in a sixth
of the time until then. ``enum`` goes through every member's bases and every class's mixins, to find out what
is the same for all of them. Here that is asked once for each kind; what comes out is the same, attribute by
attribute. Anything out of the ordinary, and any other version of Python than those this was tried with, is
left to ``enum``.

Of most nobody asks for a member: the class is there, and its members are made when somebody asks it for one
of them, or for its names or values. Only whoever looks into its dictionary itself finds nobody there before,
which PySide6 does for names without their enumeration (``Qt.AlignLeft``): who puts members off, as
``binding.py`` does, must have told it not to know such names.
"""

from __future__ import annotations

import enum
import sys
import threading
from collections.abc import Callable
from typing import Any

KNOWN = ((3, 11),)
"""The versions of Python whose way of making enumerations this is."""

_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_OWN = frozenset({"__dict__", "__weakref__", "__module__"})
_PLAIN = frozenset({int})
_lock = threading.RLock()
_members_later = False
_make: Any = enum.EnumType._create_  # type: ignore[attr-defined] # not among what is declared


class _Kind:
    """What all enumerations of one kind have in common."""

    def __init__(self, base: Any) -> None:
        empty = _make(base, "Empty", [], module=__name__, boundary=enum.KEEP)
        self.flags = issubclass(base, enum.Flag)
        # Later ones of Python 3.11 tell single bits from all that members have; in the first, they are all.
        self.tells_singles = hasattr(empty, "_singles_mask_")
        self.bases = (base,)
        self.attributes = {name: value for name, value in vars(empty).items() if name not in _OWN}
        self.new = empty._new_member_
        self.of_value = empty._use_args_
        self.taken = frozenset().union({"mro"}, *map(vars, base.__mro__))

    def is_plain(self, names: list[tuple[str, int]]) -> bool:
        """Whether members of these names and values are like any others."""
        values = dict(names)
        if len(values) != len(names) or not self.taken.isdisjoint(values):
            return False
        if not {*map(type, values.values())} <= _PLAIN or any(name[:1] == "_" for name in values):
            return False
        return not self.flags or min(values.values(), default=0) >= 0

    def make(self, called: str, module: str) -> Any:
        """Return an enumeration that has no members yet."""
        made = type.__new__(enum.EnumType, called, self.bases, self.attributes | {"__module__": module})
        # A class makes a static method of it, as which it was not put there.
        type.__setattr__(made, "__new__", enum.Enum.__new__)
        return made

    def fill(self, made: Any, names: list[tuple[str, int]]) -> dict[str, Any]:
        """Give it its members, in the order in which they are named; return what knows them all."""
        order: list[str] = []
        members: dict[str, Any] = {}
        values: dict[int, Any] = {}
        put, new, of_value, flags = type.__setattr__, self.new, self.of_value, self.flags
        mask = single = 0
        for name, value in names:
            is_single = not flags or (value and not value & (value - 1))
            if flags:
                mask |= value
                single |= value if is_single else 0
            member = values.get(value)
            if member is None:
                member = values[value] = new(made, value) if of_value else new(made)
                member._value_ = value
                member._name_ = name
                member.__objclass__ = made
                member._sort_order_ = len(order)
                if is_single:
                    order.append(name)
            put(made, name, member)
            members[name] = member
        parts = {
            "_member_names_": order,
            "_member_map_": members,
            "_value2member_map_": values,
            "_unhashable_values_": [],
        }
        for name, part in parts.items():
            put(made, name, part)
        if flags:
            put(made, "_flag_mask_", mask if self.tells_singles else single)
            if self.tells_singles:
                put(made, "_singles_mask_", single)
            put(made, "_all_bits_", 2 ** mask.bit_length() - 1 if names else 0)
            listed = [member._value_ for member in made]
            if listed != sorted(listed):
                put(made, "_iter_member_", made._iter_member_by_def_)
        return parts


class _Later:
    """What an enumeration's members are to be."""

    __slots__ = ("_kind", "_made", "_names", "_parts")

    def __init__(self, kind: _Kind, made: Any, names: list[tuple[str, int]]) -> None:
        self._kind, self._made, self._names = kind, made, names
        self._parts: dict[str, Any] | None = None
        for name, part in (("_member_names_", _Order), ("_member_map_", _Map), ("_value2member_map_", _Map)):
            waiting = part()
            waiting.later, waiting.name = self, name
            type.__setattr__(made, name, waiting)

    def ask(self, name: str) -> Any:
        """Return the names, the members by name or those by value; makes them at the first time."""
        with _lock:
            if self._parts is None:
                self._parts = self._kind.fill(self._made, self._names)
            return self._parts[name]


class _Map(dict[Any, Any]):
    """The members of an enumeration that has none yet."""

    __slots__ = ("later", "name")
    later: _Later
    name: str

    def __missing__(self, key: Any) -> Any:
        return self.later.ask(self.name)[key]

    def __contains__(self, key: object) -> bool:
        # Asked by whoever gives the class an attribute, as PySide6 does when it has been made.
        return not (isinstance(key, str) and key[:1] == "_") and key in self.later.ask(self.name)


class _Order(list[str]):
    """The names of members that there are not yet."""

    __slots__ = ("later", "name")
    later: _Later
    name: str

    def __radd__(self, other: list[str]) -> list[str]:
        return [*other, *self]


def _asking(method: Callable[..., Any]) -> Callable[..., Any]:
    def ask(self: Any, *given: Any) -> Any:
        return method(self.later.ask(self.name), *given)

    return ask


_READ = ("__eq__", "__iter__", "__len__", "__ne__", "__repr__", "__reversed__", "copy")
for _name in (*_READ, "__or__", "__ror__", "get", "items", "keys", "setdefault", "values"):
    setattr(_Map, _name, _asking(getattr(dict, _name)))
for _name in (*_READ, "__add__", "__contains__", "__getitem__", "__mul__", "count", "index"):
    setattr(_Order, _name, _asking(getattr(list, _name)))


_kinds: dict[Any, _Kind] = {}


def _create(
    cls: Any,
    class_name: str,
    names: Any,
    *,
    module: str | None = None,
    qualname: str | None = None,
    type: Any = None,  # noqa: A002 - it is called so
    start: int = 1,
    boundary: Any = None,
) -> Any:
    """What :class:`enum.EnumType` asks for a new enumeration."""
    if module is None:
        # Of whoever called the enumeration that called this.
        module = sys._getframe(2).f_globals.get("__name__")
    if cls in _KINDS and boundary is enum.KEEP and isinstance(names, list) and not (qualname or type):
        kind = _kinds.get(cls)
        if kind is None:
            kind = _kinds[cls] = _Kind(cls)
        if module is not None and kind.is_plain(names):
            made = kind.make(class_name, module)
            if _members_later:
                _Later(kind, made, names)
            else:
                kind.fill(made, names)
            return made
    return _make(
        cls,
        class_name,
        names,
        module=module,
        qualname=qualname,
        type=type,
        start=start,
        boundary=boundary,
    )


def hasten() -> None:
    """From now on, make enumerations with a boundary of their own, as PySide6 asks for, this way."""
    if sys.version_info[:2] in KNOWN:
        enum.EnumType._create_ = _create  # type: ignore[attr-defined] # as above


def put_off() -> None:
    """From now on, make members when somebody asks for them."""
    global _members_later
    _members_later = True
