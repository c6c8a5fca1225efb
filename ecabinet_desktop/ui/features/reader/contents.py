"""A paper's table of contents as rows. A row's id ends in the page it leads to, 0 first."""

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.widgets.rows import Row

INDENT = "\u2003"


def contents_of(skeleton: Skeleton) -> list[Row]:
    """Bookmarks; a paper without any lists its pages."""
    if skeleton.outline:
        return [
            Row(id=f"{n}:{entry.page}", title=INDENT * (entry.level - 1) + entry.title, trail=str(entry.page + 1))
            for n, entry in enumerate(skeleton.outline)
        ]
    names = skeleton.labels or tuple(str(n + 1) for n in range(skeleton.pages))
    return [Row(id=f"{n}:{n}", title=tr("Page {page}").format(page=name)) for n, name in enumerate(names)]


def page_of(row: str) -> int:
    """The page a row leads to."""
    return int(row.split(":")[1])
