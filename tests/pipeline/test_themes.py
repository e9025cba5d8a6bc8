"""Themes: how topics are grouped, that groups last, and what their names are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Decision
from pipeline.themes import Member, arrange

NIGHT = date(2026, 11, 16)
WORDS = ("mail", "site", "bill", "queue", "agent", "domain")


def topics(each: int = 4, groups: int = 6, *, seed: int = 1, noise: float = 0.15) -> list[Member]:
    """So many topics about each of some matters, in directions of their own."""
    rng = np.random.default_rng(seed)
    members = []
    for number in range(each * groups):
        matter = number % groups
        vector = np.eye(8)[matter] + rng.normal(0, noise, 8)
        vector /= np.linalg.norm(vector)
        members.append(
            Member(
                topic_id=f"t{number:05d}",
                centroid=tuple(vector.tolist()),
                weight=10 + number,
                name=f"{WORDS[matter]} trouble {number}",
            )
        )
    return members


def decide(
    members: Sequence[Member], *, whole: bool = True, names: dict[str, str] | None = None
) -> tuple[Decision, ...]:
    """What is decided of these topics where nothing stood before but `names`."""
    number = 1 + max((int(key[1:]) for key in names or {}), default=0)
    return arrange(members, night=NIGHT, names=names or {}, reusable={}, next_number=number, whole_window=whole)


def settled(members: Sequence[Member], made: Sequence[Decision]) -> tuple[list[Member], dict[str, str]]:
    """The topics in the themes that were decided, and the themes' names."""
    theme_of = {row.topic_id: row.other for row in made if row.kind == "themed"}
    names = {row.topic_id: row.other for row in made if row.kind.startswith("theme_")}
    return [replace(one, theme=theme_of.get(one.topic_id, one.theme)) for one in members], names


def test_topics_about_one_matter_are_one_theme() -> None:
    """Six matters are six themes, each called after its two largest topics."""
    members, names = settled(topics(), decide(topics()))
    assert len(names) == 6
    by_theme: dict[str, set[str]] = {}
    for one in members:
        by_theme.setdefault(one.theme, set()).add(one.name.split()[0])
    assert sorted(map(sorted, by_theme.values())) == [[word] for word in sorted(WORDS)]
    for theme, words in by_theme.items():
        (word,) = words
        last = len(WORDS) * 3 + WORDS.index(word)
        assert names[theme] == f"{word} trouble {last} · {word} trouble {last - len(WORDS)}"


def test_few_topics_have_no_themes() -> None:
    """What fits on a page needs no overview."""
    assert decide(topics()[:9]) == ()


def test_the_order_of_topics_does_not_matter() -> None:
    """Shuffled topics come to the same decisions."""
    members = topics()
    made = decide(members)
    Random(3).shuffle(members)
    assert decide(members) == made


def test_what_stands_stays() -> None:
    """The same topics decide nothing the second time, and a little drift decides nothing either."""
    members, names = settled(topics(), decide(topics()))
    assert decide(members, names=names) == ()
    drifted = [replace(one, theme=old.theme) for one, old in zip(topics(seed=2), members, strict=True)]
    assert decide(drifted, names=names) == ()


def test_a_new_topic_joins_the_nearest_theme() -> None:
    """On a night that looks at the rest only, it is placed and nothing else moves."""
    members, names = settled(topics(), decide(topics()))
    new = replace(members[0], topic_id="t00099", theme="")
    (row,) = decide([*members, new], names=names, whole=False)
    assert (row.kind, row.topic_id, row.other, row.reason) == (
        "themed",
        "t00099",
        members[0].theme,
        "nearest of the themes",
    )


def test_a_topic_moves_when_another_theme_is_clearly_nearer() -> None:
    """A topic that came to be about another matter moves on a night that looks at everything, and the row says why."""
    members, names = settled(topics(), decide(topics()))
    moved = replace(members[0], centroid=members[1].centroid)
    assert decide([moved, *members[1:]], names=names, whole=False) == ()
    (row,) = decide([moved, *members[1:]], names=names)
    assert (row.topic_id, row.other) == (moved.topic_id, members[1].theme)
    assert row.reason == f"nearer than to {members[0].theme}"


def test_themes_are_drawn_anew_where_that_is_clearly_better() -> None:
    """Topics thrown together are taken apart; a group with more than half of a theme is that theme, others are new."""
    members, names = settled(topics(), decide(topics()))
    one, other = sorted(names)[:2]
    muddled = [replace(member, theme=one if at % 6 < 2 else other) for at, member in enumerate(members)]
    made = decide(muddled, names={one: names[one], other: names[other]})
    after, _ = settled(muddled, made)
    assert len({member.theme for member in after}) == 6
    assert len({member.name.split()[0] for member in after if member.theme == one}) == 1
    assert other not in {member.theme for member in after}
    assert any("drawn anew" in row.reason for row in made)


def test_an_id_does_not_go_to_a_group_that_took_one_topic_of_the_theme() -> None:
    """Drawn anew, a group that holds a small part of a theme is another theme; most of the old one keeps the id."""
    members, names = settled(topics(), decide(topics()))
    mail = members[0].theme
    stray = next(one for one in members if one.theme != mail)
    lone = [replace(one, theme=mail if one is stray else one.theme if one.theme == mail else "") for one in members]
    after, _ = settled(lone, decide(lone, names={mail: names[mail]}))
    assert {one.name.split()[0] for one in after if one.theme == mail} == {"mail"}


def test_a_theme_is_called_after_topics_that_differ_and_have_a_phrase_for_a_name() -> None:
    """Another word is worth more than another size; key terms come last; and a theme keeps its name while the topic
    that it is called after first is there under that name."""
    called = {"t00000": "Mails lost", "t00006": "Mail late", "t00012": "Outbox full", "t00018": "Imap, folder"}
    members = [
        replace(one, name=called.get(one.topic_id, one.name), unfit=one.topic_id == "t00018", weight=100 - at)
        for at, one in enumerate(topics())
    ]
    after, names = settled(members, decide(members))
    mail = after[0].theme
    assert names[mail] == "Mails lost · Outbox full"
    grown = [replace(one, weight=900) if one.name == "Outbox full" else one for one in after]
    assert decide(grown, names=names) == ()
    renamed = [replace(one, name="Inbox empty") if one.name == "Mails lost" else one for one in grown]
    (row,) = decide(renamed, names=names)
    assert (row.kind, row.topic_id, row.other) == ("theme_named", mail, "Outbox full · Inbox empty")


def test_a_night_run_again_gives_its_themes_their_ids_back() -> None:
    """Themes that an earlier run of the night opened are found again by their topics."""
    members, names = settled(topics(), decide(topics()))
    held = {key: frozenset(one.topic_id for one in members if one.theme == key) for key in names}
    again = arrange(topics(), night=NIGHT, names={}, reusable=held, next_number=7, whole_window=True)
    assert settled(topics(), again)[1] == names


@given(st.integers(0, 30), st.integers(0, 2**32 - 1), st.booleans())
def test_any_topics_are_arranged(count: int, seed: int, whole: bool) -> None:
    """Whatever the centroids, either no topic has a theme or every topic has one, and no two themes share a name."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count, 5))
    members = [
        Member(
            topic_id=f"t{at:05d}",
            centroid=tuple((row / np.linalg.norm(row)).tolist()),
            weight=1 + at % 5,
            name=f"topic {at}" if at % 4 else "",
            unfit=at % 3 == 0,
        )
        for at, row in enumerate(rows)
    ]
    after, names = settled(members, decide(members, whole=whole))
    assert len({bool(one.theme) for one in after}) <= 1
    assert len(set(names.values())) == len(names) <= 12
    assert decide(after, names=names, whole=False) == ()


@given(st.integers(0, 10_000))
def test_themes_drawn_anew_have_the_same_ids_when_the_night_is_run_again(seed: int) -> None:
    """Also where what is drawn overlaps themes that stood before: their claim stands in no new theme's way."""
    rng = Random(seed)
    old = [f"g{rng.randint(1, 6):04d}" for _ in range(24)]
    members = [replace(one, theme=theme) for one, theme in zip(topics(seed=seed), old, strict=True)]
    names = {theme: theme for theme in old}
    made = arrange(members, night=NIGHT, names=names, reusable={}, next_number=7, whole_window=True)
    placed = {one.topic_id: one.theme for one in settled(members, made)[0]}
    opened = {row.topic_id for row in made if row.kind == "theme_opened"}
    held = {theme: frozenset(key for key, into in placed.items() if into == theme) for theme in opened}
    again = arrange(members, night=NIGHT, names=names, reusable=held, next_number=13, whole_window=True)
    assert again == made
