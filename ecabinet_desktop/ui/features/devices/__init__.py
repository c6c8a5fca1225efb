"""Computers: which wait to be let in, which work, and codes for new ones."""

from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.ui.feature import Feature, Surroundings
from ecabinet_desktop.ui.features.devices.view import DevicesView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list; the secretariat's."""
    return Feature("devices", mark("Computers"), "devices", is_secretary, lambda: DevicesView(desk, around))


def is_secretary(role: Role) -> bool:
    """Who lets computers in."""
    return role is Role.SECRETARY
