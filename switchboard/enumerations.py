"""Makes the enumerations of Qt's binding as ``enum`` does, five times as fast.

PySide6 makes each of them by the functional API: 215 with 3,200 members before our first answer, in a sixth
of the time until then. ``enum`` goes through every member's bases and every class's mixins, to find out what
is the same for all of them. Here that is asked once for each kind; what comes out is the same, attribute by
attribute. Anything out of the ordinary, and any other version of Python than those this was tried with, is
left to ``enum``.
"""

from __future__ import annotations

import enum
import sys
from typing import Any

KNOWN = ((3, 11),)
"""The versions of Python whose way of making enumerations this is."""

_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_OWN = frozenset({"__dict__", "__weakref__", "__module__"})
_make: Any = enum.EnumType._create_  # type: ignore[attr-defined] # not among what is declared


class _Kind:
    """What all enumerations of one kind have in common."""

    def __init__(self, base: Any) -> None:
        empty = _make(base, "Empty", [], module=__name__, boundary=enum.KEEP)
        self.flags = issubclass(base, enum.Flag)
        self.bases = (base,)
        self.attributes = {name: value for name, value in vars(empty).items() if name not in _OWN}
        self.new = empty._new_member_
        self.of_value = empty._use_args_
        self.taken = frozenset().union({"mro"}, *map(vars, base.__mro__))

    def is_plain(self, names: list[tuple[str, int]]) -> bool:
        """Whether members of these names and values are like any others."""
        known: set[str] = set()
        taken, flags = self.taken, self.flags
        for name, value in names:
            if name in known or name in taken or name[:1] == "_" or type(value) is not int:
                return False
            if flags and value < 0:
                return False
            known.add(name)
        return True

    def make(self, called: str, names: list[tuple[str, int]], module: str) -> Any:
        """Return the enumeration; its members in the order in which they are named."""
        order: list[str] = []
        members: dict[str, Any] = {}
        values: dict[int, Any] = {}
        attributes = self.attributes | {
            "__module__": module,
            "_member_names_": order,
            "_member_map_": members,
            "_value2member_map_": values,
            "_unhashable_values_": [],
        }
        made: Any = type.__new__(enum.EnumType, called, self.bases, attributes)
        put, new, of_value, flags = type.__setattr__, self.new, self.of_value, self.flags
        # A class makes a static method of it, as which it was not put there.
        put(made, "__new__", enum.Enum.__new__)
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
        if flags:
            put(made, "_flag_mask_", mask)
            put(made, "_singles_mask_", single)
            put(made, "_all_bits_", 2 ** mask.bit_length() - 1 if names else 0)
            listed = [member._value_ for member in made]
            if listed != sorted(listed):
                put(made, "_iter_member_", made._iter_member_by_def_)
        return made


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
            return kind.make(class_name, names, module)
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
