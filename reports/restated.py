"""Earlier nights that hold other conversations than when the edition before was printed: late, again or moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports import wording
from reports.facts import Reader
from reports.nouns import Line

UNSAID = frozenset({"redactor"})
"""Columns that may change without anything that was said being another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A night whose conversations are not those that were told before."""

    night: date
    before: int
    after: int
    """Conversations, as told before and now."""
    came: int
    went: int
    changed: int


def restated(view: Reader, night: date) -> tuple[Restated, ...]:
    """The nights up to this one that were told otherwise, ascending.

    Those before it as the last edition before it told them when it was first printed; the night itself as its own
    edition did. So a night that is run again says the same of the others as when it was first run on the same input.
    """
    told = [(view.first_told(night, before=True), False), (view.first_told(night, before=False), True)]
    found = []
    for then, itself in told:
        if then is None:
            continue
        days = {*view.nights("conversations"), *then.nights("conversations")}
        for day in sorted(one for one in days if (one == night if itself else one < night)):
            if view.files("conversations", [day]) != then.files("conversations", [day]):
                found.append(_of(day, _said(then, day), _said(view, day)))
    return tuple(one for one in found if one.came or one.went or one.changed)


def sentence(found: Sequence[Restated], night: date) -> str:
    """What is said on every page: which nights, and what came of them; empty where none."""
    if not found:
        return ""
    if len(found) == 1:
        one = found[0]
        since = "it was first printed" if one.night == night else "the edition before"
        subject = "This night" if one.night == night else wording.short_date(one.night)
        again = f"was read again since {since}" if one.before else "was missing in the edition before"
        return f"{subject} {again}: {_words(found)}. The numbers below hold it as it is now."
    first, last = wording.short_date(found[0].night), wording.short_date(found[-1].night)
    return (
        f"{wording.plural(len(found), 'night')} between {first} and {last} were read again since the edition before:"
        f" {_words(found)}. The numbers below hold them as they are now."
    )


def lines(found: Sequence[Restated]) -> tuple[Line, ...]:
    """By night, for the page that tells how the edition was made."""
    return tuple(
        Line(
            label=wording.long_date(one.night),
            text=f"{wording.plural(one.after, 'conversation')}, {wording.number(one.before)} before: {_words([one])}.",
        )
        for one in found
    )


def _words(found: Sequence[Restated]) -> str:
    came, went, changed = (sum(getattr(one, name) for one in found) for name in ("came", "went", "changed"))
    parts = [
        f"{wording.plural(came, 'conversation')} came late" if came else "",
        f"{wording.number(changed)} came again with other content" if changed else "",
        f"{wording.number(went)} went to another night" if went else "",
    ]
    return wording.listed([part for part in parts if part])


def _said(view: Reader, day: date) -> dict[str, tuple[object, ...]]:
    table = view.table("conversations", [day])
    names = [name for name in table.column_names if name not in UNSAID]
    rows: Iterable[tuple[object, ...]] = zip(*(table[name].to_pylist() for name in names), strict=True)
    place = names.index("conversation_id")
    return {str(row[place]): row for row in rows}


def _of(day: date, then: dict[str, tuple[object, ...]], now: dict[str, tuple[object, ...]]) -> Restated:
    return Restated(
        night=day,
        before=len(then),
        after=len(now),
        came=len(now.keys() - then.keys()),
        went=len(then.keys() - now.keys()),
        changed=sum(then[key] != now[key] for key in then.keys() & now.keys()),
    )
