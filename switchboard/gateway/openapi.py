"""The contract's OpenAPI document, as JSON."""

from __future__ import annotations

import functools
from typing import Any

import msgspec
import yaml

from switchboard.resources import resource


@functools.cache
def document() -> dict[str, Any]:
    """Return ``resources/openapi/directory-v1.yaml``, parsed."""
    text = resource("openapi", "directory-v1.yaml").read_text("utf-8")
    parsed: dict[str, Any] = yaml.safe_load(text)
    return parsed


@functools.cache
def as_json() -> bytes:
    """Return the document as JSON."""
    return msgspec.json.encode(document())
