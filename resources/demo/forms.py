"""The official forms: state header, number and date, title, signature and recipients (Decree 30/2020, annex I).

A text is front matter (`name: value`), a line of dashes, and a body in a small markup; see README.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from composer import LANDSCAPE, PORTRAIT, Composer, Table

Annex = Callable[[Composer], None]
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
STATE_EN = "SOCIALIST REPUBLIC OF VIET NAM"
MOTTO_EN = "Independence - Freedom - Happiness"


@dataclass(frozen=True)
class Text:
    """A paper as written: its facts and its body."""

    facts: Mapping[str, str]
    body: str

    def __getitem__(self, name: str) -> str:
        return self.facts.get(name, "")


def read(path: Path) -> Text:
    """Read a text file; values may go on in the next lines when these start with two spaces."""
    front, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    facts: dict[str, str] = {}
    name = ""
    for line in front.splitlines():
        if line.startswith("  "):
            facts[name] += "\n" + line.strip()
        elif line.strip():
            name, _, value = line.partition(":")
            facts[name.strip()] = value.strip()
    return Text(facts, body.strip("\n"))


def set_paper(text: Text, annexes: Mapping[str, Annex]) -> Composer:
    """The whole paper, from the state header to the recipients."""
    composer = Composer(box=LANDSCAPE if text["page"] == "landscape" else PORTRAIT)
    composer.turn()
    if text["issuer"]:
        _header(composer, text)
    _title(composer, text)
    set_body(composer, text.body, annexes)
    if text["signer"]:
        _signature(composer, text)
    return composer


def _header(composer: Composer, text: Text) -> None:
    english = text["language"] == "en"
    issuer = [escape(line) for line in text["issuer"].split("\n")]
    above = f"<p>{escape(text['parent'])}</p>" if text["parent"] else ""
    left = f'<div class="centre" style="font-size:12pt">{above}<p><b>{"<br/>".join(issuer)}</b></p></div>'
    state, motto = (STATE_EN, MOTTO_EN) if english else (STATE, MOTTO)
    right = (
        f'<div class="centre"><p style="font-size:12pt"><b>{state}</b></p>'
        f'<p style="font-size:13pt"><b>{motto}</b></p></div>'
    )
    left_end, right_end = composer.beside(left, right, after=8)
    middle = composer.left + composer.width * 0.42
    left_centre = (composer.left - 12 + middle) / 2
    right_centre = (middle + composer.box.width - composer.right + 8) / 2
    composer.rule(left_centre - 34, left_centre + 34, left_end + 2)
    composer.rule(right_centre - 84, right_centre + 84, right_end + 2)
    draft = f'<p style="margin-top:5pt"><b>{escape(text["draft"])}</b></p>' if text["draft"] else ""
    number = f'<div class="centre" style="font-size:12.5pt"><p>{_blanks(text["number"])}</p>{draft}</div>'
    date = f'<p class="centre" style="font-size:13pt"><i>{_blanks(text["date"])}</i></p>'
    composer.beside(number, date, after=14)


def _blanks(text: str) -> str:
    """Runs of spaces, left open for the day and the number, stay open."""
    return escape(text).replace("  ", "&#160;&#160;")


def _title(composer: Composer, text: Text) -> None:
    if not text["kind"]:
        return
    composer.block(f'<p class="centre" style="font-size:14pt"><b>{escape(text["kind"])}</b></p>', after=1)
    about = escape(text["about"]).replace("\n", "<br/>")
    composer.block(f'<p class="centre"><b>{about}</b></p>', after=3)
    centre = composer.left + composer.width / 2
    composer.rule(centre - 34, centre + 34, composer.y + 1)
    composer.y += 12
    if text["to"]:
        composer.block(f'<p class="centre">{escape(text["to"])}</p>', after=9)


def _signature(composer: Composer, text: Text) -> None:
    lines = [line for line in text["recipients"].split("\n") if line]
    composer.need(max(135, 40 + 14 * len(lines)))
    composer.y += 8
    word = "Distribution:" if text["language"] == "en" else "Nơi nhận:"
    inner = "".join(f'<p style="font-size:11pt">- {escape(line)}</p>' for line in lines)
    left = f'<div><p style="font-size:12pt"><b><i>{word}</i></b></p>{inner}</div>' if lines else "<p></p>"
    offices = "".join(f"<p><b>{escape(line)}</b></p>" for line in text["office"].split("\n"))
    mark = text["signed"] or ("(signed)" if text["language"] == "en" else "(Đã ký)")
    right = (
        f'<div class="centre">{offices}<p style="margin-top:26pt"><i>{escape(mark)}</i></p>'
        f'<p style="margin-top:24pt"><b>{escape(text["signer"])}</b></p></div>'
    )
    composer.beside(left, right, split=0.5)


def set_body(composer: Composer, body: str, annexes: Mapping[str, Annex]) -> None:
    """Set a body in our markup: one block per paragraph, `|` lines make a table."""
    rows: list[list[str]] = []
    for line in [*body.split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            composer.table(_read_table(rows))
            rows = []
        if line.strip():
            _set_line(composer, line, annexes)


def _set_line(composer: Composer, line: str, annexes: Mapping[str, Annex]) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "!":
        annexes[rest](composer)
    elif mark == "===":
        composer.turn(LANDSCAPE if rest == "landscape" else PORTRAIT)
    elif mark == "@":
        chapter, _, name = rest.partition(" | ")
        html = f'<p class="chapter">{inline(chapter)}<br/>{inline(name)}</p>'
        composer.y += 5
        composer.heading(1, f"{chapter}. {name}" if name else chapter, html, after=7)
    elif mark in ("#", "##", "###"):
        composer.y += 3
        keep = (110, 64, 48)[len(mark) - 1]  # a heading, the next one below it, and two lines
        composer.heading(len(mark), rest, f'<p class="section">{inline(rest)}</p>', keep=keep)
    elif mark == "^":
        composer.need(110)
        composer.block(f'<p class="caption">{inline(rest)}</p>', after=2, keep=70)
    elif mark == "~":
        composer.block(f'<p class="right">{inline(rest)}</p>', after=3, keep=50)
    elif mark == ">":
        composer.block(f'<p class="quote">{inline(rest)}</p>')
    elif mark == "<>":
        composer.block(f'<p class="centre">{inline(rest)}</p>')
    else:
        composer.block(f'<p class="{"dash" if mark == "-" else "text"}">{inline(line)}</p>')


def _read_table(rows: list[list[str]]) -> Table:
    """The first row is the head; a row of `n%` cells under it gives the widths."""
    widths: list[int] = []
    if len(rows) > 1 and all(re.fullmatch(r"\d+%", cell) for cell in rows[1]):
        widths = [int(cell[:-1]) for cell in rows.pop(1)]
    return Table(rows[0], rows[1:], widths)


def inline(text: str) -> str:
    """**bold** and _italic_ (between spaces or brackets) in a line of text."""
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))
    return re.sub(r"(?<![\w])_(.+?)_(?![\w])", r"<i>\1</i>", html)
