"""A day with canaries, lived in a process of its own: python -m tests.helpers.secret_day.

The words come as JSON on the standard input; before each look a line `LOOK what` goes out and the day waits for
a line; at the end `KEYS {json}` tells the keys in hexadecimal. Nothing of the words stands in this program.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ecabinet_desktop import demo, logs
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.crypto import keyfile
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.places import places
from ecabinet_desktop.sync.schedule import Contact
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.profile import KEYFILE
from ecabinet_desktop.usecases.voting import VoteState
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.answers import UploadRequest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.test_reading import select_words
from tests.helpers import pdfs
from tests.helpers.hands import click, type_in
from tests.helpers.stories import Story

MEMBER, CHAIR = "ta-minh-nguyet", "doan-quang-thai"
MEETING = "secret-day"
PLANTED = (
    *("meeting title", "place", "first item", "second item", "notice", "first paper", "second paper"),
    *("phrase of a page", "other phrase", "title in the file", "question", "decision", "speaker"),
)
"""What a secretary wrote."""
TYPED = (
    *("note", "second note", "deleted note", "words typed over", "objection", "reason begun", "opinion"),
    *("searched", "sought in a paper", "passphrase", "wrong passphrase"),
)
"""What the minister typed."""
WORDS = (*PLANTED, *TYPED)


class Patience:
    """Waits as `qtbot` does, without a test around it."""

    def waitUntil(self, claim: Callable[[], bool], timeout: int) -> None:
        """Process events until `claim` holds; raises TimeoutError after `timeout` milliseconds."""
        end = time.monotonic() + timeout / 1000
        while not claim():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.005)


class Secretary:
    """Plans a meeting full of canaries by the commands a secretary's desktop sends."""

    def __init__(self, secretary: "demo._Secretary", words: dict[str, str]) -> None:
        self._api, self._words = secretary._api, words

    def plan(self) -> None:
        """A published meeting with two items, a notice, two papers, and an open written ballot."""
        said = self._words
        starts = utc_now() + timedelta(days=21)
        self._send(
            commands.CreateMeeting(
                meeting_id=MEETING,
                title=said["meeting title"],
                kind=MeetingKind.REGULAR,
                starts_at=starts,
                place=said["place"],
                chair_id=CHAIR,
            )
        )
        self._item("secret-1", said["first item"], speaker=said["speaker"])
        self._item("secret-2", said["second item"])
        self._item("secret-3", said["notice"], listed_only=True, notice=said["notice"])
        self._file("secret-1", said["first paper"], said["phrase of a page"])
        self._file("secret-2", said["second paper"], said["other phrase"])
        self._send(commands.ApproveAgenda(meeting_id=MEETING, agenda_id="secret-day.A"))
        self._announce(said)

    def _announce(self, said: dict[str, str]) -> None:
        self._send(
            commands.AnnounceBallot(
                ballot_id="secret-ballot",
                meeting_id=MEETING,
                item_id="secret-1",
                kind=BallotKind.WRITTEN,
                question=said["question"],
                decision_text=said["decision"],
                deadline=utc_now() + timedelta(days=2),
            ),
            commands.OpenBallot(ballot_id="secret-ballot"),
        )

    def _item(
        self, item_id: str, title: str, *, speaker: str = "", listed_only: bool = False, notice: str = ""
    ) -> None:
        self._send(
            commands.AddItem(
                meeting_id=MEETING,
                item_id=item_id,
                title=title,
                item_type=ItemType.INFORMATION,
                sponsors=(MEMBER,),
                minutes=10,
                speaker=speaker,
                listed_only=listed_only,
                notice=notice,
            )
        )

    def _file(self, item: str, title: str, phrase: str) -> None:
        page = f"Tờ trình về {phrase} và những việc khác\n" * 8
        data = pdfs.titled(pdfs.text_pdf([page, page, page]), self._words["title in the file"])
        request = UploadRequest(id=new_id(), size=len(data), sha256=hashlib.sha256(data).hexdigest())
        self._api.begin_upload(request)
        assert self._api.continue_upload(request.id, 0, data).complete
        self._send(
            commands.FilePaper(
                upload_id=request.id,
                version_id=request.id,
                paper_id=new_id(),
                item_id=item,
                title=title,
                level=Level.CABINET,
                language="vi",
            )
        )

    def _send(self, *given: commands.AnyCommand) -> None:
        for verdict in self._api.send([commands.Envelope(id=new_id(), body=command) for command in given]):
            assert verdict.accepted, verdict.code


class Minister:
    """Reads, marks, states, votes; every word that is typed is a canary."""

    def __init__(self, story: Story, words: dict[str, str]) -> None:
        self.story, self._words = story, words

    def arrive(self) -> None:
        """First start, and every paper with its index."""
        self.story.passphrase = self._words["passphrase"]
        self.story.enrol()
        logs.keep(places(self.story.profile).logs)
        self.story.papers_here()
        self.story.until(lambda: self._papers() and self.story.desk.voting.ballot("secret-ballot"))

    def read_and_mark(self) -> None:
        """A highlight, two notes that stay, one that is deleted, and words typed over."""
        reader = self._open(0)
        marks = reader.marks
        assert marks is not None
        words = reader.canvas._words[0]
        planted = next(n for n, word in enumerate(words) if word.text == self._words["phrase of a page"])
        select_words(reader, 0, planted, planted)
        reader.bar.actions_by_id["copy"].trigger()
        reader.bar.actions_by_id["highlight"].trigger()
        assert self._words["phrase of a page"] in str(marks.all())
        self._stick(reader, "deleted note")
        reader.leave()
        self.story.until(lambda: marks.is_saved)
        reader.bar.actions_by_id["delete_note"].trigger()
        self._stick(reader, "words typed over")
        reader.leave()
        self.story.until(lambda: marks.is_saved)
        type_in(reader.notes._words, self._words["note"])
        self._find(reader, "sought in a paper", hits=False)
        self._find(reader, "phrase of a page", hits=True)
        other = self._open(1)
        self._stick(other, "second note")
        kept = [mark.text for mark in self.notes()]
        assert kept == [self._words["note"], self._words["second note"]], "what was planted is what was kept"

    def notes(self) -> list[Annotation]:
        """The sticky notes on both papers, oldest first."""
        reader = self.story.go(Place(feature="reader"), ReaderView)
        reader.leave()
        store = self.story.desk.store.notes
        self.story.until(lambda: reader.marks is None or reader.marks.is_saved)
        return [note for paper in self._papers() for note in store.of_version(paper.id) if note.text]

    def search(self) -> None:
        """In all papers: a word that is nowhere, and one that is found."""
        view = self.story.go(Place(feature="search"), SearchView)
        type_in(view.field, self._words["searched"])
        view.search()
        type_in(view.field, self._words["other phrase"])
        self.story.until(lambda: view.hits)
        assert any(self._words["other phrase"] in hit.snippet for hit in view.hits)

    def object_and_begin(self) -> None:
        """An objection with its reason, given; another reason, only begun."""
        view = self.story.go(Place(feature="meetings", meeting=MEETING), MeetingsView)
        for item, typed in (("secret-1", "objection"), ("secret-2", "reason begun")):
            view.lines.select(item)
            card = view.item
            click(card._choice.button(Stance.OBJECTION.value))
            type_in(card._reason, self._words[typed])
            if typed == "objection":
                click(card._give)
                self.story.until(lambda: self._delivery() is Delivery.QUEUED)

    def vote(self) -> None:
        """Another opinion, signed offline."""
        view = self.story.go(Place(feature="ballots", ballot="secret-ballot"), BallotsView)
        click(view.page.answer.choice.button(Answer.OTHER_OPINION.value))
        type_in(view.page.answer.opinion, self._words["opinion"])
        click(view.page.answer.send)
        dialog = view.page.dialog
        assert dialog is not None
        type_in(dialog.passphrase.line, self._words["wrong passphrase"])
        click(dialog.vote)
        self.story.until(lambda: dialog.row.wrong)
        type_in(dialog.passphrase.line, self._words["passphrase"])
        click(dialog.vote)
        self.story.until(lambda: view.page.dialog is None)
        assert self._vote_state() is VoteState.QUEUED

    def go_offline(self) -> None:
        self.story.cut()
        self.story.sync()
        self.story.until(lambda: self.story.desk.contact().contact is Contact.OFFLINE)

    def land(self) -> None:
        """The server is back: everything is delivered."""
        self.story.restore()
        self.story.sync()
        self.story.until(lambda: self._vote_state() is VoteState.COUNTED, 30)
        self.story.until(lambda: self._delivery() is Delivery.DELIVERED, 30)

    def unlock(self) -> None:
        """First with a wrong passphrase, then with the right one."""
        self.story.unlock(self._words["wrong passphrase"])
        desktop = self.story.desktop
        assert desktop is not None
        assert desktop.window is not None
        page = desktop.window.centralWidget()
        assert isinstance(page, UnlockPage)
        self.story.until(lambda: page._passphrase_row.wrong)
        type_in(page.passphrase.line, self._words["passphrase"])
        page._on_unlock()
        self.story.until(lambda: desktop.shell is not None, 30)
        assert len(self.notes()) == 2
        self._open(0)

    def keys(self) -> dict[str, str]:
        """Every secret key of this profile, in hexadecimal, and the two codes."""
        store = self.story.desk.store
        path = places(self.story.profile).data / KEYFILE
        unlocked = keyfile.unlock(path, self._words["passphrase"], None)
        made = {"the key of the store": unlocked.db_key, "the device's key": unlocked.device_seed}
        made["the vote key"] = keyfile.open_vote_key(path, self._words["passphrase"], None)
        made["the note key"] = store.notes.key()
        for number, paper in enumerate(self._papers()):
            made[f"the key of paper {number + 1}"] = store.replica.paper_key(paper.id) or b""
        made |= {"the recovery code": self.story.recovery.encode(), "the one-time code": self.story.code.encode()}
        assert all(len(key) >= 16 for key in made.values())
        return {name: key.hex() for name, key in made.items()}

    # small steps

    def _papers(self) -> list[PaperVersion]:
        found = self.story.desk.store.replica.all(PaperVersion, meeting_id=MEETING)
        return sorted(found, key=lambda paper: paper.item_id)

    def _delivery(self) -> Delivery | None:
        desk = self.story.desk
        meeting = desk.store.replica.get(Meeting, MEETING)
        assert meeting is not None
        shown = desk.positions.of(next(ln for ln in desk.meetings.lines(meeting) if ln.item_id == "secret-1"))
        return shown.delivery if shown else None

    def _vote_state(self) -> VoteState | None:
        desk = self.story.desk
        ballot = desk.store.replica.get(Ballot, "secret-ballot")
        assert ballot is not None
        shown = desk.voting.of(ballot)
        return shown.state if shown else None

    def _open(self, number: int) -> ReaderView:
        paper = self._papers()[number]
        reader = self.story.go(Place(feature="reader", version=paper.id, page=0), ReaderView)
        self.story.until(lambda: reader.paper is not None and reader.paper.id == paper.id)
        self.story.until(lambda: reader.canvas.tiles.bytes > 0 and 0 in reader.canvas._words)
        return reader

    def _stick(self, reader: ReaderView, typed: str) -> None:
        reader.bar.actions_by_id["sticky"].trigger()
        type_in(reader.notes._words, self._words[typed])

    def _find(self, reader: ReaderView, typed: str, *, hits: bool) -> None:
        reader.bar.actions_by_id["find"].trigger()
        type_in(reader.find_bar._field, self._words[typed])
        reader.find_bar._field.returnPressed.emit()
        self.story.until(lambda: reader.pane.search.query == self._words[typed] and reader.pane.hits.done)
        assert bool(reader.pane.hits.all()) is hits


def look(at: str) -> None:
    """Let the auditor look while everything stands still."""
    print(f"LOOK {at}", flush=True)
    sys.stdin.readline()


def main() -> None:
    """Live the day."""
    words: dict[str, str] = json.loads(sys.stdin.readline())
    application = QApplication(["secret-day"])
    demo.run("member", prepare_only=True)
    folder = places(demo.SERVER).data
    try:
        Secretary(demo._Secretary(folder, demo.restore(folder)), words).plan()
        minister = Minister(Story(folder, MEMBER, cast(QtBot, Patience())), words)
        _live(minister)
        minister.story.close()
    finally:
        demo.cut(folder)
    del application


def _live(minister: Minister) -> None:
    minister.arrive()
    minister.go_offline()
    minister.read_and_mark()
    minister.search()
    minister.object_and_begin()
    minister.vote()
    look("offline, with everything typed and open")
    minister.land()
    minister.story.lock()
    look("locked")
    minister.unlock()
    print(f"KEYS {json.dumps(minister.keys())}", flush=True)


if __name__ == "__main__":
    main()
