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


def rate(per_second: float) -> str:
    """`410 a second`, `4.2 a second`, `12 a minute`, `0.5 an hour`."""
    unit, per = "an hour", per_second * 3_600
    if per_second >= 1 / 60:
        unit, per = ("a second", per_second) if per_second >= 1 else ("a minute", per_second * 60)
    return f"{number(round(per)) if per >= 9.95 else f'{per:.1f}'} {unit}"


def duration(seconds: float) -> str:
    """`42 s`, `3 min`, `2 h 10 min`."""
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
