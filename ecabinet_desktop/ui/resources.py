"""Where icons, fonts and translations lie, from the source tree and from a package.

Resources are read, never written.
"""

from pathlib import Path

from ecabinet_desktop import places


def folder(*parts: str) -> Path:
    """A file or folder under `resources/`."""
    return places.resources().joinpath(*parts)
