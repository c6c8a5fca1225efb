"""What may leave the program: which papers may be written to a file, printed or copied from, by their level.

Where a government's profile says nothing, the default of this project holds: what is for the cabinet or for more
people may leave as the person's own act; what is confidential or the secretariat's stays in the program.
"""

from enum import StrEnum

from ecabinet_desktop.domain.paper import STRICTNESS, Level

FREEST_KEPT = Level.CONFIDENTIAL
"""Default: this level and all stricter ones stay in the program."""


class Form(StrEnum):
    """In which form a paper and its notes are handed out."""

    ORIGINAL = "original"
    DRAWN = "drawn"
    NOTES = "notes"
    XFDF = "xfdf"
    SUMMARY_DOCX = "summary_docx"
    SUMMARY_PDF = "summary_pdf"


SUFFIXES = {
    Form.ORIGINAL: ".pdf",
    Form.DRAWN: ".pdf",
    Form.NOTES: ".pdf",
    Form.XFDF: ".xfdf",
    Form.SUMMARY_DOCX: ".docx",
    Form.SUMMARY_PDF: ".pdf",
}
"""How the name of a file of each form ends."""


def may_export(level: Level) -> bool:
    """Whether a paper, and notes that quote it, may be written to a file."""
    return STRICTNESS[level] > STRICTNESS[FREEST_KEPT]


def may_print(level: Level) -> bool:
    """Whether a paper may be printed."""
    return may_export(level)


def may_copy(level: Level) -> bool:
    """Whether words of a paper may be put in the clipboard."""
    return may_export(level)


def file_name(title: str, label: str, form: Form) -> str:
    """A name to propose for the file: the paper's title without what a file system refuses, at most 80 signs."""
    words = "".join(sign if sign.isalnum() or sign in "-_.,() " else " " for sign in title)
    stem = " ".join(words.split()).strip(". ")[:80].strip(". ")
    return " ".join(part for part in (stem or "paper", label) if part) + SUFFIXES[form]
