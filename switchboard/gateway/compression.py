"""Which content coding a client wants (RFC 9110, 12.5.3), and small bodies in it."""

from __future__ import annotations

import gzip
import re

import zstandard

from switchboard.gateway.snapshot import Coding

_SMALL = 1024
_WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
_OFFERED: tuple[Coding, ...] = ("zstd", "gzip")


def negotiate(accepted: str | None) -> Coding:
    """Return the coding to use for an ``Accept-Encoding`` header: of equal weights zstd before gzip."""
    if not accepted:
        return "identity"
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        match = _WEIGHT.fullmatch(parameters.strip()) if parameters.strip() else None
        if parameters.strip() and match is None:
            continue
        weights[name.strip()] = float(match[1]) if match else 1.0
    if "x-gzip" in weights:
        weights.setdefault("gzip", weights["x-gzip"])
    best: Coding = "identity"
    best_weight = weights.get("identity", 0.0)
    for coding in _OFFERED:
        weight = weights.get(coding, weights.get("*", 0.0))
        if weight > 0 and (weight > best_weight or (weight == best_weight and best == "identity")):
            best, best_weight = coding, weight
    return best


def compress(body: bytes, coding: Coding) -> tuple[bytes, Coding]:
    """Return the body in the coding, or as it is when that is hardly worth it."""
    if len(body) < _SMALL or coding == "identity":
        return body, "identity"
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(body), coding
    return gzip.compress(body, compresslevel=4, mtime=0), coding
