"""Builds every sample paper and papers.json from the texts in this folder.

`.venv/bin/python resources/demo/typeset.py [KEY …]`; the same texts give the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import annexes
import forms
import masterplan
import scan

HERE = Path(__file__).parent
PAPERS = HERE / "papers"


def main(wanted: list[str]) -> int:
    """Build the papers named, or all of them; the list of papers is written in any case."""
    PAPERS.mkdir(exist_ok=True)
    rows = []
    for path in sorted((HERE / "texts").glob("*.md")):
        text = forms.read(path)
        rows.append(_row(path.stem, text))
        if not wanted or path.stem in wanted:
            _build(path.stem, text)
    rows.sort(key=lambda row: (row["item"], row["order"], row["version"]))
    words = json.dumps(rows, ensure_ascii=False, indent=2)
    (HERE / "papers.json").write_text(words + "\n", encoding="utf-8")
    return 0


def _build(key: str, text: forms.Text) -> None:
    path = PAPERS / f"{key}.pdf"
    if text["form"] == "plan":
        composer = masterplan.compose()
    else:
        composer = forms.set_paper(text, annexes.ANNEXES)
    pages = composer.save(
        path,
        title=text["title"],
        author=text["issuer"].replace("\n", " "),
        day=text["day"],
        language=text["language"],
    )
    if text["form"] == "scan":
        scan.scan(path, text)
    if composer.overflows:
        raise SystemExit(f"{key}: {composer.overflows} blocks overflow")
    print(f"{key:24} {pages:4} pages {path.stat().st_size / 1024:8.0f} KiB")


def _row(key: str, text: forms.Text) -> dict[str, object]:
    return {
        "key": key,
        "paper": text["paper"] or key,
        "version": int(text["version"] or 1),
        "label": text["label"],
        "reason": text["reason"],
        "file": f"papers/{key}.pdf",
        "item": text["item"],
        "order": int(text["order"] or 1),
        "title": text["title"],
        "title_en": text["title_en"],
        "level": text["level"],
        "language": text["language"],
        "type": text["type"],
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
