"""Where the person was, what they saw, what they read last."""

from datetime import timedelta

from ecabinet_desktop.vault.reading import Place

from tests.unit.vault.shelf import NOW, Shelf, shelf


def test_a_place_is_remembered_over_a_restart(shelf_: Shelf) -> None:
    assert shelf_.reading.place("v1") is None
    shelf_.reading.remember("v1", Place(page=3))
    shelf_.reading.remember("v1", Place(page=41, offset=120.5, zoom="1.25"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.reading.place("v1") == Place(page=41, offset=120.5, zoom="1.25")
    again.vault.close()


def test_the_newest_version_read_counts_whatever_is_looked_at_later(shelf_: Shelf) -> None:
    assert shelf_.reading.last_read_version("p1") is None
    assert shelf_.reading.last_read_at("p1") is None
    shelf_.reading.mark_read("p1", 2, NOW)
    shelf_.reading.mark_read("p1", 1, NOW + timedelta(hours=1))
    assert shelf_.reading.last_read_version("p1") == 2
    assert shelf_.reading.last_read_at("p1") == NOW + timedelta(hours=1)


def test_the_pages_seen_add_up(shelf_: Shelf) -> None:
    shelf_.reading.saw("v1", [0, 1])
    shelf_.reading.saw("v1", [1, 7])
    assert shelf_.reading.seen("v1") == {0, 1, 7}
    assert shelf_.reading.seen("v2") == frozenset()
