"""The reading plan: what is left to read before a meeting, and what changed since the person last read."""

from ecabinet_desktop.ui.feature import Feature, Surroundings
from ecabinet_desktop.ui.features.plan.view import PlanView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.reading_plan import READERS


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("plan", mark("To read"), "clock", READERS.__contains__, lambda: PlanView(desk, around))
