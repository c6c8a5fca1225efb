"""Pictures of the reader in every state, into build/shots: `python -m tests.reader_shots [name …]`.

The view and its panel stand as in the window at 1366 × 768, on real papers of the sample.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pymupdf
from ecabinet_desktop.domain.annotation import AnnotationKind, Audience, Colour, Quad, Stroke
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.pdf.extract import inspect
from ecabinet_desktop.pdf.protocol import Tint
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import Look
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from tests.bench.patience import PATIENCE
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.gui import Tasks, Theme

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "shots"
PAPERS = ROOT / "resources" / "demo" / "papers"
WIDTH, HEIGHT, PANEL = 1366 - 84, 768 - 48, 340
Kind = AnnotationKind


class ReaderPhotographer:
    """One reader, dressed anew for each picture."""

    def __init__(self, bench: Bench, theme: Theme, tasks: Tasks, languages: Languages) -> None:
        self.bench, self.theme, self.tasks, self.languages = bench, theme, tasks, languages
        papers = [p for p in bench.store.replica.all(PaperVersion) if p.meeting_id == "next"]
        largest = max(PAPERS.glob("*.pdf"), key=lambda path: path.stat().st_size)
        self.long = self._file(papers[0], largest)
        self.short = self._file(papers[1], PAPERS / "dd-totrinh.pdf")
        self.revised = self.short
        self.window = QWidget()
        self.view: ReaderView | None = None

    def _file(self, paper: PaperVersion, path: Path) -> PaperVersion:
        skeleton = inspect(path)
        return self.bench.file(msgspec.structs.replace(paper, skeleton=skeleton), path.read_bytes())

    def newer(self) -> None:
        """The short paper in another edition: a paragraph more, another one reworded."""
        document = pymupdf.open(PAPERS / "dd-totrinh.pdf")
        page = document[0]
        words = page.get_text("words")
        target = next(word for word in words[60:] if len(word[4]) > 4)
        box = pymupdf.Rect(target[:4])
        page.add_redact_annot(box, text="2035", fontsize=11)
        page.apply_redactions()
        paper = msgspec.structs.replace(self.short, id=f"{self.short.paper_id}.9", version=2)
        self.revised = self.bench.file(paper, document.tobytes())

    def dress(self, look: Look, language: Language) -> ReaderView:
        self.close()
        self.theme.use(look)
        self.languages.use(language)
        around = surroundings(self.bench, self.tasks, ScriptedDialogs(), Place(feature="reader"))
        self.window = QWidget()
        self.window.setObjectName("ground")
        self.window.resize(WIDTH, HEIGHT)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        view = ReaderView(self.bench.desk, around)
        around.navigator.moved.connect(view.show_place)
        panel = view.panel()
        assert panel is not None
        panel.setFixedWidth(PANEL)
        row.addWidget(view, 1)
        row.addWidget(panel)
        self.window.show()
        self.view = view
        return view

    def close(self) -> None:
        if self.view is not None:
            self.view.leave()
            self.until(lambda: not self.tasks.busy)
            for pane in self.view.panes:
                pane.source.close()
            self.window.deleteLater()
            self.view = None

    def until(self, met: Callable[[], object]) -> None:
        PATIENCE.waitUntil(lambda: bool(met()), timeout=30_000)

    def open(self, paper: PaperVersion, page: int = 0) -> ReaderView:
        view = self.view
        assert view is not None
        self.until(lambda: view.pane.source.reader is not None)
        view.show_place(Place(feature="reader", version=paper.id, page=page))
        self.until(lambda: view.paper is not None and view.paper.id == paper.id)
        self.sharp()
        return view

    def sharp(self) -> None:
        """Everything in view is drawn and its words are known."""
        view = self.view
        assert view is not None
        for pane in view.panes:
            self.until(lambda pane=pane: not pane.canvas._wishes() and pane.canvas.page in pane.canvas._words)
        self.until(lambda: not self.tasks.busy)

    def take(self, name: str) -> None:
        QApplication.processEvents()
        QApplication.processEvents()
        OUT.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(OUT / f"reader-{name}.png"))
        print(f"build/shots/reader-{name}.png")

    def mark_up(self) -> None:
        """One mark of each kind on the first page."""
        view = self.view
        assert view is not None
        assert view.marks is not None
        words = view.canvas._words[view.canvas.page]
        marks, page = view.marks, view.canvas.page

        def quads(first: int, last: int) -> tuple[Quad, ...]:
            return tuple(Quad(w.left, w.top, w.right, w.bottom) for w in words[first:last])

        from ecabinet_desktop.pdf.anchors import selection

        for first, kind, colour in (
            (20, Kind.HIGHLIGHT, Colour.YELLOW), (40, Kind.UNDERLINE, Colour.BLUE),
            (60, Kind.STRIKE_OUT, Colour.RED),
        ):  # fmt: skip
            part = selection(words, first, first + 9)
            marks.add(page, kind, part.quads, colour, quote=part.quote)
        wave = tuple(v for n in range(40) for v in (330 + n * 3.0, 640 + (n % 8) * 3.0, 0.3 + n / 60))
        marks.add(page, Kind.INK, (Quad(330, 640, 450, 664),), Colour.RED, strokes=(Stroke(wave, 2.4),))
        marks.add(
            page, Kind.TEXT_BOX, (Quad(330, 680, 520, 730),), Colour.GREEN, text="Đồng ý nếu bổ sung nguồn vốn"
        )
        for n, kind in enumerate((Kind.STICKY_NOTE, Kind.SPEAKING_NOTE, Kind.QUESTION, Kind.BOOKMARK)):
            at = Quad(560, 120 + 40 * n, 560, 120 + 40 * n)
            made = marks.add(
                page, kind, (at,), list(Colour)[n], text="Hỏi Bộ Tài chính: nguồn vốn năm 2027 lấy từ đâu?"
            )
        marks.share([made.id], Audience.PEOPLE, ("m02", "m03"))
        view.marking.refresh()
        view.marking.choose(made.id)


class Scenes:
    """What each picture needs; each begins with a fresh reader."""

    def __init__(self, photographer: ReaderPhotographer) -> None:
        self.p = photographer

    def empty(self) -> None:
        self.p.dress(Look.LIGHT, Language.ENGLISH)

    def loading(self) -> None:
        view = self.p.dress(Look.LIGHT, Language.VIETNAMESE)
        view.show_place(Place(feature="reader", version=self.p.long.id, page=3))
        self.p.until(lambda: view.paper is not None)

    def reading(self, look: Look, language: Language, tint: Tint = Tint.NONE) -> ReaderView:
        self.p.dress(look, language)
        view = self.p.open(self.p.long, 6)
        if tint is not Tint.NONE:
            view.canvas.set_tint(tint)
            view.show_looks()
            self.p.sharp()
        return view

    def light(self) -> None:
        self.reading(Look.LIGHT, Language.ENGLISH)

    def dark(self) -> None:
        self.reading(Look.DARK, Language.VIETNAMESE)

    def contrast(self) -> None:
        self.reading(Look.CONTRAST, Language.VIETNAMESE)

    def night(self) -> None:
        self.reading(Look.DARK, Language.VIETNAMESE, Tint.NIGHT)

    def sepia(self) -> None:
        self.reading(Look.LIGHT, Language.ENGLISH, Tint.SEPIA)

    def marked(self) -> None:
        self.reading(Look.LIGHT, Language.VIETNAMESE)
        self.p.mark_up()

    def thumbnails(self) -> None:
        view = self.reading(Look.DARK, Language.VIETNAMESE)
        view.side.show_page("pages")
        self.p.until(lambda: all(view.canvas.tiles.has_thumb(n) for n in range(view.canvas.pages)[:9]))
        self.p.sharp()

    def facing(self) -> None:
        self.reading(Look.LIGHT, Language.ENGLISH).canvas.arrange(Arrangement.FACING)
        self.p.sharp()

    def finding(self) -> None:
        view = self.reading(Look.LIGHT, Language.VIETNAMESE)
        view.find_bar.open_bar("dat")
        self.p.until(lambda: view.pane.hits.done and view.pane.hits.total)
        self.p.sharp()

    def split(self) -> None:
        view = self.reading(Look.LIGHT, Language.ENGLISH)
        beside = view.open_beside(Place(feature="reader", version=self.p.short.id, page=0))
        self.p.until(lambda: beside.paper is not None)
        self.p.sharp()

    def compare(self) -> None:
        view = self.p.dress(Look.LIGHT, Language.VIETNAMESE)
        self.p.newer()
        self.p.open(self.p.revised, 0)
        view.compare()
        self.p.until(lambda: view._comparison is not None and view._comparison.comparison is not None)
        self.p.sharp()

    def turned(self) -> None:
        self.reading(Look.LIGHT, Language.VIETNAMESE).canvas.rotate(1)
        self.p.sharp()


NAMES = (
    "empty", "loading", "light", "dark", "contrast", "night", "sepia", "marked", "thumbnails", "facing", "finding",
    "split", "compare", "turned",
)  # fmt: skip


def main(names: list[str]) -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(prefix="ecabinet-shots-") as folder, sample_bench(Path(folder)) as bench:
        tasks = Tasks()
        photographer = ReaderPhotographer(bench, Theme(application), tasks, Languages(application))
        scenes = Scenes(photographer)
        for name in names or NAMES:
            getattr(scenes, name)()
            photographer.take(name)
        photographer.close()
        tasks.close()


if __name__ == "__main__":
    main(sys.argv[1:])
