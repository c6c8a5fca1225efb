from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card, centred, rule
from ecabinet_desktop.ui.widgets.labels import Badge, text
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel
from pytestqt.qtbot import QtBot

LONG = "Phiếu lấy ý kiến thành viên Chính phủ về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai"


def edge(card: Card) -> QColor:
    return card.grab().toImage().pixelColor(1, card.height() // 2)


def shown(qtbot: QtBot, card: Card) -> Card:
    qtbot.addWidget(card)
    card.resize(400, 160)
    card.show()
    return card


def test_a_title_heads_the_card_and_names_it(qtbot: QtBot, theme: Theme) -> None:
    card = shown(qtbot, Card("Ballots"))
    assert [label.text() for label in card.findChildren(QLabel)] == ["Ballots"]
    assert card.accessibleName() == "Ballots"
    bare = shown(qtbot, Card())
    assert (bare.findChildren(QLabel), bare.accessibleName()) == ([], "")


def test_content_stands_below_in_the_order_it_was_added(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Ballots")
    first, second = text("First"), button("Second", int)
    row = QHBoxLayout()
    row.addWidget(second)
    card.add(first)
    card.add(row)
    shown(qtbot, card)
    title = card.findChildren(QLabel)[0]
    assert title.geometry().bottom() < first.geometry().top() < second.geometry().top()


def test_what_is_added_to_the_head_stands_right_of_the_title(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Ballots")
    badge = Badge("2 h left", "strong")
    card.add_to_head(badge)
    shown(qtbot, card)
    title = card.findChildren(QLabel)[0]
    assert badge.geometry().left() > title.geometry().right()
    assert abs(badge.geometry().center().y() - title.geometry().center().y()) <= 2


def test_a_long_title_wraps_beside_a_badge_and_nothing_overlaps(qtbot: QtBot, theme: Theme) -> None:
    card = Card(LONG)
    badge = Badge("Còn 2 giờ", "strong")
    card.add_to_head(badge)
    shown(qtbot, card)
    title = card.findChildren(QLabel)[0]
    assert title.geometry().right() < badge.geometry().left()
    assert title.height() >= title.heightForWidth(title.width()) > title.fontMetrics().lineSpacing()
    assert badge.geometry().right() <= card.width()


def test_a_card_that_calls_has_a_coloured_edge_in_each_look(qtbot: QtBot, theme: Theme) -> None:
    card = shown(qtbot, Card("Ballots"))
    for look in Look:
        theme.use(look)
        card.call("")
        quiet = edge(card)
        card.call("true")
        assert edge(card) == QColor(LOOKS[look].accent) != quiet
        card.call("urgent")
        assert edge(card) == QColor(LOOKS[look].urgent)
        card.call("")
        assert edge(card) == quiet


def test_a_centred_card_keeps_its_height_and_stands_a_little_above_the_middle(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Locked")
    card.add(text("Type the passphrase."))
    page = centred(card)
    qtbot.addWidget(page)
    page.resize(500, 800)
    page.show()
    assert card.height() < 200
    assert 200 < card.geometry().center().y() < 400
    assert card.width() == 500


def test_a_rule_is_one_pixel_of_the_looks_line(qtbot: QtBot, theme: Theme) -> None:
    line = rule()
    qtbot.addWidget(line)
    line.resize(100, 1)
    line.show()
    for look in Look:
        theme.use(look)
        assert line.grab().toImage().pixelColor(50, 0) == QColor(LOOKS[look].line)
        assert line.height() == 1
