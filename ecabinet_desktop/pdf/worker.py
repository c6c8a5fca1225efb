"""The helper process that opens, draws and reads PDFs: the only importer of pymupdf.

It is started with two descriptors: its end of the socket and the shared memory for pixels. It holds one document
and that document's key, nothing else, and between two tiles it looks for newer wishes.
"""

import mmap
import os
import select
import socket
import sys
from collections import OrderedDict
from typing import Any, BinaryIO, cast

import pymupdf as library

from ecabinet_desktop.crypto.sealed import unseal_stream
from ecabinet_desktop.domain.paper import PageRun, Skeleton
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.pdf import limits, opening, paperwork, protocol, sandbox, seek, tiling, words, writer
from ecabinet_desktop.pdf.protocol import SLOT_BYTES, SLOTS, Drawn, Failed, Wish, Word

pymupdf: Any = library
mupdf: Any = pymupdf.mupdf

KEPT_PAGES = 6
"""Display lists kept, so that the tiles of a page cost together no more than the page."""
TEXT_PROBE = 30
"""Pages looked at to tell a scan from a text."""


class Gone(BaseException):
    """The window has closed its end: nothing that a page does wrong, so no handler of a page's faults takes it."""


class _Kept:
    """A page's display list, and where its photographs are once somebody asks."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.display = page.get_displaylist()
        self._photographs: list[tiling.Rect] | None = None

    def photographs(self) -> list[tiling.Rect]:
        """Worked out for night colours only: it costs a third of drawing the page."""
        if self._photographs is None:
            self._photographs = tiling.photographs_of(self._page)
        return self._photographs


class Helper:
    """Serves one window until the socket closes."""

    def __init__(self, door: socket.socket, memory: mmap.mmap) -> None:
        self._door = door
        self._memory = memory
        self._document: Any = None
        self._bytes = bytearray()
        self._lists: OrderedDict[int, Any] = OrderedDict()
        self._wishes: list[Wish] = []
        self._free = list(range(SLOTS))
        self._seeker = seek.Seeker(self._searched, 0)
        self._barred: frozenset[int] = frozenset()
        self._texts: int | None = None
        self._as_words = False

    def serve(self) -> None:
        """Listen, and work on what is wanted while nobody speaks."""
        while True:
            idle = not (self._wishes and self._free) and not self._seeker.is_busy and self._texts is None
            ready, _, _ = select.select([self._door], [], [], None if idle else 0)
            if ready:
                self._hear()
            elif self._wishes and self._free:
                self._draw(self._wishes.pop(0))
            elif self._seeker.is_busy:
                self._find_on_a_page()
            elif self._texts is not None:
                self._tell_text(self._texts)

    def _hear(self) -> None:
        data, descriptors = protocol.receive(self._door)
        message = paperwork.REQUESTS.decode(data)
        match message:
            case protocol.Open():
                self._open(message, descriptors[0])
            case protocol.Wishes():
                self._wishes = list(message.wishes)
            case protocol.Release():
                self._free.append(message.slot)
            case protocol.AskWords():
                self._guarded(message.page, lambda: self._tell_words(message.page))
            case protocol.AskLinks():
                self._guarded(message.page, lambda: self._tell_links(message.page))
            case protocol.Resolve():
                self._guarded(-1, lambda: self._resolve(message.target))
            case protocol.Find():
                self._seeker.begin(message)
            case protocol.AskTexts():
                self._texts, self._as_words = 0, message.as_words
                self._read_through()
            case protocol.Inspect():
                self._guarded(-1, self._inspect)
            case _:
                self._guarded(-1, lambda: self._write(message))

    def _write(self, order: paperwork.Order) -> None:
        self._document = writer.obey(self._document, order, self._say, self._words)

    def _say(self, message: protocol.Message) -> None:
        try:
            protocol.send(self._door, message)
        except OSError as error:
            raise Gone from error

    def _open(self, message: protocol.Open, descriptor: int) -> None:
        """Decrypt into own memory and open from there."""
        self._document, self._wishes, self._texts = None, [], None
        self._seeker = seek.Seeker(self._searched, 0)
        self._barred = frozenset(message.barred)
        self._lists.clear()
        try:
            sandbox.make_room(os.fstat(descriptor).st_size)
            whole = _whole(descriptor, message.key, message.context)
            code = self._load(bytes(whole), message.password)
        except Damaged:
            code = "damaged"
        except MemoryError:
            code = "too_big"
        if code:
            self._document = None
            self._say(Failed(code, -1))
        else:
            self._seeker = seek.Seeker(self._searched, self._document.page_count)
            self._say(protocol.Opened(self._document.page_count, message.context))

    def _load(self, data: bytes, password: str) -> str:
        """Open the bytes as a PDF; the code of what is wrong with them, or ""."""
        if not data:
            return "empty"
        if b"%PDF-" not in data[:1024]:
            return "not_pdf"
        try:
            self._document = opening.open_document(data)
            if self._document.needs_pass and not self._document.authenticate(password):
                return "encrypted"
            if self._document.page_count > limits.MOST_PAGES:
                return "too_big"
            return "" if self._document.page_count > 0 else "empty"
        except MemoryError:
            return "too_big"
        except Exception:  # whatever the library raises for a broken file means the same
            return "corrupted"

    def _guarded(self, page: int, work: Any) -> None:
        """Do something with a page; what the library raises is that page's fault, not ours."""
        self._say(protocol.Began(page))
        try:
            work()
        except Exception:
            self._say(Failed("corrupted", page))

    def _page(self, number: int) -> Any:
        if self._document is None:
            raise ValueError("no document")
        return self._document.load_page(number)

    def _draw(self, wish: Wish) -> None:
        self._guarded(wish.page, lambda: self._draw_tile(wish))

    def _draw_tile(self, wish: Wish) -> None:
        """One tile, from a kept display list, straight into BGRX."""
        kept = self._lists.get(wish.page)
        if kept is None:
            kept = self._lists[wish.page] = _Kept(self._page(wish.page))
            while len(self._lists) > KEPT_PAGES:
                self._lists.popitem(last=False)
        self._lists.move_to_end(wish.page)
        photographs = kept.photographs() if wish.tint is not protocol.Tint.NONE else ()
        pixels, width, height = tiling.draw(kept.display, wish, photographs)
        slot = self._free.pop(0)
        self._copy(mupdf.fz_pixmap_samples_memoryview(pixels), slot)
        self._say(Drawn(wish, slot, width, height))

    def _copy(self, samples: memoryview, slot: int) -> None:
        """The picture into its slot, without gaps between the rows."""
        start = slot * SLOT_BYTES
        self._memory[start : start + len(samples)] = samples

    def _tell_words(self, number: int) -> None:
        self._say(protocol.Words(number, tuple(self._words(number, letters=True))))

    def _tell_links(self, number: int) -> None:
        """Low-level: `page.get_links` takes seconds on its first call in a long file."""
        page = self._page(number)
        origin = page.rect
        found: list[protocol.Link] = []
        link = mupdf.fz_load_links(page.this)
        while link.m_internal:
            target, box = link.uri() or "", link.rect()
            outside = bool(mupdf.fz_is_external_link(target))
            sides = (box.x0 - origin.x0, box.y0 - origin.y0, box.x1 - origin.x0, box.y1 - origin.y0)
            if limits.within_reach(*sides):
                found.append(protocol.Link(*sides, target[: limits.LONGEST_TARGET], outside))
            if len(found) == limits.MOST_ENTRIES:
                break
            link = link.next()
        self._say(protocol.Links(number, tuple(found)))

    def _resolve(self, target: str) -> None:
        try:
            page, _x, top = self._document.resolve_link(target)
        except (ValueError, TypeError, RuntimeError):
            page, top = -1, 0.0
        is_here = isinstance(page, int) and 0 <= page < self._document.page_count
        self._say(
            protocol.Resolved(target, page if is_here else -1, float(top) if limits.within_reach(top) else 0.0)
        )

    def _words(self, number: int, *, letters: bool = False) -> list[Word]:
        """The words of a page, in points of the unrotated page; with the edges of their letters if asked."""
        page = self._page(number)
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
        text = page.get_textpage(flags=flags)
        count = len(text.extractText())
        if count > limits.MOST_LETTERS:
            return []  # it would take gigabytes, and nobody reads it
        plain = limits.words_within(Word(*w[:7]) for w in text.extractWORDS())
        if count > limits.MOST_PLACED:
            return plain
        if not words.is_broken(word.text for word in plain):
            return _with_edges(plain, text) if letters else plain
        found: list[Word] = []
        for n, block in enumerate(text.extractRAWDICT()["blocks"]):
            for m, line in enumerate(block.get("lines", ())):
                signs = [(c["c"], *c["bbox"], span["size"]) for span in line["spans"] for c in span["chars"]]
                found += words.split(signs, n, m)
        return limits.words_within(found)

    def _searched(self, number: int) -> list[Word]:
        """The words of a page for a search, which passes over pages that have ended a helper."""
        if number in self._barred:
            return []
        self._say(protocol.Began(number))
        if self._document.page_count > limits.MANY_PAGES:
            self._read_through()
        return self._words(number)

    def _find_on_a_page(self) -> None:
        """One page of the running search."""
        found = self._seeker.step()
        if found is not None:
            self._say(found)
        if not self._seeker.is_busy:
            self._say(protocol.Began(protocol.NOTHING))

    def _tell_text(self, page: int) -> None:
        if self._document is None or page >= self._document.page_count:
            self._texts = None
            self._say(protocol.Words(-1, ()) if self._as_words else protocol.Text(-1, ""))
            return
        self._say(protocol.Began(page))
        told: protocol.Words | protocol.Text
        try:
            told = (
                protocol.Words(page, tuple(self._words(page)))
                if self._as_words
                else protocol.Text(page, self._text(page))
            )
        except Exception:  # a page that cannot be read has no text
            told = protocol.Words(page, ()) if self._as_words else protocol.Text(page, "")
        self._texts = page + 1
        self._say(told)

    def _text(self, number: int) -> str:
        """The text of a page, line by line; in words only where that mends something: half the time."""
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
        text: str = self._page(number).get_textpage(flags=flags).extractText()
        if len(text) > limits.MOST_PLACED or words.is_broken(text.split()):
            return words.text_of(self._words(number))
        return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))

    def _read_through(self) -> None:
        if self._document is not None:
            opening.read_through(self._document)

    def _inspect(self) -> None:
        """Page sizes in runs, labels, outline, and whether there is any text."""
        document = self._document
        self._read_through()
        runs: list[PageRun] = []
        for number in range(document.page_count):
            box = document.page_cropbox(number)
            # 45 µs a page; a page said to be upright that is not would be laid out wrongly, and not drawn at all.
            rotated = document.load_page(number).rotation in (90, 270)
            size = limits.page_size(*((box.height, box.width) if rotated else (box.width, box.height)))
            if runs and (runs[-1].width, runs[-1].height) == size:
                runs[-1] = PageRun(runs[-1].count + 1, *size)
            else:
                runs.append(PageRun(1, *size))
        entries = ((level, title, page) for level, title, page, *_ in document.get_toc(simple=True))
        outline = limits.outline_within(entries, document.page_count)
        labels = (
            limits.labels_within([document.load_page(n).get_label() for n in range(document.page_count)])
            if document.get_page_labels()
            else ()
        )
        has_text = any(self._words(n) for n in range(min(document.page_count, TEXT_PROBE)))
        skeleton = Skeleton(
            pages=document.page_count, runs=tuple(runs), labels=labels, outline=outline, has_text=has_text
        )
        self._say(protocol.Inspected(skeleton))


def _whole(descriptor: int, key: bytes, context: str) -> bytes | bytearray:
    """What the file holds, decrypted. Mapped, not read: two helpers would share the place up to which they read."""
    try:
        if os.fstat(descriptor).st_size == 0:
            return b""
        with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as file:
            return unseal_stream(cast(BinaryIO, file), key, context) if key else file[:]
    finally:
        os.close(descriptor)


def _with_edges(plain: list[Word], text: Any) -> list[Word]:
    """The words with the left edges of their letters, from the same text page; letters come in the same order."""
    blocks = text.extractRAWDICT()["blocks"]
    spans = (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])
    signs = (sign for span in spans for sign in span["chars"] if not sign["c"].isspace())
    return words.with_edges(plain, ((sign["c"], sign["bbox"][0]) for sign in signs))


def main(arguments: list[str]) -> None:
    """Run with the numbers of the two descriptors; a third argument is the niceness."""
    sandbox.die_with_parent()
    if len(arguments) > 2:
        os.nice(int(arguments[2]))
    door = socket.socket(fileno=int(arguments[0]))
    memory = mmap.mmap(int(arguments[1]), SLOTS * SLOT_BYTES)
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    _warm_up()
    guards = sandbox.lock_in()
    protocol.send(door, protocol.Ready(guards))
    helper = Helper(door, memory)
    try:
        helper.serve()
    except (EOFError, OSError, Gone):
        os._exit(0)


def _warm_up() -> None:
    """Draw and read one line, so that everything is loaded before the doors close."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "a")
    page.get_displaylist()
    text = page.get_textpage()
    text.extractRAWDICT()
    text.extractText()
    page.get_label()
    document.get_toc(simple=True)


if __name__ == "__main__":
    main(sys.argv[1:])
