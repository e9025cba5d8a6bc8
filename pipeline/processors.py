"""How many processors this process may use: what the system grants it, not what the machine has."""

from __future__ import annotations

import math
import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
"""Where Linux tells a container what it is limited to."""


def usable(cgroup: Path = CGROUP) -> int:
    """Processors that this process may run on, at least 1; no more than the share of time that its container is given.

    A limit that systemd sets for a service (CPUQuota) lies elsewhere and is not seen: CPUAffinity is.
    """
    granted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = _share(cgroup)
    return granted if share is None else max(1, min(granted, math.ceil(share)))


def _share(cgroup: Path) -> float | None:
    """Processors' worth of time (cgroup version 2, else 1); None: no limit."""
    for files in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            quota, period = " ".join((cgroup / file).read_text("ascii") for file in files).split()
            share = int(quota) / int(period)
        except (OSError, ValueError, ZeroDivisionError):  # `max` is no number: no limit
            continue
        return share if share > 0 else None
    return None
