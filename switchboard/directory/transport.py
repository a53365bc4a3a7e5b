"""How httpx reaches the network: our sockets, the system's trust store, the system's proxy."""

from __future__ import annotations

import contextlib
import ssl
import urllib.request
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import httpcore

from switchboard.directory.address import is_loopback
from switchboard.directory.errors import Unreachable
from switchboard.directory.lean import httpx
from switchboard.directory.line import Line
from switchboard.domain.words import words

# s; below uvicorn's 5 s: an idle connection closed by the service just as we write looks like a lost line.
_IDLE = 4.0


def system_trust() -> ssl.SSLContext:
    """Return a context that trusts whom the operating system trusts."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def system_proxy(base: str) -> str | None:
    """Return the proxy that this computer's settings name for the service, if any."""
    split = urlsplit(base)
    host = split.hostname or ""
    if is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(split.scheme) or proxies.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


class Transport(httpx.BaseTransport):
    """httpx's own transport, but over our :class:`Line`, which httpx has no argument for."""

    def __init__(self, line: Line, trust: ssl.SSLContext | None, proxy: str | None) -> None:
        self._pool: httpcore.ConnectionPool
        if proxy is None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=trust, network_backend=line, max_connections=2, keepalive_expiry=_IDLE
            )
        else:
            try:
                url = httpx.URL(proxy)
            except httpx.InvalidURL:
                raise _no_proxy() from None
            if url.scheme != "http":
                raise _no_proxy()
            self._pool = httpcore.HTTPProxy(
                proxy_url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port or 80, target=b"/"
                ),
                proxy_auth=(url.username.encode(), url.password.encode()) if url.username else None,
                ssl_context=trust,
                network_backend=line,
                max_connections=2,
                keepalive_expiry=_IDLE,
            )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        with _as_httpx():
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


@contextlib.contextmanager
def _as_httpx() -> Iterator[None]:
    try:
        yield
    except httpcore.ProxyError:
        raise httpx.ProxyError("proxy") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise httpx.RemoteProtocolError("protocol") from None
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ConnectionNotAvailable):
        raise httpx.NetworkError("network") from None


def _no_proxy() -> Unreachable:
    return Unreachable(words("The proxy in this computer's settings is of a kind that cannot be used."))
