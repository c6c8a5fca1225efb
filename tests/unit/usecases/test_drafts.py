"""What was begun and not sent is there again after a lock."""

from pathlib import Path

import pytest
from ecabinet_desktop.errors import Full
from ecabinet_desktop.usecases.drafts import Drafts
from ecabinet_desktop.vault.vault import Vault

KEY = bytes(range(32))


def test_a_draft_is_there_after_the_store_was_closed_and_opened(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path, KEY)
    drafts = Drafts(vault)
    drafts.put("objection:i1", "Thiếu nguồn vốn")
    drafts.put("vote:b1", "agree")
    drafts.put("vote:b1", "")
    drafts.save()
    vault.close()
    vault = Vault.open(tmp_path, KEY)
    again = Drafts(vault)
    assert again.of("objection:i1") == "Thiếu nguồn vốn"
    assert again.of("vote:b1") == ""
    vault.close()


def test_a_draft_that_could_not_be_written_is_written_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(tmp_path, KEY)
    drafts = Drafts(vault)
    drafts.put("vote:b1", "abstain")

    def full(_name: str, _value: bytes) -> None:
        raise Full("disk")

    with monkeypatch.context() as patch:
        patch.setattr(vault, "set_meta", full)
        with pytest.raises(Full):
            drafts.save()
    assert vault.meta("drafts") is None
    drafts.save()
    assert Drafts(vault).of("vote:b1") == "abstain"
    vault.close()
