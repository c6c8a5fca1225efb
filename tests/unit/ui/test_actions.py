from collections import Counter

from ecabinet_desktop.ui import actions, icons
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_no_key_and_no_id_stands_twice() -> None:
    keys = Counter(QKeySequence(key).toString() for entry in actions.ACTIONS for key in entry.keys)
    assert {key: times for key, times in keys.items() if times > 1} == {}
    assert len({entry.id for entry in actions.ACTIONS}) == len(actions.ACTIONS)


def test_every_key_is_one_qt_understands_and_every_icon_exists() -> None:
    for entry in actions.ACTIONS:
        assert all(QKeySequence(key).toString() for key in entry.keys), entry.id
        assert entry.icon == "" or entry.icon in icons.names(), entry.id


def test_the_sheet_shows_every_action_that_has_a_key(qtbot: QtBot) -> None:
    rows = [row for _, group in actions.sheet() for row in group]
    assert len(rows) == sum(1 for entry in actions.ACTIONS if entry.keys)
    assert ("Search or go to…", "Ctrl+K") in rows


def test_an_action_carries_words_keys_and_icon_and_calls_its_slot(qtbot: QtBot) -> None:
    owner, called = QWidget(), []
    qtbot.addWidget(owner)
    action = actions.make("lock", owner, lambda: called.append(1))
    action.trigger()
    assert called == [1]
    assert (action.text(), action.shortcut().toString()) == ("Lock", "Ctrl+L")
    assert not action.icon().isNull()
