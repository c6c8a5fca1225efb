from pathlib import Path

from ecabinet_desktop.ui.i18n import Catalogue, Language, Languages, count_of, tr
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot


def test_the_language_switches_and_switches_back(qtbot: QtBot, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    assert (tr("Lock"), QWidget().tr("Lock")) == ("Khóa", "Khóa")
    languages.use(Language.ENGLISH)
    assert tr("Lock") == "Lock"


def test_a_text_without_vietnamese_shows_in_english(qtbot: QtBot, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    assert tr("No such text anywhere") == "No such text anywhere"
    assert QWidget().tr("No such text anywhere") == "No such text anywhere"


def test_counts_have_the_forms_of_each_language(qtbot: QtBot, languages: Languages) -> None:
    assert [count_of(n, "%n day", "%n days") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    languages.use(Language.VIETNAMESE)
    assert [count_of(n, "%n day", "%n days") for n in (1, 2)] == ["1 ngày", "2 ngày"]


def test_qts_own_buttons_speak_vietnamese(qtbot: QtBot, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Hủy"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Dán"


def test_a_note_tells_two_meanings_apart(tmp_path: Path) -> None:
    (tmp_path / "ecabinet_vi.ts").write_text(
        "<TS><context><name>x</name>"
        "<message><source>Open</source><translation>Mở</translation></message>"
        "<message><source>Open</source><comment>state</comment><translation>Đang mở</translation></message>"
        "<message><source>Later</source><translation type='unfinished'></translation></message>"
        "</context></TS>",
        encoding="utf-8",
    )
    catalogue = Catalogue(tmp_path)
    assert catalogue.translate("Any", "Open") == "Mở"
    assert catalogue.translate("Any", "Open", "state") == "Đang mở"
    assert catalogue.translate("Any", "Open", "unheard of") == "Mở"
    assert catalogue.translate("Any", "Later") is None
