"""Moments where something fitted: agents' offers and customers' wish to buy, what came next, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from pipeline.model import Turn
from pipeline.statements.sentences import sentences
from reports.facts import Facts, few, quotes, talk
from reports.facts.aftermath import Course
from reports.facts.quotes import Candidate
from reports.facts.talk import Shown, Spoken
from reports.market import agents, board, sequels
from reports.market.sequels import Comparison
from reports.nouns import Excess, Exchange, Link, Moment
from reports.statistics import phrases
from reports.words.behaviours import SignalDefinition
from reports.words.wording import shortened

OFFER, INTEREST = "fitting_offer", "buying_interest"
SIGNALS = (OFFER, INTEREST)
EXCHANGES = 2
LEAST_WORDS = 4
"""Of what a customer says to an offer: a mere yes tells nothing."""
STAGES_SHOWN = 4


def build(
    facts: Facts,
    courses: Sequence[Course],
    signals: Sequence[SignalDefinition],
    *,
    links: Sequence[Link],
    shown: Mapping[str, Sequence[Shown]],
    turns: Mapping[str, Sequence[Spoken]],
    taken: set[str],
) -> tuple[Moment, ...]:
    """Both moments, as far as enough customers are behind them; whom they quote joins those who are `taken`."""
    mine = [
        one for one in signals if one.name in SIGNALS and few.enough(facts.by_signal.get(one.name, ()), facts.least)
    ]
    comparisons = {one.name: _comparisons(facts, courses, one.name) for one in mine}
    tests = sum(map(len, comparisons.values()))
    found = []
    for signal in sorted(mine, key=lambda one: SIGNALS.index(one.name)):
        inside = facts.by_signal[signal.name]
        exchanges = _exchanges(facts, signal.name, shown.get(signal.name, ()), turns, taken)
        taken |= quotes.people_of([one.quote for one in exchanges], facts)
        found.append(
            Moment(
                name=signal.name,
                title=signal.title,
                text=agents.heard_in(facts, signal.name),
                answered=_answered(facts) if signal.name == INTEREST else "",
                stages=_stages(facts, signal),
                topics=agents.topics(facts, signal.name, links),
                sequels=tuple(sequels.told(facts, one, inside, tests=tests) for one in comparisons[signal.name]),
                exchanges=exchanges,
            )
        )
    return tuple(found)


def wanted(facts: Facts, shown: Mapping[str, Sequence[Shown]]) -> set[str]:
    """The conversations whose turns are looked at for exchanges."""
    return {one.conversation_id for name in SIGNALS for one in _surest(facts, shown.get(name, ()))}


def _comparisons(facts: Facts, courses: Sequence[Course], name: str) -> list[Comparison]:
    """An offer by leaving and by being resolved; a wish to buy, which is no treatment, by being resolved alone."""
    outcomes = (sequels.leaving, sequels.resolving) if name == OFFER else (sequels.resolving,)
    return [found for by in outcomes if (found := by(courses, name, facts))]


def _answered(facts: Facts) -> str:
    """`Agents made an offer that fitted in 12 % of 120 of them.`"""
    inside, offers = facts.by_signal[INTEREST], facts.by_signal.get(OFFER, ())
    both = [one for one in inside if OFFER in one.signals]
    told = few.crossing(
        facts.contacts,
        inside,
        offers,
        is_one=lambda one: INTEREST in one.signals,
        is_other=lambda one: OFFER in one.signals,
        least=facts.least,
    )
    if not told:
        return ""
    if not both:
        return facts.say("offers-unanswered")
    return facts.say("offers-answered", share=facts.say.ratio_with_base(len(both), len(inside)))


def _stages(facts: Facts, signal: SignalDefinition) -> tuple[Excess, ...]:
    """How often it comes up at each stage of the customer's way, most often first."""
    cells = board.cells(facts, signal, board.places(facts, "stage"))
    found = [board.excess(facts, signal, one, tests=len(cells)) for one in cells if one.here.part]
    return tuple(sorted(found, key=lambda one: (-round(one.share.part / one.share.whole, 6), one.key))[:STAGES_SHOWN])


def _surest(facts: Facts, shown: Sequence[Shown]) -> list[Shown]:
    contacts = {one.conversation_id for one in facts.contacts}
    known = [one for one in shown if one.conversation_id in contacts]
    known.sort(key=lambda one: (-round(one.score, 2), one.conversation_id, one.turn, one.start))
    return known[: quotes.POOL]


def _exchanges(
    facts: Facts,
    name: str,
    shown: Sequence[Shown],
    turns: Mapping[str, Sequence[Spoken]],
    taken: set[str],
) -> tuple[Exchange, ...]:
    """What was offered and what the customer said to it; or what he wanted to buy and what the agent said to that.

    Nothing that only a few agents say, and nothing from conversations about what few customers have (see `few`).
    """
    contacts = {one.conversation_id: one for one in facts.contacts}
    if not phrases.enough_agents(one.agent for one in facts.by_signal[name]):
        return ()
    pair = _offered if name == OFFER else _wanted
    pairs: dict[tuple[str, int], tuple[Candidate, str]] = {}
    for one in _surest(facts, shown):
        if found := pair(one, turns.get(one.conversation_id, ())):
            turn, text, ours = found
            candidate = Candidate(text=text, turn=turn, contact=contacts[one.conversation_id])
            if quotes.may_open(candidate, facts):
                pairs.setdefault((one.conversation_id, turn), (candidate, ours))
    candidates = sorted((one for one, _ in pairs.values()), key=lambda one: not quotes.alone(one.text))
    chosen = quotes.picked(candidates, EXCHANGES, taken)
    return tuple(_exchange(facts, name, one, pairs[one.contact.conversation_id, one.turn][1]) for one in chosen)


def _exchange(facts: Facts, name: str, one: Candidate, ours: str) -> Exchange:
    words = shortened(facts.say.spoken(ours))
    before, after = (words, "") if name == OFFER else ("", words)
    return Exchange(before=before, quote=quotes.quote(facts.say, one), after=after)


def _offered(one: Shown, spoken: Sequence[Spoken]) -> tuple[int, str, str] | None:
    """The turn and words of the customer right after an offer, and the offer; None where one cannot stand alone."""
    offer = talk.sentence(one, spoken).strip()
    answer = next((turn for turn in spoken if turn.turn > one.turn), None)
    if answer is None or answer.speaker != "customer" or not quotes.alone(offer):
        return None
    words = " ".join(_plain(answer)[:2])
    return (answer.turn, words, offer) if len(words.split()) >= LEAST_WORDS else None


def _wanted(one: Shown, spoken: Sequence[Spoken]) -> tuple[int, str, str] | None:
    """The turn and words of a wish to buy, and what the agent says to it before the customer speaks again."""
    wish = talk.sentence(one, spoken).strip()
    after = takewhile(lambda turn: turn.speaker == "agent", (turn for turn in spoken if turn.turn > one.turn))
    said = [sentence for turn in after for sentence in _plain(turn) if quotes.alone(sentence)]
    return (one.turn, wish, max(said, key=len)) if said and quotes.alone(wish) else None


def _plain(turn: Spoken) -> list[str]:
    """The sentences of a turn from which nothing was hidden: no signature and no salutation."""
    parts = sentences(Turn(index=turn.turn, speaker="customer", text=turn.text, at=None), mail=False)
    said = (" ".join(turn.text[one.start : one.end].split()) for one in parts)
    return [sentence for sentence in said if "[" not in sentence and len(sentence.split()) > 1]
