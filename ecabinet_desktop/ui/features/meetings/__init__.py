"""Meetings and their agendas."""

from ecabinet_desktop.ui.feature import Feature, Surroundings, everyone
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list."""
    return Feature("meetings", mark("Meetings"), "meetings", everyone, lambda: MeetingsView(desk, around))
