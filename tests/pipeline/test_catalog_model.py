"""The catalog behaves like a list of sets of files, whatever is done to it in whatever order."""

from __future__ import annotations

import tempfile
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from staging import NEXT, NIGHT, decision, lake_file, publish, receipt

from pipeline.catalog import Catalog
from pipeline.errors import RetryLater
from pipeline.model import LakeFile, Snapshot


class CatalogMachine(RuleBasedStateMachine):
    """The catalog against a list of dictionaries."""

    @initialize()
    def open(self) -> None:
        """A new catalog in a new folder."""
        self.folder = tempfile.TemporaryDirectory()
        self.catalog = Catalog(f"sqlite:///{self.folder.name}/catalog.db")
        self.made: list[Snapshot] = []
        self.states: list[frozenset[LakeFile]] = [frozenset()]
        self.ledger: list[tuple[str, ...]] = [()]

    @rule(
        night=st.sampled_from([NIGHT, NEXT]),
        staged=st.dictionaries(
            st.tuples(st.sampled_from(["turns", "vectors"]), st.sampled_from([NIGHT, NEXT])), st.sampled_from("ab")
        ),
        replaced=st.sets(st.tuples(st.sampled_from(["turns", "vectors"]), st.sampled_from([NIGHT, NEXT]))),
        topics=st.lists(st.sampled_from("xyz"), max_size=2),
    )
    def publish(
        self, night: date, staged: dict[tuple[str, date], str], replaced: set[tuple[str, date]], topics: list[str]
    ) -> None:
        """Publish over the head."""
        files = [lake_file(content, *place) for place, content in staged.items()]
        base = self.made[-1] if self.made else None
        books = receipt(*files, decisions=[decision(topic) for topic in topics])
        made = publish(self.catalog, base, books, night=night, replaced=sorted(replaced))
        emptied = replaced | {place for place in staged if place[0] == "turns"}
        kept = {file for file in self.states[-1] if (file.dataset, file.night) not in emptied}
        state = frozenset(kept | set(files))
        published = any(each.night == night for each in self.made)
        if published and state == self.states[-1] and not topics:
            assert made == base
        else:
            assert made.number == len(self.made) + 1
            self.made.append(made)
            self.states.append(state)
            self.ledger.append((*self.ledger[-1], *topics))

    @rule(back=st.integers(0, 5))
    def publish_on_an_old_base(self, back: int) -> None:
        """A run that began before the head was made."""
        if back < len(self.made):
            base = self.made[back - 1] if back else None
            with pytest.raises(RetryLater):
                publish(self.catalog, base, receipt(lake_file("c")))

    @invariant()
    def every_snapshot_reads_as_it_was_published(self) -> None:
        """The newest, the oldest and all between."""
        assert self.catalog.snapshots() == tuple(self.made)
        for made, state, ledger in zip(self.made, self.states[1:], self.ledger[1:], strict=True):
            assert frozenset(self.catalog.files(made)) == state
            assert tuple(row.topic_id for row in self.catalog.ledger(made)) == ledger
        self.catalog.verify()

    def teardown(self) -> None:
        """Remove the folder."""
        if hasattr(self, "folder"):
            self.folder.cleanup()


TestCatalogMachine = CatalogMachine.TestCase
TestCatalogMachine.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)
