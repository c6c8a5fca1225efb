"""`make bench`: measures each figure with its anchor and writes build/bench/*.json; rows can be named."""

import os
import sys
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (
    carrying,
    finding,
    indexing,
    inking,
    opponents,
    reader_memory,
    reading,
    restarting,
    scrolling,
    syncing,
    voting,
    windows,
)
from tests.bench.measure import Row

ROWS: dict[str, Callable[[], list[Row]]] = {
    "cold_start": windows.starts,
    "first_page": reading.rows,
    "first_page_okular": opponents.rows,
    "scroll_text_missed_frames": scrolling.text,
    "scroll_scan_stall": scrolling.scans,
    "scroll_map_stall": scrolling.maps,
    "ink_event": inking.ink,
    "marks_10000": inking.marks,
    "reader_memory_window": reader_memory.rows,
    "helper_restart": lambda: [restarting.helper_restart()],
    "sync_pack_20mbit_80ms": lambda: [syncing.sync_pack()],
    "sync_nochange_rtt": lambda: [syncing.sync_nochange()],
    "carry_right": carrying.carrying,
    "find_everything_p95": finding.rows,
    "find_in_paper_first_hit": indexing.first_hit,
    "index_5000_pages": indexing.rows,
    "marks_do_not_matter": indexing.marks,
    "recall_vi_guide": indexing.recall,
    "votes_durable_per_s": lambda: [voting.votes_durable(), voting.votes_durable_direct()],
}
"""By the first row of each; what is measured together comes together."""


def main() -> None:
    """Rows may be named by how they begin."""
    named = sys.argv[1:] or list(ROWS)
    chosen = [row for name in named for row in ([name] if name in ROWS else ROWS) if row.startswith(name)]
    unknown = [name for name in named if not any(row.startswith(name) for row in ROWS)]
    if unknown:
        sys.exit(f"there is no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    print(f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    print(f"{'row':26} {'ours':>10} {'unit':7} {'anchor':>10}  {'ratio':>7}  anchor; goal")
    for name in chosen:
        for row in ROWS[name]():
            row.write()
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
