"""How well the product groups anyone's texts: the nightly stages on one made-up night, scored by labels."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from pipeline import redaction
from pipeline.catalog import Catalog
from pipeline.encoding import encoder_of
from pipeline.errors import InputError
from pipeline.lake import Lake
from pipeline.model import Night, Receipt
from pipeline.schemas import SCHEMAS
from pipeline.settings import Settings
from pipeline.stages.discover import discover
from pipeline.stages.embed import embed
from pipeline.stages.identify import identify
from pipeline.stages.workspace import Progress, Workspace
from pipeline.transcripts import text_hash

NIGHT = Night(date=date(2000, 1, 3))
"""Any night will do."""
UNASSIGNED = ""


def clustering(file: Path, out: Path, settings: Settings, *, progress: Progress) -> dict[str, float | int]:
    """Group the texts of a JSONL file, write the groups to `out` and return the scores.

    Every text is one statement of a conversation of its own. Raises InputError where the file cannot be read or a line
    is not {"text", "label"?}.
    """
    rows = _rows(file)
    texts = [text for text, _ in rows]
    began = perf_counter()
    topic_of, names = group(texts, settings, progress=progress)
    seconds = perf_counter() - began
    members: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        members.setdefault(topic_of[text], []).append(text)
    ordered = sorted(members, key=lambda topic: (topic == UNASSIGNED, -len(members[topic]), topic))
    out.write_bytes(
        b"".join(
            orjson.dumps(
                {"topic": topic or None, "name": names.get(topic), "texts": members[topic]},
                option=orjson.OPT_APPEND_NEWLINE,
            )
            for topic in ordered
        )
    )
    found = [topic_of[text] for text in texts]
    counts: dict[str, float | int] = {
        "texts": len(texts),
        "topics": len(set(found) - {UNASSIGNED}),
        "unassigned": round(found.count(UNASSIGNED) / len(found), 4),
        "seconds": round(seconds, 1),
    }
    labels = [label for _, label in rows]
    return counts | (scores(found, [label for label in labels if label is not None]) if None not in labels else {})


def group(texts: Sequence[str], settings: Settings, *, progress: Progress) -> tuple[dict[str, str], dict[str, str]]:
    """The topic of each text (empty for none) and the topics' names, by the stages of a first night.

    Only redacted texts are written, to a folder that is gone afterwards. A file of fewer than 800 distinct texts may
    open topics with fewer members than the setting says (at least 2), since it is no month of a company's calls.
    """
    distinct = len(set(texts))
    least = min(settings.discovery.min_conversations, max(2, distinct // 100))
    smaller = settings.model_copy(
        update={"discovery": settings.discovery.model_copy(update={"min_conversations": least})}
    )
    wanted = settings.encoder
    encoder = encoder_of(wanted.model, backend=wanted.backend, batch=wanted.batch)
    with tempfile.TemporaryDirectory(prefix="painpoints-") as folder:
        workspace = Workspace(
            settings=smaller,
            lake=Lake(str(Path(folder) / "lake")),
            catalog=Catalog(f"sqlite:///{folder}/catalog.db"),
            encoder=encoder,
            sentence_encoder=encoder,
            head=None,
            past=None,
            progress=progress,
        )
        statements = _statements(texts)
        table = pa.Table.from_pylist(sorted(statements.values(), key=_statement_id), SCHEMAS["statements"])
        files = (workspace.lake.write("statements", NIGHT.date, table),)
        staged: tuple[Receipt, ...] = (
            Receipt(stage="ingest", night=NIGHT.date, unit="texts", read=len(texts), kept=len(texts), files=files),
        )
        for stage in (embed, discover, identify):
            progress(0, 0, stage.__name__)
            staged += (stage(workspace, NIGHT, staged),)
        view = workspace.view(staged)
        taken = {row["statement_id"]: row["topic_id"] for row in view.table("assignments").to_pylist()}
        topics = view.table("topics", columns=["topic_id", "name"]).to_pylist()
    first_of = {text: taken[row["statement_id"]] for (text, _), row in statements.items()}
    return first_of, {row["topic_id"]: row["name"] for row in topics}


def scores(found: Sequence[str], labels: Sequence[str]) -> dict[str, float | int]:
    """Agreement of groups with labels, the unassigned being one group.

    acc: share of texts right under the best one-to-one matching (Hungarian); f1: of precision (every group counted for
    its commonest label) and recall (every label counted for its commonest group); nmi and ari as in scikit-learn.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - only where there are labels
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score  # noqa: PLC0415

    kinds, groups = sorted(set(labels)), sorted(set(found))
    table = np.zeros((len(groups), len(kinds)), dtype=np.int64)
    for (topic, label), count in Counter(zip(found, labels, strict=True)).items():
        table[groups.index(topic), kinds.index(label)] = count
    rows, columns = linear_sum_assignment(-table)
    precision, recall = table.max(axis=1).sum() / len(labels), table.max(axis=0).sum() / len(labels)
    return {
        "labels": len(kinds),
        "acc": round(float(table[rows, columns].sum() / len(labels)), 4),
        "nmi": round(float(normalized_mutual_info_score(labels, found)), 4),
        "ari": round(float(adjusted_rand_score(labels, found)), 4),
        "f1": round(float(2 * precision * recall / (precision + recall)), 4),
    }


def _rows(file: Path) -> list[tuple[str, str | None]]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
            text, label = row["text"], row.get("label")
            if not isinstance(text, str):
                raise TypeError("text")
        except (AttributeError, KeyError, TypeError, ValueError):
            raise InputError(f'{file}: line {number} is not a JSON object with a string "text": mend it') from None
        rows.append((text, None if label is None else str(label)))
    if not rows:
        raise InputError(f"{file}: holds no text")
    return rows


def _statements(texts: Sequence[str]) -> dict[tuple[str, int], dict[str, Any]]:
    """A row for each text and its repetitions, as if each were said in a conversation of its own."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    seen: Counter[str] = Counter()
    for text in texts:
        seen[text] += 1
        said = hashlib.sha256(f"{seen[text]}\x1f{text}".encode("utf-8", "replace")).hexdigest()[:32]
        safe = redaction.redact(text).text
        rows[text, seen[text]] = {
            "statement_id": said,
            "conversation_id": said,
            "turn": 0,
            "start": 0,
            "end": len(safe),
            "text": safe,
            "text_hash": text_hash(redaction.without_placeholders(safe)),
        }
    return rows


def _statement_id(row: dict[str, Any]) -> str:
    statement_id: str = row["statement_id"]
    return statement_id
