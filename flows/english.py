"""How the command counts: it speaks English, whatever the language of the pages."""

from __future__ import annotations


def number(value: int) -> str:
    """1,512."""
    return f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 night`, `3 nights`, `2 replies`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """`38 %`; never 0 % or 100 % unless it is exactly that."""
    if 0 < share < 0.005:
        return "under 1 %" if share >= 0.0005 else "under 0.1 %"
    return "over 99 %" if 0.995 <= share < 1 else f"{round(share * 100)} %"
