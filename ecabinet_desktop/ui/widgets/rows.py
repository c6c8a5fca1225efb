"""Rows as values and their model: what a rich list holds.

The model compares rows by id, so a list that is shown again keeps its selection and place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ecabinet_desktop.ui.i18n import tr

Index = QModelIndex | QPersistentModelIndex


class RowRole(IntEnum):
    """What a row's index yields besides its words."""

    ROW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list, in words already translated.

    `lead` stands in a column of its own (an item's number); `badges` are (words, kind) as in `Badge`; `trail` is
    muted at the right; `is_heading` makes a section heading that cannot be chosen; `spoken` adds words for a
    screen reader only. `bold` are (start, end) of what stands out in `subtitle`.
    """

    id: str
    title: str
    subtitle: str = ""
    lead: str = ""
    icon: str = ""
    badges: tuple[tuple[str, str], ...] = ()
    trail: str = ""
    is_unread: bool = False
    is_heading: bool = False
    is_dim: bool = False
    spoken: str = ""
    bold: tuple[tuple[int, int], ...] = ()

    def words(self) -> str:
        """Everything a screen reader says."""
        parts = [
            self.lead,
            self.title,
            self.subtitle,
            *(words for words, _ in self.badges),
            self.trail,
            self.spoken,
        ]
        if self.is_unread:
            parts.append(tr("unread"))
        return ", ".join(part for part in parts if part)


class RowsModel(QAbstractListModel):
    """Holds rows; `show` replaces them with as little change as possible."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`. The same ids in the same order only repaint; anything else is a reset."""
        fresh = list(rows)
        if [row.id for row in fresh] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        for number, row in enumerate(fresh):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def index_of(self, row_id: str) -> QModelIndex:
        """The index of a row, invalid when it is not there."""
        for number, row in enumerate(self._rows):
            if row.id == row_id:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.words()
            case RowRole.ROW:
                return row
            case RowRole.ID:
                return row.id
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
