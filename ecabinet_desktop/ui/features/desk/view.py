"""The desk itself: the meeting on the left, its items, and what can be done with the chosen one.

Buttons only show what the domain allows; whatever is done goes into the outbox like anybody's act.
"""

from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ecabinet_desktop.domain.agenda import Item, next_label
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, OVER, Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.dates import format_day, format_duration, format_time, zone_named
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.desk.forms import (
    BallotForm,
    DecisionForm,
    ItemDialog,
    MeetingForm,
    PaperForm,
    moment_of,
)
from ecabinet_desktop.ui.features.desk.rows import GAPS, item_row, presence_rows
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.labels import ElidedLabel, heading, text
from ecabinet_desktop.ui.widgets.progress import ProgressRow
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.secretariat import ShownItem

NEXT_MOVES = {
    MeetingState.CONVENED: (MeetingState.IN_SESSION, mark("Open the session")),
    MeetingState.FROZEN: (MeetingState.IN_SESSION, mark("Open the session")),
    MeetingState.IN_SESSION: (MeetingState.ENDED, mark("End the session")),
    MeetingState.SUSPENDED: (MeetingState.IN_SESSION, mark("Resume the session")),
}


class DeskView(View):
    """One meeting at a time."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._meeting: Meeting | None = None
        self._zone: tzinfo | None = None
        self._items: list[ShownItem] = []
        self._build()
        shows = Change.MEETINGS | Change.AGENDA | Change.PAPERS | Change.BALLOTS | Change.PEOPLE
        self._watch = Watch(self, desk.changes, around.tasks, shows, self.refresh)
        self.refresh()

    # building

    def _build(self) -> None:
        self._meetings = QComboBox()
        self._meetings.setAccessibleName(tr("Meeting"))
        self._meetings.currentIndexChanged.connect(lambda _n: self._show_meeting())
        self._when = text("", "muted")
        self._plan = button(tr("New meeting…"), self._on_plan, icon="plus")
        self._move = button("", self._on_move)
        self._publish = button("", self._on_publish, "primary", "check")
        top = QHBoxLayout()
        top.addWidget(self._meetings, 1)
        for widget in (self._plan, self._move, self._publish):
            top.addWidget(widget)
        self.items = RowList(tr("Items of the agenda"), click_opens=False)
        self.items.chosen.connect(lambda _id: self._show_item())
        self.items.opened.connect(lambda _id: self._on_edit())
        self.presence = RowList(tr("Who is present"), click_opens=False)
        self.presence.opened.connect(self._on_presence)
        self._quorum = heading("")
        self._progress = ProgressRow("")
        self._progress.hide()
        left = QVBoxLayout()
        left.addWidget(self.items, 1)
        left.addLayout(self._item_buttons())
        left.addWidget(self._progress)
        right = QVBoxLayout()
        right.addWidget(self._quorum)
        right.addWidget(text(tr("Press Enter on a name, or click it twice, to change it."), "small"))
        right.addWidget(self.presence, 1)
        middle = QHBoxLayout()
        middle.addLayout(left, 3)
        middle.addLayout(right, 2)
        column = QVBoxLayout(self)
        space = tokens().space_4
        column.setContentsMargins(space, space, space, space)
        column.addLayout(top)
        column.addWidget(self._when)
        column.addLayout(middle, 1)

    def _item_buttons(self) -> QVBoxLayout:
        self._acts: dict[str, QWidget] = {}
        self._lack = ElidedLabel(lines=2, tone="muted")
        first, second = QHBoxLayout(), QHBoxLayout()
        rows: tuple[tuple[QHBoxLayout, str, str, Callable[[], None], str], ...] = (
            (first, "add", tr("Add item…"), self._on_add, "plus"),
            (first, "edit", tr("Edit…"), self._on_edit, "edit"),
            (first, "up", tr("Up"), lambda: self._on_place(-1), "arrow-up"),
            (first, "down", tr("Down"), lambda: self._on_place(1), "arrow-down"),
            (first, "remove", tr("Remove"), self._on_remove, "trash"),
            (second, "file", tr("File PDF…"), self._on_file, "paper"),
            (second, "replace", tr("Replace PDF…"), self._on_replace, "papers"),
            (second, "ballot", tr("New ballot…"), self._on_ballot, "ballot"),
            (second, "call", tr("Call"), self._on_call, "hand"),
            (second, "decide", tr("Result…"), self._on_decide, "check"),
        )
        for row, name, words, slot, icon in rows:
            made = button(words, slot, icon=icon)
            self._acts[name] = made
            row.addWidget(made)
        first.addStretch()
        second.addStretch()
        for name, step in (("previous_item", -1), ("next_item", 1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            self.addAction(actions.make(name, self, partial(self._on_place, step), context))
        column = QVBoxLayout()
        column.addWidget(self._lack)
        column.addLayout(first)
        column.addLayout(second)
        return column

    # showing

    def show_place(self, place: Place) -> None:
        """Show the meeting a place names."""
        self.refresh()
        if place.meeting is not None:
            self._meetings.setCurrentIndex(self._meetings.findData(place.meeting))

    def refresh(self) -> None:
        """Read everything anew; the chosen meeting and item stay chosen."""
        chosen = self._meetings.currentData()
        government = self._desk.meetings.government()
        self._zone = zone_named(government.time_zone) if government else None
        self._meetings.blockSignals(True)
        self._meetings.clear()
        for meeting in self._desk.meetings.all():
            day = format_day(meeting.starts_at, self._zone)
            self._meetings.addItem(f"{day} – {meeting.title}", meeting.id)
        coming = self._desk.meetings.next()
        wanted = chosen or (coming.id if coming else None)
        self._meetings.setCurrentIndex(max(0, self._meetings.findData(wanted)))
        self._meetings.blockSignals(False)
        self._show_meeting()

    def _show_meeting(self) -> None:
        chosen = self._meetings.currentData()
        meeting = self._meeting = self._desk.meetings.get(str(chosen)) if chosen else None
        secretariat = self._desk.secretariat
        self._plan.setVisible(secretariat.may("create_meeting"))
        self._items = secretariat.design(meeting) if meeting else []
        current = meeting.current_item if meeting else None
        rows = [item_row(shown, is_current=shown.item.id == current) for shown in self._items]
        self.items.show_rows(rows)
        minutes = sum(shown.item.minutes for shown in self._items)
        if meeting is not None:
            day, time = format_day(meeting.starts_at, self._zone), format_time(meeting.starts_at, self._zone)
            parts = (f"{day}, {time}", meeting.place, format_duration(minutes))
            self._when.setText(" · ".join(part for part in parts if part))
        else:
            self._when.setText(tr("No meeting yet. Plan the first one."))
        self._show_moves(meeting)
        self._show_presence(meeting)
        self._show_item()

    def _show_moves(self, meeting: Meeting | None) -> None:
        move = NEXT_MOVES.get(meeting.state) if meeting else None
        may = meeting is not None and move is not None and self._desk.secretariat.may_move(meeting, move[0])
        self._move.setVisible(may)
        if move is not None:
            self._move.setText(tr(move[1]))
        label = next_label(meeting.agenda) if meeting else "A"
        self._publish.setText(tr("Publish as version {label}").format(label=label))
        ready = bool(self._items) and not any(shown.gaps for shown in self._items)
        approves = meeting is not None and self._desk.secretariat.may("approve_agenda", meeting)
        self._publish.setVisible(approves and meeting is not None and meeting.state not in OVER)
        self._publish.setEnabled(ready)
        self._publish.setToolTip("" if ready else tr("Some items lack something; see the marks in the list."))

    def _show_presence(self, meeting: Meeting | None) -> None:
        if meeting is None:
            self._quorum.setText("")
            self.presence.show_rows([])
            return
        attendance = self._desk.secretariat.attendance(meeting)
        words = tr("{present} present of {members} · quorum {quorum}").format(
            present=len(attendance.present), members=len(attendance.members), quorum=attendance.quorum
        )
        self._quorum.setText(words)
        self.presence.show_rows(presence_rows(attendance))

    def _show_item(self) -> None:
        """What can be done now with the chosen item."""
        shown, meeting = self._chosen(), self._meeting
        may = self._desk.secretariat.may
        before = meeting is not None and meeting.state not in OVER
        running = meeting is not None and meeting.state is MeetingState.IN_SESSION
        begun = meeting is not None and meeting.state not in BEFORE_SESSION
        has_item = shown is not None
        files = (
            has_item and before and shown is not None and not shown.item.listed_only and may("file_paper", meeting)
        )
        able = {
            "add": before and may("add_item", meeting),
            "edit": has_item and before and may("edit_item", meeting),
            "up": has_item and before and may("place_item", meeting),
            "down": has_item and before and may("place_item", meeting),
            "remove": has_item and before and may("remove_item", meeting),
            "file": files,
            "replace": files and bool(shown and shown.papers),
            "ballot": has_item and bool(meeting and meeting.agenda) and may("announce_ballot", meeting),
            "call": has_item and running,
            "decide": has_item and begun and may("record_decision", meeting),
        }
        for name, on in able.items():
            self._acts[name].setEnabled(on)
        gaps = ", ".join(tr(GAPS[gap]) for gap in shown.gaps) if shown else ""
        self._lack.set_text(tr("Still missing: {what}").format(what=gaps) if gaps else "")

    def _chosen(self) -> ShownItem | None:
        chosen = self.items.current
        return next((shown for shown in self._items if shown.item.id == chosen), None)

    # acts

    def _run(self, act: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self.refresh()

        self._around.tasks.run(self, lambda _p: act(), done, lambda e: self._around.failures.tell(self, e))

    def _on_plan(self) -> None:
        form = MeetingForm(self._desk.secretariat.chairs(), self._around.now(), self._zone, self)
        if form.exec() == QDialog.DialogCode.Accepted:
            given = (form.title.text(), form.kind.value, moment_of(form.starts), form.place.text())
            chair = str(form.chair.currentData())
            self._run(lambda: self._desk.secretariat.plan(*given, chair))

    def _on_move(self) -> None:
        meeting = self._meeting
        move = NEXT_MOVES.get(meeting.state) if meeting else None
        if meeting is not None and move is not None:
            self._run(lambda: self._desk.secretariat.move_meeting(meeting, move[0]))

    def _on_publish(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        papers = sum(len(shown.papers) for shown in self._items)
        question = Question(
            title=self._publish.text(),
            words=tr(
                "Members receive {items} items and {papers} papers. A published version cannot be changed."
            ).format(items=len(self._items), papers=papers),
            detail=meeting.title,
            consequence=self._publish.text(),
        )
        if self._around.dialogs.confirm(self, question):
            self._run(lambda: self._desk.secretariat.approve(meeting))

    def _on_presence(self, member_id: str) -> None:
        meeting = self._meeting
        if meeting is not None and self._desk.secretariat.may("record_presence", meeting):
            present = member_id not in meeting.present
            self._run(lambda: self._desk.secretariat.record_presence(meeting, member_id, present))

    def _on_add(self) -> None:
        meeting = self._meeting
        form = ItemDialog(None, self._desk.secretariat.chairs(), self)
        if meeting is not None and form.exec() == QDialog.DialogCode.Accepted:
            given = form.form()
            self._run(lambda: self._desk.secretariat.add_item(meeting, given))

    def _on_edit(self) -> None:
        shown = self._chosen()
        if shown is None or not self._acts["edit"].isEnabled():
            return
        form = ItemDialog(shown.item, self._desk.secretariat.chairs(), self)
        if form.exec() == QDialog.DialogCode.Accepted:
            given = form.form()
            self._run(lambda: self._desk.secretariat.edit_item(shown.item, given))

    def _on_place(self, step: int) -> None:
        shown = self._chosen()
        if shown is not None and self._acts["up"].isEnabled():
            self._run(lambda: self._desk.secretariat.place_item(shown.item, shown.item.place + step))

    def _on_remove(self) -> None:
        shown = self._chosen()
        if shown is not None:
            self._run(lambda: self._desk.secretariat.remove_item(shown.item))

    def _on_file(self) -> None:
        shown = self._chosen()
        if shown is not None:
            chosen = self._around.dialogs.ask_open(self, tr("File PDF"), tr("PDF papers (*.pdf)"))
            for path in chosen:
                self._file(path, shown.item, None)

    def _on_replace(self) -> None:
        shown = self._chosen()
        if shown is not None and shown.papers:
            chosen = self._around.dialogs.ask_open(self, tr("Replace PDF"), tr("PDF papers (*.pdf)"))
            if chosen:
                self._file(chosen[0], shown.item, shown.papers[-1])

    def _file(self, path: Path, item: Item, replaces: PaperVersion | None) -> None:
        late = self._meeting is not None and self._meeting.state is not MeetingState.PLANNED
        late = late and self._meeting is not None and self._meeting.state is not MeetingState.CONVENED
        title = replaces.title if replaces else path.stem
        form = PaperForm(title, needs_reason=replaces is not None or late, parent=self)
        if form.exec() != QDialog.DialogCode.Accepted:
            return
        title, level, language = form.title.text(), form.level.value, form.language.value
        reason = form.reason.text()
        self._progress.show()

        def ended() -> None:
            self._progress.hide()
            self.refresh()

        def failed(error: Exception) -> None:
            self._progress.hide()
            self._around.failures.tell(self, error)

        self._around.tasks.run(
            self,
            lambda p: self._desk.filing.file(
                path,
                item,
                title=title,
                level=level,
                language=language,
                replaces=replaces,
                reason=reason,
                progress=lambda share: p.tell(share, path.name),
                cancelled=lambda: p.cancelled,
            ),
            lambda _change: ended(),
            failed,
            progress=lambda share, words: self._progress.show_share(share, words),
        )

    def _on_ballot(self) -> None:
        shown, meeting = self._chosen(), self._meeting
        if shown is None or meeting is None:
            return
        form = BallotForm(shown.item, self._around.now(), self._zone, self)
        if form.exec() != QDialog.DialogCode.Accepted:
            return
        kind = form.kind.value
        deadline = moment_of(form.deadline) if kind is BallotKind.WRITTEN else None
        papers = tuple(p.id for p in shown.papers if p.state.value == "published")
        question, decision = form.question.text(), form.decision.toPlainText()
        self._run(
            lambda: self._desk.secretariat.announce(
                meeting.id, shown.item.id, kind, question, decision, papers, deadline
            )
        )

    def _on_call(self) -> None:
        shown, meeting = self._chosen(), self._meeting
        if shown is not None and meeting is not None:
            self._run(lambda: self._desk.secretariat.call_item(meeting, shown.item.id))

    def _on_decide(self) -> None:
        shown = self._chosen()
        if shown is None:
            return
        form = DecisionForm(shown.item, self)
        if form.exec() == QDialog.DialogCode.Accepted:
            result, words = form.result_of_item.value, form.text.toPlainText()
            self._run(lambda: self._desk.secretariat.record_decision(shown.item.id, result, words))
