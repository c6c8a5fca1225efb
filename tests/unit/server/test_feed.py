import msgspec
import pytest
from ecabinet_desktop.domain import access
from ecabinet_desktop.domain.agenda import Agenda, Item, ItemType
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import feed
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.server import CABINET, START, direct_service, person
from tests.unit.server.desk import create_meeting, edited, meeting, note


class Desktop:
    """What a client keeps: rows by key, and the digest worked out from them alone."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.epoch, self.cursor = "", 0
        self.rows: dict[tuple[str, str], int] = {}

    def pull(self) -> Page:
        while True:
            page = self.service.changes(self.epoch, self.cursor)
            for row in page.rows:
                self.rows[row.kind, row.id] = row.rev
            for lost in page.gone:
                self.rows.pop((lost.kind, lost.id), None)
            self.epoch, self.cursor = page.epoch, page.next
            if not page.more:
                return page

    def digest(self) -> str:
        digest = codec.NO_ROWS
        for (kind, entity_id), rev in self.rows.items():
            digest = codec.combine(digest, codec.row_digest(kind, entity_id, rev))
        return digest.hex()


def publish(work: Work, meeting_id: str = "m1") -> None:
    agenda = Agenda(
        id="a1", meeting_id=meeting_id, label="A", approved_at=START, approved_by="secretary", manifest={}
    )
    work.put(agenda)
    found = work.get(Meeting, meeting_id)
    work.put(msgspec.structs.replace(found, agenda="A", state=MeetingState.CONVENED))


def test_the_digest_is_what_a_client_works_out_from_its_rows(any_central: Central) -> None:
    pm, secretary = (Desktop(direct_service(any_central, who)) for who in ("pm", "secretary"))
    secretary.service.send([meeting("m1"), meeting("m2", chair_id="minister-one")])
    pm.service.send([note("n1"), note("n2")])
    for desktop in (pm, secretary, pm):
        assert desktop.pull().digest == desktop.digest()
    assert ("note", "n1") in pm.rows
    assert ("note", "n1") not in secretary.rows
    pm.service.send([note("n1", b"again")])
    assert pm.pull().digest == pm.digest()
    assert pm.rows["note", "n1"] == 2


def test_only_what_changed_comes_and_nothing_when_nothing_did(any_central: Central) -> None:
    desktop = Desktop(direct_service(any_central, "pm"))
    desktop.pull()
    desktop.service.send([note("n1")])
    assert [(row.kind, row.id) for row in desktop.pull().rows] == [("note", "n1")]
    page = desktop.pull()
    assert (page.rows, page.gone, page.more) == ((), (), False)


def test_losing_access_sends_gone_and_gaining_it_sends_the_row_again(any_central: Central) -> None:
    secretary, member = (Desktop(direct_service(any_central, who)) for who in ("secretary", "minister-one"))
    secretary.service.send([meeting("m1", chair_id="minister-one")])
    member.pull()
    assert ("meeting", "m1") in member.rows
    secretary.service.send([edited("m1", chair_id="pm")])
    page = member.pull()
    assert [(lost.kind, lost.id) for lost in page.gone] == [("meeting", "m1")]
    assert page.digest == member.digest()
    secretary.service.send([edited("m1", chair_id="minister-one")])
    page = member.pull()
    assert [(row.id, row.rev) for row in page.rows] == [("m1", 3)]
    assert page.digest == member.digest()


def test_a_removed_row_is_gone_for_its_reader_only(any_central: Central) -> None:
    author, other = (Desktop(direct_service(any_central, who)) for who in ("pm", "minister-one"))
    author.service.send([note("n1")])
    author.pull()
    other.pull()
    any_central.as_system(lambda work: work.remove(SealedNote, "n1"))
    assert [lost.id for lost in author.pull().gone] == ["n1"]
    assert author.pull().digest == author.digest()
    assert other.pull().gone == ()


def test_a_published_agenda_opens_what_hangs_on_it(any_central: Central) -> None:
    secretary, member = (Desktop(direct_service(any_central, who)) for who in ("secretary", "minister-one"))
    secretary.service.send([meeting("m1")])
    item = Item(id="i1", meeting_id="m1", place=1, title="Budget", type=ItemType.ORAL)
    any_central.as_system(lambda work: work.put(item))
    assert ("meeting", "m1") not in member.rows | dict.fromkeys(row.id for row in member.pull().rows)
    any_central.as_system(publish)
    member.pull()
    assert ("meeting", "m1") in member.rows
    assert ("agenda", "a1") in member.rows
    assert ("item", "i1") not in member.rows


def test_pages_are_short_in_order_and_lose_nothing(any_central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "PAGE_ROWS", 7)
    desktop = Desktop(direct_service(any_central, "pm"))
    desktop.service.send([note(f"n{number}") for number in range(40)])
    page = desktop.service.changes("", 0)
    assert len(page.rows) == 7
    assert page.more
    assert page.digest == ""
    assert [row.seq for row in page.rows] == sorted(row.seq for row in page.rows)
    assert desktop.pull().digest == desktop.digest()
    assert sum(kind == "note" for kind, _id in desktop.rows) == 40


def test_a_page_ends_before_it_grows_too_heavy(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "PAGE_BYTES", 3000)
    desktop = Desktop(direct_service(central, "pm"))
    desktop.pull()
    desktop.service.send([note(f"n{number}", bytes(1500)) for number in range(5)])
    page = desktop.service.changes(desktop.epoch, desktop.cursor)
    assert 1 <= len(page.rows) < 5
    assert page.more
    assert desktop.pull().digest == desktop.digest()


def test_another_history_or_a_cursor_from_the_future_is_refused(any_central: Central) -> None:
    service = direct_service(any_central, "pm")
    page = service.changes("", 0)
    for epoch, cursor in (("other", 0), ("other", 5), ("", 5), (page.epoch, page.next + 1), (page.epoch, -1)):
        with pytest.raises(Refused, match="epoch"):
            service.changes(epoch, cursor)


def test_a_new_account_receives_what_its_role_may_see(any_central: Central) -> None:
    direct_service(any_central, "secretary").send([meeting("m1")])
    any_central.as_system(lambda work: work.put(person("second-secretary", Role.SECRETARY)))
    desktop = Desktop(direct_service(any_central, "second-secretary"))
    desktop.pull()
    assert ("meeting", "m1") in desktop.rows


STEP = st.sampled_from(["meeting", "chair", "publish", "item", "recuse", "role", "note", "remove", "refused"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=3, max_size=12))
def test_whatever_happens_audiences_are_what_access_says(central: Central, steps: list[str]) -> None:
    for step in steps:
        try:
            central.as_system(ACTS[step])
        except Refused:
            assert step == "refused"

    def check(work: Work) -> dict[str, set[tuple[str, str]]]:
        should: dict[str, set[tuple[str, str]]] = {someone.id: set() for someone in CABINET}
        for name, kind in codec.KINDS.items():
            for entity in work.all(kind):
                item_id = getattr(entity, "item_id", entity.id if name in ("item", "decision") else None)
                meeting_id = getattr(entity, "meeting_id", entity.id if name == "meeting" else None)
                facts = work.facts(meeting_id=meeting_id, item_id=item_id)
                for reader in access.audience(entity, facts, work.people()):
                    should[reader].add((name, entity.id))
        return should

    for reader, rows in central.as_system(check).items():
        digest = codec.NO_ROWS
        with central.store.reading() as db:
            page = feed.page(db, reader, "", 0, central.keys, feed.DigestsKept())
        assert {(row.kind, row.id) for row in page.rows} == rows, reader
        for row in page.rows:
            digest = codec.combine(digest, codec.row_digest(row.kind, row.id, row.rev))
        assert page.digest == digest.hex()


def _put_meeting(work: Work) -> None:
    create_meeting(work, meeting("m1").body)  # type: ignore[arg-type]


def _change_chair(work: Work) -> None:
    found = work.find(Meeting, "m1")
    if found is not None:
        chair = "minister-one" if found.chair_id == "pm" else "pm"
        work.put(msgspec.structs.replace(found, chair_id=chair))


def _publish(work: Work) -> None:
    if work.find(Meeting, "m1") is not None:
        publish(work)


def _put_item(work: Work) -> None:
    item = Item(id="i1", meeting_id="m1", place=1, title="t", type=ItemType.ORAL, ministry="Ministry of Finance")
    work.put(item)


def _recuse(work: Work) -> None:
    found = work.find(Item, "i1")
    if found is not None:
        work.put(msgspec.structs.replace(found, recused=("minister-one",), ministry=""))


def _change_role(work: Work) -> None:
    clerk = work.get(Person, "clerk")
    role = Role.SECRETARY if clerk.role is Role.MINISTRY else Role.MINISTRY
    work.put(msgspec.structs.replace(clerk, role=role))


def _put_note(work: Work) -> None:
    work.put(SealedNote(id="n", meeting_id="m1", version_id="v", author_id="pm", sealed=b"x"))


def _remove_meeting(work: Work) -> None:
    if work.find(Meeting, "m1") is not None:
        work.remove(Meeting, "m1")


def _refused(work: Work) -> None:
    _change_role(work)
    _put_meeting(work)
    raise Refused("wrong_state")


ACTS = {
    "meeting": _put_meeting,
    "chair": _change_chair,
    "publish": _publish,
    "item": _put_item,
    "recuse": _recuse,
    "role": _change_role,
    "note": _put_note,
    "remove": _remove_meeting,
    "refused": _refused,
}
