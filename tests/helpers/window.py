"""A main window with small stand-in features, for tests of the window itself."""

from datetime import UTC, date, datetime

from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.ui.failures import Failures
from ecabinet_desktop.ui.feature import Feature, Surroundings, View, everyone
from ecabinet_desktop.ui.i18n import Languages
from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.command_palette import Finder
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, heading, text
from ecabinet_desktop.ui.widgets.password import PasswordField
from ecabinet_desktop.ui.widgets.progress import ProgressRow
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.ui.window import MainWindow
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout

from tests.helpers.dialogs import ScriptedDialogs

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
LONG_TITLE = (
    "Tờ trình về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường, hỗ trợ, "
    "tái định cư khi Nhà nước thu hồi đất vì mục đích quốc phòng, an ninh và lợi ích công cộng"
)


def person(role: Role = Role.MEMBER) -> Person:
    """A member with a long office."""
    return Person(
        id="p1",
        name="Nguyễn Thị Minh Hạnh",
        office="Bộ trưởng Bộ Tài nguyên và Môi trường",
        office_en="Minister of Natural Resources and Environment",
        role=role,
        rank=7,
        mandate_from=date(2026, 4, 8),
    )


class ShownPlaces(View):
    """Keeps what it was asked to show; has a field and a panel."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.left = 0
        column = QVBoxLayout(self)
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        column.addWidget(self.field)
        column.addWidget(
            EmptyState("meetings", "No meeting is planned", "The secretariat will convene the next one.")
        )

    def show_place(self, place: Place) -> None:
        self.places.append(place)

    def leave(self) -> None:
        self.left += 1


class Gallery(View):
    """Every small widget once, to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addLayout(self._left(), 3)
        row.addLayout(self._right(), 2)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(heading("Phiên họp Chính phủ thường kỳ tháng 11", title=True))
        column.addWidget(text("Thứ Năm, ngày 26/11/2026 lúc 08:00 · Phòng họp số 1 · còn 2 ngày 20 giờ", "muted"))
        rows = RowList("Agenda")
        rows.show_rows(
            [
                Row(id="h", title="List A – adopted together", is_heading=True),
                Row(id="1", lead="1", title=LONG_TITLE, subtitle="Bộ Tài nguyên và Môi trường · 20 phút",
                    is_unread=True, badges=(("New", "accent"), ("Late", "warn"))),
                Row(id="2", lead="2", title="Báo cáo tình hình kinh tế – xã hội tháng 11 và 11 tháng năm 2026",
                    subtitle="Bộ Kế hoạch và Đầu tư · 15 phút", badges=(("No objection", "good"),)),
                Row(id="3", lead="3", title="Listed only", subtitle="Paper copy, handed out in the room",
                    is_dim=True, badges=(("Classified", "urgent"),)),
                Row(id="4", icon="paper", title="Phụ lục II – Bảng tổng hợp ý kiến", trail="214 pages"),
            ]
        )  # fmt: skip
        rows.select("2")
        self.rows = rows
        column.addWidget(rows, 1)
        choice = Choice([("agree", "Agree"), ("disagree", "Disagree"), ("abstain", "Abstain")], "Answer")
        choice.choose("agree")
        column.addWidget(choice)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        card = Card("Ballots waiting for you")
        card.call("urgent")
        card.add_to_head(Badge("2 h left", "strong"))
        card.add(ElidedLabel(LONG_TITLE, lines=2))
        for kind in ("plain", "accent", "good", "warn", "urgent"):
            card.add(Badge(f"Badge {kind}", kind))
        buttons = QHBoxLayout()
        for words, kind in (("Answer", "primary"), ("Later", "plain"), ("Withdraw", "danger"), ("More", "quiet")):
            buttons.addWidget(button(words, _nothing, kind))
        card.add(buttons)
        column.addWidget(card)
        progress = ProgressRow("Dự thảo Nghị định.pdf")
        progress.show_share(0.4, "3 of 12")
        column.addWidget(progress)
        field = FormRow("Passphrase", PasswordField("Passphrase"), "At least twelve signs")
        wrong = FormRow("Code", QLineEdit("ABCD"))
        wrong.say_wrong("The code is wrong, expired or already used.")
        off = button("Not possible", _nothing, "primary")
        off.setEnabled(False)
        for widget in (field, wrong, off):
            column.addWidget(widget)
        column.addStretch(1)
        return column


def make_window(
    application: QApplication,
    theme: Theme,
    tasks: Tasks,
    *,
    role: Role = Role.MEMBER,
    first: type[View] = ShownPlaces,
    finders: tuple[Finder, ...] = (),
) -> MainWindow:
    """A window with six places; "desk" is for secretaries."""
    entries = (
        ("home", "Home", "home", first),
        ("meetings", "Meetings", "meetings", ShownPlaces),
        ("ballots", "Ballots", "ballot", ShownPlaces),
        ("search", "Search", "search", ShownPlaces),
        ("notes", "Notes", "notes", ShownPlaces),
    )
    features = [Feature(name, title, icon, everyone, factory) for name, title, icon, factory in entries]
    features.append(Feature("desk", "Secretariat", "secretary", lambda r: r is Role.SECRETARY, ShownPlaces))
    features.append(Feature("reader", "Reader", "reader", everyone, ShownPlaces, in_rail=False))
    dialogs = ScriptedDialogs()
    around = Surroundings(
        tasks,
        Navigator(Place(feature="home")),
        dialogs,
        Failures(dialogs, lambda: "bug-0001", "0.1.0"),
        lambda: NOON,
    )
    return MainWindow(features, person(role), around, theme, Languages(application), finders)


def _nothing() -> None:
    pass
