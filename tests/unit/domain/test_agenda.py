import pytest
from ecabinet_desktop.domain.agenda import Item, ItemType, in_order, missing, moved, next_label
from msgspec.structs import replace

from tests.unit.domain.samples import an_item, paper


@pytest.mark.parametrize(
    ("label", "after"), [("", "A"), ("A", "B"), ("Y", "Z"), ("Z", "AA"), ("AZ", "BA"), ("ZZ", "AAA"), ("AB", "AC")]
)
def test_agendas_are_lettered_without_end(label: str, after: str) -> None:
    assert next_label(label) == after


def test_an_item_with_everything_is_formally_ok() -> None:
    assert missing(an_item(), [paper()]) == ()


def test_what_an_item_lacks_is_named() -> None:
    bare = Item(id="i", meeting_id="m", place=1, title="  ", type=ItemType.DECISION)
    assert missing(bare, []) == ("title", "sponsor", "duration", "paper")


@pytest.mark.parametrize(
    ("kind", "gaps"),
    [
        (ItemType.DECISION, ("paper",)),
        (ItemType.DISCUSSION, ("paper",)),
        (ItemType.MINUTES, ("paper",)),
        (ItemType.INFORMATION, ()),
        (ItemType.ORAL, ()),
    ],
)
def test_what_is_to_be_read_before_the_meeting_needs_its_paper(kind: ItemType, gaps: tuple[str, ...]) -> None:
    assert missing(an_item(type=kind), []) == gaps


def test_minutes_need_no_sponsor() -> None:
    assert missing(an_item(type=ItemType.MINUTES, sponsors=()), [paper()]) == ()
    assert missing(an_item(sponsors=()), [paper()]) == ("sponsor",)


def test_a_listed_only_item_needs_its_notice_and_no_file() -> None:
    item = an_item(listed_only=True)
    assert missing(item, []) == ("notice",)
    assert missing(replace(item, notice="Paper copy no. 3, handed out in the room"), []) == ()


def items(*ids: str) -> tuple[Item, ...]:
    return tuple(an_item(id=item_id, place=n) for n, item_id in enumerate(ids, 1))


@pytest.mark.parametrize(
    ("item_id", "place", "order"),
    [
        ("c", 1, "cabd"),
        ("a", 3, "bcad"),
        ("b", 2, "abcd"),
        ("a", 99, "bcda"),
        ("d", 0, "dabc"),
        ("d", -5, "dabc"),
    ],
)
def test_a_moved_item_takes_its_place_and_the_others_close_up(item_id: str, place: int, order: str) -> None:
    after = moved(items("a", "b", "c", "d"), item_id, place)
    assert "".join(item.id for item in after) == order
    assert [item.place for item in after] == [1, 2, 3, 4]


def test_gaps_and_ties_in_places_are_put_in_order() -> None:
    untidy = (an_item(id="c", place=7), an_item(id="b", place=2), an_item(id="a", place=2))
    assert [item.id for item in in_order(untidy)] == ["a", "b", "c"]
    assert [(item.id, item.place) for item in moved(untidy, "c", 2)] == [("a", 1), ("c", 2), ("b", 3)]
