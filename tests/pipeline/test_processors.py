"""Processors: what a container is given, where that is less than the machine has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import processors


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of 64 processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)


@pytest.mark.parametrize(
    ("said", "usable"), [("200000 100000\n", 2), ("150000 100000\n", 2), ("10000 100000\n", 1), ("max 100000\n", 64)]
)
def test_a_container_uses_no_more_than_it_is_given(tmp_path: Path, said: str, usable: int) -> None:
    """A share of a processor counts as one."""
    (tmp_path / "cpu.max").write_text(said, encoding="ascii")
    assert processors.usable(tmp_path) == usable


@pytest.mark.parametrize(("quota", "usable"), [("300000", 3), ("-1", 64)])
def test_an_older_kernel_says_it_in_two_files(tmp_path: Path, quota: str, usable: int) -> None:
    """Where there is no limit it says -1."""
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n", encoding="ascii")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n", encoding="ascii")
    assert processors.usable(tmp_path) == usable


def test_what_the_process_is_bound_to_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generous container gives nobody more than that; where nothing is told, it is all there is."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5}, raising=False)
    (tmp_path / "cpu.max").write_text("6400000 100000", encoding="ascii")
    assert processors.usable(tmp_path) == processors.usable(tmp_path / "absent") == 2
