import pytest
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


@pytest.mark.parametrize("text", ["Nghịquyết", "sổtay", "hệthống", "thểlà", "bộnhớvà", "đểxem", "J¨org"])
def test_words_written_together_and_accents_beside_their_letter_are_noticed(text: str) -> None:
    assert words.is_broken(["Chính", text])


def test_syllables_names_and_words_of_other_languages_are_whole() -> None:
    whole = ["nghiêng", "Chuyển", "Nghị", "Đắk", "thuỷ", "KHUỶU", "quyết", "giữa", "uỷ", "ngoặc", "ở", "ỳ"]
    assert not words.is_broken([*whole, "infrastructure", "2026/NQ-CPựựựự", "Zürich", "^", "x^2", "`read.table`"])


def test_an_accent_over_a_letter_is_put_on_it_and_one_that_stands_alone_is_left() -> None:
    over = [("J", 0.0, 0.0, 5.0, 12.0, 10.0), ("¨", 5.1, 0.0, 9.9, 12.0, 10.0), ("o", 5.0, 0.0, 10.0, 12.0, 10.0)]
    (jo,) = words.split(over, 0, 0)
    assert (jo.text, jo.edges) == ("Jö", (0.0, 5.0))
    after = [("o", 5.0, 0.0, 10.0, 12.0, 10.0), ("´", 6.0, 0.0, 9.0, 12.0, 10.0)]
    assert [w.text for w in words.split(after, 0, 0)] == ["ó"]
    dotless = [("¨", 5.0, 0.0, 8.0, 12.0, 10.0), ("ı", 5.0, 0.0, 8.0, 12.0, 10.0)]
    assert [w.text for w in words.split(dotless, 0, 0)] == ["ï"]
    two = [("ˆ", 5.0, 0.0, 10.0, 12.0, 10.0), ("´", 5.0, 0.0, 10.0, 12.0, 10.0), over[2]]
    assert [w.text for w in words.split(two, 0, 0)] == ["ố"]
    assert [w.text for w in words.split(letters("~/˜bu"), 0, 0)] == ["~/˜bu"]


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
