"""The edition of a night, built from a snapshot, and the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError
from pipeline.model import Night
from pipeline.settings import Settings
from reports import front, quotes, runpage, tables, topicpage, voices, wording
from reports.behaviours import SignalDefinition, complete
from reports.facts import WINDOW_NIGHTS, Facts, Reader, gather
from reports.nouns import Edition, Line

__all__ = ["FORMAT_VERSION", "Edition", "build", "from_json", "to_json"]

FORMAT_VERSION = 1
# What changed in each version of the JSON:
#   1  first version

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
    facts = gather(view, night)
    least = settings.reports.min_customers
    known = complete(signals, list(facts.by_signal))
    ledger = tuple(decision for decision in view.ledger() if decision.night <= night.date)
    receipts = tuple(receipt for receipt in view.receipts() if receipt.night == night.date)
    coverage = runpage.coverage_rows(view, night.date)
    rows = tables.topic_rows(facts, min_customers=least)
    counted = tables.signal_rows(facts, known)
    of_topics = quotes.of_topics(view, facts)
    said = quotes.of_signals(view, facts, [signal.name for signal in known if signal.speaker == "customer"])
    return Edition(
        format_version=FORMAT_VERSION,
        company=settings.reports.company,
        night=night.date,
        date_words=wording.long_date(night.date),
        coverage=runpage.coverage_line(coverage, receipts),
        caution=_caution(facts),
        about=_about(known, least),
        product=front.build(facts, rows, counted, known, ledger, runpage.left_out(receipts)),
        marketing=voices.build(facts, rows, known, counted, said, of_topics, min_customers=least),
        topics=topicpage.build_all(facts, rows, known, ledger, of_topics, limit=settings.reports.quotes),
        run=runpage.build(
            receipts,
            coverage,
            ledger,
            facts.names(),
            night.date,
            versions=versions,
            settings_sha256=settings.fingerprint,
        ),
    )


def to_json(edition: Edition) -> bytes:
    """The edition as JSON: the same edition gives the same bytes."""
    return orjson.dumps(asdict(edition), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def from_json(data: bytes) -> Edition:
    """The edition that `to_json` wrote; raises InputError for another version or a damaged file."""
    try:
        edition = _JSON.validate_json(data)
    except ValidationError:
        raise InputError("edition.json is not an edition of this version: render the night again") from None
    if edition.format_version != FORMAT_VERSION:
        raise InputError(
            f"edition.json has format {edition.format_version}, not {FORMAT_VERSION}: render the night again"
        )
    return edition


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


def _about(signals: Sequence[SignalDefinition], least: int) -> tuple[Line, ...]:
    fixed = (
        ("conversations", "Conversations", "One call, chat, e-mail or ticket. A conversation counts once in a topic, however often it comes up in it."),
        ("customers", "Customers", "Distinct customers, as far as the source names them. An unknown customer is never counted as a further one; a plus sign says that some are unknown."),
        ("topics", "Topics", "Problems, requests or praise that several customers put alike, in their own words. A topic keeps its page and its address; one conversation can be in several topics."),
        ("shares", "Shares and intervals", "“14 % (12–16 %)” means: 14 % of these conversations; were this a sample of the usual, the true share would lie between 12 and 16 % nineteen times in twenty. With fewer than 20 conversations we write “4 of 11” instead."),
        ("changes", "Changes", "The last 7 nights against the 7 before, as shares of all conversations. We say rising or falling only where the difference is clear of zero nineteen times in twenty and there are at least 5 conversations. Every past night is counted with today’s topics, so a changed definition never looks like a changed world."),
        ("more-often", "More often than elsewhere", "Said only where the difference would survive even though many are compared at once. It tells what goes together, not what causes what."),
        ("resolved", "Resolved", "Among conversations whose source says whether the matter was resolved. The others are left out, not counted as unresolved."),
        ("small", "Too small", f"A topic with fewer than {least} customers in 28 nights is neither ranked nor quoted, so that nobody can be recognised."),
        ("hidden", "What is hidden", "Names, numbers and addresses of people are taken out before anything is stored; [phone hidden] stands where one was."),
    )  # fmt: skip
    lines = [Line(label=label, text=text, anchor=anchor) for anchor, label, text in fixed]
    lines.extend(Line(label=one.title, text=one.definition, anchor=f"signal-{one.name}") for one in signals)
    return tuple(lines)
