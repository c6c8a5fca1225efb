"""Opens a document for reading its first page at once, in the helper process.

The library's own way reads the whole outline and maps all pages before anything can be drawn: 110–550 ms for 1,200
to 2,400 pages, where walking the page tree to one page takes one or two. Both are done only when they are needed.
"""

from typing import Any

import pymupdf as library

pymupdf: Any = library
mupdf: Any = pymupdf.mupdf


class _Document(pymupdf.Document):  # type: ignore[misc]
    """A document that puts off what takes long."""

    is_read_through = False

    def init_doc(self) -> None:
        """Called by the library once the document can be read, and again before its outline is."""
        if self.is_encrypted:
            raise ValueError("still encrypted")
        self._outline = self._loadOutline() if self.is_read_through else None
        self.metadata: dict[str, str] = {}
        _inner(self).use_page_tree_map = int(self.is_read_through)


def open_document(data: bytes) -> Any:
    """A document from its bytes; scripts in it are off. Raises what the library raises for a broken file."""
    document = _Document(stream=data, filetype="pdf")
    mupdf.pdf_disable_js(mupdf.pdf_document_from_fz_document(document.this))
    return document


def read_through(document: Any) -> None:
    """From now on all pages are needed: map them, so that finding each costs the same, and read the outline."""
    if not document.is_read_through:
        document.is_read_through = True
        document.init_doc()


def _inner(document: Any) -> Any:
    return mupdf.pdf_document_from_fz_document(document.this).m_internal
