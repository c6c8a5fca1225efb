from datetime import datetime

from ecabinet_desktop.domain.annotation import Anchoring, AnnotationKind, Quote
from ecabinet_desktop.pdf.summary import LONGEST_QUOTE, Summary, Wording, html, numbers, summary

from tests.helpers.annotations import K, every_kind, mark


def day(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y")


WORDING = Wording(
    kinds={kind: kind.value for kind in AnnotationKind},
    heading="Ghi chú của tôi",
    page="Trang {page}",
    nowhere="Không còn vị trí",
    empty="Chưa có ghi chú",
    footer="Nguyễn Văn A · trang {page}",
    about=("Bản BIS",),
    day=day,
)


def made(*marks: object, labels: tuple[str, ...] = ()) -> Summary:
    return summary("Tờ trình", marks, WORDING, labels=labels, names={"b": "Trần B"}, numbered=numbers(marks))  # type: ignore[arg-type]


def test_notes_stand_by_page_in_reading_order_with_all_they_hold() -> None:
    later, first = mark(K.QUESTION, (1, 50, 1, 50), id="q", page=2, text="Vì sao?"), every_kind()[0]
    summed = made(later, first)
    assert [section.heading for section in summed.sections] == ["Trang 1", "Trang 3"]
    (entry,) = summed.sections[0].entries
    assert (entry.kind, entry.when, entry.quote) == ("highlight", "24/11/2026", "Tờ trình")
    assert (entry.words, entry.author, entry.number) == ("Số liệu này lấy ở đâu?", "", 1)
    assert summed.sections[1].entries[0].number == 2


def test_a_page_is_called_as_the_paper_calls_it() -> None:
    assert made(every_kind()[0], labels=("iv",)).sections[0].heading == "Trang iv"


def test_a_note_without_a_place_comes_last_and_has_no_number() -> None:
    orphan = mark(K.STICKY_NOTE, id="o", text="còn", anchoring=Anchoring.ORPHAN)
    summed = made(orphan, every_kind()[4])
    assert [section.heading for section in summed.sections] == ["Trang 1", "Không còn vị trí"]
    assert summed.sections[1].entries[0].number is None


def test_a_shared_note_names_its_author() -> None:
    assert made(mark(K.STICKY_NOTE, (1, 1, 1, 1), author_id="b")).sections[0].entries[0].author == "Trần B"


def test_numbers_go_to_words_that_do_not_show_on_the_page() -> None:
    numbered = numbers(every_kind())
    assert sorted(numbered.values()) == [1, 2, 3, 4]
    assert {name.rpartition("-")[0] for name in numbered} == {
        "highlight", "sticky_note", "speaking_note", "question",
    }  # fmt: skip


def test_no_text_of_a_person_becomes_markup() -> None:
    page = html(made(mark(K.STICKY_NOTE, (1, 1, 1, 1), text="<img src=x>\n&amp;\x00", quote=Quote(exact="<b>"))))
    assert "<img" not in page
    assert "<b>" not in page
    assert "&lt;img src=x&gt;" in page
    assert "&amp;amp;" in page
    assert "\x00" not in page


def test_a_paper_without_notes_says_so() -> None:
    assert "Chưa có ghi chú" in html(made())


def test_a_whole_page_quoted_is_cut() -> None:
    (entry,) = made(mark(K.HIGHLIGHT, (1, 1, 9, 9), quote=Quote(exact="từ  \n " * 2_000))).sections[0].entries
    assert len(entry.quote) == LONGEST_QUOTE
    assert entry.quote.endswith("…")
    assert "\n" not in entry.quote
