from datetime import UTC, datetime, timedelta, timezone

import pytest
from ecabinet_desktop.domain.annotation import Stroke
from ecabinet_desktop.pdf import notation

from tests.helpers.annotations import K, every_kind, mark


def upside_down(x: float, y: float) -> tuple[float, float]:
    return x, 842 - y


def source(each: object, **more: object) -> str:
    given = {"rotation": 0, "author": "A", "subject": "S", **more}
    return notation.dictionary(each, 5, 9, upside_down, **given)  # type: ignore[arg-type]


def test_each_kind_has_the_norms_word() -> None:
    assert [notation.subtype_of(each) for each in every_kind()] == [
        "Highlight", "Underline", "StrikeOut", "Ink", "Text", "Text", "Text", "Text", "FreeText",
    ]  # fmt: skip
    assert notation.subtype_of(mark(K.QUESTION, (1, 1, 9, 9))) == "Highlight"


def test_no_text_of_a_person_is_ever_read_as_syntax() -> None:
    written = source(mark(K.STICKY_NOTE, (1, 1, 1, 1), text="(a) >> /Launch <</S"), author="B) /A (")
    assert "Launch" not in written
    assert "/A (" not in written
    assert notation.text_string("Đất\n😀") == "<feff01101ea50074000ad83dde00>"


def test_quads_are_written_top_left_top_right_bottom_left_bottom_right() -> None:
    (underlined,) = mark(K.UNDERLINE, (10, 20, 30, 40)).quads
    assert notation.quad_points([underlined], upside_down) == [10, 822, 30, 822, 10, 802, 30, 802]


def test_a_sign_is_neither_enlarged_nor_turned_and_everything_is_printed() -> None:
    assert "/F 28" in source(mark(K.STICKY_NOTE, (1, 1, 1, 1)))
    assert "/F 4" in source(mark(K.HIGHLIGHT, (1, 1, 9, 9)))


def test_pressure_stands_beside_the_points_that_others_read() -> None:
    written = source(mark(K.INK, strokes=(Stroke((1, 2, 0.5, 3, 4, 1.0), 6.0),)))
    assert "/InkList [[1 840 3 838]]" in written
    assert f"/{notation.OWN_PRESSURE} [[6 0.5 1]]" in written
    assert "/BS <</W 6/S/S>>" in written


def test_a_reply_names_what_it_answers() -> None:
    assert "/IRT 17 0 R" in source(mark(K.STICKY_NOTE, (1, 1, 1, 1)), reply_to=17)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("D:20261123080500+00'00'", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("D:20261123150500+07'00'", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("D:20261123080500Z", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("D:20261123040500-04'00", datetime(2026, 11, 23, 8, 5, tzinfo=UTC)),
        ("20261123", datetime(2026, 11, 23, tzinfo=UTC)),
        ("D:2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("D:20261323000000", None),
        ("D:00000000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_other_programs_are_understood_or_left(written: str, moment: datetime | None) -> None:
    assert notation.read_date(written) == moment


def test_a_date_is_written_in_utc() -> None:
    hanoi = datetime(2026, 11, 23, 15, 5, tzinfo=timezone(timedelta(hours=7)))
    assert notation.written_date(hanoi) == "D:20261123080500+00'00'"
    assert notation.read_date(notation.written_date(hanoi)) == hanoi
