"""Two versions of a paper beside each other."""

import msgspec
import pytest
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.ui.navigator import Place

from tests.gui.reader.conftest import PAPER, TEXTS, Reading, plain
from tests.helpers import pdfs

NEWER = "next-1-1.2"
CHANGED = [
    TEXTS[0],
    "Điều mới. Lấy ý kiến nhân dân trong ba mươi ngày trước khi trình",
    *TEXTS[1:3],
    "Điều 3. Ngân sách trung ương bảo đảm toàn bộ",
    *TEXTS[4:],
]


@pytest.fixture
def newer(reading: Reading) -> PaperVersion:
    paper = reading.bench.desk.meetings.paper(PAPER)
    assert paper is not None
    made = msgspec.structs.replace(paper, id=NEWER, version=2, skeleton=plain(len(CHANGED)), reason="bổ sung")
    return reading.bench.file(made, pdfs.text_pdf(CHANGED))


def compared(reading: Reading) -> None:
    reading.until(lambda: len(reading.view.panes) == 2 and reading.view.panes[1].paper is not None)
    reading.until(lambda: reading.view._comparison is not None and reading.view._comparison.comparison is not None)


def test_what_changed_is_marked_in_both_and_listed(reading: Reading, newer: PaperVersion) -> None:
    reading.open(NEWER)
    action = reading.view.bar.actions_by_id["compare"]
    assert action.isEnabled()
    action.trigger()
    compared(reading)
    new, old = reading.view.panes
    assert new.paper == newer
    assert old.paper is not None
    assert old.paper.id == PAPER
    assert reading.view._papers.indexOf(old) == 0, "the older one stands at the left"
    assert 1 in new.canvas.painter.changes
    assert 3 in old.canvas.painter.changes
    titles = " | ".join(row.title for row in reading.view.changes.list.rows.rows)
    assert "ý kiến nhân dân" in titles
    assert "trung ương" in titles
    action.trigger()
    assert len(reading.view.panes) == 1
    assert new.canvas.painter.changes == {}
    assert reading.view.side.page == ""


def test_both_versions_scroll_together(reading: Reading, newer: PaperVersion) -> None:
    reading.open(NEWER)
    reading.view.bar.actions_by_id["compare"].trigger()
    compared(reading)
    new, old = reading.view.panes
    new.canvas.go_to(5, 20)
    assert old.canvas.page == 4, "the new page moved everything on by one"
    old.canvas.go_to(2, 20)
    assert new.canvas.page == 3


def test_a_change_leads_to_its_place_in_both(reading: Reading, newer: PaperVersion) -> None:
    reading.open(NEWER)
    reading.view.bar.actions_by_id["compare"].trigger()
    compared(reading)
    rows = reading.view.changes.list.rows.rows
    row = next(row for row in rows if "trung ương" in row.title)
    reading.view.changes.list.select(row.id)
    new, old = reading.view.panes
    assert (new.canvas.page, old.canvas.page) == (4, 3)


def test_a_place_may_ask_for_the_comparison(reading: Reading, newer: PaperVersion) -> None:
    reading.view.show_place(Place(feature="reader", version=NEWER, against=PAPER))
    compared(reading)
    assert reading.view.panes[0].paper == newer


def test_the_only_version_has_nothing_to_compare_with(reading: Reading) -> None:
    reading.open()
    assert not reading.view.bar.actions_by_id["compare"].isEnabled()
