# What agents did, in which words, and how it went with it and without.

manner-of-all = { $people }: { $share } ({ $interval }) of all.
manner-of-few = { $people }: { $share } of all.

## What is compared
manner-leaving = Then spoke of leaving
manner-resolved = Resolved
manner-resolved-by-words = Resolved, as far as their words tell

## What came of it
manner-verdict-more = more often
manner-verdict-less = less often
manner-verdict-unclear = no clear difference
manner-compared = { $share } ({ $interval }) of { $whole }; { $usual } of { $others } like conversations without it. Difference: { $low } to { $high } points.
manner-few = { $share }; by { $others ->
    [one] { $others } like conversation
   *[other] { $others } like conversations
} without it { $expected } would be expected.
manner-hidden-part = Fewer than { $least } customers of { $whole }, set against { $others } like conversations without it.
manner-hidden-rest = All but fewer than { $least } customers of { $whole }, set against { $others } like conversations without it.

## What could not be compared
manner-left-out = Left out: { $what }.
manner-alone = { $count } without a like one ({ $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
} of topic and channel)
manner-alone-few = fewer than { $least } customers without a like one
manner-rest-leaving = { $whom } about no topic, or had spoken of leaving before
manner-rest-resolved = { $whom } about no topic, or nothing says whether it was resolved
manner-rest-resolved-by-words = { $whom } about no topic, or the customer does not say whether it was resolved

## Other things that are compared
manner-came-back = Came back within 7 nights
manner-named = Spoke of leaving
manner-rest-came-back = { $whom } about no topic, of unknown customers, or from the last 7 nights
manner-rest-named = { $whom } about no topic
