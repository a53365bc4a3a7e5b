"""Loads Qt's binding without what only its error messages need.

``import PySide6`` compiles the parser of its functions' signatures, from 13 sources in an archive of its own
and with three large regular expressions, at every start: 40 of the 125 ms of a bare window. It is needed for
the text of a ``TypeError`` and for generating stubs. Here its modules are executed when somebody asks one of
them for something. With another PySide6 than those this was tried with, nothing is put off. Nor are modules
of the standard library loaded that the binding names at once and uses hardly ever (5 ms).
"""

from __future__ import annotations

import builtins
import importlib
import os
import sys
import threading
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Protocol

from switchboard import enumerations

KNOWN = ((6, 11),)
"""The versions of PySide6 whose way of loading this is."""

_PACKAGE = "shibokensupport.signature."
_FEATURE = "shibokensupport.feature"
"""Other names for Qt's methods. It has ``inspect`` loaded, with all that takes Python apart (6 ms)."""
_LATER = frozenset(
    _PACKAGE + name
    for name in (
        *("errorhandler", "layout", "mapping", "parser"),
        *("lib.enum_sig", "lib.pyi_generator", "lib.tool"),
    )
) | {_FEATURE}
_NAMED = ("bz2", "lzma", "shutil", "tempfile", "tokenize")
"""What the binding has imported for an archive in memory and for tracebacks, which need none of them."""
_STRICT = 0x01 | 0x10 | 0x20
"""``ENOPT_NEW_ENUM``, ``ENOPT_NO_FAKESHORTCUT`` and ``ENOPT_NO_FAKERENAMES`` of PySide6."""
_REFRESH = "update_mapping"
"""The one thing that the binding takes from one of these modules without asking it."""


class _Archive(Protocol):
    """PySide6's own finder and loader."""

    exec_module: Callable[[ModuleType], None]


class _Later(ModuleType):
    """A module that is executed when it is first asked for something that it has not."""

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):
            _execute(self)
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


class _Named(ModuleType):
    """What somebody has instead of a module of the standard library, who may never ask it for anything."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        # In Python's own way, which any thread may go: nobody meets a module that is half there.
        self.leave()
        return getattr(importlib.import_module(self.__name__), name)

    def leave(self) -> None:
        """Make way for the module itself, for whoever imports it from now on."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


_lock = threading.RLock()
_waiting: dict[str, Callable[[], None]] = {}


def _execute(module: ModuleType) -> None:
    with _lock:
        # Gone before it begins: a module may ask itself, in a circle.
        if (begin := _waiting.pop(module.__name__, None)) is not None:
            begin()


class _Finders(list[Any]):
    """The finders of modules, PySide6's own one among them as soon as it comes."""

    def insert(self, index: Any, finder: Any) -> None:
        if type(finder).__name__ == "EmbeddableZipImporter" and _version() in KNOWN:
            _put_off(finder)
            enumerations.put_off()
        super().insert(index, finder)


def _version() -> tuple[int, ...]:
    return tuple(getattr(sys.modules.get("shiboken6"), "__version_info__", ())[:2])


def _put_off(archive: _Archive) -> None:
    now = archive.exec_module

    def exec_module(module: ModuleType) -> None:
        assert module.__spec__ is not None
        if module.__name__ in _LATER:
            _leave(module, module.__spec__, now)
        else:
            now(module)

    archive.exec_module = exec_module


def _leave(module: ModuleType, spec: ModuleSpec, now: Callable[[ModuleType], None]) -> None:
    name = spec.name

    def begin() -> None:
        # PySide6 has renamed it meanwhile; its loader knows it by its first name.
        renamed, spec.name = spec.name, name
        try:
            now(module)
        finally:
            spec.name = renamed
        module.__class__ = ModuleType

    _waiting[name] = begin
    module.__package__ = name.rpartition(".")[0]
    if name == _PACKAGE + "mapping":

        def refresh() -> None:
            _execute(module)
            getattr(module, _REFRESH)()

        setattr(module, _REFRESH, refresh)
    elif name == _FEATURE:
        # What is asked at every import while the binding is loaded.
        vars(module).update(feature_import=_nothing, feature_imported=_nothing)
    module.__class__ = _Later


def _nothing(*_: Any, **__: Any) -> None:
    """Say that nobody has asked for other names."""


def load() -> None:
    """Import PySide6, if that has not been done.

    Its ``__feature__`` (other names for Qt's methods), which we do not use, is not there afterwards: for that
    it reads the source of every module that is imported from then on, and keeps it.
    """
    if "PySide6" in sys.modules:
        return
    if sys.platform != "win32":
        # Of the 13,000 functions that Qt's three modules name, a start calls few: each is looked up when it
        # is first called, not all of them before.
        sys.setdlopenflags(os.RTLD_LAZY)
    # As the stubs have it: no member without its enumeration, and no enumeration by its name in Qt 5. To look
    # for such names takes the time to make all members of all of them.
    vars(sys)["pyside6_option_python_enum"] = _STRICT
    enumerations.hasten()
    finders = sys.meta_path
    sys.meta_path = _Finders(finders)
    named = [_Named(name) for name in _NAMED if name not in sys.modules]
    sys.modules.update({each.__name__: each for each in named})
    try:
        import PySide6.QtCore  # noqa: F401 - for all who come
    finally:
        for each in named:
            each.leave()
        finders[:] = sys.meta_path
        sys.meta_path = finders
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
