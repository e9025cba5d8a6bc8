"""Conversations -> what each topic cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.impact import leftout, resampling
from pipeline.impact.nouns import Case, Impact

LEAVING = frozenset(["churn_threat", "churned"])
"""Signals of customers who speak of leaving."""
LEFT = frozenset(["churned"])
"""Of those who say that they have left."""
FEWEST = 10
"""People behind every figure: known customers, and conversations whose customer is unknown."""
LEAST_TIMED = 20
"""Where not all conversations of a topic have a handling time, fewer that have one tell nothing of the others."""
RESAMPLES = 999
ALL, TIMED, SECONDS, TOLD, RESOLVED, RATED, CSAT, LOOKED, LEAVERS = range(9)
"""What is added up for each topic: conversations, those that know a thing, and after each of these the thing."""


def impacts(cases: Iterable[Case], *, nights: int, seed: int, resamples: int = RESAMPLES) -> tuple[Impact, ...]:
    """The impact of all conversations (first, with an empty id) and of each topic, by id; none without cases.

    `nights` is how many of the window have data. Neither the order of cases nor the names of customers matter.
    """
    ordered = sorted(cases, key=lambda case: case.order)
    if not ordered:
        return ()
    about: dict[str, list[Case]] = defaultdict(list)
    for case in ordered:
        for topic in ("", *case.topics):
            about[topic].append(case)
    topics = sorted(about)
    sums = _sums([about[topic] for topic in topics], _people(ordered))
    shape = (LEAVERS + 1, len(topics))
    totals = resampling.resampled(sums, times=resamples, seed=seed).reshape(*shape, 1 + resamples)
    heads = resampling.heads(sums).reshape(shape)
    return tuple(_figured([_counted(about[topic], topic, nights) for topic in topics], totals, heads))


def _people(ordered: Sequence[Case]) -> Mapping[str, int]:
    """Whose each conversation is, numbered as they first appear; one whose customer is unknown is somebody else's."""
    known: dict[str, int] = {}
    return {
        case.order: known.setdefault(f"c{case.customer}" if case.customer else f"u{case.order}", len(known))
        for case in ordered
    }


def _sums(groups: Sequence[Sequence[Case]], people: Mapping[str, int]) -> sparse.csr_array:
    """Row by row of ALL to LEAVERS, within each by group: what each of the people adds to it."""
    told = {case.order: _told(case) for case in groups[0]}
    rows, columns, values = [], [], []
    for at, cases in enumerate(groups):
        for case in cases:
            for what, value in told[case.order]:
                rows.append(what * len(groups) + at)
                columns.append(people[case.order])
                values.append(value)
    shape = ((LEAVERS + 1) * len(groups), max(people.values()) + 1)
    return resampling.table(rows, columns, values, shape=shape)


def _told(case: Case) -> list[tuple[int, float]]:
    leaves = None if case.signals is None else bool(LEAVING & case.signals)
    things = ((TIMED, case.handle_seconds), (TOLD, case.resolved), (RATED, case.csat), (LOOKED, leaves))
    known = [(base, float(value)) for base, value in things if value is not None]
    return [(ALL, 1.0), *((base, 1.0) for base, _ in known), *((base + 1, value) for base, value in known)]


def _counted(cases: Sequence[Case], topic: str, nights: int) -> Impact:
    """What is counted of a topic's conversations; what the resamples tell is still lacking."""
    looked = [(case.customer, case.signals) for case in cases if case.customer and case.signals is not None]
    customers = {who for who, _ in looked}
    leaving, left = (len({who for who, said in looked if names & said}) for names in (LEAVING, LEFT))
    again = [case for case in cases if topic in case.befores]
    enough = len(customers) >= FEWEST
    return Impact(
        topic_id=topic,
        nights=nights,
        conversations=len(cases),
        customers=len(_customers(cases)),
        customer_unknown=sum(1 for case in cases if not case.customer),
        handle_known=sum(1 for case in cases if case.handle_seconds is not None),
        minutes_shared=_shared(cases, topic, nights),
        repeats_known=len(again),
        repeats=sum(1 for case in again if case.befores[topic]) if len(_customers(again)) >= FEWEST else None,
        customers_known=len(customers),
        customers_leaving=leaving if enough else None,
        customers_left=left if enough else None,
        leaving_known=sum(1 for case in cases if case.signals is not None),
        resolved_known=sum(1 for case in cases if case.resolved is not None),
        csat_known=sum(1 for case in cases if case.csat is not None),
    )


def _customers(cases: Sequence[Case]) -> set[str]:
    return {case.customer for case in cases if case.customer}


def _shared(cases: Sequence[Case], topic: str, nights: int) -> float | None:
    """A topic's minutes a night, the time of each conversation divided among its topics; with an empty id those of all
    topics. Conversations without a time are taken to last as long as the others."""
    placed = [(case.handle_seconds, 1 / len(case.topics) if topic else 1.0) for case in cases if case.topics]
    timed = [(seconds * part, part) for seconds, part in placed if seconds is not None]
    if not timed:
        return None
    parts = sum(part for _, part in placed) / sum(part for _, part in timed)
    return leftout.rounded(sum(seconds for seconds, _ in timed) * parts / 60 / nights)


def _figured(counted: Sequence[Impact], totals: resampling.Floats, heads: NDArray[np.int64]) -> Iterable[Impact]:
    """With what the resamples tell: totals are by what is added up, by topic, as found and resampled; heads the people
    behind those that were found."""
    # Where no conversation with a time was drawn, the topic takes none.
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.where(totals[TIMED] > 0, totals[ALL] / totals[TIMED], 0.0)
    minutes = leftout.ends(totals[SECONDS] * scale / 60 / counted[0].nights)
    told, rated, looked = (leftout.averages(totals[base], totals[base + 1]) for base in (TOLD, RATED, LOOKED))
    for at, one in enumerate(counted):
        enough = heads[:, at] >= FEWEST
        # Others are those who never came about the topic: with fewer than FEWEST of them nobody is set against them.
        apart = enough & (heads[:, 0] - heads[:, at] >= FEWEST)
        timed = enough[TIMED] and (one.handle_known == one.conversations or one.handle_known >= LEAST_TIMED)
        yield replace(
            one,
            minutes=leftout.span(minutes[at]) if timed else None,
            minutes_shared=one.minutes_shared if timed else None,
            leaving=int(looked.total[at]) if enough[LOOKED] else None,
            leaving_more=leftout.more(looked, at) if apart[LOOKED] else None,
            leaving_shift=leftout.shift(looked, at, share=True) if apart[LOOKED] else None,
            resolved=int(told.total[at]) if enough[TOLD] else None,
            resolved_shift=leftout.shift(told, at, share=True) if apart[TOLD] else None,
            csat=leftout.rounded(float(rated.total[at] / rated.known[at])) if enough[RATED] else None,
            csat_shift=leftout.shift(rated, at, share=False) if apart[RATED] else None,
        )
