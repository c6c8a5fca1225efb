"""Hostile PDFs, built in code: what a careless, broken or malicious file may hold.

`BOMBS` names each; the builder writes objects as they are given, right or wrong. Pictures that lie about their size
are in `bomb_pictures`.
"""

import io
import zlib
from collections.abc import Callable, Iterable

from tests.helpers import bomb_pictures, pdfs

CATALOGUE, PAGES, PAGE, CONTENT, FONT = 1, 2, 3, 4, 5
NEXT = 6
"""The first number free for what a bomb adds."""
Objects = dict[int, bytes]
CANARY = b"kim-tuoc-4711"
"""Stands in what must never be fetched, run or taken out."""


def stream(content: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """A stream object; its length may lie."""
    said = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (said, entries, content)


def flated(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A compressed stream object, more than once if wanted."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s] %s" % (b" /FlateDecode" * times, entries))


def repeated(unit: bytes, size: int) -> bytes:
    """`unit` over and over, compressed, until it unpacks to `size` bytes; made at once, so without a checksum."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    times = max(1, 1_000_000 // len(unit))
    block = packer.compress(unit * times) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (size // (times * len(unit)) + 1) + b"\x03\x00"


def plain(content: bytes = b"BT /F1 24 Tf 72 700 Td (plain) Tj ET", page: bytes = b"", box: bytes = b"") -> Objects:
    """The objects of a sound PDF of one page; `page` is added to its dictionary, `box` is its MediaBox."""
    return {
        CATALOGUE: b"<< /Type /Catalog /Pages 2 0 R >>",
        PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s " % (box or b"0 0 595 842", page)
        + b"/Resources << /Font << /F1 5 0 R >> >> >>",
        CONTENT: stream(content),
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }  # fmt: skip


def with_resources(resources: bytes, content: bytes, more: Objects) -> Objects:
    """A page that uses what `more` holds."""
    objects = plain(content)
    objects[PAGE] = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources
    )
    return {**objects, **more}


def catalogued(entries: bytes, more: Objects | None = None, page: bytes = b"") -> Objects:
    """A sound page under a catalogue with more entries."""
    objects = plain(page=page)
    objects[CATALOGUE] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries
    return {**objects, **(more or {})}


def written(objects: Objects, trailer: bytes = b"", *, shift: int = 0) -> bytes:
    """The file; `shift` moves every place its table names."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % max(0, places.get(number, 0) + shift))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table + shift))
    return out.getvalue()


# Broken files.


def truncated() -> bytes:
    whole = pdfs.text_pdf(["một", "hai", "ba"])
    return whole[: len(whole) * 2 // 3]


def wrong_lengths() -> bytes:
    return written({**plain(), CONTENT: stream(b"BT /F1 24 Tf 72 700 Td (x) Tj ET", length=2_000_000_000)})


def nested_arrays() -> bytes:
    return written(catalogued(b"/Deep " + b"[" * 2_000_000))


def lying_table() -> bytes:
    """A compressed cross-reference that says it has two milliards of entries."""
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in plain().items()
    )  # fmt: skip
    head = b"%PDF-1.7\n" + body
    entry = b"/Type /XRef /Size 2147483647 /Index [0 2147483647] /W [8 8 8] /Root 1 0 R"
    return head + b"9 0 obj\n" + flated(b"\0" * 240, entry) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


# Page trees.


def tree(kids: bytes, count: int, more: Objects | None = None) -> bytes:
    objects = plain()
    objects[PAGES] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return written({**objects, **(more or {})})


def deep_tree(levels: int = 100_000) -> bytes:
    knots = {
        NEXT + n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>"
        % (NEXT + n - 1 if n else PAGES, NEXT + n + 1 if n + 1 < levels else PAGE)
        for n in range(levels)
    }  # fmt: skip
    return tree(b"%d 0 R" % NEXT, 1, knots)


def million_pages() -> bytes:
    """A million pages out of four objects: each of three levels names the one below a hundred times."""
    level = b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count %d >>"
    return tree(
        b"6 0 R " * 100,
        1_000_000,
        {NEXT: level % (b"7 0 R " * 100, 10_000), NEXT + 1: level % (b"3 0 R " * 100, 100)},
    )


def many_real_pages(count: int = 30_000) -> bytes:
    """Many pages of their own in one long list."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    numbers = range(NEXT, NEXT + count)
    return tree(b" ".join(b"%d 0 R" % n for n in numbers), count, dict.fromkeys(numbers, page))


# Drawing without end.


def form(content: bytes, names: Iterable[tuple[bytes, int]]) -> bytes:
    inner = b" ".join(b"/%s %d 0 R" % pair for pair in names)
    return stream(
        content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << %s >> >>" % inner
    )


def laughing_forms(levels: int = 12) -> bytes:
    """Each form draws the next ten times: a million million lines out of twelve objects."""
    forms = {NEXT + n: form(b"/X Do " * 10, [(b"X", NEXT + n + 1)]) for n in range(levels)}
    forms[NEXT + levels] = form(b"0 0 m 595 842 l S", [])
    return written(with_resources(b"/XObject << /X 6 0 R >>", b"/X Do", forms))


def self_mask() -> bytes:
    """A soft mask whose group is painted through the same mask."""
    state = b"<< /Type /ExtGState /SMask << /S /Luminosity /G 7 0 R >> >>"
    group = stream(
        b"/G gs 0 0 595 842 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /CS /DeviceGray >> "
        b"/Resources << /ExtGState << /G 6 0 R >> >>",
    )
    return written(with_resources(b"/ExtGState << /G 6 0 R >>", b"/G gs 0 0 595 842 re f", {6: state, 7: group}))


def self_letter() -> bytes:
    """A letter that is drawn by writing itself."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 "
        b"/LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> "
        b"/Resources << /Font << /T 6 0 R >> >> >>"
    )
    proc = stream(b"1000 0 d0 BT /T 900 Tf (aaaa) Tj ET")
    return written(
        with_resources(b"/Font << /T 6 0 R >>", b"BT /T 20 Tf 72 700 Td (aaaa) Tj ET", {6: font, 7: proc})
    )


def fine_pattern() -> bytes:
    """A pattern with a hundred million repetitions on the page."""
    entries = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.05 /YStep 0.05 "
        b"/Resources << >>"
    )
    body = b"/Pattern cs /P scn 0 0 595 842 re f"
    return written(with_resources(b"/Pattern << /P 6 0 R >>", body, {6: stream(b"0 0 1 1 re f", entries)}))


def many_glyphs(count: int = 10_000_000) -> bytes:
    """Ten million letters, each a word of its own, out of a few kilobytes."""
    line = b"1 0 0 1 9 700 Tm (" + b"a " * 50 + b") Tj\n"
    objects = plain()
    objects[PAGE] = objects[PAGE].replace(b"4 0 R", b"[6 0 R 4 0 R]")
    objects[CONTENT] = stream(repeated(line, count // 50 * len(line)), b"/Filter /FlateDecode")
    objects[NEXT] = flated(b"BT /F1 1 Tf 72 700 Td\n")
    return written(objects)


# What unpacks to more than there is room for.


def flate_bomb(times: int = 1) -> bytes:
    """Two gigabytes of drawing: two megabytes packed once, a few thousand bytes packed again."""
    packed = repeated(b"0 0 1 rg  ", 2_000_000_000)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return written({**plain(), CONTENT: stream(packed, b"/Filter [%s]" % (b" /FlateDecode" * times))})


def object_stream_bomb() -> bytes:
    """The tree of pages lies in an object stream of two gigabytes that claims two milliards of objects."""
    entry = b"/Type /ObjStm /N 2000000000 /First 1000000000 /Extends 6 0 R /Filter /FlateDecode"
    body = b"%PDF-1.7\n"
    places = {}
    held = {CATALOGUE: plain()[CATALOGUE], NEXT: stream(repeated(b"3 0 ", 2_000_000_000), entry)}
    for number, text in held.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = [(0, 0, 0), (1, places[CATALOGUE], 0), *((2, NEXT, n) for n in range(4))]
    rows += [(1, places[NEXT], 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + n.to_bytes(2, "big") for kind, at, n in rows)
    at = len(body)
    body += b"7 0 obj\n" + flated(table, b"/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R") + b"\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % at


def pictured(picture: bytes) -> bytes:
    """A page filled with one picture object."""
    return written(
        with_resources(b"/XObject << /I 6 0 R >>", b"q 595 0 0 842 0 0 cm /I Do Q", {NEXT: picture})
    )  # fmt: skip


# Bookmarks and labels in a circle.


def circling_outline() -> bytes:
    more = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>",
        7: b"<< /Title (one) /Parent 6 0 R /Next 8 0 R /First 6 0 R /Dest [3 0 R /Fit] >>",
        8: b"<< /Title (two) /Parent 6 0 R /Next 7 0 R /First 8 0 R /Dest [3 0 R /Fit] >>",
    }
    labels = {9: b"<< /Kids [9 0 R 9 0 R] /Nums [0 << /S /D /St 99999999999 >>] >>"}
    return written(catalogued(b"/Outlines 6 0 R /PageLabels 9 0 R", {**more, **labels}))


def deep_outline(levels: int = 200_000) -> bytes:
    more = {
        7 + n: b"<< /Title (a) /Parent %d 0 R /First %d 0 R >>" % (6 + n, 8 + n) for n in range(levels)
    }  # fmt: skip
    more[7 + levels] = b"<< /Title (b) >>"
    return written(catalogued(b"/Outlines 6 0 R", {6: b"<< /First 7 0 R >>", **more}))


# What acts.

ENDLESS = b"(app.alert\\('kim-tuoc-4711'\\); while \\(true\\) {})"


def javascript() -> bytes:
    """Endless programs wherever a PDF may hold one: at opening, by name, on the page, in a field."""
    action = b"<< /S /JavaScript /JS %s >>" % ENDLESS
    entries = (
        b"/OpenAction %(a)s /AA << /WC %(a)s /DP %(a)s >> /Names << /JavaScript << /Names [(a) %(a)s] >> >> "
        b"/AcroForm << /Fields [6 0 R] /CO [6 0 R] /NeedAppearances true >>"
    ) % {b"a": action}  # fmt: skip
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (1) /Rect [9 9 99 99] /P 3 0 R "
        b"/AA << /C %(a)s /F %(a)s /K %(a)s /V %(a)s /PO %(a)s /PV %(a)s >> >>"
    ) % {b"a": action}
    return written(
        catalogued(entries, {6: field}, page=b"/AA << /O %s /C %s >> /Annots [6 0 R]" % (action, action))
    )


def launching() -> bytes:
    """Programs, addresses and other files that opening, showing or closing the page should start."""
    program = (
        b"<< /S /Launch /F (/bin/sh) /Unix << /F (/bin/sh) /P (-c 'touch kim-tuoc-4711') >> /NewWindow true >>"
    )
    address = b"<< /S /URI /URI (http://127.0.0.1:9/kim-tuoc-4711) >>"
    sending = b"<< /S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/kim-tuoc-4711) >> /Flags 4 >>"
    other = b"<< /S /GoToR /F (/etc/passwd) /D [0 /Fit] >>"
    first = program[:-2] + b"/Next [%s %s %s] >>" % (address, sending, other)
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A %s /AA << /PO %s /PV %s >> >>"
    page = b"/AA << /O %s /C %s >> /Annots [6 0 R]" % (first, first)
    entries = b"/OpenAction %s /AA << /WC %s >>" % (first, first)
    return written(catalogued(entries, {6: link % (first, first, first)}, page=page))


def embedding() -> bytes:
    """A file within the file, by name and as an attachment on the page, and content that lies outside."""
    spec = b"<< /Type /Filespec /F (kim-tuoc-4711.exe) /EF << /F 7 0 R >> >>"
    note = b"<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS 6 0 R /Contents (see) >>"
    entries = b"/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >> /AF [6 0 R]"
    objects = catalogued(
        entries, {6: spec, 7: stream(CANARY, b"/Type /EmbeddedFile"), 8: note}, page=b"/Annots [8 0 R]"
    )
    objects[CONTENT] = stream(b"", b"/F (/etc/passwd) /FFilter /FlateDecode")
    return written(objects)


def weird_lock() -> bytes:
    """Encrypted in a way that nobody knows."""
    return written(plain(), b"/Encrypt << /Filter /Standard /V 99 /R 99 /O () /U () /P -1 /Length 0 >> /ID [() ()]")


def boxed(box: bytes, page: bytes = b"") -> Callable[[], bytes]:
    return lambda: written(plain(box=box, page=page))


BOMBS: dict[str, Callable[[], bytes]] = {
    "truncated": truncated,
    "moved table": lambda: written(plain(), shift=37),
    "wrong lengths": wrong_lengths,
    "no catalogue": lambda: written({**plain(), CATALOGUE: b"1 0 R"}),
    "nested arrays": nested_arrays,
    "lying table": lying_table,
    "header only": lambda: b"%PDF-1.7\n",
    "noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000,
    "table circle": lambda: written(plain(), b"/Prev 15 /XRefStm 15"),
    "recursive tree": lambda: tree(b"2 0 R 3 0 R 2 0 R", 3),
    "deep tree": deep_tree,
    "million pages": million_pages,
    "long list of pages": many_real_pages,
    "milliard pages said": lambda: tree(b"3 0 R", 2_147_483_647),
    "less than no pages": lambda: tree(b"3 0 R", -7),
    "recursive form": lambda: written(
        with_resources(b"/XObject << /X 6 0 R >>", b"/X Do", {6: form(b"/X Do /X Do", [(b"X", 6)])})
    ),
    "laughing forms": laughing_forms,
    "self mask": self_mask,
    "self letter": self_letter,
    "fine pattern": fine_pattern,
    "deep states": lambda: written({**plain(), CONTENT: flated(b"q " * 20_000_000)}),
    "many glyphs": many_glyphs,
    "page of 200 inches": boxed(b"0 0 14400 14400"),
    "page of a million inches": boxed(b"0 0 72000000 72000000"),
    "page of nothing": boxed(b"0 0 0 0"),
    "page below nothing": boxed(b"0 0 -595 -842"),
    "page of no numbers": boxed(b"nan inf -inf (x)"),
    "page beyond numbers": boxed(b"0 0 " + b"9" * 400 + b" " + b"9" * 400),
    "thin page": boxed(b"0 0 0.0001 14400"),
    "giant unit": boxed(b"0 0 595 842", b"/UserUnit 1000000"),
    "giant crop": boxed(b"0 0 595 842", b"/CropBox [-1e9 -1e9 1e9 1e9] /Rotate 45"),
    "flate bomb": flate_bomb,
    "flate bomb twice": lambda: flate_bomb(2),
    "object stream bomb": object_stream_bomb,
    "picture 60000 bits": lambda: pictured(
        bomb_pictures.flate(60_000, b"/DeviceGray", 1, repeated(b"\0", 60_000 * 7_500))
    ),
    "picture 60000 colours": lambda: pictured(
        bomb_pictures.flate(60_000, b"/DeviceRGB", 8, repeated(b"\0", 60_000 * 180_000))
    ),
    "picture beyond numbers": lambda: pictured(bomb_pictures.flate_lie(2_147_483_647)),
    "jpeg 65000": lambda: pictured(bomb_pictures.jpeg(65_000)),
    "jpx 60000": lambda: pictured(bomb_pictures.jpx(60_000)),
    "jbig2 60000": lambda: pictured(bomb_pictures.jbig2(60_000)),
    "jbig2 beyond numbers": lambda: pictured(bomb_pictures.jbig2(0xFFFFFFFE)),
    "circling outline": circling_outline,
    "deep outline": deep_outline,
    "javascript": javascript,
    "launching": launching,
    "embedding": embedding,
    "weird lock": weird_lock,
    "locked": pdfs.encrypted_pdf,
}
"""By what is wrong with it."""
