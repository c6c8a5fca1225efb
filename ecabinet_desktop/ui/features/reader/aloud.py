"""Reads a paper aloud, block by block, through the speech service of this computer.

The words go to the service through a pipe and never stand in a command line, where others could read them.
"""

import shutil

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ecabinet_desktop.pdf.anchors import quads
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.pdf.words import text_of
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas

PROGRAM = "spd-say"
PATIENCE = 100
"""Milliseconds between two looks whether the words of the next page have come."""


def speech_program() -> str | None:
    """The speech service's program, None where there is none."""
    return shutil.which(PROGRAM)


class ReadAloud(QObject):
    """Speaks from a place to the end of the paper, or until it is stopped. `changed` follows start and end."""

    changed = Signal(bool)

    def __init__(self, canvas: PageCanvas, language: str, program: str, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._language = language
        self._program = program
        self._page = 0
        self._blocks: list[list[Word]] = []
        self._voice: QProcess | None = None
        self._wait = QTimer(self, interval=PATIENCE, singleShot=True)
        self._wait.timeout.connect(self._begin_page)
        self.is_speaking = False

    def start(self, page: int, top: float = 0.0) -> None:
        """Begin at a height of a page (points)."""
        self.stop()
        self.is_speaking = True
        self._page = page
        self.changed.emit(True)
        self._begin_page(top)

    def stop(self) -> None:
        """Fall silent."""
        was, self.is_speaking = self.is_speaking, False
        self._wait.stop()
        self._blocks.clear()
        voice, self._voice = self._voice, None
        if voice is not None:
            voice.finished.disconnect(self._on_finished)
            voice.kill()
            voice.waitForFinished(500)
            QProcess.startDetached(self._program, ["--cancel"])
        if was:
            self._canvas.painter.spoken = None
            self._canvas.refresh()
            self.changed.emit(False)

    def _begin_page(self, from_height: float = 0.0) -> None:
        if not self.is_speaking:
            return
        if self._page >= self._canvas.pages:
            self.stop()
            return
        words = self._canvas.words(self._page)
        if words is None:
            self._canvas.words_wanted.emit(self._page)
            self._wait.start()
            return
        self._blocks = _blocks([word for word in words if word.bottom > from_height])
        self._speak_next()

    def _speak_next(self) -> None:
        if not self._blocks:
            self._page += 1
            self._begin_page()
            return
        block = self._blocks.pop(0)
        self._canvas.painter.spoken = (self._page, quads(block))
        self._canvas.show_height(self._page, block[0].top)
        self._canvas.refresh()
        voice = QProcess(self)
        voice.finished.connect(self._on_finished)
        self._voice = voice
        voice.start(self._program, ["--wait", "--pipe-mode", "--language", self._language])
        voice.write(text_of(block).replace("\n", " ").encode())
        voice.closeWriteChannel()

    def _on_finished(self) -> None:
        if self._voice is not None:
            self._voice.deleteLater()
            self._voice = None
        if self.is_speaking:
            self._speak_next()


def _blocks(words: list[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for word in words:
        if not found or found[-1][-1].block != word.block:
            found.append([])
        found[-1].append(word)
    return found
