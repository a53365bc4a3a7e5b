"""Who is calling, as a softphone or a browser hands it to us: ``tel:`` (RFC 3966) and ``sip:`` (RFC 3261)."""

from __future__ import annotations

import re
from urllib.parse import unquote

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words

_ADDRESS = re.compile(r"(?i:tel|callto|sips?):(?://)?([^;?@]{1,80})(?:[;?@].*)?", re.DOTALL)
_VISUAL = re.compile(r"[\s().\-/]+")
_NUMBER = re.compile(r"\+?\d{2,15}")


def caller_of(address: str) -> str:
    """Return the caller's number as it was given, without punctuation.

    Raises:
        ExpectedError: it is no such address.
    """
    match = _ADDRESS.fullmatch(address.strip())
    number = _VISUAL.sub("", unquote(match[1])) if match is not None else ""
    if not number.isascii() or not _NUMBER.fullmatch(number):
        raise ExpectedError(
            words("The caller's address is no phone number."),
            words("Write it as in tel:+4722334455."),
        )
    return number
