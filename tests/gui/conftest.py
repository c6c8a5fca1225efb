"""Shared fixtures of the window tests; a Qt warning fails the test (pyproject)."""

import pytest

from tests.helpers.gui import *  # noqa: F403

OFFSCREEN = "This plugin does not support"
"""The screenless platform says so for each window; it says nothing about our code."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))
