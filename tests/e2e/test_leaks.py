"""After a whole day with canaries no file of the person's folders holds a word of it, nor a key.

The first tests prove the finder: what is planted in plain is found, however it was written.
"""

import base64
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from ecabinet_desktop.domain.folding import fold

from tests import audit_leaks
from tests.helpers import pdfs
from tests.helpers.canaries import Finder, Leak, word

KEY = bytes(range(200, 232))
FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16 le": lambda text: text.encode("utf-16-le"),
    "utf-16 be": lambda text: text.encode("utf-16-be"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "folded": lambda text: fold(text).encode(),
    "first half": lambda text: text[: len(text) // 2].encode(),
    "second half, folded": lambda text: fold(text)[len(text) // 2 :].encode("utf-16-le"),
    "capitals": lambda text: text.upper().encode(),
}
KEY_FORMS: dict[str, Callable[[bytes], bytes]] = {
    "raw": bytes,
    "hex": lambda key: key.hex().encode(),
    "HEX": lambda key: key.hex().upper().encode(),
    "base64": base64.b64encode,
    "base64 url": base64.urlsafe_b64encode,
    "base64 within": lambda key: base64.b64encode(b"a" + key + b"after"),
    "base64 further within": lambda key: base64.b64encode(b"ab" + key),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_finder_finds_a_word_in_every_form(form: Callable[[str], bytes], tmp_path: Path) -> None:
    planted = word()
    (tmp_path / "below" / "deep").mkdir(parents=True)
    (tmp_path / "below" / "deep" / "plain.tmp").write_bytes(b"\x00before " + form(planted) + b" after\xff")
    looked = Finder({"the note": planted, "another": word()}).look(tmp_path)
    assert looked.leaks == {Leak("below/deep/plain.tmp", "the note")}
    assert looked.files == 1


@pytest.mark.parametrize("form", KEY_FORMS.values(), ids=KEY_FORMS)
def test_the_finder_finds_a_key_in_every_form(form: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"key=" + form(KEY))
    assert Finder({}, {"the vote key": KEY}).look(tmp_path).leaks == {Leak("file", "the vote key")}


def test_a_word_in_the_name_of_a_file_or_where_a_link_leads_is_found(tmp_path: Path) -> None:
    planted = word()
    (tmp_path / f"{planted}.pdf").write_bytes(b"")
    (tmp_path / "link").symlink_to(f"elsewhere/{planted}")
    leaks = Finder({"title": planted}).look(tmp_path).leaks
    assert {leak.where for leak in leaks} == {f"{planted}.pdf", "link"}


def test_a_paper_and_a_store_in_plain_are_found_though_their_words_are_compressed(tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(pdfs.text_pdf(["Tờ trình"]))
    store = sqlite3.connect(tmp_path / "store")
    store.execute("CREATE TABLE notes (body TEXT)")
    store.close()
    leaks = Finder({}).look(tmp_path).leaks
    assert leaks == {Leak("paper", "a PDF"), Leak("store", "an open database")}


def test_only_what_is_spared_is_left_out(tmp_path: Path) -> None:
    planted = word()
    for name in ("server", "profile"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(planted, encoding="utf-8")
    leaks = Finder({"title": planted}).look(tmp_path, [tmp_path / "server"]).leaks
    assert leaks == {Leak("profile/file", "title")}


@pytest.mark.slow
def test_a_whole_day_leaves_no_word_and_no_key_in_any_file(tmp_path: Path) -> None:
    made = audit_leaks.audit(tmp_path, lambda _words: None)
    assert made.leaks == []
    assert len(made.words) >= 20
    assert len(made.keys) == 8
    assert len(made.looks) == 3
    looked_at = [name for name in made.last.largest if "/vault/" in name]
    assert any(name.endswith("vault.db") for name in looked_at), "the store was among what was looked at"
    assert sum("/papers/" in name for name in looked_at) > 20, "and so were the papers"
    server = audit_leaks.server_folder(tmp_path)
    words = {name: made.words[name] for name in ("meeting title", "first item", "question")}
    found = {leak.what for leak in Finder(words).look(server).leaks}
    assert found >= set(words), "the same finder finds in the server's folder what stands there in plain"
