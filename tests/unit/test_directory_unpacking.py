from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from support.hostile_service import Exchange, HostileService

from switchboard.directory import http
from switchboard.directory.client import Client
from switchboard.directory.errors import BrokenAnswer, Unreachable
from switchboard.directory.unpacking import STEP, unpacked


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[i : i + size] for i in range(0, len(data), size))


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    " GZIP ": gzip.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "": bytes,
    "identity": bytes,
}


@given(st.binary(max_size=4000), st.integers(1, 500), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out_however_it_is_cut(data: bytes, size: int, coding: str) -> None:
    assert b"".join(unpacked(cut(PACKERS[coding](data), size), coding)) == data


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_several_members_follow_each_other(coding: str) -> None:
    packed = PACKERS[coding](b"Kari ") + PACKERS[coding](b"") + PACKERS[coding](b"Nordmann")
    assert b"".join(unpacked(cut(packed, 7), coding)) == b"Kari Nordmann"


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_it_comes_in_bounded_steps(coding: str) -> None:
    pieces = [len(piece) for piece in unpacked(iter([PACKERS[coding](bytes(5 * STEP))]), coding)]
    assert max(pieces) <= STEP
    assert sum(pieces) == 5 * STEP


def test_a_window_of_absurd_size_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    packed = packer.compress(random.Random(1).randbytes(1 << 12)) + packer.flush()
    with pytest.raises(BrokenAnswer):
        list(unpacked(iter([packed]), "zstd"))


@pytest.mark.parametrize("keep", [1, 9, 10, 20, 30])
def test_cut_off_gzip_is_noticed(keep: int) -> None:
    packed = gzip.compress(random.Random(1).randbytes(100))[:keep]
    with pytest.raises(BrokenAnswer):
        list(unpacked(iter([packed]), "gzip"))


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (b"{}", "gzip"),
        (gzip.compress(b"{}") + b"rubbish", "gzip"),
        (zlib.compress(b"{}"), "gzip"),
        (b"{}", "zstd"),
        (b"{}", "br"),
        (gzip.compress(b"{}"), "gzip, gzip"),
    ],
)
def test_what_is_not_packed_as_said_is_refused(packed: bytes, coding: str) -> None:
    with pytest.raises(BrokenAnswer):
        list(unpacked(iter([packed]), coding))


def test_a_transfer_that_crawls_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def crawl(exchange: Exchange) -> None:
        exchange.begin("application/x-ndjson")
        exchange.wfile.write(b'{"type":"snapshot","state":"1"}\n')
        while not exchange.service.over.wait(0.05):
            exchange.wfile.write(b" ")
            exchange.wfile.flush()

    monkeypatch.setattr(http, "_PATIENCE", 0.2)
    with HostileService() as service:
        service.on("GET", "/v1/snapshot", crawl)
        client = Client(service.url, "t")
        with pytest.raises(Unreachable), client.snapshot() as found:
            list(found)
        client.close()
