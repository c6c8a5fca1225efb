"""The secretary's desk on a real vault: what it shows, what it lets one do, and what goes into the outbox."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.ui.dates import zone_named
from ecabinet_desktop.ui.features.desk.forms import (
    BallotForm,
    DecisionForm,
    ItemDialog,
    MeetingForm,
    PaperForm,
    moment_field,
    moment_of,
)
from ecabinet_desktop.ui.features.desk.view import DeskView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk import NOON, Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import button, click, fill, press, type_in
from tests.helpers.sweeps import check_window

HANOI = zone_named("Asia/Ho_Chi_Minh")


def item(number: int, **more: object) -> Item:
    fields: dict[str, object] = {
        "id": f"next-{number}",
        "meeting_id": "next",
        "title": f"Việc thứ {number}",
        "type": ItemType.INFORMATION,
        "place": number,
        "sponsors": ("m03",),
        "minutes": 15,
        **more,
    }
    return msgspec.convert(fields, Item, strict=False)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path, "s01") as made:
        made.put(item(1), item(2, sponsors=()), item(3))
        yield made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> DeskView:
    made = DeskView(bench.desk, surroundings(bench, tasks, dialogs, Place(feature="desk")))
    qtbot.addWidget(made)
    made.resize(1266, 712)
    made.show()
    made.show_place(Place(feature="desk", meeting="next"))
    return made


def queued(desk: Desk) -> list[str]:
    return [entry.type for entry in desk.delivering.queued()]


def test_the_design_is_in_order_with_what_each_item_lacks(view: DeskView) -> None:
    rows = view.items.rows.rows
    assert [row.lead for row in rows] == ["1", "2", "3"]
    assert [words for words, _ in rows[1].badges] == ["no sponsor"]
    assert "Wednesday" in view._when.text() or "November" in view._when.text()
    assert "08:00" in view._when.text(), "the government's time, whatever this computer's zone is"
    view.items.select("next-2")
    assert "no sponsor" in view._lack.text
    assert not view._publish.isEnabled()
    check_window(view)


def test_a_click_only_chooses_and_a_double_click_edits(view: DeskView, qtbot: QtBot, bench: Bench) -> None:
    viewport = view.items.viewport()
    where = view.items.visualRect(view.items.rows.index_of("next-3")).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert view.items.current == "next-3"
    assert queued(bench.desk) == []

    def with_(form: ItemDialog) -> None:
        type_in(form.title, "Ten moi")
        form.minutes.setValue(25)

    fill(ItemDialog, with_, lambda: qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where))
    qtbot.waitUntil(lambda: queued(bench.desk) == ["edit_item"])
    (body,) = [entry.body for entry in bench.desk.delivering.queued()]
    assert (body.title, body.minutes, body.sponsors) == ("Ten moi", 25, ("m03",))  # type: ignore[union-attr]


def test_items_move_by_keys_and_buttons(view: DeskView, qtbot: QtBot, bench: Bench) -> None:
    view.items.select("next-3")
    view.items.setFocus()
    click(view._acts["up"])  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(queued(bench.desk)) == 1)
    press(view.items, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(queued(bench.desk)) == 2)
    places = [entry.body.place for entry in bench.desk.delivering.queued()]  # type: ignore[union-attr]
    assert places == [2, 4]


def test_presence_is_recorded_by_enter_on_a_name(view: DeskView, qtbot: QtBot, bench: Bench) -> None:
    assert view._quorum.text().startswith("0 present of 27")
    view.presence.select("m05")
    press(view.presence, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: queued(bench.desk) == ["record_presence"])
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.put(msgspec.structs.replace(meeting, present=("m05", "m06")))
    qtbot.waitUntil(lambda: view._quorum.text().startswith("2 present of 27"))
    badges = {row.id: row.badges for row in view.presence.rows.rows}
    assert badges["m05"]
    assert not badges["m07"]


def test_publishing_asks_once_and_says_what_members_receive(
    view: DeskView, qtbot: QtBot, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    bench.put(item(2))
    qtbot.waitUntil(view._publish.isEnabled)
    click(view._publish)
    assert "3 items" in dialogs.questions[0].words
    assert queued(bench.desk) == [], "not without a yes"
    dialogs.answers.append(True)
    click(view._publish)
    qtbot.waitUntil(lambda: queued(bench.desk) == ["approve_agenda"])


def test_a_meeting_is_planned_in_the_governments_time(view: DeskView, qtbot: QtBot, bench: Bench) -> None:
    def with_(form: MeetingForm) -> None:
        assert not button(form, "Plan the meeting").isEnabled(), "a meeting has a title"
        type_in(form.title, "Phien hop")
        assert form.starts.text() == "30/11/2026 12:00"

    fill(MeetingForm, with_, lambda: click(view._plan))
    qtbot.waitUntil(lambda: queued(bench.desk) == ["create_meeting"])
    (body,) = [entry.body for entry in bench.desk.delivering.queued()]
    assert body.starts_at == NOON + timedelta(days=7)  # type: ignore[union-attr]


def test_a_file_is_cancelled_without_a_trace_and_a_wrong_one_is_refused_in_words(
    view: DeskView, qtbot: QtBot, bench: Bench, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    view.items.select("next-1")
    click(view._acts["file"])  # type: ignore[arg-type]
    assert queued(bench.desk) == []
    wrong = tmp_path / "a.pdf"
    wrong.write_bytes(b"GIF89a not a paper")
    dialogs.files.append([wrong])
    fill(PaperForm, lambda _form: None, lambda: click(view._acts["file"]))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert queued(bench.desk) == []
    assert view._progress.isHidden()


def test_a_late_paper_needs_a_reason(qtbot: QtBot, theme: Theme) -> None:
    form = PaperForm("Tờ trình", needs_reason=True)
    qtbot.addWidget(form)
    assert not form._do.isEnabled()
    form.reason.setText("Bộ gửi lại")
    assert form._do.isEnabled()


def test_a_ballot_and_a_result_are_put_into_words(view: DeskView, qtbot: QtBot, bench: Bench) -> None:
    view.items.select("next-1")

    def with_(form: BallotForm) -> None:
        assert not form.deadline.isEnabled(), "a ballot in session is closed by the chair"
        form.kind.choose(BallotKind.WRITTEN)
        assert form.deadline.isEnabled()
        type_in(form.question, "Dong y?")

    fill(BallotForm, with_, lambda: click(view._acts["ballot"]))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: queued(bench.desk) == ["announce_ballot"])
    (announced,) = [entry.body for entry in bench.desk.delivering.queued()]
    assert (announced.kind, announced.deadline) == (BallotKind.WRITTEN, NOON + timedelta(days=2))  # type: ignore[union-attr]
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.put(msgspec.structs.replace(meeting, state=MeetingState.IN_SESSION))
    qtbot.waitUntil(lambda: view._acts["decide"].isEnabled())
    fill(
        DecisionForm,
        lambda form: type_in(form.text, "Thong qua."),
        lambda: click(view._acts["decide"]),  # type: ignore[arg-type]
    )
    qtbot.waitUntil(lambda: queued(bench.desk) == ["announce_ballot", "record_decision"])


def test_a_members_windows_have_no_desk_buttons_to_press(
    qtbot: QtBot, theme: Theme, tasks: Tasks, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    with sample_bench(tmp_path, "m07") as bench:
        bench.put(item(1))
        view = DeskView(bench.desk, surroundings(bench, tasks, dialogs, Place(feature="desk")))
        qtbot.addWidget(view)
        view.show()
        view.items.select("next-1")
        pressable = [name for name, made in view._acts.items() if made.isEnabled() and name != "call"]
        assert pressable == []
        assert view._plan.isHidden()
        assert view._publish.isHidden()
        assert view._move.isHidden()


def test_a_moment_is_shown_and_read_in_the_same_zone(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    field = moment_field(NOON, HANOI)
    field.setParent(parent)
    assert field.text() == "23/11/2026 12:00"
    assert moment_of(field) == NOON
