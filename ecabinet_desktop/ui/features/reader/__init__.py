"""The reader: papers from the encrypted store, with marks."""

from ecabinet_desktop.ui.feature import Feature, Surroundings, everyone
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("reader", mark("Reader"), "reader", everyone, lambda: ReaderView(desk, around))
