"""How many were found, and what stands in a list of nobody."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from switchboard.desk.replies import Found
from switchboard.ui.language import QtLanguage


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
        return (
            translate("DeskPage", "favourites and recent") if shown else "",
            translate("DeskPage", "Type a name, an errand, a unit or a number.\n\nF1 shows all keys."),
        )
    if found.total == 1:
        return translate("DeskPage", "1 hit"), ""
    if shown < found.total:
        text = translate("DeskPage", "{shown} of {total} hits")
        return text.format(shown=number(shown), total=number(found.total)), ""
    count = translate("DeskPage", "{n} hits").format(n=number(found.total))
    if available_only:
        return count, translate("DeskPage", "Nobody found who is available now. F8 looks at everybody.")
    if scoped:
        return count, translate("DeskPage", "Nobody found in this unit. Esc looks everywhere again.")
    return count, translate("DeskPage", "Nobody found. Try fewer letters, another spelling, or the errand.")
