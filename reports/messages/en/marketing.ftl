# The marketing edition: what customers say about us, and why.

## The reader's questions, and what is said where nothing was heard
marketing-leave = Why customers leave
marketing-leave-none = Nobody said that they left or will leave.
marketing-recommend = Why they praise and recommend us
marketing-recommend-none = No praise and no recommendation was heard.
marketing-promise = Promises they say we broke
marketing-promise-none = Nobody said that we broke a promise.
marketing-tell = What they tell others
marketing-tell-none = Nobody said that they tell others.

## Their counts in the first line
marketing-short-churn-threat = threatened { $count }
marketing-short-churned = left { $count }
marketing-short-praise = praised { $count }
marketing-short-recommends = recommended { $count }
marketing-short-price-or-discount-dispute = price or discount { $count }
marketing-short-loyalty-unrewarded = loyalty { $count }
marketing-short-tells-others = { $count }
marketing-short-none = none
marketing-base = of { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
} { $window }

## The headline; what is said of the second clause's subject is left out
marketing-subject = Customers
marketing-headline = { $title } in { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
} { $window }
marketing-headline-both = { $title } in { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
} and { $other } in { $more }, { $window }
marketing-headline-few = Few customers spoke of leaving or praised us { $window }
marketing-headline-none = Nobody spoke of leaving { $window }, and nobody praised us

## One thing that customers say
marketing-voice = { $people } { $window }, { $share } of all.
marketing-voice-few = { $people } { $window }.
marketing-change-up = More than the week before: { $now }, was { $before }.
marketing-change-down = Fewer than the week before: { $now }, was { $before }.
marketing-change-unclear = No clear change from the week before: { $now }, was { $before }.
marketing-expected-up = More than was to be expected of the last 7 nights: { $now }, expected { $expected }.
marketing-expected-down = Fewer than was to be expected of the last 7 nights: { $now }, expected { $expected }.
marketing-expected-unclear = In the last 7 nights { $now }, expected { $expected }: the difference may be chance.
marketing-expected-level = In the last 7 nights { $now }, as was to be expected.
marketing-about = { $here }; all others { $others }
marketing-about-kind = Topic

## Where there is nothing to tell
marketing-manners-empty = Too few conversations yet to compare what agents said with how it went.
marketing-slices-empty = No channel or segment leaves, praises or tells others clearly more than the rest.
marketing-moments-empty = No offer and no wish to buy from { $least } customers or more.

## Competitors
rivals-none = No competitor was heard. Most are missed unless their names stand in the settings.
rivals-nobody = Fewer than { $least } customers were heard to name a competitor, or to speak of one.
rivals-few = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
} named or spoke of a competitor, none of them by a name that { $least } customers or more used.
rivals-rare = Also named, each by fewer than { $least } customers: { $names }.

## What became of promises to come back
promises-none = No agent promised to come back.
promises-few = Agents promised to come back to fewer than { $least } customers.
promises-unknown = Too few of them are of known customers with a week since, or have like conversations, to tell who came back.

## Moments to sell
offers-answered = Agents made an offer that fitted in { $share } of them.
offers-unanswered = Agents made an offer that fitted in none of them.

## What customers ask for
asks = They say what they want in { $people }.
asks-apart = They say what they want in { $people }, each thing from fewer than { $least } customers; for example:

## Words: by how many customers one side uses them, and the other
terms-theirs-none = { $here }; we never
terms-theirs-few = { $here }; we: fewer than { $least }
terms-theirs-some = { $here }; we: { $there }
terms-ours-none = { $here }; they never
terms-ours-few = { $here }; they: fewer than { $least }
terms-ours-some = { $here }; they: { $there }

## Treatment by channel and segment
board-empty = Too few channels and segments with enough customers to hold against each other.
board-note = { $count ->
    [one] { $count } cell is not told
   *[other] { $count } cells are not told
}: fewer than { $least } customers, or too few agents, are behind it or what follows from it.
