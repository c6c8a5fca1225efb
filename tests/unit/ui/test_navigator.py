from ecabinet_desktop.ui.navigator import Navigator, Place

HOME, AGENDA, PAPER = (
    Place(feature="home"),
    Place(feature="meetings", meeting="m1"),
    Place(feature="reader", paper="p"),
)


def test_back_and_forward_walk_the_places_gone_to() -> None:
    navigator, seen = Navigator(HOME), []
    navigator.moved.connect(seen.append)
    navigator.go(AGENDA)
    navigator.go(PAPER)
    navigator.back()
    navigator.back()
    navigator.forward()
    assert seen == [AGENDA, PAPER, AGENDA, HOME, AGENDA]
    assert navigator.can_go_back
    assert navigator.can_go_forward


def test_going_somewhere_new_forgets_the_way_forward() -> None:
    navigator = Navigator(HOME)
    navigator.go(AGENDA)
    navigator.back()
    navigator.go(PAPER)
    assert not navigator.can_go_forward
    navigator.back()
    assert navigator.place == HOME


def test_going_where_one_is_shows_it_again_without_a_step() -> None:
    navigator, seen = Navigator(HOME), []
    navigator.moved.connect(seen.append)
    navigator.go(HOME)
    assert seen == [HOME]
    assert not navigator.can_go_back


def test_a_page_turned_by_the_view_is_where_back_returns_to() -> None:
    navigator = Navigator(PAPER)
    turned = Place(feature="reader", paper="p", page=41)
    navigator.note(turned)
    navigator.go(HOME)
    navigator.back()
    assert navigator.place == turned
