"""What a person chose for the look of one profile: language and colours. Nothing secret, nothing of content."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "look.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` and `look` are "" until chosen: then the system's language and light colours are used."""

    language: str = ""
    look: str = ""
    waiting_votes: int = 0
    """How many votes waited at the last lock: all that may show before the profile is unlocked."""


def load(folder: Path) -> Settings:
    """The settings in `folder`; the usual ones when there are none or they cannot be read."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Settings(str(found["language"]), str(found["look"]), int(found["waiting_votes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save(folder: Path, settings: Settings) -> None:
    """Keep the settings; a full disk costs nothing but the choice."""
    draft = folder / f"{FILE}.new"
    with contextlib.suppress(OSError):
        draft.write_text(json.dumps(asdict(settings)), encoding="utf-8")
        draft.replace(folder / FILE)
