"""The columns of every dataset in the lake; a table that differs is refused before it is written.

The night of a row is its file's partition, not a column: a night whose rows come out the same is the same file.
"""

from __future__ import annotations

import pyarrow as pa

TEXTS = pa.list_(pa.string())
TERMS = pa.list_(pa.struct([("text", pa.string()), ("weight", pa.float64())]))
NEIGHBOURS = pa.list_(
    pa.struct([("topic_id", pa.string()), ("cosine", pa.float64()), ("here", TEXTS), ("there", TEXTS)])
)
CENTROID = pa.list_(pa.float32())
INSTANT = pa.timestamp("us", tz="UTC")


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name.rstrip("_"), kind) for name, kind in columns.items()])


SCHEMAS: dict[str, pa.Schema] = {
    "conversations": _schema(
        conversation_id=pa.string(),
        content_hash=pa.string(),
        source=pa.string(),
        channel=pa.string(),
        started_at=INSTANT,
        customer=pa.string(),
        agent=pa.string(),
        queue=pa.string(),
        product=pa.string(),
        segment=pa.string(),
        language=pa.string(),
        customer_since=pa.date32(),
        resolved=pa.bool_(),
        csat=pa.float64(),
        handle_seconds=pa.float64(),
        hold_seconds=pa.float64(),
        transfers=pa.int32(),
        updated_at=INSTANT,
        turns=pa.int32(),
        statements=pa.int32(),
        redactor=pa.string(),
        # Files from before this column lack it: no team is named.
        team=pa.string(),
    ),
    "identities": _schema(
        kind=pa.string(),  # conversation, customer, agent
        keyed=pa.string(),
        source=pa.string(),
        source_id=pa.string(),
    ),
    "turns": _schema(
        conversation_id=pa.string(), turn=pa.int32(), speaker=pa.string(), text=pa.string(), at=pa.float64()
    ),
    "statements": _schema(
        statement_id=pa.string(),
        conversation_id=pa.string(),
        turn=pa.int32(),
        start=pa.int32(),
        end=pa.int32(),
        text=pa.string(),
        text_hash=pa.string(),
    ),
    "dropped": _schema(
        conversation_id=pa.string(), turn=pa.int32(), start=pa.int32(), end=pa.int32(), reason=pa.string()
    ),
    "quarantine": _schema(
        stage=pa.string(),
        reason=pa.string(),
        file_sha256=pa.string(),
        line=pa.int64(),
        byte_offset=pa.int64(),
        records=pa.int32(),
    ),
    "vectors": _schema(encoder=pa.string(), text_hash=pa.string(), vector=pa.list_(pa.float16())),
    "sentence_vectors": _schema(encoder=pa.string(), text_hash=pa.string(), vector=pa.list_(pa.float16())),
    "clusters": _schema(
        number=pa.int32(),
        whole_window=pa.bool_(),
        broken_off=pa.bool_(),
        members=TEXTS,
        centroid=CENTROID,
        floor=pa.float64(),
        terms=TERMS,
        examples=TEXTS,
        stability=pa.float64(),
    ),
    "fits": _schema(  # one row on a fit night: statements of the window, and how many of them a cluster took
        statements=pa.int64(), clustered=pa.int64()
    ),
    "topics": _schema(
        topic_id=pa.string(),
        name=pa.string(),
        state=pa.string(),
        born=pa.date32(),
        last_seen=pa.date32(),
        aliases=TEXTS,
        merged_into=pa.string(),
        known=pa.string(),
        theme=pa.string(),
        theme_name=pa.string(),
        centroid=CENTROID,
        floor=pa.float64(),
        terms=TERMS,
        examples=TEXTS,
        # Files from before these columns lack them: no description, no mark, nothing shown.
        description=pa.string(),
        fallback=pa.bool_(),
        shown=TEXTS,
        neighbours=NEIGHBOURS,
        facet=pa.bool_(),
        seeds=TEXTS,
        pinned=pa.bool_(),
        owner=pa.string(),
        status=pa.string(),
        fixed_on=pa.date32(),
        priority=pa.string(),
        ticket=pa.string(),
        hidden=TEXTS,
        stability=pa.float64(),
    ),
    "stability": _schema(
        topic_id=pa.string(),  # empty: all statements of the window
        statements=pa.int64(),  # that last night's window holds as well
        agreement=pa.float64(),  # adjusted Rand index against last night, of all statements only
        kept=pa.float64(),  # share of the topic's statements of last night that it still has
        jaccard=pa.float64(),  # mean likeness of its cluster to what is found in parts of the window
    ),
    "assignments": _schema(
        statement_id=pa.string(),
        conversation_id=pa.string(),
        topic_id=pa.string(),
        score=pa.float64(),
        runner_up=pa.string(),
        runner_up_score=pa.float64(),
        facet=pa.string(),  # the topic whose definition took it: the topic itself, or one that people merged into it
    ),
    "signals": _schema(
        conversation_id=pa.string(),
        turn=pa.int32(),
        name=pa.string(),
        score=pa.float64(),
        start=pa.int32(),
        end=pa.int32(),
    ),
    "detectors": _schema(detector=pa.string()),  # one row: the fingerprint of what the night's signals were found by
    "outcomes": _schema(
        conversation_id=pa.string(),
        outcome=pa.string(),  # resolved, unresolved, sent_away; null: unknown, as is every null here
        inferred=pa.bool_(),
        answered=pa.bool_(),
        first_answer_seconds=pa.float64(),
        longest_wait_seconds=pa.float64(),
        holds=pa.int32(),
        hold_seconds=pa.float64(),
        transfers=pa.int32(),
        transfers_inferred=pa.bool_(),
    ),
    "repeats": _schema(  # of known customers: earlier conversations about the same topic within so many days
        conversation_id=pa.string(), topic_id=pa.string(), within_7=pa.int32(), within_30=pa.int32()
    ),
    "stages": _schema(
        conversation_id=pa.string(),
        stage=pa.string(),  # of the customer's journey; null: none is clear
        cues=pa.string(),  # fingerprint of what decided it
    ),
    "measures": _schema(
        topic_id=pa.string(),
        slice=pa.string(),  # all, or one of `pipeline.slices.NIGHTLY`
        value=pa.string(),
        conversations=pa.int64(),
        customers=pa.int64(),  # distinct known ones
        customer_unknown=pa.int64(),  # conversations whose customer is unknown
        resolved=pa.int64(),
        resolution_known=pa.int64(),
        base=pa.int64(),  # conversations of the night in this slice, whatever their topic
    ),
    "impact": _schema(  # what a topic cost in the last 28 nights; null: not known, or of fewer than 10 people
        topic_id=pa.string(),  # empty: all conversations
        nights=pa.int32(),  # with data
        conversations=pa.int64(),
        customers=pa.int64(),  # distinct known ones
        customer_unknown=pa.int64(),
        handle_known=pa.int64(),
        minutes=pa.float64(),  # of handling a night; low and high: ends of the interval (95 %)
        minutes_low=pa.float64(),
        minutes_high=pa.float64(),
        minutes_shared=pa.float64(),  # each conversation's time divided among its topics: adds up over topics
        repeats_known=pa.int64(),
        repeats=pa.int64(),  # of customers who had come about the same within 30 days
        customers_known=pa.int64(),
        customers_leaving=pa.int64(),  # distinct ones who spoke of leaving
        customers_left=pa.int64(),
        leaving_known=pa.int64(),
        leaving=pa.int64(),  # conversations in which the customer did
        leaving_more=pa.float64(),  # their share here less that elsewhere
        leaving_more_low=pa.float64(),
        leaving_more_high=pa.float64(),
        leaving_shift=pa.float64(),  # what the share of all would change by without this topic's conversations
        leaving_shift_low=pa.float64(),
        leaving_shift_high=pa.float64(),
        resolved_known=pa.int64(),
        resolved=pa.int64(),
        resolved_shift=pa.float64(),
        resolved_shift_low=pa.float64(),
        resolved_shift_high=pa.float64(),
        csat_known=pa.int64(),
        csat=pa.float64(),  # the mean
        csat_shift=pa.float64(),
        csat_shift_low=pa.float64(),
        csat_shift_high=pa.float64(),
    ),
    "behaviours": _schema(  # as measures, of signals
        name=pa.string(),
        slice=pa.string(),  # all, channel, queue, team
        value=pa.string(),
        conversations=pa.int64(),
        customers=pa.int64(),
        customer_unknown=pa.int64(),
        resolved=pa.int64(),
        resolution_known=pa.int64(),
        base=pa.int64(),
    ),
    "wholeness": _schema(  # of every night of the history that was read
        day=pa.date32(),
        missing=TEXTS,  # channels that such a day always has
        few=pa.bool_(),  # so few conversations that part of the night may be missing
    ),
    "trends": _schema(  # of everything watched, over the history; null where it was not tested
        kind=pa.string(),  # topic, signal
        name=pa.string(),
        first=pa.date32(),
        expected=pa.list_(pa.float32()),
        low=pa.list_(pa.int32()),
        high=pa.list_(pa.int32()),
        week_observed=pa.int64(),
        week_expected=pa.float64(),
        week_low=pa.int64(),
        week_high=pa.int64(),
        week_excess=pa.float64(),  # variance beyond Poisson, relative to the squared number
        week_way=pa.string(),  # up, down, or empty
    ),
    "alerts": _schema(
        alert_id=pa.string(),
        kind=pa.string(),
        name=pa.string(),
        slice=pa.string(),
        value=pa.string(),
        opened=pa.date32(),
        last=pa.date32(),
        closed=pa.date32(),
        calm=pa.int32(),
        peak_night=pa.date32(),
        peak_lane=pa.string(),
        peak_observed=pa.int64(),
        peak_expected=pa.float64(),
        peak_low=pa.int64(),
        peak_high=pa.int64(),
        peak_p=pa.float64(),
        peak_nights=pa.int64(),
        peak_customers=pa.int64(),
        latest_lane=pa.string(),
        latest_observed=pa.int64(),
        latest_expected=pa.float64(),
        latest_low=pa.int64(),
        latest_high=pa.int64(),
        latest_p=pa.float64(),
        latest_nights=pa.int64(),
        latest_customers=pa.int64(),
    ),
    "calibration": _schema(  # a rolling back-test over the history
        kind=pa.string(),
        series=pa.int64(),
        nights=pa.int64(),
        tested=pa.int64(),
        inside=pa.float64(),
        chances=pa.list_(pa.float64()),
        below=pa.list_(pa.float64()),
        foretold=pa.list_(pa.float64()),
        told=pa.int64(),  # alerts that these nights would have had
    ),
    "coverage": _schema(
        slice=pa.string(),  # all, channel
        value=pa.string(),
        conversations=pa.int64(),
        customers=pa.int64(),
        customer_unknown=pa.int64(),
        with_statement=pa.int64(),
        with_topic=pa.int64(),
        statements=pa.int64(),
        statements_assigned=pa.int64(),
        resolved=pa.int64(),
        resolution_known=pa.int64(),
    ),
}
