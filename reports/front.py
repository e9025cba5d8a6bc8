"""The product edition: what changed, what hurts most, where, and how conversations went."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import slices
from pipeline.model import Decision, TopicState
from reports import alarms, care, changes, consistency, counting, few, overview, pace, places, tables, treated, wording
from reports.behaviours import SignalDefinition
from reports.consistency import Consistency
from reports.facts import Facts, customers
from reports.nouns import Excess, Line, News, Product, Ranking, SignalRow, TopicRow
from reports.tables import window_words

ROWS = 30
SLICES_SHOWN = 10
CROSSED_SHOWN = 8
PRAISED_SHOWN = 5
COMPARED = "Last 7 nights, expected"


def build(
    facts: Facts,
    rows: Sequence[TopicRow],
    *,
    treatment: Sequence[SignalRow],
    signals: Sequence[SignalDefinition],
    ledger: Sequence[Decision],
    recounted: Sequence[News],
    out: Sequence[Line],
    uneven: Consistency,
    ranking: Ranking,
) -> Product:
    """The product edition of a night.

    `recounted` says how our counting changed, `out` what was left out before anything was counted,
    `uneven` what is treated differently in any topic, `ranking` by what the rows are ranked.
    """
    news = changes.sentences(facts, rows, ledger)
    ranked = [row for row in rows if row.rank]
    groups = [(row.topic, facts.by_topic[row.topic.topic_id]) for row in ranked[:ROWS]]
    spots = places.hits(facts, groups, less=False)
    hit = places.few_of_a_kind(spots.rows, SLICES_SHOWN)
    crossed = _crossed(facts, ranked[:ROWS], signals)
    teams, teams_note = treated.spots(facts, signals)
    differing, differing_note = consistency.greatest(uneven, [row.topic.topic_id for row in ranked])
    return Product(
        headline=changes.headline(facts, rows, news),
        lede=_lede(news, spots.rows, crossed),
        changes=changes.front(news),
        changes_note=changes.note(facts, rows, news),
        recounted=changes.recounted_line(recounted),
        ranked=tuple(ranked[:ROWS]),
        praised=tuple(row for row in rows if row.praise and not row.small)[:PRAISED_SHOWN],
        themes=overview.themes(facts, rows),
        fixes=care.fixes(facts, rows),
        ranked_note=_ranked_note(facts, rows, ranked, ranking),
        ranking=ranking,
        slices=hit,
        slices_empty=spots.nothing(),
        slices_note=spots.note(),
        crossed=crossed,
        crossed_empty="" if crossed else "No topic stands out by what agents or customers do in it.",
        treatment=tuple(treatment),
        treatment_few=tables.few_said(facts, signals),
        notices=alarms.notices(facts, signals),
        compared=COMPARED if facts.watch.watching else "Last 7 nights, the 7 before",
        spots=teams,
        spots_note=teams_note,
        pace=pace.build(facts),
        uneven=differing,
        uneven_note=differing_note,
        uncovered=(*_uncovered(facts, rows), *out),
    )


def _lede(news: Sequence[News], spots: Sequence[Excess], crossed: Sequence[Excess]) -> str:
    """Where the first topic of the news is heard most, and what goes with it."""
    if not news or news[0].label.endswith(alarms.PLACE):
        return ""
    # That a topic on returns comes up where customers return something tells nobody anything.
    told = [one for one in spots if one.kind != slices.title("stage")]
    where = next((one for one in told if one.topic == news[0].topic), None)
    went = next((one for one in crossed if one.topic == news[0].topic), None)
    said = [f"Most {where.where}: {where.sentence}"] if where else []
    return " ".join([*said, went.sentence] if went else said)


def _crossed(facts: Facts, ranked: Sequence[TopicRow], signals: Sequence[SignalDefinition]) -> tuple[Excess, ...]:
    titles = {signal.name: (signal.title, signal.speaker) for signal in signals}
    tests = len(ranked) * len(titles)
    found = [one for row in ranked for one in counting.signals_in(facts, row.topic, titles, tests=tests)]
    more = [one for one in found if one.direction == "more"]
    more.sort(key=lambda one: (one.kind != "agent", round(one.usual.part / max(one.usual.whole, 1) - one.share.low, 6)))
    return tuple(more[:CROSSED_SHOWN])


def _ranked_note(facts: Facts, rows: Sequence[TopicRow], ranked: Sequence[TopicRow], ranking: Ranking) -> str:
    small = sum(1 for row in rows if row.small)
    base = wording.plural(len(facts.contacts), "conversation")
    left = f" {wording.plural(small, 'topic')} too small to rank." if small else ""
    some = f"{len(ranked)} topics" if len(ranked) != 1 else "1 topic"
    praise = sum(1 for row in rows if row.praise and not row.small)
    good = f" {wording.plural(praise, 'topic')} of praise below." if praise else ""
    cost = f" {ranking.note}" if ranking.note else ""
    return f"{window_words(facts).capitalize()}, {base}, {some} ranked by {ranking.by}.{cost}{good}{left}"


def _uncovered(facts: Facts, rows: Sequence[TopicRow]) -> tuple[Line, ...]:
    """What the numbers above do not speak of."""
    whole = len(facts.contacts)
    lines = []

    def tell(label: str, part: int, text: str) -> None:
        lines.append(Line(label=label, text=f"{wording.ratio_with_base(part, whole)} conversations {text}"))

    # What is only in topics too small is counted with what is in none: else it would follow from the others' numbers.
    missed = [one for one in facts.contacts if all(facts.small(topic) for topic in one.topics)]
    if few.may_tell(missed, facts.least):
        tell("In no topic", len(missed), f"of the {window_words(facts)} say nothing that enough others say too.")
    else:
        text = f"{few.than(facts.least, 'customers').capitalize()} said nothing that enough others say too."
        lines.append(Line(label="In no topic", text=text))
    small = {row.topic.topic_id for row in rows if row.small} & facts.by_topic.keys()
    if small:
        about = {one.conversation_id: one for topic in small for one in facts.by_topic[topic]}
        total = (
            f", {wording.plural(len(about), 'conversation')} together"
            if few.enough(about.values(), facts.least)
            else ""
        )
        each = few.than(facts.least, "customers") + (" each" if len(small) > 1 else "")
        text = f"{wording.plural(len(small), 'topic')} from {each}{total}: not counted, ranked or quoted."
        lines.append(Line(label="Too small", text=text))
    hidden = sum(1 for topic in facts.topics if "product" in topic.hidden and topic.state != TopicState.MERGED)
    if hidden:
        text = (
            f"{wording.plural(hidden, 'topic')}: people decided to; counted all the same, with a page of its own each."
        )
        lines.append(Line(label="Left out of this edition", text=text))
    _, unknown = customers(facts.contacts)
    if unknown:
        tell("Customer unknown", unknown, "name no customer; they count as conversations only.")
    known = sum(1 for contact in facts.contacts if contact.resolved is not None)
    if known < whole:
        tell("Outcome", known, "say whether the matter was resolved; resolved shares count only these.")
    return tuple(lines)
