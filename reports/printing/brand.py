"""What pages wear of the company's own: its name, its logo and its colour."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pipeline import settings
from pipeline.errors import SettingsError

OURS = "painpoints"
LARGEST_LOGO = 64 * 1024
"""Bytes: the logo is in every page."""
LEAST_CONTRAST = 4.5
"""Of text and its paper, by WCAG 2.2, level AA."""
PAPERS = {"accent": ("light", "#fdfcf9"), "accent_dark": ("dark", "#17181a")}
"""The paper behind each colour, as in page.css."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """As the templates wear it; without anything set it is ours."""

    name: str = OURS
    """Empty where the logo says it."""
    logo: str = ""
    """As a data: address for <img>, in which no script runs and from which nothing is fetched; empty: none."""
    spoken: str = ""
    """What is read aloud in the logo's place; empty where the name stands beside it."""
    style: str = ""
    """CSS that follows page.css."""
    accent: str = ""
    """The colour itself, for e-mails, whose style is written into each part; empty: ours."""
    accent_dark: str = ""


UNBRANDED = Brand()


def brand_of(reports: settings.Reports) -> Brand:
    """The brand of the settings; raises SettingsError for a logo that is none, or a colour too near to its paper."""
    brand = reports.brand
    logo = _logo(Path(brand.logo)) if brand.logo else ""
    return Brand(
        name=brand.name or ("" if logo else OURS),
        logo=logo,
        spoken=reports.company if logo and not brand.name else "",
        style="".join(_coloured(key, str(getattr(brand, key))) for key in PAPERS),
        accent=brand.accent,
        accent_dark=brand.accent_dark,
    )


def contrast(one: str, other: str) -> float:
    """How two colours (`#rrggbb`) stand out from each other, 1 to 21, by WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _coloured(key: str, colour: str) -> str:
    """The rule that sets a colour on screen: print stays black."""
    scheme, paper = PAPERS[key]
    if not colour:
        return ""
    found = contrast(colour, paper)
    if found < LEAST_CONTRAST:
        raise SettingsError(
            f"reports.brand.{key}: {colour} can hardly be read on {scheme} paper ({paper}): its contrast is"
            f" {int(found * 10) / 10}, and {LEAST_CONTRAST} is the least"
        )
    return f"@media screen and (prefers-color-scheme: {scheme}) {{ :root {{ --accent: {colour}; }} }}\n"


def _logo(path: Path) -> str:
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SettingsError(f"reports.brand.logo: {str(path)!r} cannot be read: {why}") from None
    if len(data) > LARGEST_LOGO:
        raise SettingsError(f"reports.brand.logo: {path} has {len(data):,} bytes, and {LARGEST_LOGO:,} are the most")
    return f"data:{_kind(path, data)};base64,{base64.b64encode(data).decode()}"


def _kind(path: Path, data: bytes) -> str:
    """By what is in the file, whatever it is called."""
    if data.startswith(_PNG):
        return "image/png"
    try:
        drawn = ElementTree.fromstring(data).tag == _SVG
    except (ElementTree.ParseError, LookupError, ValueError):
        # The last two are of an encoding that it names and that nobody knows.
        drawn = False
    if not drawn:
        raise SettingsError(f"reports.brand.logo: {path} is neither SVG nor PNG")
    return "image/svg+xml"
