"""The pains that the settings name: their examples, as they are embedded, and the decisions about their topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline import curation, identity, known, redaction, registry
from pipeline.errors import SettingsError
from pipeline.known import Claim, Seed
from pipeline.model import Cluster, Decision, Night, Topic, TopicState
from pipeline.redaction import without_placeholders
from pipeline.settings import Discovery
from pipeline.stages.vectors import Stored
from pipeline.transcripts import text_hash

RENAMED = 0.98
"""Cosine between the examples' mean and the definition of a pain no longer named from which only its name changed."""


def texts(settings: Discovery) -> dict[str, str]:
    """The example sentences by the hash that their vectors lie under.

    Raises SettingsError where one holds personal data (it would be written and embedded), is empty, or stands twice.
    """
    found: dict[str, str] = {}
    for number, pain in enumerate(settings.known, 1):
        if any(redaction.redact(text).hidden for text in (pain.name, *pain.examples)):
            raise SettingsError(
                f"discovery.known, no. {number}: the name or an example holds personal data: make it up"
            )
        said = {_hash(example): without_placeholders(example) for example in pain.examples}
        if len(said) < len(pain.examples) or not all(said.values()) or not found.keys().isdisjoint(said):
            raise SettingsError(
                f'discovery.known "{pain.name}": an example is empty or stands twice: each is a sentence of its own'
            )
        found |= said
    return found


def seeds(settings: Discovery, vectors: Stored) -> tuple[Seed, ...]:
    """The named pains with their examples' vectors, which the embed stage has made.

    Raises SettingsError where two of them say the same.
    """
    found = tuple(
        Seed(name=pain.name, examples=vectors.of([_hash(example) for example in pain.examples]))
        for pain in settings.known
    )
    if (pair := known.twins(found)) is not None:
        raise SettingsError(f'discovery.known: the examples of "{pair[0]}" and "{pair[1]}" say the same: name one pain')
    return found


def split_off(topics: Mapping[str, Topic], vectors: Stored) -> dict[str, Seed]:
    """By id the topics that people split off by examples, with those whose vectors there are."""
    found = {}
    for key, topic in topics.items():
        held = [text for text in topic.seeds if text in vectors.row_of]
        if held and topic.state != TopicState.MERGED:
            found[key] = Seed(name=key, examples=vectors.of(held))
    return found


def opened(
    named: Mapping[str, Seed],
    night: Night,
    ledger: Sequence[Decision],
    *,
    head: Sequence[Decision],
    defined: Mapping[str, Topic],
) -> tuple[Decision, ...]:
    """Openings of the pains that the settings name and no topic is yet, each with an id of its own.

    A pain that has the examples of one that is no longer named is that one under a new name. `head` is the newest
    ledger, which knows the ids that an earlier run of this night gave. Raises SettingsError where people gave the name
    of a pain to another topic: readers could not tell the two apart.
    """
    topics = registry.fold(ledger)
    _check_names(named, topics, ledger)
    alive = {topic.known: key for key, topic in topics.items() if topic.known and topic.state != TopicState.MERGED}
    given = {row.other: row.topic_id for row in head if row.kind == "known" and row.topic_id not in topics}
    free = [key for name, key in sorted(alive.items()) if name not in named and key in defined]
    number = registry.next_number(head, "t")
    made = []
    for name in sorted(named.keys() - alive.keys()):
        centroid = named[name].centroid
        topic_id = next((key for key in free if float(centroid @ defined[key].centroid) >= RENAMED), given.get(name))
        if topic_id is None:
            topic_id, number = identity.topic_number(number), number + 1
        free = [key for key in free if key != topic_id]
        reason = "the settings name it"
        made.append(
            Decision(night=night.date, topic_id=topic_id, kind="known", actor="machine", other=name, reason=reason)
        )
    return tuple(made)


def _check_names(named: Mapping[str, Seed], topics: Mapping[str, Topic], ledger: Sequence[Decision]) -> None:
    people = registry.named_by_people(ledger)
    taken = {
        curation.seen(topics[key].name).casefold(): key
        for key in sorted(people & topics.keys())
        if topics[key].state != TopicState.MERGED
    }
    for name in sorted(named):
        twin = taken.get(curation.seen(name).casefold())
        if twin is not None and topics[twin].known != name:
            raise SettingsError(
                f'discovery.known "{name}": people gave that name to {twin}: name the pain otherwise, or rename the'
                f" topic (`painpoints topics rename {twin} NAME`)"
            )


def pinned(named: Mapping[str, Seed], ledger: Sequence[Decision]) -> dict[str, str]:
    """The topic of each pain that the settings name, by name, once all of them are opened."""
    return {
        topic.known: key
        for key, topic in registry.fold(ledger).items()
        if topic.known in named and topic.state != TopicState.MERGED
    }


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
