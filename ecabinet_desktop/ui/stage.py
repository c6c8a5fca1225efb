"""The stage: views made when first shown, one at a time, and the panel at the right that belongs to the view.

A view that raises while it is made or shown is told to `bug`, and the stage stays usable.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.ui.feature import Feature, View
from ecabinet_desktop.ui.navigator import Place

PANEL_WIDTH = 340


class Stage(QWidget):
    """Shows places."""

    def __init__(
        self, features: Sequence[Feature], bug: Callable[[BaseException], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._features = {feature.id: feature for feature in features}
        self._bug = bug
        self._views: dict[str, View] = {}
        self._panels: dict[str, QWidget | None] = {}
        self._shown: str | None = None
        self._panel_wanted = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self.content = QStackedWidget()
        self.panel = QStackedWidget()
        self.panel.setObjectName("panel")
        self.panel.setMinimumWidth(240)
        self._split.addWidget(self.content)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([1000, PANEL_WIDTH])
        column.addWidget(self._split)
        self.panel.hide()

    @property
    def view(self) -> View | None:
        """The view that is shown."""
        return self._views.get(self._shown) if self._shown else None

    def show_place(self, place: Place) -> bool:
        """Show a place; False when this person has no such feature or it could not be made."""
        if place.feature not in self._features:
            return False
        leaving = self.view
        try:
            view = self._view_for(place.feature)
            if leaving is not None and leaving is not view:
                leaving.leave()
            view.show_place(place)
        except Exception as error:
            self._bug(error)
            return False
        self._shown = place.feature
        self.content.setCurrentWidget(view)
        self._show_panel()
        return True

    def toggle_panel(self) -> None:
        """Show or hide the panel, if the view has one."""
        self._panel_wanted = not self._panel_wanted
        self._show_panel()

    def show_panel(self) -> None:
        """Show the panel, if the view has one: something in it wants the person."""
        self._panel_wanted = True
        self._show_panel()

    def leave(self) -> None:
        """Before a lock, a quit or a rebuild: every view saves what is being written."""
        for view in self._views.values():
            try:
                view.leave()
            except Exception as error:
                self._bug(error)

    def _view_for(self, feature: str) -> View:
        view = self._views.get(feature)
        if view is None:
            view = self._features[feature].factory()
            panel = view.panel()
            self._views[feature] = view
            self._panels[feature] = panel
            self.content.addWidget(view)
            if panel is not None:
                self.panel.addWidget(panel)
        return view

    def _show_panel(self) -> None:
        panel = self._panels.get(self._shown or "")
        if panel is not None:
            self.panel.setCurrentWidget(panel)
        self.panel.setVisible(panel is not None and self._panel_wanted)
