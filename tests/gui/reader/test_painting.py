"""What lies over a page: pixels are looked at, as an eye would."""

import pytest
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad
from ecabinet_desktop.pdf.protocol import Tint, Wish
from ecabinet_desktop.pdf.reader import Tile
from ecabinet_desktop.ui.features.reader.mark_painting import NOTE_SIDE, mark_at, sign_of
from ecabinet_desktop.ui.features.reader.painting import PagePainter
from ecabinet_desktop.ui.features.reader.sheets import Sheet
from ecabinet_desktop.ui.features.reader.tiles import TileCache
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.helpers.desk import NOON

WHITE = QColor("white")
YELLOW = QColor("#ffd83d")
FRAME = QRectF(0, 0, 200, 300)
PASSAGE = Quad(20, 50, 120, 62)


def made(kind: AnnotationKind, *quads: Quad, mark_id: str = "n", colour: Colour = Colour.YELLOW) -> Annotation:
    return Annotation(
        id=mark_id, meeting_id="next", paper_id="p", version_id="p.1", page=0, kind=kind, quads=quads,
        colour=colour, created_at=NOON, modified_at=NOON,
    )  # fmt: skip


@pytest.fixture
def painter(theme: Theme) -> PagePainter:
    return PagePainter()


def paint(painter: PagePainter, tiles: TileCache | None = None, page: int = 0, scale: float = 1.0) -> QImage:
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    brush = QPainter(image)
    sheet = Sheet(page, FRAME, (200 / scale, 300 / scale), scale)
    painter.paint(brush, sheet, 1.0, tiles if tiles is not None else TileCache(), FRAME)
    brush.end()
    return image


def grey_tile(scale: float, grey: int, side: int) -> Tile:
    return Tile(Wish(0, scale, 0, 0), side, side, side * 4, bytes((grey, grey, grey, 255)) * side * side)


def test_a_page_without_tiles_is_an_empty_sheet_with_a_frame(painter: PagePainter) -> None:
    image = paint(painter)
    assert image.pixelColor(100, 50) == WHITE
    assert image.pixelColor(0, 150) != WHITE


def test_the_right_tile_hides_another_scales(painter: PagePainter) -> None:
    tiles = TileCache()
    tiles.add(grey_tile(0.5, 120, 150))
    assert paint(painter, tiles).pixelColor(100, 150) == QColor(120, 120, 120)
    tiles.add(grey_tile(1.0, 230, 300))
    assert paint(painter, tiles).pixelColor(100, 150) == QColor(230, 230, 230)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_highlight_colours_its_words_and_nothing_beside_them(painter: PagePainter, scale: float) -> None:
    painter.show_marks({0: [made(AnnotationKind.HIGHLIGHT, PASSAGE)]})
    image = paint(painter, scale=scale)
    assert image.pixelColor(round(60 * scale), round(56 * scale)) == YELLOW
    assert image.pixelColor(round(60 * scale), round(70 * scale)) == WHITE
    assert paint(painter, page=1).pixelColor(60, 56) == WHITE


def test_black_letters_stay_black_under_a_highlight(painter: PagePainter) -> None:
    tiles = TileCache()
    tiles.add(grey_tile(1.0, 0, 300))
    painter.show_marks({0: [made(AnnotationKind.HIGHLIGHT, PASSAGE, colour=Colour.GREEN)]})
    assert paint(painter, tiles).pixelColor(60, 56) == QColor("black")


def test_the_current_hit_stands_out_from_the_others(painter: PagePainter) -> None:
    painter.hits = {0: [((10, 10, 60, 20),), ((10, 40, 60, 50),)]}
    painter.current_hit = (0, 1)
    image = paint(painter)
    former, current = image.pixelColor(30, 15), image.pixelColor(30, 45)
    assert former != WHITE
    assert current != WHITE
    assert former != current


def test_the_selection_is_seen_on_its_page_only(painter: PagePainter) -> None:
    painter.selection = {0: (PASSAGE,)}
    assert paint(painter).pixelColor(60, 56).blue() > paint(painter).pixelColor(60, 56).red()
    assert paint(painter, page=1).pixelColor(60, 56) == WHITE


def test_a_note_shows_its_sign_and_the_chosen_mark_a_ring(painter: PagePainter) -> None:
    note = made(AnnotationKind.STICKY_NOTE, Quad(100, 100, 100, 100), mark_id="sign")
    passage = made(AnnotationKind.HIGHLIGHT, PASSAGE, mark_id="passage")
    painter.show_marks({0: [note, passage]})
    plain = paint(painter)
    assert plain.pixelColor(100 - NOTE_SIDE // 2 + 2, 102) == YELLOW
    for mark_id, where in (("sign", (88, 100)), ("passage", (60, 48))):
        painter.chosen = frozenset({mark_id})
        assert paint(painter).pixelColor(*where) != plain.pixelColor(*where), mark_id


def test_a_page_that_failed_says_so_and_is_no_picture(painter: PagePainter) -> None:
    tiles = TileCache()
    tiles.add(grey_tile(1.0, 0, 300))
    painter.failed.add(0)
    image = paint(painter, tiles)
    assert image.pixelColor(100, 20) == WHITE
    middle = {image.pixelColor(x, y).name() for x in range(10, 190) for y in range(140, 160)}
    assert len(middle) > 2, "letters are drawn there"


def test_another_paper_begins_with_nothing(painter: PagePainter) -> None:
    painter.show_marks({0: [made(AnnotationKind.HIGHLIGHT, PASSAGE)]})
    painter.failed.add(3)
    painter.chosen = frozenset({"n"})
    painter.clear()
    assert paint(painter).pixelColor(60, 56) == WHITE
    assert (painter.failed, painter.chosen, painter.hits) == (set(), frozenset(), {})


def test_a_point_meets_the_mark_drawn_last() -> None:
    below = made(AnnotationKind.HIGHLIGHT, PASSAGE, mark_id="below")
    above = made(AnnotationKind.HIGHLIGHT, Quad(100, 45, 160, 70), mark_id="above")
    assert mark_at([below, above], 110, 55, 1.0) is above
    assert mark_at([below, above], 30, 55, 1.0) is below
    assert mark_at([below, above], 30, 80, 1.0) is None


def test_a_sign_can_be_met_as_large_as_it_is_drawn_at_any_zoom() -> None:
    note = made(AnnotationKind.STICKY_NOTE, Quad(100, 100, 100, 100))
    for scale in (0.5, 1.0, 4.0):
        edge = sign_of(note, Sheet(0, FRAME, (200, 300), scale)).right() / scale
        assert mark_at([note], edge - 0.5 / scale, 100, scale) is note
        assert mark_at([note], edge + 0.5 / scale, 100, scale) is None


def test_a_small_picture_stands_in_for_tiles_and_the_pages_name_for_both(painter: PagePainter) -> None:
    tiles = TileCache()
    middle = {paint(painter, tiles).pixelColor(x, y).name() for x in range(90, 110) for y in range(140, 160)}
    assert len(middle) > 1, "the page's name is written there"
    tiles.add_thumb(grey_tile(0.1, 96, 20))
    assert abs(paint(painter, tiles).pixelColor(100, 150).red() - 96) < 9


def test_in_night_colours_the_sheet_is_dark_and_marks_are_still_seen(painter: PagePainter) -> None:
    painter.tint = Tint.NIGHT
    painter.show_marks({0: [made(AnnotationKind.HIGHLIGHT, PASSAGE)]})
    image = paint(painter)
    assert image.pixelColor(150, 250).lightness() < 40
    assert image.pixelColor(60, 56).lightness() > image.pixelColor(150, 250).lightness() + 40
