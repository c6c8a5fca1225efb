"""Opening long documents without reading all of them first."""

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf.opening import open_document, read_through

from tests.helpers import pdfs


def test_a_page_can_be_had_before_all_pages_are_mapped_and_each_is_the_right_one() -> None:
    document = open_document(pdfs.many_pages_pdf(1500, 1234))
    assert document.page_count == 1500
    assert document.load_page(1234).get_text().strip() == "1235"
    assert document.load_page(3).get_text().strip() == ""


def test_the_outline_is_there_once_the_document_is_read_through() -> None:
    document = open_document(pdfs.structured_pdf())
    assert document._outline is None
    read_through(document)
    assert [(level, title, page) for level, title, page in document.get_toc()] == [
        (1, "Tờ trình", 1),
        (2, "Phụ lục", 4),
    ]


def test_opening_does_not_grow_with_the_outline() -> None:
    content = pdfs.outlined_pdf(1200)
    begun = monotonic()
    document = open_document(content)
    document.load_page(0)
    quick = monotonic() - begun
    begun = monotonic()
    read_through(document)
    document.load_page(1)
    assert quick < monotonic() - begun
