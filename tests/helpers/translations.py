"""Collects every text of the desktop from its source, and appends what has no Vietnamese yet.

Run `python -m tests.helpers.translations` after adding texts: missing ones are appended, unfinished, to the file
of their feature (`reader_vi.ts` for `ui/features/reader`), else to `ecabinet_vi.ts`; then fill them in.
"""

import ast
from pathlib import Path
from xml.etree import ElementTree

from ecabinet_desktop.ui import resources
from ecabinet_desktop.ui.i18n import Catalogue

ROOT = Path(__file__).parents[2] / "ecabinet_desktop" / "ui"
Found = dict[tuple[str, str], Path]
"""(text, note) and the first file it stands in."""
_FIRST = {"tr": 1, "mark": 1, "translate": 2, "QT_TR_NOOP": 1}


def collect(root: Path = ROOT) -> Found:
    """Every literal given to `tr`, `mark`, `count_of` or `QCoreApplication.translate`."""
    found: Found = {}
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for entry in _texts(node):
                    found.setdefault(entry, path)
    return found


def missing(found: Found) -> Found:
    """The texts without Vietnamese."""
    known = Catalogue().texts
    return {entry: path for entry, path in found.items() if entry not in known and (entry[0], "") not in known}


def file_for(path: Path) -> Path:
    """The translation file of a source file."""
    parts = path.relative_to(ROOT).parts
    name = parts[1] if parts[0] == "features" and len(parts) > 2 else "ecabinet"
    return resources.folder("i18n", f"{name}_vi.ts")


def append_missing() -> int:
    """Write the missing texts as unfinished entries; returns how many."""
    lacking = missing(collect())
    for entry, path in lacking.items():
        _append(file_for(path), *entry)
    return len(lacking)


def _texts(call: ast.Call) -> list[tuple[str, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    if name == "count_of":
        return [(word, "") for word in words[1:3] if isinstance(word, str)]
    if name not in _FIRST:
        return []
    texts = words[_FIRST[name] - 1 :]
    if not texts or not isinstance(texts[0], str) or not texts[0]:
        return []
    note = texts[1] if len(texts) > 1 and isinstance(texts[1], str) else ""
    return [(texts[0], note)]


def _append(path: Path, text: str, note: str) -> None:
    if path.exists():
        root = ElementTree.parse(path).getroot()
    else:
        root = ElementTree.Element("TS", version="2.1", language="vi_VN", sourcelanguage="en")
        ElementTree.SubElement(ElementTree.SubElement(root, "context"), "name").text = "eCabinet"
    context = root.find("context")
    assert context is not None
    if any(m.findtext("source") == text and m.findtext("comment", "") == note for m in context.iter("message")):
        return
    message = ElementTree.SubElement(context, "message")
    ElementTree.SubElement(message, "source").text = text
    if note:
        ElementTree.SubElement(message, "comment").text = note
    ElementTree.SubElement(message, "translation", type="unfinished")
    ElementTree.indent(root, "  ")
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    print(append_missing(), "texts have no Vietnamese yet")
