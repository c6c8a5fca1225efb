"""Papers: filed once, never changed, taken back with a reason."""

from msgspec.structs import replace

from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.annotation import SharedNote
from ecabinet_desktop.domain.meeting import OVER, Meeting, MeetingState
from ecabinet_desktop.domain.paper import STRICTNESS, Level, PaperState, PaperVersion
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import ledger
from ecabinet_desktop.server.handlers.ballots import void_bound
from ecabinet_desktop.server.work import Outcome, UploadFacts, Work
from ecabinet_desktop.wire import commands

LONGEST_TITLE = 500
LONGEST_LANGUAGE = 16
BEFORE_FREEZE = (MeetingState.PLANNED, MeetingState.CONVENED)


def file_paper(work: Work, command: commands.FilePaper) -> Outcome:
    """File an uploaded PDF: a new paper, or a new version with its reason."""
    item = work.get(Item, command.item_id)
    meeting = work.get(Meeting, item.meeting_id)
    if meeting.state in OVER:
        raise Refused("wrong_state")
    if item.listed_only:
        raise Refused("classified")
    if not command.title.strip() or len(command.title) > LONGEST_TITLE or len(command.language) > LONGEST_LANGUAGE:
        raise Refused("title")
    upload = _arrived(work, command)
    earlier = [p for p in work.all(PaperVersion, item_id=item.id) if p.paper_id == command.paper_id]
    if not earlier and any(p.paper_id == command.paper_id for p in work.all(PaperVersion, meeting_id=meeting.id)):
        raise Refused("other_item")
    is_late = meeting.state not in BEFORE_FREEZE
    if (earlier or is_late) and not command.reason.strip():
        raise Refused("reason_needed")
    place = earlier[0].place if earlier else 1 + len({p.paper_id for p in work.all(PaperVersion, item_id=item.id)})
    work.keep_key(command.version_id, upload.key)
    work.put(_version(work, command, upload, item, place, 1 + max((p.version for p in earlier), default=0)))
    _tighten(work, earlier, command.level)
    return Outcome()


def withdraw(work: Work, command: commands.WithdrawPaper) -> Outcome:
    """Take a paper back: its key is destroyed, it leaves every device at the next contact."""
    paper = work.get(PaperVersion, command.version_id)
    if paper.state is PaperState.WITHDRAWN:
        raise Refused("wrong_state")
    if not command.reason.strip():
        raise Refused("reason_needed")
    work.put(replace(paper, state=PaperState.WITHDRAWN, reason=command.reason.strip()))
    work.drop_key(paper.id)
    work.leaf(ledger.event("withdrawal", work.now, id=paper.id, sha256=paper.sha256))
    void_bound(work, paper.item_id, None, gone=paper.id)
    for row in work.all(SharedNote, meeting_id=paper.meeting_id):
        if row.version_id == paper.id:  # notes quote what they stand on
            work.remove(SharedNote, row.id)
    return Outcome()


def _arrived(work: Work, command: commands.FilePaper) -> UploadFacts:
    """The upload, whole and fit to be a paper; it is named as the version it becomes."""
    upload = work.upload(command.upload_id)
    if upload is None or command.version_id != command.upload_id:
        raise Refused("upload_incomplete")
    if upload.problem:
        raise Refused(upload.problem)
    if not upload.complete or upload.skeleton is None:
        raise Refused("upload_incomplete")
    if work.find(PaperVersion, command.version_id) is not None:
        raise Refused("exists")
    return upload


def _version(
    work: Work, command: commands.FilePaper, upload: UploadFacts, item: Item, place: int, version: int
) -> PaperVersion:
    if upload.skeleton is None:
        raise Refused("upload_incomplete")
    return PaperVersion(
        id=command.version_id,
        paper_id=command.paper_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        place=place,
        title=command.title.strip(),
        version=version,
        level=command.level,
        language=command.language,
        state=PaperState.DRAFT,
        sha256=upload.sha256,
        size=upload.size,
        blob=upload.blob,
        blob_size=upload.blob_size,
        skeleton=upload.skeleton,
        received_at=work.now,
        reason=command.reason.strip(),
    )


def _tighten(work: Work, earlier: list[PaperVersion], level: Level) -> None:
    """A stricter level reaches back to older versions; a looser one never does (Kaleidos)."""
    for paper in earlier:
        if STRICTNESS[level] < STRICTNESS[paper.level]:
            work.put(replace(paper, level=level))
