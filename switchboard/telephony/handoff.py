"""Calls handed to the system's phone program as ``tel:`` (RFC 3966) or ``sip:`` (RFC 3261) addresses.

The number travels inside the address to whatever the system has registered for it, through the ``opener``:
never through a command line of ours, a file or a log.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.telephony.control import CallRequest

Scheme: TypeAlias = Literal["tel", "sip"]
Opener: TypeAlias = Callable[[str], bool]
"""Hands an address to the system; false when no program takes it."""

_E164 = re.compile(r"\+[1-9]\d{1,14}")
_DIGITS = re.compile(r"\d{1,10}")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:\d{1,5})?")


class SystemHandoff:
    """Hands every call to the system's phone program; what happens then, only the agent can tell.

    With the scheme ``sip`` the number becomes ``sip:NUMBER@domain;user=phone`` (RFC 3261, 19.1.1), or
    without the ``@`` part when no domain is set, for phone programs that add their own.
    """

    consults = False
    """A phone program that takes an address dials it; the transfer itself is done there."""

    def __init__(self, opener: Opener, scheme: Scheme = "tel", domain: str = "") -> None:
        if domain and not _DOMAIN.fullmatch(domain):
            raise ExpectedError(
                words("The phone system's address in the settings cannot be used."),
                words("Write a host name such as sip.example.org."),
            )
        self._opener = opener
        self._scheme = scheme
        self._domain = domain

    def put_through(self, request: CallRequest) -> None:
        """Hand the call over.

        Raises:
            ExpectedError: the number is none, or no program takes such addresses.
        """
        address = address_of(request, self._scheme, self._domain)
        if not self._opener(address):
            raise ExpectedError(
                words(
                    "No program is set up for {scheme} addresses, so the call was not started.",
                    scheme=f"{self._scheme}:",
                ),
                words("Choose a phone program for them in the system's settings for default programs."),
            )


def address_of(request: CallRequest, scheme: Scheme, domain: str = "") -> str:
    """Return the address to dial.

    A ``tel:`` address is the full number alone: the short number is another name of the same line, and
    ``;ext=`` (RFC 3966, 5.3) would have it dialled once more after the answer. A SIP phone system knows the
    short number itself, so there the extension is dialled instead of the number.

    Raises:
        ExpectedError: the number or the extension holds anything but digits.
    """
    if not _E164.fullmatch(request.number) or not (
        request.extension is None or _DIGITS.fullmatch(request.extension)
    ):
        raise ExpectedError(
            words("This number cannot be dialled: it is not a full international number."),
            words("Choose another route, and report the number to whoever keeps the directory."),
        )
    if scheme == "tel":
        return f"tel:{request.number}"
    user = request.extension or request.number
    return f"sip:{user}@{domain};user=phone" if domain else f"sip:{user}"
