"""Paper on paper: pages as pictures onto a printer, each with a personal line at its foot.

May run on any thread, as painting on a printer may; what stops it leaves the printer without a half job.
"""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ecabinet_desktop.errors import Refused
from ecabinet_desktop.pdf.export import PagePicture

DOTS = 300
"""To the inch: what letters of 9 points need."""
FOOT, FOOT_SIZE = 20.0, 8.0
"""Points: room for the line at the foot, and its letters."""
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


class Printers:
    """The printers of this computer. Tests put a subclass in its place."""

    def names(self) -> list[str]:
        """The printers, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))

    def make(self, name: str) -> QPrinter:
        """A printer to print on; raises Refused with `no_printer` when it has gone."""
        found = QPrinterInfo.printerInfo(name)
        if found.isNull():  # Qt would quietly print into a file instead
            raise Refused("no_printer", "gone")
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            raise Refused("no_printer", "not valid")
        return printer


def chosen_pages(text: str, count: int) -> list[int] | None:
    """The pages (0 first) that "1-3, 7" names, in its order; all for "", None for what cannot be read."""
    if not text.strip():
        return list(range(count))
    pages: list[int] = []
    for part in re.split(r"[,;]", text):
        found = _RANGE.fullmatch(part.strip())
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            return None
        pages += [page for page in range(first - 1, last) if page not in pages]
    return pages


def set_up(printer: QPrinter, *, copies: int, both_sides: bool) -> None:
    """What goes for all pages. Lists of print jobs are seen by others: no title stands in them."""
    printer.setDocName("eCabinet")
    printer.setCopyCount(copies)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if both_sides else QPrinter.DuplexMode.DuplexNone)
    printer.setPageMargins(QMarginsF(8, 8, 8, 8), QPageLayout.Unit.Millimeter)


def print_on(
    printer: QPrinter,
    pictures: Iterable[PagePicture],
    footer: str,
    printed: Callable[[int], None] = lambda _n: None,
) -> int:
    """Print pages as they come; returns how many. `printed` is told after each.

    Raises Refused with `no_printer`, and what `pictures` or `printed` raise: the job is then called off.
    """
    painter = QPainter()
    count = 0
    try:
        for picture in pictures:
            _turn(printer, picture)
            is_open = printer.newPage() if count else painter.begin(printer)
            if not is_open:
                raise Refused("no_printer")
            _draw(painter, printer, picture, footer)
            count += 1
            printed(count)
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return count


def _turn(printer: QPrinter, picture: PagePicture) -> None:
    wide = picture.width > picture.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _draw(painter: QPainter, printer: QPrinter, picture: PagePicture, footer: str) -> None:
    """The page as large as fits above the line at the foot."""
    image = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    dots = printer.resolution() / 72
    area = QRectF(0, 0, printer.pageRect(QPrinter.Unit.DevicePixel).width(), 0)
    area.setHeight(printer.pageRect(QPrinter.Unit.DevicePixel).height() - FOOT * dots)
    scale = min(area.width() / picture.width, area.height() / picture.height)
    width, height = picture.width * scale, picture.height * scale
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF((area.width() - width) / 2, 0, width, height), image)
    font = QFont(painter.font())
    font.setPointSizeF(FOOT_SIZE)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    line = QRectF(0, area.height(), area.width(), FOOT * dots)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, footer)
