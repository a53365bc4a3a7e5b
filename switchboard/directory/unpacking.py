"""Content codings undone in bounded steps, so that a few kilobytes cannot become gigabytes in memory."""

from __future__ import annotations

import importlib.util
import zlib
from collections.abc import Iterator
from typing import Any

from switchboard.directory.errors import BrokenAnswer
from switchboard.domain.words import words

STEP = 1 << 18
"""The most bytes that are unpacked at once (256 KiB)."""

# Optional: the client takes gzip, and zstd where the package happens to be installed.
_HAS_ZSTD = importlib.util.find_spec("zstandard") is not None

ACCEPTED = "zstd, gzip" if _HAS_ZSTD else "gzip"
"""The value for ``Accept-Encoding``."""


def unpacked(raw: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Iterate over the content in pieces of at most :data:`STEP` bytes (uncoded pieces as they come).

    Raises:
        BrokenAnswer: the coding is none that was asked for, or the data is damaged or cut off.
    """
    match coding.strip().lower():
        case "" | "identity":
            return raw
        case "gzip" | "x-gzip":
            return _gunzip(raw)
        case "zstd" if _HAS_ZSTD:
            return _unzstd(raw)
        case _:
            raise BrokenAnswer(words("it is packed in a way that was not asked for"))


def _gunzip(raw: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    begun = False
    for piece in raw:
        data = piece
        while data:
            if unpacker.eof:
                # RFC 1952, 2.2: several members may follow each other.
                unpacker, begun = zlib.decompressobj(16 + zlib.MAX_WBITS), False
            begun = True
            try:
                out = unpacker.decompress(data, STEP)
            except zlib.error:
                raise _damaged() from None
            if out:
                yield out
            data = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    while begun and not unpacker.eof:
        out = unpacker.decompress(b"", STEP)
        if not out:
            raise _damaged()
        yield out


def _unzstd(raw: Iterator[bytes]) -> Iterator[bytes]:
    import zstandard

    # RFC 8878, 3.1.1.1.2 recommends to support windows of 8 MiB; larger ones are an attack on our memory.
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 23)
    try:
        source: Any = _Readable(raw)
        with unpacker.stream_reader(source, read_across_frames=True) as reader:
            while out := reader.read(STEP):
                yield out
    except zstandard.ZstdError:
        raise _damaged() from None


class _Readable:
    """The pieces as the file that ``zstandard`` wants to read from."""

    def __init__(self, raw: Iterator[bytes]) -> None:
        self._raw = raw
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        data = self._rest or next(self._raw, b"")
        if size < 0:
            size = len(data)
        self._rest = data[size:]
        return data[:size]


def _damaged() -> BrokenAnswer:
    return BrokenAnswer(words("its data is damaged or cut off"))
