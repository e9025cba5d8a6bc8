"""What a night's pages say tens of thousands of times, said fast: the same words as `Wording`, remembered.

Hundreds of topics' pages show the same hundreds of nights, and few of their counts differ.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from reports.words.wording import Wording

T = TypeVar("T")


@lru_cache(maxsize=64)
def remembered(write: Callable[[T], str]) -> Callable[[T], str]:
    """`write`, such as `say.number`, which says a thing once and then remembers it."""
    return lru_cache(maxsize=16_384)(write)


def about(say: Wording) -> Callable[[float], str]:
    """`say.about`, remembered by what it tells apart."""
    write = remembered(say.about)
    return lambda value: write(round(value, 1) if value < 9.95 else float(round(value)))


@lru_cache(maxsize=64)
def counted(say: Wording, message: str) -> Callable[[int], str]:
    """A message with a `$count`, remembered."""
    return lru_cache(maxsize=4_096)(lambda count: say(message, count=count))


@lru_cache(maxsize=64)
def filled(say: Wording, message: str, *names: str) -> Callable[..., str]:
    """A message into which texts go, by these names, as they are; none that chooses by one of them."""
    parts = enumerate(say.around(message, names, {}))
    return "".join(f"{{{part}}}" if at % 2 else part.replace("{", "{{").replace("}", "}}") for at, part in parts).format
