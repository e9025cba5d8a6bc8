"""Where counts stand out from what was to be expected: how much, how surely, and how that began and ended."""

from pipeline.alerts.calibrating import CHANCES, Calibration, calibration
from pipeline.alerts.counts import rate
from pipeline.alerts.incidents import lived, surplus
from pipeline.alerts.rows import alert_of, row_of
from pipeline.alerts.volume import own_volume, usual_volume, volume
from pipeline.alerts.watching import LEAST_COUNT, LEAST_NIGHTS, Watched, watch

__all__ = [
    "CHANCES",
    "LEAST_COUNT",
    "LEAST_NIGHTS",
    "Calibration",
    "Watched",
    "alert_of",
    "calibration",
    "lived",
    "own_volume",
    "rate",
    "row_of",
    "surplus",
    "usual_volume",
    "volume",
    "watch",
]
