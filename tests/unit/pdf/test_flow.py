import pytest
from ecabinet_desktop.pdf.flow import flow, is_wordy, normal, tokens

from tests.helpers.sheets_of_words import flow_of, sheet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "hòa"),
        ("THUỶ,", "thủy"),
        ("“Điều”", "điều"),
        ("kinh-tế", "kinhtế"),
        ("ﬁnal", "final"),
        ("1.486,3.", "1.486,3"),
        ("a\u0306", "ă"),
    ],
)
def test_the_same_word_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bản", "bán"), ("đất", "dat"), ("(5)", "5"), ("-5", "5"), ("1,2", "12")]
)
def test_another_word_and_another_figure_are_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_sign_by_itself_stays_and_is_no_word() -> None:
    assert normal("–") == "–"
    assert not is_wordy(normal("•"))
    assert is_wordy("5")


def test_a_word_parted_at_the_end_of_a_line_is_one_token_of_two_words() -> None:
    made = flow_of("the imple-\nmentation of it")
    assert made.keys == ["the", "implementation", "of", "it"]
    assert (made.first, made.last) == ([0, 1, 3, 4], [0, 2, 3, 4])
    assert made.token_of == [0, 1, 1, 2, 3]
    assert tokens("the imple-\nmentation of") == ["the", "implementation", "of"]
    assert flow_of("from A-\nB").keys == ["from", "a", "b"]


def test_a_word_parted_at_the_end_of_a_page_goes_on_after_the_foot() -> None:
    pages = [f"line one of {n}\nline two of {n}\nmore here {n}\nand {n} imple-\nBản thảo" for n in ("a", "b", "c")]
    made = flow([sheet(page) for page in (*pages, "mentation ends\nx y\nz w\nv u")])
    assert "bản" not in made.keys
    assert "implementation" in made.keys


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    bodies = ["một hai\nba bốn\nnăm sáu", "bảy tám\nchín mười\nmột trăm", "hai nghìn\nba vạn\nbốn triệu"]
    made = flow_of(*(f"Báo cáo của Bộ\n{body}\nTrang {n} / 3" for n, body in enumerate(bodies, 1)))
    assert made.keys == [normal(word) for body in bodies for word in body.split()]
    assert made.token_of.count(-1) == 3 * 8


def test_a_lone_page_number_is_left_out_of_a_short_paper_too() -> None:
    made = flow_of("một hai\nba bốn\n1", "năm sáu\nbảy tám\n- 2 -")
    assert made.keys == [normal(word) for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám")]


def test_words_know_their_page() -> None:
    made = flow_of("một hai", "", "ba")
    assert [made.page_of(word) for word in range(3)] == [0, 0, 2]
    assert [len(made.on(page)) for page in range(3)] == [2, 0, 1]
    assert (made.pages, len(made.span(7)), len(made.span(-1))) == (3, 0, 0)
