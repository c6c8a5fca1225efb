"""Notes sealed for one reader."""

import pytest
from ecabinet_desktop.crypto.notes import new_note_key
from ecabinet_desktop.crypto.sharing import PUBLIC_BYTES, open_shared, seal_for, sharing_public
from ecabinet_desktop.errors import Damaged


def test_only_the_reader_opens_what_was_sealed_for_them() -> None:
    mine, other = new_note_key(), new_note_key()
    assert len(sharing_public(mine)) == PUBLIC_BYTES
    sealed = seal_for(sharing_public(mine), "nguồn vốn".encode(), "note|m07")
    assert "nguồn".encode() not in sealed
    assert open_shared(mine, sealed, "note|m07").decode() == "nguồn vốn"
    for key, context, data in (
        (other, "note|m07", sealed),
        (mine, "note|m08", sealed),
        (mine, "note|m07", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (mine, "note|m07", b""),
    ):
        with pytest.raises(Damaged):
            open_shared(key, data, context)


def test_a_key_that_is_none_is_said() -> None:
    with pytest.raises(Damaged):
        seal_for(b"short", b"x", "note|m07")
