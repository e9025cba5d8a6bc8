# How agents treated customers: what customers then said, and where it happens more than elsewhere.

## How often customers spoke of leaving, with what agents did
treated-more = more often
treated-less = less often
treated-unclear = no clear difference

## In place of a share that is not told
treated-none = none of { $whole }
treated-few = fewer than { $least } of { $whole }
treated-most = all but fewer than { $least } of { $whole }
treated-many = { $least } or more of { $whole }

## What a place is
treated-kind-team = team
treated-kind-queue = queue
treated-kind-channel = channel

## What is not shown
treated-nowhere = No team and no channel stands out clearly.
treated-nowhere-queues = No team and no queue and no channel stands out clearly.
treated-greatest = The { $shown } greatest of { $count } clear differences.
treated-withheld = { $count ->
    [one] { $count } clear difference is not shown: fewer than { $least } customers, or than { $agents } agents, are behind it, or elsewhere.
   *[other] { $count } clear differences are not shown: fewer than { $least } customers, or than { $agents } agents, are behind them, or elsewhere.
}
treated-withheld-more = { $count ->
    [one] { $count } more clear difference is not shown: fewer than { $least } customers, or than { $agents } agents, are behind it, or elsewhere.
   *[other] { $count } more clear differences are not shown: fewer than { $least } customers, or than { $agents } agents, are behind them, or elsewhere.
}
