"""What a figure was measured on: without it, no two can be compared."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline import processors

FLAGS = ("avx2", "avx512f", "avx512_vnni", "amx_int8", "amx_bf16")
"""What decides which way of encoding is the fastest."""
PACKAGES = (
    "painpoints", "bertopic", "igraph", "numpy", "onnxruntime", "openvino", "pandas", "pyarrow", "scikit-learn",
    "sentence-transformers", "sqlalchemy", "torch", "typer",
)  # fmt: skip


def machine() -> dict[str, Any]:
    """The machine, what its processor can do, and the versions of what counts on it; None: not installed."""
    about = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").is_file() else ""
    named = re.search(r"^model name\s*: (.+)$", about, re.MULTILINE)
    flags = set((re.search(r"^flags\s*: (.+)$", about, re.MULTILINE) or [""])[0].split())
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": named[1] if named else platform.processor() or platform.machine(),
        "cores": processors.usable(),
        "flags": [flag for flag in FLAGS if flag in flags],
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": {package: _version(package) for package in PACKAGES},
    }


def as_installed() -> dict[str, str]:
    """The environment of a process as users have it: what it imports is compiled once and kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
