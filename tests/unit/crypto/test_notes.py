"""Private notes open with the member's key, as the note they are, and in no other way."""

import pytest
from ecabinet_desktop.crypto.notes import KEY_BYTES, NONCE, new_note_key, open_note, seal_note
from ecabinet_desktop.errors import Damaged
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Hỏi Bộ Tài chính về phụ lục 3".encode()


@given(plain=st.binary(max_size=5000), note_id=st.text(max_size=40))
def test_a_note_opens_as_it_was_sealed(plain: bytes, note_id: str) -> None:
    key = new_note_key()

    assert open_note(key, seal_note(key, plain, note_id), note_id) == plain


def test_the_sealed_note_holds_no_word_of_it_and_is_never_the_same_twice() -> None:
    key = new_note_key()
    once, again = seal_note(key, TEXT, "n1"), seal_note(key, TEXT, "n1")

    assert TEXT[:8] not in once
    assert once != again
    assert len(once) == NONCE + len(TEXT) + 16


def test_another_key_or_another_note_does_not_open_it() -> None:
    key = new_note_key()
    sealed = seal_note(key, TEXT, "n1")

    for other_key, note_id in [(new_note_key(), "n1"), (key, "n2"), (key, "")]:
        with pytest.raises(Damaged):
            open_note(other_key, sealed, note_id)


def test_every_flipped_and_every_missing_byte_is_refused() -> None:
    key = new_note_key()
    sealed = seal_note(key, TEXT, "n1")

    for place in range(len(sealed)):
        bad = bytearray(sealed)
        bad[place] ^= 1
        with pytest.raises(Damaged):
            open_note(key, bytes(bad), "n1")
        with pytest.raises(Damaged):
            open_note(key, sealed[:place], "n1")


def test_note_keys_are_of_their_own() -> None:
    keys = {new_note_key() for _ in range(20)}

    assert len(keys) == 20
    assert {len(key) for key in keys} == {KEY_BYTES}
