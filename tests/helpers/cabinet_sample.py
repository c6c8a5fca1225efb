"""A small sample of a cabinet's work in Vietnamese: people, two meetings, papers, ballots.

Titles are as long as real ones; nothing here is true.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ecabinet_desktop.domain.agenda import Agenda, ItemType, Line
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Progress,
    Result,
    Tally,
)
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level, PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.domain.people import Device, DeviceState, Government, Person, Role
from ecabinet_desktop.domain.rules import VIETNAM

RULES = VIETNAM
CLOSED = BallotState.CLOSED
GOVERNMENT = Government(id="government", name="Chính phủ mẫu", name_en="Sample Government", rules=VIETNAM)
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ")
NAMES = ("Minh Hạnh", "Quốc Bảo", "Thu Hà")
OFFICES = (
    ("Thủ tướng Chính phủ", "Prime Minister"),
    ("Phó Thủ tướng", "Deputy Prime Minister"),
    ("Bộ trưởng Bộ Tài chính", "Minister of Finance"),
    ("Bộ trưởng Bộ Nông nghiệp và Môi trường", "Minister of Agriculture and Environment"),
    ("Bộ trưởng Bộ Xây dựng", "Minister of Construction"),
    ("Bộ trưởng Bộ Y tế", "Minister of Health"),
    ("Bộ trưởng Bộ Khoa học và Công nghệ", "Minister of Science and Technology"),
)
LAND = (
    "Dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường, hỗ trợ, tái định cư khi Nhà "
    "nước thu hồi đất"
)
TALLY = Tally(
    agree=18, disagree=4, abstain=2, other_opinion=1, not_voted=2, members=27, needed=14,
    result=Result.ADOPTED, prime_minister=Answer.AGREE,
)  # fmt: skip


def people() -> tuple[Person, ...]:
    """27 members, the prime minister first, and a secretary."""
    sitting = []
    for number in range(27):
        office, office_en = OFFICES[min(number, len(OFFICES) - 1)]
        sitting.append(
            Person(
                id=f"m{number + 1:02}",
                name=f"{SURNAMES[number % 9]} {NAMES[number // 9]}",
                office=office,
                office_en=office_en,
                role=Role.MEMBER,
                rank=number + 1,
                mandate_from=date(2026, 4, 8),
                is_prime_minister=number == 0,
            )
        )
    secretary = Person(
        id="s01", name="Phan Thanh Tâm", office="Vụ Thư ký – Biên tập", office_en="Secretariat",
        role=Role.SECRETARY, rank=100, mandate_from=date(2026, 4, 8),
    )  # fmt: skip
    return (*sitting, secretary)


@dataclass(frozen=True)
class _Wanted:
    """One item in short: title, type, sponsor, minutes and its papers' titles."""

    title: str
    type: ItemType
    sponsor: str
    minutes: int
    papers: tuple[str, ...] = ()
    notice: str = ""


COMING = (
    _Wanted(LAND, ItemType.DECISION, "m04", 30, ("Tờ trình", "Dự thảo Nghị định", "Báo cáo thẩm định")),
    _Wanted("Báo cáo tình hình kinh tế – xã hội tháng 11 và 11 tháng năm 2026", ItemType.DISCUSSION, "m03", 45,
            ("Báo cáo chính", "Phụ lục số liệu")),
    _Wanted("Phương án bảo đảm điện mùa khô năm 2027", ItemType.DISCUSSION, "m02", 20, ("Tờ trình",)),
    _Wanted("Báo cáo chuyên đề về quốc phòng", ItemType.DISCUSSION, "m02", 20,
            notice="Tài liệu mật, phát bản giấy tại phòng họp và thu hồi khi kết thúc."),
    _Wanted("Tình hình dịch sốt xuất huyết", ItemType.INFORMATION, "m06", 10),
)  # fmt: skip
PAST = (
    _Wanted("Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030", ItemType.DECISION, "m03", 40, ("Tờ trình",)),
    _Wanted("Đề án nhà ở cho công nhân khu công nghiệp", ItemType.DECISION, "m05", 25, ("Đề án",)),
)


class Sample:
    """Everything around `now`."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        past, coming = now - timedelta(days=20), now + timedelta(days=2, hours=20)
        self.meetings = (
            _meeting("past", "Phiên họp Chính phủ thường kỳ tháng 10", past, MeetingState.CLOSED),
            _meeting("next", "Phiên họp Chính phủ thường kỳ tháng 11", coming, MeetingState.CONVENED),
        )
        self.papers = (*_papers("past", PAST, past), *_papers("next", COMING, now - timedelta(days=1)))
        self.agendas = tuple(_agenda(meeting, self.papers, now) for meeting in self.meetings)
        self.lines = (*self._lines("past", PAST), *self._lines("next", COMING))
        first = next(paper for paper in self.papers if paper.id == "next-1-1.1")
        older = PaperVersion(**{name: getattr(first, name) for name in first.__struct_fields__} | {"version": 0})
        self.read = (older, next(paper for paper in self.papers if paper.id == "next-2-1.1"))
        self.decisions = (
            Decision(id="past-1", meeting_id="past", result=ItemResult.APPROVED, decided_at=past,
                     text="Thông qua Kế hoạch; giao Bộ Tài chính hoàn thiện, trình ký trước ngày 15."),
            Decision(id="past-2", meeting_id="past", result=ItemResult.POSTPONED, decided_at=past,
                     text="Chuyển sang phiên họp sau để lấy thêm ý kiến."),
        )  # fmt: skip

    @property
    def open_ballots(self) -> tuple[Ballot, ...]:
        """A written one with a deadline, and one that the chair has announced in session."""
        return (
            Ballot(
                id="b-open", meeting_id="next", item_id="next-1", kind=BallotKind.WRITTEN, state=BallotState.OPEN,
                question=f"Thông qua {LAND[0].lower()}{LAND[1:]}?",
                decision_text="Thông qua dự thảo Nghị định theo Tờ trình của Bộ Nông nghiệp và Môi trường.",
                papers=("next-1-1.1", "next-1-2.1"), deadline=self._now + timedelta(hours=26),
                opened_at=self._now - timedelta(days=1), answered=11,
            ),
            Ballot(
                id="b-announced", meeting_id="next", item_id="next-3", kind=BallotKind.SESSION,
                state=BallotState.ANNOUNCED, question="Thống nhất phương án bảo đảm điện mùa khô năm 2027?",
                decision_text="Thống nhất phương án 2.", papers=("next-3-1.1",),
            ),
        )  # fmt: skip

    @property
    def past_ballot(self) -> Ballot:
        """Still without its tally."""
        return Ballot(
            id="b-past", meeting_id="past", item_id="past-1", kind=BallotKind.SESSION, state=BallotState.OPEN,
            question="Thông qua Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030?",
            decision_text="Thông qua Kế hoạch.", papers=("past-1-1.1",),
        )  # fmt: skip

    @property
    def progress(self) -> tuple[Progress, ...]:
        """Who has answered."""
        answered = tuple(f"m{number:02}" for number in range(1, 12))
        return (Progress(id="b-open", meeting_id="next", answered=answered),)

    @property
    def devices(self) -> tuple[Device, ...]:
        """One waits for approval."""
        return (
            Device(id="d-new", person_id="m05", name="Máy tính xách tay", state=DeviceState.PENDING,
                   device_key=bytes(32), vote_key=bytes(32), six_digits="204 517",
                   enrolled_at=self._now.isoformat()),
        )  # fmt: skip

    def _lines(self, meeting_id: str, wanted: tuple[_Wanted, ...]) -> tuple[Line, ...]:
        return tuple(
            Line(
                id=f"{meeting_id}.A.{number}", meeting_id=meeting_id, agenda="A", item_id=f"{meeting_id}-{number}",
                number=number, title=item.title, type=item.type, sponsors=(item.sponsor,), speaker="",
                minutes=item.minutes, listed_only=bool(item.notice), notice=item.notice,
                papers=tuple(p.id for p in self.papers if p.item_id == f"{meeting_id}-{number}"),
            )
            for number, item in enumerate(wanted, 1)
        )  # fmt: skip


def _meeting(meeting_id: str, title: str, starts_at: datetime, state: MeetingState) -> Meeting:
    return Meeting(
        id=meeting_id, title=title, kind=MeetingKind.REGULAR, state=state, starts_at=starts_at,
        place="Phòng họp số 1, Trụ sở Chính phủ", chair_id="m01", agenda="A",
    )  # fmt: skip


def _papers(meeting_id: str, wanted: tuple[_Wanted, ...], at: datetime) -> tuple[PaperVersion, ...]:
    return tuple(
        PaperVersion(
            id=f"{meeting_id}-{number}-{place}.1", paper_id=f"{meeting_id}-{number}-{place}", meeting_id=meeting_id,
            item_id=f"{meeting_id}-{number}", place=place, title=f"{title} – {item.title}", version=1,
            level=Level.CONFIDENTIAL if number == 2 else Level.CABINET, language="vi", state=PaperState.PUBLISHED,
            sha256="0" * 64, size=182_000, blob=f"{meeting_id}-{number}-{place}", blob_size=183_000,
            skeleton=Skeleton(pages=12 * place, runs=(PageRun(12 * place, 595.0, 842.0),)), received_at=at,
        )
        for number, item in enumerate(wanted, 1)
        for place, title in enumerate(item.papers, 1)
    )  # fmt: skip


def _agenda(meeting: Meeting, papers: tuple[PaperVersion, ...], at: datetime) -> Agenda:
    manifest = {paper.id: paper.sha256 for paper in papers if paper.meeting_id == meeting.id}
    return Agenda(
        id=f"{meeting.id}.A", meeting_id=meeting.id, label="A", approved_at=at, approved_by="s01", manifest=manifest
    )
