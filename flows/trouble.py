"""What the operating system refused, in words of ours: an error that says what to do."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import PainpointsError, RetryLater, SettingsError


def told(error: OSError, home: Path | None) -> PainpointsError:
    """The trouble as one line: SettingsError for a home that this user may not use, else RetryLater."""
    reason = error.strerror or type(error).__name__
    name = f"{error.filename}: " if isinstance(error.filename, str | Path) else ""
    if isinstance(error, PermissionError) and name and home is not None:
        place, own = Path(error.filename).resolve(), home.resolve()
        if own == place or own in place.parents or place in own.parents:
            return SettingsError(f"{name}{reason}: give this user the home, or name another --home")
    return RetryLater(f"{name}{reason}: mend that and run again")
