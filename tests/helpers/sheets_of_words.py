"""Pages of words without a PDF: each line of text a line of words, six points a letter."""

from ecabinet_desktop.pdf.flow import Flow, flow
from ecabinet_desktop.pdf.protocol import Word

LEADING, FIRST, LETTER = 20.0, 100.0, 6.0


def sheet(text: str, left: float = 72.0, top: float = FIRST) -> tuple[Word, ...]:
    """One page; an empty line begins a new block."""
    made = []
    block = 0
    for number, line in enumerate(text.splitlines()):
        if not line.strip():
            block += 1
            continue
        at, y = left, top + number * LEADING
        for text_ in line.split():
            made.append(Word(at, y, at + LETTER * len(text_), y + 12, text_, block, number))
            at += LETTER * (len(text_) + 1)
    return tuple(made)


def flow_of(*pages: str) -> Flow:
    """The flow of some pages of text."""
    return flow([sheet(page) for page in pages])
