import pytest
from ecabinet_desktop.domain.annotation import Colour
from ecabinet_desktop.pdf.pens import LINES, MARKERS, hexed, nearest, pen_of, rgb

from tests.helpers.annotations import K, mark


@pytest.mark.parametrize("colour", Colour)
def test_a_colour_we_wrote_comes_back_as_its_pen(colour: Colour) -> None:
    assert nearest(rgb(MARKERS[colour])) is colour
    assert nearest(rgb(LINES[colour])) is colour


@pytest.mark.parametrize(
    ("code", "pen"),
    [
        ("#ffff00", Colour.YELLOW),
        ("#ff8c00", Colour.YELLOW),
        ("#00ff00", Colour.GREEN),
        ("#00ffff", Colour.BLUE),
        ("#8000ff", Colour.BLUE),
        ("#ff0000", Colour.RED),
        ("#ff00a0", Colour.RED),
        ("#808080", Colour.YELLOW),
        ("#000000", Colour.YELLOW),
    ],
)
def test_a_colour_from_elsewhere_takes_the_pen_of_its_hue(code: str, pen: Colour) -> None:
    assert nearest(rgb(code)) is pen


def test_no_colour_is_yellow() -> None:
    assert nearest(None) is Colour.YELLOW


def test_lines_are_darker_than_markers_so_that_they_show_on_paper() -> None:
    for colour in Colour:
        assert sum(rgb(LINES[colour])) < sum(rgb(MARKERS[colour]))
    assert pen_of(mark(K.UNDERLINE)) == rgb(LINES[Colour.YELLOW])
    assert pen_of(mark(K.HIGHLIGHT)) == rgb(MARKERS[Colour.YELLOW])


def test_a_colour_is_written_within_its_bounds() -> None:
    assert hexed((1.2, -0.5, 0.5)) == "#FF0080"
