"""What window and helper say to each other when a paper is written anew, printed, or read for its annotations.

The same socket and framing as `protocol.py`. A file or a picture comes back in parts: the helper can write to
nothing but its socket, and a part is far smaller than the longest message.
"""

import msgspec

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Quad, Quote, Stroke
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import Message

PART = 1024 * 1024
"""Bytes of a part."""
LARGEST_PICTURE = 16_000_000
"""Pixels of a page to print; a larger page comes with fewer dots to the inch."""


class PutMarks(Message, frozen=True):
    """Put marks into the open document: drawn into its pages, or as annotations other programs show.

    `names` are the authors by id, "" being the person; `subjects` the words for each kind; `numbers` (by mark)
    stand beside the signs drawn; `typeface` is a font file with every letter needed.
    """

    marks: tuple[Annotation, ...]
    drawn: bool
    names: dict[str, str]
    subjects: dict[AnnotationKind, str]
    numbers: dict[str, int]
    typeface: bytes


class AddSheets(Message, frozen=True):
    """Typeset HTML on A4 sheets behind the open document, or as a new one when none is open.

    `fonts` are files by the name the style sheet calls them; `footer` has a `{page}` and stands below each sheet.
    """

    html: str
    style: str
    fonts: dict[str, bytes]
    footer: str


class AskFile(Message, frozen=True):
    """The document as it now stands; `as_filed`: the very bytes it was opened from."""

    as_filed: bool


class AskPicture(Message, frozen=True):
    """A page as it stands on paper, at so many dots to the inch."""

    page: int
    dots: int


class AskFrames(Message, frozen=True):
    """How the coordinates of these pages lie in the file."""

    pages: tuple[int, ...]


class AskMarks(Message, frozen=True):
    """The annotations that stand in the open document."""


class Put(Message, frozen=True):
    """How many of the marks found their page."""

    count: int


class Pages(Message, frozen=True):
    """How many pages the document now has."""

    count: int


class Part(Message, frozen=True):
    """The next bytes of a file or picture; empty at its end."""

    data: bytes
    total: int


class Picture(Message, frozen=True):
    """A page as RGB rows without padding; its parts follow."""

    page: int
    width: int
    height: int


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """From the file's coordinates to ours: x' = (x - left) · unit, y' = (top - y) · unit; turned for reading."""

    page: int
    left: float
    top: float
    unit: float
    rotation: int


class Frames(Message, frozen=True):
    """The frames asked for; pages that do not exist are left out."""

    frames: tuple[Frame, ...]


class FoundMark(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation as it stands in a file: plain values, nothing of it trusted.

    `type` is the PDF's word ("Highlight", "Ink" …), `note` our own word for the kind where we wrote it, `colour`
    red, green, blue from 0 to 1, dates as written in the file.
    """

    page: int
    type: str
    name: str = ""
    note: str = ""
    quads: tuple[Quad, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    colour: tuple[float, float, float] | None = None
    contents: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    quote: Quote | None = None


class Marked(Message, frozen=True):
    """The annotations of a page, and how many of its are of kinds nobody here knows; page -1 ends the document."""

    page: int
    found: tuple[FoundMark, ...]
    skipped: int


Order = PutMarks | AddSheets | AskFile | AskPicture | AskFrames | AskMarks
Request = protocol.Request | Order
Answer = (
    protocol.Ready
    | protocol.Opened
    | protocol.Began
    | protocol.Failed
    | Put
    | Pages
    | Part
    | Picture
    | Frames
    | Marked
)
REQUESTS: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
