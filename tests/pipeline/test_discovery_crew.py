"""Processes that share a fit: the same bits with and without them, and whatever becomes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import loky
import numpy as np
import pytest

from pipeline import discovery, processors
from pipeline.discovery import crew
from pipeline.discovery.crew import ALONE, Crew, crew_of
from pipeline.discovery.graph import unit


def squares(given: int, items: Sequence[int]) -> list[int]:
    """Work for a crew."""
    return [given + item * item for item in items]


def killed_elsewhere(given: int, items: Sequence[int]) -> list[int]:
    """Work that only the process `given` survives."""
    if os.getpid() != given:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def where(_given: None, items: Sequence[int]) -> list[tuple[int, Any]]:
    """Who does it, and which signals it does not hear."""
    return [(os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, ()))] * len(items)


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """This process and two others."""
    monkeypatch.setattr(processors, "usable", lambda: 3)
    yield crew_of(crew.WORTH)
    loky.get_reusable_executor().shutdown(wait=True)


def test_results_come_in_the_order_of_the_items(three: Crew) -> None:
    """However many there are, and whoever did them."""
    assert three.others == 2
    for count in (0, 1, 2, 3, 10):
        assert three.share(squares, 5, range(count)) == ALONE.share(squares, 5, range(count))


def test_what_a_killed_process_leaves_is_done_here(three: Crew) -> None:
    """It may have been the largest when memory ran out; no night is lost for it."""
    assert three.share(killed_elsewhere, os.getpid(), range(7)) == list(range(7))
    assert three.share(squares, 5, range(7)) == ALONE.share(squares, 5, range(7))


def test_ctrl_c_is_heard_by_one_process_alone(three: Crew) -> None:
    """The others would print where they were."""
    done = three.share(where, None, range(3))
    assert len({process for process, _ in done}) > 1
    for process, deaf in done:
        assert (signal.SIGINT in deaf) == (process != os.getpid())


@pytest.mark.parametrize(("rows", "usable"), [(crew.WORTH - 1, 16), (10 * crew.WORTH, 1)])
def test_nobody_is_started_for_little_or_where_one_processor_is_all(
    rows: int, usable: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process takes a third of a second to start."""
    monkeypatch.setattr(processors, "usable", lambda: usable)
    assert crew_of(rows).others == 0


def test_where_the_system_starts_nobody_one_does_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some sandboxes know no semaphores."""

    def refused(**_: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(processors, "usable", lambda: 4)
    monkeypatch.setattr(loky, "get_reusable_executor", refused)
    assert crew_of(crew.WORTH).others == 0


def test_what_is_done_is_told(three: Crew) -> None:
    """Each share of the work once, so that a run can tell how much is left."""
    heard: list[int] = []
    for by in (replace(three, told=heard.append), replace(ALONE, told=heard.append)):
        by.share(squares, 5, range(7))
        by.share(squares, 5, range(2))
    assert heard == [7, 2, 7, 2]


def test_a_fit_is_the_same_bits_however_many_processes_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clusters, terms and what is found again in parts."""
    chance = np.random.default_rng(3)
    pains = unit(chance.normal(size=(30, 32)))[chance.integers(0, 30, size=600)]
    vectors = unit(pains + 0.8 * unit(chance.normal(size=(600, 32))))
    texts = [f"text {number}" for number in range(600)]
    found, heard = [], []
    monkeypatch.setattr(crew, "WORTH", 1)
    for usable in (1, 2, 5):
        monkeypatch.setattr(processors, "usable", lambda usable=usable: usable)
        found.append(
            discovery.discover(
                texts, vectors, [1] * 600, min_weight=5, small_weight=3, seed=0, stability=True,
                progress=lambda done, total: heard.append((done, total)),
            )
        )  # fmt: skip
    assert heard == 3 * [(done, 36) for done in (0, 13, 25, 31, 36)]
    assert found[0].groups
    assert found[0] == found[1] == found[2]
    loky.get_reusable_executor().shutdown(wait=True)
