"""Writes a paper anew in the helper process: with marks, with sheets of notes, as a file or as pictures to print.

Imported by the worker only. Nothing is written but to the socket, in parts; what a mark looks like and how it reads
in a file is decided in `looks.py` and `notation.py`.
"""

import io
from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any

import pymupdf as library

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, Quad
from ecabinet_desktop.pdf import looks, notation, protocol
from ecabinet_desktop.pdf.gathering import Words, frame_of, gather
from ecabinet_desktop.pdf.paperwork import (
    LARGEST_PICTURE,
    PART,
    AddSheets,
    AskFile,
    AskFrames,
    AskMarks,
    AskPicture,
    Frames,
    Marked,
    Order,
    Pages,
    Part,
    Picture,
    Put,
    PutMarks,
)

pymupdf: Any = library
mupdf: Any = pymupdf.mupdf

Say = Callable[[protocol.Message], None]
SHEET = (0, 0, 595, 842)
TYPE_AREA = (64, 60, 531, 776)
FOOTER_AT, FOOTER_SIZE = (64, 806), 8.5
DRAWN_NAME = "ECabinetNotes"
EVERYWHERE = Quad(-1_000, -1_000, 20_000, 20_000)


def obey(document: Any, order: Order, say: Say, words: Words) -> Any:
    """Carry an order out on the open document (None: none); returns the document as it is afterwards."""
    match order:
        case AddSheets():
            document = _with_sheets(document, order)
            say(Pages(document.page_count))
        case PutMarks():
            say(Put(_put_marks(_needed(document), order, say)))
        case AskFile():
            _say_parts(memoryview(_file(_needed(document), as_filed=order.as_filed)), say)
        case AskPicture():
            _say_picture(_needed(document), order, say)
        case AskFrames():
            count = _needed(document).page_count
            pages = (document.load_page(number) for number in order.pages if 0 <= number < count)
            say(Frames(tuple(frame_of(page) for page in pages)))
        case AskMarks():
            for found in gather(_needed(document), words):
                say(found)
            say(Marked(-1, (), 0))
    return document


def _needed(document: Any) -> Any:
    if document is None:
        raise ValueError("no document")
    return document


def _file(document: Any, *, as_filed: bool) -> bytes:
    """The document's bytes; one that asked for a password still does."""
    if as_filed:
        return bytes(document.stream)
    try:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_KEEP))
    except Exception:  # a broken part; mostly one that no page needs: of 304 such files 295 can be written without
        return bytes(document.tobytes(garbage=1, encryption=pymupdf.PDF_ENCRYPT_KEEP))


def _say_parts(data: memoryview, say: Say) -> None:
    for start in range(0, len(data), PART):
        say(Part(bytes(data[start : start + PART]), len(data)))
    say(Part(b"", len(data)))


def _say_picture(document: Any, order: AskPicture, say: Say) -> None:
    page = document.load_page(order.page)
    scale = order.dots / 72
    most = sqrt(LARGEST_PICTURE / max(1.0, page.rect.width * page.rect.height))
    matrix = pymupdf.Matrix(min(scale, most), min(scale, most))
    picture = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False)
    say(Picture(order.page, picture.width, picture.height))
    _say_parts(memoryview(picture.samples_mv), say)


class _Face:
    """A font in the open document, put there when it is first needed.

    It remembers each letter: asking the library took half the time of writing a thousand notes.
    """

    def __init__(self, document: Any, data: bytes) -> None:
        self._pdf = pymupdf._as_pdf_document(document)
        self._font = pymupdf.Font(fontbuffer=data)
        self._number = 0
        self._letters: dict[str, tuple[float, str]] = {}

    def advance(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return size * sum(self._letter(sign)[0] for sign in text)

    def glyphs(self, text: str) -> str:
        """The numbers of its letters in the font, two bytes each."""
        return "".join(self._letter(sign)[1] for sign in text)

    def _letter(self, sign: str) -> tuple[float, str]:
        """Its width at one point, and its number."""
        known = self._letters.get(sign)
        if known is None:
            number = int(self._font.has_glyph(ord(sign)))
            known = self._letters[sign] = (float(self._font.glyph_advance(ord(sign))), f"{number:04x}")
        return known

    def resources(self) -> str:
        """What a form names: the state that multiplies, and the font."""
        if not self._number:
            self._number = mupdf.pdf_to_num(mupdf.pdf_add_cid_font(self._pdf, self._font.this))
        return f"<</ExtGState<</M<</Type/ExtGState/BM/Multiply>>>>/Font<</F {self._number} 0 R>>>>"


class _Page:
    """One page being marked: how its coordinates lie, and what is put on it."""

    def __init__(self, document: Any, page: Any, face: _Face) -> None:
        self._document = document
        self._page = page
        self._face = face
        self.frame = frame_of(page)
        self._number = int(page.xref)
        self._object = mupdf.pdf_page_from_fz_page(page.this).obj()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A mark's coordinates in the file's."""
        return self.frame.left + x / self.frame.unit, self.frame.top - y / self.frame.unit

    def form(self, content: bytes, box: Quad) -> int:
        """A form object of a part of the page, its own origin at the part's bottom left; returns its number.

        A matrix in the form itself would do, but MuPDF then loses signs on turned pages.
        """
        number = int(self._document.get_new_xref())
        scale = 1 / self.frame.unit
        bounds = f"0 0 {(box.right - box.left) * scale:.4f} {(box.bottom - box.top) * scale:.4f}"
        source = f"<</Type/XObject/Subtype/Form/BBox[{bounds}]/Resources{self._face.resources()}>>"
        self._document.update_object(number, source)
        placed = f"q {scale:g} 0 0 {-scale:g} {-box.left * scale:.4f} {box.bottom * scale:.4f} cm\n"
        self._document.update_stream(number, placed.encode("ascii") + content + b"Q\n")
        return number

    def draw(self, marks: Iterable[Annotation], numbers: dict[str, int]) -> None:
        """Draw marks over the page; their numbers last, so that none lies under a neighbour."""
        marks = list(marks)
        turned = self.frame.rotation
        content = [looks.operators(mark, turned, self._face) for mark in marks]
        content += [
            looks.number_beside(mark, turned, self._face, numbers[mark.id]) for mark in marks if mark.id in numbers
        ]
        form = self.form(b"".join(content), EVERYWHERE)
        resources = mupdf.pdf_dict_get_inheritable(self._object, pymupdf.PDF_NAME("Resources"))
        if not resources.pdf_is_dict():
            resources = mupdf.pdf_dict_put_dict(self._object, pymupdf.PDF_NAME("Resources"), 2)
        forms = mupdf.pdf_dict_get(resources, pymupdf.PDF_NAME("XObject"))
        if not forms.pdf_is_dict():
            forms = mupdf.pdf_dict_put_dict(resources, pymupdf.PDF_NAME("XObject"), 2)
        name = f"{DRAWN_NAME}{form}"
        mupdf.pdf_dict_puts(forms, name, self._indirect(form))
        x, y = self.point(EVERYWHERE.left, EVERYWHERE.bottom)
        # The page's own content may leave the coordinates changed: it is put in a bracket, open ones closed.
        opened, closed = self._page._count_q_balance()
        pymupdf.TOOLS._insert_contents(self._page, b"q\n" * (opened + 1), False)
        drawn = b"\n" + b"Q\n" * (closed + 1) + f"q 1 0 0 1 {x:.4f} {y:.4f} cm /{name} Do Q\n".encode("ascii")
        pymupdf.TOOLS._insert_contents(self._page, drawn, True)

    def annotate(self, mark: Annotation, author: str, subject: str, reply_to: int) -> int:
        """Add a mark as an annotation; returns its number."""
        box = looks.extent(mark)
        turned = 0 if looks.is_sign(mark) else self.frame.rotation
        content = looks.operators(mark, turned, self._face)
        form = self.form(content, box)
        number = int(self._document.get_new_xref())
        source = notation.dictionary(
            mark,
            self._number,
            form,
            self.point,
            rotation=self.frame.rotation,
            author=author,
            subject=subject,
            reply_to=reply_to,
        )
        self._document.update_object(number, source)
        listed = mupdf.pdf_dict_get(self._object, pymupdf.PDF_NAME("Annots"))
        if not listed.pdf_is_array():
            listed = mupdf.pdf_dict_put_array(self._object, pymupdf.PDF_NAME("Annots"), 4)
        mupdf.pdf_array_push(listed, self._indirect(number))
        return number

    def _indirect(self, number: int) -> Any:
        return mupdf.pdf_new_indirect(pymupdf._as_pdf_document(self._document), number, 0)


def _put_marks(document: Any, order: PutMarks, say: Say) -> int:
    face = _Face(document, order.typeface)
    by_page: dict[int, list[Annotation]] = {}
    for mark in order.marks:
        has_place = mark.anchoring is not Anchoring.ORPHAN and bool(mark.quads or mark.strokes)
        if has_place and 0 <= mark.page < document.page_count:
            by_page.setdefault(mark.page, []).append(mark)
    numbers: dict[str, int] = {}
    for place, (number, marks) in enumerate(sorted(by_page.items())):
        say(protocol.Began(place))
        page = _Page(document, document.load_page(number), face)
        if order.drawn:
            page.draw(marks, order.numbers)
            continue
        for mark in sorted(marks, key=lambda each: bool(each.reply_to)):
            author, subject = order.names.get(mark.author_id, ""), order.subjects.get(mark.kind, "")
            numbers[mark.id] = page.annotate(mark, author, subject, numbers.get(mark.reply_to, 0))
    return sum(len(marks) for marks in by_page.values())


def _with_sheets(document: Any, order: AddSheets) -> Any:
    """The typeset sheets behind the document, or by themselves."""
    archive = pymupdf.Archive()
    for name, data in order.fonts.items():
        archive.add(data, name)
    story = pymupdf.Story(order.html, user_css=order.style, archive=archive)
    written = io.BytesIO()
    writer = pymupdf.DocumentWriter(written)
    more = True
    while more:
        device = writer.begin_page(pymupdf.Rect(SHEET))
        more, _filled = story.place(pymupdf.Rect(TYPE_AREA))
        story.draw(device)
        writer.end_page()
    writer.close()
    made = pymupdf.open(stream=written.getvalue(), filetype="pdf")
    _number(made, order, first=1 if document is None else document.page_count + 1)
    made.subset_fonts()
    small = pymupdf.open(stream=made.tobytes(garbage=3, deflate=True), filetype="pdf")
    if document is None:
        return small
    document.insert_pdf(small)
    return document


def _number(made: Any, order: AddSheets, first: int) -> None:
    """The footer of each sheet, numbered on from the paper."""
    data = next(iter(order.fonts.values()))
    for page in made:
        page.insert_font(fontname="Foot", fontbuffer=data)
        words = order.footer.replace("{page}", str(first + page.number))
        page.insert_text(FOOTER_AT, words, fontname="Foot", fontsize=FOOTER_SIZE, color=(0.35, 0.35, 0.35))
