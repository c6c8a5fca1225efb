import pytest
from ecabinet_desktop.ui.feature import Feature, View, everyone
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.stage import Stage
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot


class Shown(View):
    """Remembers what happened to it, in `log`, under its name."""

    def __init__(self, name: str, log: list[str], *, has_panel: bool = False, breaks: str = "") -> None:
        super().__init__()
        self.name, self.log, self.breaks = name, log, breaks
        self.side = QLabel(f"panel of {name}") if has_panel else None
        self._note("made")

    def show_place(self, place: Place) -> None:
        self._note(f"shows {place.meeting}")

    def panel(self) -> QWidget | None:
        return self.side

    def leave(self) -> None:
        self._note("leaves")

    def _note(self, what: str) -> None:
        if self.breaks and what.startswith(self.breaks):
            raise ValueError(what)
        self.log.append(f"{self.name} {what}")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, log: list[str], bugs: list[BaseException]) -> Stage:
    def feature(name: str, *, has_panel: bool = False, breaks: str = "") -> Feature:
        return Feature(name, name, "home", everyone, lambda: Shown(name, log, has_panel=has_panel, breaks=breaks))

    features = [
        feature("home"),
        feature("reader", has_panel=True),
        feature("unmade", breaks="made"),
        feature("unshown", breaks="shows"),
        feature("stuck", breaks="leaves"),
    ]
    made = Stage(features, bugs.append)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def at(feature: str, meeting: str | None = None) -> Place:
    return Place(feature=feature, meeting=meeting)


def name_of(stage: Stage) -> str:
    view = stage.view
    assert isinstance(view, Shown)
    assert stage.content.currentWidget() is view
    return view.name


def test_a_view_is_made_when_first_shown_and_only_once(stage: Stage, log: list[str]) -> None:
    assert (stage.view, log) == (None, [])
    assert stage.show_place(at("home", "m1"))
    assert stage.show_place(at("home", "m2"))
    assert log == ["home made", "home shows m1", "home shows m2"]
    assert name_of(stage) == "home"


def test_the_view_that_goes_is_told_before_the_next_one_shows(stage: Stage, log: list[str]) -> None:
    stage.show_place(at("home"))
    log.clear()
    stage.show_place(at("reader"))
    assert log == ["reader made", "home leaves", "reader shows None"]
    assert name_of(stage) == "reader"


def test_a_feature_this_person_has_not_is_refused_and_nothing_moves(stage: Stage, log: list[str]) -> None:
    stage.show_place(at("home"))
    log.clear()
    assert not stage.show_place(at("desk"))
    assert (name_of(stage), log) == ("home", [])


@pytest.mark.parametrize("broken", ["unmade", "unshown"])
def test_a_view_that_raises_is_a_bug_and_the_stage_stays_usable(
    stage: Stage, bugs: list[BaseException], broken: str
) -> None:
    stage.show_place(at("home"))
    assert not stage.show_place(at(broken))
    assert [type(bug) for bug in bugs] == [ValueError]
    assert name_of(stage) == "home"
    assert stage.show_place(at("reader"))
    assert name_of(stage) == "reader"


def test_a_view_that_cannot_leave_is_a_bug(stage: Stage, bugs: list[BaseException]) -> None:
    stage.show_place(at("stuck"))
    stage.show_place(at("home"))
    assert [str(bug) for bug in bugs] == ["leaves"]


def test_every_view_made_so_far_saves_even_if_one_of_them_breaks(
    stage: Stage, log: list[str], bugs: list[BaseException]
) -> None:
    for feature in ("stuck", "reader"):
        stage.show_place(at(feature))
    bugs.clear()
    log.clear()
    stage.leave()
    assert [str(bug) for bug in bugs] == ["leaves"]
    assert log == ["reader leaves"]


def test_the_panel_belongs_to_its_view_and_hides_without_one(stage: Stage) -> None:
    stage.show_place(at("home"))
    assert not stage.panel.isVisible()
    stage.show_place(at("reader"))
    assert stage.panel.isVisible()
    label = stage.panel.currentWidget()
    assert isinstance(label, QLabel)
    assert label.text() == "panel of reader"
    stage.show_place(at("home"))
    assert not stage.panel.isVisible()


def test_a_panel_sent_away_stays_away_until_it_is_wanted_again(stage: Stage) -> None:
    stage.show_place(at("reader"))
    stage.toggle_panel()
    assert not stage.panel.isVisible()
    stage.show_place(at("home"))
    stage.toggle_panel()
    assert not stage.panel.isVisible(), "home has none to show"
    stage.show_place(at("reader"))
    assert stage.panel.isVisible()


def test_content_keeps_most_of_the_width_beside_a_panel(stage: Stage) -> None:
    stage.show_place(at("reader"))
    assert 240 <= stage.panel.width() <= 400
    assert stage.content.width() > 2 * stage.panel.width()
