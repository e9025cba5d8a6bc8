"""Small made-up companies, in which what may just be told, and just not, is common."""

from __future__ import annotations

import random
from datetime import timedelta

from factory import Story
from outage_story import LAST, SIGNALS

from pipeline.model import Night
from pipeline.settings import Reports, Settings
from reports import edition
from reports.facts import Facts, gather
from reports.nouns import Edition
from reports.words.wording import speaking

SIZES = (0, 0, 2, 5, 8, 9, 10, 11, 12, 25, 40)
"""Conversations of a topic in a channel: mostly about as many as may just, or just not, be told of."""
TOPICS = {"t1": "g1", "t2": "g1", "t3": "g2", "t4": "g2", "t5": "g3"}


def company(seed: int) -> Story:
    """Five topics in three channels and queues; what is said and done, and how it went, differs from topic to topic."""
    rng = random.Random(seed)
    story = Story()
    for topic, theme in TOPICS.items():
        story.topic(topic, f"Pain {topic}", born=LAST - timedelta(days=5), theme=theme, theme_name=f"Theme {theme}")
    done = 0
    for topic in (*TOPICS, ""):
        rates = {one.name: rng.choice((0, 0.05, 0.3, 0.9)) for one in SIGNALS}
        sizes = rng.choice((SIZES, SIZES, SIZES[:4]))
        for channel in ("voice", "chat", "email"):
            for _ in range(rng.choice(sizes)):
                turns, signals = [("customer", f"It fails, {topic}, {done} times now.")], {}
                for name, rate in rates.items():
                    if rng.random() < rate:
                        signals[len(turns)] = name
                        turns.append(("agent" if name == "blame_shift" else "customer", f"As I said, {name} {done}."))
                topics = {0: topic} if topic else {}
                if topics and rng.random() < 0.1:
                    topics[len(turns)] = rng.choice([one for one in TOPICS if one != topic])
                    turns.append(("customer", f"And this too, {done}."))
                story.conversation(
                    LAST - timedelta(days=rng.randrange(4)), f"c{done:04d}", turns, topics=topics, signals=signals,
                    customer=rng.choice((f"u{done}", f"u{done}", f"v{rng.randrange(12)}", None)), channel=channel,
                    queue=rng.choice(("a", "b")) if rng.random() < 0.8 else channel, resolved=rng.random() < 0.6,
                    segment=f"{topic or 'none'}-{rng.randrange(2)}",
                )  # fmt: skip
                done += 1
    return story


def told(story: Story, least: int = 10) -> tuple[Edition, Facts]:
    """The edition of the last night, and what it was counted from."""
    view, night = story.view(LAST), Night(date=LAST)
    settings = Settings(reports=Reports(min_customers=least))
    built = edition.build(view, night, settings=settings, signals=SIGNALS, versions={})
    return built, gather(view, night, say=speaking())
