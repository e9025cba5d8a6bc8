# Earlier nights that hold other conversations than when the edition before was printed.

restated-late = { $nights ->
    [one] { $first } was read again since the edition before: { $what }.
   *[other] { $nights } nights between { $first } and { $last } were read again since the edition before: { $what }.
}
restated-missing = { $nights ->
    [one] { $first } was missing in the edition before and read since: { $what }.
   *[other] { $nights } nights between { $first } and { $last } were missing in the edition before and read since: { $what }.
}
restated-moved = { $count ->
    [one] { $count } conversation was moved to other nights.
   *[other] { $count } conversations were moved to other nights.
}
restated-moved-one-way = { $count ->
    [one] { $count } conversation was moved from { $before } to { $after }.
   *[other] { $count } conversations were moved from { $before } to { $after }.
}
restated-again = This night was read again since it was first printed: { $what }.
restated-end = Everything below counts them as they are now.

## What came of conversations; in a list the first names what is counted, the others (-more) do not
restated-came = { $count ->
    [one] { $count } conversation came late
   *[other] { $count } conversations came late
}
restated-came-more = { $count } came late
restated-changed = { $count ->
    [one] { $count } conversation came again with other content
   *[other] { $count } conversations came again with other content
}
restated-changed-more = { $count } came again with other content
restated-gone = { $count ->
    [one] { $count } conversation left out since
   *[other] { $count } conversations left out since
}
restated-gone-more = { $count } left out since
restated-moved-in = { $count } moved here from other nights
restated-moved-out = { $count } moved to other nights

## A night by itself
restated-night = { $after ->
    [one] { $after } conversation, { $before } before: { $what }.
   *[other] { $after } conversations, { $before } before: { $what }.
}
restated-night-missing = { $after ->
    [one] { $after } conversation; the night was missing before.
   *[other] { $after } conversations; the night was missing before.
}
