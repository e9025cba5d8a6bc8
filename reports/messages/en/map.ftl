# The map of all topics: the page, what its circles say, and the table below it.

## The page
map-head = Map of all topics
map-title = Map of all topics ({ $company })
map-nav = Map
map-note = { $topics ->
    [one] { $topics } topic, counted { $window }
   *[other] { $topics } topics, counted { $window }
}. Topics that are alike lie near each other, and stay about where they were the night before.
map-none = No topic has been found yet.
map-earlier = This edition was made before there were maps; the next one has one.
map-link = All topics on a map
map-skip = Past the map, to the same as a table
map-scrolls = Map of all topics, scrolls sideways

## What size and mark mean, in one line
map-key-size = A circle’s area shows how many customers came about it, or conversations where customers are unknown.
map-key-rising = rising
map-key-falling = falling
map-key-new = new or back

## What became of a topic
map-rising = Rising
map-falling = Falling
map-new = New
map-back = Back
map-usual = As expected
map-steady = No clear change

## A circle read aloud: "E-mail not arriving, 143 customers, rising"
map-spoken = { $kind ->
    [rising] { $topic }, { $people }, rising
    [falling] { $topic }, { $people }, falling
    [new] { $topic }, { $people }, new
    [back] { $topic }, { $people }, back
    [usual] { $topic }, { $people }, as expected
    [steady] { $topic }, { $people }, no clear change
   *[other] { $topic }, { $people }
}
map-at-least = at least { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
map-few = fewer than { $least } customers

## The table
map-table = The same as a table
map-table-caption = All topics of the map, by customers
map-column-change = Change
map-column-nearest = Most alike
map-column-nearness = How near
map-very-near = very near
map-near = near
map-not-near = none is near
