"""The desktop's own record: two small files that hold no content, for the person to give to an administrator.

Whatever is logged names types, files, lines and numbers; a title, a text or a path of the person never (DESIGN 6).
"""

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "ecabinet_desktop"
FILE = "desktop.log"
LARGEST = 256 * 1024
"""Bytes of one file; the one before it is kept."""


def keep(folder: Path) -> logging.Handler:
    """Write what this program logs from now on into `folder`; nothing of other packages, which may name content."""
    handler = RotatingFileHandler(folder / FILE, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    form.converter = time.gmtime
    handler.setFormatter(form)
    logger = logging.getLogger(NAME)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler
