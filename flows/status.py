"""What a home holds, at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flows import english
from flows.home import Home
from flows.log import Failure, last_failure
from pipeline.model import Receipt
from pipeline.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The head of a home; `newest` None where nothing is published."""

    home: str
    snapshot: int = 0
    sha256: str = ""
    newest: date | None = None
    nights: int = 0
    topics: dict[str, int]
    """By state."""
    statements: int = 0
    statements_assigned: int = 0
    last_night: date | None = None
    """The night that was published last."""
    receipts: tuple[Receipt, ...] = ()
    """Of the run that published it."""
    last_failure: Failure | None = None
    """The newest failed attempt since."""
    undelivered: tuple[str, ...] = ()
    """What readers of the newest night should have got and have not, and why."""
    held: tuple[tuple[date, str, bool], ...] = ()
    """Nights that wait to be accepted, why, and whether they are ready still: nothing was published since."""

    def failure_lines(self) -> tuple[str, ...]:
        """What went wrong since the last publication, as a sentence; none where nothing did."""
        failed = self.last_failure
        return (f"last try {failed.night} failed: {failed.why}",) if failed else ()

    def lines(self) -> tuple[str, ...]:
        """The same in sentences."""
        states = ", ".join(f"{count} {state}" for state, count in self.topics.items()) or "none"
        share = english.percent(self.statements_assigned / self.statements) if self.statements else "none"
        books = (
            f"  {one.stage:<9} {english.number(one.read)} {one.unit}: {english.number(one.kept)} kept, "
            f"{english.number(sum(count for _, count in one.set_aside))} set aside, "
            f"{english.number(sum(count for _, count in one.rejected))} rejected"
            for one in self.receipts
        )
        return (
            f"home        {self.home}",
            f"snapshot    {self.snapshot} ({self.sha256[:12]})",
            f"nights      {self.nights}, the newest {self.newest}",
            f"topics      {states}",
            f"statements  {english.number(self.statements)}, {share} of them in a topic",
            f"last published {self.last_night}",
            *books,
            *(
                f"waiting     {night}: {why}; `painpoints {'publish' if ready else 'nightly'} --night {night} --accept`"
                for night, why, ready in self.held
            ),
            *(f"not delivered  {line}; `painpoints digest send`" for line in self.undelivered),
            *self.failure_lines(),
        )


def status(home: Home) -> Status:
    """Read the head; the empty status where nothing is published, LakeDamaged where its catalog was lost."""
    home.check_history()
    failure = last_failure(home.folder / "logs")
    head = home.catalog.head()
    if head is None:
        return Status(home=str(home.folder), topics={}, last_failure=failure)
    view = View(home.lake, home.catalog, head)
    states = Counter(view.table("topics", view.nights("topics")[-1:], ["state"])["state"].to_pylist())
    counted = view.table("coverage", columns=["slice", "statements", "statements_assigned"]).to_pylist()
    whole = [row for row in counted if row["slice"] == "all"]
    return Status(
        home=str(home.folder),
        snapshot=head.number,
        sha256=head.sha256,
        newest=head.newest,
        nights=len(home.published()),
        topics=dict(sorted(states.items())),
        statements=sum(row["statements"] for row in whole),
        statements_assigned=sum(row["statements_assigned"] for row in whole),
        last_night=head.night,
        receipts=view.receipts(),
        last_failure=failure,
        undelivered=_undelivered(home),
        held=tuple((one.night, one.why, one.base_sha256 == head.sha256) for one in home.catalog.held()),
    )


def _undelivered(home: Home) -> tuple[str, ...]:
    if not home.has_readers:
        return ()
    from flows import delivery  # noqa: PLC0415 - pages, which who names no reader need not wait for

    return tuple(delivery.told(one) for one in delivery.undelivered(home))
