"""Errors as problem+json: one table of statuses and one of plain sentences.

A program reads `code`; the sentence is for whoever looks at the wire, and never holds content.
"""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from ecabinet_desktop.errors import (
    ECabinetError,
    Full,
    NotAllowed,
    Offline,
    Refused,
    SignInNeeded,
    TooOld,
)
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Problem

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[ECabinetError], int] = {
    SignInNeeded: 401,
    NotAllowed: 403,
    TooOld: 426,
    Offline: 503,
    Full: 507,
    Refused: 422,
}
REFUSALS = {
    "bad_request": 400,
    "unknown": 404,
    "reused_id": 409,
    "wrong_offset": 409,
    "epoch": 410,
    "too_big": 413,
    "bad_range": 416,
}
TITLES = {
    "bad_code": "This code is not valid.",
    "bad_range": "The file has no such part.",
    "bad_request": "The request cannot be read.",
    "epoch": "The server was restored: list everything again from the start.",
    "expired_code": "This code has expired.",
    "hash_mismatch": "The file did not arrive as it was announced.",
    "not_allowed": "This account may not do that.",
    "pending": "This computer still waits to be approved.",
    "reused_id": "This id was used for something else before.",
    "sign_in": "This computer must sign in again.",
    "too_big": "This is too large.",
    "too_many": "Too many commands in one request.",
    "too_many_pending": "Too many computers of this person wait to be approved.",
    "too_many_tries": "Too many wrong codes; try again later.",
    "too_old": "This program is too old for the server: update it.",
    "unknown": "There is no such thing.",
    "wrong_offset": "The next part of the file starts elsewhere.",
}
_CODES: dict[type[ECabinetError], str] = {
    SignInNeeded: "sign_in",
    NotAllowed: "not_allowed",
    TooOld: "too_old",
    Offline: "unavailable",
    Full: "full",
}


def answer_error(_request: Request[Any, Any, Any], error: ECabinetError) -> Response[bytes]:
    """One of our errors; anything that has no status of its own is a bug of the server."""
    status = STATUSES.get(type(error))
    if status is None:
        return answer_bug(_request, error)
    if isinstance(error, Refused):
        code, status = error.code, REFUSALS.get(error.code, status)
    else:
        code = "pending" if error.detail == "pending" else _CODES[type(error)]
    if status >= 500:
        log.error("answered %s: %s", status, error.detail)
    return respond(status, code)


def answer_http(_request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What Litestar refuses by itself: unreadable bodies, unknown paths, wrong methods. Its text is dropped."""
    if error.status_code >= 500:
        return answer_bug(_request, error)
    code = {404: "unknown", 413: "too_big"}.get(error.status_code, "bad_request")
    return respond(error.status_code, code)


def answer_bug(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A bug: named in the log by its place in the code, never by its text, which may hold content."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "?"
    log.error("bug: %s at %s", type(error).__name__, where)
    return respond(500, "bug")


def respond(status: int, code: str) -> Response[bytes]:
    """A problem+json answer."""
    problem = Problem(status=status, code=code, title=TITLES.get(code, "The server refused this."))
    return Response(codec.encode(problem), status_code=status, media_type=MEDIA_TYPE)
