"""A night whose topics changed too much waits for a person; a backfill goes on and says so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from homes import MONDAY, NOW, home, pains, run, view, written

from flows import night as nights
from flows.home import Home
from flows.status import status
from pipeline.errors import NightHeld, UsageError
from pipeline.model import Night
from pipeline.stability import Agreement

LATER = MONDAY + timedelta(days=7)
UNLIKE = Agreement(statements=60, index=0.2, kept={})
"""What a night is measured by here: so much changes by itself only where the input does."""


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home after a night, in which the next one does not agree with it."""
    monkeypatch.setattr("pipeline.stages.steadiness.agreement", lambda _before, _now: UNLIKE)
    place = home(tmp_path)
    run(place, MONDAY, pains(MONDAY, "mail", "invoice", each=30))
    return place


def unlike(where: Home, night: date, *, accept: bool = False) -> None:
    """Run a night that draws the topics otherwise."""
    uris = written(where.folder / "in", pains(night, "mail", "invoice", "site", "queue", each=40, start=3))
    nights.run(where, Night(date=night), uris, published_at=NOW, accept=accept)


def held(where: Home) -> None:
    """Run it until it is held."""
    with pytest.raises(NightHeld, match="ready but not published"):
        unlike(where, LATER)


def test_a_night_that_changed_too_much_is_not_published(where: Home) -> None:
    """Nothing of it is visible; the status says that it waits and why."""
    head = where.catalog.head()
    held(where)
    assert where.catalog.head() == head
    ((waiting, why, ready),) = status(where).held
    assert (waiting, ready) == (LATER, True)
    assert "min_agreement" in why


def test_an_accepted_night_is_published_as_it_was_made_ready(where: Home, tmp_path: Path) -> None:
    """With the same files as a night that was accepted beforehand; and it waits no longer."""
    held(where)
    snapshot = nights.accept(where, Night(date=LATER), published_at=NOW)
    assert (snapshot.night, where.catalog.held()) == (LATER, ())
    other = home(tmp_path / "other")
    run(other, MONDAY, pains(MONDAY, "mail", "invoice", each=30))
    unlike(other, LATER, accept=True)
    assert snapshot.sha256 == (other.catalog.head() or snapshot).sha256
    assert "changed much" in str(view(where).bytes_of("editions", LATER))
    where.catalog.verify()


def test_a_night_made_ready_before_another_was_published_is_run_again(where: Home) -> None:
    """It would publish what no longer follows."""
    held(where)
    run(where, MONDAY, pains(MONDAY, "mail", "invoice", "site", each=30))
    assert [ready for _, _, ready in status(where).held] == [False]
    with pytest.raises(UsageError, match="something was published since"):
        nights.accept(where, Night(date=LATER), published_at=NOW)


def test_a_night_that_does_not_wait_is_not_accepted(where: Home) -> None:
    """The command says so."""
    with pytest.raises(UsageError, match="does not wait"):
        nights.accept(where, Night(date=LATER), published_at=NOW)
