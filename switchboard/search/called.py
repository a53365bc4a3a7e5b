"""What people are called every day: "kicki" is Kristina.

One everyday form is said for several names ("alex" for Aleksander and Aleksandra), which are not taken for
one another: so names and forms have keys of their own among what words sound like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from switchboard.search.spelling import plain

CALLED = ":"
"""What stands behind a name in a list before what its people are called."""
_EVERYDAY, _NAMED = "~", "="


class Called:
    """Everyday forms by name, both in plain letters."""

    def __init__(self, names: Mapping[str, Sequence[str]], sound: Callable[[str], str]) -> None:
        """``sound`` says how a name sounds: what is known of one is known of all that sound so."""
        self._names = names
        self._sound = sound
        self._forms: dict[str, bool] | None = None
        self._keys: dict[str, frozenset[str]] | None = None

    def warming(self) -> Iterator[None]:
        """Prepare what is asked for later, a little at each step."""
        self.of_called("a")
        yield
        self.of_named("a")
        yield

    def of_called(self, form: str) -> tuple[str, bool]:
        """Return the key of all whom somebody called so every day may be, empty where that is no name; and
        whether it is spelled as it is known."""
        forms = self._forms
        if forms is None:
            every = [form for some in self._names.values() for form in some]
            forms = self._forms = dict.fromkeys(map(_roughly, every), False) | dict.fromkeys(every, True)
        bare = plain(form)
        rough = _roughly(bare)
        return (_EVERYDAY + rough, forms.get(bare, False)) if rough in forms else ("", False)

    def of_named(self, form: str) -> str:
        """Return the key of what people with a name are called every day; empty where none is known."""
        key = _NAMED + self._sound(form)
        return key if key in self._by_key() else ""

    def keys(self, form: str, sound: str) -> frozenset[str]:
        """Return the keys by which a word of a directory, that sounds so, is found, too: a name by what its
        people are called, and that by the names that they have."""
        keys = self._by_key()
        by_form = keys.get(_EVERYDAY + _roughly(plain(form)), _NONE)
        return keys.get(_NAMED + sound, _NONE) | by_form

    def _by_key(self) -> dict[str, frozenset[str]]:
        if self._keys is None:
            by: dict[str, set[str]] = {}
            for name, forms in self._names.items():
                own = _NAMED + self._sound(name)
                for form in forms:
                    every_day = _EVERYDAY + _roughly(form)
                    by.setdefault(own, set()).add(every_day)
                    by.setdefault(every_day, set()).add(own)
            self._keys = {key: frozenset(some) for key, some in by.items()}
        return self._keys


_NONE: frozenset[str] = frozenset()


def _roughly(form: str) -> str:
    """Return what spellings of an everyday form have in common. Sounds tell more, and take longer to make of
    thousands."""
    rough = ""
    for letter in form.replace("c", "k").replace("z", "s").replace("w", "v"):
        if not rough.endswith(letter):
            rough += letter
    return rough
