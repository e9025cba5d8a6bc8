# What is told of a topic on its own page.

## In one line
topic-unheard = Named in the settings, to be looked for; not heard on any night that is counted.
topic-not-heard = Not heard { $window }; last heard on { $day }.
topic-few = Fewer than { $least } customers { $window }.
topic-heard = { $people } { $window }.
topic-heard-share = { $people } { $window }, { $share } of all ({ $interval }).
topic-small = Too few customers: no number of this topic is shown and nobody is quoted, so that no one can be recognised.
topic-named-by-terms = Named by key terms: no phrase of the customers passed the tests of a name.

## The last seven nights
topic-week-count = { $nights ->
    [7] { $count } in the last 7 nights
   *[other] { $count } on { $nights } of the last 7 nights
}
topic-week = { $way ->
    [up] Unusually many: { topic-week-count }; expected { $expected }.
    [down] Unusually few: { topic-week-count }; expected { $expected }.
   *[none] { topic-week-count }; expected { $expected }.
}
topic-week-rate = { $way ->
    [up] Unusually many: { topic-week-count }, { $rate }; expected { $expected }.
    [down] Unusually few: { topic-week-count }, { $rate }; expected { $expected }.
   *[none] { topic-week-count }, { $rate }; expected { $expected }.
}
topic-change = { $way ->
    [up] It rose: { $now } in the last 7 nights, { $before } in the 7 before.
    [down] It fell: { $now } in the last 7 nights, { $before } in the 7 before.
   *[none] No clear change: { $now } in the last 7 nights, { $before } in the 7 before.
}

## Over its whole history
topic-history-none = No night has been read yet.
topic-history = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
} since { $since }, over { $nights ->
    [one] { $nights } night
   *[other] { $nights } nights
}.
topic-history-anew = Every night is counted as the topic is defined now.
topic-history-partly = Nights since { $day } are counted as the topic is defined now, earlier ones as it was then.
topic-history-missing = { $nights ->
    [one] { $nights } night is missing and left blank.
   *[other] { $nights } nights are missing and left blank.
}

## What tells it from a near topic
topic-apart = here { $here }; there { $there }
topic-apart-here = only here { $words }
topic-apart-there = only there { $words }

## What can be done about it
topic-command-history = See every decision
topic-command-rename = Call it otherwise
topic-command-merge = Count it with another
topic-command-split = Take it apart
topic-command-owner = Say who sees to it
topic-command-status = Say it is fixed
topic-command-pin = Rank it with what hurts
