"""The council whose page it is: its name, colour and logo, checked before the service starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

COLOUR = "#144e75"
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: white words on the council's colour
LONGEST_LOGO = 40 * 1024  # with it the whole page still weighs under 300 kB
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_LOGOS = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
_SVG_WITHIN = 1024


@dataclass(frozen=True)
class Logo:
    """A picture with its media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Council:
    """Whose page it is. Without a name the page names no council."""

    name: str = ""
    colour: str = COLOUR
    logo: Logo | None = None

    @property
    def style(self) -> str:
        """The style sheet that brings in the colour."""
        return f":root {{ --council: {self.colour}; }}\n"


def checked_colour(colour: str) -> str:
    """The colour, if white words can be read on it. Raises ValueError saying what is wrong with it."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError("write the colour as # and six digits, such as #144e75")
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ValueError(
            f"white words on this colour have a contrast of {contrast:.1f} to 1; choose a darker one, of"
            f" {LEAST_CONTRAST} to 1 or more"
        )
    return colour.lower()


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of `#rrggbb` and white (WCAG 2.2, relative luminance)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    luminance = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def read_logo(path: Path) -> Logo:
    """The logo in a file. Raises ValueError where it is no picture that a browser shows, or too long."""
    data = path.read_bytes()
    if len(data) > LONGEST_LOGO:
        raise ValueError(f"the logo is longer than {LONGEST_LOGO // 1024} kB; save it smaller, or as SVG")
    for start, media_type in _LOGOS.items():
        if data.startswith(start):
            return Logo(data, media_type)
    if b"<svg" in data[:_SVG_WITHIN]:
        return Logo(data, "image/svg+xml")
    raise ValueError("the logo is not a picture; give a PNG, JPEG, GIF, WebP or SVG file")
