"""What is not told: no number with fewer than ten customers behind it stands in an edition, nor follows from one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from contacts import BLANK
from hypothesis import given
from hypothesis import strategies as st
from shown_cells import Parts, members, shown
from small_companies import TOPICS, company, told

from reports import render
from reports.facts import Facts, few
from reports.nouns import Edition
from reports.pages import evidence

SEEDS = range(30)


@pytest.fixture(scope="module", params=SEEDS)
def some(request: pytest.FixtureRequest) -> tuple[Edition, Facts]:
    """One of many small companies."""
    return told(company(request.param))


def _heads(parts: Parts, facts: Facts) -> int:
    return few.heads(members(parts, facts))


def _small(heads: int) -> bool:
    return 0 < heads < 10


def test_no_number_has_fewer_than_ten_customers_behind_it(some: tuple[Edition, Facts]) -> None:
    """Of a topic, theme, signal or place, or of what these have in common."""
    built, facts = some
    for where, parts, number in shown(built, facts):
        if not any(kind == "theme" for kind, _ in parts):
            assert number == len(members(parts, facts)), (where, parts)
        assert not _small(number), (where, parts)
        assert not _small(_heads(parts, facts)), (where, parts)


def test_no_such_number_follows_by_taking_one_from_another(some: tuple[Edition, Facts]) -> None:
    """From a total the part that stands beside it: a topic's in a channel off the topic, or off the channel."""
    built, facts = some
    cells = {parts for _, parts, _ in shown(built, facts)}
    for whole in cells:
        for part in cells:
            if whole < part:
                rest = {one.conversation_id: one for one in members(whole, facts)}
                for one in members(part, facts):
                    del rest[one.conversation_id]
                assert not _small(few.heads(rest.values())), (whole, part)


def test_no_place_follows_from_all_the_others(some: tuple[Edition, Facts]) -> None:
    """From a total all its parts by one slice."""
    built, facts = some
    cells = {parts for _, parts, _ in shown(built, facts)}
    for whole in {*cells, frozenset()}:
        for name in ("channel", "queue", "segment"):
            parts = [
                one
                for one in cells
                if len(one) == len(whole) + 1 and whole < one and next(iter(one - whole))[0] == name
            ]
            if parts:
                inside = {it.conversation_id for one in parts for it in members(one, facts)}
                rest = [one for one in members(whole, facts) if one.conversation_id not in inside]
                assert not _small(few.heads(rest)), (whole, name)


def test_a_theme_does_not_tell_of_its_small_topics(some: tuple[Edition, Facts]) -> None:
    """Nor of what is in one of two large ones alone: taken off it, each leaves nobody or ten customers."""
    built, _ = some
    rows = {page.row.topic.topic_id: page.row for page in built.topics}
    for theme in built.product.themes:
        mine = [rows[topic] for topic, key in TOPICS.items() if theme.name == f"Theme {key}"]
        if theme.conversations is None:
            assert (theme.customers, theme.share, theme.trend, theme.change) == (None, None, None, "")
            continue
        for row in mine:
            if row.conversations is not None:
                assert theme.customers is not None
                assert theme.customer_unknown is not None
                assert row.customers is not None
                assert row.customer_unknown is not None
                people = theme.customers + theme.customer_unknown - row.customers - row.customer_unknown
                assert not _small(theme.conversations - row.conversations)
                assert not _small(people)


def test_small_topics_have_a_name_and_nothing_else(some: tuple[Edition, Facts], tmp_path: Path) -> None:
    """In the data and on the pages: no count, no trend, no words; and their order is that of their ids."""
    built, facts = some
    render.render_topics(built, tmp_path)
    small = [page for page in built.topics if page.row.small]
    for page in small:
        row = page.row
        assert {row.conversations, row.customers, row.customer_unknown, row.share, row.trend, row.resolved} == {None}
        assert (row.repeat, row.minutes, row.rank, row.change, row.customers_text) == (
            None,
            None,
            0,
            "",
            "fewer than 10",
        )
        assert (page.history, page.quotes, page.beside, page.slices, page.treatment, page.went, page.terms) == (
            None, (), (), (), (), (), ()
        )  # fmt: skip
        html = _told_words((tmp_path / f"topics/{row.topic.topic_id}.html").read_text("utf-8"))
        assert not re.search(
            r"\d+ (conversation|customer)s? ", html.lower().replace("fewer than 10 customers", ""), re.IGNORECASE
        )
    index = (tmp_path / "topics/index.html").read_text("utf-8")
    at = [index.index(f'"../topics/{page.row.topic.topic_id}.html"') for page in small]
    assert at == sorted(at)
    assert {page.row.topic.topic_id for page in small} == {key for key in TOPICS if facts.small(key)}


def test_no_page_says_so_few_conversations_or_customers(some: tuple[Edition, Facts], tmp_path: Path) -> None:
    """But for the nights of a trend, which are a large topic's own, and the first line, which says what was read; how
    many of ten customers are known may be fewer."""
    built, _ = some
    render.render(built, tmp_path, seconds={}, snapshot_sha256="0" * 64)
    render.render_topics(built, tmp_path)
    pages = [path for path in sorted(tmp_path.rglob("*.html")) if path.name not in ("run.html", "about.html")]
    for path in pages:
        text = _told_words(path.read_text("utf-8"))
        assert not re.findall(r"(?<![\d,.–])[1-9] (?:conversations?|customers?)\b", text), path.name


def _told_words(html: str) -> str:
    """A page's sentences: without its charts, the tables of nights beside them, definitions and the first line."""
    for left_out in (
        r"<head>.*?</head>", r"<script>.*?</script>", r"<svg.*?</svg>",
        r"<details><summary>The same as a table.*?</details>",
        r'<span class="definition".*?</span>', r'<p class="coverage">.*?</p>',
    ):  # fmt: skip
        html = re.sub(left_out, " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")


def test_who_is_quoted_is_one_of_ten(some: tuple[Edition, Facts]) -> None:
    """And spoke of no topic that is smaller; his conversation, which the quote opens, marks none."""
    built, facts = some
    about = {one.conversation_id: one for one in facts.contacts}
    for quote in evidence.quoted(built):
        assert not [topic for topic in about[quote.conversation_id].topics if facts.small(topic)]
    for group in built.marketing.groups:
        for voice in group.voices:
            assert few.enough(facts.by_signal[voice.row.name], 10)


def test_the_small_companies_have_something_to_hide_and_something_to_tell() -> None:
    """Else the tests above would hold of nothing."""
    kinds: Counter[str] = Counter()
    small = themes = 0
    for seed in SEEDS:
        built, facts = told(company(seed))
        kinds.update(where for where, _, _ in shown(built, facts))
        small += sum(page.row.small for page in built.topics)
        themes += sum(row.conversations is None for row in built.product.themes)
    assert min(kinds[name] for name in ("topic", "theme", "signal", "where", "topic page", "crossed", "voice")) >= 10
    assert min(kinds["treated"], kinds["spot"], kinds["manner"]) >= 1
    assert small >= 10
    assert themes >= 3


@given(st.lists(st.lists(st.integers(0, 25), max_size=15), max_size=5))
def test_what_is_countable_leaves_nothing_small_beside_its_large_topics(groups: Sequence[Sequence[int]]) -> None:
    """Whatever topics share: without the large ones, what is left over is nobody or ten customers."""
    talks = {
        at: replace(BLANK, conversation_id=f"c{at:02d}", customer=f"u{at % 19}" if at % 3 else None) for at in range(26)
    }
    topics = {f"t{at}": [talks[key] for key in sorted(set(keys))] for at, keys in enumerate(groups)}
    found = few.countable(topics, least=10)
    large = [contacts for contacts in topics.values() if few.heads(contacts) >= 10]
    told_of = {one.conversation_id for contacts in large for one in contacts}
    rest = [one for one in found if one.conversation_id not in told_of]
    assert not rest or few.heads(rest) >= 10
    assert told_of <= {one.conversation_id for one in found}
    assert [one.conversation_id for one in found] == sorted({one.conversation_id for one in found})


@given(st.lists(st.tuples(st.integers(0, 14), st.booleans()), max_size=40), st.integers(1, 12))
def test_enough_is_as_many_heads(people: Sequence[tuple[int, bool]], least: int) -> None:
    """A known customer counts once, an unknown one for each conversation."""
    contacts = [
        replace(BLANK, conversation_id=f"c{at}", customer=f"u{who}" if known else None)
        for at, (who, known) in enumerate(people)
    ]
    assert few.enough(contacts, least) == (few.heads(contacts) >= least)
    assert few.may_tell(contacts, least) == (not contacts or few.heads(contacts) >= least)
    heads = [few.heads(pair) for pair in combinations(contacts, 2)]
    assert all(one in (1, 2) for one in heads)
