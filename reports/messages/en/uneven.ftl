# The same matter, treated differently: how far teams, hours and segments lie apart.

## What is compared, beside what agents do
uneven-resolved = Resolved
uneven-solved = Solved (inferred)
uneven-sent-away = Sent away (inferred)

## One difference: its ends are `uneven-end`, or `uneven-end-few` where the base is small
uneven-told = { $title }: from { $lowest } to { $highest } across { $groups } { $kind ->
    [team] teams
    [hour] times of day
   *[segment] segments
}, { $conversations } conversations{ $left_out ->
    [0] {""}
    [one] ; { $left_out } { $kind ->
        [team] team
        [hour] time of day
       *[segment] segment
    } too small to tell
   *[other] ; { $left_out } { $kind ->
        [team] teams
        [hour] times of day
       *[segment] segments
    } too small to tell
}. More than chance explains: chance taken off, they lie about { $points ->
    [0] under 1 point
    [one] { $points } point
   *[other] { $points } points
} from their mean.
uneven-end = { $ratio } ({ $place }, { $interval })
uneven-end-few = { $ratio } ({ $place })

## What is not shown
uneven-none = No topic is clearly treated differently between { $groups }.
uneven-between-team = teams
uneven-between-hour = times of day
uneven-between-segment = segments
uneven-greatest = The { $shown } greatest of { $count }; the others stand on the topics’ pages.
uneven-withheld = { $count ->
    [one] { $count } clear difference is not shown: fewer than { $least } customers are behind a number of it.
   *[other] { $count } clear differences are not shown: fewer than { $least } customers are behind a number of it.
}
