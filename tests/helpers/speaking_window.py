"""A window of the reader with a paper: a program of its own, looked at from outside and ended by SIGTERM."""

import signal
import tempfile
from pathlib import Path

import msgspec
from ecabinet_desktop.domain.paper import PageRun, PaperVersion, Skeleton
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.helpers import pdfs
from tests.helpers.desk import sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs

LINES = ("Tờ trình về ngân sách nhà nước", "Căn cứ Luật Đất đai số 31", "Điều 1. Bồi thường về đất")
LABELS = ("i", "ii", "iii")
SIZE = (1200, 700)


def main() -> None:
    application = QApplication(["reader"])
    theme, tasks = Theme(application), Tasks()
    assert theme is not None
    signal.signal(signal.SIGTERM, lambda *_: application.quit())
    # Python sees a signal only when it runs.
    awake = QTimer(interval=100)
    awake.timeout.connect(lambda: None)
    awake.start()
    with tempfile.TemporaryDirectory(prefix="ecabinet-speaking-") as name, sample_bench(Path(name)) as bench:
        paper = next(p for p in bench.store.replica.all(PaperVersion) if p.meeting_id == "next")
        shape = Skeleton(pages=len(LABELS), runs=(PageRun(len(LABELS), *pdfs.A4),), labels=LABELS)
        filed = bench.file(
            msgspec.structs.replace(paper, skeleton=shape), pdfs.text_pdf(["\n".join(LINES)] * len(LABELS))
        )
        view = ReaderView(bench.desk, surroundings(bench, tasks, ScriptedDialogs(), Place(feature="reader")))
        view.resize(*SIZE)
        view.show()
        view.show_place(Place(feature="reader", version=filed.id, page=0))
        application.exec()
        view.leave()
        view.close()
        view.deleteLater()
        application.processEvents()
        tasks.close()


if __name__ == "__main__":
    main()
