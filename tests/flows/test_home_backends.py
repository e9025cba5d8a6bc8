"""What runs the encoder of a home, and a home that moves to another machine."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import homes
import pytest
from homes import MONDAY

from flows.home import Home, home_of
from pipeline.errors import SettingsError
from pipeline.settings import Encoder, Settings

TUESDAY = MONDAY + timedelta(days=1)
HAS = {"auto": "int8", "int8": "int8", "float32": "float32"}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a machine answers to the backend asked for; a test may take it another."""
    has = dict(HAS)

    def encoder_of(_model: str, *, backend: str, **_: object) -> homes.WordsEncoder:
        if backend not in has:
            raise SettingsError(f"encoder.backend: `{backend}` is not here")
        return homes.WordsEncoder(fingerprint=f"words:64@{has[backend]}")

    monkeypatch.setattr("flows.home.encoder_of", encoder_of)
    return has


def opened(folder: Path, backend: str = "auto") -> Home:
    """A home whose settings name a backend."""
    return home_of(folder, Settings(key="k", signals=homes.BY_PATTERNS, encoder=Encoder(backend=backend)))


def test_a_new_home_takes_what_the_machine_does_best(tmp_path: Path, machine: dict[str, str]) -> None:
    """Unless its settings name another."""
    assert machine["auto"] == "int8"
    assert opened(tmp_path).encoder.fingerprint == opened(tmp_path).sentence_encoder.fingerprint == "words:64@int8"
    assert opened(tmp_path, "float32").encoder.fingerprint == "words:64@float32"


def test_a_home_keeps_its_backend_on_a_machine_that_would_choose_another(
    tmp_path: Path, machine: dict[str, str]
) -> None:
    """Its topics are defined by vectors that stay comparable: nights go on, and nothing is encoded anew."""
    homes.run(opened(tmp_path / "home"), MONDAY, homes.pains(MONDAY, "mail"))
    machine["auto"] = "float32"
    moved = opened(tmp_path / "home")
    assert moved.encoder.fingerprint == moved.sentence_encoder.fingerprint == "words:64@int8"
    homes.run(moved, TUESDAY, homes.pains(TUESDAY, "mail"))
    assert {row["encoder"] for row in homes.view(moved).table("vectors").to_pylist()} == {"words:64@int8"}


def test_a_home_on_a_machine_without_its_backend_is_told_so(tmp_path: Path, machine: dict[str, str]) -> None:
    """Nobody encodes half a home one way and half another, unasked or asked."""
    homes.run(opened(tmp_path / "home"), MONDAY, homes.pains(MONDAY, "mail"))
    del machine["int8"]
    moved = opened(tmp_path / "home")
    with pytest.raises(SettingsError, match="made by the backend `int8`, which this machine cannot serve"):
        _ = moved.encoder
    with pytest.raises(SettingsError, match=r"encoder\.backend is not the one"):
        homes.run(opened(tmp_path / "home", "float32"), TUESDAY, homes.pains(TUESDAY, "mail"))
