"""Alerts on their way to a webhook: each told once, on the night on which it opened, and no night fails for it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import homes
import pytest
from begun_home import FIRST, SECOND, begin
from hook_server import TAKEN, Hook

from flows import delivery
from flows import night as one_night
from flows.home import Home, home_of
from pipeline.errors import RetryLater
from pipeline.model import Night
from pipeline.settings import Settings
from reports.edition import Edition
from reports.nouns import Link, OpenAlert


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with input, and a home in which the first night ran; no test changes it."""
    return begin(tmp_path_factory.mktemp("begun"))


def alert(night: date, name: str = "t00001") -> OpenAlert:
    """An alert that opened on a night."""
    return OpenAlert(
        alert_id=f"{name}.{night:%Y%m%d}.n", about="topic", subject=Link(topic_id=name, name="E-mail not arriving"),
        kind="rising", label="Rising", opened=night, last=night, nights=1, observed=16, expected=2.7, low=0, high=7,
        customers=15, text="16 conversations on Monday 16 November, expected 2.7 (0–7).",
    )  # fmt: skip


def hooked(begun: Path, folder: Path, url: str, monkeypatch: pytest.MonkeyPatch, *opened: OpenAlert) -> Home:
    """A home with a webhook, whose newest night has these alerts."""
    shutil.copytree(begun / "home", folder / "home")
    tell = Settings.model_validate({"webhook": {"alerts": True, "url": url}})
    edition_of = one_night.edition_of

    def with_alerts(*about: Any) -> Edition | None:
        found = edition_of(*about)
        return replace(found, alerts=opened) if found else None

    monkeypatch.setattr(delivery, "edition_of", with_alerts)
    return home_of(folder / "home", tell)


def deliver(home: Home) -> delivery.Delivered:
    """What a night brings."""
    return delivery.after_publication(home, Night(date=FIRST), now=lambda: homes.NOW, sleep=lambda _: None)


def test_an_alert_is_told_once(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the night on which it opened, those of one night in one message; one that was open before is not."""
    hook = Hook()
    with hook.serving() as url:
        opened = (alert(FIRST), alert(FIRST, "t00002"), alert(FIRST - timedelta(days=1), "t00003"))
        home = hooked(begun, tmp_path, url, monkeypatch, *opened)
        assert deliver(home).counts() == {"alerts": (2, 0)}
        assert deliver(home).counts() == {}
    ((*_, body),) = hook.got
    assert json.loads(body)["blocks"][0]["text"]["text"] == "2 new alerts at Your company"


def test_a_webhook_that_refuses_is_told(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its address, in status and log too; told later, the alert counts as told."""
    hook = Hook((404, {}), TAKEN)
    with hook.serving() as url:
        home = hooked(begun, tmp_path, url, monkeypatch, alert(FIRST))
        first = deliver(home)
        why = f"alert t00001.{FIRST:%Y%m%d}.n of {FIRST} to the webhook: the webhook refuses it (404)"
        assert first.missed() == (why,)
        assert [delivery.told(one) for one in delivery.undelivered(home)] == [why]
        assert deliver(home).missed() == ()
        assert delivery.undelivered(home) == ()
    for path in (path for path in home.folder.rglob("*") if path.is_file()):
        assert url.rpartition("/")[2].encode() not in path.read_bytes()


@pytest.mark.usefixtures("words_encoder")
def test_an_alert_that_did_not_arrive_is_told_the_night_after(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not lost once another night is the newest: it goes with that night, once."""
    hook = Hook((404, {}), TAKEN)
    with hook.serving() as url:
        home = hooked(begun, tmp_path, url, monkeypatch, alert(FIRST))
        assert deliver(home).counts() == {"alerts": (0, 1)}
        told = Night(date=SECOND)
        one_night.run(home, told, [str(begun / "in" / f"{SECOND}.jsonl")], published_at=homes.NOW, accept=True)
        assert [one.why for one in delivery.undelivered(home)] == ["the webhook refuses it (404)"]
        after = delivery.after_publication(home, told, now=lambda: homes.NOW, sleep=lambda _: None)
        assert after.counts() == {"alerts": (1, 0)}
        assert delivery.undelivered(home) == ()
        assert delivery.after_publication(home, told, now=lambda: homes.NOW, sleep=lambda _: None).counts() == {}


def test_a_webhook_is_off_unless_it_is_switched_on(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address alone tells nobody; a switch alone is told as a fault."""
    hook = Hook()
    with hook.serving() as url:
        home = hooked(begun, tmp_path, url, monkeypatch, alert(FIRST))
        off = replace(home, settings=Settings.model_validate({"webhook": {"url": url}}))
        assert deliver(off).counts() == {}
    assert hook.got == []
    unset = replace(home, settings=Settings.model_validate({"webhook": {"alerts": True}}))
    assert deliver(unset).missed()[0].endswith("to the webhook: PAINPOINTS_WEBHOOK is not set")


def test_trouble_with_the_catalog_fails_no_night(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a warning as any other."""
    home = hooked(begun, tmp_path, "https://hooks.example.com/T0", monkeypatch, alert(FIRST))

    def locked(*_: object) -> None:
        raise RetryLater("catalog: locked")

    monkeypatch.setattr("pipeline.catalog.deliveries.Deliveries.of", locked)
    assert deliver(home).missed() == (f"delivery of {FIRST} ended early: catalog: locked",)
