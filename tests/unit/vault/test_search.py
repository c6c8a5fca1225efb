"""Search: without diacritics, safe for any input, and words that must go are in no page of the store any more."""

import random

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import PaperState
from ecabinet_desktop.vault import search as module
from ecabinet_desktop.vault.lookup import Scope
from ecabinet_desktop.vault.search import Hit, HitKind
from ecabinet_desktop.vault.snippets import AFTER, BEFORE
from ecabinet_desktop.vault.vault import FILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.vault.shelf import DB_KEY, PAPER_KEY, Shelf, gone, line, meeting, note, page, paper, row, shelf

DIRECTIVE = "Chỉ thị về quản lý đất đai và ngân sách nhà nước năm 2026"
CIPHER_PAGE, RESERVE, SALT = 4096, 80, 16
"""SQLCipher 4: each page ends with its IV and MAC, the first one begins with the salt."""
REPORT = "Report on land and budget; số 39/2022/NĐ-CP"


@pytest.fixture
def library(shelf_: Shelf) -> Shelf:
    """Two papers of two meetings, two pages each."""
    shelf_.replica.apply(
        page(
            [
                row(meeting("m1")),
                row(paper("v1", title="Tờ trình một")),
                row(paper("v2", title="Báo cáo hai", meeting_id="m2", item_id="i2")),
            ]
        )
    )
    shelf_.search.index_pages("v1", [(0, DIRECTIVE), (1, "Ủy ban nhân dân các tỉnh, thành phố")])
    shelf_.search.index_pages("v2", [(0, REPORT), (1, "đất của nhà, đai của áo")])
    for version_id in ("v1", "v2"):
        shelf_.search.finish(version_id)
    return shelf_


def pages(hits: list[Hit]) -> set[tuple[str, int | None]]:
    return {(hit.version_id, hit.page) for hit in hits}


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dat dai", {("v1", 0), ("v2", 1)}),
        ("đất đai", {("v1", 0), ("v2", 1)}),
        ("ĐẤT ĐAI", {("v1", 0), ("v2", 1)}),
        ('"dat dai"', {("v1", 0)}),
        ("ngân sach", {("v1", 0)}),
        ("uy ban nhan d", {("v1", 1)}),
        ("uy ban nhan d ", set()),
        ("uy ban nhan da", {("v1", 1)}),
        ("d", set()),
        ("nam 2", set()),
        ("bud", {("v2", 0)}),
        ('"bud"', set()),
        ("39/2022/NĐ-CP", {("v2", 0)}),
        ("2022 nd cp", {("v2", 0)}),
        ("land đất", set()),
        ("khong co", set()),
    ],
)
def test_words_are_found_without_marks_and_case(library: Shelf, query: str, found: set[tuple[str, int]]) -> None:
    assert pages(library.search.search(query)) == found


def test_text_written_in_combining_signs_is_the_same_text(library: Shelf) -> None:
    library.search.index_pages("v1", [(2, "nga\u0302n sa\u0301ch")])
    hits = [hit for hit in library.search.search("ngân sách") if hit.page == 2]
    assert [marked(hit) for hit in hits] == [["nga\u0302n", "sa\u0301ch"]]


def test_a_hit_shows_the_original_words_in_their_place(library: Shelf) -> None:
    (hit,) = library.search.search('"dat dai"')
    assert (hit.version_id, hit.paper_title, hit.meeting_id, hit.item_id) == ("v1", "Tờ trình một", "m1", "i1")
    assert hit.snippet == DIRECTIVE
    assert marked(hit) == ["đất đai"]
    (hit,) = library.search.search("ngan sa")
    assert marked(hit) == ["ngân", "sá"]


def test_a_long_page_is_shown_around_the_first_match(library: Shelf) -> None:
    library.search.index_pages("v1", [(5, f"{'trước ' * 400} thủy điện {'sau ' * 400} thủy lợi")])
    (hit,) = library.search.search("thuy dien")
    assert len(hit.snippet) <= BEFORE + AFTER
    assert marked(hit)[:2] == ["thủy", "điện"]
    assert hit.snippet.startswith("trước"), "it begins with a whole word"


def test_one_meeting_can_be_searched_alone(library: Shelf) -> None:
    assert pages(library.search.search("dat dai", scope=Scope("m2"))) == {("v2", 1)}
    assert library.search.search("dat dai", scope=Scope("m3")) == []


def test_titles_of_papers_and_of_the_agenda_in_force_come_first(library: Shelf) -> None:
    library.replica.apply(
        page(
            [row(line("i1", "Luật Thủy lợi", papers=("v1",))), row(line("i1", "Luật Thủy sản", agenda="B"))], upto=2
        )
    )
    library.search.index_pages("v1", [(7, "thủy lợi")])
    hits = library.search.search("thuy")
    assert [(hit.page, hit.snippet) for hit in hits] == [(None, "Luật Thủy lợi"), (7, "thủy lợi")]
    assert hits[0].item_id == "i1"
    assert hits[0].version_id == "v1"
    assert [hit.paper_title for hit in library.search.search("bao cao hai")] == ["Báo cáo hai"]


def test_many_titles_leave_room_for_pages(library: Shelf) -> None:
    many = [row(paper(f"t{n}", title=f"Dự thảo {n}", item_id=f"t{n}")) for n in range(60)]
    library.replica.apply(page(many, upto=2))
    library.search.index_pages("v1", [(3, "dự thảo")])
    hits = library.search.search("du thao", 20)
    assert sum(hit.page is None for hit in hits) == module.MOST_TITLES
    assert hits[-1].page == 3


def test_no_more_hits_than_asked_for(library: Shelf) -> None:
    library.search.index_pages("v1", [(n, "chung") for n in range(10, 40)])
    assert len(library.search.search("chung", 7)) == 7


SIGNS = ["", " ", '"', '""', '" "', "*", "_", "(", "\x00", "\ud800", "😀", "ﬁ", "²"]
OPERATORS = [
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "a:b",
    "folded:dat",
    "^dat",
    "-dat",
    "dat*",
    "_ dat",
    "'; DROP TABLE rows",
]


@pytest.mark.parametrize("query", [*SIGNS, *OPERATORS, "đ" * 5000, "dat " * 20_000])
def test_any_input_is_a_question_and_never_an_error(library: Shelf, query: str) -> None:
    assert isinstance(library.search.search(query), list)
    assert pages(library.search.search('"dat dai"')) == {("v1", 0)}


@given(query=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_typed_the_marked_parts_lie_within_the_snippet(library: Shelf, query: str) -> None:
    for hit in library.search.search(query):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.spans)


def test_an_underscore_parts_words_as_it_does_in_the_index(library: Shelf) -> None:
    library.search.index_pages("v1", [(4, "phu_luc_3")])
    assert pages(library.search.search("phu_luc")) == {("v1", 4)}
    assert pages(library.search.search("luc 3")) == {("v1", 4)}


def test_a_page_with_half_a_sign_is_indexed_all_the_same(library: Shelf) -> None:
    library.search.index_pages("v1", [(9, "hỏng \ud83d phông")])
    assert pages(library.search.search("hong phong")) == {("v1", 9)}


def test_indexing_a_page_again_replaces_its_words(library: Shelf) -> None:
    library.search.index_pages("v1", [(0, "hoàn toàn khác")])
    assert pages(library.search.search("ngan sach")) == set()
    assert pages(library.search.search("hoan toan")) == {("v1", 0)}
    assert library.search.text("v1", 0) == "hoàn toàn khác"


def test_a_version_is_indexed_when_it_is_finished_and_not_before(library: Shelf) -> None:
    assert library.search.indexed("v1")
    library.replica.apply(page([row(paper("v3"))], upto=2))
    library.search.index_pages("v3", [(0, "một")])
    assert not library.search.indexed("v3")


def test_words_of_a_paper_taken_away_while_it_was_read_do_not_come_in(library: Shelf) -> None:
    library.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    library.search.index_pages("v1", [(0, "lọt vào")])
    library.search.finish("v1")
    assert not library.search.indexed("v1")
    assert library.search.text("v1", 0) is None
    with library.vault.read() as db:
        assert db.execute("SELECT count(*) FROM pages WHERE version_id = 'v1'").fetchone() == (0,)


def test_a_sweep_cut_short_hides_the_words_at_once_and_is_made_up_for(
    library: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_merge", cut)
        with pytest.raises(KeyboardInterrupt):
            library.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    assert library.search.search("ngan sach") == []
    assert library.replica.cursor() == ("e1", 2)
    assert module.sweep(library.vault), "it is still to be done"
    assert not module.sweep(library.vault)
    assert pages(library.search.search("dat dai")) == {("v2", 1)}


def decrypted(shelf_: Shelf) -> bytes:
    """Every page of the store as it lies on disk, free ones too, without the encryption; its log must be empty."""
    log = shelf_.vault.folder / (FILE + "-wal")
    assert not log.exists() or log.stat().st_size == 0, "nothing is left in the log"
    data = (shelf_.vault.folder / FILE).read_bytes()
    plain = b""
    for start in range(0, len(data), CIPHER_PAGE):
        page_ = data[start + (SALT if start == 0 else 0) : start + CIPHER_PAGE]
        body, iv = page_[:-RESERVE], page_[-RESERVE:][:16]
        opener = Cipher(algorithms.AES(DB_KEY), modes.CBC(iv)).decryptor()
        plain += opener.update(body) + opener.finalize()
    return plain


def test_words_of_a_withdrawn_paper_stand_nowhere_in_the_decrypted_store(library: Shelf) -> None:
    chance = random.Random(4)
    canaries = ["".join(chance.choices("bcdfghklmnpqrstvx", k=9)) for _ in range(200)]
    library.replica.apply(page([row(paper("secret", title="Tuyệt mật"))], upto=2))
    for n in range(0, 200, 5):
        library.search.index_pages("secret", [(n, " ".join(canaries[n : n + 5]) + " chung")])
        library.search.index_pages("v2", [(10 + n, "văn bản khác chung")])
    library.search.finish("secret")
    library.vault.settle()
    before = decrypted(library)
    endings = [canary[3:].encode() for canary in canaries]  # neighbours in the index share their beginnings
    assert sum(ending in before for ending in endings) > 150, "the test can see words at all"
    library.replica.apply(page(gone=[gone("paper", "secret")], upto=3))
    after = decrypted(library)
    assert [ending for ending in endings if ending in after] == []
    assert "Tuyệt mật".encode() not in after
    assert b"secret" not in after
    assert len(library.search.search("chung", 100)) == 40, "the others are still found"


def test_the_index_is_there_after_a_restart(library: Shelf) -> None:
    folder = library.vault.folder
    library.vault.close()
    again = shelf(folder)
    assert pages(again.search.search('"dat dai"')) == {("v1", 0)}
    assert again.search.text("v1", 0) == DIRECTIVE
    again.vault.close()


def test_the_phrase_as_it_was_typed_comes_before_pages_that_only_hold_its_words(library: Shelf) -> None:
    apart = [(n, f"đất và đai và đai và đất {n}") for n in range(20, 40)]
    library.search.index_pages("v2", [*apart, (40, f"{'đất ' * 3} đai {'và rừng ' * 200}")])
    hits = library.search.search("đất đa", 100)
    assert {(hit.version_id, hit.page) for hit in hits[:2]} == {("v1", 0), ("v2", 40)}
    assert len(hits) == len({(hit.version_id, hit.page) for hit in hits}) == 23


def test_a_single_letter_at_the_end_counts_in_the_phrase_and_hides_nothing(library: Shelf) -> None:
    library.search.index_pages("v1", [(5, "xem phụ lục A kèm theo"), (6, "xem phụ lục B kèm theo")])
    assert [hit.page for hit in library.search.search("phu luc b")] == [6, 5]


def test_notes_are_hits_of_their_own_behind_titles(library: Shelf) -> None:
    library.notes.save(note("n1", text="hỏi lại ngân sách"))
    hits = library.search.search("ngan sach")
    assert [(hit.kind, hit.page, hit.note_id) for hit in hits] == [(HitKind.NOTE, 0, "n1"), (HitKind.PAGE, 0, "")]
    assert (hits[0].version_id, hits[0].paper_title, hits[0].snippet) == ("v1", "Tờ trình một", "hỏi lại ngân sách")
    assert marked(hits[0]) == ["ngân", "sách"]


def test_only_pages_with_own_notes_can_be_searched(library: Shelf) -> None:
    library.search.index_pages("v1", [(3, "đất đai khác")])
    assert pages(library.search.search("dat", scope=Scope(is_marked=True))) == set()
    library.notes.save(note("n1", version_id="v1"))
    assert pages(library.search.search("dat", scope=Scope(is_marked=True))) == {("v1", 0)}
    items = Scope(item_ids=frozenset({"i2"}))
    assert pages(library.search.search("dat", scope=items)) == {("v2", 1)}


def test_a_word_cut_at_a_line_end_is_found_whole_and_in_parts(library: Shelf) -> None:
    text = "the documenta-\ntion of debian-\nboot, ngân-\nsách"
    library.search.index_pages("v1", [(8, text)])
    for query in ("documentation", "documenta", '"debian boot"', "debianboot", '"ngan sach"'):
        assert ("v1", 8) in pages(library.search.search(query)), query
    assert library.search.text("v1", 8) == text
    library.search.index_pages("v1", [(8, "nothing of it")])
    assert pages(library.search.search("documentation")) == set(), "and forgotten whole"


def test_the_pages_of_one_paper_that_hold_the_words_are_known_in_order(library: Shelf) -> None:
    library.search.index_pages("v1", [(7, "đất đai"), (4, "đất của đai")])
    assert library.search.pages_of("v1", "dat dai") == [0, 4, 7]
    assert library.search.pages_of("v2", "đất đa") == [1]
    assert library.search.pages_of("v1", "  ") == []
    library.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    assert library.search.pages_of("v1", "dat dai") == []


def test_a_query_without_marks_finds_exactly_what_the_query_with_marks_finds(library: Shelf) -> None:
    chance = random.Random(7)
    syllables = ["đất", "dát", "đai", "dài", "ngân", "ngàn", "sách", "sạch", "ứng", "ưng", "Đường", "DƯƠNG", "ở"]
    library.search.index_pages("v1", [(n, " ".join(chance.choices(syllables, k=6))) for n in range(60, 160)])
    for _ in range(60):
        words = chance.choices(syllables, k=chance.randint(1, 3))
        for query in (" ".join(words), f'"{" ".join(words)}"'):
            found = [(hit.version_id, hit.page) for hit in library.search.search(query, 500)]
            assert found == [(hit.version_id, hit.page) for hit in library.search.search(fold(query), 500)]
    assert pages(library.search.search("dat", 500)) >= pages(library.search.search('"đất"', 500)) > set()


def test_a_replaced_version_is_searched_only_for_what_one_marked_in_it(library: Shelf) -> None:
    old = paper("v1", title="Tờ trình một")
    library.replica.apply(page([row(msgspec.structs.replace(old, id="v1b", version=2))], upto=2))
    library.search.index_pages("v1b", [(1, "ngân sách mới")])
    assert pages(library.search.search("ngan sach")) == {("v1b", 1)}
    assert pages(library.search.search("ngan sach", scope=Scope("m1"))) == {("v1b", 1)}
    assert [hit.version_id for hit in library.search.search("to trinh mot")] == ["v1b"]
    library.notes.save(note("n1", version_id="v1"))
    assert pages(library.search.search("ngan sach", scope=Scope(is_marked=True))) == {("v1", 0)}
    draft = msgspec.structs.replace(old, id="v1c", version=3, state=PaperState.DRAFT)
    library.replica.apply(page([row(draft, key=PAPER_KEY)], upto=3))
    assert pages(library.search.search("ngan sach")) == {("v1b", 1)}, "a draft replaces nothing"
