"""Where topics and signals are clearly more or less common than elsewhere: the slices that pages show, and what of
them may be told without anybody being recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.slices import TIMES, VALUES, Place
from reports.facts import Contact, Facts, clock, few
from reports.nouns import Excess, Link
from reports.sections import counting
from reports.sections.counting import Difference
from reports.words import placewords
from reports.words.wording import Wording

A_KIND = 3
"""Most rows of one slice in a short list: one that splits sharply, as the stage does, is not to crowd out the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Clear differences, and how many there were that may not be told."""

    rows: tuple[Excess, ...]
    """Greatest difference first."""
    withheld: int
    least: int = few.FEWEST

    def note(self, say: Wording) -> str:
        """A sentence on what is not shown; empty where nothing is withheld."""
        return say("places-withheld", count=self.withheld, least=self.least) if self.withheld else ""

    def nothing(self, say: Wording) -> str:
        """That nothing stands out; empty where something does, though it be withheld."""
        return "" if self.rows or self.withheld else say("places-nowhere")


def hits(facts: Facts, groups: Sequence[tuple[Link, Sequence[Contact]]], *, less: bool = True) -> Hits:
    """Where each group of conversations is clearly more common than elsewhere, or `less` so, over all slices.

    Clear is what an interval with room for every place of every group (Bonferroni) keeps off zero. What
    is said of an hour or a weekday has to hold without the group's heaviest night as well, for one bad Friday is no
    habit of Fridays. A number is told only as `may_tell` allows. Where a slice has two places the one is the other's
    elsewhere, so that the one where it is more common says it all.
    """
    kinds = Counter(name for name, _ in facts.places)
    looks = len(counting.compared(facts)) * len(groups)
    rows: list[Excess] = []
    withheld = 0
    for link, contacts in groups:
        clear = [
            one
            for one in counting.differences(facts, [(link, contacts)], tests=looks)
            if (one.direction == "more" or (less and kinds[one.place[0]] > 2))
            and (one.place[0] not in TIMES or _holds(facts, one, looks))
        ]
        told = {name: few.tellable(contacts, name, least=facts.least) for name in {one.place[0] for one in clear}}
        for one in clear:
            if may_tell(facts, one, told[one.place[0]]):
                rows.append(_excess(facts, one))
            else:
                withheld += 1
    return Hits(rows=tuple(sorted(rows, key=counting.by_size)), withheld=withheld, least=facts.least)


def may_tell(facts: Facts, found: Difference, told: frozenset[Place]) -> bool:
    """Whether a difference may be told, `told` being the tellable places of its group (see `few.tellable`).

    The place itself has to be one that may be counted, and who is there and elsewhere, of the group and not, nobody or
    enough each: the shares are told with their bases.
    """
    name = found.place[0]
    # Where it is none nobody can be recognised, if the others are many.
    if found.place not in facts.told_places or (found.place not in told and (found.here.part or not told)):
        return False
    inside = {one.conversation_id for one in found.contacts}
    return few.crossing(
        (one for one in facts.contacts if any(kind == name for kind, _ in one.slices)),
        [one for one in found.contacts if any(kind == name for kind, _ in one.slices)],
        (one for one in facts.contacts if found.place in one.slices),
        is_one=lambda one: one.conversation_id in inside,
        is_other=lambda one: found.place in one.slices,
        least=facts.least,
    )


def few_of_a_kind(rows: Iterable[Excess], most: int) -> tuple[Excess, ...]:
    """The first rows, `most` at the most and A_KIND of each kind."""
    seen: Counter[str] = Counter()
    chosen = []
    for one in rows:
        seen[one.key[0]] += 1
        if seen[one.key[0]] <= A_KIND:
            chosen.append(one)
    return tuple(chosen[:most])


def _holds(facts: Facts, found: Difference, tests: int) -> bool:
    """Whether a difference of times is as clear without the group's heaviest night, in that place and in all."""
    name, _ = found.place
    here, every = Counter[date](), Counter[date]()
    for (night, place), count in clock(found.contacts).items():
        if place[0] == name:
            every[night] += count
            here[night] += count * (place == found.place)
    for night in sorted({_heaviest(here), _heaviest(every)}):
        base_here = facts.clock.get((night, found.place), 0)
        base = sum(facts.clock.get((night, (name, value)), 0) for value in VALUES[name])
        without = counting.claimed(
            found.here.part - here[night],
            found.here.whole - base_here,
            found.elsewhere.part - (every[night] - here[night]),
            found.elsewhere.whole - (base - base_here),
            tests=tests,
        )
        if without != found.direction:
            return False
    return True


def _heaviest(nights: Counter[date]) -> date:
    return min(nights, key=lambda night: (-nights[night], night))


def _excess(facts: Facts, one: Difference) -> Excess:
    say = facts.say
    here = say.ratio_with_base(one.here.part, one.here.whole)
    return Excess(
        topic=one.link,
        label=placewords.label(say, one.place),
        kind=placewords.title(say, one.place[0]),
        key=one.place,
        share=one.here,
        usual=one.elsewhere,
        direction=one.direction,
        sentence=say("places-share", here=here, elsewhere=one.elsewhere.text),
        where=placewords.where(say, one.place),
    )
