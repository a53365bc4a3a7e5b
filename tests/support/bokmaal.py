"""The window in Bokmål, from the translation's source: what is compiled is not in the tree."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QTranslator

SOURCE = Path(__file__).parents[2] / "resources" / "translations" / "switchboard_nb.ts"


class Bokmaal(QTranslator):
    """Translates as the file says; for a text that it has not, as Qt does without it."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = {
            (context.findtext("name", ""), message.findtext("source", "")): message.findtext(
                "translation", ""
            )
            for context in ElementTree.parse(SOURCE).getroot().iter("context")
            for message in context.iter("message")
        }

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._texts.get((context, text))
