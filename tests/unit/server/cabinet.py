"""A small cabinet at work: computers of everybody, and everything done through the commands they send."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind
from ecabinet_desktop.domain.meeting import MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.ledger import PREFIX
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.wire import codec, commands
from ecabinet_desktop.wire.answers import UploadRequest, Verdict
from ecabinet_desktop.wire.commands import AnyCommand, CastVote, Envelope
from ecabinet_desktop.wire.votes import VoteStatement, hash_hex, vote_bytes
from sqlalchemy import select

from tests.helpers.server import CABINET, START, Computer, ScriptedClock, configured, enrolled, found
from tests.unit.server.desk import look_at_header

E = TypeVar("E", bound=Entity)

PDF = b"%PDF-1.7\na paper "


class CabinetAtWork:
    """The server with its real handlers, and one computer for everybody who does something."""

    def __init__(
        self,
        folder: Path,
        clock: ScriptedClock,
        database_url: str | None = None,
        people: tuple[Person, ...] = CABINET,
    ) -> None:
        self.clock = clock
        self.central = Central(configured(folder, database_url), clock, new_id, inspect=look_at_header)
        found(self.central, people)
        self._computers: dict[str, Computer] = {}

    # who does what

    def computer(self, who: str) -> Computer:
        if who not in self._computers:
            self._computers[who] = enrolled(self.central, who)
        return self._computers[who]

    def service(self, who: str) -> Service:
        return self.central.service_for(self.computer(who).device_id)

    def send(
        self, who: str, body: AnyCommand, *, command_id: str | None = None, base_rev: int | None = None
    ) -> Verdict:
        (verdict,) = self.service(who).send([Envelope(id=command_id or new_id(), body=body, base_rev=base_rev)])
        return verdict

    def do(self, who: str, *bodies: AnyCommand) -> None:
        """Commands that must be accepted."""
        for body in bodies:
            verdict = self.send(who, body)
            assert verdict.accepted, (body, verdict.code, verdict.detail)

    def code(self, who: str, body: AnyCommand) -> str:
        """What becomes of a command: "ok" or the reason why not."""
        verdict = self.send(who, body)
        assert verdict.accepted is (verdict.code == "ok")
        return verdict.code

    def pass_(self, **amount: float) -> None:
        """Time passes, and the server acts on it."""
        self.clock.pass_(**amount)
        self.central.tick()

    # what is there afterwards

    def rows(self, who: str, kind: type[E]) -> dict[str, E]:
        """What somebody's computer would hold, by id."""
        service, cursor, epoch, held = self.service(who), 0, "", {}
        while True:
            page = service.changes(epoch, cursor)
            for row in page.rows:
                if row.kind == codec.KIND_OF[kind]:
                    held[row.id] = cast(E, codec.decode_entity(row.kind, row.body))
            epoch, cursor = page.epoch, page.next
            if not page.more:
                return held

    def row(self, kind: type[E], entity_id: str) -> E:
        return self.central.as_system(lambda work: work.get(kind, entity_id))

    def holders(self, kind: type[Entity], entity_id: str, *people: str) -> set[str]:
        """Who of `people` (everybody who has a computer by default) holds a row."""
        return {who for who in people or tuple(self._computers) if entity_id in self.rows(who, kind)}

    def key_of(self, who: str, version_id: str) -> bytes | None:
        """The key of a paper as it reaches somebody; None without the row or the key."""
        rows = self.service(who).changes("", 0).rows
        return next((row.key for row in rows if row.kind == "paper" and row.id == version_id), None)

    def leaves(self, kind: str = "") -> list[dict[str, Any]]:
        """What stands in the ledger, in order."""
        with self.central.store.reading() as db:
            data = [row.data for row in db.execute(select(schema.leaves).order_by(schema.leaves.c.n))]
        read = [msgspec.json.decode(leaf.removeprefix(PREFIX)) for leaf in data]
        return [leaf for leaf in read if not kind or leaf["kind"] == kind]

    # larger acts

    def upload(self, upload_id: str, content: bytes = PDF) -> str:
        """Hand in a file; returns its id."""
        service = self.service("secretary")
        request = UploadRequest(id=upload_id, size=len(content), sha256=hash_hex(content))
        begun = service.begin_upload(request)
        service.continue_upload(upload_id, begun.received, content)
        return upload_id

    def filing(
        self,
        version_id: str,
        item_id: str = "i1",
        *,
        paper_id: str = "",
        level: Level = Level.CABINET,
        reason: str = "",
    ) -> commands.FilePaper:
        """The command that files a new upload named `version_id`."""
        self.upload(version_id, PDF + version_id.encode())
        return commands.FilePaper(
            upload_id=version_id,
            version_id=version_id,
            paper_id=paper_id or f"paper-{version_id}",
            item_id=item_id,
            title=f"Tờ trình {version_id}",
            level=level,
            language="vi",
            reason=reason,
        )

    def plan(self, meeting_id: str = "m1", *, days: int = 10, item_id: str = "i1") -> None:
        """A meeting with one item on its design, and nothing else."""
        self.do("secretary", planned(meeting_id, self.clock() + timedelta(days=days)), item(item_id, meeting_id))

    def publish(self, meeting_id: str = "m1", *, days: int = 10) -> None:
        """A meeting with an approved agenda: item i1 with its paper version1."""
        self.plan(meeting_id, days=days)
        self.do("secretary", self.filing("version1"), approval(meeting_id))

    def convene(self, *present: str) -> None:
        """The published meeting m1 in session, with everybody present unless said otherwise."""
        self.publish()
        for member in present or ("pm", "minister-one", "minister-two"):
            self.do("secretary", commands.RecordPresence(meeting_id="m1", member_id=member, present=True))
        self.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.IN_SESSION))

    def open_written(self, *, hours: float = 48) -> Ballot:
        """A written ballot b1 on item i1 of the published meeting, open."""
        self.publish()
        self.do("secretary", announcement("b1", deadline=self.clock() + timedelta(hours=hours)))
        self.do("secretary", commands.OpenBallot(ballot_id="b1"))
        return self.row(Ballot, "b1")

    def open_in_session(self) -> Ballot:
        """A session ballot b1 on item i1, open, with everybody present."""
        self.convene()
        self.do("secretary", announcement("b1", BallotKind.SESSION))
        self.do("pm", commands.OpenBallot(ballot_id="b1"))
        return self.row(Ballot, "b1")

    def vote(
        self, who: str, ballot_id: str = "b1", answer: Answer = Answer.AGREE, seed: bytes | None = None, **more: Any
    ) -> CastVote:
        """A vote signed on somebody's computer; `more` are particulars of its statement."""
        computer = self.computer(who)
        ballot = self.row(Ballot, ballot_id)
        fields: dict[str, Any] = {
            "ballot": ballot_id,
            "definition": ballot.definition_hash,
            "text": ballot.text_hash,
            "member": who,
            "device": computer.device_id,
            "answer": answer,
            "opinion": "",
            "version": 1,
            "previous": "",
            "checkpoint": "",
            "salt": new_id(),
            **more,
        }
        statement = vote_bytes(VoteStatement(**fields))
        signature = signing.sign(seed or computer.vote_seed, statement)
        return CastVote(ballot_id=ballot_id, statement=statement, signature=signature)

    def close(self) -> None:
        self.central.close()


def planned(meeting_id: str = "m1", starts_at: datetime = START, **more: Any) -> commands.CreateMeeting:
    fields: dict[str, Any] = {"title": "Phiên họp", "place": "Hà Nội", "chair_id": "pm", **more}
    return commands.CreateMeeting(meeting_id=meeting_id, kind=MeetingKind.REGULAR, starts_at=starts_at, **fields)


def item(item_id: str = "i1", meeting_id: str = "m1", **more: Any) -> commands.AddItem:
    fields: dict[str, Any] = {
        "title": f"Mục {item_id}",
        "item_type": ItemType.DECISION,
        "sponsors": ("minister-one",),
        "minutes": 10,
        **more,
    }
    return commands.AddItem(meeting_id=meeting_id, item_id=item_id, **fields)


def edited(item_id: str = "i1", **more: Any) -> commands.EditItem:
    fields: dict[str, Any] = {
        "title": "Đổi tên",
        "item_type": ItemType.DECISION,
        "sponsors": ("minister-one",),
        "minutes": 15,
        **more,
    }
    return commands.EditItem(item_id=item_id, **fields)


def approval(meeting_id: str = "m1") -> commands.ApproveAgenda:
    return commands.ApproveAgenda(meeting_id=meeting_id, agenda_id=new_id())


def announcement(
    ballot_id: str = "b1", kind: BallotKind = BallotKind.WRITTEN, **more: Any
) -> commands.AnnounceBallot:
    fields: dict[str, Any] = {
        "meeting_id": "m1",
        "item_id": "i1",
        "question": "Thông qua?",
        "decision_text": "Chính phủ thông qua.",
        "papers": ("version1",),
        **more,
    }
    return commands.AnnounceBallot(ballot_id=ballot_id, kind=kind, **fields)
