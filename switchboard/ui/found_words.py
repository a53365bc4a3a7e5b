"""How many were found, and what stands in a list of nobody."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from switchboard.desk.replies import Found
from switchboard.domain.words import short
from switchboard.ui.language import QtLanguage

_LONGEST = 24
"""So much is said of a word that was left out: enough to know it by."""


def found_words(
    found: Found, shown: int, language: QtLanguage, *, available_only: bool, scoped: bool = False
) -> tuple[str, str]:
    """Return the count in words, and what to say when the list is empty; ``shown`` are in the
    list, ``scoped`` when one unit's people alone were asked for."""
    translate, number = QCoreApplication.translate, language.number
    if not found.ready:
        return (
            translate("DeskPage", "preparing the search …"),
            translate("DeskPage", "The search is being prepared. It answers in a moment."),
        )
    if found.recent:
        hint = translate("DeskPage", "Type a name, an errand, a unit or a number.\n\nF1 shows all keys.")
        return (
            translate("DeskPage", "favourites and recent") if shown else "",
            # Those who are favourites may be what the filter hides.
            _none_available() if available_only and found.favourites else hint,
        )
    if found.total == 1:
        return translate("DeskPage", "1 hit"), ""
    if shown < found.total:
        text = translate("DeskPage", "{shown} of {total} hits")
        return text.format(shown=number(shown), total=number(found.total)), ""
    count = translate("DeskPage", "{n} hits").format(n=number(found.total))
    if available_only and scoped:
        empty = translate(
            "DeskPage", "Nobody found in this unit who is available now. F8 looks at everybody there."
        )
        return count, empty
    if available_only:
        return count, _none_available()
    if scoped:
        return count, translate("DeskPage", "Nobody found in this unit. Esc looks everywhere again.")
    return count, translate("DeskPage", "Nobody found. Try fewer letters, another spelling, or the errand.")


def _none_available() -> str:
    return QCoreApplication.translate("DeskPage", "Nobody found who is available now. F8 looks at everybody.")


def without(count: str, left_out: tuple[str, ...]) -> tuple[str, str]:
    """Return the count of those who are found without some words: to be seen, and to be heard."""
    if not left_out:
        return count, count
    translate = QCoreApplication.translate
    quote = translate("DeskPage", "“{word}”")
    shown = [short(word, _LONGEST) for word in left_out]
    # Each word in its own direction: one in another script turns nothing round but itself.
    for_eyes = ", ".join([quote.format(word=f"\u2068{word}\u2069") for word in shown])
    for_ears = ", ".join([quote.format(word=word) for word in shown])
    seen = translate("DeskPage", "{count} · without {words}")
    heard = translate("DeskPage", "{count}. Nobody has all of that: searched without {words}.")
    return seen.format(count=count, words=for_eyes), heard.format(count=count, words=for_ears)
