"""Expected errors: one clear sentence and what to do. Everything else that is raised is a bug."""

from __future__ import annotations

from switchboard.domain.words import Words


class ExpectedError(Exception):
    """Something that may go wrong in a healthy program: the network, bad data, missing rights.

    ``sentence`` says what is wrong, ``remedy`` (may be ``None``) what to do about it. ``str()`` gives the
    sentence's template only, so no value (which may be personal data) reaches a log or a traceback.
    """

    def __init__(self, sentence: Words, remedy: Words | None = None) -> None:
        super().__init__(sentence.template)
        self.sentence = sentence
        self.remedy = remedy
