# What the reader must know before any number.

caution-nothing-read = Nothing was read for this night; the numbers below are of the nights before it.
caution-short = { $nights ->
    [one] Short history: { $nights } night only, { $since }. Counts and shares cover this night.
   *[other] Short history: { $nights } nights only, since { $since }. Counts and shares cover these nights.
}
caution-missing = { $nights ->
    [one] { $nights } night of the last 28 is missing. Shares count the others only.
   *[other] { $nights } nights of the last 28 are missing. Shares count the others only.
}
caution-partial-night = This night is not whole: { $why }. It is compared with nothing.
caution-partial = { $count ->
    [one] { $days } is not whole, and compared with nothing.
   *[other] { $days } are not whole, and compared with nothing.
}
caution-partial-more = { $days } and { $more } more are not whole, and compared with nothing.
caution-topics-changed = The topics changed much this night: many statements are counted elsewhere than the night before. Compare with earlier editions with care.
