"""What changed, in the words of each language: every kind of news has its label, its headline and its plural."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contacts import facts_of
from outage_story import LAST

from reports.nouns import Link, News
from reports.sections import alarms, changes
from reports.sections.care import FIXES
from reports.words.wording import Wording, languages, speaking

WORLD = (*alarms.ORDER, "found")
COUNTING = ("told-apart", "split", "merged")


def _news(kind: str, at: int = 0) -> News:
    return News(kind=kind, mark="–", label="", topic=Link(topic_id=f"t{at}", name="Mail {lost}"), text="")


@pytest.fixture(params=languages())
def say(request: pytest.FixtureRequest) -> Wording:
    """Each language that is shipped."""
    return speaking(request.param)


def test_every_kind_has_words_of_its_own(say: Wording) -> None:
    """Labels, and for the world's news headlines that name the topic."""
    labels = [say(f"news-{kind}") for kind in (*WORLD, *COUNTING, *FIXES)]
    assert len(set(labels)) == len(labels)
    facts = replace(facts_of([]), say=say)
    headlines = [changes.headline(facts, (), [_news(kind)]) for kind in WORLD]
    assert len(set(headlines)) == len(headlines)
    assert all("Mail {lost}" in text for text in headlines)


def test_what_the_page_has_no_room_for_is_counted_by_kind(say: Wording) -> None:
    """One more, and several more, of any kind."""
    facts = replace(facts_of([]), say=say, nights=(LAST,) * changes.FIRST_COMPARISON)
    for kind in WORLD:
        for more in (1, 3):
            news = [_news(kind, at) for at in range(changes.MOST_OF_A_KIND + more)]
            assert str(more) in changes.note(facts, (), news).split(".")[0]
            assert len(changes.front(news)) == changes.MOST_OF_A_KIND


def test_changed_counting_is_one_sentence(say: Wording) -> None:
    """Whether topics were told apart, joined, or both; nothing where neither."""
    apart, joined = [_news("told-apart", 1), _news("split", 2)], [_news("merged", 3)]
    told = [changes.recounted_line(say, found) for found in (apart, joined, [*apart, *joined], [])]
    assert len(set(told)) == 4
    assert told[-1] == ""
    assert all(text.endswith(".") for text in told[:-1])
