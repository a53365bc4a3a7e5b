"""Records: data classes whose methods are written when they are first needed.

``dataclasses.dataclass`` compiles up to seven methods for every class while its module is imported, some
0.7 ms a class; a start makes sixty classes and uses a third of them. :func:`record` takes the same arguments
and gives the same class to its users (``replace``, ``fields``, ``match``, type checkers), but compiles
nothing before there are some instances. ADR 13 has the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from operator import attrgetter

    def record(*, frozen=False, slots, repr=True, eq=True, kw_only=False):  # noqa: A002 - dataclass's own names
        """Make a class a record; arguments as those of ``dataclasses.dataclass``, ``slots`` always true."""
        if not slots:
            raise TypeError("a record has slots")

        def make(cls):
            if any(hasattr(base, "__dataclass_fields__") for base in cls.__mro__[1:]):
                raise TypeError("a record is not derived from another")
            body = dict(cls.__dict__)
            names = tuple(body.get("__annotations__", ()))
            if any(str(kind).startswith("ClassVar") for kind in body.get("__annotations__", {}).values()):
                raise TypeError("a record has no class variables that are annotated")
            plan = _Plan(names, {name: body.pop(name) for name in names if name in body}, kw_only, frozen)
            body.pop("__dict__", None)
            body.pop("__weakref__", None)
            body |= {"__slots__": names, "__dataclass_fields__": _Fields(plan)}
            body |= {"__signature__": _Signature(plan)}
            body |= {"__init__": _beginner(plan), "__getstate__": _get_state, "__setstate__": _set_state}
            body.setdefault("__match_args__", () if kw_only else names)
            if eq:
                same, hashed = _comparisons(names)
                body.setdefault("__eq__", same)
                if frozen:
                    body.setdefault("__hash__", hashed)
                elif "__hash__" not in body:
                    body["__hash__"] = None
            if frozen:
                body |= {"__setattr__": _refuse, "__delattr__": _refuse}
            if repr:
                body.setdefault("__repr__", _describe)
            plan.kind = type(cls)(cls.__name__, cls.__bases__, body)
            return plan.kind

        return make

    class _Plan:
        """What a record's methods are made from."""

        __slots__ = ("defaults", "frozen", "kind", "kw_only", "made", "names")

        def __init__(self, names, defaults, kw_only, frozen):
            self.names, self.defaults, self.kw_only, self.frozen = names, defaults, kw_only, frozen
            self.made = 0

    class _Fields:
        """Works out ``__dataclass_fields__`` when ``dataclasses`` asks for it."""

        __slots__ = ("_fields", "_plan")

        def __init__(self, plan):
            self._plan, self._fields = plan, None

        def __get__(self, instance, owner):
            if self._fields is None:
                from dataclasses import dataclass

                plan = self._plan
                # Without a docstring one would be made of the signature, which takes 3 ms.
                body = {"__module__": owner.__module__, "__doc__": owner.__name__}
                twin = type(
                    owner.__name__, (), body | {"__annotations__": owner.__annotations__} | plan.defaults
                )
                made = dataclass(init=False, repr=False, eq=False, kw_only=plan.kw_only)(twin)
                self._fields = made.__dataclass_fields__
            return self._fields

    class _Signature:
        """Works out ``__signature__`` for whoever inspects the class before there is a real ``__init__``."""

        __slots__ = ("_plan",)

        def __init__(self, plan):
            self._plan = plan

        def __get__(self, instance, owner):
            from inspect import signature

            said = signature(_compiled(self._plan))
            return said.replace(parameters=list(said.parameters.values())[1:])

    def _beginner(plan):
        """Return the ``__init__`` that makes a few, then compiles the real one and puts that in its place.

        Of most records there are one or two: to compile takes as long as to make thirty in this way.
        """

        def begin(self, *args, **kwargs):
            plan.made += 1
            values = _bound(plan, args, kwargs) if plan.made <= _FEW else None
            if values is None:
                # Too many, or wrong arguments, of which the real one can tell.
                plan.kind.__init__ = _compiled(plan)
                plan.kind.__init__(self, *args, **kwargs)
                return
            for name, value in values.items():
                object.__setattr__(self, name, value)

        return begin

    def _bound(plan, args, kwargs):
        """Return the values by name, ``None`` for arguments that do not fit."""
        names, defaults, count = plan.names, plan.defaults, len(args)
        if count > len(names) or (plan.kw_only and args):
            return None
        values = dict(zip(names, args, strict=False))
        taken = 0
        for name in names[count:]:
            if name in kwargs:
                values[name] = kwargs[name]
                taken += 1
                continue
            value, made = _default(defaults.get(name, _MISSING))
            if made is not _MISSING:
                value = made()
            if value is _MISSING:
                return None
            values[name] = value
        return values if taken == len(kwargs) else None

    def _default(value):
        """Return the default of a field, and what makes one; ``_MISSING`` for what there is not."""
        if type(value).__module__ == "dataclasses":
            # Who says ``field`` has it loaded; for nobody else it is: with it come 20 modules (6 ms).
            import dataclasses

            if isinstance(value, dataclasses.Field):
                both = (value.default, value.default_factory)
                return tuple([_MISSING if one is dataclasses.MISSING else one for one in both])
        return value, _MISSING

    def _compiled(plan):
        cls, known, parameters, lines = plan.kind, {}, [], []
        # While it is made, a frozen one with many fields is of an open twin class: that is faster than to go
        # round the refusal field by field.
        twin = plan.frozen and len(plan.names) >= _MANY and cls.__bases__ == (object,)
        if twin:
            known |= {"_become": _BECOME, "_cls": cls, "_twin": type("_Twin", (), {"__slots__": plan.names})}
            lines.append("  _become(self, _twin)")
        for name in plan.names:
            value = name
            default, made = _default(plan.defaults.get(name, _MISSING))
            if made is not _MISSING:
                value = f"_made_{name}() if {name} is _missing else {name}"
                known |= {f"_made_{name}": made, "_missing": _MISSING}
            if default is made:
                parameters.append(name)
            else:
                known[f"_default_{name}"] = default
                parameters.append(f"{name}=_default_{name}")
            if twin or not plan.frozen:
                lines.append(f"  self.{name} = {value}")
            else:
                known[f"_put_{name}"] = cls.__dict__[name].__set__
                lines.append(f"  _put_{name}(self, {value})")
        if twin:
            lines.append("  self.__class__ = _cls")
        if plan.kw_only and parameters:
            parameters.insert(0, "*")
        head = f" def __init__({', '.join(['self', *parameters])}):"
        lines = [f"def _make({', '.join(known)}):", head, *(lines or ["  pass"]), " return __init__"]
        space = {}
        exec("\n".join(lines), {}, space)  # noqa: S102 - made of our own field names, as dataclasses does
        method = space["_make"](**known)
        method.__qualname__ = f"{cls.__qualname__}.__init__"
        method.__annotations__ = dict(cls.__annotations__)
        return method

    _MISSING = object()
    _FEW, _MANY = 30, 6
    _BECOME = object.__dict__["__class__"].__set__

    def _comparisons(names):
        values = attrgetter(*names) if names else lambda _: ()

        def same(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def hashed(self):
            return hash(values(self))

        return same, hashed

    def _refuse(_self, name, *_):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _describe(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__qualname__}({shown})"

    def _get_state(self):
        return [getattr(self, name) for name in self.__slots__]

    def _set_state(self, state):
        for name, value in zip(self.__slots__, state, strict=True):
            object.__setattr__(self, name, value)
