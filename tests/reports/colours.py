"""Colours as people see them: the tokens of a style sheet, contrast, and the difference between two, for every eye."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

EYES: Mapping[str, tuple[Triple, Triple, Triple]] = {
    "common": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What each eye makes of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""


def tokens(css: str) -> dict[str, dict[str, str]]:
    """The colours named in `:root` by medium: light, dark and print; what a medium does not name is as in light."""
    plain, _, rest = css.partition("@media")
    light = _named(plain)
    found = {"light": light}
    for medium, head in (("dark", "(prefers-color-scheme: dark)"), ("print", " print")):
        _, _, block = f"@media{rest}".partition(f"@media{head}" if head.startswith(" ") else f"@media {head}")
        found[medium] = light | _named(block.partition("\n}\n")[0] if block else "")
    return found


def _named(css: str) -> dict[str, str]:
    roots = re.findall(r":root \{([^}]*)\}", css)
    return {name: value for root in roots for name, value in re.findall(r"--([\w-]+): (#[0-9a-fA-F]{3,6});", root)}


def linear(colour: str) -> Triple:
    """Linear RGB of `#abc` or `#aabbcc`, each from 0 to 1."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return _decoded(red), _decoded(green), _decoded(blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted(_luminance(linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def difference(one: str, other: str, eye: str = "common") -> float:
    """How different two colours look to an eye: CIEDE2000, where 1 is just noticeable side by side."""
    return ciede2000(*(_lab(_seen(linear(colour), eye)) for colour in (one, other)))


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(rgb: Triple) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def _seen(rgb: Triple, eye: str) -> Triple:
    red, green, blue = (
        min(max(sum(weight * value for weight, value in zip(row, rgb, strict=True)), 0.0), 1.0) for row in EYES[eye]
    )
    return red, green, blue


def _lab(rgb: Triple) -> Triple:
    """CIE L*a*b* under D65."""
    red, green, blue = rgb
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = _luminance(rgb)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 216 / 24_389 else (24_389 / 27 * value + 16) / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Triple, other: Triple) -> float:
    """Sharma, Wu and Dalal 2005, with all weights 1."""
    grey = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(grey**7 / (grey**7 + 25**7)))
    chroma1, hue1 = _polar(one, stretch)
    chroma2, hue2 = _polar(other, stretch)
    coloured = chroma1 * chroma2 > 0
    turn = (hue2 - hue1 + 180) % 360 - 180 if coloured else 0.0
    light, chroma = (one[0] + other[0]) / 2, (chroma1 + chroma2) / 2
    hue = (hue1 + turn / 2) % 360 if coloured else hue1 + hue2
    tone = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_light = (other[0] - one[0]) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * tone)
    twist = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def _polar(lab: Triple, stretch: float) -> tuple[float, float]:
    """Chroma and hue in degrees."""
    red, yellow = lab[1] * stretch, lab[2]
    return hypot(red, yellow), degrees(atan2(yellow, red)) % 360 if red or yellow else 0.0
