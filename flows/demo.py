"""The demo as one sentence: make up the nights, run them in order, say how much of what was planted was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import orjson

from demo import company, truth
from demo.plot import Plot
from flows import english
from flows.home import SETTINGS, Home, open_home
from flows.nights import plan, run_all
from flows.progress import Watch
from pipeline import registry
from pipeline.errors import UsageError
from pipeline.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which nights of the made-up company a home holds."""

    seed: int
    last: date
    nights: int

    @property
    def days(self) -> tuple[date, ...]:
        """The nights, in date order."""
        return tuple(self.last - timedelta(days=back) for back in range(self.nights - 1, -1, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a demo comes to."""

    found: truth.Found
    statements: int
    assigned: int
    topics: int
    page: Path

    def lines(self) -> tuple[str, ...]:
        """The report in sentences, the page to open last."""
        share = english.percent(self.assigned / self.statements) if self.statements else "none"
        counts = f"{share} of {english.plural(self.statements, 'statement')} in {english.plural(self.topics, 'topic')}"
        return (*self.found.lines(), counts, "", f"open {self.page}")

    def as_dict(self) -> dict[str, object]:
        """The report for a program."""
        return {
            "pains": [{**asdict(pain), "found": pain.match.found} for pain in self.found.pains],
            "events": [asdict(event) for event in self.found.events],
            "statements": self.statements,
            "statements_assigned": self.assigned,
            "topics": self.topics,
            "page": str(self.page),
        }


def run(folder: Path, config: Path | None, told: Told, *, now: Callable[[], datetime], watch: Watch) -> Report:
    """Write the input, run every night that is not published yet, and report; writes found.txt and found.json too.

    Raises UsageError where the home holds something else than this demo.
    """
    _claim(folder, told)
    home = open_home(folder, config)
    source = home.folder / "input"
    plot = company.write(source, seed=told.seed, last=told.last, nights=told.nights)
    todo = plan(home, told.days[0], told.last)
    if todo.line():
        watch.say(todo.line())
    run_all(
        home,
        todo.nights,
        [str(source / "night={night}.jsonl")],
        now=now,
        progress=watch.progress,
        hears=watch.hears,
        ended=watch.ended,
        performs=watch.performs,
    )
    report = found(home, told, plot)
    (home.folder / "found.txt").write_text("\n".join(report.lines()) + "\n", encoding="utf-8")
    (home.folder / "found.json").write_bytes(orjson.dumps(report.as_dict(), option=orjson.OPT_INDENT_2))
    return report


def found(home: Home, told: Told, plot: Plot) -> Report:
    """Hold what was planted against what the home's head says."""
    view = View(home.lake, home.catalog, home.catalog.head())
    keyed = view.table("identities", columns=["kind", "keyed", "source_id"]).to_pylist()
    source_id = {row["keyed"]: row["source_id"] for row in keyed if row["kind"] == "conversation"}
    topics_of: dict[str, set[str]] = {name: set() for name in source_id.values()}
    statements: dict[bool, int] = defaultdict(int)
    for row in view.table("assignments", columns=["conversation_id", "topic_id"]).to_pylist():
        statements[bool(row["topic_id"])] += 1
        if row["topic_id"]:
            topics_of[source_id[row["conversation_id"]]].add(row["topic_id"])
    topics = view.table("topics", view.nights("topics")[-1:], ["topic_id", "name", "merged_into"]).to_pylist()
    planted = [one for day in told.days for one in company.truth(day, seed=told.seed, last=told.last)]
    ledger = registry.standing(view.ledger())
    return Report(
        found=truth.score(
            planted,
            plot,
            assignments=topics_of,
            topics={row["topic_id"]: row["name"] for row in topics},
            decisions=[(row.night, row.topic_id, row.kind, row.other) for row in ledger],
        ),
        statements=sum(statements.values()),
        assigned=statements[True],
        topics=sum(not row["merged_into"] for row in topics),
        page=home.reports / "index.html",
    )


def _claim(folder: Path, told: Told) -> None:
    """Write the demo's settings into a new home, or see that those in it are of the same demo."""
    settings = folder / SETTINGS
    first = f"# painpoints demo: seed {told.seed}, {told.nights} nights to {told.last}\n"
    table = f'zone = "{company.ZONE}"\n\n[reports]\ncompany = "{company.COMPANY}"\n'
    if not folder.exists() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        settings.write_text(first + table, encoding="utf-8")
    elif not settings.is_file() or not settings.read_text(encoding="utf-8").startswith(first):
        raise UsageError(f"{folder} holds something else than this demo: name an empty folder with --home")
