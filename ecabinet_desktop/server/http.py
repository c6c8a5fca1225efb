"""The wire over HTTP: decodes, calls, encodes (DESIGN 4).

Nothing is decided here, and nothing of what passes through is logged. Errors leave as problem+json.
"""

import asyncio  # noqa: TID251 - the server's own loop, which uvicorn runs
import re
from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Request, Response, get, patch, post, route
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from ecabinet_desktop import __version__
from ecabinet_desktop.errors import ECabinetError, Refused, SignInNeeded, TooOld
from ecabinet_desktop.server import problems
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.service import MINIMUM_CLIENT, Service
from ecabinet_desktop.wire.answers import (
    Enrolment,
    EnrolRequest,
    Meta,
    Page,
    TokenAnswer,
    TokenRequest,
    Upload,
    UploadRequest,
    Verdict,
)
from ecabinet_desktop.wire.api import PIECE
from ecabinet_desktop.wire.commands import Envelope

SMALL_BODY = 64 * 1024
COMMANDS_BODY = 16 * 1024 * 1024
UPLOAD_BODY = 8 * 1024 * 1024

AnyRequest = Request[Any, Any, Any]


def build(central: Central) -> Litestar:
    """The application that serves one central server."""
    app = Litestar(
        route_handlers=ROUTES,
        before_request=_refuse_old_clients,
        exception_handlers={
            ECabinetError: problems.answer_error,
            HTTPException: problems.answer_http,
            Exception: problems.answer_bug,
        },
        request_max_body_size=SMALL_BODY,
        openapi_config=OpenAPIConfig(title="eCabinet central server", version=__version__, path="/v1/schema"),
        logging_config=None,
    )
    app.state["central"] = central
    return app


@get("/v1/meta", sync_to_thread=True)
def meta(request: AnyRequest) -> Meta:
    """Who the server is and what time it has."""
    return _central(request).house.meta()


@post("/v1/devices", sync_to_thread=True)
def enrol(request: AnyRequest, data: JSONBody[EnrolRequest]) -> Enrolment:
    """Ask to be let in with a one-time code."""
    source = request.client.host if request.client is not None else "unknown"
    return _central(request).enrol(data, source)


@get("/v1/devices/{device_id:str}", sync_to_thread=True)
def enrolment(request: AnyRequest, device_id: FromPath[str]) -> Enrolment:
    """Where an enrolment stands."""
    return _central(request).enrolment(device_id)


@post("/v1/tokens", status_code=200, sync_to_thread=True)
def token(request: AnyRequest, data: JSONBody[TokenRequest]) -> TokenAnswer:
    """A nonce, or a token for a signed one."""
    return _central(request).token(data)


@get("/v1/changes", sync_to_thread=True)
def changes(request: AnyRequest, epoch: FromQuery[str] = "", cursor: FromQuery[int] = 0) -> Page:
    """What changed after a cursor, as far as this device may see it."""
    return _service(request).changes(epoch, cursor)


@post("/v1/commands", status_code=200, request_max_body_size=COMMANDS_BODY)
async def commands(request: AnyRequest, data: JSONBody[list[Envelope]]) -> Sequence[Verdict]:
    """Deliver commands; one verdict each. No thread is held while the writer gathers a group to commit."""
    service = await asyncio.to_thread(_service, request)
    return await asyncio.wrap_future(service.submit(data))


@route("/v1/blobs/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True)
def blob(request: AnyRequest, name: FromPath[str]) -> Response[bytes] | Stream:
    """A sealed file or a part of it. Its name is its hash, so it never changes."""
    service = _service(request)
    size = service.blob_size(name)
    headers = {
        "ETag": f'"{name}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    if request.headers.get("If-None-Match") == f'"{name}"':
        return Response(b"", status_code=304, headers=headers)
    asked = asked_range(request.headers.get("Range", ""), size)
    start, stop = asked or (0, size)
    if asked is not None:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    status, kind = (206 if asked else 200), "application/octet-stream"
    if request.method == "HEAD":
        return Response(b"", status_code=status, headers={**headers, "Content-Length": str(stop - start)})
    parts = service.blob(name, start, stop)
    if stop - start <= PIECE:
        return Response(b"".join(parts), status_code=status, headers=headers, media_type=kind)
    headers["Content-Length"] = str(stop - start)
    return Stream(parts, status_code=status, headers=headers, media_type=kind)


@post("/v1/uploads", status_code=200, sync_to_thread=True)
def begin_upload(request: AnyRequest, data: JSONBody[UploadRequest]) -> Upload:
    """Announce a file, or learn how much of it has arrived."""
    return _service(request).begin_upload(data)


@patch("/v1/uploads/{upload_id:str}", request_max_body_size=UPLOAD_BODY)
async def continue_upload(request: AnyRequest, upload_id: FromPath[str]) -> Upload:
    """Send the next part of a file; `Upload-Offset` says where it starts."""
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isascii() or not offset.isdigit():
        raise Refused("bad_request")
    service = await asyncio.to_thread(_service, request)
    return await asyncio.to_thread(service.continue_upload, upload_id, int(offset), await request.body())


ROUTES: list[HTTPRouteHandler] = [
    meta,
    enrol,
    enrolment,
    token,
    changes,
    commands,
    blob,
    begin_upload,
    continue_upload,
]


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """The (start, stop) of a Range header, None when there is none; raises Refused("bad_range").

    One range only: several are answered as if none had been asked for, as RFC 9110 allows.
    """
    found = re.fullmatch(r"bytes=([0-9]{0,15})-([0-9]{0,15})", header.strip())
    if found is None:
        return None
    first, last = found.groups()
    if first:
        start, stop = int(first), min(int(last) + 1 if last else size, size)
    else:
        start, stop = max(0, size - int(last or 0)), size
    if not start < stop:
        raise Refused("bad_range")
    return start, stop


def _central(request: AnyRequest) -> Central:
    central: Central = request.app.state["central"]
    return central


def _service(request: AnyRequest) -> Service:
    """The service of the device whose token came along; raises SignInNeeded."""
    scheme, _, token_text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token_text:
        raise SignInNeeded("no_token")
    central = _central(request)
    return central.service_for(central.device_of(token_text.strip()))


def _refuse_old_clients(request: AnyRequest) -> None:
    """A desktop says its version; one below the minimum is told to update. Other programs say none."""
    version = request.headers.get("X-Ecabinet-Version")
    if version is not None and _numbers(version) < _numbers(MINIMUM_CLIENT):
        raise TooOld("client")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]{1,9}", version)[:3])
