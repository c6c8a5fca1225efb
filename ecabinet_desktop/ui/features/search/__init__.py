"""Search over every paper on this computer, without a network and without diacritics."""

from ecabinet_desktop.ui.feature import Feature, Surroundings, everyone
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("search", mark("Search"), "search", everyone, lambda: SearchView(desk, around))
