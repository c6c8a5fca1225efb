"""A pack of papers on a real central server, filed as a secretary files them."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.usecases.filing import Filing
from ecabinet_desktop.usecases.secretariat import ItemForm

from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import new_central, running


def noise_pdf(size: int) -> bytes:
    """One page with a picture of `size` random bytes, which no compression makes smaller."""
    side = int(size**0.5)
    picture = secrets.token_bytes(side * side)
    page = b"q 595 0 0 842 0 0 cm /P Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>"
        b"stream\n%s\nendstream" % (side, side, len(picture), picture),
    ]
    body, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(parts) + 1, table, tail)


@dataclass(frozen=True)
class Served:
    """A running server and its secretary."""

    central: Central
    address: str
    secretary: Desktop
    folder: Path

    def member(self, name: str, address: str = "") -> Desktop:
        """A new computer that has synced once, over `address`."""
        return desktop(self.central, name, self.folder, utc_now, address or self.address)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """A server with a small cabinet behind a real port."""
    with ExitStack() as stack:
        central = new_central(folder / "server", clock=utc_now)
        stack.callback(central.close)
        address = stack.enter_context(running(central)).address
        secretary = desktop(central, "secretary", folder, utc_now, address)
        stack.callback(secretary.close)
        yield Served(central, address, secretary, folder)


def file_pack(place: Served, papers: int, size: int) -> None:
    """Plan a meeting, file `papers` of about `size` bytes, and publish."""
    secretary, desk = place.secretary, place.secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, utc_now() + timedelta(days=9), "Hà Nội", "pm")
    secretary.sync()
    meeting = secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    form = ItemForm(title="Quy hoạch", item_type=ItemType.DECISION, sponsors=("minister-one",), minutes=10)
    item_id = desk.add_item(meeting, form)
    secretary.sync()
    item = secretary.store.replica.get(Item, item_id)
    assert item is not None
    filing = Filing(secretary.api, secretary.delivering, new_id)
    for number in range(papers):
        path = place.folder / f"paper-{number}.pdf"
        path.write_bytes(noise_pdf(size))
        filing.file(path, item, title=f"Phụ lục {number}", level=Level.CABINET, language="vi")
        path.unlink()
    desk.approve(meeting)
    secretary.sync()
    secretary.sync()
