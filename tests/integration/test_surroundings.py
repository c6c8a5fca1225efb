"""What the tests stand on works: a real PostgreSQL, a real screen, a log that is watched."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy
from PySide6.QtGui import QColor

from tests.helpers.xvfb import screen

WINDOW = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setStyleSheet("background: #0a64c8")
window.setGeometry(100, 100, 300, 200)
window.show()
print(app.platformName(), flush=True)
told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
told.activated.connect(app.quit)
app.exec()  # X asks for the painting when it likes
"""


@pytest.mark.postgres
def test_each_test_gets_an_empty_database_of_a_real_postgresql(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        assert "PostgreSQL" in str(connection.exec_driver_sql("select version()").scalar())
        assert connection.exec_driver_sql("select count(*) from pg_stat_user_tables").scalar() == 0
        connection.exec_driver_sql("create table votes (id text primary key)")
    engine.dispose()


def test_a_window_on_the_x_screen_is_in_its_picture() -> None:
    with screen() as shown:
        window = subprocess.Popen(
            [sys.executable, "-c", WINDOW],
            env=shown.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert window.stdout is not None
        assert window.stdout.readline() == "xcb\n"
        picture = shown.picture_once(lambda seen: seen.pixelColor(250, 200) == QColor("#0a64c8"))
        window.communicate("done\n", timeout=20)
    assert (picture.width(), picture.height()) == (1366, 768)
    assert picture.pixelColor(250, 200) == QColor("#0a64c8")
    assert picture.pixelColor(1300, 700) != QColor("#0a64c8")


def test_nothing_of_the_person_running_the_tests_is_reachable() -> None:
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
    assert Path.home().parent.name.startswith("ecabinet-tests-")


@pytest.mark.allowed_logs("the disk is nearly full")
def test_a_warning_that_was_announced_may_be_logged() -> None:
    logging.getLogger("ecabinet").warning("the disk is nearly full")


def test_a_warning_that_nobody_announced_fails_the_test(pytester: pytest.Pytester) -> None:
    conftest = (Path(__file__).parents[1] / "conftest.py").read_text()
    pytester.makeconftest(conftest.replace('pytest_plugins = ["pytester", "tests.helpers.postgres"]', ""))
    pytester.makepyfile("import logging\ndef test_it():\n    logging.getLogger('x').warning('odd')\n")
    pytester.runpytest_subprocess().assert_outcomes(passed=1, errors=1)
