"""A topic's own page: what it says of a topic that customers praise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import html5lib
from outage_story import LAST, SIGNALS, outage, outage_edition

from pipeline.model import Night
from reports import render
from reports.facts import gather
from reports.facts.quotes import Candidate
from reports.nouns import TopicPage
from reports.pages import topic
from reports.sections import tables
from reports.sections.consistency import Consistency
from reports.words.wording import speaking


def pages(said: str) -> dict[str, TopicPage]:
    """The pages by id, where this stands for the first topic."""
    facts = gather(outage(), Night(date=LAST), say=speaking())
    one = Candidate(text=said, turn=0, contact=facts.by_topic["t1"][0])
    rows = tables.topic_rows(facts, {"t1": [one]})
    uneven = Consistency(by_topic={}, kinds=())
    built = topic.build_all(facts, rows, SIGNALS, (), {}, beside={}, uneven=uneven, limit=3, recounted=7)
    return {page.row.topic.topic_id: page for page in built}


def test_what_ranks_a_topic_of_praise_with_the_others_is_told() -> None:
    """On its page alone: of any other there is nothing to be put right."""
    typed = {key: [line.text for line in page.commands] for key, page in pages("You are amazing.").items()}
    assert [key for key, lines in typed.items() if "painpoints topics pin" in " ".join(lines)] == ["t1"]
    assert "painpoints topics pin t1" in typed["t1"]
    wrong = pages("The site is down again.")["t1"]
    assert not any(" pin " in line.text for line in wrong.commands)


def test_the_page_of_a_topic_of_praise_says_why_it_is_not_ranked(tmp_path: Path) -> None:
    """Whoever comes by a link sees it there."""
    built = outage_edition()
    first, *others = built.topics
    praised = replace(first, row=replace(first.row, praise=True, rank=0))
    render.render_topics(replace(built, topics=(praised, *others)), tmp_path)
    told = {page.row.topic.topic_id: (tmp_path / f"topics/{page.row.topic.topic_id}.html") for page in built.topics}
    why = speaking(built.language)("page-topic-praise")
    texts = {
        key: "".join(html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False).itertext())
        for key, path in told.items()
        if path.exists()
    }
    assert [key for key, text in texts.items() if why in text] == [first.row.topic.topic_id]
