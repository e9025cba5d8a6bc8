"""How well behaviours are heard in the made-up company's conversations, where what was planted is known.

    .venv/bin/python -m benchmarks.bench_behaviours [--nights 42]

What customers were made to tell of and what agents were made to do stand beside the behaviour that it should be heard
as, by conversations, for what is learned and for patterns alone. Recall is how many of those in which it was planted
are heard so; precision, how many of those that are heard so had it planted, or another that is heard as the same. It is
a lower bound: what is said besides what is planted counts against it (a customer who praises when all is mended, an
agent who asks for settings as the plot has him do). The lines are our own: they tell what a change breaks, not how well
real people are heard, as bench_signals does.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import orjson
from rich.console import Console
from rich.table import Table

from demo import company
from demo.nights import contacts
from pipeline import redaction, signals, sources
from pipeline.encoding import encoder_of
from pipeline.mapping import Limits
from pipeline.model import Rejected, Turn
from pipeline.signals import Detector, Said

LAST = date(2026, 11, 20)
SEED = 7
By = Literal["customer", "agent"]
"""Who tells of it, or does it."""
HEARD_AS: tuple[tuple[By, str, str], ...] = (
    ("customer", "blame-shifting", "blamed_complaint"),
    ("customer", "disbelief", "not_believed_complaint"),
    ("customer", "rude-agent", "rude_agent_complaint"),
    ("customer", "loyalty-refused", "loyalty_unrewarded"),
    ("customer", "loyalty-refused", "price_or_discount_dispute"),
    ("customer", "price-rise", "price_or_discount_dispute"),
    ("customer", "long-hold", "long_wait"),
    ("customer", "no-answer", "no_answer"),
    ("customer", "repeat-contact", "repeat_contact"),
    ("customer", "escalation", "asks_for_supervisor"),
    ("customer", "threat-to-leave", "churn_threat"),
    ("customer", "has-left", "churned"),
    ("customer", "warns-others", "tells_others"),
    ("customer", "praise-agent", "praise"),
    ("customer", "praise-reliable", "praise"),
    ("customer", "praise-reliable", "recommends"),
    ("agent", "blame-shifting", "blame_shift"),
    ("agent", "disbelief", "disbelief"),
    ("agent", "rude-agent", "argument"),
    ("agent", "procedure", "procedure_talk"),
    ("agent", "others-no-better", "no_other_company"),
    ("agent", "loyalty-refused", "refusal"),
    ("agent", "grudging", "grudging_concession"),
    ("agent", "brushed-off", "brush_off"),
    ("agent", "transferred", "wrong_department"),
    ("agent", "transferred", "transfer"),
)
"""What is planted, and the behaviour that it should be heard as."""
Planted = Mapping[tuple[By, str], set[str]]
"""What was planted -> its conversations."""


def written(folder: Path, nights: int) -> Planted:
    """Write the made-up nights into a folder."""
    folder.mkdir()
    found: dict[tuple[By, str], set[str]] = defaultdict(set)
    for back in range(nights):
        night = LAST - timedelta(days=back)
        rows = list(company.transcripts(night, seed=SEED, last=LAST))
        lines = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
        (folder / f"night={night}.jsonl").write_bytes(b"".join(lines))
        for row, contact in zip(rows, contacts(night, seed=SEED, last=LAST), strict=True):
            for slug in contact.pains:
                found["customer", slug].add(row["conversation_id"])
            for pain in contact.shown:
                found["agent", pain.slug].add(row["conversation_id"])
    return found


def said(folder: Path) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """The sentences of each conversation, redacted and split as the product does."""
    for raw in sources.read(sources.find((str(folder),), Limits()), mapping=None, limits=Limits()):
        if isinstance(raw, Rejected):
            raise SystemExit(f"{raw.pointer}: {raw.reason}")
        kept = redaction.redact_turns(raw.turns)
        turns = [
            Turn(index=at, speaker=one.speaker, text=clean.text, at=None)
            for at, (one, clean) in enumerate(zip(raw.turns, kept, strict=True))
        ]
        yield raw.conversation_id, tuple(signals.said(turns, channel=raw.channel))


def heard(talks: Mapping[str, tuple[Said, ...]], *, learned: bool) -> dict[str, set[str]]:
    """Behaviour -> the conversations that show it, by what is learned and patterns or by patterns alone."""
    once = signals.distinct(one for some in talks.values() for one in some)
    vectors = encoder_of(adapter=signals.adapter()).encode([one.text for one in once]) if learned else None
    detector = Detector(definitions=signals.definitions(), heads=signals.shipped() if learned else None)
    shown = {(one.speaker, one.text_hash): some for one, some in zip(once, detector.signs(once, vectors), strict=True)}
    found: dict[str, set[str]] = defaultdict(set)
    for conversation, some in talks.items():
        for signal in detector.in_conversation(conversation, some, shown, reported=0):
            found[signal.name].add(conversation)
    return found


def shares(right: set[str], told: set[str], every: set[str]) -> tuple[str, str]:
    """Recall of what is right, and precision against everything that may be heard so."""
    recall = f"{len(told & right) / len(right):.2f}" if right else "–"
    return recall, f"{len(told & every) / len(told):.2f}" if told else "–"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=42)
    nights = parser.parse_args().nights
    with tempfile.TemporaryDirectory(prefix="painpoints-") as scratch:
        folder = Path(scratch) / "input"
        planted = written(folder, nights)
        talks = dict(said(folder))
    both, alone = (heard(talks, learned=learned) for learned in (True, False))
    every: dict[str, set[str]] = defaultdict(set)
    for who, slug, name in HEARD_AS:
        every[name] |= planted[who, slug]
    table = Table(
        "by", "planted", "heard as", "in", "recall", "precision", "patterns: recall", "precision",
        title=f"Behaviours in {len(talks):,} made-up conversations",
    )  # fmt: skip
    for who, slug, name in HEARD_AS:
        right = planted[who, slug]
        figures = [one for found in (both, alone) for one in shares(right, found[name], every[name])]
        table.add_row(who, slug, name, str(len(right)), *figures)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
