# How conversations went and what they cost the customer: what each line is called, and what it says.

## How it ended, by the words
effort-solved = Solved (inferred)
    .text = { $share } whose outcome only their words tell
effort-unsolved = Not solved (inferred)
    .text = { $share } whose outcome only their words tell
effort-sent-away = Sent away (inferred)
    .text = { $share } whose outcome only their words tell
effort-sent-away-closed = Sent away, yet closed as resolved (inferred)
    .text = { $share } closed as resolved

## How long it took
effort-first-answer = First answer
    .text = { $median }, the median of { $known } with times
effort-longest-wait = Longest wait
    .text = { $median }, the median of { $known } with times
effort-hold = On hold
    .text = { $share } whose source says it
    .median = { $share } whose source says it; half of them at least { $median }

## How often it was passed on
effort-passed-on = Passed on
    .text = { $share } whose source says it
effort-passed-on-inferred = Passed on (inferred)
    .text = { $share } whose source does not say it; there may be more

## How often the customer had come before
effort-before-7 = Had come about it within 7 days
    .text = { effort-before }
effort-before-30 = Had come about it within 30 days
    .text = { effort-before }
effort-before = { $share } whose customer is known{ $rest ->
    [0] {""}
    [one] ; { $rest } more of known customers was not looked at
   *[other] ; { $rest } more of known customers were not looked at
}
