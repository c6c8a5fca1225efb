"""How a server is set up: a TOML file, each setting of which an environment variable may override.

Every mistake is named by its setting; nothing is guessed from what is wrong.
"""

import ipaddress
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ecabinet_desktop.errors import Refused

PREFIX = "ECABINET_"
DEFAULT_LISTEN = "127.0.0.1:8470"
DEFAULT_DATA = "/var/lib/ecabinet"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Where a server listens and keeps its things. Empty `database` and `blobs` mean: in the data folder."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    database: str = ""
    blobs: str = ""
    keys: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def database_url(self) -> str:
        """SQLite in the data folder unless said otherwise."""
        return self.database or f"sqlite:///{self.data.resolve() / 'ecabinet.db'}"

    @property
    def blobs_url(self) -> str:
        """A folder in the data folder unless said otherwise."""
        return self.blobs or str(self.data / "papers")

    @property
    def keys_folder(self) -> Path:
        """The server's own keys: never part of a backup of the database."""
        return self.keys or self.data / "keys"

    @property
    def scheme(self) -> str:
        """What desktops put before the address."""
        return "https" if self.tls_cert else "http"


class _Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as written; paths are relative to the file."""

    listen: str = DEFAULT_LISTEN
    data: str = DEFAULT_DATA
    database: str = ""
    blobs: str = ""
    keys: str = ""
    tls_cert: str = ""
    tls_key: str = ""


def load(file: Path | None, environment: Mapping[str, str]) -> Config:
    """Read the settings; raises Refused("bad_config") whose detail says which setting is wrong and why."""
    read: dict[str, object] = {}
    if file is not None:
        try:
            read = tomllib.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise Refused("bad_config", f"cannot read {file}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Refused("bad_config", f"{file}: {error}") from error
    names = _Settings.__struct_fields__
    read |= {name: environment[PREFIX + name.upper()] for name in names if PREFIX + name.upper() in environment}
    try:
        settings = msgspec.convert(read, _Settings)
    except msgspec.ValidationError as error:
        raise Refused("bad_config", str(error)) from error
    return _checked(settings, file.parent if file is not None else Path())


def _checked(settings: _Settings, folder: Path) -> Config:
    host, port = _address(settings.listen)
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise Refused("bad_config", "tls_cert and tls_key belong together: set both or neither")
    for name in ("tls_cert", "tls_key"):
        value = getattr(settings, name)
        if value and not (folder / value).is_file():
            raise Refused("bad_config", f"{name}: there is no file {folder / value}")
    if not settings.tls_cert and not is_loopback(host):
        raise Refused("bad_config", "listen: without tls_cert and tls_key only 127.0.0.1 may be listened on")
    return Config(
        data=folder / settings.data,
        host=host,
        port=port,
        database=settings.database,
        blobs=settings.blobs,
        keys=folder / settings.keys if settings.keys else None,
        tls_cert=folder / settings.tls_cert if settings.tls_cert else None,
        tls_key=folder / settings.tls_key if settings.tls_key else None,
    )


def is_loopback(host: str) -> bool:
    """True for an address of this computer alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise Refused("bad_config", f"listen: {listen!r} is not an address and a port, such as {DEFAULT_LISTEN}")
    return host.strip("[]"), int(port)
