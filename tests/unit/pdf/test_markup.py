import pytest
from ecabinet_desktop.pdf import markup

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>"""


def test_what_xml_does_not_know_is_left_out_and_the_rest_stays() -> None:
    assert markup.allowed("Đất\x00 đai\x0b\n\ud800😀\ufffe") == "Đất đai\n😀"


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, b"<x", b"", b"%PDF-1.7", b"\xff\xfe\x00", b"<x>&unknown;</x>"])
def test_tricks_and_rubbish_are_not_read(data: bytes) -> None:
    with pytest.raises(markup.NotReadable):
        markup.parsed(data)


def test_a_file_too_large_is_not_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST", 10)
    with pytest.raises(markup.NotReadable):
        markup.parsed(b"<x>1234567</x>")


def test_plain_xml_is_read() -> None:
    assert markup.parsed("<x a='1'>Đất &amp; đai</x>".encode()).text == "Đất & đai"
