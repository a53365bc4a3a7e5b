"""What may be shown, said and copied of a phone: the one place that decides, for every surface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownPhone:
    """A phone as it may appear anywhere.

    ``text`` is the digits or their mask; ``may_be_told`` says whether a caller may be told them; ``copyable``
    is what may go to the clipboard, if anything; ``searchable`` says whether the digits find their owner.
    """

    text: str
    may_be_told: bool
    copyable: str | None
    searchable: bool
