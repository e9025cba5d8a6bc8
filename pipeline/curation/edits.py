"""What a person wants, checked against the topics as they are: the rows it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType

from pipeline import registry
from pipeline.curation.checks import LINE, NAME, check_day, check_hash, check_line, check_status, check_value, seen
from pipeline.curation.reading import HASH, Marker, markers, moves, of_people, pairs, topics_apart
from pipeline.errors import UsageError
from pipeline.model import Decision, DecisionKind, Topic, TopicState

Topics = Mapping[str, Topic]
Rows = list[tuple[DecisionKind, str, str]]
"""Kind, topic and value of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person wants: a decision that is not checked, dated or numbered yet."""

    kind: DecisionKind
    topic_id: str
    other: str = ""
    score: float | None = None
    """Of `moved` the least cosine to the text at which other texts go with it; None: its words alone."""
    texts: tuple[str, ...] = ()
    """Of `split` the hashes of the texts that the new topic is defined by; `other` is its name, or empty."""


def rows_of(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    """The rows of an edit; none for what is so already. Raises UsageError as `curation.decided` does."""
    if edit.kind not in _ROWS:
        raise UsageError(f"{edit.kind} is nothing that a person decides")
    return _ROWS[edit.kind](edit, topics, ledger)


def living(topic_id: str, topics: Topics) -> Topic:
    """The topic that answers to the id; raises UsageError where none ever had it, or it has retired."""
    if topic_id not in topics:
        raise UsageError(f"{topic_id or 'nothing'}: no topic has that id; `painpoints topics list` shows them all")
    topic = topics[registry.survivor(topics, topic_id)]
    if topic.state == TopicState.RETIRED:
        raise UsageError(
            f"{topic.topic_id} has retired: it takes no statement any more, and nothing is decided about it"
        )
    return topic


def check_holds(edit: Edit, before: Topics, after: Topics) -> None:
    """Raise UsageError where an edit, once its rows are there, does not hold, or takes back a merge of other topics."""
    if edit.topic_id not in after or edit.other not in after:
        return
    together = registry.survivor(after, edit.topic_id) == registry.survivor(after, edit.other)
    if edit.kind in ("merged", "linked") and not together:
        raise UsageError(
            f"{edit.topic_id} and {edit.other} cannot be one: topics counted with them are to be kept apart; undo that"
            " first (`painpoints topics history ID` shows the keys)"
        )
    lost = {key for key, topic in before.items() if topic.facet and not after[key].facet}
    if edit.kind == "unlinked" and (together or lost - {edit.topic_id, edit.other}):
        raise UsageError(
            f"{edit.topic_id} and {edit.other} were merged by way of others: undo those merges first"
            " (`painpoints topics history ID` shows the keys)"
        )


def check_names(before: Topics, after: Topics) -> None:
    """Raise UsageError where topics have one name that had not: readers could not tell them apart."""
    there = _called(before)
    for name, ids in sorted(_called(after).items()):
        if len(ids) > 1 and not ids <= there.get(name, set()):
            first, second = sorted(ids)[:2]
            raise UsageError(
                f"{first} and {second} would both be called “{after[first].name}”: merge the two, or choose another"
                " name for one of them first"
            )


def _called(topics: Topics) -> dict[str, set[str]]:
    """The topics by name as readers tell names apart; those that were merged away have none."""
    found: dict[str, set[str]] = {}
    for key, topic in topics.items():
        if topic.name and topic.state != TopicState.MERGED:
            found.setdefault(seen(topic.name).casefold(), set()).add(key)
    return found


def _named(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    topic = living(edit.topic_id, topics)
    check_line("a name", edit.other, most=NAME, needed=True)
    by_people = any(row.kind == "named" and row.topic_id == topic.topic_id for row in of_people(ledger))
    return [] if topic.name == edit.other and by_people else [("named", topic.topic_id, edit.other)]


def _merged(edit: Edit, topics: Topics, _ledger: Sequence[Decision]) -> Rows:
    goes, stays = living(edit.topic_id, topics), living(edit.other, topics)
    if goes is stays:
        raise UsageError(f"{edit.topic_id} and {edit.other} are one topic already")
    # The other's id as it was given: what was kept apart of just these two is together again by it.
    return [("merged", goes.topic_id, edit.other)]


def _split(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    parent, texts = living(edit.topic_id, topics), tuple(dict.fromkeys(edit.texts))
    if not texts:
        raise UsageError("a topic is split by examples: name statements that belong to the new one")
    for text in texts:
        check_hash(text)
    if edit.other:
        check_line("a name", edit.other, most=NAME)
    there = next((one for one in topics.values() if set(one.seeds) == set(texts) and not one.merged_into), None)
    if there is not None:
        return _named(replace(edit, kind="named", topic_id=there.topic_id), topics, ledger) if edit.other else []
    new = f"t{registry.next_number(ledger, 't'):05d}"
    seeded: Rows = [("seeded", new, text) for text in texts]
    named: Rows = [("named", new, edit.other)] if edit.other else []
    return [("split", new, parent.topic_id), *seeded, *named]


def _moved(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    topic_id = living(edit.topic_id, topics).topic_id
    check_hash(edit.other)
    if edit.score is not None and not 0 < edit.score <= 1:
        raise UsageError("a radius is a likeness between 0 and 1")
    there = any(
        (one.text_hash, one.radius) == (edit.other, edit.score) and _now(one.topic_id, topics) == topic_id
        for one in moves(ledger)
    )
    return [] if there else [("moved", topic_id, edit.other)]


def _switched(edit: Edit, topics: Topics, _ledger: Sequence[Decision]) -> Rows:
    """Pinned or not, left out of an edition or not."""
    topic = living(edit.topic_id, topics)
    if edit.kind in ("pinned", "unpinned"):
        return [] if topic.pinned == (edit.kind == "pinned") else [(edit.kind, topic.topic_id, "")]
    check_value(edit.kind, edit.other)
    return [] if (edit.other in topic.hidden) == (edit.kind == "hidden") else [(edit.kind, topic.topic_id, edit.other)]


def _set(
    edit: Edit,
    topics: Topics,
    _ledger: Sequence[Decision],
    *,
    check: Callable[[str], None],
    value: Callable[[Topic], str],
) -> Rows:
    """One value of a topic."""
    topic = living(edit.topic_id, topics)
    check(edit.other)
    return [] if value(topic) == edit.other else [(edit.kind, topic.topic_id, edit.other)]


def status_of(topic: Topic) -> str:
    """A topic's status as it is written."""
    return f"{topic.status} {topic.fixed_on.isoformat()}" if topic.fixed_on else topic.status


def _paired(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    one, two = edit.topic_id, edit.other
    if HASH.fullmatch(one) and HASH.fullmatch(two):
        if one == two:
            raise UsageError("the two statements have the same words: they are counted as one")
        together = edit.kind == "linked"
        there = {frozenset((said.one, said.other)) for said in pairs(ledger) if said.together == together}
        return [] if frozenset((one, two)) in there else [(edit.kind, one, two)]
    for name in (one, two):
        if name not in topics:
            raise UsageError(f"{name}: no topic has that id; name two topics, or two statements")
    if one == two:
        raise UsageError(f"{one} was named twice: name two topics")
    if edit.kind == "unlinked":
        # The ids as they were given: one that was merged away comes alive again by it.
        return [] if frozenset((one, two)) in topics_apart(ledger) else [("unlinked", one, two)]
    stays, goes = sorted((registry.survivor(topics, one), registry.survivor(topics, two)))
    if stays == goes:
        return []
    given = one if registry.survivor(topics, one) == stays else two
    return [("merged", goes, given)]


def _marked(edit: Edit, topics: Topics, ledger: Sequence[Decision]) -> Rows:
    day, _, rest = edit.other.partition(" ")
    kind, _, text = rest.partition(" ")
    check_day(day)
    check_value("marked", kind)
    check_line("a marker's text", text, most=NAME, needed=True)
    topic_id = living(edit.topic_id, topics).topic_id if edit.topic_id else ""
    marker = Marker(day=date.fromisoformat(day), kind=kind, text=text, topic_id=topic_id)
    there = {replace(one, topic_id=_now(one.topic_id, topics)) for one in markers(ledger)}
    return [] if marker in there else [("marked", topic_id, edit.other)]


def _now(topic_id: str, topics: Topics) -> str:
    """The id that answers to this one today; itself where none does."""
    return registry.survivor(topics, topic_id) if topic_id in topics else topic_id


def _acknowledged(edit: Edit, _topics: Topics, ledger: Sequence[Decision]) -> Rows:
    check_line("an alert", edit.other, most=LINE, needed=True)
    seen = any(row.kind == "acknowledged" and row.other == edit.other for row in of_people(ledger))
    return [] if seen else [("acknowledged", edit.topic_id, edit.other)]


_ROWS: Mapping[DecisionKind, Callable[[Edit, Topics, Sequence[Decision]], Rows]] = MappingProxyType(
    {
        "named": _named,
        "merged": _merged,
        "split": _split,
        "moved": _moved,
        "pinned": _switched,
        "unpinned": _switched,
        "hidden": _switched,
        "shown": _switched,
        "linked": _paired,
        "unlinked": _paired,
        "marked": _marked,
        "acknowledged": _acknowledged,
        "described": partial(
            _set,
            check=partial(check_line, "a description", most=LINE),
            value=lambda topic: topic.description,
        ),
        "owned": partial(
            _set, check=partial(check_line, "an owner", most=NAME, people=True), value=lambda topic: topic.owner
        ),
        "status": partial(_set, check=check_status, value=status_of),
        "priority": partial(_set, check=partial(check_value, "priority"), value=lambda topic: topic.priority),
        "ticket": partial(
            _set, check=partial(check_line, "a ticket", most=LINE, people=True), value=lambda topic: topic.ticket
        ),
    }
)
"""What each kind of decision that people may take comes to."""
