"""Statements are the customer's problems and requests in his words; all else is dropped for a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import CHANNELS, SPEAKERS, Channel, Speaker, Turn
from pipeline.statements import LIMIT, REASONS, Cut, cut
from pipeline.statements.sentences import MAX_WORDS, tokens
from pipeline.statements.thoughts import hear, think

AGENT: Speaker = "agent"
NAMES: dict[str, Speaker] = {"c": "customer", "a": AGENT, "u": "unknown", "b": "bot"}


def talk(*lines: str) -> list[Turn]:
    """Turns from lines like "c: hello"."""
    return [Turn(index=index, speaker=NAMES[line[0]], text=line[3:], at=None) for index, line in enumerate(lines)]


def said(*lines: str, channel: Channel = "chat") -> list[str]:
    """The texts of a conversation's statements."""
    return [span.text for span in cut(talk(*lines), channel=channel).statements]


def reasons(*lines: str, channel: Channel = "chat") -> list[tuple[str, str]]:
    """The dropped stretches of a conversation with their reasons."""
    turns = talk(*lines)
    return [(turns[each.turn].text[each.start : each.end], each.reason) for each in cut(turns, channel=channel).dropped]


def test_a_chat_gives_its_request_and_its_complaint() -> None:
    """Of a short chat the problem stays and the courtesies go, each with its reason."""
    lines = (
        "c: Hello there",
        "a: Hi, how can I help?",
        "c: My broadband has been down since Tuesday.",
        "a: May I have your full name?",
        "c: [PERSON]",
        "a: Thank you. One moment.",
        "c: sure, take your time",
        "a: I restarted the line.",
        "c: ok thanks, bye",
    )
    result = cut(talk(*lines), channel="chat")
    assert [(span.turn, span.start, span.end, span.text) for span in result.statements] == [
        (2, 0, 41, "My broadband has been down since Tuesday.")
    ]
    assert reasons(*lines) == [
        ("Hello there", "greeting"),
        ("[PERSON]", "identity"),
        ("sure, take your time", "holding"),
        ("ok thanks, bye", "farewell"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("good morning", "greeting"),
        ("thank you so much for your help", "thanks"),
        ("no that's all, have a lovely day", "farewell"),
        ("my name is [PERSON]", "identity"),
        ("[ID]", "identity"),
        ("my date of birth is [DATE_OF_BIRTH]", "identity"),
        ("bear with me let me grab it", "holding"),
        ("can you hear me", "holding"),
        ("yes that's correct", "confirmation"),
        ("no problem", "confirmation"),
        ("how are you doing today", "small_talk"),
        ("for billing press two", "menu"),
        ("um you know", "filler"),
        ("!!!", "filler"),
        ("that one", "too_short"),
        ("it is the blue one with four buttons", "no_pain"),
    ],
)
def test_chitchat_is_dropped_for_its_kind(line: str, reason: str) -> None:
    """A sentence that says nothing of a problem is dropped for what it is instead."""
    assert said(f"c: {line}") == []
    assert [each for _, each in reasons(f"c: {line}")] == [reason]


@pytest.mark.parametrize(
    "line",
    [
        "I can't log in to my account",
        "card lost",
        "could I change my delivery address",
        "your driver was rude and hung up on me",
        "if this goes on I'm switching to a rival",
        "nobody told us that the meeting point had moved",
        "what is the fee for sending money abroad?",
        "your support team is absolutely amazing",
        "I'd like to close my savings account",
        "thanks for nothing, the parcel never arrived",
    ],
)
def test_problems_requests_treatment_threats_and_praise_stay(line: str) -> None:
    """Whatever a reader of pain points wants to know of is a statement."""
    assert len(said(f"c: {line}")) == 1


def test_a_call_without_punctuation_is_cut_between_thoughts() -> None:
    """A long breathless turn becomes several statements without hesitation in front."""
    texts = said(
        "a: thank you for calling how may i help",
        "c: yeah hi um i was charged twice for my gym pass in march and the second payment never came back to my card"
        " so i went to the desk and the man there was rude and told me it was my fault for using the app",
        channel="voice",
    )
    assert texts == [
        "i was charged twice for my gym pass in march",
        "the second payment never came back to my card",
        "i went to the desk and the man there was rude and told me it was my fault for using the app",
    ]


def test_a_backchannel_does_not_part_a_thought() -> None:
    """What goes on after an agent's "uh-huh" is one statement, placed where it begins."""
    result = cut(
        talk("c: i ordered a lamp and when i opened the", "a: uh-huh", "c: box the glass was broken"), channel="voice"
    )
    assert [(span.turn, span.start, span.end, span.text) for span in result.statements] == [
        (0, 0, 38, "i ordered a lamp and when i opened the box the glass was broken")
    ]
    assert result.dropped == ()


def test_a_fragment_joins_its_neighbour() -> None:
    """A short outcry is read with the sentence before it."""
    assert said("c: I reset the router this morning. Still nothing.") == [
        "I reset the router this morning. Still nothing."
    ]


def test_a_word_that_points_back_is_read_with_what_it_points_to() -> None:
    """ "It still doesn't work" is joined with what does not work."""
    assert said("c: The kettle won't switch on.", "a: Please try another socket.", "c: it still doesn't work") == [
        "The kettle won't switch on. it still doesn't work"
    ]


def test_echoes_and_repetitions_are_dropped() -> None:
    """What the agent just said and what the customer said before is not said again."""
    assert reasons("a: So the oven door is broken now?", "c: the oven door is broken now") == [
        ("the oven door is broken now", "echo")
    ]
    assert reasons("c: The oven door is broken.", "a: I see it here.", "c: the oven door is broken") == [
        ("the oven door is broken", "duplicate")
    ]


def test_only_the_best_stay_in_order_of_appearance() -> None:
    """More than the limit are ranked; what stays keeps its order."""
    lines = [
        "c: The app crashes whenever I open the map.",
        "c: Can you tell me about the blue bag?",
        "c: Your clerk was rude and blamed me for it.",
        "c: I will never use you again and I am telling a lawyer.",
    ]
    result = cut(talk(*lines), channel="chat")
    assert [span.turn for span in result.statements] == [0, 2, 3]
    assert [each.reason for each in result.dropped] == ["beyond_limit"]


def test_a_tweet_loses_its_marks() -> None:
    """Handles, hashtags' signs, markers and addresses are no words of a quote."""
    assert said("c: @acme __acme__ hey, my parcel is lost again #fail https://example.org/x", channel="social") == [
        "my parcel is lost again fail"
    ]


def test_a_mail_is_read_without_what_it_answers_to() -> None:
    """In mail lines wrap, and quoted lines are not the customer's."""
    mail = (
        "c: Dear team,\n\nthe heater that I bought, e.g. for the small\nroom, stopped working after 2.5 days.\n\n"
        "Kind regards\n\nOn Monday Acme wrote:\n> We cannot help you.\n"
    )
    assert said(mail, channel="email") == [
        "the heater that I bought, e.g. for the small room, stopped working after 2.5 days."
    ]
    assert [reason for _, reason in reasons(mail, channel="email")] == ["greeting", "farewell", "echo", "echo"]


def test_an_introduction_in_front_of_a_request_is_left_out() -> None:
    """Who calls is not part of why he calls."""
    assert said("c: Hello, my name is [PERSON] and I would like to renew my passport.") == [
        "I would like to renew my passport."
    ]


def test_the_agent_is_not_the_customer() -> None:
    """Agents' problems are none; unknown speakers are read only where nobody is a customer."""
    assert said("a: our system is broken", "c: ok") == []
    assert said("u: the boiler is broken", "c: ok") == []
    assert said("u: the boiler is broken", "a: ok") == ["the boiler is broken"]


def test_a_clear_opening_stands() -> None:
    """Why a customer calls stands although no cue is in it, whatever he says later; a bare list of values does not."""
    opening = "c: The curtains in my bedroom glow green under moonlight."
    assert said(opening) == [opening[3:]]
    assert said(opening, "a: That sounds odd.", "c: The lamp is broken too, I think.") == [
        opening[3:],
        "The lamp is broken too, I think.",
    ]
    assert said("c: taxi 20 lunch 15 room 80") == []


def test_one_breath_is_one_statement() -> None:
    """Sentences of one turn are one statement up to a word like "also", with which another matter begins."""
    assert said(
        "c: The kettle stopped working. I bought it last week. Also, your driver was rude to me.", channel="email"
    ) == ["The kettle stopped working. I bought it last week.", "Also, your driver was rude to me."]


def test_answers_detail_the_opening_and_no_more() -> None:
    """What a customer answers at first belongs to what he opened with; from the third turn on it is an answer."""
    lines = [
        "c: My parcel never arrived.",
        "a: What was in it?",
        "c: It was a garden chair made of wood.",
        "a: Where should it have gone?",
        "c: The neighbours usually take my deliveries in.",
        "a: Which colour was the chair?",
        "c: The chair came with a dark green cushion.",
    ]
    assert said(*lines) == [
        "My parcel never arrived. It was a garden chair made of wood. The neighbours usually take my deliveries in."
    ]
    assert reasons(*lines) == [("The chair came with a dark green cushion.", "no_pain")]


def test_questions_on_the_agents_advice_are_asides() -> None:
    """In a call about something broken, how to follow the agent's steps is not what the customer called for."""
    lines = [
        "c: The oven won't heat and nobody called me back.",
        "a: I am sorry to hear that.",
        "c: It has been three weeks.",
        "a: Which model is it?",
        "c: It says Emberline on the front.",
        "a: Can you open the settings?",
        "c: Where do I find the settings menu?",
    ]
    assert len(said(*lines)) == 1
    assert reasons(*lines) == [("Where do I find the settings menu?", "minor")]


SCRAPS = (
    *("hi,", "thanks.", "my", "card", "is", "broken!", "[PERSON]", "still", "not", "working", "it", "um", "and", "the"),
    *("@acme", "#x", "https://a.b/c", "\n", "e.g.", "2.5", ">", "?", "can", "you"),
)
TURNS = st.lists(
    st.tuples(
        st.sampled_from(SPEAKERS),
        st.text(max_size=200)
        | st.lists(
            st.sampled_from(SCRAPS),
            max_size=80,
        ).map(" ".join),
    ),
    max_size=12,
).map(lambda pairs: [Turn(index=index, speaker=who, text=text, at=None) for index, (who, text) in enumerate(pairs)])


@given(TURNS, st.sampled_from(CHANNELS))
def test_every_sentence_is_accounted_for(turns: list[Turn], channel: Channel) -> None:
    """Each customer sentence is in exactly one statement or dropped once; spans lie inside their turns."""
    result = cut(turns, channel=channel)
    assert result == cut(turns, channel=channel)
    mail = channel in ("email", "ticket")
    heard = list(hear(turns, mail=mail))
    thoughts = think(hear(turns, mail=mail))
    assert sorted(part.position for thought in thoughts for part in thought.parts) == list(range(len(heard)))
    gone = {(each.turn, each.start) for each in result.dropped}
    begun = {(span.turn, span.start) for span in result.statements}
    places = [[(part.sentence.turn, part.sentence.start) for part in thought.parts] for thought in thoughts]
    assert len(gone) == len(result.dropped)
    assert all(gone.issuperset(parts) != (parts[0] in begun and gone.isdisjoint(parts)) for parts in places)
    assert len(result.statements) <= LIMIT
    assert all(each.reason in REASONS for each in result.dropped)
    check_spans(turns, result)


def check_spans(turns: list[Turn], result: Cut) -> None:
    """Assert that spans and dropped stretches lie inside their turns and that quotes say something."""
    places = [(span.turn, span.start, span.end) for span in result.statements]
    places += [(each.turn, each.start, each.end) for each in result.dropped]
    for turn, start, end in places:
        assert 0 <= start < end <= len(turns[turn].text)
    for span in result.statements:
        assert set(tokens(span.text)) - {"[]"}
        assert len(span.text.split()) <= MAX_WORDS
