"""Where icons, fonts and translations lie, from the source tree and from a package.

Resources are read, never written.
"""

import sys
from pathlib import Path


def folder(*parts: str) -> Path:
    """A file or folder under `resources/`; the packaged program carries them beside its own modules."""
    packed = getattr(sys, "_MEIPASS", None)
    root = Path(packed) if packed else Path(__file__).parents[2]
    return root.joinpath("resources", *parts)
