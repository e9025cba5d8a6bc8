# The rows and cells that several pages share.

## The nights that are counted: in a sentence, and as a head
window-in = { $nights ->
    [one] in the last night
   *[other] in the last { $nights } nights
}
window-head = { $nights ->
    [one] Last night
   *[other] Last { $nights } nights
}

## What an edition leaves out
tables-left-out = { $count ->
    [one] { $count } topic is left out: unsettled, or people decided so.
   *[other] { $count } topics are left out: unsettled, or people decided so.
}
tables-unsettled = Unsettled
tables-unsettled-text = { $count ->
    [one] { $count } topic: found again in too few parts of the conversations to be relied on; see all topics.
   *[other] { $count } topics: found again in too few parts of the conversations to be relied on; see all topics.
}
tables-unsettled-heard = { $count ->
    [one] { $count } topic
   *[other] { $count } topics
} with { $conversations ->
    [one] { $conversations } conversation
   *[other] { $conversations } conversations
}: found again in too few parts of the conversations to be relied on; see all topics.
tables-few-said = Also heard, each from fewer than { $least } customers: { $titles }.

## How steady the topics are
steady-agreement = Agreement with the night before
steady-agreement-text = { $agreement }; 1 is wholly, 0 as much as by chance.
steady-looked-for = Topics looked for in parts of the conversations
steady-unsettled = Unsettled
steady-left-out = Left out of the editions

## A topic's state
state-merged = merged
state-retired = retired
state-not-heard = not heard
state-silent = silent since { $day }
state-known-from = known from { $day } on
state-new = new
state-new-unsettled = new, unsettled
state-since = since { $day }
state-since-unsettled = since { $day }, unsettled
