"""How the night was made: the stages' books, coverage, what was hidden, and under which versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline import registry
from pipeline.model import Decision, Receipt
from pipeline.sources.reasons import WHOLE_FILE
from reports import counting, few, life, wording
from reports.facts import Contact, Facts, Reader
from reports.nouns import CoverageRow, Line, News, Run, StageRow
from reports.tables import customer_words

HIDDEN, DROPPED = "hidden:", "dropped:"
"""How the notes of ingest begin that count what redaction hid, and sentences that are no statement."""
HIDDEN_WORDS = {
    "card": "card numbers", "cvv": "card security codes", "card_expiry": "card expiry dates", "pin": "PINs",
    "ssn": "social security numbers", "bank_account": "bank account numbers", "iban": "IBANs",
    "phone": "phone numbers", "email": "e-mail addresses", "ip": "IP addresses", "url_secret": "secrets in links",
    "address": "postal addresses", "date_of_birth": "dates of birth", "person": "names of people",
    "other_id": "other identifiers",
}  # fmt: skip


def build(
    receipts: Sequence[Receipt],
    coverage: Sequence[CoverageRow],
    ledger: Sequence[Decision],
    names: Mapping[str, str],
    night: date,
    *,
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
        stages=tuple(_stage(receipt) for receipt in receipts),
        coverage=tuple(coverage),
        coverage_note=coverage_note,
        hidden=_noted(receipts, HIDDEN),
        dropped=_noted(receipts, DROPPED),
        decisions=tuple(
            Line(
                label=called.get(one.topic_id, one.topic_id),
                text=life.sentence(one, called),
                anchor=one.topic_id if one.topic_id in names else "",  # a theme has no page
            )
            for one in ledger
            if one.night == night and one.kind not in life.QUIET
        ),
        versions=tuple(Line(label=name, text=text) for name, text in sorted(versions.items())),
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
    left = [wording.CHANNEL_WORDS.get(one, one) for one in untold(facts)]
    if len(left) < 2:  # the only one there is
        return ""
    words = wording.listed(left)
    too_few = few.than(facts.least, "customers")
    return f"{words[:1].upper()}{words[1:]}: not told apart, {too_few} used one of these channels."


def coverage_line(rows: Sequence[CoverageRow], receipts: Sequence[Receipt], left: Sequence[str] = ()) -> str:
    """The first line of every page: how much, through which channels (those `left` are named without a number), and how
    much of it was understood."""
    if not rows:
        return "No conversation was read this night."
    whole, channels = rows[0], rows[1:]
    count = wording.plural(whole.conversations, "conversation")
    people = (
        ""
        if whole.customers_text == "–"
        else f" ({whole.customers_text.rstrip('+')} {'known ' if whole.customers_text.endswith('+') else ''}customers)"
    )
    mix = wording.channel_mix(((row.label, row.conversations) for row in channels), whole.conversations)
    others = wording.listed([wording.CHANNEL_WORDS.get(one, one) for one in left])
    mix = "; also ".join(filter(None, (mix, others))) if mix or len(left) > 1 else f"all {others}" if left else ""
    parts = [f"{count}{people}{': ' + mix if mix else ''}"]
    parts.extend(_read_share(receipts))
    parts.append(f"{whole.with_statement.text} with a problem or request")
    parts.append(f"{whole.with_topic.text} in a topic")
    return " · ".join(parts)


def left_out(receipts: Sequence[Receipt]) -> tuple[Line, ...]:
    """What the first stage rejected or set aside, by reason."""
    first = next((receipt for receipt in receipts if receipt.stage == "ingest"), None)
    if first is None:
        return ()
    lines = []
    for label, counts in (("Rejected", first.rejected), ("Set aside", first.set_aside)):
        if counts:
            lines.append(
                Line(
                    label=label,
                    text=f"{wording.plural(sum(n for _, n in counts), first.unit.rstrip('s'))}: {_reasons(counts)}.",
                )
            )
    return tuple(lines)


def _read_share(receipts: Sequence[Receipt]) -> list[str]:
    first = next((receipt for receipt in receipts if receipt.stage == "ingest"), None)
    if first is None or not first.read:
        return []
    rejected = sum(count for _, count in first.rejected)
    # Nobody knows how many records the unread rest of a file held.
    broken = any(reason in WHOLE_FILE for reason, _ in first.rejected)
    read = wording.ratio(first.read - rejected, first.read)
    return [
        "part of a file could not be read" if broken else f"{read} of the input read",
        *([f"{wording.plural(rejected, first.unit.rstrip('s'))} rejected"] if rejected else []),
    ]


def _tonight(facts: Facts) -> list[Contact]:
    return [one for one in facts.contacts if one.night == facts.night]


def _coverage_row(row: Mapping[str, object], facts: Facts) -> CoverageRow:
    def of(name: str) -> int:
        return int(str(row[name]))

    whole = of("conversations")
    here = [one for one in _tonight(facts) if row["slice"] == "all" or one.channel == row["value"]]
    placed = sum(1 for one in here if not all(facts.small(topic) for topic in one.topics))
    return CoverageRow(
        label="All" if row["slice"] == "all" else wording.CHANNEL_WORDS.get(str(row["value"]), str(row["value"])),
        conversations=whole,
        customers_text=customer_words(of("customers"), of("customer_unknown")),
        with_statement=counting.share(of("with_statement"), whole),
        with_topic=counting.share(placed, whole),
        resolved=counting.resolved(here, facts.least),
    )


def _stage(receipt: Receipt) -> StageRow:
    left = [*receipt.rejected, *receipt.set_aside]
    return StageRow(
        stage=receipt.stage,
        unit=receipt.unit,
        read=receipt.read,
        kept=receipt.kept,
        set_aside=sum(count for _, count in receipt.set_aside),
        rejected=sum(count for _, count in receipt.rejected),
        reasons=_reasons(left) if left else "",
    )


def _reasons(counts: Sequence[tuple[str, int]]) -> str:
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{reason.replace('_', ' ')} {wording.number(count)}" for reason, count in ordered)


def _noted(receipts: Sequence[Receipt], prefix: str) -> tuple[Line, ...]:
    """The notes of ingest that begin so, greatest first."""
    notes = [note for receipt in receipts if receipt.stage == "ingest" for note in receipt.notes]
    kinds = [(name.removeprefix(prefix), count) for name, count in notes if name.startswith(prefix)]
    kinds.sort(key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        Line(label=HIDDEN_WORDS.get(kind, kind.replace("_", " ")), text=wording.number(count)) for kind, count in kinds
    )
