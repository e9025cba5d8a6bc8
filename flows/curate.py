"""What people decide: their rows, and the newest night decided again with them, published as one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import perf_counter

from flows import english
from flows import night as one_night
from flows.home import Home
from pipeline import curation, preferences, registry
from pipeline.curation import Contradiction, Edit
from pipeline.errors import UsageError
from pipeline.model import Decision, Night, Receipt, Snapshot
from pipeline.stages.identify import identify
from pipeline.stages.measure import measure
from pipeline.stages.publish import STAGES
from pipeline.stages.workspace import Progress, Workspace, silent
from pipeline.view import View

WINDOW_NIGHTS = 28
KEY = 8
"""Digits of a decision's key that are shown: enough to undo it by."""
TOPIC = re.compile(r"t\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A topic whose conversations over the last 28 nights are counted otherwise."""

    topic_id: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """What was decided, or would be, and what follows from it."""

    night: str
    """The newest night, which was decided again."""
    rows: tuple[Decision, ...]
    keys: tuple[str, ...]
    """Of the rows, to undo them by."""
    effects: tuple[Effect, ...]
    contradictions: tuple[Contradiction, ...]
    """All that stand, whoever they are between."""
    unmet: tuple[preferences.Contradiction, ...]
    """Links and unlinks of statements that newer ones rule out."""
    broken: tuple[preferences.Said, ...]
    """Those that do not hold in the counts: a merge of topics or a move of a statement outranks them."""
    published: Snapshot | None
    """None where it was only tried, or nothing changes."""


def edit(
    home: Home, edits: Sequence[Edit], *, by: str, why: str, at: datetime, dry_run: bool, progress: Progress = silent
) -> Curated:
    """Decide what a person wants; statements may be named by their ids or the beginnings of ids.

    Raises UsageError as `curation.decided` and `resolved`, RetryLater while a run is on.
    """
    return curate(
        home,
        lambda ledger, night: curation.decided(
            resolved(home, edits), ledger, night=night.date, actor=by, at=_written(at), why=why
        ),
        at=at,
        dry_run=dry_run,
        progress=progress,
    )


def undo(
    home: Home, key: str, *, by: str, why: str, at: datetime, dry_run: bool, progress: Progress = silent
) -> Curated:
    """Take a person's decision back; raises UsageError as `curation.undone`, RetryLater while a run is on."""
    return curate(
        home,
        lambda ledger, night: curation.undone(key, ledger, night=night.date, actor=by, at=_written(at), why=why),
        at=at,
        dry_run=dry_run,
        progress=progress,
    )


def curate(
    home: Home,
    made: Callable[[Sequence[Decision], Night], tuple[Decision, ...]],
    *,
    at: datetime,
    dry_run: bool,
    progress: Progress = silent,
) -> Curated:
    """Decide the newest night again with the rows that are made of the ledger, publish both at once, print the pages.

    With `dry_run` nothing is published; what would change is counted all the same. Holds the home's lock.
    """
    with home.locked():
        head = home.catalog.head()
        if head is None:
            raise UsageError(f"nothing is published in {home.folder}: there is no topic yet to decide about")
        night = Night(date=head.newest, zone=home.settings.zone)
        rows = made(home.catalog.ledger(head), night)
        workspace = home.workspace(night, edits=rows, progress=progress)
        staged, seconds = _decided_again(workspace, night) if rows else ((), {})
        published = None
        if rows and not dry_run:
            published = one_night.publish(workspace, night, staged, published_at=at, seconds=seconds)
            one_night.pages(home, night, progress=progress)
        return Curated(
            night=str(night),
            rows=rows,
            keys=tuple(registry.key(row) for row in rows),
            effects=_effects(workspace, night, staged),
            contradictions=curation.contradictions(workspace.ledger()),
            unmet=preferences.preferences(curation.pairs(workspace.ledger())).contradictions,
            broken=_broken(workspace.view(staged), curation.pairs(workspace.ledger())),
            published=published,
        )


def resolved(home: Home, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits with every statement named by the hash of its text.

    Raises UsageError where no statement has an id that begins so, or statements of different words do.
    """
    if not any(one.kind in ("split", "moved", "linked", "unlinked") for one in edits):
        return tuple(edits)
    rows = View(home.lake, home.catalog, home.catalog.head()).table("statements", columns=["statement_id", "text_hash"])
    hash_of: dict[str, str] = dict(zip(rows["statement_id"].to_pylist(), rows["text_hash"].to_pylist(), strict=True))
    known = set(hash_of.values())

    def text(wanted: str) -> str:
        if wanted in known:
            return wanted
        hits = {hashed for one, hashed in hash_of.items() if wanted and one.startswith(wanted.casefold())}
        if len(hits) != 1:
            raise UsageError(
                f"{len(hits) or 'no'} statements have an id that begins with {wanted!r}: `painpoints topics statements"
                " ID` lists them"
            )
        return hits.pop()

    def subject(wanted: str) -> str:
        return wanted if TOPIC.fullmatch(wanted) else text(wanted)

    found = []
    for one in edits:
        if one.kind == "split":
            found.append(replace(one, texts=tuple(text(statement) for statement in one.texts)))
        elif one.kind == "moved":
            found.append(replace(one, other=text(one.other)))
        elif one.kind in ("linked", "unlinked"):
            found.append(replace(one, topic_id=subject(one.topic_id), other=subject(one.other)))
        else:
            found.append(one)
    return tuple(found)


def lines(found: Curated, *, dry_run: bool) -> tuple[str, ...]:
    """What was decided and what follows from it, as sentences."""
    if not found.rows:
        return ("it is so already: nothing to decide",)
    would = "would be" if dry_run else "is" if len(found.rows) == 1 else "are"
    effects = [
        f"  {one.topic_id}  {one.name}: {english.number(one.before)} -> {english.number(one.after)}"
        for one in found.effects
    ]
    disagree = [
        f"  {one.subject}: " + "; ".join(f"{row.actor} said {row.kind} {row.other}".rstrip() for row in one.rows)
        for one in found.contradictions
    ]
    unmet = [f"  {_said(one.dropped)}, against {', '.join(map(_said, one.because)) or 'itself'}" for one in found.unmet]
    return (
        f"{english.plural(len(found.rows), 'decision')} {would} added for {found.night}:",
        *(
            f"  {key[:KEY]}  {row.kind} {row.topic_id} {row.other}".rstrip()
            for key, row in zip(found.keys, found.rows, strict=True)
        ),
        *(
            ("conversations of the last 28 nights:", *effects)
            if effects
            else ("no count of the last 28 nights changes",)
        ),
        *(("people disagree; the last word counts:", *disagree) if disagree else ()),
        *(("what was said of statements cannot all hold; the newest does:", *unmet) if unmet else ()),
        *(
            ("a merge or a move outranks what was said of statements:", *(f"  {_said(one)}" for one in found.broken))
            if found.broken
            else ()
        ),
        *(("nothing was changed; without --dry-run (or with --yes) it is decided",) if dry_run else ()),
    )


def _broken(view: View, said: Sequence[preferences.Said]) -> tuple[preferences.Said, ...]:
    """What was said of statements of the history and is not so in their topics."""
    wanted = {text for one in said for text in (one.one, one.other)}
    hash_of: dict[str, str] = {}
    topic_of: dict[str, str] = {}
    if wanted:
        rows = view.table("statements", columns=["statement_id", "text_hash"]).to_pylist()
        hash_of = {row["statement_id"]: row["text_hash"] for row in rows if row["text_hash"] in wanted}
        rows = view.table("assignments", columns=["statement_id", "topic_id"]).to_pylist()
        topic_of = {hash_of[row["statement_id"]]: row["topic_id"] for row in rows if row["statement_id"] in hash_of}
    known = [(one, topic_of[one.one], topic_of[one.other]) for one in said if {one.one, one.other} <= topic_of.keys()]
    return tuple(one for one, here, there in known if (here != there if one.together else here == there != ""))


def _said(one: preferences.Said) -> str:
    return f"{one.one[:KEY]} {'with' if one.together else 'never with'} {one.other[:KEY]}"


def _decided_again(workspace: Workspace, night: Night) -> tuple[tuple[Receipt, ...], dict[str, float]]:
    """The books of the newest night: what was read, embedded, clustered and detected stays, the rest is done again."""
    snapshot = workspace.catalog.snapshot_of(night.date)
    before = {one.stage: one for one in workspace.catalog.receipts(snapshot)} if snapshot else {}
    seconds = workspace.catalog.timings(snapshot) if snapshot else {}
    again = {"identify": identify, "measure": measure, "edition": one_night.edition}
    staged: tuple[Receipt, ...] = ()
    for name in STAGES:
        began = perf_counter()
        if name in again:
            workspace.progress(0, 0, name)
        staged += (again[name](workspace, night, staged) if name in again else before[name],)
        if name in again:
            seconds[name] = round(perf_counter() - began, 3)
    return staged, seconds


def _effects(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> tuple[Effect, ...]:
    days = night.window(WINDOW_NIGHTS)
    before, after = workspace.view(), workspace.view(staged)
    counted = [_conversations(view, days) for view in (before, after)]
    names: dict[str, str] = {}
    for view in (before, after):
        table = view.table("topics", [night.date], ["topic_id", "name"])
        names |= dict(zip(table["topic_id"].to_pylist(), table["name"].to_pylist(), strict=True))
    changed = [
        Effect(topic_id=key, name=names.get(key, key), before=counted[0][key], after=counted[1][key])
        for key in sorted(counted[0].keys() | counted[1].keys())
        if counted[0][key] != counted[1][key]
    ]
    return tuple(sorted(changed, key=lambda one: (-abs(one.after - one.before), one.topic_id)))


def _conversations(view: View, days: Sequence[date]) -> defaultdict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for row in view.table("measures", days, ["topic_id", "slice", "conversations"]).to_pylist():
        if row["slice"] == "all" and row["topic_id"]:
            found[row["topic_id"]] += row["conversations"]
    return found


def _written(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
