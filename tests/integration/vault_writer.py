"""A process that writes into a vault until it is killed, and says on its output what it was promised is kept.

Run as a program: the folder, and a number for this run. Each line names what is durable once the line is out.
"""

import itertools
import os
import sys
from pathlib import Path

from tests.unit.vault.shelf import Shelf, gone, note, page, paper, position, row, shelf, vote

ROWS_A_PAGE = 3


def acknowledge(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def write_round(store: Shelf, number: int, run: str) -> None:
    """One of everything that is written while a person works and the sync runs."""
    command_id = f"c{number}-{run}"
    store.outbox.put(vote(command_id) if number % 2 else position(command_id))
    acknowledge(f"command {command_id}")
    store.notes.save(note(f"n{number}", version_id=f"v{number}-0", text=f"note {number}"))
    acknowledge(f"note n{number}")
    rows = [row(paper(f"v{number}-{n}"), rev=number + 1, seq=number) for n in range(ROWS_A_PAGE)]
    leaving = [gone("paper", f"v{number - 5}-0")] if number % 7 == 6 else []
    store.replica.apply(page(rows, leaving, upto=number))
    acknowledge(f"page {number}")
    store.search.index_pages(f"v{number}-0", [(n, f"word{number} trang {n}") for n in range(5)])
    store.search.finish(f"v{number}-0")
    acknowledge(f"indexed v{number}-0")
    name = f"{number:064}"
    with store.papers.open_part(name) as part:
        part.write(name.encode() * 100)
    acknowledge(f"part {name}")


def main() -> None:
    store = shelf(Path(sys.argv[1]))
    acknowledge("ready")
    for number in itertools.count(store.replica.cursor()[1] + 1):
        write_round(store, number, sys.argv[2])


if __name__ == "__main__":
    main()
