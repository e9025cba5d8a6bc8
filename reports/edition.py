"""The edition of a night, built from a snapshot, and the same as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline import registry
from pipeline.errors import InputError
from pipeline.model import Night
from pipeline.settings import Settings
from reports.facts import Reader, gather, quotes, watch
from reports.nouns import Edition
from reports.pages import gone, marketing
from reports.pages import map as mappage
from reports.pages import product as front
from reports.pages import run as runpage
from reports.pages import topic as topicpage
from reports.pages.about import definitions
from reports.sections import calibration, cautions, changes, consistency, impact, openalerts, restated, tables
from reports.words.behaviours import SignalDefinition, complete
from reports.words.wording import speaking

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
#   9  `language`: what its words are in (`en` before), and a definition of what a night is; beside words there are keys
#      that never change with the language: `key` of what is more common somewhere, `channel` and `customers` of a row
#      of coverage, `kind` of the ranking and of news, while a stage and each line of effort and cost have a `name`;
#      `map`: where each topic lies, `alerts`: those that are open (each empty before); `marketing.market`: counts of
#      answers, competitors, promises, praise, offers and treatment by place; `asks` and `words` of each pain, `where`
#      of what agents said (each empty before)

PARTS = 5
"""Of an edition, about as long in the writing: facts, topics, the front page, marketing's, and the topics' pages."""

_JSON = TypeAdapter(Edition)


def build(
    view: Reader,
    night: Night,
    *,
    settings: Settings,
    signals: Sequence[SignalDefinition],
    versions: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Edition:
    """Every number and sentence of a night's pages; the same view gives the same edition.

    `signals` tells how signals are called and what they mean; one that occurs without a definition gets a plain one.
    `progress` hears how many parts of it are written, and of how many.
    """
    progress(0, PARTS)
    least = settings.reports.min_customers
    say = speaking(settings.reports.language, settings.reports.messages)
    facts = gather(view, night, say=say, least=least)
    known = complete(say, signals, list(facts.by_signal))
    # What was taken back is told nowhere: pages show what stands.
    written = view.ledger()
    ledger = registry.standing(decision for decision in written if decision.night <= night.date)
    receipts = tuple(receipt for receipt in view.receipts() if receipt.night == night.date)
    coverage = runpage.coverage_rows(view, facts)
    progress(1, PARTS)
    of_topics = quotes.of_topics(view, facts)
    rows = tables.topic_rows(facts, of_topics)
    of_topics = quotes.told(of_topics, facts)
    beside = quotes.beside(view, facts, {row.topic.topic_id for row in rows if not row.small})
    counted = tables.signal_rows(facts, known)
    again = restated.restated(view, night.date)
    steady = settings.publish.min_stability
    costs = impact.read(view, night.date)
    costly = impact.ranked(say, rows, costs, settings.cost)
    product = tables.shown(facts, costly, "product", min_stability=steady)
    recounted = changes.recounted(facts, product, ledger)
    uneven = consistency.found(facts, known)
    said = quotes.of_signals(view, facts, [signal.name for signal in known if signal.speaker == "customer"])
    said = quotes.told(said, facts)
    progress(2, PARTS)
    front_page = front.build(
        facts,
        product,
        treatment=counted,
        signals=known,
        ledger=ledger,
        recounted=recounted,
        out=(*tables.unsettled_lines(facts, steady), *runpage.left_out(say, receipts)),
        uneven=uneven,
        ranking=impact.ranking(facts, product, costs, settings.cost),
    )
    progress(3, PARTS)
    market = marketing.build(
        view,
        facts,
        tables.shown(facts, rows, "marketing", min_stability=steady),
        settings=settings.reports,
        signals=known,
        counted=counted,
        said=said,
        of_topics=of_topics,
        left_out=tables.left_out(facts, "marketing", steady),
        spots=front_page.spots,
    )
    progress(4, PARTS)
    return Edition(
        format_version=FORMAT_VERSION,
        language=say.language,
        company=settings.reports.company,
        night=night.date,
        date_words=say.long_date(night.date),
        coverage=runpage.coverage_line(say, coverage, receipts, runpage.untold(facts)),
        caution=cautions.told(facts, again, min_agreement=settings.publish.min_agreement),
        about=definitions(say, known, least=least, zone=night.zone),
        product=front_page,
        marketing=market,
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
                recounted=settings.discovery.history_nights,
            ),
            costs,
            settings.cost,
        ),
        run=runpage.build(
            say,
            receipts,
            coverage,
            ledger,
            names=facts.names(),
            night=night.date,
            coverage_note=runpage.coverage_note(facts),
            versions=versions,
            settings_sha256=settings.fingerprint,
            recounted=recounted,
            steadiness=tables.steadiness(facts, steady),
            restated=restated.lines(say, again),
            partial=watch.lines(say, facts.watch),
            calibration=calibration.lines(say, view, night.date),
        ),
        gone=gone.build_all(facts, written),
        alerts=openalerts.build(facts, (row.topic for row in product), known, ledger),
        map=mappage.build(view, facts, product, ledger),
    )


def to_json(edition: Edition) -> bytes:
    """The edition as JSON: the same edition gives the same bytes."""
    # Only the keys of dicts are sorted; orjson makes dicts of an edition many times as fast as `asdict`.
    plain = orjson.loads(orjson.dumps(edition))
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


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
