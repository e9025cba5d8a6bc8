# How long customers waited, and what long waits went together with.

## A clear link: `pace-link`, and `pace-link-few` where one side is small; the messages above them are their parts
pace-slow = { $wait ->
    [first_answer] A slow first answer { $where } ({ $long } or more)
    [longest_wait] A long wait { $where } ({ $long } or more)
   *[hold] Time on hold { $where }
}
pace-went = { $went ->
    [resolved-more] more matters resolved
    [resolved-less] fewer matters resolved
    [leaving-more] more talk of leaving
    [leaving-less] less talk of leaving
    [came_back-more] more customers who came back about the same within 7 days
   *[came_back-less] fewer customers who came back about the same within 7 days
}{ $source ->
    [words] , as far as customers’ words tell
   *[metadata] {""}
}
pace-fast = { $wait ->
    [first_answer] a fast one ({ $short } or less)
    [longest_wait] a short one ({ $short } or less)
   *[hold] none
}
pace-link = { pace-slow } went together with { pace-went }: { $share }; of { $others } like ones with { pace-fast }, { $usual }. Difference: { $low } to { $high } points.
pace-link-few = { pace-slow } went together with { pace-went }: { $share }; by { $others } like ones with { pace-fast }, { $expected } would be expected.

## What is not shown
pace-unknown = Too little is known to set waits against how conversations went.
pace-no-link = No clear link between waits and how conversations went, in { $count } comparisons.
pace-withheld = { $count ->
    [one] { $count } clear link has fewer than { $least } customers behind it and is not shown.
   *[other] { $count } clear links have fewer than { $least } customers behind them and are not shown.
}
pace-small = { $count ->
    [one] { $count } channel with fewer than { $least } customers or { $agents } agents behind the times is left out.
   *[other] { $count } channels with fewer than { $least } customers or { $agents } agents behind the times are left out.
}
