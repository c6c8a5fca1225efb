import pytest
from ecabinet_desktop.domain.annotation import Quad, Quote
from ecabinet_desktop.pdf import likeness

from tests.helpers.sheets_of_words import flow_of

PAGE = "Chính phủ giao Bộ Tài chính trình phương án\nBộ Xây dựng báo cáo Chính phủ trước tháng mười hai"
FLOW = flow_of(PAGE)
WANTED = FLOW.keys[3:8]


def test_a_quotation_is_found_amid_what_stood_around_it() -> None:
    quote = Quote(exact="Bộ Tài chính", before="Chính phủ giao", after="trình phương án\nBộ")
    assert likeness.exactly(quote, FLOW) == range(3, 6)


@pytest.mark.parametrize(
    "quote",
    [
        Quote(exact="Bộ Tài chính", before="một lúc nào đó", after="trình phương án\nBộ"),
        Quote(exact="Bộ Tài", before="", after=""),
        Quote(exact="Bộ Công an", before="Chính phủ giao", after="trình phương án"),
        Quote(exact="", before="Chính phủ giao", after="trình phương án"),
    ],
    ids=["other words before", "too little", "other words", "nothing"],
)
def test_it_is_not_found_where_that_is_another_place(quote: Quote) -> None:
    assert likeness.exactly(quote, FLOW) is None


def test_a_quotation_that_stands_twice_with_all_around_it_is_nowhere() -> None:
    quote = Quote(exact="Bộ Tài chính", before="Chính phủ giao", after="trình phương án\nBộ")
    assert likeness.exactly(quote, flow_of(PAGE, PAGE)) is None


def test_a_passage_with_a_word_changed_is_alike_and_another_is_not() -> None:
    changed = flow_of("khác hẳn mọi điều\n" + PAGE.replace("trình", "lập"))
    assert likeness.most_like(WANTED, changed, None) == range(7, 12)
    assert likeness.most_like(WANTED, flow_of("khác hẳn mọi điều trong bản này"), None) is None


def test_less_likeness_is_enough_where_the_passage_is_expected() -> None:
    changed = flow_of("Bộ Nội vụ chính thức lập phương hướng khác")
    assert likeness.most_like(WANTED, changed, None) is None
    assert likeness.most_like(WANTED, changed, range(9)) == range(7)


def test_the_words_amid_like_words_are_found_by_those() -> None:
    changed = flow_of("mở đầu\n" + PAGE)
    assert likeness.most_like_part(FLOW.keys[:14], range(4, 6), changed, None) == range(6, 8)


def test_words_under_a_mark_are_the_quoted_ones_or_not() -> None:
    assert likeness.says(FLOW, [3, 4, 5], "Bộ Tài chính")
    assert likeness.says(FLOW, [3, 4, 5], "ộ Tài ch")
    assert not likeness.says(FLOW, [3, 4, 5], "Tài")
    assert not likeness.says(FLOW, [3, 4], "Bộ Nội")


def test_a_quad_covers_what_it_lies_on() -> None:
    word = FLOW.words[3]
    assert likeness.covers(Quad(word.left, word.top, word.right, word.bottom), word)
    assert not likeness.covers(Quad(word.left, word.bottom + 1, word.right, word.bottom + 9), word)
    assert not likeness.covers(Quad(word.right - 0.5, word.top, word.right + 40, word.bottom), word)


def test_order_is_kept_only_when_nothing_came_between() -> None:
    assert likeness.keeps_order([1, 2, 5], [11, 12, 20])
    assert not likeness.keeps_order([1, 2], [11, 13])
    assert not likeness.keeps_order([1, 5], [13, 12])


def test_the_stretch_of_what_is_left_of_the_words_is_taken_and_strays_are_not() -> None:
    assert likeness.stretch([1, 2, 3, 4], [10, -1, 12, 13]) == range(10, 14)
    assert likeness.stretch([1, 2, 3, 4], [10, -1, -1, -1]) is None
    assert likeness.stretch([1, 2, 3, 4], [10, 11, 12, 900]) == range(10, 13)
