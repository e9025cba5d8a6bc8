"""Earlier nights that hold other conversations than when the edition before was printed: late, again or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reports.facts import Reader
from reports.nouns import Line
from reports.words.wording import Wording


class _Told(NamedTuple):
    """A conversation as it was told once."""

    night: date
    content: str
    redactor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A night whose conversations are not those that were told before."""

    night: date
    missing: bool
    """Whether it was read for the first time."""
    before: int
    after: int
    """Conversations, as told before and now."""
    came: int
    changed: int
    moved_in: tuple[date, ...]
    moved_out: tuple[date, ...]
    """The other nights that conversations were counted on before, and are now; one for each."""
    gone: int
    """Counted on no night any more."""


def restated(view: Reader, night: date) -> tuple[Restated, ...]:
    """The nights up to this one that were told otherwise, ascending.

    Those before it as readers last saw them before this night was first printed; the night itself as it was then. So a
    night that is run again on the same input says the same as when it was first run.
    """
    earlier, itself = view.as_told(night, before=True), view.as_told(night, before=False)
    days = _differing(view, earlier, lambda day: day < night) + _differing(view, itself, lambda day: day == night)
    if not days:
        return ()
    then = _told(earlier, [day for day in days if day < night]) | _told(itself, [day for day in days if day == night])
    now = _told(view, {*days, night})
    there_before = set(earlier.nights("conversations")) if earlier else set()
    found = tuple(_of(day, then, now, missing=day not in {*there_before, night}) for day in days)
    return tuple(one for one in found if one.came or one.changed or one.moved_in or one.moved_out or one.gone)


def sentence(say: Wording, found: Sequence[Restated], night: date) -> str:
    """What is said on every page: which nights, and what came of them; empty where none."""
    other = [one for one in found if one.came or one.changed or one.gone]
    late = [one for one in other if not one.missing and one.night < night]
    missing = [one for one in found if one.missing]
    again = [one for one in other if one.night == night]
    moves = [(one.night, to) for one in found for to in one.moved_out]
    said = []
    if late:
        said.append(_nights(say, "late", late, night, _words(say, late)))
    if missing:
        came = say("conversations", count=sum(one.came for one in missing))
        said.append(_nights(say, "missing", missing, night, came))
    if moves:
        said.append(_moved(say, moves, night))
    if again:
        said.append(say("restated-again", what=_words(say, again)))
    return " ".join((*said, say("restated-end"))) if said else ""


def lines(say: Wording, found: Sequence[Restated]) -> tuple[Line, ...]:
    """By night, for the page that tells how the edition was made."""
    return tuple(Line(label=say.long_date(one.night), text=_line(say, one)) for one in found)


def _line(say: Wording, one: Restated) -> str:
    if one.missing:
        return say("restated-night-missing", after=one.after)
    moved = [
        say(f"restated-moved-{way}", count=len(nights))
        for nights, way in ((one.moved_in, "in"), (one.moved_out, "out"))
        if nights
    ]
    what = say.listed([*_parts(say, [one]), *moved])
    return say("restated-night", after=one.after, before=one.before, what=what)


def _words(say: Wording, found: Sequence[Restated]) -> str:
    return say.listed(_parts(say, found))


def _parts(say: Wording, found: Sequence[Restated]) -> list[str]:
    """What came of conversations but for those that only changed their night; the first names what is counted."""
    parts = (
        (sum(one.came for one in found), "came"),
        (sum(one.changed for one in found), "changed"),
        (sum(one.gone for one in found), "gone"),
    )
    counted = [(count, what) for count, what in parts if count]
    return [
        say(f"restated-{what}-more" if at else f"restated-{what}", count=count)
        for at, (count, what) in enumerate(counted)
    ]


def _nights(say: Wording, what: str, found: Sequence[Restated], night: date, came: str) -> str:
    first, last = _day(say, found[0].night, night), _day(say, found[-1].night, night)
    return say(f"restated-{what}", nights=len(found), first=first, last=last, what=came)


def _moved(say: Wording, moves: Sequence[tuple[date, date]], night: date) -> str:
    if len(set(moves)) > 1:
        return say("restated-moved", count=len(moves))
    one, other = moves[0]
    return say("restated-moved-one-way", count=len(moves), before=_day(say, one, night), after=_day(say, other, night))


def _day(say: Wording, day: date, night: date) -> str:
    return say.short_date(day) if day.year == night.year else say.full_date(day)


def _differing(view: Reader, then: Reader | None, wanted: Callable[[date], bool]) -> list[date]:
    if then is None:
        return []
    days = {*view.nights("conversations"), *then.nights("conversations")}
    return [
        day
        for day in sorted(days)
        if wanted(day) and view.files("conversations", [day]) != then.files("conversations", [day])
    ]


def _told(view: Reader | None, days: Iterable[date]) -> dict[str, _Told]:
    if view is None:
        return {}
    rows = view.table("conversations", sorted(days), ["conversation_id", "content_hash", "redactor"]).to_pylist()
    return {
        row["conversation_id"]: _Told(night=row["night"], content=row["content_hash"], redactor=row["redactor"])
        for row in rows
    }


def _of(day: date, then: dict[str, _Told], now: dict[str, _Told], *, missing: bool) -> Restated:
    was = {key: one for key, one in then.items() if one.night == day}
    there = {key: one for key, one in now.items() if one.night == day}
    return Restated(
        night=day,
        missing=missing,
        before=len(was),
        after=len(there),
        came=len(there.keys() - then.keys()),
        # Redacted otherwise, the same conversation has another hash: that is our doing and no other content.
        changed=sum(
            was[key].content != there[key].content and was[key].redactor == there[key].redactor
            for key in was.keys() & there.keys()
        ),
        moved_in=tuple(sorted(then[key].night for key in there.keys() & (then.keys() - was.keys()))),
        moved_out=tuple(sorted(now[key].night for key in was.keys() & (now.keys() - there.keys()))),
        gone=len(was.keys() - now.keys()),
    )
