"""The look in force: palette, font and stylesheet made from the tokens, switched while the program runs.

No colour is written here; they come from `tokens`.
"""

from dataclasses import fields
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ecabinet_desktop.ui import icons, resources
from ecabinet_desktop.ui.tokens import LOOKS, Look, Tokens, put_in_force

PREFERRED_FAMILIES = ("Be Vietnam Pro", "Noto Sans", "Inter", "DejaVu Sans")


class Theme(QObject):
    """The look in force. Like a palette, there is one for the application; `changed` follows each switch."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.look = Look.LIGHT
        self._family = _load_fonts()
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)

    def use(self, look: Look) -> None:
        """Switch to `look`: palette, font and stylesheet; icons are tinted anew."""
        tokens = LOOKS[look]
        put_in_force(tokens)
        self.look = look
        font = QFont(self._family) if self._family else QFont()
        font.setPointSizeF(tokens.size)
        self._application.setFont(font)
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(stylesheet(tokens))
        icons.tint_again()
        self.changed.emit()


def palette(look: Tokens) -> QPalette:
    """Qt's palette from our tokens, for everything the stylesheet does not name."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in {
        roles.Window: look.ground, roles.WindowText: look.text, roles.Base: look.surface,
        roles.AlternateBase: look.sunken, roles.Text: look.text, roles.Button: look.raised,
        roles.ButtonText: look.text, roles.BrightText: look.urgent_text, roles.ToolTipBase: look.raised,
        roles.ToolTipText: look.text, roles.PlaceholderText: look.faint, roles.Highlight: look.accent,
        roles.HighlightedText: look.on_accent, roles.Link: look.accent_text, roles.LinkVisited: look.accent_text,
        roles.Light: look.raised, roles.Midlight: look.line, roles.Mid: look.line_strong,
        roles.Dark: look.line_strong, roles.Shadow: look.line_strong, roles.Accent: look.accent,
    }.items():  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.disabled))
    return made


def stylesheet(look: Tokens) -> str:
    """The application's stylesheet, filled from the tokens."""
    words = {field.name: getattr(look, field.name) for field in fields(look)}
    sheet = resources.folder("themes", "sheet.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(words)


def _load_fonts() -> str:
    """Load every font we ship; the family to use, "" for the system's own."""
    for path in sorted(resources.folder("fonts").glob("*.[to]tf")):
        QFontDatabase.addApplicationFont(str(path))
    known = set(QFontDatabase.families())
    return next((family for family in PREFERRED_FAMILIES if family in known), "")
