"""Selecting text by letter, word, line, block and column, across pages."""

from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.ui.features.reader.selecting import Grip, TextSelection, Unit, select


def page(*lines: str, blocks: tuple[int, ...] = ()) -> list[Word]:
    """Letters ten points wide, lines twenty apart."""
    made = []
    for number, line in enumerate(lines):
        at = 0
        for text in line.split():
            edges = tuple(float(at + 10 * n) for n in range(len(text)))
            block = blocks[number] if blocks else 0
            made.append(Word(at, number * 20, at + 10 * len(text), number * 20 + 12, text, block, number, edges))
            at += 10 * (len(text) + 1)
    return made


PAGES = {0: page("dat dai nha o", "ngan sach", "so ba", blocks=(0, 0, 1)), 1: page("trang hai", "het")}


def chosen(start: Grip, end: Grip, unit: Unit = Unit.LETTER) -> TextSelection:
    found = select(PAGES.get, start, end, unit)
    assert found is not None
    return found


def test_letters_are_taken_to_the_nearest_edge_forwards_and_backwards() -> None:
    one, other = Grip(0, (11.0, 5.0)), Grip(0, (68.0, 5.0))
    for start, end in ((one, other), (other, one)):
        found = chosen(start, end)
        assert found.text == "at dai"
        ((_, part),) = found.parts
        assert (part.quads[0].left, part.quads[0].right) == (10.0, 70.0)
        assert part.quote.exact == "at dai"
        assert part.quote.before.endswith("d")


def test_clicks_grow_to_words_lines_and_blocks() -> None:
    at = Grip(0, (45.0, 5.0))
    assert chosen(at, at, Unit.WORD).text == "dai"
    assert chosen(at, at, Unit.LINE).text == "dat dai nha o"
    assert chosen(at, at, Unit.BLOCK).text == "dat dai nha o\nngan sach"
    assert chosen(at, at, Unit.BLOCK).flowing == "dat dai nha o ngan sach"


def test_a_column_takes_what_stands_below_each_other() -> None:
    assert chosen(Grip(0, (0.0, 0.0)), Grip(0, (35.0, 60.0)), Unit.COLUMN).text.split() == ["dat", "ngan", "so"]


def test_a_drag_over_two_pages_goes_to_the_foot_and_from_the_head() -> None:
    found = chosen(Grip(0, (0.0, 45.0)), Grip(1, (100.0, 5.0)))
    assert [number for number, _ in found.parts] == [0, 1]
    assert found.text == "so ba\ntrang hai"


def test_pages_without_known_words_are_left_out_and_a_click_selects_nothing() -> None:
    assert select(PAGES.get, Grip(7, (0, 0)), Grip(9, (5, 5))) is None
    assert select(PAGES.get, Grip(0, (31.0, 5.0)), Grip(0, (31.0, 5.0))) is None


def test_a_word_parted_at_a_line_end_is_one_word_in_flowing_text() -> None:
    words = page("the par-", "liament met")
    found = select(lambda _: words, Grip(0, (0, 0)), Grip(0, (300, 25)))
    assert found is not None
    assert found.flowing == "the parliament met"
