# What people decided about a topic, and whether what they call fixed did fall.

## On its page: a label, and what is said of it
care-owner = Owner
care-status = Status
care-priority = Priority
care-ticket = Ticket
care-pinned = Pinned
care-hidden = Left out of
care-kept = Kept as it is: never merged or retired by the machine.
care-hidden-product = the product edition
care-hidden-marketing = the marketing edition
care-priority-high = High
care-priority-normal = Normal
care-priority-low = Low
status-open = Open
status-acknowledged = Acknowledged
status-wont-fix = Will not be fixed
status-fixed = Fixed
status-fixed-on = Fixed on { $day }

## In a table's cell, between commas
priority-high = high
priority-normal = normal
priority-low = low
status-cell-acknowledged = acknowledged
status-cell-wont-fix = will not be fixed
status-cell-fixed = fixed
status-cell-fixed-on = fixed on { $day }

## Whether it fell
fix-planned = To be fixed on { $day }.
fix-called = Called fixed on { $day }.
fix-early-since = There are too few nights since to compare.
fix-early-before = There are too few nights before to compare.
fix-numbers = { $since_share } of all conversations since ({ $since }), { $before_share } in the { $nights ->
    [one] { $nights } night
   *[other] { $nights } nights
} before ({ $before }).
fix-down = It fell: { fix-numbers }
fix-up = It rose: { fix-numbers }
fix-same = No fall that chance could not explain: { fix-numbers }
fix-small-down = It fell: fewer than { $least } customers in the last { $nights } nights.
fix-small-up = It rose: fewer than { $least } customers in the last { $nights } nights.
fix-small-same = No clear fall: fewer than { $least } customers in the last { $nights } nights.

## On its trend
event-release = Release: { $text }
event-campaign = Campaign: { $text }
event-other = { $text }
event-fixed = Called fixed
event-split = Split from “{ $topic }”
event-merged = Joined by “{ $topic }”
