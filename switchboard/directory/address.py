"""The service's address and the token as people type or paste them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from switchboard.directory.errors import BadAddress
from switchboard.domain.words import Words, words

_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]*")
_EXAMPLE = words("Write it as in katalog.kommune.no.")


def normalise(text: str) -> str:
    """Return the address in one spelling: scheme, host in ASCII, port if unusual, path, one slash at the end.

    ``https`` is meant when no scheme is typed, except for this computer itself; a pasted ``/v1/`` goes.

    Raises:
        BadAddress: it is no address, or the token would travel unencrypted.
    """
    typed = text.strip()
    if not typed or len(typed) > 2000:
        raise _bad()
    split = _split(typed)
    host = _host(split)
    if split.username is not None or split.password is not None:
        raise BadAddress(words("The address must not contain a user name or a password."), _EXAMPLE)
    if split.query or split.fragment or not _PATH.fullmatch(split.path):
        raise _bad()
    scheme = split.scheme or ("http" if is_loopback(host) else "https")
    if scheme not in ("http", "https"):
        raise _bad()
    if scheme == "http" and not is_loopback(host):
        raise BadAddress(
            words("The address begins with http:, so the token would travel unencrypted."),
            words("Write it with https: instead."),
        )
    try:
        port = split.port
    except ValueError:
        raise _bad() from None
    if port == 0:
        raise _bad()
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None or port == {"http": 80, "https": 443}[scheme] else f"{shown}:{port}"
    path = re.sub(r"/v1(/(snapshot|changes|events|openapi\.json)?)?$", "", split.path).strip("/")
    return f"{scheme}://{place}/{path}/" if path else f"{scheme}://{place}/"


def checked_token(token: str) -> str:
    """Return the token without the white space that copying adds.

    Raises:
        BadAddress: it is empty or could not stand in a header (RFC 6750 and RFC 9110).
    """
    stripped = token.strip()
    if not re.fullmatch(r"[\x21-\x7e]{1,4000}", stripped):
        raise BadAddress(
            words("The token is empty or has characters that no token has."),
            words("Copy it again as your administrator gave it to you."),
        )
    return stripped


def is_loopback(host: str) -> bool:
    """Whether the host is this computer itself, so that nothing leaves it."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bad(sentence: Words | None = None) -> BadAddress:
    return BadAddress(sentence or words("This is no address of a directory service."), _EXAMPLE)


def _split(typed: str) -> SplitResult:
    try:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", typed):
            return urlsplit(typed)
        return urlsplit(f"//{typed}")
    except ValueError:
        raise _bad() from None


def _host(split: SplitResult) -> str:
    host = split.hostname or ""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise _bad() from None
    host = host.removesuffix(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _bad() from None
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad()
    if labels[-1].isdigit():
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            raise _bad() from None
    return host
