from ecabinet_desktop.usecases.change import OF_KIND, Change, Changes, of_kinds
from ecabinet_desktop.wire.codec import KINDS


def test_every_kind_of_row_belongs_to_a_subject() -> None:
    assert set(KINDS) <= set(OF_KIND)
    assert all(OF_KIND.values())


def test_kinds_add_up_and_a_kind_from_a_newer_server_changes_nothing() -> None:
    assert of_kinds(["vote", "paper", "progress"]) == Change.BALLOTS | Change.PAPERS
    assert of_kinds(["hologram"]) is Change.NONE
    assert of_kinds([]) is Change.NONE


def test_everyone_is_told_until_they_end_it() -> None:
    changes, first, second = Changes(), [], []  # type: ignore[var-annotated]
    end = changes.subscribe(first.append)
    changes.subscribe(second.append)
    assert changes.tell(Change.NOTES) is Change.NOTES
    end()
    end()
    changes.tell(Change.FILES)
    assert first == [Change.NOTES]
    assert second == [Change.NOTES, Change.FILES]


def test_nothing_changed_is_told_to_nobody() -> None:
    changes, heard = Changes(), []  # type: ignore[var-annotated]
    changes.subscribe(heard.append)
    assert changes.tell(Change.NONE) is Change.NONE
    assert heard == []


def test_a_listener_may_end_itself_while_it_is_told() -> None:
    changes, heard = Changes(), []  # type: ignore[var-annotated]

    def once(change: Change) -> None:
        heard.append(change)
        end()

    end = changes.subscribe(once)
    changes.subscribe(heard.append)
    changes.tell(Change.NOTES)
    changes.tell(Change.NOTES)
    assert heard == [Change.NOTES] * 3
