# Where a topic comes up more than elsewhere.

places-share = { $here } conversations; elsewhere { $elsewhere }.
places-nowhere = No channel, segment, product, queue, team, stage, time as a customer, hour or weekday stands out.
places-too-few = Too few customers to tell where it comes up.
places-withheld = { $count ->
    [one] { $count } clear difference is not shown: fewer than { $least } customers are behind it, or elsewhere.
   *[other] { $count } clear differences are not shown: fewer than { $least } customers are behind them, or elsewhere.
}
