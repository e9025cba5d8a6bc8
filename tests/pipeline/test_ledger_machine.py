"""Any ledger that nights, people and nights run again can write: what its topics are never contradicts itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pipeline import curation, registry
from pipeline.curation import Edit
from pipeline.errors import UsageError
from pipeline.model import Decision, DecisionKind, Topic, TopicState

MONDAY = date(2026, 11, 16)
TEXTS = ("1" * 32, "2" * 32, "3" * 32)


class Ledger(RuleBasedStateMachine):
    """A ledger written as the nightly job and people write it."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger: tuple[Decision, ...] = ()
        self.night = MONDAY
        self.opened: dict[str, date] = {}
        """Every id that was ever opened, and the night that it was first opened on."""
        self.names = 0
        self.called: dict[str, str] = {}
        """By id the last name that a person gave it."""

    def topics(self) -> dict[str, Topic]:
        """As of now."""
        return registry.fold(self.ledger)

    def living(self) -> list[str]:
        """Topics that something can be decided about."""
        gone = (TopicState.MERGED, TopicState.RETIRED)
        return sorted(key for key, topic in self.topics().items() if topic.state not in gone)

    @rule(data=st.data(), days=st.integers(1, 3))
    def next_night(self, data: st.DataObject, days: int) -> None:
        """The machine decides the next night."""
        self.night += timedelta(days=days)
        self.ledger += self._decided_by_machine(data, self.night)

    @precondition(lambda self: bool(self.opened))
    @rule(data=st.data())
    def a_night_again(self, data: st.DataObject) -> None:
        """A night is run again and comes out otherwise, and with it the ones that follow."""
        nights = sorted({row.night for row in self.ledger if row.actor == registry.MACHINE})
        again = data.draw(st.sampled_from(nights))
        for night in [one for one in nights if one >= again]:
            standing = registry.standing(self.ledger)
            took = [row for row in standing if row.night == night and row.actor == registry.MACHINE]
            self.ledger += registry.retractions(took, night=night)
            self.ledger += self._decided_by_machine(data, night)

    @precondition(lambda self: bool(self.living()))
    @rule(data=st.data())
    def decision(self, data: st.DataObject) -> None:
        """A person decides something."""
        self._decide(data)

    @precondition(lambda self: bool(self.living()))
    @rule(data=st.data())
    def decision_undone(self, data: st.DataObject) -> None:
        """A person decides something and takes it back: the topics are what they were."""
        before, called = self.topics(), dict(self.called)
        for row in self._decide(data):
            if row.kind != "seeded":
                self._undo(registry.key(row))
        self.called = called
        assert self.topics() == before

    @rule(data=st.data())
    def any_decision_undone(self, data: st.DataObject) -> None:
        """A person takes back any decision of a person that stands."""
        people = [row for row in registry.standing(self.ledger) if row.actor != registry.MACHINE]
        rows = [row for row in people if row.kind != "seeded"]
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        try:
            self._undo(registry.key(row))
        except UsageError as refused:
            assert "would both be called" in str(refused)
            return
        if row.kind == "named" and row.topic_id in self.called:
            left = [one.other for one in people if one.kind == "named" and one.topic_id == row.topic_id and one != row]
            self.called |= {row.topic_id: left[-1]} if left else {}
            if not left:
                del self.called[row.topic_id]

    @invariant()
    def every_id_leads_to_a_topic(self) -> None:
        """To one that is not merged away and knows it as an alias."""
        topics = self.topics()
        for key in topics:
            stays = registry.survivor(topics, key)
            assert topics[stays].merged_into is None
            assert key == stays or key in topics[stays].aliases
        aliases = [alias for topic in topics.values() if topic.merged_into is None for alias in topic.aliases]
        assert len(aliases) == len(set(aliases))

    @invariant()
    def no_id_is_given_twice(self) -> None:
        """The next one was never given, taken back or not."""
        number = registry.next_number(self.ledger, "t")
        assert all(int(key[1:]) < number for key in self.opened)

    @invariant()
    def names_of_people_stand(self) -> None:
        """Until they are taken back, or the topic itself is."""
        topics = self.topics()
        assert {key: topics[key].name for key in self.called if key in topics} == {
            key: name for key, name in self.called.items() if key in topics
        }

    @invariant()
    def what_people_keep_apart_is_apart(self) -> None:
        """However the machine would merge it."""
        topics = self.topics()
        for pair in registry.kept_apart(registry.standing(self.ledger)):
            if pair <= topics.keys() and len(pair) == 2:
                one, two = sorted(pair)
                assert registry.survivor(topics, one) != registry.survivor(topics, two)

    @invariant()
    def the_topics_follow_from_what_stands(self) -> None:
        """Taken back is as if it had never been said."""
        assert registry.fold(registry.standing(self.ledger)) == self.topics()

    def _decide(self, data: st.DataObject) -> tuple[Decision, ...]:
        one, other = (data.draw(st.sampled_from(sorted(self.topics()))) for _ in "ab")
        self.names += 1
        texts = tuple(data.draw(st.lists(st.sampled_from(TEXTS), min_size=1, unique=True)))
        edit = data.draw(
            st.sampled_from(
                [
                    Edit(kind="named", topic_id=one, other=f"Name {self.names}"),
                    Edit(kind="named", topic_id=one, other=self.topics()[other].name),
                    Edit(kind="merged", topic_id=one, other=other),
                    Edit(kind="linked", topic_id=one, other=other),
                    Edit(kind="unlinked", topic_id=one, other=other),
                    Edit(kind="split", topic_id=one, texts=texts),
                    Edit(kind="pinned", topic_id=one),
                    Edit(kind="hidden", topic_id=one, other="marketing"),
                    Edit(kind="moved", topic_id=one, other=texts[0]),
                ]
            )
        )
        at = f"at {len(self.ledger):06}"
        try:
            rows = curation.decided([edit], self.ledger, night=self.night, actor="mia", at=at, why="")
        except UsageError:
            return ()
        self.ledger += rows
        for row in rows:
            if row.kind == "split":
                self._opens(row)
            elif row.kind == "named":
                self.called[row.topic_id] = row.other
        return rows

    def _undo(self, key: str) -> None:
        at = f"at {len(self.ledger):06}"
        self.ledger += curation.undone(key, self.ledger, night=self.night, actor="noa", at=at, why="")

    def _decided_by_machine(self, data: st.DataObject, night: date) -> tuple[Decision, ...]:
        rows: list[Decision] = []

        def add(kind: DecisionKind, topic_id: str, other: str = "") -> None:
            row = Decision(
                night=night, topic_id=topic_id, kind=kind, actor=registry.MACHINE, reason=f"{len(rows)}", other=other
            )
            rows.append(row)

        before = registry.fold(registry.before(self.ledger, night))
        alive = sorted(key for key, topic in before.items() if topic.state != TopicState.MERGED)
        for _ in range(data.draw(st.integers(0, 2))):
            new = f"t{registry.next_number((*self.ledger, *rows), 't'):05d}"
            parent = data.draw(st.sampled_from(["", *alive]))
            add("split" if parent else "new", new, parent)
            self._opens(rows[-1])
            self.names += 1
            add("named", new, f"Name {self.names}")
        for key in alive:
            kind: Any = data.draw(st.sampled_from(["", "same", "sleeping", "returned", "merged"]))
            other = data.draw(st.sampled_from(alive)) if kind == "merged" else ""
            if kind and other != key and not (kind == "merged" and before[key].pinned):
                add(kind, key, other)
        return tuple(replace(row) for row in rows)

    def _opens(self, row: Decision) -> None:
        assert row.topic_id not in self.opened
        self.opened[row.topic_id] = row.night


Ledger.TestCase.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
TestLedger = Ledger.TestCase
