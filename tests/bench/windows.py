"""How long a start takes, and how long from the passphrase to the agenda; each in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecabinet_desktop import demo
from ecabinet_desktop.places import HOME, places
from PySide6.QtWidgets import QApplication

from tests.bench.measure import Row, in_turn, median
from tests.bench.patience import PATIENCE
from tests.helpers.stories import PASSPHRASE, Story

MEMBER = "ta-minh-nguyet"
EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
class Empty(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
        app.quit()
app = QApplication(sys.argv)
window = Empty()
window.show()
app.exec()
"""


@contextmanager
def enrolled() -> Iterator[str]:
    """A profile with the sample's whole pack, locked; its server runs until the end."""
    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as home:
        os.environ[HOME] = home
        demo.run("member", prepare_only=True)
        folder = places(demo.SERVER).data
        story = Story(folder, MEMBER, PATIENCE)
        try:
            story.enrol()
            story.papers_here()
            story.lock()
            yield story.profile
        finally:
            story.close()
            demo.cut(folder)
            del os.environ[HOME]


def starts() -> list[Row]:
    """Both rows of the first minute."""
    with enrolled() as profile:
        cold, empty = in_turn(lambda: _told("cold", profile), lambda: _run([sys.executable, "-c", EMPTY]))
        unlock, hash_alone = in_turn(lambda: _told("unlock", profile), lambda: _told("argon2id", profile))
    return [
        Row(
            name="cold_start", ours=median(cold), anchor=median(empty), unit="ms", goal="as near to it as can be",
            anchor_name="an empty PySide6 window", samples=tuple(cold), anchor_samples=tuple(empty),
        ),
        Row(
            name="unlock_to_agenda", ours=median(unlock), anchor=median(hash_alone), unit="ms", goal="≤ 1.5 s",
            anchor_name="opening the keyfile alone (Argon2id)", samples=tuple(unlock),
            anchor_samples=tuple(hash_alone), note="41 papers, 22 items",
        ),
    ]  # fmt: skip


def _told(what: str, profile: str) -> float:
    command = [sys.executable, "-m", "tests.bench.window_child", what, profile, PASSPHRASE]
    if what == "cold":
        return _run(command)
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return float(done.stdout.split()[-1])


def _run(command: list[str]) -> float:
    """Milliseconds until the child says that it has painted."""
    from ecabinet_desktop.clock import monotonic

    start = monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        assert "painted" in child.stdout.readline()
        return (monotonic() - start) * 1000
