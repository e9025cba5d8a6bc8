"""Any life of a home: nights, late and changed conversations, decisions and their undoing, in any order."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from curator import back, decide, topics
from homes import MONDAY, NOW, PAINS, home, pains, view
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from links import dead

from flows import nights as many
from pipeline import registry
from pipeline.curation import Edit
from pipeline.errors import UsageError
from pipeline.model import Night

PAIN_OF = {text: name for name, texts in PAINS.items() for text in texts}
NAMES = sorted(PAINS)
ENOUGH = 6
"""Statements of a night by which it is plain what a topic is about."""


class Life(RuleBasedStateMachine):
    """A home whose nights, decisions and corrections come as they please."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="painpoints-life-"))
        self.home = home(self.folder)
        self.said: dict[date, list[dict[str, object]]] = {}
        self.about: dict[str, str] = {}
        """By id the pain it was first seen to be about."""
        self.touched: set[str] = set()
        """Topics that people drew otherwise: what they are about is theirs to say."""
        self.called: dict[str, str] = {}
        """By id the last name that a person gave it."""
        self.shown: set[str] = set()
        """Every id that a reader ever saw."""

    def teardown(self) -> None:
        """Whatever came, every link of every page that was ever printed leads somewhere."""
        lost = dead(self.home.reports)
        shutil.rmtree(self.folder)
        assert lost == []

    @initialize(names=st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    def first_night(self, names: list[str]) -> None:
        """It begins with a fit night."""
        self._read(MONDAY, pains(MONDAY, *names, each=20))
        self._run([MONDAY])

    @rule(
        gap=st.integers(1, 7),
        names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True),
        each=st.integers(8, 20),
    )
    def next_night(self, gap: int, names: list[str], each: int) -> None:
        """The next night, which may be a week later."""
        night = max(self.said) + timedelta(days=gap)
        self._read(night, pains(night, *names, each=each))
        self._run([night])

    @rule(data=st.data(), each=st.integers(1, 12), restate=st.booleans())
    def late_conversations(self, data: st.DataObject, each: int, restate: bool) -> None:
        """More of a night that was published, and some of it again with fewer turns; decided anew or not."""
        night = data.draw(st.sampled_from(sorted(self.said)))
        name = data.draw(st.sampled_from(NAMES))
        late = [row | {"conversation_id": f"late-{row['conversation_id']}"} for row in pains(night, name, each=each)]
        again = dict(self.said[night][0]) | {"updated_at": NOW.isoformat(), "csat": 1}
        again["turns"] = cast("list[object]", again["turns"])[:1]
        self._read(night, [*late, again])
        after = [one for one in sorted(self.said) if one >= night]
        self._run(after if restate else [night], restate=restate)

    @precondition(lambda self: len(self.said) > 1)
    @rule(gap=st.integers(1, 6), name=st.sampled_from(NAMES))
    def missing_night(self, gap: int, name: str) -> None:
        """A night comes after the ones that follow it."""
        night = max(self.said) - timedelta(days=gap)
        if night > MONDAY and night not in self.said:
            self._read(night, pains(night, name, each=12))
            self._run([night])

    @rule(data=st.data())
    def decision(self, data: st.DataObject) -> None:
        """A person decides something."""
        self._decide(data)

    @rule(data=st.data())
    def decision_undone(self, data: st.DataObject) -> None:
        """A person takes back what he just decided: all is as it was."""
        # Any decision decides the newest night again, with what came late since: not what is asked here.
        decide(
            self.home, Edit(kind="marked", topic_id="", other=f"{MONDAY} other Mark {len(view(self.home).ledger())}")
        )
        before = (topics(self.home), self._rows("assignments"), self._rows("topics"), self._rows("measures"))
        called, touched = dict(self.called), set(self.touched)
        found = self._decide(data)
        if not found:
            return
        for key in found:
            row = next(row for row in view(self.home).ledger() if registry.key(row) == key)
            if row.kind != "seeded":
                back(self.home, key)
        self.called, self.touched = called, touched
        after = (topics(self.home), self._rows("assignments"), self._rows("topics"), self._rows("measures"))
        assert after == before

    @invariant()
    def ids_keep_their_meaning(self) -> None:
        """A topic that no person drew otherwise is about what it was about when it was first seen."""
        if not self.said:
            return
        shown = view(self.home)
        text_of = {row["statement_id"]: row["text"] for row in shown.table("statements").to_pylist()}
        held: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self._rows("assignments"):
            if row["topic_id"]:
                held[row["facet"] or row["topic_id"]][PAIN_OF[text_of[row["statement_id"]]]] += 1
        for key, counts in held.items():
            pain, count = counts.most_common(1)[0]
            if count >= ENOUGH and key not in self.touched:
                assert self.about.setdefault(key, pain) == pain, key

    @invariant()
    def names_of_people_stand(self) -> None:
        """Whatever the machine found since."""
        found = topics(self.home)
        assert {key: found[key].name for key in self.called} == self.called

    @invariant()
    def every_id_answers(self) -> None:
        """Each that a reader ever saw has a page, and each topic leads to one that is not merged away."""
        found = topics(self.home)
        assert all(found[registry.survivor(found, key)].merged_into is None for key in found)
        self.shown |= found.keys()
        there = {page.stem for page in (self.home.reports / "topics").glob("*.html")}
        assert self.shown <= there

    @invariant()
    def every_statement_is_counted_once(self) -> None:
        """In one topic or in none."""
        kept = [row["statement_id"] for row in view(self.home).table("statements").to_pylist()]
        assert sorted(kept) == sorted(row["statement_id"] for row in self._rows("assignments"))

    @invariant()
    def no_two_topics_have_one_name(self) -> None:
        """Readers tell them apart."""
        names = [topic.name for topic in topics(self.home).values() if topic.name and topic.merged_into is None]
        assert len(names) == len(set(names))

    def _read(self, night: date, rows: list[dict[str, object]]) -> None:
        there = {str(row["conversation_id"]): row for row in self.said.get(night, [])}
        there |= {str(row["conversation_id"]): row for row in rows}
        self.said[night] = list(there.values())
        place = self.folder / "in" / f"{night}.jsonl"
        place.parent.mkdir(exist_ok=True)
        place.write_text("".join(json.dumps(row) + "\n" for row in self.said[night]))

    def _run(self, nights: list[date], *, restate: bool = False) -> None:
        uris = [str(self.folder / "in" / "{night}.jsonl")]
        done = many.run_all(self.home, [Night(date=one) for one in nights], uris, now=lambda: NOW, restate=restate)
        assert len(done) == len(nights)

    def _rows(self, dataset: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = view(self.home).table(dataset).to_pylist()
        return rows

    def _decide(self, data: st.DataObject) -> tuple[str, ...]:
        """Decide something; the keys of its rows, none where it is so already or cannot be."""
        ids = sorted(topics(self.home))
        statements = sorted({row["statement_id"] for row in self._rows("statements")})
        one, other = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        examples = data.draw(st.lists(st.sampled_from(statements), min_size=1, max_size=3, unique=True))
        edit = data.draw(
            st.sampled_from(
                [
                    Edit(kind="named", topic_id=one, other=f"As mia calls {one}"),
                    Edit(kind="merged", topic_id=one, other=other),
                    Edit(kind="unlinked", topic_id=one, other=other),
                    Edit(kind="split", topic_id=one, other=f"Out of {one}", texts=tuple(examples)),
                    Edit(kind="moved", topic_id=one, other=examples[0]),
                    Edit(kind="moved", topic_id=one, other=examples[0], score=0.6),
                    Edit(kind="linked", topic_id=examples[0], other=examples[-1]),
                    Edit(kind="unlinked", topic_id=examples[0], other=examples[-1]),
                    Edit(kind="pinned", topic_id=one),
                    Edit(kind="hidden", topic_id=one, other="product"),
                    Edit(kind="status", topic_id=one, other=f"fixed {MONDAY}"),
                    Edit(kind="described", topic_id=one, other="What mia says of it"),
                ]
            )
        )
        before = view(self.home).ledger()
        try:
            found = decide(self.home, edit)
        except UsageError:
            assert view(self.home).ledger() == before, "what is refused changes nothing"
            return ()
        for row in found.rows:
            if row.kind == "named":
                self.called[row.topic_id] = row.other
            if row.kind in ("merged", "unlinked", "split", "moved", "linked"):
                # Words that were moved or paired may be of any topic.
                texts = row.kind in ("moved", "linked") or row.topic_id not in topics(self.home)
                self.touched |= set(topics(self.home)) if texts else {row.topic_id, row.other}
        return found.keys


Life.TestCase.settings = settings(
    max_examples=12, stateful_step_count=8, suppress_health_check=list(HealthCheck), deadline=None
)


TestLife = pytest.mark.slow(Life.TestCase)
