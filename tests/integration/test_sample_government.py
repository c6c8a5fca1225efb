"""The sample government in resources/demo is complete and consistent, and its papers are real PDFs."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from ecabinet_desktop.domain.agenda import NEEDS_PAPER, ItemType
from ecabinet_desktop.domain.ballot import Answer, BallotKind
from ecabinet_desktop.domain.meeting import ItemResult, MeetingKind
from ecabinet_desktop.domain.paper import Level, version_label
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.domain.position import Stance, refusal

DEMO = Path(__file__).parents[2] / "resources" / "demo"
MEGABYTE = 1024 * 1024


def _read(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def people() -> dict[str, Person]:
    told = _read("government.json")
    since = date.fromisoformat(told["government"]["mandate_from"])
    made = [
        Person(
            id=row["key"], name=row["name"], office=row["office"], office_en=row["office_en"], rank=row["rank"],
            role=Role(row["role"]), organisation=row["organisation"], mandate_from=since,
            is_prime_minister=row.get("is_prime_minister", False), works_for=row.get("works_for"),
        )
        for row in told["people"]
    ]  # fmt: skip
    return {person.id: person for person in made}


@pytest.fixture(scope="module")
def meetings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _read("meetings.json")["meetings"]
    return found


@pytest.fixture(scope="module")
def papers() -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in _read("papers.json")}


def test_it_has_27_members_one_prime_minister_and_a_secretariat(people: dict[str, Person]) -> None:
    roles = Counter(person.role for person in people.values())
    assert roles[Role.MEMBER] == 27
    assert roles[Role.SECRETARY] == 3
    assert (roles[Role.ADMINISTRATOR], roles[Role.ASSISTANT], roles[Role.ALTERNATE]) == (1, 2, 1)
    assert [p.rank for p in people.values() if p.is_prime_minister] == [1]
    assert sorted(p.rank for p in people.values()) == list(range(1, len(people) + 1))
    assert all(p.works_for in people for p in people.values() if p.works_for)
    assert set(_read("government.json")["starring"].values()) <= set(people)


def test_every_key_an_agenda_names_exists(
    people: dict[str, Person], meetings: list[dict[str, Any]], papers: dict[str, dict[str, Any]]
) -> None:
    for meeting in meetings:
        MeetingKind(meeting["kind"])
        assert meeting["chair"] in people
        for item in meeting["items"]:
            kind = ItemType(item["type"])
            Level(item["level"])
            assert set(item["sponsors"]) <= set(people), item["key"]
            assert set(item["papers"]) <= set(papers), item["key"]
            assert all(papers[key]["item"] == item["key"] for key in item["papers"]), item["key"]
            assert item["papers"] or kind not in NEEDS_PAPER or item.get("listed_only"), item["key"]
            assert item["minutes"] > 0
            assert not (item.get("listed_only") and (item["papers"] or not item["notice"]))
            for position in item.get("positions", ()):
                assert people[position["member"]].role is Role.MEMBER
                assert refusal(Stance(position["stance"]), position.get("reason", "")) is None
    filed = [key for meeting in meetings for item in meeting["items"] for key in item["papers"]]
    assert sorted(filed) == sorted(papers)


def test_past_votes_add_up_to_the_members_present(
    people: dict[str, Person], meetings: list[dict[str, Any]]
) -> None:
    for meeting in (m for m in meetings if m["starts"]["day"] < 0):
        absent = {row["member"] for row in meeting["absent"]}
        for item in meeting["items"]:
            ItemResult(item["decision"]["result"])
            assert item["decision"]["text"]
            if "votes" not in item["decision"]:
                continue
            votes, answers = item["decision"]["votes"], item["decision"]["answers"]
            assert sum(votes.values()) == 27 - len(absent), item["key"]
            assert not absent & set(answers)
            given = Counter(Answer(row["answer"]) for row in answers.values())
            assert all(given[Answer(name)] == count for name, count in votes.items() if name != "agree"), item[
                "key"
            ]
            assert all(row.get("text") for row in answers.values() if row["answer"] == "other_opinion")


def test_the_next_session_has_some_twenty_items_and_four_ballots(meetings: list[dict[str, Any]]) -> None:
    past, coming = [[m for m in meetings if (m["starts"]["day"] > 0) is later] for later in (False, True)]
    assert (len(past), len(coming)) == (2, 1)
    items = coming[0]["items"]
    assert 20 <= len(items) <= 24
    assert 180 <= sum(item["minutes"] for item in items) <= 330
    assert sum(len(item["title"]) >= 150 for item in items) >= 2
    assert {item["type"] for item in items} == {kind.value for kind in ItemType}
    ballots = coming[0]["ballots"]
    assert Counter(BallotKind(b["kind"]) for b in ballots) == {BallotKind.WRITTEN: 2, BallotKind.SESSION: 2}
    own = {item["key"]: set(item["papers"]) for item in items}
    assert all(set(ballot["papers"]) <= own[ballot["item"]] for ballot in ballots)
    assert all(ballot["deadline"]["day"] > 0 for ballot in ballots if ballot["kind"] == "written")


def test_papers_come_in_every_level_and_one_has_a_second_version_with_its_reason(
    papers: dict[str, dict[str, Any]],
) -> None:
    assert {Level(paper["level"]) for paper in papers.values()} == set(Level)
    assert {paper["language"] for paper in papers.values()} == {"vi", "en"}
    later = [paper for paper in papers.values() if paper["version"] > 1]
    assert later
    for paper in later:
        assert paper["reason"]
        assert paper["label"] == version_label(paper["version"])
        assert papers[paper["paper"]]["item"] == paper["item"]


def test_every_paper_opens_and_nothing_runs_off_its_page(papers: dict[str, dict[str, Any]]) -> None:
    words = Counter[str]()
    long = []
    for key, paper in papers.items():
        path = DEMO / paper["file"]
        assert path.stat().st_size <= 5 * MEGABYTE
        with pymupdf.open(path) as document:
            long += [key] if document.page_count >= 300 else []
            step = max(1, document.page_count // 20)
            for page in document.pages(0, document.page_count, step):
                text = page.get_text()
                assert bool(text.strip()) is (paper["type"] != "scan"), key
                inside = pymupdf.Rect(20, 20, page.rect.width - 20, page.rect.height - 20)
                assert all(pymupdf.Rect(block[:4]) in inside for block in page.get_text("blocks", flags=0)), key
                assert "\ufffd" not in text
                words.update({word for word in ("ngân sách", "đất đai") if word in text.lower()})
    assert long == ["quy-hoach-tong-the"]
    assert words["ngân sách"] >= 10
    assert words["đất đai"] >= 10
    assert sum(path.stat().st_size for path in (DEMO / "papers").iterdir()) <= 12 * MEGABYTE


def test_the_long_paper_has_bookmarks_and_labels_and_the_scan_is_pictures_only() -> None:
    with pymupdf.open(DEMO / "papers" / "quy-hoach-tong-the.pdf") as plan:
        assert len([entry for entry in plan.get_toc() if entry[0] == 1]) > 63
        assert plan[1].get_label() == "ii"
        assert plan[plan.page_count - 1].get_label().startswith("PL63-")
    with pymupdf.open(DEMO / "papers" / "lu-kiemtra.pdf") as scan:
        assert 6 <= scan.page_count <= 10
        assert all(len(page.get_images()) == 1 and not page.get_fonts() for page in scan)
