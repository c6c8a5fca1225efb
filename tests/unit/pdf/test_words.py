from ecabinet_desktop.pdf import words
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.pdf.words import Letter


def line(text: str, *, top: float = 10.0, block: int = 0, number: int = 0) -> list[Word]:
    """Words ten points wide a letter, as a page would have them."""
    made, at = [], 0.0
    for word in text.split():
        made.append(Word(at, top, at + 10 * len(word), top + 12, word, block, number))
        at += 10 * (len(word) + 1)
    return made


def letters(text: str, gap: float = 0.0) -> list[Letter]:
    """Letters of size 10 that are 5 wide; a "|" leaves `gap` points, a space is a glyph."""
    made: list[Letter] = []
    at = 0.0
    for sign in text:
        if sign == "|":
            at += gap
            continue
        made.append((sign, at, 0.0, at + 5, 12.0, 10.0))
        at += 5
    return made


def test_words_written_together_are_noticed_by_a_vietnamese_letter_and_their_length() -> None:
    assert words.lost_spaces(["Chính", "Nghịquyết"])
    assert not words.lost_spaces(["nghiêng", "Chuyển", "Nghị"])
    assert not words.lost_spaces(["infrastructure", "2026/NQ-CPựựựự"])


def test_a_gap_splits_as_a_space_does_and_a_narrow_one_does_not() -> None:
    assert [w.text for w in words.split(letters("Nghị|quyết", gap=1.8), 0, 0)] == ["Nghị", "quyết"]
    assert [w.text for w in words.split(letters("Nghị|quyết", gap=1.6), 0, 0)] == ["Nghịquyết"]
    assert [w.text for w in words.split(letters(" Nghị  quyết "), 0, 0)] == ["Nghị", "quyết"]


def test_a_split_word_has_the_box_of_its_letters_and_the_line_it_stands_on() -> None:
    (first, second) = words.split(letters("ab|cd", gap=4.0), 3, 7)
    assert (first.left, first.right, second.left, second.right) == (0.0, 10.0, 14.0, 24.0)
    assert (second.block, second.line) == (3, 7)


def test_text_has_spaces_within_a_line_and_breaks_between_lines() -> None:
    page = [*line("Căn cứ", number=0), *line("Luật Đất đai", number=1), *line("Điều 1", block=1)]
    assert words.text_of(page) == "Căn cứ\nLuật Đất đai\nĐiều 1"
    assert words.text_of([]) == ""


def test_a_search_does_not_mind_marks_case_or_line_breaks() -> None:
    page = [*line("về Ngân", number=0), *line("sách nhà nước", top=30, number=1)]
    (match,) = words.find(page, "NGAN  SACH")
    assert match == ((30.0, 10.0, 70.0, 22.0), (0.0, 30.0, 40.0, 42.0))


def test_part_of_a_word_is_shown_by_its_share_of_the_width() -> None:
    assert words.find(line("kế-hoạch"), "hoach") == [((30.0, 10.0, 80.0, 22.0),)]


def test_each_match_is_found_once_and_nothing_is_found_for_nothing() -> None:
    assert len(words.find(line("đất đất đai"), "dat")) == 2
    assert len(words.find(line("aaaa"), "aa")) == 2
    assert words.find(line("đất đai"), "  ") == []
    assert words.find(line("đất đai"), "rừng") == []


def test_each_word_gets_the_edges_of_its_letters_and_none_when_they_do_not_agree() -> None:
    line = [Word(0, 0, 20, 10, "đất", 0, 0), Word(30, 0, 50, 10, "đai", 0, 0)]
    signs = [(sign, 10.0 * place) for place, sign in enumerate("đấtđai")]
    first, second = words.with_edges(line, signs)
    assert first.edges == (0.0, 10.0, 20.0)
    assert second.edges == (30.0, 40.0, 50.0)
    first, second = words.with_edges(line, [*signs[:3], ("x", 1.0), *signs[4:]])
    assert (first.edges, second.edges) == ((0.0, 10.0, 20.0), ())
