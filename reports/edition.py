"""The edition of a night, built from a snapshot, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline import registry
from pipeline.errors import InputError
from pipeline.measures import WINDOW_NIGHTS
from pipeline.model import Night
from pipeline.settings import Settings
from reports import (
    agents,
    calibration,
    changes,
    consistency,
    front,
    gone,
    impact,
    quotes,
    restated,
    runpage,
    tables,
    topicpage,
    voices,
    wording,
)
from reports.about import definitions
from reports.behaviours import SignalDefinition, complete
from reports.facts import Facts, Reader, gather
from reports.nouns import Edition, Line

__all__ = ["FORMAT_VERSION", "Edition", "build", "from_json", "to_json"]

FORMAT_VERSION = 9
# What changed in each version of the JSON:
#   1  first version
#   2  what changed in our counting left `changes` for `product.recounted` and `run.recounted`
#   3  `product.themes`; a topic's page has `description`, `name_note` and `apart`: how it differs from its neighbours
#   4  a topic's page has `beside`: what was said almost like it
#   5  what people decided: `care` in rows and on topics' pages, `fixed` and `events` there, `product.fixes`
#   6  `run.restated`: earlier nights that hold other conversations than the edition before told; `gone`: topics
#      whose opening was taken back
#   7  how it went: a topic's page has `went` and `treated`, `product.spots`: where customers are treated how;
#      `marketing.trouble`, `good` and `unclear`, what agents said and how it went, in place of `followed`
#   8  changes rest on expected counts; `product.alerts`, cost, slices, pace and consistency (each empty before); what
#      too few customers are behind is null (a number before), behaviours of few are named in `treatment_few`
#   9  `language`: what its words are in (`en` before)

_JSON = TypeAdapter(Edition)


def build(
    view: Reader,
    night: Night,
    *,
    settings: Settings,
    signals: Sequence[SignalDefinition],
    versions: Mapping[str, str],
) -> Edition:
    """Every number and sentence of a night's pages; the same view gives the same edition.

    `signals` tells how signals are called and what they mean; one that occurs without a definition gets a plain one.
    """
    least = settings.reports.min_customers
    say = wording.speaking(settings.reports.language, settings.reports.messages)
    facts = gather(view, night, say=say, least=least)
    known = complete(signals, list(facts.by_signal))
    # What was taken back is told nowhere: pages show what stands.
    written = view.ledger()
    ledger = registry.standing(decision for decision in written if decision.night <= night.date)
    receipts = tuple(receipt for receipt in view.receipts() if receipt.night == night.date)
    coverage = runpage.coverage_rows(view, facts)
    of_topics = quotes.of_topics(view, facts)
    rows = tables.topic_rows(facts, of_topics)
    of_topics = quotes.told(of_topics, facts)
    beside = quotes.beside(view, facts, {row.topic.topic_id for row in rows if not row.small})
    counted = tables.signal_rows(facts, known)
    again = restated.restated(view, night.date)
    steady = settings.publish.min_stability
    costs = impact.read(view, night.date)
    costly = impact.ranked(rows, costs, settings.cost)
    product = tables.shown(facts, costly, "product", min_stability=steady)
    marketing = tables.shown(facts, rows, "marketing", min_stability=steady)
    recounted = changes.recounted(facts, product, ledger)
    uneven = consistency.found(facts, known)
    said = quotes.of_signals(view, facts, [signal.name for signal in known if signal.speaker == "customer"])
    said = quotes.told(said, facts)
    return Edition(
        format_version=FORMAT_VERSION,
        language=say.language,
        company=settings.reports.company,
        night=night.date,
        date_words=wording.long_date(night.date),
        coverage=runpage.coverage_line(coverage, receipts, runpage.untold(facts)),
        caution=" ".join(
            filter(
                None,
                (
                    _caution(facts),
                    _partial(facts),
                    restated.sentence(again, night.date),
                    _changed(facts, settings.publish.min_agreement),
                ),
            )
        ),
        about=definitions(known, least),
        product=front.build(
            facts,
            product,
            treatment=counted,
            signals=known,
            ledger=ledger,
            recounted=recounted,
            out=(*tables.unsettled_lines(facts, steady), *runpage.left_out(receipts)),
            uneven=uneven,
            ranking=impact.ranking(facts, product, costs, settings.cost),
        ),
        marketing=voices.build(
            facts,
            marketing,
            manners=agents.build(view, facts, known, [row.topic for row in marketing if row.rank]),
            left_out=tables.left_out(facts, "marketing", steady),
            signals=known,
            counted=counted,
            said=said,
            of_topics=of_topics,
        ),
        topics=impact.on_pages(
            facts,
            topicpage.build_all(
                facts,
                costly,
                known,
                ledger,
                of_topics,
                beside=beside,
                uneven=uneven,
                limit=settings.reports.quotes,
            ),
            costs,
            settings.cost,
        ),
        run=runpage.build(
            receipts,
            coverage,
            ledger,
            facts.names(),
            night.date,
            coverage_note=runpage.coverage_note(facts),
            versions=versions,
            settings_sha256=settings.fingerprint,
            recounted=recounted,
            steadiness=tables.steadiness(facts, steady),
            restated=restated.lines(again),
            partial=tuple(
                Line(label=wording.long_date(day), text=f"{why[:1].upper()}{why[1:]}.")
                for day, why in sorted(facts.watch.partial.items())
            ),
            calibration=calibration.lines(view, night.date),
        ),
        gone=gone.build_all(facts, written),
    )


def to_json(edition: Edition) -> bytes:
    """The edition as JSON: the same edition gives the same bytes."""
    return orjson.dumps(asdict(edition), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def from_json(data: bytes) -> Edition:
    """The edition that `to_json` wrote; raises InputError for a later version or a damaged file.

    In an edition of an earlier version what came later is empty: published editions stay readable.
    """
    try:
        edition = _JSON.validate_json(data)
    except ValidationError:
        raise InputError("edition.json is not an edition of this version: render the night again") from None
    if not 1 <= edition.format_version <= FORMAT_VERSION:
        raise InputError(
            f"edition.json has format {edition.format_version}, not 1 to {FORMAT_VERSION}: render the night again"
        )
    return edition


def _changed(facts: Facts, least: float) -> str:
    if facts.agreement is None or facts.agreement >= least:
        return ""
    return (
        "The topics changed much this night: many statements are counted elsewhere than the night before. Compare with"
        " earlier editions with care."
    )


def _partial(facts: Facts) -> str:
    """That a night is not whole: its counts look as if nobody had said what was not read."""
    days = sorted(day for day in facts.watch.partial if day in facts.window)
    if facts.night in days:
        return f"This night is not whole: {facts.watch.partial[facts.night]}. It is compared with nothing."
    if not days:
        return ""
    named = wording.listed([wording.short_date(day) for day in days[-3:]])
    more = f" and {len(days) - 3} more" if len(days) > 3 else ""
    verb = "is" if len(days) == 1 else "are"
    return f"{named}{more} {verb} not whole, and compared with nothing."


def _caution(facts: Facts) -> str:
    span = (
        WINDOW_NIGHTS
        if len(facts.nights) >= WINDOW_NIGHTS
        else (facts.night - facts.nights[0]).days + 1
        if facts.nights
        else 0
    )
    missing = span - len(facts.window)
    if facts.night not in facts.nights:
        return "Nothing was read for this night; the numbers below are of the nights before it."
    if len(facts.nights) < WINDOW_NIGHTS:
        since = f"{wording.plural(len(facts.nights), 'night')} only, since {wording.short_date(facts.nights[0])}"
        return f"Short history: {since}. Counts and shares cover these nights."
    if missing > 0:
        verb = "is" if missing == 1 else "are"
        return f"{wording.plural(missing, 'night')} of the last 28 {verb} missing. Shares count the others only."
    return ""
