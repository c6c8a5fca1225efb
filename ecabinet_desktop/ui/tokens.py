"""Design tokens: colours, distances and text sizes of the light, the dark and the high-contrast look.

Colours and distances come from here only. Every pair a text may meet is listed in `TEXT_PAIRS` and tested for WCAG
contrast; a new pair is added there.
"""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """The looks a person may choose, by the name a settings file keeps."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours as #rrggbb, distances in device-independent pixels, sizes of text in points."""

    dark: bool
    ground: str
    surface: str
    raised: str
    sunken: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    rail: str
    rail_raised: str
    rail_text: str
    rail_muted: str
    urgent: str
    on_urgent: str
    urgent_text: str
    urgent_soft: str
    good_text: str
    good_soft: str
    warn_text: str
    warn_soft: str
    disabled: str
    focus: str
    highlight: str
    space_1: int = 4
    space_2: int = 8
    space_3: int = 12
    space_4: int = 16
    space_6: int = 24
    radius: int = 6
    radius_large: int = 10
    touch: int = 44
    size_small: float = 9.5
    size: float = 10.5
    size_large: float = 12.5
    size_title: float = 17.0


LIGHT = Tokens(
    dark=False, ground="#f3f5f8", surface="#ffffff", raised="#ffffff", sunken="#e9edf2",
    line="#d5dbe3", line_strong="#7d8a9a", text="#16202e", muted="#4d5b6c", faint="#5d6a7a",
    accent="#14507a", accent_hover="#0e3f62", on_accent="#ffffff", accent_text="#12496f", accent_soft="#e1edf6",
    rail="#0f2740", rail_raised="#1d3f61", rail_text="#ffffff", rail_muted="#b9c9da",
    urgent="#a61e2e", on_urgent="#ffffff", urgent_text="#9a1b2a", urgent_soft="#fbe9ea",
    good_text="#14603a", good_soft="#e2f3e9", warn_text="#76480a", warn_soft="#fdf0d8",
    disabled="#7d8a9a", focus="#0b76c5", highlight="#ffe89a",
)  # fmt: skip
DARK = Tokens(
    dark=True, ground="#131a23", surface="#1b242f", raised="#232e3b", sunken="#0f151c",
    line="#334152", line_strong="#7f90a4", text="#e9eef4", muted="#b0bdcb", faint="#9aa9b9",
    accent="#2b78b0", accent_hover="#2368a0", on_accent="#ffffff", accent_text="#8cc6ee", accent_soft="#1c3a52",
    rail="#0b1219", rail_raised="#1d3a54", rail_text="#ffffff", rail_muted="#a9b9ca",
    urgent="#c23443", on_urgent="#ffffff", urgent_text="#ff9fa6", urgent_soft="#43202a",
    good_text="#84d6a8", good_soft="#17382a", warn_text="#f2c66d", warn_soft="#3d3117",
    disabled="#7f90a4", focus="#6bb8f2", highlight="#6b5a14",
)  # fmt: skip
CONTRAST = Tokens(
    dark=True, ground="#000000", surface="#000000", raised="#000000", sunken="#000000",
    line="#ffffff", line_strong="#ffffff", text="#ffffff", muted="#ffffff", faint="#e6e6e6",
    accent="#ffe600", accent_hover="#fff280", on_accent="#000000", accent_text="#ffe600", accent_soft="#2b2b00",
    rail="#000000", rail_raised="#3a3a00", rail_text="#ffffff", rail_muted="#ffffff",
    urgent="#ff8a8a", on_urgent="#000000", urgent_text="#ffb3b3", urgent_soft="#330000",
    good_text="#7dffb0", good_soft="#002b14", warn_text="#ffd27a", warn_soft="#2e2000",
    disabled="#a8a8a8", focus="#00e5ff", highlight="#5c5200",
    size=11.5, size_small=10.5, size_large=13.5, size_title=18.0,
)  # fmt: skip
LOOKS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}

_GROUNDS = ("ground", "surface", "raised", "sunken")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, on) for ink in ("text", "muted", "faint", "accent_text", "urgent_text") for on in _GROUNDS),
    *((ink, on) for ink in ("good_text", "warn_text") for on in ("ground", "surface", "raised")),
    ("text", "accent_soft"), ("muted", "accent_soft"), ("accent_text", "accent_soft"), ("text", "highlight"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_urgent", "urgent"),
    ("urgent_text", "urgent_soft"), ("text", "urgent_soft"), ("good_text", "good_soft"), ("text", "good_soft"),
    ("warn_text", "warn_soft"), ("text", "warn_soft"),
    ("rail_text", "rail"), ("rail_text", "rail_raised"), ("rail_muted", "rail"),
)  # fmt: skip
"""(text, background) tokens that meet on screen: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
SHAPE_PAIRS = (
    *(("line_strong", on) for on in ("ground", "surface")),
    *(("focus", on) for on in (*_GROUNDS, "rail")),
    *(("accent", on) for on in ("ground", "surface")),
)
"""Edges of fields and focus rings against what lies beside them: at least 3 to 1 (WCAG 2.2, 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two #rrggbb colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens() -> Tokens:
    """The tokens in force, for what is painted by hand."""
    return _in_force


def put_in_force(chosen: Tokens) -> None:
    """Make `chosen` the tokens in force; `Theme.use` is the one caller."""
    global _in_force
    _in_force = chosen


_in_force = LIGHT


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
