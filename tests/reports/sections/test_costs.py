"""What topics cost, on the pages: ranked by it, told with base and interval, and absent where it is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from factory import Story

from pipeline.model import Night
from pipeline.settings import Cost as Prices
from pipeline.settings import Reports, Settings
from reports import edition
from reports.edition import Edition, from_json, to_json
from reports.sections.costs import minutes_words
from reports.words.wording import speaking

NIGHT = date(2026, 11, 20)
DAYS = 10
MAIL, SITE, FEW = "t00001", "t00002", "t00003"


def company(
    *, mail: float | None = 60.0, site: float | None = 600.0, customers: bool = True, told: int = 1000, leave: int = 12
) -> Story:
    """Ten nights: mail from forty customers, of whom so many leave, the site from twenty, a third topic from six.

    Each handled so many seconds, as far as told; a site's customers rate 1, all others 4.
    """
    story = Story()
    for topic, name in ((MAIL, "E-mail not arriving"), (SITE, "Site is down"), (FEW, "Rare")):
        story.topic(topic, name, born=NIGHT - timedelta(days=DAYS))
    for at in range(66):
        topic = MAIL if at < 40 else SITE if at < 60 else FEW
        seconds = {MAIL: mail, SITE: site, FEW: 30.0}[topic]
        story.conversation(
            NIGHT - timedelta(days=at % DAYS),
            f"k{at:02d}",
            [("customer", "It does not work")],
            topics={0: topic},
            signals={0: "churned"} if at < leave else {0: "praise"},
            customer=f"u{at}" if customers else None,
            csat=1.0 if topic == SITE else 4.0,
            handle_seconds=seconds if at < told else None,
            before={topic: (0, int(at % 4 == 0))} if customers else None,
        )
    return story


def told(story: Story, **prices: float | str) -> Edition:
    """The edition of the last night."""
    settings = Settings(cost=Prices.model_validate(prices))
    return edition.build(story.view(NIGHT), Night(date=NIGHT), settings=settings, signals=(), versions={})


def ranks(found: Edition) -> list[tuple[int, str, str]]:
    """Rank, topic and cost of the ranked."""
    return [(row.rank, row.topic.topic_id, row.cost) for row in found.product.ranked]


def lines(found: Edition, topic: str) -> dict[str, str]:
    """What a topic's page says of its cost."""
    (page,) = [page for page in found.topics if page.row.topic.topic_id == topic]
    return {one.label: one.text for one in page.costs}


def test_topics_are_ranked_by_handling_time_where_it_is_known() -> None:
    """The site took twenty minutes a night from twenty customers, mail four from forty; of six nobody is told."""
    found = told(company())
    assert ranks(found) == [(1, SITE, "20"), (2, MAIL, "4.0")]
    assert (found.product.ranking.by, found.product.ranking.head) == ("handling time", "Minutes a night")
    assert "2 topics ranked by handling time. Together 24 min a night" in found.product.ranked_note
    assert "1 topic too small to rank." in found.product.ranked_note
    assert {page.row.topic.topic_id: page.row.rank for page in found.topics} == {SITE: 1, MAIL: 2, FEW: 0}


def test_marketing_ranks_by_customers_whatever_it_costs() -> None:
    """How many customers a pain has is what that edition is about."""
    assert [pain.topic.topic_id for pain in told(company()).marketing.pains] == [MAIL, SITE]


def test_money_is_told_where_a_minute_has_a_price() -> None:
    """Four minutes at 1.50 are 6; the order is that of the minutes."""
    found = told(company(), minute=1.5, currency="€")
    assert ranks(found) == [(1, SITE, "€30"), (2, MAIL, "€6.00")]
    assert (found.product.ranking.by, found.product.ranking.head) == ("cost", "Cost a night")
    assert lines(found, MAIL)["Cost a night"].startswith("€6.00 (€")
    assert lines(found, MAIL)["Cost a night"].endswith(" at €1.50 a minute")
    assert "Cost a night" not in lines(told(company()), MAIL)


def test_topics_are_ranked_by_customers_where_too_few_times_are_known() -> None:
    """Forty of sixty conversations are fewer than four in five; what is known is shown all the same."""
    found = told(company(site=None))
    assert ranks(found) == [(1, MAIL, "4.0"), (2, SITE, "")]
    assert (found.product.ranking.by, found.product.ranking.head) == ("customers", "Minutes a night")
    nothing = told(company(mail=None, site=None))
    assert nothing.product.ranking == replace(found.product.ranking, head="", note="")
    assert "Handling a night" not in lines(nothing, MAIL)


def test_the_share_that_has_a_time_is_told() -> None:
    """Thirty of forty say how long they took: the base of the estimate."""
    text = lines(told(company(told=30)), MAIL)["Handling a night"]
    assert text.endswith(
        "from 40 conversations in 10 nights, of which 30 have a handling time; the others are taken to last as long"
    )


def test_a_topics_page_tells_what_it_costs_with_bases() -> None:
    """Ten of forty had come before; twelve left, nobody else did; without mail the average rating falls."""
    found = lines(told(company(), customer=300, currency="USD"), MAIL)
    assert found["Repeat contacts"] == (
        "10 of 40 conversations whose customer is known came within 30 days of an earlier one about the same"
    )
    assert found["Avoidable at most"] == "25 % (14–40 %) of 40 conversations"
    assert found["Customers who spoke of leaving"] == "30 % (18–45 %) of 40 known customers; 12 said that they had left"
    assert found["Lost customers"].startswith("3,600 USD (2,")
    assert found["Leaving spoken of"].startswith("30 % of 40 conversations; of all others 0 % of 26: +30 points (+")
    assert found["CSAT without it"].startswith("1.69 in place of 3.09 (−1.")
    assert found["CSAT without it"].endswith("40 of the 66 that have one are left out")
    assert found["Leaving without it"].startswith("0 % of 26 in place of 18 % of 66: −18 points (−")
    assert "Resolved without it" not in found, "nothing says what was resolved"


def test_six_customers_are_told_nothing_of() -> None:
    """The topic is ranked and quoted by the settings; what it costs is of too few to be told."""
    assert lines(told(company()), FEW) == {}


def test_what_customers_do_is_absent_where_none_is_known() -> None:
    """Conversations can still be set against each other; customers and repeat contacts cannot be told."""
    found = lines(told(company(customers=False)), MAIL)
    assert set(found) == {"Handling a night", "Leaving spoken of", "CSAT without it", "Leaving without it"}
    assert told(company(customers=False, mail=None, site=None)).product.ranking.by == "conversations"


def test_an_edition_of_a_night_that_nobody_counted_cost_for_ranks_by_customers() -> None:
    """Nights of an earlier version have no impact; the edition is read back as it was written."""
    view = company().view(NIGHT)
    blank = replace(view, tables={**view.tables, "impact": view.tables["impact"].slice(0, 0)})
    found = edition.build(blank, Night(date=NIGHT), settings=Settings(), signals=(), versions={})
    assert [row.topic.topic_id for row in found.product.ranked] == [MAIL, SITE]
    assert [page.costs for page in found.topics] == [(), (), ()]
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1240.4, "€", "€1,240"), (1240.4, "USD", "1,240 USD"), (3.2, "€", "€3.20"), (12.0, "", "12"), (0.0, "£", "£0"),
        (9.996, "€", "€10"),
    ],
)  # fmt: skip
def test_money_in_words(amount: float, currency: str, text: str) -> None:
    """Signs stand before, codes after; small amounts have two decimals."""
    assert speaking().money(amount, currency) == text


def test_money_stands_where_the_language_puts_it() -> None:
    """In German behind its number, whether sign or code."""
    german = speaking("de")
    assert [german.money(1240.4, "€"), german.money(3.2, "USD"), german.money(12.0, "")] == [
        "1.240 €",
        "3,20 USD",
        "12",
    ]


def test_minutes_in_words() -> None:
    """Tenths below ten only; what is little is not nothing."""
    words = [minutes_words(speaking(), each) for each in (0.0, 0.04, 9.94, 9.95, 1240.5)]
    assert words == ["0.0", "under 0.1", "9.9", "10", "1,240"]


def test_few_who_speak_of_leaving_are_not_counted() -> None:
    """Nine of forty are fewer than ten; and all but nine would tell them too."""
    nine, all_but_nine = lines(told(company(leave=9)), MAIL), lines(told(company(leave=31)), MAIL)
    assert nine["Customers who spoke of leaving"] == "fewer than 10 of 40 known customers"
    assert not {"Leaving spoken of", "Leaving without it"} & nine.keys()
    assert "Customers who spoke of leaving" not in all_but_nine
    assert "Lost customers" not in lines(told(company(leave=9), customer=100), MAIL)
    assert "Lost customers" in lines(told(company(leave=10), customer=100), MAIL)


def test_costs_are_told_in_the_language_of_the_edition() -> None:
    """Each line by a key of its own, with the same numbers in every language."""
    prices = Prices(minute=1.5, customer=300, currency="€")
    english, german = (
        edition.build(
            company().view(NIGHT), Night(date=NIGHT), signals=(), versions={},
            settings=Settings(cost=prices, reports=Reports(language=language)),
        )
        for language in ("en", "de")
    )  # fmt: skip
    said = lines(german, MAIL)
    assert said["Kosten je Nacht"].endswith(") bei 1,50 € je Minute")
    assert said["Kunden, die vom Gehen sprachen"] == (
        "30 % (18–45 %) von 40 bekannten Kunden; 12 sagten, sie seien schon gegangen"
    )
    assert said["Zufriedenheit (CSAT) ohne dieses Thema"].startswith("1,69 statt 3,09 (−1,")
    assert german.product.ranking.by == "Kosten"
    assert [row.cost for row in german.product.ranked] == ["30 €", "6,00 €"]

    def numbers(found: Edition) -> list[tuple[str, float | None, float | None, float | None, int]]:
        costs = [one for page in found.topics for one in page.costs]
        return [(one.name, one.value, one.low, one.high, one.known) for one in costs]

    assert numbers(german) == numbers(english)
    assert lines(english, MAIL).keys().isdisjoint(said)
