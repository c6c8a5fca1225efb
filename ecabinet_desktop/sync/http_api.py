"""The wire over HTTP: the only module that imports requests.

Environment variables cannot change whom we trust: no proxies, no CA bundles, no redirects that carry a token
(DESIGN 4, rule 10). Every foreign exception leaves as one of `errors.py`.
"""

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from ecabinet_desktop import __version__
from ecabinet_desktop.errors import Damaged, ECabinetError, NotAllowed, Offline, Refused, SignInNeeded, TooOld
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import (
    Enrolment,
    EnrolRequest,
    Meta,
    Page,
    Problem,
    TokenAnswer,
    TokenRequest,
    Upload,
    UploadRequest,
    Verdict,
)
from ecabinet_desktop.wire.commands import Envelope
from ecabinet_desktop.wire.votes import token_bytes

CONNECT_SECONDS = 6.0
READ_SECONDS = 30.0
MAX_ANSWER = 64 * 1024 * 1024
"""Bytes of one JSON answer at the most; a hostile server cannot fill the memory."""
BLOB_PART = 64 * 1024

Sign = Callable[[bytes], bytes]
T = TypeVar("T")


class Gate:
    """One server's address and whom we trust there; makes the calls that need no token.

    `ca` is a PEM file of the government's own certificate authority; without it the system's are trusted.
    Plain HTTP is accepted on the loopback address only.
    """

    def __init__(self, address: str, ca: Path | None = None) -> None:
        self.address = checked_address(address)
        self._ca = ca
        self._local = threading.local()

    def meta(self) -> Meta:
        """Who the server is."""
        return self.ask("GET", "/v1/meta", Meta)

    def enrol(self, request: EnrolRequest) -> Enrolment:
        """Ask to be let in; raises Refused("bad_code"), ("expired_code") or ("too_many_tries")."""
        return self.ask("POST", "/v1/devices", Enrolment, body=request)

    def enrolment(self, device_id: str) -> Enrolment:
        """Where an enrolment stands."""
        return self.ask("GET", f"/v1/devices/{device_id}", Enrolment)

    def token(self, request: TokenRequest) -> TokenAnswer:
        """A nonce, or a token for a signed one."""
        return self.ask("POST", "/v1/tokens", TokenAnswer, body=request)

    def ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        body: object = None,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> T:
        """Make one call and read its JSON answer as `kind`."""
        sent = data if data is not None else (codec.encode(body) if body is not None else None)
        kinds = {"Content-Type": "application/json"} if data is None and sent is not None else {}
        with self.open(method, path, data=sent, headers={**kinds, **(headers or {})}) as response:
            return codec.decode(_bounded(response), kind)

    def open(self, method: str, path: str, *, data: bytes | None, headers: dict[str, str]) -> requests.Response:
        """The open response of one call whose status is good; the caller closes it."""
        try:
            response = self._session().request(
                method,
                self.address + path,
                data=data,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
        except (requests.RequestException, OSError) as error:
            raise Offline(type(error).__name__) from error
        if response.status_code >= 300:
            with response:
                raise _failure(response)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            with response:  # a hotel's or a proxy's page: no answer of ours, and nothing is damaged
                raise Offline("a page instead of an answer")
        return response

    def _session(self) -> requests.Session:
        """One session a thread, since sessions are not safe to share; each keeps its connection alive."""
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
            session.trust_env = False
            session.headers["X-Ecabinet-Version"] = __version__
            session.headers["Accept-Encoding"] = "identity"
            session.mount("https://", _Trusting(self._ca))
        return session


class HttpApi:
    """`wire.api.SyncApi` for one enrolled device. Safe to use from several threads.

    `sign` signs with the device key, which this class never sees.
    """

    def __init__(self, gate: Gate, device_id: str, sign: Sign) -> None:
        self._gate = gate
        self._device_id = device_id
        self._sign = sign
        self._token = ""
        self._token_lock = threading.Lock()

    def meta(self) -> Meta:
        """See SyncApi."""
        return self._gate.meta()

    def changes(self, epoch: str, cursor: int) -> Page:
        """See SyncApi."""
        return self._ask("GET", f"/v1/changes?epoch={epoch}&cursor={cursor}", Page)

    def send(self, envelopes: Sequence[Envelope]) -> tuple[Verdict, ...]:
        """See SyncApi."""
        return self._ask("POST", "/v1/commands", tuple[Verdict, ...], body=list(envelopes))

    def blob(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """See SyncApi."""
        response = self._authorised(
            lambda headers: self._gate.open(
                "GET", f"/v1/blobs/{name}", data=None, headers={**headers, "Range": f"bytes={start}-{stop - 1}"}
            )
        )
        with response:
            if response.status_code != requests.codes.partial_content:
                raise Damaged("the server ignored the range")
            left = stop - start
            try:
                for part in response.iter_content(BLOB_PART):
                    left -= len(part)
                    if left < 0:
                        raise Damaged("more bytes than asked for")
                    yield part
            except (requests.RequestException, OSError) as error:
                raise Offline(type(error).__name__) from error

    def begin_upload(self, request: UploadRequest) -> Upload:
        """See SyncApi."""
        return self._ask("POST", "/v1/uploads", Upload, body=request)

    def continue_upload(self, upload_id: str, start: int, data: bytes) -> Upload:
        """See SyncApi."""
        return self._ask(
            "PATCH",
            f"/v1/uploads/{upload_id}",
            Upload,
            data=data,
            headers={"Upload-Offset": str(start), "Content-Type": "application/octet-stream"},
        )

    def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        body: object = None,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> T:
        return self._authorised(
            lambda extra: self._gate.ask(
                method, path, kind, body=body, data=data, headers={**(headers or {}), **extra}
            )
        )

    def _authorised(self, call: Callable[[dict[str, str]], T]) -> T:
        """Make a call with a live token; an expired one is renewed once."""
        token = self._token or self._renew("")
        try:
            return call({"Authorization": f"Bearer {token}"})
        except SignInNeeded:
            token = self._renew(token)
            return call({"Authorization": f"Bearer {token}"})

    def _renew(self, stale: str) -> str:
        """A fresh token; when another thread has fetched one meanwhile, that one."""
        with self._token_lock:
            if self._token and self._token != stale:
                return self._token
            self._token = ""
            nonce = self._gate.token(TokenRequest(device_id=self._device_id)).nonce
            signature = self._sign(token_bytes(self._device_id, nonce))
            answer = self._gate.token(TokenRequest(device_id=self._device_id, nonce=nonce, signature=signature))
            self._token = answer.token
            return self._token


def checked_address(address: str) -> str:
    """The server's address without a trailing slash; raises Refused("bad_address") or ("plain_http")."""
    text = address.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError as error:
        raise Refused("bad_address") from error
    is_strange = parts.query or parts.fragment or "@" in parts.netloc or any(sign.isspace() for sign in text)
    if parts.scheme not in ("http", "https") or not parts.hostname or is_strange or not port_is_good:
        raise Refused("bad_address")
    if parts.scheme == "http" and parts.hostname != "127.0.0.1":
        raise Refused("plain_http")
    return text.rstrip("/")


class _Trusting(HTTPAdapter):
    """TLS 1.2 or newer with exactly the certificate authority given."""

    def __init__(self, ca: Path | None) -> None:
        self._context = ssl.create_default_context(cafile=str(ca) if ca else None)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: bool | str, cert: Any = None
    ) -> Any:
        """Leave the certificate authority to our context: requests would lay certifi's over it."""
        host, kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        kwargs.pop("ca_certs", None)
        kwargs["ssl_context"] = self._context
        return host, kwargs

    def cert_verify(self, conn: Any, *_unused: Any) -> None:
        """Verification is the context's and cannot be switched off by a session or an environment variable."""
        conn.cert_reqs = "CERT_REQUIRED"


def _bounded(response: requests.Response) -> bytes:
    """The whole answer, refused beyond MAX_ANSWER."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_content(BLOB_PART):
            size += len(part)
            if size > MAX_ANSWER:
                raise Damaged("the answer is too large")
            parts.append(part)
    except (requests.RequestException, OSError) as error:
        raise Offline(type(error).__name__) from error
    return b"".join(parts)


def _failure(response: requests.Response) -> ECabinetError:
    """The error a bad status stands for; a proxy's page or a redirect is no answer of ours: Offline."""
    status = response.status_code
    try:
        problem = codec.decode(_bounded(response), Problem)
    except (Damaged, Offline):
        return Offline(f"status {status}")
    if status == 401:
        return SignInNeeded(problem.code)
    if status == 403:
        return NotAllowed(problem.code)
    if status == 426:
        return TooOld(problem.code)
    if status >= 500 or status == 429:
        return Offline(f"status {status}")
    return Refused(problem.code)
