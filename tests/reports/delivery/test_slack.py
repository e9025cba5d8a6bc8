"""What is told when alerts open: one message with the numbers, in which nobody's words are a link or a mention."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import hostile
import orjson
import pytest
import stories

from reports.delivery import slack
from reports.nouns import Edition, OpenAlert
from reports.words.wording import languages, speaking

URL = "https://reports.example.com/pain/"


@pytest.fixture(scope="module")
def alert() -> Edition:
    """The edition of the alerts' story."""
    return stories.edition_of(stories.STORIES["alert"]())


def rising(told: Edition) -> OpenAlert:
    """The alert of the mail outage."""
    return next(one for one in told.alerts if one.subject.topic_id == "t1" and not one.slice)


def message(told: Edition, opened: list[OpenAlert], url: str = URL) -> dict[str, Any]:
    """The message, read."""
    value: dict[str, Any] = orjson.loads(slack.message(told, opened, say=speaking(), url=url))
    return value


def test_one_alert_is_one_message(alert: Edition) -> None:
    """With its name, its numbers, the night, and where to read on."""
    one = rising(alert)
    found = message(alert, [one])
    head, section, foot = found["blocks"]
    assert head["text"] == {
        "type": "plain_text",
        "text": "New alert at Lumen & Sons: E-mail not arriving",
        "emoji": False,
    }
    assert section["text"]["text"] == f"▲ Rising: *<{URL}topics/t1.html|E-mail not arriving>*\n{one.text}"
    assert foot["elements"][0]["text"] == (
        f"Night of Friday 20 November 2026 · <{URL}night=2026-11-20/product.html|Read the product edition>"
    )
    assert found["text"] == f"New alert at Lumen &amp; Sons: E-mail not arriving. E-mail not arriving: {one.text}"


def test_several_alerts_are_one_message(alert: Edition) -> None:
    """It counts them and tells ten; of the rest it says how many there are."""
    found = message(alert, [rising(alert)] * 13)
    assert found["blocks"][0]["text"]["text"] == "13 new alerts at Lumen & Sons"
    sections = [one["text"]["text"] for one in found["blocks"] if one["type"] == "section"]
    assert len(sections) == 11
    assert sections[-1] == "And 3 more."


def test_without_an_address_nothing_is_linked(alert: Edition) -> None:
    """Names stand alone."""
    found = orjson.dumps(message(alert, list(alert.alerts), "")).decode()
    assert "http" not in found
    assert "|" not in found


@pytest.mark.parametrize("language", languages())
def test_it_speaks_the_editions_language(alert: Edition, language: str) -> None:
    """Every message is there."""
    for opened in ([rising(alert)], [rising(alert)] * 12):
        assert orjson.loads(slack.message(alert, opened, say=speaking(language), url=URL))["blocks"]


@pytest.mark.parametrize("kind", hostile.by_kind())
def test_hostile_words_stay_words(alert: Edition, kind: str) -> None:
    """No link, mention or command of anybody's own, and nothing longer than Slack takes."""
    one = rising(alert)
    for words in (*hostile.by_kind()[kind], "<!channel>", "<@U1>", "<https://evil.example|click>", "a|b>c"):
        mine = replace(one, text=words, label=words, subject=replace(one.subject, name=words))
        found = message(replace(alert, company=words, date_words=words), [mine])
        head, *sections, foot = found["blocks"]
        assert len(head["text"]["text"]) <= 150
        marked = [found["text"], *(section["text"]["text"] for section in sections), foot["elements"][0]["text"]]
        for text in marked:
            assert len(text) <= 3_000 or text is found["text"]
            ours = re.sub(rf"<{URL}[^<>|]*\|[^<>|]*>", "", text)
            assert not set("<>") & set(ours)
            assert "\n" not in text.replace("*\n", "", 1)
        assert all(section["text"]["verbatim"] for section in sections)
