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
     "What stands out from what was to be expected (below). As long as there are fewer than 28 nights before to expect "
     "by, the last 7 nights are held against the 7 before, as shares of all conversations, and we say rising or "
     "falling only where the difference is clear of zero nineteen times in twenty and there are at least 5 "
     "conversations. Every past night is counted with today’s topics, so a changed definition never looks like a "
     "changed world. New is what was first heard within two weeks; back, what is heard again after a silence."),
    ("expected", "Expected",
     "What an ordinary night would bring: from up to 98 nights before it, by weekday, by how many conversations there "
     "were in all, and by what the night did to all topics alike. “Expected 21 (14–31)” means: on an ordinary night "
     "14 to 31, nineteen times in twenty. Nights on which something happened are not what later ones are judged by, "
     "nor are the last two. Rising is what is far above that: of all that is told in busy times, at most one in ten "
     "is expected to be chance (in quiet times next to nothing is told), with at least 4 conversations of 3 customers; "
     "or what is far above it over 7 nights together. It goes on until it is as usual for two nights. A team, "
     "channel or product is named only where the topic as a whole does not stand out. Sudden doublings of what is rare "
     "cannot be told from chance: see the table in the guide for readers. Nights that are not whole are compared with "
     "nothing."),
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
    ("pace-how", "Waits by channel",
     "Medians of the conversations whose words have times, with the interval in which the usual median lies nineteen "
     "times in twenty; one in ten took longer than the next figure. A channel is told of only with at least 10 "
     "customers behind it. In each channel the slowest third of conversations is set against the fastest third about "
     "the same topics (on hold: against those not on hold), counted as if topics were mixed as in the slow ones. What "
     "is about no topic, or has no like one, is left out. Came back means that the customer came about the same again "
     "on one of the next 7 nights. A difference is told only where it is clear although all of these are compared at "
     "once. Long waits may come with hard matters or long conversations: what goes together, not what causes what."),
    ("uneven-how", "Treated differently",
     "A topic’s conversations by team, by time of day and by segment: whether the share that was resolved, sent away "
     "or met something that agents do differs by more than chance explains (exact test of each group against the "
     "others; each customer counts once, and for times of day one bad night too; of all that is told, at most one in "
     "twenty is expected to be chance). The lowest and the highest are named with intervals that allow for having been "
     "picked. As extremes they are partly luck: the points after them say how far groups lie from their mean when "
     "chance is taken off. Groups with fewer than 10 customers or three agents are left out, and so are others from "
     "which these could be worked out."),
    ("slices", "Where a topic is more common",
     "Channels, segments, products, queues and teams as the source names them; how long the customer had been one on "
     "that day, in whole months; the hour and the weekday at which the conversation began; and where in dealing "
     "with us the customer stood: ordering, delivery, use, billing, returns and cancelling, or complaints about us, "
     "read off his words where they are clear, so some are missed and some misread. Said only where the difference is "
     "clear although all of these are compared at once. Of times it has to be clear without the heaviest night too. "
     "Numbers with fewer than 10 customers behind them are not shown, and neither are those that they would follow "
     "from."),
    ("teams", "Teams",
     "As the source names them; where it names none, its queues. How customers are treated by a team or in a channel "
     "is told only with at least 10 customers behind the number, and never of fewer than three agents, where the "
     "source names them."),
    ("like", "Like conversations",
     "What agents said is compared with conversations without it about the same main topic on the same channel, "
     "counted as if topics and channels were mixed as in those with it. What is about no topic, or has no like one, is "
     "left out. Leaving counts where it was spoken of after the agent’s words and in the others from the same point "
     "on. “More often” is said only where the difference is clear although all of these are compared at once "
     "(exact conditional test over topics and channels; interval by Miettinen and Nurminen), with at least 10 "
     "customers on both sides."),
    ("handling", "Handling and cost",
     "Minutes a night that a topic’s conversations took, as far as the source tells handling times, each counted whole "
     "in every topic that it is about; in money where the settings price a minute. Where some times are missing the "
     "others stand for them, with at least 20. Intervals are by drawing customers anew (bootstrap), nineteen times in "
     "twenty."),
    ("avoidable", "Repeat contacts, avoidable",
     "Conversations whose customer had come about the same topic within the 30 days before, of those whose customer is "
     "known: a solution at the first contact would have spared at most these."),
    ("leaving", "Leaving",
     "Customers who threatened to leave, or said that they had left, in a topic’s conversations; only those who said "
     "that they had left count as lost."),
    ("left-out", "Without it",
     "The average over all conversations if the topic’s are left out, beside the average over all: a topic with many "
     "unhappy conversations pulls it down. It tells what goes together, not what would happen without the topic."),
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
        f"Of a topic, theme, behaviour or place with fewer than {min_customers} customers in 28 nights, and of what "
        "two of these have in common, no number and no words are shown, so that nobody can be recognised; nor is a "
        "number from which such a one would follow by taking it off a total. A conversation whose customer is unknown "
        "counts as one customer here. A share of how it went, such as “4 of 11” resolved, stands on at least "
        f"{min_customers} customers who know it; its parts may be fewer, and so may the nights of a trend. What is "
        "only in topics too small counts as in no topic."
    )
    return (
        *(Line(label=label, text=text, anchor=anchor) for anchor, label, text in _FIXED),
        Line(label="Too small", text=small, anchor="small"),
        *(Line(label=one.title, text=one.definition, anchor=f"signal-{one.name}") for one in signals),
    )
