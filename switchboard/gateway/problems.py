"""Errors as problem documents (RFC 9457). None of them quotes what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):  # noqa: N818 - it is called a problem
    """An answer other than success; ``kind`` is the document's ``type``."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str = "about:blank",
        title: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.kind = kind
        self.title = title or HTTPStatus(status).phrase
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Return the problem document as an answer."""
        body = {"type": self.kind, "title": self.title, "status": self.status, "detail": self.detail}
        return Response(
            msgspec.json.encode(body), self.status, self.headers | NOT_KEPT, media_type=PROBLEM_JSON
        )


NOT_KEPT = {"Cache-Control": "no-store"}
"""Every answer is about people: no proxy and no client library keeps one."""


def unauthorised() -> Problem:
    """Return 401: the token is not, or no longer, good."""
    return Problem(
        401,
        "The token is missing, or not (or no longer) good.",
        headers={"WWW-Authenticate": 'Bearer realm="directory"'},
    )


def nobody() -> Problem:
    """Return the one 404 for people and units: whoever is not served does not exist."""
    return Problem(404, "The directory has no such person or unit.")


def busy(status: int, detail: str, seconds: int) -> Problem:
    """Return 429 or 503 with the time after which asking again makes sense."""
    return Problem(status, detail, headers={"Retry-After": str(seconds)})
