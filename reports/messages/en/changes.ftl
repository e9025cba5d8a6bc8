# What changed since yesterday: labels, headlines and the sentences below them.

## Labels, before a topic's name
news-new = New
news-found = Found
news-rising = Rising
news-rising-in-one-place = Rising in one place
news-back = Back
news-falling = Falling
news-falling-in-one-place = Falling in one place
news-rose = Rose
news-rose-in-one-place = Rose in one place
news-over = Over
news-over-in-one-place = Over in one place
news-told-apart = Newly told apart
news-split = Split
news-merged = Merged
news-fix-up = Rose after the fix
news-fix-same = No fall seen
news-fix-early = Too early to tell
news-fix-down = Fell after the fix

## What the front page has no room for: "3 more rising"
more-new = { $count } more new
more-found = { $count } more found
more-rising = { $count } more rising
more-rising-in-one-place = { $count } more rising in one place
more-back = { $count } more back
more-falling = { $count } more falling
more-falling-in-one-place = { $count } more falling in one place
more-rose = { $count } more rose
more-rose-in-one-place = { $count } more rose in one place
more-over = { $count } more over
more-over-in-one-place = { $count } more over in one place

## The night in one line
headline-new = New: “{ $topic }”
headline-found = Found: “{ $topic }”
headline-rising = “{ $topic }” is rising
headline-rising-in-one-place = “{ $topic }” is rising in one place
headline-back = “{ $topic }” is back
headline-falling = “{ $topic }” is falling
headline-falling-in-one-place = “{ $topic }” is falling in one place
headline-rose = “{ $topic }” rose, and was as usual last night
headline-rose-in-one-place = “{ $topic }” rose in one place, and was as usual last night
headline-over = “{ $topic }”: back to what is usual
headline-over-in-one-place = “{ $topic }”: back to what is usual in one place
headline-none = Too few conversations yet to name a topic
headline-first = The first nights: “{ $topic }” hurts most
headline-quiet = A quiet night; “{ $topic }” still hurts most
headline-partial = A night that is not whole; “{ $topic }” still hurts most

## Behind a label and a topic's name, where alerts do not say it
changes-new = { $people } since { $day }, when it was first heard.
changes-found = Named in the settings; heard for the first time.
changes-back = Heard again since { $day } after a silence.
changes-rising = { $now ->
    [one] { $now } conversation
   *[other] { $now } conversations
} in the last 7 nights, { $before } in { $nights_before ->
    [7] the 7 before
   *[other] the { $nights_before } nights we have before that
}: { $now_share } of all conversations, was { $before_share } ({ $less } to { $more } points more).
changes-falling = { $now ->
    [one] { $now } conversation
   *[other] { $now } conversations
} in the last 7 nights, { $before } in { $nights_before ->
    [7] the 7 before
   *[other] the { $nights_before } nights we have before that
}: { $now_share } of all conversations, was { $before_share } ({ $less } to { $more } points less).
changes-told-apart = { $people } on { $nights ->
    [one] { $nights } night
   *[other] { $nights } nights
} of the last 28. Heard since { $day }, but only now common enough to have a name of its own.
changes-split = Counted apart from “{ $other }” since { $day }.
changes-merged = Now counted with “{ $other }”: the two turned out to be one.

## Below the changes: how they were found, or why none are told
changes-first = { $nights ->
    [one] Changes are told from the tenth night on, when two weeks can be compared; there is { $nights } night so far.
   *[other] Changes are told from the tenth night on, when two weeks can be compared; there are { $nights } nights so far.
}
changes-more = In the list of all topics: { $more }.
changes-compared = { $topics ->
    [one] { $topics } topic compared, the last 7 nights with the 7 before.
   *[other] { $topics } topics compared, the last 7 nights with the 7 before.
}
changes-none-compared = { $topics ->
    [one] Nothing unusual: { $topics } topic compared with the week before, none clearly changed.
   *[other] Nothing unusual: { $topics } topics compared with the week before, none clearly changed.
}
changes-by-chance = About { $topics } of them would look changed by chance alone.
changes-partial = Tonight is compared with nothing: { $why }.
changes-unwatched = No topic has been heard for long enough to say what is to be expected of it.
changes-watched = { $topics ->
    [one] { $topics } topic watched
   *[other] { $topics } topics watched
}; { $usual ->
    [one] { $usual } does not stand out.
   *[other] { $usual } do not stand out.
}
changes-none-watched = { $topics ->
    [one] Nothing unusual: { $topics } topic watched, and none stands out from what was to be expected.
   *[other] Nothing unusual: { $topics } topics watched, and none stands out from what was to be expected.
}

## How our own counting changed
recounted-apart = { $apart ->
    [one] Counting changed: { $apart } topic was told apart; past nights were counted again, so trends stay comparable.
   *[other] Counting changed: { $apart } topics were told apart; past nights were counted again, so trends stay comparable.
}
recounted-joined = { $joined ->
    [one] Counting changed: { $joined } topic was joined with another; past nights were counted again, so trends stay comparable.
   *[other] Counting changed: { $joined } topics were joined with another; past nights were counted again, so trends stay comparable.
}
recounted-both = Counting changed: { $apart ->
    [one] { $apart } topic was told apart
   *[other] { $apart } topics were told apart
}, { $joined ->
    [one] { $joined } was joined with another
   *[other] { $joined } were joined with another
}; past nights were counted again, so trends stay comparable.
