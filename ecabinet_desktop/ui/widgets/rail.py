"""The rail at the left: the five or six places of the person's role, each an icon with its word."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.actions import shown_key
from ecabinet_desktop.ui.feature import Feature
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens

WIDTH = 100


class Rail(QWidget):
    """`wanted` carries the id of the feature the person chose."""

    wanted = Signal(str)

    def __init__(self, features: Sequence[Feature], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_1 + 2, look.space_3, look.space_1 + 2, look.space_3)
        column.setSpacing(look.space_1)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sign.setPixmap(icons.pixmap("mark", "rail_text", 34, self.devicePixelRatioF()))
        column.addWidget(self._sign)
        column.addSpacing(look.space_3)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for number, feature in enumerate(features, start=1):
            self._buttons[feature.id] = made = _rail_button(feature, number)
            self._group.addButton(made)
            column.addWidget(made)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def current(self) -> str | None:
        """The marked place, None when the person is somewhere off the rail."""
        return next((known for known, made in self._buttons.items() if made.isChecked()), None)

    def mark_place(self, feature: str) -> None:
        """Mark where the person is."""
        self._group.setExclusive(False)
        for known, made in self._buttons.items():
            made.setChecked(known == feature)
        self._group.setExclusive(True)

    def badge(self, feature: str, words: str) -> None:
        """Let a place's tooltip and spoken name say what waits there; "" for nothing."""
        made = self._buttons.get(feature)
        if made is not None:
            made.setAccessibleDescription(words)

    def button(self, feature: str) -> QToolButton:
        """The button of a place."""
        return self._buttons[feature]

    def tint_again(self) -> None:
        """After a switch of the look."""
        self._sign.setPixmap(icons.pixmap("mark", "rail_text", 34, self.devicePixelRatioF()))

    def _on_clicked(self) -> None:
        if self.current is not None:
            self.wanted.emit(self.current)


def _rail_button(feature: Feature, number: int) -> QToolButton:
    made = QToolButton()
    title = tr(feature.title)
    made.setText(title)
    made.setProperty("kind", "rail")
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    made.setIconSize(QSize(24, 24))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(64)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(title)
    made.setObjectName(f"rail-{feature.id}")
    made.setToolTip(f"{title} ({shown_key(f'place_{number}')})" if number <= 6 else title)
    icons.dress(made, feature.icon, "rail_text")
    return made
