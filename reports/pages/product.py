"""The product edition: what changed, what hurts most, where, and how conversations went."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Decision, TopicState
from reports.facts import Facts, customers, few
from reports.nouns import Excess, Line, News, Product, Ranking, SignalRow, TopicRow
from reports.sections import alarms, care, changes, consistency, counting, overview, pace, places, tables, treated
from reports.sections.consistency import Consistency
from reports.words.behaviours import SignalDefinition

ROWS = 30
SLICES_SHOWN = 10
CROSSED_SHOWN = 8
PRAISED_SHOWN = 5


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
    differing, differing_note = consistency.greatest(facts.say, uneven, [row.topic.topic_id for row in ranked])
    return Product(
        headline=changes.headline(facts, rows, news),
        lede=_lede(facts, news, spots.rows, crossed),
        changes=changes.front(news),
        changes_note=changes.note(facts, rows, news),
        recounted=changes.recounted_line(facts.say, recounted),
        ranked=tuple(ranked[:ROWS]),
        praised=tuple(row for row in rows if row.praise and not row.small)[:PRAISED_SHOWN],
        themes=overview.themes(facts, rows),
        fixes=care.fixes(facts, rows),
        ranked_note=_ranked_note(facts, rows, ranked, ranking),
        ranking=ranking,
        slices=hit,
        slices_empty=spots.nothing(facts.say),
        slices_note=spots.note(facts.say),
        crossed=crossed,
        crossed_empty="" if crossed else facts.say("front-crossed-none"),
        treatment=tuple(sorted(treatment, key=_told_first)),
        treatment_few=tables.few_said(facts, signals),
        notices=alarms.notices(facts, signals),
        compared=facts.say("front-compared-expected" if facts.watch.watching else "front-compared-before"),
        spots=teams,
        spots_note=teams_note,
        pace=pace.build(facts),
        uneven=differing,
        uneven_note=differing_note,
        uncovered=(*_uncovered(facts, rows), *out),
        nights=tables.window_nights(facts),
    )


def _lede(facts: Facts, news: Sequence[News], spots: Sequence[Excess], crossed: Sequence[Excess]) -> str:
    """Where the first topic of the news is heard most, and what goes with it."""
    if not news or news[0].kind.endswith(alarms.PLACE):
        return ""
    # That a topic on returns comes up where customers return something tells nobody anything.
    told = [one for one in spots if one.key[0] != "stage"]
    where = next((one for one in told if one.topic == news[0].topic), None)
    went = next((one for one in crossed if one.topic == news[0].topic), None)
    said = [facts.say("front-most", where=where.where, sentence=where.sentence)] if where else []
    return " ".join([*said, went.sentence] if went else said)


def _crossed(facts: Facts, ranked: Sequence[TopicRow], signals: Sequence[SignalDefinition]) -> tuple[Excess, ...]:
    titles = {signal.name: (signal.title, signal.speaker) for signal in signals}
    tests = len(ranked) * len(titles)
    found = [one for row in ranked for one in counting.signals_in(facts, row.topic, titles, tests=tests)]
    more = [one for one in found if one.direction == "more"]
    more.sort(key=_clearest)
    return tuple(more[:CROSSED_SHOWN])


def _told_first(row: SignalRow) -> tuple[bool, int, str]:
    """What has clearly changed before the rest, each by how often it was heard."""
    return not row.direction, -row.conversations, row.name


def _clearest(one: Excess) -> tuple[bool, float]:
    """What agents do before what customers do, by how far the least that may be true is above the usual."""
    return one.key[0] != "agent", round(one.usual.part / max(one.usual.whole, 1) - one.share.low, 6)


def _ranked_note(facts: Facts, rows: Sequence[TopicRow], ranked: Sequence[TopicRow], ranking: Ranking) -> str:
    small = sum(1 for row in rows if row.small)
    praise = sum(1 for row in rows if row.praise and not row.small)
    said = (
        facts.say(
            "front-ranked",
            nights=tables.window_nights(facts),
            conversations=len(facts.contacts),
            topics=len(ranked),
            by=ranking.kind,
        ),
        ranking.note,
        facts.say("front-praise", count=praise) if praise else "",
        facts.say("front-small", count=small) if small else "",
    )
    return " ".join(filter(None, said))


def _uncovered(facts: Facts, rows: Sequence[TopicRow]) -> tuple[Line, ...]:
    """What the numbers above do not speak of."""
    say, whole = facts.say, len(facts.contacts)
    lines = []
    # What is only in topics too small is counted with what is in none: else it would follow from the others' numbers.
    missed = [one for one in facts.contacts if all(facts.small(topic) for topic in one.topics)]
    if few.may_tell(missed, facts.least):
        share = say.ratio_with_base(len(missed), whole)
        text = say("front-no-topic.text", share=share, nights=tables.window_nights(facts))
    else:
        text = say("front-no-topic.few", least=facts.least)
    lines.append(Line(label=say("front-no-topic"), text=text))
    small = {row.topic.topic_id for row in rows if row.small} & facts.by_topic.keys()
    if small:
        about = {one.conversation_id: one for topic in small for one in facts.by_topic[topic]}
        text = (
            say("front-too-small.counted", count=len(small), least=facts.least, conversations=len(about))
            if few.enough(about.values(), facts.least)
            else say("front-too-small.text", count=len(small), least=facts.least)
        )
        lines.append(Line(label=say("front-too-small"), text=text))
    hidden = sum(1 for topic in facts.topics if "product" in topic.hidden and topic.state != TopicState.MERGED)
    if hidden:
        lines.append(Line(label=say("front-left-out"), text=say("front-left-out.text", count=hidden)))
    _, unknown = customers(facts.contacts)
    if unknown:
        text = say("front-unknown.text", share=say.ratio_with_base(unknown, whole), whole=whole)
        lines.append(Line(label=say("front-unknown"), text=text))
    known = sum(1 for contact in facts.contacts if contact.resolved is not None)
    if known < whole:
        text = say("front-outcome.text", share=say.ratio_with_base(known, whole), whole=whole)
        lines.append(Line(label=say("front-outcome"), text=text))
    return tuple(lines)
