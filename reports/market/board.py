"""Treatment by place: what was done and said in each channel and segment, and where that differs clearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.slices import Place
from reports.facts import Contact, Facts, few
from reports.market import voices
from reports.nouns import Board, BoardRow, Excess, Link, Share
from reports.sections import counting
from reports.words import placewords
from reports.words.behaviours import SignalDefinition

SLICES = ("channel", "segment")
MOST = 6
"""Columns of a slice, the largest places."""
AGENTS = "treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The share of a signal in one place, and in all others of its kind together."""

    place: Place
    here: Share
    elsewhere: Share


def build(facts: Facts, signals: Sequence[SignalDefinition]) -> Board:
    """Of what agents do to customers, and what customers say of leaving and recommending, the share in each place.

    Told are cells from which nobody can be recognised, here and elsewhere (see `few`); clear is a difference with room
    for every cell of the table (Bonferroni).
    """
    columns = tuple(chain.from_iterable(places(facts, name) for name in SLICES))
    mine = [one for one in signals if one.name in facts.by_signal and _asked(one)]
    told = {(one.name, cell.place): cell for one in mine for cell in cells(facts, one, columns)}
    shown = [one for one in mine if any((one.name, place) in told for place in columns)]
    columns = tuple(place for place in columns if any((one.name, place) in told for one in shown))
    if not shown:
        return Board(empty=facts.say("board-empty"))
    hidden = len(shown) * len(columns) - sum((one.name, place) in told for one in shown for place in columns)
    return Board(
        columns=tuple(
            (placewords.title(facts.say, name), placewords.label(facts.say, (name, value))) for name, value in columns
        ),
        rows=tuple(
            BoardRow(
                name=one.name,
                title=one.title,
                speaker=one.speaker,
                cells=tuple(
                    excess(facts, one, cell, tests=len(told)) if (cell := told.get((one.name, place))) else None
                    for place in columns
                ),
            )
            for one in shown
        ),
        note=facts.say("board-note", count=hidden, least=facts.least) if hidden else "",
    )


def places(facts: Facts, name: str) -> tuple[Place, ...]:
    """The largest places of a slice that may be counted, in the order of their size; none where it has one only."""
    every = [place for place in facts.places if place[0] == name]
    told = sorted((one for one in every if one in facts.told_places), key=lambda one: (-facts.places[one], one))
    return tuple(told[:MOST]) if len(every) > 1 else ()


def cells(facts: Facts, signal: SignalDefinition, columns: Sequence[Place]) -> list[Cell]:
    """The shares of a signal in these places that may be told."""
    found = []
    inside = facts.by_signal[signal.name]
    for name in dict.fromkeys(place[0] for place in columns):
        with_it, without_it = _by_place(inside, name), _by_place(facts.contacts, name, but=signal.name)
        fit = few.tellable(inside, name, least=facts.least, agents=signal.speaker == "agent")
        told = [
            place
            for place in columns
            if place[0] == name
            and (place in fit or (fit and place not in with_it))
            and _may_tell(facts, [place], with_it, without_it)
        ]
        # What is left over of all that is shown follows from the totals.
        while told and not _may_tell(facts, told, with_it, without_it):
            told.pop()
        k, n = _size(with_it), _size(with_it) + _size(without_it)
        for place in told:
            k1 = len(with_it.get(place, ()))
            n1 = k1 + len(without_it.get(place, ()))
            if n1 < n:
                here, elsewhere = counting.share(facts.say, k1, n1), counting.share(facts.say, k - k1, n - n1)
                found.append(Cell(place=place, here=here, elsewhere=elsewhere))
    return found


def excess(facts: Facts, signal: SignalDefinition, cell: Cell, *, tests: int) -> Excess:
    """A cell as readers see it, with its direction where that is clear."""
    say, here, elsewhere = facts.say, cell.here, cell.elsewhere
    return Excess(
        topic=Link(topic_id="", name=signal.title),
        label=placewords.label(say, cell.place),
        kind=placewords.title(say, cell.place[0]),
        key=cell.place,
        share=here,
        usual=elsewhere,
        direction=counting.claimed(here.part, here.whole, elsewhere.part, elsewhere.whole, tests=tests),
        sentence=say("places-share", here=say.ratio_with_base(here.part, here.whole), elsewhere=elsewhere.text),
        where=placewords.where(say, cell.place),
    )


def _asked(one: SignalDefinition) -> bool:
    return one.group == AGENTS if one.speaker == "agent" else one.group in voices.QUESTIONS


def _by_place(contacts: Sequence[Contact], name: str, *, but: str = "") -> Mapping[Place, list[Contact]]:
    """The conversations of each place of a slice, `but` for those with a signal."""
    found: dict[Place, list[Contact]] = defaultdict(list)
    for one in contacts:
        if not but or but not in one.signals:
            for place in one.slices:
                if place[0] == name:
                    found[place].append(one)
    return found


def _size(groups: Mapping[Place, Sequence[Contact]]) -> int:
    return sum(map(len, groups.values()))


def _may_tell(
    facts: Facts,
    places: Sequence[Place],
    with_it: Mapping[Place, Sequence[Contact]],
    without_it: Mapping[Place, Sequence[Contact]],
) -> bool:
    """Whether nobody or enough are in these places and elsewhere, with it and without: all of it can be worked out."""
    for group in (with_it, without_it):
        here = chain.from_iterable(group.get(place, ()) for place in places)
        elsewhere = chain.from_iterable(some for place, some in group.items() if place not in places)
        if not (few.may_tell(here, facts.least) and few.may_tell(elsewhere, facts.least)):
            return False
    return True
