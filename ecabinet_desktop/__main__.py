"""`python -m ecabinet_desktop` and the `ecabinet-desktop` command."""

import multiprocessing
import os


def main() -> None:
    """Start; nothing is imported before the file mode mask is set, so that no file is ever readable by others."""
    os.umask(0o077)
    multiprocessing.freeze_support()
    from ecabinet_desktop.cli import run

    run()


if __name__ == "__main__":
    main()
