"""The directory API, version 1, over a store (see ``resources/openapi/directory-v1.yaml``)."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeAlias

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switchboard.crash import report
from switchboard.gateway import bodies, intake, openapi
from switchboard.gateway.auth import Failures, authenticate, bearer
from switchboard.gateway.compression import compress, negotiate
from switchboard.gateway.database import StoreError
from switchboard.gateway.events import Hub
from switchboard.gateway.history import StateGone
from switchboard.gateway.problems import NOT_KEPT, Problem, busy
from switchboard.gateway.snapshot import SnapshotBroken
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Viewer

SCHEMA_VERSION = 1
DEFAULT_PAGE = 1000
MAX_PAGE = 5000

_log = logging.getLogger(__name__)
_JSON = "application/json"
_Handler: TypeAlias = Callable[[Request], Awaitable[Response]]


class Api:
    """The calls of the contract. Everything that touches the store runs in Starlette's thread pool."""

    def __init__(self, store: Store, *, failures: Failures, keep_alive: float) -> None:
        self.store = store
        self.failures = failures
        self.keep_alive = keep_alive
        self.hub: Hub | None = None

    async def service(self, request: Request) -> Response:
        """``GET /v1/``"""
        viewer: Viewer = request.state.viewer
        state, counts, service = await run_in_threadpool(self.store.overview)
        body = {
            "name": service.name,
            "schemaVersion": SCHEMA_VERSION,
            "timeZone": service.time_zone,
            "country": service.country,
            "languages": service.languages,
            "state": state,
            "counts": counts,
            "capabilities": {"events": True, "outcomes": True, "messages": True},
            "viewer": {"id": viewer.id, "name": viewer.name, "role": viewer.role},
        }
        return await _json(request, msgspec.json.encode(body))

    async def snapshot(self, request: Request) -> Response:
        """``GET /v1/snapshot``"""
        coding = negotiate(request.headers.get("accept-encoding"))
        headers = {**NOT_KEPT, "Vary": "Accept-Encoding"}
        wanted = request.headers.get("if-none-match")
        if wanted is not None:
            state = await run_in_threadpool(lambda: self.store.state)
            # A proxy that compresses makes our tags weak; here that is as good (RFC 9110, 13.1.2).
            tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
            if "*" in tags or any(_etag(state, known) in tags for known in ("identity", "gzip", "zstd")):
                return Response(status_code=304, headers=headers | {"ETag": _etag(state, coding)})
        snapshot = await run_in_threadpool(self.store.snapshot)
        headers["ETag"] = _etag(snapshot.state, coding)
        if coding != "identity":
            headers["Content-Encoding"] = coding
        if request.method == "HEAD":
            return Response(headers=headers, media_type="application/x-ndjson")
        return StreamingResponse(snapshot.stream(coding), headers=headers, media_type="application/x-ndjson")

    async def changes(self, request: Request) -> Response:
        """``GET /v1/changes``"""
        since = request.query_params.get("since")
        if not since:
            raise Problem(400, "`since` is missing: the state from which on changes are wanted.")
        limit = _limit(request.query_params.get("limit"))
        try:
            page = await run_in_threadpool(self.store.changes, since, limit)
        except StateGone:
            raise Problem(
                410,
                "Changes since this state cannot be told. Take a new snapshot.",
                kind="cannotCalculateChanges",
                title="Cannot calculate changes",
            ) from None
        more = b"true" if page.more else b"false"
        body = (
            b'{"changes":[' + b",".join(page.changes) + b'],"state":' + msgspec.json.encode(page.state)
        )  # the lines are JSON already
        return await _json(request, body + b',"more":' + more + b"}")

    async def events(self, request: Request) -> Response:
        """``GET /v1/events``"""
        hub = self.hub
        if hub is None or hub.full:
            raise busy(503, "No more event streams can be held open. Ask for changes instead.", 30)
        token = bearer(request)
        assert token is not None

        async def still_good() -> bool:
            return await run_in_threadpool(self.store.viewer, token) is not None

        stream = hub.stream(request.headers.get("last-event-id"), still_good)
        headers = {**NOT_KEPT, "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, headers=headers, media_type="text/event-stream")

    async def outcomes(self, request: Request) -> Response:
        """``POST /v1/outcomes``"""
        outcome = bodies.outcome(await bodies.read(request))
        created = await run_in_threadpool(intake.outcome, self.store, outcome)
        return _made(outcome.id, 201 if created else 200)

    async def messages(self, request: Request) -> Response:
        """``POST /v1/messages``"""
        message = bodies.message(await bodies.read(request))
        await run_in_threadpool(intake.message, self.store, message)
        return _made(message.id, 202)

    async def absences(self, request: Request) -> Response:
        """``POST /v1/absences``"""
        absence = bodies.absence(await bodies.read(request))
        created = await run_in_threadpool(intake.absence, self.store, absence)
        return _made(absence.id, 201 if created else 200)

    async def end_absence(self, request: Request) -> Response:
        """``DELETE /v1/absences/{id}``"""
        await run_in_threadpool(intake.end_absence, self.store, request.path_params["id"])
        return Response(status_code=204, headers=NOT_KEPT)

    async def description(self, request: Request) -> Response:
        """``GET /v1/openapi.json``"""
        return await _json(request, await run_in_threadpool(openapi.as_json))

    def endpoint(self, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
        """Let a call in only with a good token."""

        async def answer(request: Request) -> Response:
            request.state.viewer = await run_in_threadpool(authenticate, request, self.store, self.failures)
            return await handler(request)

        return answer


def make_app(store: Store, *, failures: Failures | None = None, keep_alive: float = 15.0) -> Starlette:
    """Return the ASGI application. ``keep_alive`` is the seconds between signs of life in event streams."""
    api = Api(store, failures=failures or Failures(), keep_alive=keep_alive)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        api.hub = app.state.hub = Hub(store, keep_alive=keep_alive)
        await api.hub.start()
        try:
            yield
        finally:
            await api.hub.close()

    routes = [
        Route("/v1/", api.endpoint(api.service), methods=["GET"]),
        Route("/v1/snapshot", api.endpoint(api.snapshot), methods=["GET"]),
        Route("/v1/changes", api.endpoint(api.changes), methods=["GET"]),
        Route("/v1/events", api.endpoint(api.events), methods=["GET"]),
        Route("/v1/outcomes", api.endpoint(api.outcomes), methods=["POST"]),
        Route("/v1/messages", api.endpoint(api.messages), methods=["POST"]),
        Route("/v1/absences", api.endpoint(api.absences), methods=["POST"]),
        Route("/v1/absences/{id}", api.endpoint(api.end_absence), methods=["DELETE"]),
        Route("/v1/openapi.json", api.endpoint(api.description), methods=["GET"]),
    ]
    # An event stream has no headers to speak of; a HEAD for it would hang as long as the stream.
    next(route for route in routes if route.path == "/v1/events").methods = {"GET"}
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_problem, Problem: _problem, StoreError: _busy},
    )
    app.add_middleware(_Net)
    app.router.redirect_slashes = False
    return app


class _Net:
    """The last net: a bug becomes a 500 and a report of where, never a traceback with somebody's data."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watch(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, watch)
        except SnapshotBroken:
            await _break_off(send)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next request must be served
            _log.error("a request failed: %s", type(error).__name__)
            report(error)
            if not begun:
                problem = Problem(500, "The service failed. A report without personal data was written.")
                await problem.response()(scope, receive, send)
            else:
                await _break_off(send)


async def _break_off(send: Send) -> None:
    # An answer that ends without its last chunk is broken, and the client can tell.
    await send({"type": "http.response.body", "body": b"", "more_body": True})


async def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _http_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {404: "There is nothing at this address.", 405: "This call takes another method."}
    headers = dict(error.headers or {})
    return Problem(
        error.status_code, details.get(error.status_code, error.detail), headers=headers
    ).response()


async def _busy(_request: Request, _error: Exception) -> Response:
    _log.error("the store does not answer")
    return busy(503, "The service is busy.", 2).response()


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_PAGE
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise Problem(400, "`limit` is no whole number from 1.")
    return min(int(text[:10]), MAX_PAGE) if len(text) <= 10 else MAX_PAGE


def _etag(state: str, coding: str) -> str:
    # A strong tag names one sequence of bytes, so each coding has its own (RFC 9110, 8.8.3.3).
    return f'"{state}"' if coding == "identity" else f'"{state}+{coding}"'


async def _json(request: Request, body: bytes) -> Response:
    headers = {**NOT_KEPT, "Vary": "Accept-Encoding"}
    packed, coding = await run_in_threadpool(
        compress, body, negotiate(request.headers.get("accept-encoding"))
    )
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(packed, headers=headers, media_type=_JSON)


def _made(item: str, status: int) -> Response:
    return Response(msgspec.json.encode({"id": item}), status, NOT_KEPT, media_type=_JSON)
