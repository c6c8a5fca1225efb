"""Home: what needs this person now, and one step to each of it."""

from ecabinet_desktop.ui.feature import Feature, Surroundings, everyone
from ecabinet_desktop.ui.features.home.view import HomeView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("home", mark("Home"), "home", everyone, lambda: HomeView(desk, around))
