"""Objects on the wire: strict decoding into the domain's types, and encoding back.

Unknown fields and unknown object types are ignored, as the contract says; unknown *values* of an
enumeration become the most cautious known one, except for ``protection``, where guessing could show
somebody who must not be shown. An error names the field and the reason, never the value.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from switchboard.directory.checks import (
    MAX_ITEMS,
    MAX_LINE,
    MAX_TEXT,
    block,
    checked_id,
    line,
    maybe_id,
    moment,
)
from switchboard.directory.decoding import BUILD, Decoded, one_target
from switchboard.directory.encoding import encode, encode_message
from switchboard.directory.mistyped import in_words
from switchboard.directory.structs import (
    WireAbsence,
    WireHead,
    WireMessage,
    WireOutcome,
    WirePerson,
    WirePresence,
    WireService,
    WireUnit,
)
from switchboard.directory.wire_error import WireError
from switchboard.domain.model import (
    Kind,
    Message,
    Ref,
    Tombstone,
)

__all__ = [
    "MAX_ITEMS",
    "MAX_LINE",
    "MAX_TEXT",
    "Decoded",
    "WireError",
    "decode",
    "decode_message",
    "encode",
    "encode_message",
    "reference",
]


_head = msgspec.json.Decoder(WireHead)
_message = msgspec.json.Decoder(WireMessage)
_T = TypeVar("_T")


def decode(data: bytes | msgspec.Raw) -> Decoded | None:
    """Decode one object, tombstone or ``service`` line; ``None`` for a type this version does not know.

    Raises:
        WireError: the bytes are no JSON object, are too long, or break the contract.
    """
    if len(memoryview(data)) > MAX_LINE:
        raise WireError("the object is longer than 1 MiB")
    try:
        raw = _any.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _decode_other(data)
    if raw.deleted:
        return _decode_other(data)
    decoded: Decoded = BUILD[type(raw)](raw)
    return decoded


def _decode_other(data: bytes | msgspec.Raw) -> Tombstone | None:
    """Decode what is no object of the contract: a tombstone, a type to be ignored, or something to refuse."""
    head = _strict(_head, data)
    if head.type not in _TYPES:
        return None
    if not head.deleted:
        _strict(_any, data)
    if head.type == "service":
        raise WireError("a service cannot be deleted")
    return Tombstone(Ref(Kind(head.type), checked_id(head.id, "id")))


def reference(data: bytes | msgspec.Raw) -> Ref | None:
    """Return which object the bytes speak of, if that much can be read of one :func:`decode` refuses."""
    try:
        head = _strict(_head, data)
        return Ref(Kind(head.type), checked_id(head.id, "id"))
    except (WireError, ValueError):
        return None


def decode_message(data: bytes) -> Message:
    """Decode the body of ``POST /v1/messages``; raises :class:`WireError`."""
    raw = _strict(_message, data)
    one_target(raw.person, raw.unit)
    return Message(
        id=checked_id(raw.id, "id"),
        person=maybe_id(raw.person, "person"),
        unit=maybe_id(raw.unit, "unit"),
        caller_name=line(raw.caller.name, "caller.name"),
        caller_number=line(raw.caller.number, "caller.number"),
        text=block(raw.text, "text"),
        call_back=raw.call_back,
        urgent=raw.urgent,
        at=moment(raw.at, "at"),
    )


def _strict(decoder: msgspec.json.Decoder[_T], data: bytes | msgspec.Raw) -> _T:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise WireError(in_words(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WireError("it is no valid JSON") from None
    except RecursionError:
        raise WireError("it is nested too deeply") from None


_TYPES = frozenset(kind.value for kind in Kind) | {"service"}
_any = msgspec.json.Decoder(WirePerson | WireUnit | WireAbsence | WirePresence | WireOutcome | WireService)
