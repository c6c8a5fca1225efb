from ecabinet_desktop.domain.annotation import Quad
from ecabinet_desktop.pdf import anchors
from ecabinet_desktop.pdf.protocol import Word

FIRST = ["Chính", "phủ", "thống", "nhất"]
SECOND = ["thông", "qua", "Nghị", "quyết"]


def page() -> list[Word]:
    """Two lines of four words, 40 points apart, 30 wide, lines 20 apart."""
    return [
        Word(40.0 * n, 20.0 * row, 40.0 * n + 30, 20.0 * row + 12, text, 0, row)
        for row, line in enumerate((FIRST, SECOND))
        for n, text in enumerate(line)
    ]


def test_the_word_at_a_point_is_the_nearest_one_and_the_eye_stays_in_its_line() -> None:
    assert anchors.nearest(page(), 45, 5) == 1
    assert anchors.nearest(page(), 1000, 5) == 3
    assert anchors.nearest(page(), 1000, 1000) == 7
    # 18 points along the line are nearer than 8 points off it.
    assert anchors.nearest(page()[:1] + page()[4:], 48, 6) == 0
    assert anchors.nearest([], 1, 1) is None


def test_a_drag_selects_from_word_to_word_in_either_direction() -> None:
    down = anchors.between(page(), (85, 5), (45, 25))
    up = anchors.between(page(), (45, 25), (85, 5))
    assert down == up
    assert down is not None
    assert (down.first, down.last) == (2, 5)
    assert down.text == "thống nhất\nthông qua"
    assert anchors.between([], (0, 0), (9, 9)) is None


def test_a_selection_has_one_quad_for_each_line() -> None:
    chosen = anchors.selection(page(), 2, 5)
    assert chosen.quads == (Quad(80.0, 0.0, 150.0, 12.0), Quad(0.0, 20.0, 70.0, 32.0))


def test_a_quotation_keeps_what_stands_around_it() -> None:
    chosen = anchors.selection(page(), 2, 2)
    assert (chosen.quote.before, chosen.quote.exact) == ("Chính phủ", "thống")
    assert chosen.quote.after == "nhất\nthông qua Nghị quyết"


def test_no_more_than_48_signs_are_kept_on_either_side() -> None:
    long = [Word(n, 0, n + 1, 1, f"chữ{n:02}", 0, 0) for n in range(60)]
    chosen = anchors.selection(long, 30, 31)
    assert len(chosen.quote.before) == anchors.AROUND
    assert len(chosen.quote.after) == anchors.AROUND
    assert chosen.quote.before.endswith("chữ29")
    assert chosen.quote.after.startswith("chữ32")
