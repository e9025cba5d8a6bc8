"""What the words and numbers of the pages mean."""

from __future__ import annotations

from collections.abc import Sequence

from reports.behaviours import SignalDefinition
from reports.nouns import Line

_FIXED = (
    ("conversations", "Conversations",
     "One call, chat, e-mail or ticket. A conversation counts once in a topic, however often it comes up in it."),
    ("customers", "Customers",
     "Distinct customers, as far as the source names them. An unknown customer is never counted as a further one; "
     "a plus sign says that some are unknown."),
    ("topics", "Topics",
     "Problems, requests or praise that several customers put alike, in their own words. A topic keeps its page and "
     "its address; one conversation can be in several topics."),
    ("theme", "Themes",
     "Topics that are alike belong to one theme, and each to one only. Themes are kept from night to night; a topic "
     "moves only when another theme is clearly nearer, and its page says so. A theme counts a conversation once, "
     "however many of its topics come up in it."),
    ("shares", "Shares and intervals",
     "“14 % (12–16 %)” means: 14 % of these conversations; were they a sample of the usual, the true share would lie "
     "between 12 and 16 % nineteen times in twenty. With fewer than 20 conversations we write “4 of 11” instead."),
    ("changes", "Changes",
     "The last 7 nights against the 7 before, as shares of all conversations. We say rising or falling only where "
     "the difference is clear of zero nineteen times in twenty and there are at least 5 conversations. Every past "
     "night is counted with today’s topics, so a changed definition never looks like a changed world."),
    ("more-often", "More often than elsewhere",
     "Said only where the difference is clear although many are compared at once. It tells what goes together, not "
     "what causes what."),
    ("resolved", "Resolved",
     "Among conversations whose source says whether the matter was resolved. The others are left out, not counted as "
     "unresolved."),
    ("inferred", "Inferred",
     "Read off what was said where the source does not say it, such as “it works now”, “that does not help me” or “I "
     "will put you through”. Some of it is missed and some is misread, so it never mixes with what the source says."),
    ("sent-away", "Sent away",
     "The agent ended it without a solution, or it was closed as resolved although the last that was said about it is "
     "that it is not. Always inferred."),
    ("asked-again", "Asked again",
     "The customer had come about the same topic within the 30 days before, or says that they had been in touch about "
     "it already. Of an unknown customer only what they say can count, so there may be more."),
    ("first-answer", "First answer",
     "The time from the customer’s first words to the next words of an agent; what a bot says is no answer. The median "
     "is told: half of the conversations were answered sooner, half later. Only where the words have times."),
    ("longest-wait", "Longest wait",
     "The longest time in a conversation that the customer waited for the agent’s next words, as a median too. Who "
     "writes twice in a row waits from the first time on."),
    ("teams", "Teams",
     "The queue that the source names. How customers are treated by a team or in a channel is told only with at least "
     "10 customers behind the number, and never of fewer than three agents, where the source names them."),
    ("like", "Like conversations",
     "What agents said is compared with conversations without it about the same main topic on the same channel, "
     "counted as if topics and channels were mixed as in those with it. What is about no topic, or has no like one, is "
     "left out. Leaving counts where it was spoken of after the agent’s words and in the others from the same point "
     "on. “More often” is said only where the difference is clear although all of these are compared at once "
     "(exact conditional test over topics and channels; interval by Miettinen and Nurminen), with at least 10 "
     "customers on both sides."),
    ("unsettled", "Unsettled",
     "Each week every topic is looked for again in parts of the conversations. One that is found there only in part is "
     "marked unsettled; one that is hardly found is left out of the editions and keeps its page."),
    ("hidden", "What is hidden",
     "Names, numbers and addresses of people are taken out before anything is stored; “[phone hidden]” stands where "
     "one was."),
)  # fmt: skip


def definitions(signals: Sequence[SignalDefinition], min_customers: int) -> tuple[Line, ...]:
    """The fixed definitions, then one for each signal; each has an anchor that numbers link to."""
    small = (
        f"A topic with fewer than {min_customers} customers in 28 nights is neither ranked nor quoted, so that nobody "
        "can be recognised."
    )
    return (
        *(Line(label=label, text=text, anchor=anchor) for anchor, label, text in _FIXED),
        Line(label="Too small", text=small, anchor="small"),
        *(Line(label=one.title, text=one.definition, anchor=f"signal-{one.name}") for one in signals),
    )
