"""Languages: English in the source, Vietnamese from `resources/i18n/*_vi.ts`, read directly without a build step.

One rule: **our texts have no context.** `self.tr("Lock")` means the same in every class, so a class may be renamed
and a text may move; two meanings of one English text are told apart by a note: `self.tr("Open", "a ballot")`.
Only `qtbase_vi.ts` keeps Qt's contexts. What is missing shows in English.

Texts outside a `QObject` use `tr()`; texts in tables at module level are marked with `mark()` and translated with
`tr()` when shown; numbers of things use `count_of()`. All take literals: `tests/gui/test_translations.py` collects
them from the source and demands a Vietnamese text with the same `{fields}`. Every feature may bring a file of its
own (`reader_vi.ts`); `tests/helpers/translations.py` appends what is missing.
"""

from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from ecabinet_desktop.ui import resources

QT_FILE = "qtbase_vi.ts"


class Language(StrEnum):
    """The languages of the desktop, by the name a settings file keeps."""

    VIETNAMESE = "vi"
    ENGLISH = "en"

    @property
    def own_name(self) -> str:
        """The language's name in itself, which is never translated."""
        return "Tiếng Việt" if self is Language.VIETNAMESE else "English"


def mark(text: str) -> str:
    """Mark a literal for translation and return it as it is."""
    return text


def tr(text: str, note: str | None = None) -> str:
    """The text in the language in force."""
    return QCoreApplication.translate("", text, note)


def count_of(number: int, one: str, many: str) -> str:
    """A number of things: `count_of(n, "%n paper", "%n papers")`. Vietnamese has one form and translates both."""
    return tr(one if number == 1 else many).replace("%n", str(number))


class Catalogue(QTranslator):
    """Vietnamese, from .ts files. Lookups are one or two dictionary reads."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts: dict[tuple[str, str], str] = {}
        self._of_qt: dict[tuple[str, str], str] = {}
        for path in sorted((folder or resources.folder("i18n")).glob("*_vi.ts")):
            for context, source, note, text in read_entries(path):
                if path.name == QT_FILE:
                    self._of_qt[context, source] = text
                else:
                    self.texts[source, note] = text

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, note: str | None = None, _n: int = -1) -> str | None:
        """The Vietnamese text, or None (Qt's null string: English). A note nobody knows is ignored."""
        of_qt = self._of_qt.get((context, source))
        if of_qt is not None:
            return of_qt
        return self.texts.get((source, note or "")) or self.texts.get((source, ""))


class Languages(QObject):
    """Switches the language of the running program. Who shows text is built anew by the window."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._catalogue: Catalogue | None = None
        self.language = Language.ENGLISH

    def use(self, language: Language) -> None:
        """Show `language` from now on."""
        if self._catalogue is not None:
            self._application.removeTranslator(self._catalogue)
            self._catalogue = None
        if language is Language.VIETNAMESE:
            self._catalogue = Catalogue(parent=self)
            self._application.installTranslator(self._catalogue)
        place = QLocale.Country.Vietnam if language is Language.VIETNAMESE else QLocale.Country.UnitedKingdom
        spoken = QLocale.Language.Vietnamese if language is Language.VIETNAMESE else QLocale.Language.English
        QLocale.setDefault(QLocale(spoken, place))
        self.language = language


def read_entries(path: Path) -> list[tuple[str, str, str, str]]:
    """(context, source, note, translation) of every finished entry of a .ts file."""
    entries = []
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            text = message.findtext("translation", "")
            if text:
                entries.append((name, message.findtext("source", ""), message.findtext("comment", ""), text))
    return entries
