"""Our reader in a process of its own: each line of its input is the number of the paper to open, 0 a short one."""

import os
import sys
from pathlib import Path

from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from tests.bench.open_reader import open_reader


def main() -> None:
    with open_reader(1366, 768) as reader:
        filed = [reader.other, *(reader.file(Path(name).read_bytes()) for name in sys.argv[1:])]
        application = QApplication.instance()
        assert application is not None

        def clicked() -> None:
            line = os.read(0, 100)
            if not line.strip():
                application.quit()
                return
            paper = filed[int(line.split()[-1])]
            reader.view.show_place(Place(feature="reader", version=paper.id, page=0))

        news = QSocketNotifier(0, QSocketNotifier.Type.Read)
        news.activated.connect(clicked)
        print("ready", flush=True)
        application.exec()


if __name__ == "__main__":
    main()
