"""What clients send: read within bounds, decoded strictly."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request

from switchboard.directory import wire
from switchboard.domain.model import Absence, AbsenceKind, Message, Outcome, Result, Source
from switchboard.gateway.problems import Problem

MAX_BODY = 64 * 1024
"""The longest body, in bytes, that is read."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


async def read(request: Request) -> bytes:
    """Return the body.

    Raises:
        Problem: 413 when it is too long, 415 when it says to be no JSON, 400 when the client broke off.
    """
    media = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Problem(415, "Send JSON: `Content-Type: application/json`.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "Send the body without a content coding.")
    pieces, size = [], 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > MAX_BODY:
                raise Problem(
                    413, f"The body is longer than {MAX_BODY} bytes.", headers={"Connection": "close"}
                )
            pieces.append(piece)
    except ClientDisconnect:
        raise Problem(400, "The body broke off.") from None
    return b"".join(pieces)


def outcome(body: bytes) -> Outcome:
    """Decode the body of ``POST /v1/outcomes``; raises :class:`Problem`."""
    fields = _fields(body, "outcome")
    _known(fields, "result", Result)
    item = _decode(fields)
    assert isinstance(item, Outcome)
    return replace(item, id=_uuid(item.id))


def absence(body: bytes) -> Absence:
    """Decode the body of ``POST /v1/absences``; raises :class:`Problem`."""
    fields = _fields(body, "absence")
    _known(fields, "kind", AbsenceKind)
    if fields.setdefault("source", Source.SWITCHBOARD.value) != Source.SWITCHBOARD.value:
        raise _unusable("`source` of an absence registered here is `switchboard`")
    item = _decode(fields)
    assert isinstance(item, Absence)
    return item


def message(body: bytes) -> Message:
    """Decode the body of ``POST /v1/messages``; raises :class:`Problem`."""
    try:
        item = wire.decode_message(body)
    except wire.WireError as error:
        raise _unusable(error.reason) from None
    return replace(item, id=_uuid(item.id))


def _fields(body: bytes, kind: str) -> dict[str, Any]:
    """Return the object's fields with the ``type`` that the call implies."""
    try:
        fields = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Problem(400, "The body is no valid JSON.") from None
    if not isinstance(fields, dict):
        raise _unusable("it is no object")
    if fields.setdefault("type", kind) != kind:
        raise _unusable(f"`type` is not `{kind}`")
    if "deleted" in fields:
        raise _unusable("a tombstone cannot be sent")
    # When an object changed is the directory's to say.
    fields.pop("updated", None)
    return fields


def _known(fields: dict[str, Any], name: str, kind: type[StrEnum]) -> None:
    # A reader treats an unknown value with caution; somebody who writes must use the contract's.
    if name in fields and fields[name] not in [member.value for member in kind]:
        raise _unusable(f"`{name}` is none of the contract's values")


def _decode(fields: dict[str, Any]) -> object:
    try:
        return wire.decode(msgspec.json.encode(fields))
    except wire.WireError as error:
        raise _unusable(error.reason) from None


def _uuid(text: str) -> str:
    if not _UUID.fullmatch(text):
        raise _unusable("`id` is no UUID")
    return text.lower()


def _unusable(reason: str) -> Problem:
    return Problem(422, f"The body cannot be used: {reason}.")
