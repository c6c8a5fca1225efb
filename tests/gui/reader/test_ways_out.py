"""Links that lead out of a paper: never followed unasked, never to a program, never out of a confidential paper."""

import msgspec
import pytest
from ecabinet_desktop.domain.paper import Level

from tests.gui.reader.conftest import PAPER, Reading, plain, put
from tests.helpers import bombs
from tests.helpers.dialogs import ScriptedDialogs

ADDRESS = "https://example.org/kim-tuoc"
MIDDLE = (297.0, 300.0)


def linked(address: str = ADDRESS) -> bytes:
    """A page that is one link."""
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (%s) >> >>" % address.encode()
    return bombs.written(bombs.catalogued(b"", {bombs.NEXT: link}, page=b"/Annots [6 0 R]"))


@pytest.fixture
def gone_to(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser was started with."""
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address, *_how: addresses.append(address))
    return addresses


def tap_the_link(reading: Reading, content: bytes, level: Level) -> None:
    paper = put(reading.bench, content, plain(1))
    key = reading.bench.store.replica.paper_key(PAPER) or b""
    reading.bench.put(msgspec.structs.replace(paper, level=level), keys={PAPER: key})
    reading.go(PAPER)
    pane = reading.view.pane
    reading.until(lambda: pane._links.get(0))
    reading.tap(reading.at(0, *MIDDLE))


def test_an_address_is_opened_only_after_a_yes(
    reading: Reading, dialogs: ScriptedDialogs, gone_to: list[str]
) -> None:
    tap_the_link(reading, linked(), Level.CABINET)
    reading.until(lambda: dialogs.questions)
    assert dialogs.questions[0].detail == ADDRESS, "the person sees where it leads"
    assert gone_to == []
    dialogs.answers.append(True)
    reading.tap(reading.at(0, 100.0, 100.0))  # elsewhere: twice in one place is a double click
    reading.until(lambda: gone_to)
    assert gone_to == [ADDRESS]


@pytest.mark.parametrize("level", [Level.CONFIDENTIAL, Level.SECRETARIAT])
def test_no_link_leads_out_of_a_confidential_paper(
    level: Level, reading: Reading, dialogs: ScriptedDialogs, gone_to: list[str]
) -> None:
    dialogs.answers.append(True)
    tap_the_link(reading, linked(), level)
    reading.until(lambda: dialogs.told)
    assert (dialogs.questions, gone_to) == ([], [])


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:app.alert(1)", "ssh://host/"])
def test_no_link_leads_to_anything_but_a_web_page(
    address: str, reading: Reading, dialogs: ScriptedDialogs, gone_to: list[str]
) -> None:
    dialogs.answers.append(True)
    tap_the_link(reading, linked(address), Level.CABINET)
    reading.until(lambda: dialogs.told)
    assert (dialogs.questions, gone_to) == ([], [])


def test_no_link_starts_a_program(reading: Reading, dialogs: ScriptedDialogs, gone_to: list[str]) -> None:
    dialogs.answers.append(True)
    tap_the_link(reading, bombs.launching(), Level.CABINET)
    reading.until(lambda: dialogs.told)
    assert (dialogs.questions, gone_to) == ([], [])
