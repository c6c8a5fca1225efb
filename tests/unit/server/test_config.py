from pathlib import Path

import pytest
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server.config import Config, load


def wrong(tmp_path: Path, text: str, environment: dict[str, str] | None = None) -> str:
    file = tmp_path / "server.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load(file, environment or {})
    assert caught.value.code == "bad_config"
    return caught.value.detail


def test_without_anything_it_listens_on_this_computer_only() -> None:
    config = load(None, {})
    assert (config.host, config.port, config.scheme) == ("127.0.0.1", 8470, "http")
    assert config.data == Path("/var/lib/ecabinet")
    assert config.database_url == "sqlite:////var/lib/ecabinet/ecabinet.db"


def test_a_file_says_where_everything_is_and_the_environment_overrides_it(tmp_path: Path) -> None:
    for name in ("server.pem", "server.key"):
        (tmp_path / name).write_text("x")
    file = tmp_path / "server.toml"
    file.write_text(
        'listen = "0.0.0.0:443"\ndata = "state"\nkeys = "secret"\ntls_cert = "server.pem"\ntls_key = "server.key"\n'
    )
    config = load(file, {"ECABINET_DATABASE": "postgresql://u@h/d", "ECABINET_LISTEN": "[::]:8443"})
    assert (config.host, config.port, config.scheme) == ("::", 8443, "https")
    assert config.data == tmp_path / "state"
    assert config.keys_folder == tmp_path / "secret"
    assert config.tls_key == tmp_path / "server.key"
    assert config.database_url == "postgresql://u@h/d"
    assert config.blobs_url == str(tmp_path / "state" / "papers")


def test_each_mistake_is_named_by_its_setting(tmp_path: Path) -> None:
    assert "listen" in wrong(tmp_path, 'listen = "somewhere"')
    assert "listen" in wrong(tmp_path, 'listen = "127.0.0.1:99999"')
    assert "127.0.0.1" in wrong(tmp_path, 'listen = "0.0.0.0:8470"')
    assert "colour" in wrong(tmp_path, 'colour = "red"')
    assert "listen" in wrong(tmp_path, "listen = 8470")
    assert "tls_key" in wrong(tmp_path, 'tls_cert = "server.pem"')
    assert "no file" in wrong(tmp_path, 'tls_cert = "a.pem"\ntls_key = "a.key"')
    assert "line 1" in wrong(tmp_path, "listen = \n")
    assert "listen" in wrong(tmp_path, "", {"ECABINET_LISTEN": "here"})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path / "missing.toml", {})
    assert "missing.toml" in caught.value.detail


def test_keys_lie_in_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    assert Config(data=tmp_path).keys_folder == tmp_path / "keys"
