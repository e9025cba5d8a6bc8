"""What is remembered of past nights, and what is set aside."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.alerts.memory import (
    ALARM,
    CAP,
    GUARD,
    HISTORY,
    LASTING,
    ODD,
    ONE_BURST,
    RECENT,
    Memory,
    remember,
)

NIGHTS = 130


def of(counts: float = 5.0, *, series: int = 1, nights: int = NIGHTS) -> Memory:
    """A memory of so many a night."""
    return remember(np.full((series, nights), counts), np.ones((series, nights)))


def test_the_newest_nights_are_not_looked_at_nor_those_long_ago() -> None:
    """98 nights, less a guard of two: a pain that began yesterday is not expected today."""
    memory = remember(np.arange(NIGHTS, dtype=float)[None], np.ones((1, NIGHTS)))
    heard, base = memory.until(120)
    assert heard[0].tolist() == list(range(120 - HISTORY, 120 - GUARD))
    assert base.shape == heard.shape
    assert memory.until(8)[0].tolist() == [list(range(8 - GUARD))]


def test_what_was_not_observed_weighs_nothing() -> None:
    """No count, or no exposure: neither heard nor a base."""
    counts = np.array([[3.0, np.nan, 3.0, 3.0, 3.0, 3.0]])
    exposure = np.array([[1.0, 1.0, 0.0, -1.0, np.nan, np.inf]])
    memory = remember(counts, exposure)
    assert memory.seen.tolist() == [[True, False, False, False, False, False]]
    heard, base = memory.until(6 + GUARD - 2)
    assert heard.tolist() == [[3, 0, 0, 0]]
    assert base.tolist() == [[1, 0, 0, 0]]
    assert memory.nights(6).tolist() == [1]


def test_an_alarm_is_set_aside_for_good() -> None:
    """The night weighs nothing, neither its count nor its exposure; its neighbours stay."""
    memory = of()
    memory.chances[0, 60] = ALARM / 2
    heard, base = memory.until(120)
    at = 60 - (120 - HISTORY)
    assert (heard[0, at], base[0, at]) == (0, 0)
    assert np.delete(heard[0], at).min() == 5
    assert np.delete(base[0], at).min() == 1


def test_what_is_only_odd_is_set_aside_while_it_is_recent() -> None:
    """Something may still be going on; later it is a count as any."""
    memory = of()
    memory.chances[0, 60] = (ALARM + ODD) / 2
    assert memory.until(60 + RECENT)[0][0, -RECENT + GUARD] == 0
    assert memory.until(60 + RECENT + 1)[0][0].min() == 5


def test_a_lasting_shift_is_the_new_level() -> None:
    """From the alarm on that is the eighth among fourteen nights, nights are looked at again, alarms or not."""
    memory = of()
    shift = slice(100, 115)
    memory.chances[0, shift] = ALARM / 2
    heard = memory.until(115 + GUARD)[0][0, -15:]
    assert heard.tolist() == [0] * (LASTING - 1) + [5] * (15 - LASTING + 1)
    spread = of()
    spread.chances[0, 60 : 60 + LASTING * 7 : 7] = ALARM / 2
    assert (spread.until(120)[0][0] == 0).sum() == LASTING, "as many over weeks are alarms"


def test_a_past_count_is_capped() -> None:
    """At 2.58 standard deviations over what was expected; low and ordinary counts stay."""
    memory = of(10.0, series=3, nights=4)
    memory.counts[:, 2] = [0.0, 12.0, 1_000.0]
    memory.keep(2, np.full(3, 10.0), np.full(3, 0.1), np.ones(3), np.ones(3))
    limit = 10 + CAP * np.sqrt(10 + 0.1 * 100)
    assert memory.capped[:, 2] == pytest.approx([0.0, 12.0, limit])
    assert memory.counts[2, 2] == 1_000, "what was counted is kept beside it"


def test_a_night_that_moved_all_has_its_exposure_as_it_turned_out() -> None:
    """Half the conversations on a holiday say nothing of the level."""
    memory = of(series=2, nights=4)
    memory.keep(2, np.full(2, 5.0), np.zeros(2), np.ones(2), np.array([0.5, 1.0]))
    assert memory.borne[:, 2].tolist() == [0.5, 1.0]
    assert memory.exposure[:, 2].tolist() == [1.0, 1.0]


def test_the_nights_of_one_event_say_once_how_unruly_a_series_is() -> None:
    """The first night of a burst is evidence, the next is not; a week later it is again."""
    memory = of(series=1)
    rare, usual = np.array([1e-6]), np.array([0.4])
    assert memory.new_evidence(60, rare).tolist() == [True]
    memory.chances[0, 60] = 1e-6
    assert memory.new_evidence(61, rare).tolist() == [False]
    assert memory.new_evidence(61, usual).tolist() == [True]
    assert memory.new_evidence(60 + ONE_BURST + 1, rare).tolist() == [True]


def test_exposure_is_in_units_of_about_an_average_night() -> None:
    """Over the nights that were observed, to the nearest power of two, so that digits stay what they are."""
    exposure = remember(np.array([[1.0, 1.0, np.nan]]), np.array([[100.0, 300.0, 5_000.0]])).exposure[0]
    assert exposure.tolist() == [100 / 256, 300 / 256, 0.0]
    assert 0.7 < exposure[:2].mean() < 1.5
