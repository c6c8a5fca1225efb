"""Story 7: a meeting from nothing to a closed ballot, through the secretary's and the chair's windows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Result
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.places import resources
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.features.desk.forms import BallotForm, ItemDialog, MeetingForm, PaperForm
from ecabinet_desktop.ui.features.desk.view import DeskView
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import Qt

from tests.helpers.hands import click, fill, press, type_in
from tests.helpers.stories import PASSPHRASE, Story

SECRETARY, CHAIR = "nguyen-lan-chi", "doan-quang-thai"


class Desk:
    """The secretary's hands on the desk's window."""

    def __init__(self, secretary: Story) -> None:
        self.secretary = secretary
        self.view = secretary.go(Place(feature="desk"), DeskView)
        self.title = f"Phien hop bat thuong {new_id()[:8]}"

    @property
    def meeting(self) -> Meeting:
        found = [m for m in self.secretary.desk.meetings.all() if m.title == self.title]
        assert found
        return found[0]

    def plan(self) -> None:
        def with_(form: MeetingForm) -> None:
            type_in(form.title, self.title)
            form.starts.setDateTime(form.starts.dateTime().addYears(1))
            form.chair.setCurrentIndex(form.chair.findData(CHAIR))

        fill(MeetingForm, with_, lambda: click(self.view._plan))
        self.secretary.until(lambda: self.view._meetings.findText(self.title, Qt.MatchFlag.MatchContains) >= 0)
        self.view._meetings.setCurrentIndex(self.view._meetings.findData(self.meeting.id))

    def add_item(self, title: str) -> None:
        def with_(form: ItemDialog) -> None:
            type_in(form.title, title)
            form.sponsors.item(0).setCheckState(Qt.CheckState.Checked)
            form.minutes.setValue(15)

        fill(ItemDialog, with_, lambda: self.act("add"))
        self.secretary.until(lambda: title in self.titles())

    def titles(self) -> list[str]:
        return [row.title for row in self.view.items.rows.rows]

    def act(self, name: str) -> None:
        made = self.view._acts[name]
        self.secretary.until(made.isEnabled)
        click(made)  # type: ignore[arg-type]

    def file(self, path: Path) -> None:
        self.secretary.dialogs.files.append([path])
        fill(PaperForm, lambda form: type_in(form.title, "To trinh"), lambda: self.act("file"))

    def publish(self) -> None:
        self.secretary.until(self.view._publish.isEnabled)
        self.secretary.dialogs.answers.append(True)
        click(self.view._publish)
        self.secretary.until(lambda: self.meeting.state in (MeetingState.CONVENED, MeetingState.FROZEN))

    def present(self, how_many: int) -> None:
        for row in self.view.presence.rows.rows[:how_many]:
            if not row.badges:
                self.view.presence.select(row.id)
                press(self.view.presence, Qt.Key.Key_Return)
        self.secretary.until(lambda: len(self.meeting.present) == how_many)

    def announce(self) -> None:
        self.view.items.select(self.view.items.rows.rows[0].id)
        fill(BallotForm, lambda form: type_in(form.question, "Thong qua?"), lambda: self.act("ballot"))


@pytest.fixture
def desk(story: Callable[[str], Story]) -> Desk:
    secretary = story(SECRETARY)
    secretary.enrol()
    return Desk(secretary)


def some_pdf() -> Path:
    return min((resources() / "demo" / "papers").glob("*.pdf"), key=lambda path: path.stat().st_size)


def the_ballot(person: Story, state: BallotState, meeting_id: str) -> Ballot:
    """The meeting's only ballot, once it has reached `state` on this desktop."""

    def here() -> list[Ballot]:
        return [b for b in person.desk.voting.ballots(meeting_id) if b.state is state]

    person.until(here, 30)
    return here()[0]


def prepared(desk: Desk) -> None:
    """A published meeting with two items."""
    desk.plan()
    desk.add_item("Viec thu nhat")
    desk.add_item("Viec thu hai")
    desk.view.items.select(desk.view.items.rows.rows[1].id)
    desk.act("up")
    desk.secretary.until(lambda: desk.titles() == ["Viec thu hai", "Viec thu nhat"])
    assert not desk.view._publish.isEnabled(), "items without papers cannot be published"
    for row in desk.view.items.rows.rows:
        desk.view.items.select(row.id)
        desk.file(some_pdf())
        desk.secretary.until(
            lambda wanted=row.id: not next(r for r in desk.view.items.rows.rows if r.id == wanted).badges, 30
        )
    desk.publish()


def test_a_file_that_only_calls_itself_pdf_is_refused_and_the_desk_goes_on(desk: Desk, tmp_path: Path) -> None:
    desk.plan()
    desk.add_item("Viec thu nhat")
    renamed = tmp_path / "gia.pdf"
    renamed.write_bytes(b"PK\x03\x04 renamed")
    desk.view.items.select(desk.view.items.rows.rows[0].id)
    desk.file(renamed)
    desk.secretary.until(lambda: desk.secretary.dialogs.told)
    assert "PDF" in " ".join(desk.secretary.dialogs.told[0])
    desk.file(some_pdf())
    desk.secretary.until(lambda: not desk.view.items.rows.rows[0].badges, 30)


def test_a_session_from_agenda_to_tally(desk: Desk, story: Callable[[str], Story]) -> None:
    prepared(desk)
    desk.present(17)
    click(desk.view._move)
    queued = desk.secretary.desk.delivering.queued
    desk.secretary.until(lambda: any(q.code == "no_quorum" for q in queued()))
    assert desk.meeting.state is not MeetingState.IN_SESSION, "refused without a quorum"
    desk.present(18)
    click(desk.view._move)
    desk.secretary.until(lambda: desk.meeting.state is MeetingState.IN_SESSION)
    desk.announce()
    chair = story(CHAIR)
    chair.enrol()
    announced = the_ballot(chair, BallotState.ANNOUNCED, desk.meeting.id)
    view = chair.go(Place(feature="ballots", ballot=announced.id), BallotsView)
    chair.dialogs.answers.append(True)
    click(view.page.steering.open)
    the_ballot(chair, BallotState.OPEN, desk.meeting.id)
    chair.until(view.page.answer.choice.isVisible)
    click(view.page.answer.choice.button(Answer.AGREE.value))
    click(view.page.answer.send)
    dialog = view.page.dialog
    assert dialog is not None
    dialog.passphrase.line.setText(PASSPHRASE)
    click(dialog.vote)
    on_desk = desk.secretary.go(Place(feature="ballots", ballot=announced.id), BallotsView)
    chairs_name = chair.desk.me.name
    desk.secretary.until(lambda: on_desk.page.answered.answered.text() == chairs_name, 30)
    assert on_desk.page.steering.close_ballot.isHidden(), "a ballot in session is the chair's"
    chair.dialogs.answers.append(True)
    chair.until(view.page.steering.close_ballot.isVisible)
    chair.until(view.page.steering.close_ballot.isEnabled)
    click(view.page.steering.close_ballot)
    closed = the_ballot(chair, BallotState.CLOSED, desk.meeting.id)
    assert closed.tally is not None
    assert (closed.tally.agree, closed.tally.not_voted, closed.tally.members) == (1, 26, 27)
    assert closed.tally.result is Result.NOT_ADOPTED
    chair.until(view.page.result.isVisible)


def test_a_written_ballot_is_the_secretarys_from_announcement_to_close(
    desk: Desk, story: Callable[[str], Story]
) -> None:
    prepared(desk)

    def with_(form: BallotForm) -> None:
        form.kind.choose(BallotKind.WRITTEN)
        type_in(form.question, "Dong y?")

    desk.view.items.select(desk.view.items.rows.rows[0].id)
    fill(BallotForm, with_, lambda: desk.act("ballot"))
    announced = the_ballot(desk.secretary, BallotState.ANNOUNCED, desk.meeting.id)
    assert announced.deadline is not None
    page = desk.secretary.go(Place(feature="ballots", ballot=announced.id), BallotsView).page
    desk.secretary.dialogs.answers.append(True)
    click(page.steering.open)
    the_ballot(desk.secretary, BallotState.OPEN, desk.meeting.id)
    chair = story(CHAIR)
    chair.enrol()
    view = chair.go(Place(feature="ballots", ballot=announced.id), BallotsView)
    assert view.page.steering.close_ballot.isHidden(), "a written ballot is the secretary's"
    desk.secretary.until(page.steering.close_ballot.isEnabled)
    desk.secretary.dialogs.answers.append(True)
    click(page.steering.close_ballot)
    closing = the_ballot(chair, BallotState.CLOSING, desk.meeting.id)
    assert closing.tally is None, "votes on their way have ten minutes of grace before anything is counted (R7)"
    chair.until(lambda: view.page.answer.choice.isHidden())
