"""How well behaviours are heard in the made-up company's conversations, where what was planted is known.

    .venv/bin/python -m benchmarks.bench_behaviours [--nights 42]

Each planted treatment, threat or praise stands beside the behaviour that it should be heard as, by conversations, for
what is learned and for patterns alone. Recall is how many of those in which it was planted are heard so; precision, how
many of those that are heard so had it planted, or another that is heard as the same. What is said besides what is
planted (a customer who praises when all is mended) counts against precision, so that it is a lower bound. The lines are
our own: they tell what a change breaks, not how well real people are heard, which bench_signals tells.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from demo import company
from pipeline import redaction, signals, sources
from pipeline.encoding import encoder_of
from pipeline.mapping import Limits
from pipeline.model import Rejected, Turn
from pipeline.signals import Detector, Said

LAST = date(2026, 11, 20)
SEED = 7
HEARD_AS: tuple[tuple[str, str], ...] = (
    ("blame-shifting", "blamed_complaint"), ("disbelief", "not_believed_complaint"),
    ("rude-agent", "rude_agent_complaint"), ("procedure", "procedure_talk"), ("others-no-better", "no_other_company"),
    ("loyalty-refused", "loyalty_unrewarded"), ("loyalty-refused", "price_or_discount_dispute"),
    ("price-rise", "price_or_discount_dispute"), ("grudging", "grudging_concession"), ("brushed-off", "brush_off"),
    ("long-hold", "long_wait"), ("no-answer", "no_answer"), ("transferred", "wrong_department"),
    ("repeat-contact", "repeat_contact"), ("escalation", "asks_for_supervisor"), ("cancel-refused", "locked_in"),
    ("threat-to-leave", "churn_threat"), ("has-left", "churned"), ("warns-others", "tells_others"),
    ("praise-agent", "praise"), ("praise-reliable", "praise"), ("praise-reliable", "recommends"),
)  # fmt: skip
"""What is planted, and the behaviour that it should be heard as."""


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
        for one in some:
            for sign in shown[one.speaker, one.text_hash]:
                found[sign.name].add(conversation)
    return found


def planted(truth: Path) -> dict[str, set[str]]:
    """What was planted -> its conversations."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in truth.read_bytes().splitlines():
        row = orjson.loads(line)
        for slug in row["pains"]:
            found[slug].add(row["conversation_id"])
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
        company.write(folder, seed=SEED, last=LAST, nights=nights)
        talks, truth = dict(said(folder)), planted(folder / "_truth.jsonl")
    both, alone = (heard(talks, learned=learned) for learned in (True, False))
    every: dict[str, set[str]] = defaultdict(set)
    for slug, name in HEARD_AS:
        every[name] |= truth[slug]
    table = Table(
        "planted", "heard as", "in", "recall", "precision", "patterns: recall", "precision",
        title=f"Behaviours in {len(talks):,} made-up conversations",
    )  # fmt: skip
    for slug, name in HEARD_AS:
        figures = [one for found in (both, alone) for one in shares(truth[slug], found[name], every[name])]
        table.add_row(slug, name, str(len(truth[slug])), *figures)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
