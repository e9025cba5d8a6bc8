"""Names for topics: read off statements by word order, held to written rules, chosen over the whole night."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import naming
from pipeline.model import Term, Topic, TopicState
from pipeline.naming import style
from pipeline.naming.inflection import citation, gerund
from pipeline.naming.phrases import phrases
from pipeline.naming.words import VERBS

NIGHT = date(2026, 11, 20)


def terms(*texts: str) -> list[Term]:
    """Key terms, weightiest first."""
    return [Term(text=text, weight=1 / (1 + at)) for at, text in enumerate(texts)]


def read_off(text: str) -> set[str]:
    """Every phrase of one statement."""
    return {" ".join(words) for _, words in phrases(text, naming.read([[text]]))}


def ballot(topic: str, texts: list[str], key: list[Term], *, own: float = 0.6, other: float = 0.3) -> naming.Ballot:
    """What may name a topic where all its phrases lie equally near."""
    lexicon = naming.read([texts])
    found = naming.candidates(texts, naming.told(texts, lexicon), key, lexicon)
    return naming.Ballot(
        topic=topic,
        options=found,
        own=[own] * len(found),
        other=[other] * len(found),
        terms=[term.text for term in key],
    )


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("I want to cancel my order", "cancel order"),
        ("How do I reset my password?", "reset password"),
        ("I'm trying to transfer money to Spain", "transfer money"),
        ("Can you please close my account", "close account"),
        ("My parcel hasn't arrived yet", "parcel not arriving"),
        ("the payment was not recognised", "payment not recognised"),
        ("I can't open my mailbox", "unable to open mailbox"),
        ("our train was cancelled again", "train cancelled"),
        ("they lost my suitcase", "lost suitcase"),
        ("my app keeps crashing", "app crashing"),
        ("there is no hot water", "no hot water"),
        ("I need a new router", "get new router"),
    ],
)
def test_phrases_are_written_in_citation_form(said: str, phrase: str) -> None:
    """A request becomes a bare verb and its object, a problem a noun phrase or a clause without auxiliaries."""
    assert phrase in read_off(said)


def test_a_question_whether_something_happened_does_not_say_that_it_did() -> None:
    """`Has my card arrived` is no arrival."""
    assert "card arrived" not in read_off("Has my card arrived?")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("refund", "length"),
        ("cancel the order", "article"),
        ("cancel my order", "article"),
        ("cancel it for me", "pronoun"),
        ("cannot cancel order", "modal"),
        ("order was cancelled", "tense"),
        ("why order late", "question_word"),
        ("order late and wrong", "conjunction"),
        ("#orderlate order", "hashtag"),
        ("Acme order late", "brand"),
        ("order late yesterday", "relative_date"),
        ("order really late", "filler"),
        ("for late order", "hanging"),
        ("service solved in", "hanging"),
        ("other issue", "vague"),
        ("order late orders", "repeated"),
        ("fucking order late", "vulgar"),
        ("arsehole agent", "vulgar"),
    ],
)
def test_every_written_rule_has_a_slug(name: str, slug: str) -> None:
    """A name that breaks a rule says which."""
    assert slug in style.faults(name, {"acme"})


@pytest.mark.parametrize(
    "name", ["Cancel order", "Log in not working", "Agent rude", "Unable to open mailbox", "unable to log in"]
)
def test_good_names_pass(name: str) -> None:
    """Requests in citation form and short problems break no rule."""
    assert style.faults(name) == ()


def test_names_that_differ_in_inflection_share_a_key() -> None:
    """Nor do order and small words make another name."""
    assert style.key("Delayed flights") == style.key("Flight delay") == style.key("delay of flight")
    assert style.key("Card working") != style.key("Card not working")


@pytest.mark.parametrize(
    ("word", "base"), [("cancelled", "cancel"), ("stolen", "steal"), ("changing", "change"), ("tries", None)]
)
def test_citation_forms_are_known_verbs(word: str, base: str | None) -> None:
    """A form of no known verb has none."""
    assert citation(word, VERBS) == base


def test_an_ing_form_is_spelt_as_the_corpus_spells_it() -> None:
    """Else by rule."""
    assert gerund("drop", ()) == "dropping"
    assert gerund("arrive", ()) == "arriving"
    assert gerund("cancel", {"cancelling"}) == "cancelling"


def test_what_nearly_every_topic_addresses_is_a_brand() -> None:
    """A handle's name, a proper name spread over the topics and the company's own are no content."""
    talks = [
        [f"@AcmeAir the {thing} was late", f"why does Zenith charge for {thing}"] for thing in ("bus", "bag", "tea")
    ]
    assert naming.read(talks, company="Fable Ltd").brands >= {"acmeair", "zenith", "fable"}
    assert naming.read(talks).brands.isdisjoint({"bus", "late", "charge"})


def test_no_two_topics_bear_one_name_or_its_inflection() -> None:
    """Forty topics over the same statements get forty names."""
    said = ["My emails keep bouncing back", "Emails are bouncing", "I want to stop bouncing emails"]
    names = naming.choose([ballot(f"t{at}", said, terms("emails", "bouncing", "mail server")) for at in range(40)])
    assert len({style.key(one.text) for one in names.values()}) == 40


def test_a_name_that_is_nearer_to_another_topic_is_not_taken() -> None:
    """The topic falls back to its key terms, and says so."""
    one = ballot("t1", ["I want to cancel my order"], terms("cancel", "order"), own=0.3, other=0.6)
    assert naming.choose([one])["t1"] == naming.Name(text="Cancel, order", fallback=True)


def test_a_persons_name_is_no_name_for_a_topic() -> None:
    """Another phrase is taken, and where there is none, key terms."""
    said = ["we spoke to Tilda Moss about the late parcel", "it was Tilda Moss and a late parcel"]
    assert naming.choose([ballot("t1", said, [])])["t1"].text == "Late parcel"


def phrases_of(texts: list[str], people: Collection[str] = ()) -> set[str]:
    """What may name a topic of these statements, as it would be written."""
    lexicon = naming.read([texts], people=people, perhaps_people=("charlotte",))
    found = naming.candidates(texts, naming.told(texts, lexicon), [], lexicon)
    return {one.written for one in found if not one.proper}


def test_a_place_or_code_that_many_speak_of_names_a_topic_as_they_write_it() -> None:
    """Unless too few do, or the word is a given name."""
    words = "late slow old full cold hot".split()
    said = [f"my flight from QRN was {word} again, for the strike in Quorrin" for word in words]
    assert {"flight from QRN", "strike in Quorrin"} <= phrases_of(said)
    assert not any("QRN" in one or "Quorrin" in one for one in phrases_of(said[:4]))
    assert not any("Quorrin" in one for one in phrases_of(said, {"quorrin"}))


@pytest.mark.parametrize(
    "said",
    [
        *(f"the rude agent {name} hung up" for name in ("Kowalski", "Oluwaseun", "Charlotte", "Anna")),
        *(f"{name} was rude to my wife" for name in ("Charlotte", "Anna")),
        *(f"I hate {name}’s attitude" for name in ("Kowalski", "Charlotte", "Anna")),
        "a call from agent Anna-Marie",
    ],
)
def test_nobodys_name_is_in_a_name(said: str) -> None:
    """However many speak of him, wherever in the sentence, with whatever apostrophe."""
    texts = [f"{said} {word}" for word in "today again twice once now then there here".split()]
    names = ("kowalski", "oluwaseun", "charlotte", "anna")
    assert not [one for one in phrases_of(texts, {"anna"}) if any(name in one.lower() for name in names)]


def test_a_phrase_said_once_gives_way_to_one_that_is_nearly_as_near() -> None:
    """First what several say and lies nearest here, then what they say and lies nearly as near, then what one says."""

    def one(phrase: str, *, often: bool) -> naming.Candidate:
        return naming.Candidate(phrase=phrase, form="thing", said_by=0.2, exact=0.1, key=0.0, often=often)

    options = [one("baggage out fast", often=False), one("baggage claim", often=True), one("late bag", often=True)]
    for own, other, name in (
        ([0.7, 0.5, 0.4], [0.6, 0.53, 0.3], "Late bag"),
        ([0.7, 0.5, 0.4], [0.6, 0.53, 0.6], "Baggage claim"),
        ([0.7, 0.5, 0.4], [0.6, 0.7, 0.6], "Baggage out fast"),
        ([0.3, 0.5, 0.4], [0.2, 0.7, 0.6], "Suitcase"),
    ):
        ballot = naming.Ballot(topic="t1", options=options, own=own, other=other, terms=["suitcase"])
        assert naming.choose([ballot])["t1"].text == name


def test_a_name_that_is_taken_is_not_given_again() -> None:
    """Topics that keep their names keep them from the others."""
    found = naming.choose([ballot("t1", ["I want to cancel my order"], terms("cancel"))], taken=["Cancel orders"])
    assert style.key(found["t1"].text) != style.key("cancel order")


@given(st.lists(st.lists(st.text(max_size=60), max_size=5), min_size=1, max_size=6))
def test_whatever_is_said_every_topic_has_its_own_name(topics: list[list[str]]) -> None:
    """Never an empty one, never two alike, the same on every run, and phrases always pass the rules."""
    lexicon = naming.read(topics)
    ballots = [ballot(f"{at:03}", texts or [""], []) for at, texts in enumerate(topics)]
    names = naming.choose(ballots)
    assert names == naming.choose(list(reversed(ballots)))
    assert all(one.text.strip() for one in names.values())
    assert len({style.key(one.text) for one in names.values()}) == len(topics)
    for texts in topics:
        found = naming.candidates(texts, naming.told(texts, lexicon), [], lexicon)
        assert all(style.faults(one.phrase, lexicon.brands) == () for one in found)


def test_a_description_is_one_short_line_of_a_customer() -> None:
    """The most typical one that says all the name's words, without its greeting; a long one is cut at a word."""
    said = ["Hello there, what a mess this is again", "Hi, my parcel has not arrived for two weeks"]
    assert naming.description(said, "Parcel not arriving") == "My parcel has not arrived for two weeks"
    assert naming.description([], "Parcel not arriving") == ""
    assert naming.description(["My parcel is the blue one on the shelf"], "Parcel not arriving") == ""
    long = naming.description(["my parcel has not arrived " * 40], "Parcel not arriving")
    assert len(long) <= 100
    assert long.endswith("…")


def test_examples_are_central_and_differ() -> None:
    """Of two that say the same, one is shown."""
    vectors = np.array([[1, 0, 0], [1, 0.01, 0], [0.7, 0.7, 0], [0.7, 0, 0.7]], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    shown = naming.differing(vectors, (1.0, 0.0, 0.0))
    assert shown[0] == 0
    assert set(shown[:3]) == {0, 2, 3}


def test_neighbours_are_told_apart_by_terms_of_one_side_only() -> None:
    """What both say tells nothing."""
    topics = [
        Topic(
            topic_id=key, name=key, state=TopicState.ACTIVE, born=NIGHT, last_seen=NIGHT, centroid=centroid,
            terms=tuple(terms("card", word)),
        )
        for key, word, centroid in (("t1", "lost", (1.0, 0.0)), ("t2", "fee", (0.8, 0.6)), ("t3", "tea", (-1.0, 0.0)))
    ]  # fmt: skip
    found = naming.neighbours(topics)
    assert [(one.topic_id, one.here, one.there) for one in found["t1"]] == [("t2", ("lost",), ("fee",))]
    assert found["t3"] == ()
