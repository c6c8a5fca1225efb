from ecabinet_desktop.pdf.align import align
from ecabinet_desktop.pdf.compare import ChangeKind, Comparison, compare

from tests.helpers.sheets_of_words import FIRST, LEADING, flow_of

OPENING = "Chính phủ giao Bộ Tài chính trình phương án\n\nBộ Xây dựng báo cáo trước tháng mười hai"
MOVABLE = "Các địa phương rà soát bảng giá đất và công bố trong quý hai"


def compared(old: tuple[str, ...], new: tuple[str, ...]) -> Comparison:
    return compare(align(flow_of(*old), flow_of(*new)))


def told(made: Comparison) -> list[tuple[ChangeKind, str, str]]:
    return [(change.kind, change.old_text, change.new_text) for change in made.changes]


def test_the_same_paper_set_otherwise_has_no_changes() -> None:
    assert compared((OPENING,), (OPENING.replace("giao ", "giao\n"),)).changes == ()
    assert compared((OPENING,), (OPENING.replace("chính trình", "chính, TRÌNH"),)).changes == ()


def test_words_written_otherwise_are_marked_in_both_versions() -> None:
    made = compared((OPENING,), (OPENING.replace("phương án", "kế hoạch mới"),))
    assert told(made) == [(ChangeKind.REWORDED, "phương án", "kế hoạch mới")]
    (change,) = made.changes
    assert (change.old_page, change.new_page) == (0, 0)
    (one,) = change.old_quads
    (other,) = change.new_quads
    assert (one.left, one.top) == (other.left, other.top)
    assert one.right - one.left == 9 * 6
    assert other.right - other.left == 12 * 6


def test_a_sentence_with_one_word_kept_is_one_change() -> None:
    made = compared((OPENING,), (OPENING.replace("giao Bộ Tài", "lệnh Bộ Xây"),))
    assert told(made) == [(ChangeKind.REWORDED, "giao Bộ Tài", "lệnh Bộ Xây")]


def test_a_new_page_and_a_passage_taken_out_are_named_so() -> None:
    made = compared((OPENING, MOVABLE), (OPENING, "Trang mới của bản thứ hai", MOVABLE))
    assert told(made) == [(ChangeKind.ADDED, "", "Trang mới của bản thứ hai")]
    assert made.changes[0].new_page == 1
    assert made.changes[0].old == ()
    back = compared((OPENING, "Trang cũ của bản thứ nhất", MOVABLE), (OPENING, MOVABLE))
    assert told(back) == [(ChangeKind.REMOVED, "Trang cũ của bản thứ nhất", "")]
    assert (back.changes[0].old_page, back.changes[0].new_quads) == (1, ())


def test_what_moved_is_neither_taken_out_nor_added() -> None:
    made = compared((MOVABLE, OPENING), (OPENING, MOVABLE))
    (change,) = made.changes
    assert change.kind is ChangeKind.MOVED
    assert {change.old_page, change.new_page} == {0, 1}


def test_a_change_over_a_page_is_marked_on_both_pages() -> None:
    extra = "đoạn thêm dài của bản mới"
    made = compared((OPENING, MOVABLE), (f"{OPENING}\n{extra}", f"{extra} nữa\n{MOVABLE}"))
    (change,) = made.changes
    assert [part.page for part in change.new] == [0, 1]


def test_signs_alone_are_no_change_and_words_are_counted() -> None:
    made = compared((f"• {OPENING}",), (f"– {OPENING}",))
    assert made.changes == ()
    assert made.old_words == made.new_words == 19
    assert compared((), ()).changes == ()


def test_both_versions_scroll_together() -> None:
    lines = [f"dòng {n} có chữ riêng c{n} d{n}" for n in range(6)]
    old = ("\n".join(lines), MOVABLE)
    new = ("Trang bìa", "\n".join(["chèn thêm", *lines]), MOVABLE)
    page_map = compared(old, new).page_map
    assert page_map.to_new(0, FIRST) == (1, FIRST + LEADING)
    assert page_map.to_new(0, FIRST + 2.5 * LEADING) == (1, FIRST + 3.5 * LEADING)
    assert page_map.to_old(1, FIRST + 3 * LEADING) == (0, FIRST + 2 * LEADING)
    assert page_map.to_new(1, FIRST)[0] == 2
    assert page_map.to_old(0, FIRST) <= (0, FIRST)
    assert list(page_map.pairs) == sorted(page_map.pairs)
    news = [there for _, there in page_map.pairs]
    assert news == sorted(news)


def test_without_anything_in_common_each_scrolls_for_itself() -> None:
    page_map = compared(("một hai",), ("ba bốn",)).page_map
    assert page_map.to_new(3, 50.0) == (3, 50.0)
