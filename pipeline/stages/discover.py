"""Discover: the statements of the look-back window -> tonight's clusters.

On a fit night the whole window is clustered; on every other night what no topic claims, and of the last nights what a
topic claims only loosely: there a pain begins. Which nights are fit nights follows from the date and the data alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline import curation, discovery, preferences
from pipeline.assignment import assign
from pipeline.model import Night, Receipt, Topic
from pipeline.schemas import SCHEMAS
from pipeline.settings import Discovery
from pipeline.stages import definitions
from pipeline.stages.said import said
from pipeline.stages.vectors import vectors_of
from pipeline.stages.workspace import Workspace

RECENT_NIGHTS = 7
LOOSE = 0.12
"""A text said only in the last nights and less than this above its topic's floor is looked at again."""
SAME = 0.5
"""F1 of their texts at which what broke off a topic is a group that the fit found as well."""
PROVEN_NIGHTS = 21
"""Nights after which a topic has been drawn by several fits: it is no accident of one."""
TOO_FEW = 40
"""Distinct texts below which a window is not clustered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A night on which the whole window was clustered: its statements, and how many of them a cluster took."""

    night: date
    statements: int
    clustered: int

    @property
    def unassigned(self) -> float:
        """Share of the statements that no cluster took."""
        return 1 - self.clustered / self.statements


def is_fit_night(
    night: date,
    *,
    statements: int,
    last_fit: Fit | None,
    unassigned: float,
    settings: Discovery,
) -> bool:
    """Whether the whole window is clustered tonight.

    Weekly, and when a week has passed because the weekly night was not run; at the first chance; when the window has
    outgrown the last fit's; and when the share no topic claims is high and half again what that fit left.
    """
    if last_fit is None or night.weekday() == settings.fit_weekday or (night - last_fit.night).days >= 7:
        return True
    drifted = unassigned > settings.refit_unassigned and unassigned > 1.5 * last_fit.unassigned
    return statements >= settings.refit_growth * last_fit.statements or drifted


def least_conversations(fewest: int, conversations: int) -> int:
    """Conversations a pain is opened with: more where many were read (as the root), or splinters become topics."""
    return max(fewest, round(0.3 * math.sqrt(conversations)))


def discover(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage tonight's clusters; a night behind the newest one finds none, it is assigned to today's topics."""
    settings = workspace.settings.discovery
    view = workspace.view(staged)
    window = night.window(settings.window_nights)
    heard = said(view, window)
    if workspace.late or len(heard.hashes) < TOO_FEW:
        why = "late_night" if workspace.late else "too_few"
        return _receipt(workspace, night, [], read=heard.statements, fit=0, left_out=why)
    workspace.progress(0, 0, "vectors read")
    vectors = vectors_of(view, workspace.encoder.fingerprint, heard.hashes)
    known = _known(workspace, night)
    centroids = np.array([topic.centroid for topic in known], dtype=np.float64)
    floors = np.array([topic.floor for topic in known], dtype=np.float64)
    taken_by, hold = _hold(vectors, centroids, floors)
    fit = is_fit_night(
        night.date,
        statements=heard.statements,
        last_fit=_last_fit(workspace, night),
        unassigned=int(heard.times[hold < 0].sum()) / heard.statements,
        settings=settings,
    )
    recent = heard.since >= np.datetime64(night.plus(1 - RECENT_NIGHTS).date)
    looked_at = np.arange(len(hold)) if fit else np.flatnonzero((hold < 0) | (recent & (hold < LOOSE)))
    broken = discovery.broken_off(
        vectors,
        heard.voices,
        (np.datetime64(night.date) - heard.since).astype(np.int64),
        centroids=centroids,
        floors=floors,
        fewest=settings.min_conversations,
    )
    if not fit and broken:
        looked_at = np.setdiff1d(looked_at, np.concatenate(broken))
    held = preferences.preferences(curation.pairs(workspace.ledger()))
    paired = preferences.rows_of(held, [heard.hashes[row] for row in looked_at.tolist()])
    found = discovery.discover(
        [heard.texts[row] for row in looked_at.tolist()],
        vectors if fit else vectors[looked_at],
        heard.voices[looked_at].tolist(),
        min_weight=least_conversations(settings.min_conversations, heard.conversations),
        small_weight=settings.min_conversations,
        seed=settings.seed,
        together=paired.together,
        apart=paired.apart,
        stability=fit,
        claimed=hold[looked_at] >= 0,
        progress=lambda done, total: workspace.progress(done, total, "cuts made"),
    )
    groups = [(looked_at[np.array(group.rows)].tolist(), group, False) for group in found.groups]
    if fit and len(centroids):
        drawn = discovery.continued(
            vectors,
            heard.voices,
            [np.array(rows) for rows, _, _ in groups],
            taken_by,
            proven=[(night.date - topic.born).days >= PROVEN_NIGHTS for topic in known],
            fewest=settings.min_conversations,
            together=paired.together,
            apart=paired.apart,
        )
        redrawn = discovery.grouped(heard.texts, vectors, [np.sort(rows) for rows, place in drawn if place < 0])
        groups = [groups[place] for _, place in drawn if place >= 0]
        groups += [(list(group.rows), group, False) for group in redrawn]
    workspace.progress(0, 0, "groups told apart")
    # What the fit found itself is no news.
    broken = [rows for rows in broken if not any(_same(rows.tolist(), other) for other, _, _ in groups)]
    groups += [(list(group.rows), group, True) for group in discovery.grouped(heard.texts, vectors, broken)]
    clusters = [
        {
            "number": number,
            "whole_window": fit and not off,
            "broken_off": off,
            "members": heard.members(rows),
            "centroid": group.centroid,
            "floor": group.floor,
            "terms": [{"text": term.text, "weight": term.weight} for term in group.terms],
            "stability": group.stability,
            "examples": [heard.members([at])[0] for at in rows[: definitions.EXAMPLES]],
        }
        for number, (rows, group, off) in enumerate(groups)
        if heard.voices_of(rows) >= settings.min_conversations
    ]
    seen = heard.statements if fit else 0
    return _receipt(
        workspace, night, clusters, read=heard.statements, fit=seen, left_out="alike_to_too_few", pasted=heard.pasted
    )


def _same(one: Sequence[int], other: Sequence[int]) -> bool:
    return 2 * len({*one} & {*other}) >= SAME * (len(one) + len(other))


def _known(workspace: Workspace, night: Night) -> list[Topic]:
    """The topics known before tonight that may be heard."""
    past = workspace.view_of_past()
    defined = [day for day in past.nights("topics") if day < night.date]
    return definitions.counted(definitions.topics(past, [defined[-1]])) if defined else []


def _hold(
    vectors: discovery.Vectors, centroids: NDArray[np.float64], floors: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The topic that takes each text, by place, and how far above its floor the text lies; both -1 where none does."""
    nearest = assign(vectors, centroids.tolist(), floors.tolist())
    taken = nearest.topic >= 0
    return nearest.topic, np.where(taken, nearest.score - (floors[nearest.topic] if len(floors) else 0.0), -1.0)


def _last_fit(workspace: Workspace, night: Night) -> Fit | None:
    fits = workspace.view_of_past().table("fits").to_pylist()
    before = [fit for fit in fits if fit["night"] < night.date]
    return Fit(**before[-1]) if before else None


def _receipt(
    workspace: Workspace,
    night: Night,
    clusters: list[dict[str, Any]],
    *,
    read: int,
    fit: int,
    left_out: str,
    pasted: int = 0,
) -> Receipt:
    clustered = len({member for cluster in clusters for member in cluster["members"]})
    # Empty on other nights: a night that was a fit night when it was first run may be none when it is run again.
    fits = [{"statements": fit, "clustered": clustered}] if fit else []
    files = (
        workspace.lake.write("clusters", night.date, pa.Table.from_pylist(clusters, SCHEMAS["clusters"])),
        workspace.lake.write("fits", night.date, pa.Table.from_pylist(fits, SCHEMAS["fits"])),
    )
    return Receipt(
        stage="discover",
        night=night.date,
        unit="statements of the window",
        read=read,
        kept=clustered,
        set_aside=((left_out, read - clustered),) if read > clustered else (),
        files=files,
        notes=(("clusters", len(clusters)), ("pasted", pasted), ("whole_window", int(fit > 0))),
    )
