# Alerts: what was counted, what was to be expected, since when, and what happened around then.

## Which nights were counted, behind a number of conversations or customers
alert-span-night = on { $day }
alert-span-new = so far
alert-span-returned = in the last 7 nights
alert-span-week = in the 7 nights to { $day }
alert-span-nights = on { $nights } of the 7 nights to { $day }

## What was counted; no number where too few customers are behind it
alert-counted = { $count ->
    [one] { $count } conversation { $span }
   *[other] { $count } conversations { $span }
}
alert-counted-expected = { $count ->
    [one] { $count } conversation { $span }, expected { $expected } ({ $low }–{ $high })
   *[other] { $count } conversations { $span }, expected { $expected } ({ $low }–{ $high })
}
alert-few = Fewer than { $least } customers { $span }
alert-few-less = Fewer than { $least } customers { $span }, fewer than expected
alert-few-more = Fewer than { $least } customers { $span }, more than expected
alert-many = { $least } customers or more { $span }
alert-many-less = { $least } customers or more { $span }, fewer than expected
alert-many-more = { $least } customers or more { $span }, more than expected
alert-first = { $counted }, first heard on { $day }
alert-again = { $counted }, after a silence

## When it stood out most, behind a semicolon
alert-peak = at most { $counted }
alert-peak-few = from fewer than { $least } customers throughout

## Sentences
alert-placed = { $place }: { $text }
alert-stands = { $counted }.
alert-over = Over since { $day }; { $peak }.
alert-calm = As usual again last night.
alert-still = Still unusually high last night.
alert-since = Unusual since { $day }.
alert-since-peak = Unusual since { $day }; { $peak }.
alert-marked-release = { $days ->
    [0] On the day it began: release “{ $text }”.
    [one] { $days } day before it began: release “{ $text }”.
   *[other] { $days } days before it began: release “{ $text }”.
}
alert-marked-campaign = { $days ->
    [0] On the day it began: campaign “{ $text }”.
    [one] { $days } day before it began: campaign “{ $text }”.
   *[other] { $days } days before it began: campaign “{ $text }”.
}
alert-marked-other = { $days ->
    [0] On the day it began: { $text }.
    [one] { $days } day before it began: { $text }.
   *[other] { $days } days before it began: { $text }.
}

## On a topic's page
alert-labelled = { $label }: { $counted }
alert-life-open = { $said }; open.
alert-life-over = { $said }; over on { $day }.
alert-seen = Seen by { $who }.
alert-seen-why = Seen by { $who }: { $why }.

## Why a night is not whole, inside a sentence
partial-missing = no { $channels }, which such a day always has
partial-few = so few conversations that part of it may be missing

## A week in a table's cell, and as a rate
lately = { $count }, expected { $expected }
lately-up = up: { $count }, expected { $expected }
lately-down = down: { $count }, expected { $expected }
lately-rate = { $rate } of every 1,000 conversations ({ $low }–{ $high })
