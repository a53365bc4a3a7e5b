"""The window's language: its translation, and times and numbers as the locale writes them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTime, QTranslator
from PySide6.QtWidgets import QApplication

from switchboard.resources import resource

_LOG = logging.getLogger(__name__)


class QtLanguage:
    """How the window speaks (a ``domain.words.Language``).

    ``now`` tells which moments are today's; ``zone`` is the directory's and may change when it is known.
    """

    def __init__(self, locale: QLocale, zone: ZoneInfo, now: Callable[[], datetime]) -> None:
        self.locale = locale
        self.zone = zone
        self.now = now

    def translate(self, template: str) -> str:
        """Return the template in this language; the template itself where there is no translation."""
        return QCoreApplication.translate("Words", template)

    def moment(self, value: datetime) -> str:
        """Return the time alone today, with the day within a year, else with the date; a day's first moment
        is the day."""
        local, today = value.astimezone(self.zone), self.now().astimezone(self.zone).date()
        time = self.locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        distance = abs((local.date() - today).days)
        if distance == 0:
            return time
        date = QDate(local.year, local.month, local.day)
        if distance < 300:
            day = self.locale.toString(date, "ddd d MMM")
        else:
            day = self.locale.toString(date, QLocale.FormatType.ShortFormat)
        return day if (local.hour, local.minute) == (0, 0) else f"{day} {time}"

    def duration(self, value: timedelta) -> str:
        """Return the largest sensible unit: seconds, minutes, hours or days."""
        seconds = max(0, round(value.total_seconds()))
        translate = QCoreApplication.translate
        if seconds < 60:
            return translate("Duration", "{n} s").format(n=seconds)
        if seconds < 3600:
            return translate("Duration", "{n} min").format(n=seconds // 60)
        if seconds < 48 * 3600:
            return translate("Duration", "{n} h").format(n=seconds // 3600)
        return translate("Duration", "{n} days").format(n=seconds // 86400)

    def number(self, value: int) -> str:
        """Return a count with the locale's separators."""
        return self.locale.toString(value)


def install(app: QApplication, wanted: str) -> QLocale:
    """Load the translation for a language tag (the system's languages when empty); return the locale.

    English stands where a translation is missing: the texts in the code are English.
    """
    locale = QLocale(wanted) if wanted else QLocale.system()
    folder = str(resource("translations"))
    for catalogue, where in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("switchboard", folder),
    ):
        translator = QTranslator(app)
        if translator.load(locale, catalogue, "_", where):
            app.installTranslator(translator)
        elif catalogue == "switchboard" and locale.name()[:2] != "en":  # the enumeration has 370 members
            _LOG.info("no compiled translation for %s", locale.name())
    QLocale.setDefault(locale)
    return locale
