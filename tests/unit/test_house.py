"""The rules of the house that a machine can check (STYLE, last table); a failure says what to do.

An exception to a rule stands in a table here, with its reason.
"""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ecabinet_desktop"
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

LONG_FILES: dict[str, str] = {}
"""path: why it may have more than 400 lines"""

LONG_FUNCTIONS: dict[str, str] = {}
"""path::name: why it may have more than 40 lines"""

TESTED_ELSEWHERE: dict[str, str] = {
    "ecabinet_desktop/__main__.py": "tests/e2e",
    "ecabinet_desktop/desktop.py": "tests/e2e",
    "ecabinet_desktop/demo.py": "tests/e2e",
    "ecabinet_desktop/errors.py": "tests/unit/ui",  # names only; the table of words is walked there
    "ecabinet_desktop/server/migrations/env.py": "tests/integration",
    "ecabinet_desktop/server/migrations/versions/v0001_first.py": "tests/integration",
    "ecabinet_desktop/server/migrations/versions/v0002_due.py": "tests/integration",
    "ecabinet_desktop/demo_story.py": "tests/e2e",
    "ecabinet_desktop/settings.py": "tests/e2e",
    "ecabinet_desktop/shell.py": "tests/e2e",
    "ecabinet_desktop/supervisor.py": "tests/e2e",
    "ecabinet_desktop/ui/features/meetings/item_card.py": "tests/e2e",
    "ecabinet_desktop/ui/features/meetings/rows.py": "tests/e2e",
    "ecabinet_desktop/ui/features/meetings/view.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/canvas.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/find_bar.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/layout.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/notes_panel.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/painting.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/tiles.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/toolbar.py": "tests/e2e",
    "ecabinet_desktop/ui/features/reader/view.py": "tests/e2e",
    "ecabinet_desktop/ui/features/search/view.py": "tests/e2e",
}
"""module: the folder or file of the tests that cover it; for roots, which only put objects together"""

OUTSIDE = {".git", ".venv", "build", "__pycache__", ".hypothesis"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".sh",
    ".yaml",
    ".yml",
    ".xml",
    ".sql",
    ".service",
    ".desktop",
    ".spec",
    ".ts",
    "",
}

# Written in two parts so that this file does not hold what it forbids.
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "debian" + ".org/debian")
REGISTRIES = re.compile("|".join([*map(re.escape, HOSTS), "--(extra-)?index" + "-url"]))
MACHINE = re.compile(r"(?<![\w.}$])/(?:root|work|Users/\w+|home/\w+)/")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def own_files() -> Iterator[Path]:
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in OUTSIDE and not name.endswith(("_cache", ".egg-info"))]
        yield from (Path(folder) / name for name in names)


TEXT_FILES = sorted(path for path in own_files() if path.suffix in TEXT)
SOURCES = sorted(path for path in TEXT_FILES if path.suffix == ".py")
MODULES = [path for path in SOURCES if path.is_relative_to(PACKAGE)]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def expect_none(found: list[str], what_to_do: str) -> None:
    if found:
        pytest.fail(f"{what_to_do}\n  " + "\n  ".join(found), pytrace=False)


def test_no_file_is_longer_than_one_sitting() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = [f"{name}: {n} lines" for name, n in lengths.items() if n > LONGEST_FILE and name not in LONG_FILES]
    expect_none(long, f"Split by subject until each file has at most {LONGEST_FILE} lines:")


def test_no_function_is_longer_than_one_look() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}: {length} lines"
        for path, tree in TREES.items()
        for node in functions(tree)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
        and f"{name_of(path)}::{node.name}" not in LONG_FUNCTIONS
    ]
    expect_none(long, f"Give the steps names until each function has at most {LONGEST_FUNCTION} lines:")


def test_every_module_has_its_test_in_the_same_place() -> None:
    without = [
        f"{name_of(path)}: write {wanted}"
        for path in MODULES
        if path.name != "__init__.py" and name_of(path) not in TESTED_ELSEWHERE and (wanted := wanted_test(path))
    ]
    expect_none(without, "Write the test where a reader looks for it:")


def wanted_test(path: Path) -> str | None:
    """The test that is missing for a module: its mirror in tests/unit, or for windows one in tests/gui."""
    parts = path.relative_to(PACKAGE).parts
    if parts[:2] == ("ui", "features"):
        folder = ROOT / "tests" / "gui" / parts[2].removesuffix(".py")
        single = folder.with_name(f"test_{folder.name}.py")
        return None if single.exists() or any(folder.glob("test_*.py")) else f"{name_of(folder)}/test_*.py"
    mirror = ROOT.joinpath("tests", "unit", *parts[:-1], f"test_{parts[-1]}")
    if mirror.exists():
        return None
    if parts[0] == "ui":
        imported = re.compile(rf"ui(\.widgets)?(\.| import .*\b){path.stem}\b")
        if any(imported.search(test.read_text("utf-8")) for test in (ROOT / "tests" / "gui").rglob("*.py")):
            return None
        return f"{name_of(mirror)}, or use it in a test under tests/gui"
    return name_of(mirror)


def test_the_tables_of_exceptions_hold_nothing_stale() -> None:
    known = {name_of(path) for path in SOURCES}
    named = {*LONG_FILES, *TESTED_ELSEWHERE, *(key.split("::")[0] for key in LONG_FUNCTIONS)}
    expect_none(sorted(named - known), "Take these out of the tables in tests/unit/test_house.py:")
    nowhere = [f"{name}: {place}" for name, place in TESTED_ELSEWHERE.items() if not (ROOT / place).exists()]
    expect_none(nowhere, "These modules claim to be tested where nothing is:")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path, tree in TREES.items()
        if tree.body and not ast.get_docstring(tree) and path.is_relative_to(PACKAGE)
    ]
    expect_none(silent, "Begin with a docstring: one sentence of purpose, then the one rule of the module:")


def test_nothing_is_left_unfinished() -> None:
    marked = [
        f"{name_of(path)}:{number}"
        for path in TEXT_FILES
        if path.suffix in {".py", ".sh", ".sql", ".md", ".toml", ".ts"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    expect_none(marked, "Finish it, or file an issue and remove the mark:")


def test_no_function_only_passes() -> None:
    empty = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in functions(tree)
        if path.is_relative_to(PACKAGE) and all(isinstance(step, ast.Pass) for step in node.body)
    ]
    expect_none(empty, "A function that does nothing says why in a docstring, or goes:")


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{name_of(path)}:{number}: {match.group()}"
        for path in TEXT_FILES
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := REGISTRIES.search(line) or MACHINE.search(line)) and path.name != Path(__file__).name
    ]
    expect_none(found, "Take out the host or the path; the place differs on every machine:")


def test_names_say_what_a_module_is_about() -> None:
    vague = re.compile(r"^(utils?|helpers?|managers?|base|common|misc)\.py$")
    expect_none([name_of(path) for path in MODULES if vague.match(path.name)], "Name the subject, not the habit:")
