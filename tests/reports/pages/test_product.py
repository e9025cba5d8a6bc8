"""The product edition: its notes, and what its numbers do not speak of, in the edition's language."""

from __future__ import annotations

from outage_story import LAST, SETTINGS, SIGNALS, outage, outage_edition

from pipeline.model import Night
from reports import edition
from reports.nouns import Edition


def _in(language: str) -> Edition:
    told = SETTINGS.model_copy(update={"reports": SETTINGS.reports.model_copy(update={"language": language})})
    return edition.build(outage(), Night(date=LAST), settings=told, signals=SIGNALS, versions={})


def test_the_ranking_says_what_it_stands_on() -> None:
    """Nights, conversations, how many topics and by what; then how many are too small."""
    assert outage_edition().product.ranked_note == (
        "Last 21 nights, 480 conversations, 3 topics ranked by customers. 1 topic too small to rank."
    )
    assert _in("de").product.ranked_note == (
        "Letzte 21 Nächte, 480 Gespräche, 3 Themen nach Kunden geordnet. 1 Thema ist zu klein für die Rangliste."
    )


def test_what_is_not_covered_is_told() -> None:
    """Each with its base, the same in every language."""
    assert [(line.label, line.text) for line in outage_edition().product.uncovered] == [
        ("In no topic", "60 % of 480 conversations of the last 21 nights say nothing that enough others say too."),
        ("Too small", "1 topic from fewer than 5 customers: not counted, ranked or quoted."),
        ("Customer unknown", "4.2 % of 480 conversations name no customer; they count as conversations only."),
        (
            "Outcome",
            "67 % of 480 conversations say whether the matter was resolved; resolved shares count only these.",
        ),
        ("Rejected", "1 record: bad time 1."),
        ("Set aside", "2 records: other night 2."),
    ]
    assert [line.label for line in _in("de").product.uncovered] == [
        "In keinem Thema", "Zu klein", "Kunde unbekannt", "Ausgang", "Abgewiesen", "Beiseitegelegt",
    ]  # fmt: skip


def test_no_choice_depends_on_the_language() -> None:
    """What is shown, and in what order, is the same: only the words differ."""
    english, german = outage_edition(), _in("de")
    for one, other in ((english, german), (english, _in("en-US"))):
        assert [row.topic for row in one.product.ranked] == [row.topic for row in other.product.ranked]
        assert [found.key for found in one.product.slices] == [found.key for found in other.product.slices]
        assert [found.key for found in one.product.crossed] == [found.key for found in other.product.crossed]
        assert [row.name for row in one.product.treatment] == [row.name for row in other.product.treatment]
        assert [page.row.direction for page in one.topics] == [page.row.direction for page in other.topics]
        assert [bool(news.trend) for news in one.product.changes] == [
            bool(news.trend) for news in other.product.changes
        ]
    assert all(found.key != ("", "") for found in (*german.product.slices, *german.product.crossed))
