"""Identify: tonight's clusters x known topics -> ledger decisions -> topics -> every statement's assignment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline import curation, identity, known, registry
from pipeline.identity import Lasting
from pipeline.model import Cluster, Decision, LakeFile, Night, Receipt, Topic, TopicState
from pipeline.schemas import SCHEMAS
from pipeline.stages import definitions, known_pains, names, steadiness
from pipeline.stages.assigning import assigning
from pipeline.stages.lasting import lasting
from pipeline.stages.states import states
from pipeline.stages.themed import themed
from pipeline.stages.vectors import Stored, stored
from pipeline.stages.workspace import Workspace
from pipeline.view import View, rows_of

GONE = (TopicState.MERGED, TopicState.RETIRED)
"""States in which a topic takes no statement."""


def identify(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the night's ledger rows, the topics as they are defined tonight, and the assignments of the history."""
    workspace.progress(0, 0, "topics matched")
    view = workspace.view(staged)
    clusters = definitions.clusters(view, night.date)
    known_vectors = stored(view, workspace.encoder.fingerprint)
    if workspace.late:
        topics = definitions.topics(workspace.view(), workspace.view().nights("topics")[-1:])
        takes = assigning(topics, workspace.ledger(), known_vectors)
        decided: tuple[Decision, ...] = ()
        vector_files: tuple[LakeFile, ...] = ()
        notes: Mapping[str, int] = {}
        steady: tuple[LakeFile, ...] = ()
        days: Sequence[date] = [night.date]
        scored = takes.rows(view, days)
    else:
        past = workspace.view_of_past()
        # The newest ledger: what people decided since the night was first run still holds.
        ledger = registry.before(workspace.ledger(), night.date)
        topics, made = _matched(workspace, night, clusters, ledger, view=view, past=past, known_vectors=known_vectors)
        topics = _seeded(workspace, night, topics, ledger, view=view, known_vectors=known_vectors)
        workspace.progress(0, 0, "topics named")
        named = names.name(
            workspace, night.date, topics, view=view, past=past, ledger=ledger, known_vectors=known_vectors
        )
        topics, vector_files = named.topics, named.files
        made += named.decisions
        heard = set(view.nights("statements"))
        days = [day for day in night.window(workspace.settings.discovery.history_nights) if day in heard]
        takes = assigning(topics, ledger, known_vectors)
        scored = takes.rows(view, days, workspace.progress)
        workspace.progress(0, 0, "topics put under themes")
        topics, turned = states(
            workspace.settings.discovery,
            night.date,
            topics,
            scored,
            ledger=ledger,
            pinned={key for key, topic in topics.items() if topic.known or topic.pinned},
        )
        window = night.window(workspace.settings.discovery.window_nights)
        topics, arranged = themed(
            topics,
            [row for day in window for row in scored.get(day, ())],
            _customers(view, window),
            min_customers=workspace.settings.reports.min_customers,
            night=night.date,
            ledger=ledger,
            head=workspace.ledger(),
            whole_window=any(cluster.whole_window for cluster in clusters),
        )
        decided = (*made, *turned, *arranged)
        agreed = steadiness.against_last_night(workspace, night, topics, scored, past=past)
        steady = (workspace.lake.write("stability", night.date, steadiness.table(topics, agreed)),)
        notes = named.notes | ({"agreement_permille": round(agreed.index * 1000)} if agreed else {})
    # A night of which a conversation moved to tonight.
    left = {file.night for receipt in staged for file in receipt.files if file.dataset == "statements"} - set(days)
    scored |= takes.rows(view, sorted(left))
    workspace.progress(0, 0, "assignments written")
    assignments = tuple(
        workspace.lake.write("assignments", day, pa.Table.from_pylist(scored[day], SCHEMAS["assignments"]))
        for day in sorted(scored)
    )
    written = workspace.lake.write("topics", night.date, definitions.table(topics.values()))
    tonight = scored.get(night.date, [])
    in_topic = _in_topic(tonight)
    return Receipt(
        stage="identify",
        night=night.date,
        unit="statements",
        read=len(tonight),
        kept=in_topic,
        set_aside=(("in_no_topic", len(tonight) - in_topic),) if len(tonight) > in_topic else (),
        files=(*vector_files, *assignments, written, *steady),
        decisions=() if workspace.late else (*workspace.edits, *_superseding(workspace, night.date, decided)),
        notes=tuple(
            sorted(
                {
                    **notes,
                    "clusters": len(clusters),
                    "topics": sum(topic.state not in GONE for topic in topics.values()),
                    "history_nights": len(days),
                    "history_statements": sum(len(rows) for rows in scored.values()),
                    "history_statements_in_topic": sum(map(_in_topic, scored.values())),
                    **{f"decided:{kind}": count for kind, count in Counter(row.kind for row in decided).items()},
                }.items()
            )
        ),
    )


def _matched(
    workspace: Workspace,
    night: Night,
    clusters: Sequence[Cluster],
    ledger: Sequence[Decision],
    *,
    view: View,
    past: View,
    known_vectors: Stored,
) -> tuple[dict[str, Topic], list[Decision]]:
    """The topics after tonight's clusters were matched with those known before, with definitions, and the decisions."""
    head, head_ledger = workspace.view(), workspace.ledger()
    named = {seed.name: seed for seed in known_pains.seeds(workspace.settings.discovery, known_vectors)}
    # After a single earlier night was decided anew, what it opened may be defined in the head alone.
    newest = definitions.topics(head, head.nights("topics")[-1:])
    earlier = definitions.topics(past, [day for day in past.nights("topics") if day < night.date][-1:])
    defined = newest | earlier
    opened = known_pains.opened(named, night, ledger, head=head_ledger, defined=defined)
    ledger = (*ledger, *opened)
    before = registry.fold(ledger)
    pinned = known_pains.pinned(named, ledger)
    claims = known.claims([named[name] for name in sorted(pinned)], clusters)
    window = night.window(workspace.settings.discovery.window_nights)
    was = lasting(
        workspace.settings.discovery,
        night,
        before,
        defined,
        pinned=set(pinned.values()),
        ledger=ledger,
        view=view,
        past=past,
        vectors=known_vectors,
    )
    defined = was.defined
    ever_named = {row.topic_id for row in head_ledger if row.kind == "known"}
    opened_again = sorted(set(registry.fold(head_ledger)) - set(before) - ever_named)
    held_now = _opened_with(head, night, window, newest) if opened_again else {}
    result = identity.match(
        clusters,
        was.topics,
        night=night.date,
        claimed={claim.cluster: pinned[claim.name] for claim in claims},
        ages=was.ages,
        fewest=workspace.settings.discovery.min_conversations,
        apart=curation.topics_apart(ledger),
        reusable=[
            Lasting(
                topic_id=key,
                centroid=newest[key].centroid,
                members=frozenset(held_now.get(key, ())),
                sleeping=False,
            )
            for key in opened_again
            if key in newest
        ],
        next_number=registry.next_number((*head_ledger, *opened), "t"),
    )
    recognised = known_pains.recognised(claims, pinned, clusters, night.date)
    made = (*opened, *was.decisions, *recognised, *result.decisions)
    after = registry.fold((*ledger, *made[len(opened) :]))
    split_off = known_pains.split_off(after, known_vectors)
    said = {(row.topic_id, row.other) for row in head_ledger if row.kind == "described"}
    by_number = {cluster.number: cluster for cluster in clusters}
    tonight = {topic_id: by_number[number] for number, topic_id in result.topic_of}
    fit = any(cluster.whole_window for cluster in clusters)
    topics = {}
    for key, topic in after.items():
        old, new = defined.get(key), tonight.get(key)
        seed = split_off.get(key) or (named[topic.known] if pinned.get(topic.known) == key else None)
        if new is None and seed is not None and (old is None or fit or not old.terms):
            # No cluster stands for it: its examples do, as the settings have them tonight.
            centroid = tuple(seed.centroid.tolist())
            seen = max(topic.last_seen, old.last_seen) if old is not None else topic.last_seen
            topics[key] = replace(topic, centroid=centroid, floor=known.FLOOR, last_seen=seen)
        elif new is not None:
            topics[key] = replace(
                topic,
                centroid=new.centroid,
                floor=new.floor,
                terms=new.terms,
                examples=new.examples,
                # Not with what an earlier run of tonight measured: decided again, it would be another.
                stability=steadiness.smoothed(earlier.get(key), new),
            )
        elif old is not None:
            topics[key] = replace(
                topic, centroid=old.centroid, floor=old.floor, terms=old.terms, examples=old.examples,
                last_seen=old.last_seen, stability=old.stability,
            )  # fmt: skip
        if old is not None:
            topics[key] = replace(
                topics[key],
                # What a person said and took back was never the machine's.
                description=topic.description or ("" if (key, old.description) in said else old.description),
                fallback=old.fallback and old.name == topic.name,
                shown=old.shown,
            )
    return topics, list(made)


def _seeded(
    workspace: Workspace,
    night: Night,
    topics: Mapping[str, Topic],
    ledger: Sequence[Decision],
    *,
    view: View,
    known_vectors: Stored,
) -> dict[str, Topic]:
    """The topics; those that only examples of people define with the window's statements that are most alike."""
    bare = [
        key for key, topic in topics.items() if (topic.known or topic.seeds) and topic.centroid and not topic.examples
    ]
    if not bare:
        return dict(topics)
    heard = set(view.nights("statements"))
    days = [day for day in night.window(workspace.settings.discovery.window_nights) if day in heard]
    rows = [row for found in assigning(topics, ledger, known_vectors).rows(view, days).values() for row in found]
    rows.sort(key=lambda row: (-row["score"], row["statement_id"]))
    after = dict(topics)
    for key in bare:
        like = tuple(row["statement_id"] for row in rows if row["topic_id"] == key)
        after[key] = replace(topics[key], examples=like[: definitions.EXAMPLES])
    return after


def _customers(view: View, days: Sequence[date]) -> dict[str, str]:
    """The known customers of the conversations of these nights."""
    known = rows_of(view.table("conversations", days, ["conversation_id", "customer"]))
    return {row["conversation_id"]: row["customer"] for row in known if row["customer"]}


def _in_topic(rows: Sequence[Mapping[str, Any]]) -> int:
    return sum(bool(row["topic_id"]) for row in rows)


def _superseding(workspace: Workspace, night: date, made: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The rows to append: none where this night already stands decided so, else retractions and the new decisions."""
    standing = [row for row in registry.standing(workspace.ledger()) if row.night == night and row.actor == "machine"]
    if tuple(standing) == made:
        return ()
    return (*registry.retractions(standing, night=night), *made)


def _opened_with(
    view: View, night: Night, window: Sequence[date], newest: Mapping[str, Topic]
) -> Mapping[str, Sequence[str]]:
    """By topic the statements that it is known again by: where tonight is decided anew those of its cluster, for what
    it holds people may have moved there, from a topic that is opened again as well; else what it holds."""
    again = view.nights("topics")[-1:] == (night.date,)
    cluster_of = {one.centroid: one.members for one in definitions.clusters(view, night.date)} if again else {}
    own = {key: cluster_of[topic.centroid] for key, topic in newest.items() if topic.centroid in cluster_of}
    return _members(view, window) | own


def _members(view: View, nights: Sequence[date]) -> dict[str, list[str]]:
    """The statements each topic's definition holds on the given nights."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(view.table("assignments", nights, ["statement_id", "topic_id", "facet"])):
        if row["topic_id"]:
            members[row["facet"] or row["topic_id"]].append(row["statement_id"])
    return members
