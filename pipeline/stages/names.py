"""The names of a night's topics: each one's best phrase, kept while what the topic is about is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import curation, discovery, naming, redaction, registry
from pipeline.model import Decision, LakeFile, Receipt, Topic
from pipeline.naming import style
from pipeline.redaction import without_placeholders
from pipeline.stages import definitions
from pipeline.stages.vectors import Stored, encode_new, stored
from pipeline.stages.workspace import Workspace
from pipeline.transcripts import text_hash
from pipeline.view import View

MOVED = 0.9
"""Cosine between a topic's centroids, now and when it was named, under which it is about something else."""


Example = tuple[str, str, str]
"""A statement's id, the hash of its text as it is embedded, and the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The topics with their names and evidence, the decisions that named some, and the vectors of what was weighed."""

    topics: dict[str, Topic]
    decisions: tuple[Decision, ...]
    files: tuple[LakeFile, ...]
    notes: dict[str, int]
    """What a language model was asked and did not get accepted; empty where the settings name none."""


def name(
    workspace: Workspace,
    night: date,
    topics: Mapping[str, Topic],
    *,
    view: View,
    past: View,
    ledger: Sequence[Decision],
    known_vectors: Stored,
) -> Named:
    """Name the topics that have no name or changed, and give all of them their evidence."""
    alive = {topic.topic_id: topic for topic in definitions.counted(topics)}
    texts, examples = _examples(workspace, night, view, alive)
    described_by_people = {key for key, topic in registry.fold(ledger).items() if topic.description}
    given = _given(workspace, night, alive) if workspace.edits else {}
    topics = {
        key: replace(topic, name=given[key][0].other, fallback=given[key][1]) if key in given else topic
        for key, topic in topics.items()
    }
    alive = {key: topics[key] for key in alive}
    moved = _moved(alive, ledger, past)
    twins = _twins(alive, ledger)
    asked = {key: topic for key, topic in alive.items() if not topic.name or key in moved or key in twins}
    names: dict[str, naming.Name] = {}
    files: tuple[LakeFile, ...] = ()
    notes: dict[str, int] = {}
    if asked:
        lexicon = naming.read(
            [texts[key] for key in alive],
            company=workspace.settings.reports.company,
            people=redaction.GIVEN,
            perhaps_people=redaction.AMBIGUOUS,
        )
        told = {key: naming.told(texts[key], lexicon) for key in asked}
        options = {key: naming.candidates(texts[key], told[key], one.terms, lexicon) for key, one in asked.items()}
        proposed, notes = _proposed(workspace, {key: texts[key] for key in asked}, lexicon)
        phrases = [one.phrase for found in options.values() for one in found] + list(proposed.values())
        phrases += [alive[key].name for key in moved]
        of_phrase = {text_hash(phrase): phrase for phrase in phrases}
        _, files = encode_new(workspace, night, of_phrase, known_vectors.row_of)
        alone = replace(view, snapshot=None, staged=(_holding(files, night),))
        encoded = known_vectors.among(of_phrase).with_those_of(stored(alone, workspace.encoder.fingerprint))
        hidden = lexicon.proper - lexicon.brands  # perhaps people's names
        place = {key: at for at, key in enumerate(alive)}
        centroids = np.array([topic.centroid for topic in alive.values()], dtype=np.float64)
        for key in moved:
            own, other = _nearness(encoded, [alive[key].name], centroids, place[key])
            if (
                key not in twins
                and naming.faithful(own[0], other[0])
                and not style.faults(alive[key].name, lexicon.brands)
            ):
                del asked[key]
        ballots = []
        for key, topic in asked.items():
            own, other = _nearness(encoded, [one.phrase for one in options[key]], centroids, place[key])
            said = _faithful(proposed.get(key, ""), encoded, centroids, place[key])
            ballots.append(
                naming.Ballot(
                    topic=key,
                    options=options[key],
                    own=own,
                    other=other,
                    leaning=naming.leaning(told[key]),
                    terms=[term.text for term in topic.terms if hidden.isdisjoint(term.text.split())],
                    proposed=said,
                )
            )
        kept = [topic.name for key, topic in topics.items() if topic.name and key not in asked]
        names = dict(naming.choose(ballots, taken=kept))
        if notes:
            notes["namer_refused"] = notes["namer_answered"] - sum(one.proposed for one in names.values())
    changed = {key: one for key, one in names.items() if one.text != topics[key].name}
    described = {
        key: _described(
            topic,
            names.get(key),
            examples.get(key, []),
            known_vectors,
            line=topic.description if key in described_by_people else None,
        )
        for key, topic in topics.items()
    }
    near = naming.neighbours([topic for key, topic in described.items() if key in alive])
    return Named(
        topics={key: replace(topic, neighbours=near.get(key, ())) for key, topic in described.items()},
        decisions=tuple(
            sorted(
                (
                    *(row for row, _ in given.values()),
                    *(
                        Decision(
                            night=night, topic_id=key, kind="named", actor="machine", other=one.text,
                            reason=_reason(one, renamed=bool(topics[key].name), twin=key in twins),
                        )
                        for key, one in changed.items()
                    ),
                ),
                key=lambda row: row.topic_id,
            )
        ),
        files=files,
        notes=notes,
    )  # fmt: skip


def _twins(topics: Mapping[str, Topic], ledger: Sequence[Decision]) -> list[str]:
    """The topics named by the machine whose name the settings or people have given to another since."""
    people = registry.named_by_people(ledger)
    given = {curation.seen(topic.name).casefold() for key, topic in topics.items() if topic.known or key in people}
    return [
        key
        for key, topic in topics.items()
        if topic.name and not topic.known and key not in people and curation.seen(topic.name).casefold() in given
    ]


def _given(workspace: Workspace, night: date, topics: Mapping[str, Topic]) -> dict[str, tuple[Decision, bool]]:
    """The names that this night gave before people decided something, which renames no other topic, and whether they
    are only key terms."""
    newest = definitions.topics(workspace.view(), [night])
    return {
        row.topic_id: (row, newest[row.topic_id].fallback)
        for row in registry.standing(workspace.ledger())
        if row.kind == "named"
        and row.night == night
        and row.actor == registry.MACHINE
        and (topic := topics.get(row.topic_id)) is not None
        and not topic.name
        and row.topic_id in newest
        and float(np.dot(newest[row.topic_id].centroid, topic.centroid)) >= MOVED
    }


def _proposed(
    workspace: Workspace, texts: Mapping[str, Sequence[str]], lexicon: naming.Lexicon
) -> tuple[dict[str, str], dict[str, int]]:
    """What the settings' language model calls the topics, where that passes the written rules, and the counts for the
    receipt. It has read whatever customers wrote: what it says is trusted no more than they are."""
    settings = workspace.settings.naming
    if not settings.url:
        return {}, {}
    found = discovery.proposals(texts, url=settings.url, model=settings.model)
    said = {key: " ".join(name.split()).strip(" .\"'“”*`").casefold() for key, name in found.names.items()}
    passed = {
        key: name
        for key, name in said.items()
        if not style.faults(name, lexicon.brands)
        and naming.said(name, texts[key])
        and lexicon.proper.isdisjoint(name.split())
        and not redaction.redact(name).hidden
    }
    return passed, {"namer_asked": found.asked, "namer_answered": found.answered}


def _faithful(phrase: str, encoded: Stored, centroids: np.ndarray, place: int) -> str:
    """The phrase if it is nearer to the topic at `place` than to any other, else nothing."""
    if not phrase:
        return ""
    own, other = _nearness(encoded, [phrase], centroids, place)
    return phrase if naming.faithful(own[0], other[0]) else ""


def _reason(one: naming.Name, *, renamed: bool, twin: bool) -> str:
    said = "its key terms: no phrase passed the tests" if one.fallback else "its statements' phrase"
    if one.proposed:
        said = "proposed by the language model of the settings"
    why = "another topic was given its name" if twin else "what it is about has changed"
    return f"{why}: {said}" if renamed else said


def _examples(
    workspace: Workspace, night: date, view: View, topics: Mapping[str, Topic]
) -> tuple[dict[str, list[str]], dict[str, list[Example]]]:
    """Each topic's examples that the window holds, typical first: as they are embedded, and as they lie there."""
    window = night - timedelta(days=workspace.settings.discovery.window_nights - 1)
    days = [day for day in view.nights("statements") if window <= day <= night]
    rows = view.table("statements", days, ["statement_id", "text", "text_hash"])
    wanted = sorted({example for topic in topics.values() for example in topic.examples})
    rows = rows.filter(pc.is_in(rows["statement_id"], value_set=pa.array(wanted, pa.string())))
    row_of = {row["statement_id"]: row for row in rows.to_pylist()}
    found = {key: [row_of[one] for one in topic.examples if one in row_of] for key, topic in topics.items()}
    texts = {key: [without_placeholders(row["text"]) for row in rows] for key, rows in found.items()}
    return texts, {
        key: [(row["statement_id"], row["text_hash"], row["text"]) for row in rows] for key, rows in found.items()
    }


def _moved(topics: Mapping[str, Topic], ledger: Sequence[Decision], past: View) -> list[str]:
    """The topics named by the machine whose centroid has left where it was when they were named."""
    named = {row.topic_id: row for row in registry.standing(ledger) if row.kind == "named"}
    people = registry.named_by_people(ledger)
    nights = sorted({row.night for key, row in named.items() if key in topics} & set(past.nights("topics")))
    then = {night: definitions.centroids(past, night) for night in nights}
    moved = []
    for key, topic in topics.items():
        row = named.get(key)
        if row is None or key in people or topic.known or not (old := then.get(row.night, {}).get(key)):
            continue
        if float(np.dot(old, topic.centroid)) < MOVED:
            moved.append(key)
    return moved


def _nearness(
    encoded: Stored, phrases: Sequence[str], centroids: np.ndarray, place: int
) -> tuple[list[float], list[float]]:
    """The cosine of each phrase to the topic at `place`, and to the nearest other."""
    if not phrases:
        return [], []
    phrased = encoded.of([text_hash(phrase) for phrase in phrases]).astype(np.float64)
    cosines = np.round(phrased @ centroids.T, 4)
    own = cosines[:, place].tolist()
    cosines[:, place] = -1.0
    return own, cosines.max(axis=1).tolist()


def _described(
    topic: Topic, named: naming.Name | None, examples: list[Example], vectors: Stored, *, line: str | None
) -> Topic:
    """A topic with its new name, if any, and its evidence; where its examples are not at hand, with what it had.

    `line` is the description that a person wrote, if one did.
    """
    if named is not None:
        topic = replace(topic, name=named.text, fallback=named.fallback)
    if not examples:
        return topic
    rows = naming.differing(vectors.of([text_hash for _, text_hash, _ in examples]), topic.centroid)
    return replace(
        topic,
        # A line with something hidden in it is no line: without its placeholder the customer never said it.
        description=naming.description([text for _, _, text in examples if "[" not in text], topic.name)
        if line is None
        else line,
        shown=tuple(examples[row][0] for row in rows),
    )


def _holding(files: tuple[LakeFile, ...], night: date) -> Receipt:
    """A receipt that shows just these files to a view."""
    return Receipt(stage="identify", night=night, unit="phrases", read=0, kept=0, files=files)
