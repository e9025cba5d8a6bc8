"""Names on the map: whole within it, never on each other, and of all that changed."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from reports.geometry import captions, topicmap
from reports.geometry.captions import SIZE, THEME_SIZE, Caption
from reports.geometry.topicmap import Body
from reports.nouns import Circle, Link, Region, TopicMap

NAMES = (
    "E-mail not arriving",
    "Fax",
    "Invoice shows the old address of somebody else",
    "Login",
    "Mails als Spam",
    "解約",
)
CHANGED = ("rising", "falling", "new", "back")


def _drawn(count: int, *, changed: int = 8) -> TopicMap:
    """A map of so many topics, every so-manieth changed, with two themes."""
    order = np.random.default_rng(count)
    rows = order.normal(size=(count, 6))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    heads = sorted((int(size) for size in order.integers(5, 140, count)), reverse=True)
    radii = topicmap.radii([size if size >= 10 else None for size in heads])
    keys = [f"t{at}" for at in range(count)]
    bodies = [
        Body(topic_id=key, centroid=tuple(row), theme="", radius=radius)
        for key, row, radius in zip(keys, rows, radii, strict=True)
    ]
    places = topicmap.layout(bodies, {})
    kinds = [
        "small" if size < 10 else CHANGED[at % 4] if at % changed == 0 else "usual" for at, size in enumerate(heads)
    ]
    return TopicMap(
        width=topicmap.WIDTH,
        height=topicmap.HEIGHT,
        circles=tuple(
            Circle(
                topic=Link(topic_id=key, name=f"{NAMES[at % len(NAMES)]} {at}"),
                theme="",
                x=places[key][0],
                y=places[key][1],
                radius=radii[at],
                customers=None if kinds[at] == "small" else heads[at],
                customers_text="",
                kind=kinds[at],
                mark="▲" if kinds[at] in CHANGED else "",
                label="",
                counts="",
                spoken="",
                nearest=None,
                nearness="",
                cosine=0.0,
            )
            for at, key in enumerate(keys)
        ),
        regions=(Region(name="Mail · Login page", x=300, y=300), Region(name="Money", x=700, y=200)),
    )


def _box(caption: Caption, size: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the letters."""
    wide = max(captions.width_of(line, size) for line in caption.lines)
    left = caption.x - {"start": 0.0, "middle": wide / 2, "end": wide}[caption.anchor]
    top = caption.y - captions.ASCENT * captions.LINE * size
    return left, top, left + wide, top + len(caption.lines) * captions.LINE * size


def _boxes(found: captions.Captions) -> list[tuple[float, float, float, float]]:
    shown = [_box(one, SIZE) for one in found.topics.values() if one.shown]
    return shown + [_box(one, THEME_SIZE) for one in found.themes]


@pytest.mark.parametrize("count", [1, 12, 140, 400])
def test_names_keep_off_each_other_and_within(count: int) -> None:
    """No name that is shown reaches into another one or beyond the map."""
    boxes = _boxes(captions.captions(_drawn(count)))
    assert all(
        left >= 0 and top >= 0 and right <= topicmap.WIDTH and bottom <= topicmap.HEIGHT
        for left, top, right, bottom in boxes
    )
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert beside, (one, other)


@pytest.mark.parametrize("count", [12, 140, 400])
def test_what_changed_is_named(count: int) -> None:
    """Every topic that changed has its name beside it, and so have the largest and every theme."""
    drawn = _drawn(count, changed=20)
    found = captions.captions(drawn)
    must = [one for at, one in enumerate(drawn.circles) if one.mark or at < captions.LARGEST]
    assert [one.topic.name for one in must if not found.topics[one.topic.topic_id].shown] == []
    assert [caption.lines[0] for caption in found.themes] == ["Mail ·", "Money"]
    assert found.topics.keys() == {one.topic.topic_id for one in drawn.circles}


def test_small_topics_are_not_named() -> None:
    """Of a small topic the name shows only while it is pointed at."""
    drawn = _drawn(60)
    found = captions.captions(drawn)
    small = [one.topic.topic_id for one in drawn.circles if one.kind == "small"]
    assert small
    assert not any(found.topics[key].shown for key in small)


def test_names_of_others_are_no_lid_on_circles() -> None:
    """A name that had a choice covers no circle but its own."""
    drawn = _drawn(140, changed=1_000)
    found = captions.captions(drawn)
    for at, one in enumerate(drawn.circles):
        caption = found.topics[one.topic.topic_id]
        if not caption.shown or at < captions.LARGEST:
            continue
        left, top, right, bottom = _box(caption, SIZE)
        for other in drawn.circles:
            across = max(left - other.x, 0.0, other.x - right)
            down = max(top - other.y, 0.0, other.y - bottom)
            assert other is one or np.hypot(across, down) > other.radius - captions.CLEAR


def test_a_line_leads_from_the_circle_to_its_name() -> None:
    """Where a name stands off, a line begins on its circle's edge and ends at the name."""
    drawn = _drawn(300, changed=6)
    found = captions.captions(drawn)
    led = [one for one in drawn.circles if found.topics[one.topic.topic_id].line]
    assert led
    for one in led:
        caption = found.topics[one.topic.topic_id]
        assert caption.line is not None
        x, y, there_x, there_y = caption.line
        left, top, right, bottom = _box(caption, SIZE)
        assert np.hypot(x - one.x, y - one.y) == pytest.approx(one.radius, abs=0.2)
        assert left - 12 <= there_x <= right + 12
        assert top - 1 <= there_y <= bottom + 1


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Fax", ("Fax",)),
        ("E-mail not arriving", ("E-mail not", "arriving")),
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfschifffahrtsgesellschaft",)),
        ("  Two   words  ", ("Two words",)),
        ("", ("",)),
    ],
)
def test_long_names_are_broken_in_the_middle(name: str, lines: tuple[str, ...]) -> None:
    """Between words, into two lines about as wide; never within a word."""
    assert captions.broken(name) == lines


def test_names_are_cut_where_they_are_too_long() -> None:
    """A name of a hundred letters ends in an ellipsis."""
    lines = captions.broken("never ending story " * 10)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert sum(map(len, lines)) < captions.LONGEST


def test_an_empty_map_has_no_names() -> None:
    """Of an edition of before there were maps nothing is drawn."""
    assert captions.captions(TopicMap()) == captions.Captions(topics={}, themes=())
