"""Dialogs that answer from a script and remember what they were asked."""

from pathlib import Path

from ecabinet_desktop.ui.dialogs import Dialogs, Question
from PySide6.QtWidgets import QWidget


class ScriptedDialogs(Dialogs):
    """Set the answers, then read what was asked. Without an answer it refuses, as Escape does."""

    def __init__(self) -> None:
        self.answers: list[bool] = []
        self.texts: list[str | None] = []
        self.files: list[list[Path]] = []
        self.saves: list[Path | None] = []
        self.questions: list[Question] = []
        self.told: list[tuple[str, str]] = []
        self.asked: list[str] = []

    def confirm(self, parent: QWidget | None, question: Question) -> bool:
        self.questions.append(question)
        return self.answers.pop(0) if self.answers else False

    def tell(self, parent: QWidget | None, title: str, words: str, button: str = "", detail: str = "") -> None:
        self.told.append((title, words))

    def ask_text(
        self, parent: QWidget | None, title: str, label: str, *, start: str = "", button: str = "", lines: int = 1,
        required: bool = True,
    ) -> str | None:  # fmt: skip
        self.asked.append(title)
        return self.texts.pop(0) if self.texts else None

    def ask_open(self, parent: QWidget | None, title: str, kinds: str = "") -> list[Path]:
        self.asked.append(title)
        return self.files.pop(0) if self.files else []

    def ask_save(self, parent: QWidget | None, title: str, proposal: str, kinds: str = "") -> Path | None:
        self.asked.append(title)
        return self.saves.pop(0) if self.saves else None
