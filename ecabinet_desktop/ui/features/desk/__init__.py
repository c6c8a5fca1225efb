"""The secretary's desk: meetings, agenda, papers, presence and ballots, in plain windows."""

from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.ui.feature import Feature, Surroundings
from ecabinet_desktop.ui.features.desk.view import DeskView
from ecabinet_desktop.ui.i18n import mark
from ecabinet_desktop.usecases.desk import Desk


def feature(desk: Desk, around: Surroundings) -> Feature:
    """The feature for the window's list; the secretariat's, and for a session the chair's."""
    chairs = desk.me.is_prime_minister or any(m.chair_id == desk.me.id for m in desk.meetings.all())

    def allowed(role: Role) -> bool:
        return role is Role.SECRETARY or chairs

    return Feature("desk", mark("Desk"), "secretary", allowed, lambda: DeskView(desk, around))
