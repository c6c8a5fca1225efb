import re

import pytest
from ecabinet_desktop.domain.annotation import Quad, Stroke
from ecabinet_desktop.pdf import looks

from tests.helpers.annotations import K, every_kind, mark


class Even:
    """A typeface whose letters are all half as wide as high; glyphs are the letters' own numbers."""

    def advance(self, text: str, size: float) -> float:
        return len(text) * size / 2

    def glyphs(self, text: str) -> str:
        return text.encode("utf-16-be").hex()


EVEN = Even()


def lines_of(drawn: bytes) -> list[str]:
    shown = re.findall(rb"<([0-9a-f]*)> Tj", drawn)
    return [bytes.fromhex(line.decode()).decode("utf-16-be") for line in shown]


def size_of(drawn: bytes) -> float:
    found = re.search(rb"/F ([\d.]+) Tf", drawn)
    assert found is not None
    return float(found[1])


@pytest.mark.parametrize("each", every_kind(), ids=lambda each: each.kind.value)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_kind_leaves_the_graphics_state_as_it_was(each: object, rotation: int) -> None:
    drawn = looks.operators(each, rotation, EVEN)  # type: ignore[arg-type]
    tokens = drawn.split()
    assert tokens.count(b"q") == tokens.count(b"Q") == 1
    assert tokens.count(b"BT") == tokens.count(b"ET")


def test_ink_is_wider_where_the_pen_was_pressed() -> None:
    stroke = Stroke((0, 0, 0.2, 10, 0, 0.2, 20, 0, 1.0, 30, 0, 1.0), 10.0)
    widths = re.findall(rb"([\d.]+) w", looks.operators(mark(K.INK, strokes=(stroke,)), 0, EVEN))
    assert [float(width) for width in widths] == [2.0, 6.0, 10.0]


def test_a_dot_of_the_pen_is_drawn() -> None:
    drawn = looks.operators(mark(K.INK, strokes=(Stroke((5, 6, 1.0), 3.0),)), 0, EVEN)
    assert b"3.00 w 5.00 6.00 m 5.00 6.00 l S" in drawn


def test_the_bounds_of_ink_hold_its_width() -> None:
    box = looks.extent(mark(K.INK, strokes=(Stroke((10, 20, 1, 30, 40, 1), 8.0),)))
    assert box == Quad(5.5, 15.5, 34.5, 44.5)


def test_words_of_a_text_box_stay_in_its_width_and_none_is_lost() -> None:
    box = mark(K.TEXT_BOX, (0, 0, 106, 100), text="một hai ba bốn năm sáu\n\nbảy")
    shown = lines_of(looks.operators(box, 0, EVEN))
    assert " ".join(shown).split() == ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy"]
    assert all(EVEN.advance(line, looks.TEXT_SIZE) <= 100 for line in shown)
    assert "" in shown, "an empty line stays"


def test_a_text_too_long_for_its_box_gets_smaller_letters() -> None:
    text = "chữ " * 60
    drawn = looks.operators(mark(K.TEXT_BOX, (0, 0, 200, 60), text=text), 0, EVEN)
    assert size_of(drawn) < looks.TEXT_SIZE
    assert len(" ".join(lines_of(drawn)).split()) == 60


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert looks.wrapped("abcdefghij", 20, 10, EVEN) == ["abcd", "efgh", "ij"]
    assert looks.wrapped("ab", 1, 10, EVEN) == ["a", "b"]


@pytest.mark.parametrize(("rotation", "wide"), [(0, True), (90, False), (180, True), (270, False)])
def test_a_text_box_on_a_turned_page_is_set_in_the_width_its_reader_sees(rotation: int, wide: bool) -> None:
    box = mark(K.TEXT_BOX, (0, 0, 300, 60), text="chữ " * 20)
    assert (len(lines_of(looks.operators(box, rotation, EVEN))) < 8) is wide


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_sign_written_for_a_turned_page_is_read_back_at_its_point(rotation: int) -> None:
    sign = mark(K.STICKY_NOTE, (200, 300, 200, 300))
    box = looks.sign_box(sign, rotation)
    assert box.right - box.left == pytest.approx(looks.SIDE + 1)
    assert looks.point_of_sign(box, rotation) == pytest.approx((200, 300))


def test_a_note_made_from_words_lies_on_them_and_is_no_sign() -> None:
    assert looks.is_sign(mark(K.QUESTION, (10, 10, 10, 10)))
    from_words = mark(K.QUESTION, (10, 10, 90, 22))
    assert not looks.is_sign(from_words)
    assert b"/M gs" in looks.operators(from_words, 0, EVEN)


@pytest.mark.parametrize(("rotation", "corner"), [(0, (90, 10)), (90, (10, 10)), (180, (10, 22)), (270, (90, 22))])
def test_a_number_stands_where_the_eye_leaves_the_mark(rotation: int, corner: tuple[float, float]) -> None:
    drawn = looks.number_beside(mark(K.HIGHLIGHT, (10, 10, 90, 22)), rotation, EVEN, 7)
    found = re.match(rb"q \S+ \S+ \S+ \S+ (\S+) (\S+) cm", drawn)
    assert found is not None
    assert (float(found[1]), float(found[2])) == corner
    assert lines_of(drawn) == ["7"]
