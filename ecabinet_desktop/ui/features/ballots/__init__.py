"""Ballots: what is put to the vote, one's own answer and whether it counts, and the result."""

from ecabinet_desktop.ui.feature import Feature, Surroundings, everyone
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("ballots", mark("Ballots"), "ballot", everyone, lambda: BallotsView(desk, around))
