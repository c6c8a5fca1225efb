"""A summary of notes as a text document (Office Open XML, ISO 29500), by the standard library alone. Pure.

Only what a page of notes needs: headings, lines of three kinds, a footer with the page; the same bytes each time.
"""

import io
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from ecabinet_desktop.pdf.markup import allowed
from ecabinet_desktop.pdf.summary import Entry, Summary, kind_line

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = (2026, 1, 1, 0, 0, 0)
"""The same in every file: when a note was written stands in its line."""

_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml"'
    ' Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
    "</Relationships>"
)
_LINKS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/></Relationships>'
)


def document(made: Summary, *, author: str, at: datetime) -> bytes:
    """The file's bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _PACKAGE),
            ("word/document.xml", _body(made)),
            ("word/_rels/document.xml.rels", _LINKS),
            ("word/styles.xml", _styles()),
            ("word/footer1.xml", _footer(made.wording.footer)),
            ("docProps/core.xml", _properties(made.title, author, at)),
        ):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode("utf-8"))
    return written.getvalue()


def _body(made: Summary) -> str:
    lines = [_paragraph("About", made.wording.heading), _paragraph("Title", made.title)]
    lines += [_paragraph("About", line) for line in made.wording.about if line]
    if not made.sections:
        lines.append(_paragraph("Words", made.wording.empty))
    for section in made.sections:
        lines.append(_paragraph("Heading1", section.heading))
        for entry in section.entries:
            lines += _entry(entry)
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1417" w:header="709" w:footer="567"'
        ' w:gutter="0"/></w:sectPr>'
    )
    return f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(lines)}{page}</w:body></w:document>'


def _entry(entry: Entry) -> list[str]:
    """The kind in its colour, the quotation, and the note's own lines."""
    lines = [_paragraph("Kind", kind_line(entry), colour=entry.colour)]
    if entry.quote:
        lines.append(_paragraph("Quote", f"“{entry.quote}”"))
    if entry.words:
        lines.append(_paragraph("Words", entry.words))
    return lines


def _paragraph(style: str, words: str, colour: str = "") -> str:
    square = f'<w:r><w:rPr><w:color w:val="{colour.lstrip("#")}"/></w:rPr><w:t xml:space="preserve">■ </w:t></w:r>'
    broken = "<w:br/>".join(f'<w:t xml:space="preserve">{_safe(line)}</w:t>' for line in words.splitlines())
    start = square if colour else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}<w:r>{broken}</w:r></w:p>'


def _footer(words: str) -> str:
    """The line below each page, its `{page}` a field the other program fills in."""
    before, _, after = words.partition("{page}")
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    runs = [f'<w:r><w:t xml:space="preserve">{_safe(part)}</w:t></w:r>' if part else "" for part in (before, after)]
    line = f'<w:p><w:pPr><w:pStyle w:val="About"/></w:pPr>{runs[0]}{field}{runs[1]}</w:p>'
    return f'{_HEAD}<w:ftr xmlns:w="{_W}">{line}</w:ftr>'


def _properties(title: str, author: str, at: datetime) -> str:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_safe(title)}</dc:title><dc:creator>{_safe(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created></cp:coreProperties>'
    )


def _styles() -> str:
    """Times New Roman, as official letters have; Vietnamese for the spelling checker."""
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="24"/>'
        '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        + _style("Title", "Title", '<w:spacing w:after="80"/>', '<w:b/><w:sz w:val="34"/>')
        + _style(
            "Heading1",
            "heading 1",
            '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="7D8A9A"/></w:pBdr>'
            '<w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>',
            '<w:b/><w:sz w:val="26"/>',
        )
        + _style("About", "About", "", '<w:color w:val="4D5B6C"/><w:sz w:val="20"/>')
        + _style(
            "Kind",
            "Kind of note",
            '<w:keepNext/><w:spacing w:before="160"/>',
            '<w:color w:val="4D5B6C"/><w:sz w:val="20"/>',
        )
        + _style("Quote", "Quote", '<w:ind w:left="284"/>', '<w:i/><w:color w:val="4D5B6C"/>')
        + _style("Words", "Words", '<w:ind w:left="284"/>', "")
        + "</w:styles>"
    )


def _style(number: str, name: str, paragraph: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _safe(words: str) -> str:
    return escape(allowed(words))
