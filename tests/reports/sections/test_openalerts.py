"""Open alerts for programs: the numbers of the sentences, and none that the sentences keep to themselves."""

from __future__ import annotations

from dataclasses import replace

import alert_story
import pytest
import stories

from pipeline.model import Night
from pipeline.settings import Settings
from reports import edition
from reports.nouns import Edition, OpenAlert


@pytest.fixture(scope="module")
def alert() -> Edition:
    """The edition of the alerts' story."""
    return stories.edition_of(stories.STORIES["alert"]())


def test_an_open_alert_has_the_numbers_of_its_sentence(alert: Edition) -> None:
    """What was counted, what was to be expected and in what interval, since when, and of what kind it is."""
    (mail,) = (one for one in alert.alerts if one.subject.topic_id == "t1" and not one.slice)
    assert (mail.about, mail.subject.name) == ("topic", "E-mail not arriving")
    assert (mail.kind, mail.label) == ("rising", "Rising")
    assert mail.observed is not None
    assert mail.text.startswith(f"{mail.observed} conversations on ")
    assert f"({mail.low}–{mail.high})" in mail.text
    assert mail.opened < mail.last == alert.night


def test_what_is_told_on_the_pages_is_told_here(alert: Edition) -> None:
    """The same sentences as on the front page and of behaviours, and no alert that is over."""
    texts = {one.text for one in alert.alerts}
    open_ = [news.text for news in alert.product.changes if news.kind.partition("-")[0] in ("rising", "new", "falling")]
    assert open_
    assert {*open_, *(news.text for news in alert.product.notices)} <= texts


@pytest.mark.parametrize("least", [10, 25, 500])
def test_of_few_no_number_is_told(least: int) -> None:
    """Where the sentence has none, nor has any field; the alert itself is told."""
    settings = Settings(reports=alert_story.SETTINGS.reports.model_copy(update={"min_customers": least}))
    built = edition.build(
        alert_story.alert_story(),
        Night(date=alert_story.LAST),
        settings=settings,
        signals=alert_story.SIGNALS,
        versions={},
    )
    assert built.alerts
    for one in built.alerts:
        numbers = (one.observed, one.expected, one.low, one.high, one.customers, one.customers_unknown)
        if f"{least} customers" in one.text:
            assert numbers == (None,) * 6
        else:
            assert str(one.observed) in one.text
            assert one.customers is None or one.customers + (one.customers_unknown or 0) >= least
    hidden = [one for one in built.alerts if one.observed is None]
    assert bool(hidden) is (least > 10)


def test_editions_of_before_have_none(alert: Edition) -> None:
    """And those of now come back from their JSON as they were."""
    again = edition.from_json(edition.to_json(alert))
    assert again.alerts == alert.alerts
    assert all(isinstance(one, OpenAlert) for one in again.alerts)
    assert replace(alert, alerts=()).alerts == ()
