from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ecabinet_desktop.ui.dates import format_day, format_moment, format_short_day, format_time, time_left
from ecabinet_desktop.ui.i18n import Language, Languages
from pytestqt.qtbot import QtBot

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)


def test_a_day_is_written_as_each_language_does(qtbot: QtBot, languages: Languages) -> None:
    assert format_day(date(2026, 11, 5)) == "Thursday 5 November 2026"
    assert format_short_day(date(2026, 11, 5)) == "5 Nov 2026"
    languages.use(Language.VIETNAMESE)
    assert format_day(date(2026, 11, 5)) == "Thứ Năm, ngày 05/11/2026"
    assert format_short_day(date(2026, 11, 5)) == "05/11/2026"


def test_the_day_and_time_are_those_of_the_zone(qtbot: QtBot, languages: Languages) -> None:
    assert format_time(NOW, HANOI) == "01:30"
    assert format_short_day(NOW, HANOI) == "27 Nov 2026"


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1, "today at 02:30"), (24, "tomorrow at 01:30"), (-2, "yesterday at 23:30"), (72, "30 Nov 2026 at 01:30")],
)
def test_a_moment_near_now_is_named_by_its_day(qtbot: QtBot, languages: Languages, hours: int, words: str) -> None:
    assert format_moment(NOW + timedelta(hours=hours), NOW, HANOI) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "now"), (-5, "now"), (1, "1 minute"), (25, "25 minutes"), (60, "1 hour"), (61, "1 hour 1 minute"),
        (24 * 60, "1 day"), (76 * 60 + 30, "3 days 4 hours"),
    ],
)  # fmt: skip
def test_time_left_is_said_in_two_units_at_most(
    qtbot: QtBot, languages: Languages, minutes: int, words: str
) -> None:
    assert time_left(NOW + timedelta(minutes=minutes), NOW) == words
