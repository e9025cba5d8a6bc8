"""The pains that the settings name: their examples, as they are embedded, and the decisions about their topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline import identity, redaction, registry
from pipeline.errors import SettingsError
from pipeline.known import Claim, Seed
from pipeline.model import Cluster, Decision, Night
from pipeline.redaction import without_placeholders
from pipeline.settings import Discovery
from pipeline.stages.vectors import Stored
from pipeline.transcripts import text_hash


def texts(settings: Discovery) -> dict[str, str]:
    """The example sentences by the hash that their vectors lie under.

    Raises SettingsError where one holds personal data: it would be written and embedded.
    """
    found = {}
    for pain in settings.known:
        for example in pain.examples:
            if redaction.redact(example).hidden:
                raise SettingsError(f'discovery.known "{pain.name}": an example holds personal data: make one up')
            found[_hash(example)] = without_placeholders(example)
    return found


def seeds(settings: Discovery, vectors: Stored) -> tuple[Seed, ...]:
    """The named pains with their examples' vectors, which the embed stage has made."""
    return tuple(
        Seed(name=pain.name, examples=vectors.of([_hash(example) for example in pain.examples]))
        for pain in settings.known
    )


def opened(
    named: Iterable[str], night: Night, ledger: Sequence[Decision], head: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Openings of the pains that the settings name and no topic is yet; each has one id for good."""
    topics = registry.fold(ledger).values()
    given = {row.other: row.topic_id for row in head if row.kind == "known"}
    number = registry.next_number(head, "t")
    made = []
    for name in sorted(set(named) - {topic.known for topic in topics}):
        topic_id = given.get(name)
        if topic_id is None:
            topic_id, number = identity.topic_number(number), number + 1
        reason = "the settings name it"
        made.append(
            Decision(night=night.date, topic_id=topic_id, kind="known", actor="machine", other=name, reason=reason)
        )
    return tuple(made)


def recognised(
    claims: Sequence[Claim], pinned: Mapping[str, str], clusters: Sequence[Cluster], night: date
) -> tuple[Decision, ...]:
    """That named pains were recognised in clusters of the whole window."""
    whole = {cluster.number for cluster in clusters if cluster.whole_window}
    return tuple(
        Decision(
            night=night,
            topic_id=pinned[claim.name],
            kind="same",
            actor="machine",
            reason=f"{claim.examples} of its {claim.of} examples lie in the group; centroids {claim.cosine:.2f} alike",
            score=claim.cosine,
        )
        for claim in sorted(claims, key=lambda one: one.name)
        if claim.cluster in whole
    )


def _hash(example: str) -> str:
    return text_hash(without_placeholders(example))
