"""How the night was made: the stages' books, coverage, what was hidden, and under which versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pipeline import registry
from pipeline.model import Decision, Receipt
from pipeline.sources.reasons import WHOLE_FILE
from reports.facts import Contact, Facts, Reader, few
from reports.nouns import CoverageRow, Line, News, Run, StageRow
from reports.sections import counting, life
from reports.words.wording import Wording


def build(
    say: Wording,
    receipts: Sequence[Receipt],
    coverage: Sequence[CoverageRow],
    ledger: Sequence[Decision],
    *,
    names: Mapping[str, str],
    night: date,
    coverage_note: str,
    versions: Mapping[str, str],
    settings_sha256: str,
    recounted: Sequence[News],
    steadiness: Sequence[Line],
    restated: Sequence[Line],
    partial: Sequence[Line],
    calibration: Sequence[Line],
) -> Run:
    """The run page of a night."""
    called = {**names, **registry.themes(ledger)}
    return Run(
        stages=tuple(_stage(say, receipt) for receipt in receipts),
        coverage=tuple(coverage),
        coverage_note=coverage_note,
        hidden=_noted(say, receipts, "hidden"),
        dropped=_noted(say, receipts, "dropped"),
        decisions=tuple(
            Line(
                label=called.get(one.topic_id, one.topic_id),
                text=life.sentence(say, one, called),
                anchor=one.topic_id if one.topic_id in names else "",  # a theme has no page
            )
            for one in ledger
            if one.night == night and one.kind not in life.QUIET
        ),
        versions=tuple(
            # All others are names of packages.
            Line(label=say("run-model") if name == "model" else name, text=text)
            for name, text in sorted(versions.items())
        ),
        settings_sha256=settings_sha256,
        recounted=tuple(recounted),
        steadiness=tuple(steadiness),
        restated=tuple(restated),
        partial=tuple(partial),
        calibration=tuple(calibration),
    )


def coverage_rows(view: Reader, facts: Facts) -> tuple[CoverageRow, ...]:
    """The night's coverage, whole first, then by those channels that may be told (see `few`); in a topic is what is in
    one that is large enough to be told of, or the small ones would follow."""
    found = [row for row in view.table("coverage", [facts.night]).to_pylist() if row["conversations"]]
    left = untold(facts)
    found = [row for row in found if row["slice"] == "all" or row["value"] not in left]
    found.sort(key=lambda row: (row["slice"] != "all", -row["conversations"], row["value"] or ""))
    return tuple(_coverage_row(row, facts) for row in found)


def untold(facts: Facts) -> tuple[str, ...]:
    """The night's channels that too few customers used to be told of, and others from which these would follow."""
    tonight = _tonight(facts)
    told = few.tellable(tonight, "channel", least=facts.least)
    return tuple(sorted({one.channel for one in tonight if ("channel", one.channel) not in told}))


def coverage_note(facts: Facts) -> str:
    """Which channels have no row; empty where each has one."""
    left = [facts.say.channels(one) for one in untold(facts)]
    if len(left) < 2:  # the only one there is
        return ""
    words = facts.say.listed(left)
    return facts.say("coverage-note", channels=f"{words[:1].upper()}{words[1:]}", least=facts.least)


def coverage_line(
    say: Wording, rows: Sequence[CoverageRow], receipts: Sequence[Receipt], left: Sequence[str] = ()
) -> str:
    """The first line of every page: how much, through which channels (those `left` are named without a number), and how
    much of it was understood."""
    if not rows:
        return say("coverage-nothing")
    whole, channels = rows[0], rows[1:]
    read = say("coverage-conversations", count=whole.conversations)
    if whole.customers:
        known = "coverage-known" if whole.customer_unknown else "coverage-customers"
        read = say(known, conversations=whole.conversations, customers=whole.customers)
    mix = say.channel_mix(((row.channel, row.conversations) for row in channels), whole.conversations)
    others = say.listed([say.channels(one) for one in left])
    if mix and left:
        mix = say("coverage-also", mix=mix, others=others)
    elif left:
        mix = others if len(left) > 1 else say("channel-all", channels=others)
    parts = (
        f"{read}: {mix}" if mix else read,
        *_read_share(say, receipts),
        say("coverage-with-statement", share=whole.with_statement.text),
        say("coverage-with-topic", share=whole.with_topic.text),
    )
    return " · ".join(parts)


def left_out(say: Wording, receipts: Sequence[Receipt]) -> tuple[Line, ...]:
    """What the first stage rejected or set aside, by reason."""
    first = _ingest(receipts)
    if first is None:
        return ()
    return tuple(
        Line(
            label=say(f"run-{what}"),
            text=say("run-left-out", count=sum(count for _, count in counts), reasons=_reasons(say, counts)),
        )
        for what, counts in (("rejected", first.rejected), ("set-aside", first.set_aside))
        if counts
    )


def _read_share(say: Wording, receipts: Sequence[Receipt]) -> list[str]:
    first = _ingest(receipts)
    if first is None or not first.read:
        return []
    rejected = sum(count for _, count in first.rejected)
    # Nobody knows how many records the unread rest of a file held.
    broken = any(reason in WHOLE_FILE for reason, _ in first.rejected)
    read = say.ratio(first.read - rejected, first.read)
    return [
        say("coverage-broken") if broken else say("coverage-input", share=read),
        *([say("coverage-rejected", count=rejected)] if rejected else []),
    ]


def _ingest(receipts: Sequence[Receipt]) -> Receipt | None:
    return next((receipt for receipt in receipts if receipt.stage == "ingest"), None)


def _tonight(facts: Facts) -> list[Contact]:
    return [one for one in facts.contacts if one.night == facts.night]


def _coverage_row(row: Mapping[str, Any], facts: Facts) -> CoverageRow:
    say, whole = facts.say, row["conversations"]
    channel = "" if row["slice"] == "all" else row["value"]
    here = [one for one in _tonight(facts) if channel in ("", one.channel)]
    placed = sum(1 for one in here if not all(facts.small(topic) for topic in one.topics))
    return CoverageRow(
        label=say.channels(channel) if channel else say("coverage-all"),
        channel=channel,
        conversations=whole,
        customers=row["customers"],
        customer_unknown=row["customer_unknown"],
        customers_text=counting.customer_words(say, row["customers"], row["customer_unknown"]),
        with_statement=counting.share(say, row["with_statement"], whole),
        with_topic=counting.share(say, placed, whole),
        resolved=counting.resolved(facts, here),
    )


def _stage(say: Wording, receipt: Receipt) -> StageRow:
    left = [*receipt.rejected, *receipt.set_aside]
    return StageRow(
        stage=receipt.stage,
        name=say.maybe(f"run-stage-{receipt.stage}") or receipt.stage,
        unit=say.maybe(f"run-unit-{receipt.unit.replace(' ', '-')}") or receipt.unit,
        read=receipt.read,
        kept=receipt.kept,
        set_aside=sum(count for _, count in receipt.set_aside),
        rejected=sum(count for _, count in receipt.rejected),
        reasons=_reasons(say, left),
    )


def _reasons(say: Wording, counts: Sequence[tuple[str, int]]) -> str:
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{_words(say, 'reason', slug)} {say.number(count)}" for slug, count in ordered)


def _words(say: Wording, kind: str, slug: str) -> str:
    """What readers are told of a slug of the stages; the slug in plain letters where there are no words for it."""
    return say.maybe(f"run-{kind}-{slug.replace('_', '-')}") or slug.replace("_", " ")


def _noted(say: Wording, receipts: Sequence[Receipt], what: Literal["hidden", "dropped"]) -> tuple[Line, ...]:
    """What ingest noted of personal data that redaction hid, or of sentences that are no statement; greatest first."""
    prefix = f"{what}:"
    notes = [note for receipt in receipts if receipt.stage == "ingest" for note in receipt.notes]
    kinds = [(name.removeprefix(prefix), count) for name, count in notes if name.startswith(prefix)]
    kinds.sort(key=lambda pair: (-pair[1], pair[0]))
    return tuple(Line(label=_words(say, what, kind), text=say.number(count)) for kind, count in kinds)
