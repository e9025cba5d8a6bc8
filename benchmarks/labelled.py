"""Public sets of texts with labels, as benchmarks read them: (text, label) each.

They are looked for in PAINPOINTS_DATA or ../shared/data; a benchmark whose set is absent says so.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

Labelled = list[tuple[str, str]]
IDLE = {"openinggreeting", "closinggreeting", "thankyou", "confirmation", "contentonly", "rejection", "outofdomain"}
"""MultiDoGO's labels of turns that state no intent."""


def folder() -> Path:
    """Where the sets lie."""
    return Path(os.environ.get("PAINPOINTS_DATA", Path(__file__).parents[2] / "shared" / "data")) / "utterances"


def natcs() -> Labelled:
    """Turns of spoken calls that state an intent."""
    lines = (folder() / "natcs_insurance.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["text"], row["intent"]) for row in map(json.loads, lines)]


def natcs_test() -> Labelled:
    """What the open intent induction of DSTC11 predicts: clean turns of the same domain."""
    lines = (folder() / "natcs_insurance_test.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["utterance"], row["intent"]) for row in map(json.loads, lines)]


def banking() -> Labelled:
    """Short requests to a bank."""
    with (folder() / "banking77" / "train.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def clinc() -> Labelled:
    """Short requests to an assistant."""
    table = json.loads((folder() / "clinc150" / "data_full.json").read_text(encoding="utf-8"))
    return [(text, label) for text, label in table["train"] if label != "oos"]


def multidogo() -> Labelled:
    """Customers' chat turns with a single intent."""
    rows = []
    for path in sorted((folder() / "multidogo").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                intent = (row["intent"] or "").strip()
                if re.fullmatch("[a-z]{5,}", intent) and intent not in IDLE and row["utterance"]:
                    rows.append((row["utterance"], f"{path.stem}:{intent}"))
    return rows


def airline() -> Labelled:
    """Complaint tweets with their reason."""
    with (folder() / "airline_sentiment.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["negativereason"]) for row in csv.DictReader(file)]
    return [(text, label) for text, label in rows if label and label != "Can't Tell"]


SETS: dict[str, tuple[Callable[[], Labelled], int]] = {
    "natcs_insurance": (natcs, 100),
    "banking77": (banking, 60),
    "clinc150": (clinc, 50),
    "multidogo": (multidogo, 150),
    "airline_sentiment": (airline, 300),
}
"""Each set with the most texts of a label that benchmarks of names read: more tell no more, and take minutes."""


def capped(rows: Iterable[tuple[str, str]], most: int) -> Labelled:
    """The distinct rows, at most so many of a label."""
    seen: Counter[str] = Counter()
    kept = []
    for text, label in dict.fromkeys(rows):
        if seen[label] < most:
            seen[label] += 1
            kept.append((text, label))
    return kept
