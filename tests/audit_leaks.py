"""`make audit-leaks`: a day with canaries on the sample government, then a look into every file that was written.

Home, temporary and profile folders are fresh, so that nothing else is in them; only the server's own folder is
left out. Ends with one line, and with exit code 1 when something was found.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ecabinet_desktop import demo
from ecabinet_desktop.places import APP

from tests.helpers.canaries import Finder, Leak, Looked, word
from tests.helpers.secret_day import WORDS

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
LEFT_BEHIND = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "ECABINET_HOME", "TMP", "TEMP")
MOST_SECONDS = 170
SHOWN = 12
"""So many of the largest files are named at the end."""


@dataclass(slots=True)
class Audit:
    """What was looked at and found, moment by moment; `last` is the look after everything had ended."""

    words: dict[str, str]
    keys: dict[str, bytes] = field(default_factory=dict)
    looks: dict[str, Looked] = field(default_factory=dict)

    @property
    def last(self) -> Looked:
        return list(self.looks.values())[-1]

    @property
    def leaks(self) -> list[tuple[str, Leak]]:
        return [(moment, leak) for moment, looked in self.looks.items() for leak in sorted(looked.leaks)]


@contextmanager
def fresh(root: Path) -> Iterator[dict[str, str]]:
    """The environment of a person whose every folder lies under `root`; its server is stopped at the end."""
    environ = {name: value for name, value in os.environ.items() if name not in LEFT_BEHIND}
    for name, folder in FOLDERS.items():
        (root / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        environ[name] = str(root / folder)
    try:
        yield {**environ, "QT_QPA_PLATFORM": "offscreen"}
    finally:
        demo.cut(server_folder(root))


def server_folder(root: Path) -> Path:
    """The only folder in which words may stand: it belongs to the server."""
    return root / FOLDERS["XDG_DATA_HOME"] / APP / demo.SERVER


def audit(root: Path, say: Callable[[str], None]) -> Audit:
    """Live the day under `root` and look whenever it stands still; raises RuntimeError when it breaks off."""
    made = Audit({name: word() for name in WORDS})
    with fresh(root) as environ:
        day = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.secret_day"],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with day:
            try:
                _follow(day, made, root, say)
                if day.wait(MOST_SECONDS) != 0:
                    raise RuntimeError("the day broke off")
            finally:
                day.kill()
    made.looks["after everything had ended"] = Finder(made.words, made.keys).look(root, [server_folder(root)])
    return made


def _follow(day: "subprocess.Popen[str]", made: Audit, root: Path, say: Callable[[str], None]) -> None:
    """Look when the day says so. The keys are told at its end, so that only the last look knows them."""
    assert day.stdin is not None
    assert day.stdout is not None
    finder = Finder(made.words)
    print(json.dumps(made.words), file=day.stdin, flush=True)
    for line in day.stdout:
        kind, _, rest = line.strip().partition(" ")
        if kind == "LOOK":
            say(f"looking: {rest}")
            looked = finder.look(root, [server_folder(root)])
            looked.leaks |= finder.unlinked(day.pid)
            made.looks[rest] = looked
            print("go on", file=day.stdin, flush=True)
        elif kind == "KEYS":
            made.keys = {name: bytes.fromhex(key) for name, key in json.loads(rest).items()}


def main() -> int:
    """Audit and report; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-audit-") as folder:
        made = audit(Path(folder), print)
    for moment, leak in made.leaks:
        print(f"LEAK {moment}: {leak.what} in {leak.where}")
    largest = sorted(made.last.largest.items(), key=lambda entry: -entry[1])[:SHOWN]
    print("The largest files looked at:")
    for name, size in largest:
        print(f"  {size:>10,} bytes  {name}")
    for moment, looked in made.looks.items():
        print(f"{looked.files} files, {looked.size:,} bytes: {moment}")
    planted = f"{len(made.words)} words and {len(made.keys)} keys"
    print(f"audit-leaks: looked for {planted} in {len(made.looks)} looks; {len(made.leaks)} leaks found")
    return 1 if made.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
