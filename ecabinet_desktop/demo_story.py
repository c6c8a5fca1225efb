"""The sample government's store, produced as a real one is: by the commands of a secretariat and its members.

The server's clock is scripted, so that two past sessions and one to come lie around today; nothing is written
into tables.
"""

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind
from ecabinet_desktop.domain.meeting import ItemResult, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.domain.people import Government, Person, Role
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.domain.rules import PROFILES
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.places import resources
from ecabinet_desktop.server import enrolment
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.answers import EnrolRequest, UploadRequest
from ecabinet_desktop.wire.api import MAX_COMMANDS
from ecabinet_desktop.wire.commands import AnyCommand, Envelope
from ecabinet_desktop.wire.votes import VoteStatement, enrol_bytes, vote_bytes

FREE_TIME = timedelta(days=20)
"""How long before a session its agenda was drawn up: long before it freezes."""
UPLOADS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Computer:
    """A device of somebody, with its keys."""

    device_id: str
    device_seed: bytes
    vote_seed: bytes


class Story:
    """Tells the sample government's last weeks to a central server."""

    def __init__(self, folder: Path, today: datetime) -> None:
        self._source = resources() / "demo"
        data = self._read("government.json")
        self._people: list[dict[str, Any]] = data["people"]
        self._government: dict[str, Any] = data["government"]
        self._starring: dict[str, str] = data["starring"]
        self._zone = ZoneInfo(self._government["time_zone"])
        self._today = today.astimezone(self._zone).date()
        self._papers = {paper["key"]: paper for paper in self._read("papers.json")}
        self._clock = self._at({"day": -60, "time": "08:00"})
        self._end = today
        self.central = Central(Config(data=folder), lambda: self._clock, new_id)
        self._computers: dict[str, Computer] = {}
        self._versions: dict[str, str] = {}

    def tell(self) -> Computer:
        """Everything up to now; returns the computer of the secretary who lets the demo's others in."""
        self._found()
        secretary = self._starring["secretary"]
        members = [person["key"] for person in self._people if person["role"] == "member"]
        # Nobody lets in a computer of their own: a colleague does it behind the scenes of the demo.
        colleague = next(p["key"] for p in self._people if p["role"] == "secretary" and p["key"] != secretary)
        for key in (secretary, colleague, *members):
            self._computers[key] = self._enrol(key)
        for meeting in self._read("meetings.json")["meetings"]:
            self._hold(meeting)
        self._clock = self._end
        self.central.tick()
        return self._computers[colleague]

    def _read(self, name: str) -> Any:
        return json.loads((self._source / name).read_text(encoding="utf-8"))

    def _at(self, moment: dict[str, Any]) -> datetime:
        """A day counted from today and a local time, in UTC."""
        day = self._today + timedelta(days=moment["day"])
        local = datetime.combine(day, time.fromisoformat(moment["time"]), self._zone)
        return local.astimezone(UTC)

    def _found(self) -> None:
        begun = date.fromisoformat(self._government["mandate_from"])
        begun = min(begun, self._today - timedelta(days=90))

        def act(work: Work) -> None:
            work.put(
                Government(
                    id="government",
                    name=self._government["name"],
                    name_en=self._government["name_en"],
                    rules=PROFILES["vn"],
                    time_zone=self._government["time_zone"],
                )
            )
            for person in self._people:
                work.put(
                    Person(
                        id=person["key"],
                        name=person["name"],
                        office=person["office"],
                        office_en=person.get("office_en", ""),
                        role=Role(person["role"]),
                        organisation=person.get("organisation", ""),
                        rank=person["rank"],
                        is_prime_minister=person.get("is_prime_minister", False),
                        works_for=person.get("works_for"),
                        is_file_manager=person.get("is_file_manager", False),
                        mandate_from=begun,
                    )
                )

        self.central.as_system(act)

    def _enrol(self, person: str) -> Computer:
        code = codes.normalise(codes.new_code())
        expires = self._clock + timedelta(days=1)
        self.central.as_system(
            lambda work: enrolment.add_code(
                work, code_hash=codes.code_hash(code), person_id=person, expires_at=expires, bootstrap=True
            )
        )
        device, vote = signing.new_seed(), signing.new_seed()
        keys = signing.public_key(device), signing.public_key(vote)
        proof = signing.sign(device, enrol_bytes(code, *keys))
        request = EnrolRequest(code=code, name="Văn phòng", device_key=keys[0], vote_key=keys[1], proof=proof)
        return Computer(self.central.enrol(request).device_id, device, vote)

    def _service(self, person: str) -> Service:
        return self.central.service_for(self._computers[person].device_id)

    def _give(self, person: str, given: Iterable[AnyCommand]) -> None:
        """Deliver somebody's commands; a sample that breaks a rule is a mistake in the sample."""
        envelopes = [Envelope(id=new_id(), body=command) for command in given]
        for start in range(0, len(envelopes), MAX_COMMANDS):
            for verdict in self._service(person).send(envelopes[start : start + MAX_COMMANDS]):
                if not verdict.accepted:
                    raise Refused(verdict.code, f"{verdict.code}: {verdict.detail}")

    def _secretary(self, *given: AnyCommand) -> None:
        self._give(self._starring["secretary"], given)

    # one meeting

    def _hold(self, meeting: dict[str, Any]) -> None:
        starts = self._at(meeting["starts"])
        self._clock = min(starts - FREE_TIME, self._end - timedelta(days=8))
        self._draw_up(meeting, starts)
        self._file(meeting)
        self._secretary(commands.ApproveAgenda(meeting_id=meeting["key"], agenda_id=f"{meeting['key']}.A"))
        self._state_positions(meeting)
        if starts < self._end:
            self._clock = starts
            self._sit(meeting)
        self._vote(meeting)

    def _draw_up(self, meeting: dict[str, Any], starts: datetime) -> None:
        self._secretary(
            commands.CreateMeeting(
                meeting_id=meeting["key"],
                title=meeting["title"],
                kind=MeetingKind(meeting["kind"]),
                starts_at=starts,
                place=meeting["place"],
                chair_id=meeting["chair"],
            ),
            *(
                commands.AddItem(
                    meeting_id=meeting["key"],
                    item_id=_item_id(meeting, item["key"]),
                    title=item["title"],
                    item_type=ItemType(item["type"]),
                    sponsors=tuple(item["sponsors"]),
                    speaker=item.get("speaker", ""),
                    minutes=item["minutes"],
                    listed_only=item.get("listed_only", False),
                    notice=item.get("notice", ""),
                )
                for item in meeting["items"]
            ),
        )

    def _file(self, meeting: dict[str, Any]) -> None:
        """Upload and file every paper of a meeting; looking into PDFs is done by helper processes, side by side."""
        keys = [key for item in meeting["items"] for key in item["papers"]]
        chains = {self._papers[key]["paper"] for key in keys}
        wanted = [p for p in self._papers.values() if p["key"] in keys or p["paper"] in chains]
        wanted.sort(key=lambda paper: (paper["paper"], paper["version"]))
        place = {key: item["key"] for item in meeting["items"] for key in item["papers"]}
        item_of = {self._papers[key]["paper"]: item for key, item in place.items()}
        with ThreadPoolExecutor(UPLOADS_AT_ONCE) as pool:
            uploads = dict(zip((p["key"] for p in wanted), pool.map(self._upload, wanted), strict=True))
        self._secretary(
            *(
                commands.FilePaper(
                    upload_id=uploads[paper["key"]],
                    version_id=uploads[paper["key"]],
                    paper_id=f"{meeting['key']}.{paper['paper']}",
                    item_id=_item_id(meeting, item_of[paper["paper"]]),
                    title=paper["title"],
                    level=Level(paper["level"]),
                    language=paper["language"],
                    reason=paper["reason"],
                )
                for paper in wanted
            )
        )
        self._versions |= uploads

    def _upload(self, paper: dict[str, Any]) -> str:
        data = (self._source / paper["file"]).read_bytes()
        service = self._service(self._starring["secretary"])
        request = UploadRequest(id=new_id(), size=len(data), sha256=hashlib.sha256(data).hexdigest())
        upload = service.begin_upload(request)
        upload = service.continue_upload(upload.id, upload.received, data)
        if not upload.complete:
            raise Refused(upload.problem or "upload_incomplete", paper["key"])
        return upload.id

    def _state_positions(self, meeting: dict[str, Any]) -> None:
        for item in meeting["items"]:
            bound = tuple(self._versions[key] for key in self._current(item["papers"]))
            for position in item.get("positions", ()):
                command = commands.StatePosition(
                    item_id=_item_id(meeting, item["key"]),
                    stance=Stance(position["stance"]),
                    bound=bound,
                    reason=position.get("reason", ""),
                )
                self._give(position["member"], [command])

    def _current(self, keys: list[str]) -> list[str]:
        """The newest version of each paper named."""
        newest: dict[str, str] = {}
        for key in keys:
            chain = self._papers[key]["paper"]
            versions = [p for p in self._papers.values() if p["paper"] == chain]
            newest[chain] = max(versions, key=lambda paper: int(paper["version"]))["key"]
        return list(newest.values())

    def _sit(self, meeting: dict[str, Any]) -> None:
        """A session that lies behind us: presence, decisions by ballot where votes are given, the end."""
        key = meeting["key"]
        absent = {entry["member"] for entry in meeting["absent"]}
        present = [p["key"] for p in self._people if p["role"] == "member" and p["key"] not in absent]
        self._secretary(
            *(commands.RecordPresence(meeting_id=key, member_id=member, present=True) for member in present),
            commands.MoveMeeting(meeting_id=key, state=MeetingState.IN_SESSION),
        )
        for item in meeting["items"]:
            self._clock += timedelta(minutes=int(item["minutes"]) // 2)
            decision = item.get("decision")
            if decision is None:
                continue
            ballot_id = None
            if "votes" in decision or "answers" in decision:
                ballot_id = self._vote_in_session(meeting, item, present)
            self._secretary(
                commands.RecordDecision(
                    item_id=_item_id(meeting, item["key"]),
                    result=ItemResult(decision["result"]),
                    text=decision["text"],
                    ballot_id=ballot_id,
                )
            )
        self._clock = self._at(meeting["ends"])
        self._secretary(commands.MoveMeeting(meeting_id=key, state=MeetingState.ENDED))

    def _vote_in_session(self, meeting: dict[str, Any], item: dict[str, Any], present: list[str]) -> str:
        ballot_id, decision = new_id(), item["decision"]
        self._announce(meeting, ballot_id, item["key"], BallotKind.SESSION, item["title"], decision["text"], None)
        self._give(meeting["chair"], [commands.OpenBallot(ballot_id=ballot_id)])
        answers = decision.get("answers", {})
        for member in present:
            self._cast(ballot_id, member, answers.get(member, {"answer": "agree"}))
        self._give(meeting["chair"], [commands.CloseBallot(ballot_id=ballot_id)])
        return ballot_id

    def _vote(self, meeting: dict[str, Any]) -> None:
        """The ballots of a meeting to come: written ones are open, those of the session announced."""
        for ballot in sorted(meeting["ballots"], key=lambda b: b.get("opened", {"day": 0})["day"]):
            kind = BallotKind(ballot["kind"])
            if "opened" in ballot:
                self._clock = max(self._clock, self._at(ballot["opened"]))
            deadline = self._at(ballot["deadline"]) if kind is BallotKind.WRITTEN else None
            ballot_id = new_id()
            self._announce(
                meeting, ballot_id, ballot["item"], kind, ballot["question"], ballot["decision_text"], deadline
            )
            if kind is BallotKind.WRITTEN:
                self._secretary(commands.OpenBallot(ballot_id=ballot_id))
                for member, answer in ballot["answers"].items():
                    self._cast(ballot_id, member, answer)

    def _announce(
        self,
        meeting: dict[str, Any],
        ballot_id: str,
        item: str,
        kind: BallotKind,
        question: str,
        decision_text: str,
        deadline: datetime | None,
    ) -> None:
        found = next(entry for entry in meeting["items"] if entry["key"] == item)
        papers = tuple(self._versions[key] for key in self._current(found["papers"]))
        self._secretary(
            commands.AnnounceBallot(
                ballot_id=ballot_id,
                meeting_id=meeting["key"],
                item_id=_item_id(meeting, item),
                kind=kind,
                question=question,
                decision_text=decision_text,
                papers=papers,
                deadline=deadline,
            )
        )

    def _cast(self, ballot_id: str, member: str, answer: dict[str, str]) -> None:
        if answer["answer"] not in set(Answer):
            return
        computer = self._computers[member]
        ballot = self.central.as_system(lambda work: work.get(Ballot, ballot_id))
        statement = vote_bytes(
            VoteStatement(
                ballot=ballot_id,
                definition=ballot.definition_hash,
                text=ballot.text_hash,
                member=member,
                device=computer.device_id,
                answer=Answer(answer["answer"]),
                opinion=answer.get("text", ""),
                version=1,
                previous="",
                checkpoint="",
                salt=new_id(),
            )
        )
        signature = signing.sign(computer.vote_seed, statement)
        self._give(member, [commands.CastVote(ballot_id=ballot_id, statement=statement, signature=signature)])


def _item_id(meeting: dict[str, Any], item: str) -> str:
    return f"{meeting['key']}.{item}"


def build(folder: Path, today: datetime) -> Computer:
    """Make the sample government's server data in `folder`; returns the secretary's computer. About 20 s."""
    story = Story(folder, today)
    try:
        return story.tell()
    finally:
        story.central.close()
